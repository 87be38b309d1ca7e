"""`[ledgers.NAME.bank]`, read: how that ledger's bank files are to be taken where they leave a doubt."""

from __future__ import annotations

import codecs

from dunning.ledger import is_currency
from sync.config_table import Table
from sync.intake.statement import COLUMN_NAMES, BankSettings


def read_bank(table: Table) -> BankSettings:
    """Its mistakes are noted in the table's problems."""
    dates, decimal = table.maybe("dates"), table.maybe("decimal")
    if dates not in (None, "dmy", "mdy"):
        table.refuse("dates", 'must be "dmy" (03/04/2026 is in April) or "mdy" (it is in March)')
    if decimal not in (None, ".", ","):
        table.refuse("decimal", 'must be "." or ",", whichever stands before the cents')
    currency = table.maybe("currency")
    if currency is not None and not is_currency(currency):
        table.refuse("currency", 'is no currency: write its code in capitals, such as "EUR"')
    encoding = table.maybe("encoding")
    if encoding is not None and not _is_known(encoding):
        table.refuse("encoding", 'is not known; write "utf-8", "cp1252" or "latin-1", say')
    settings = BankSettings(
        columns=_columns(table.table("columns")),
        dates="dmy" if dates == "dmy" else "mdy" if dates == "mdy" else None,
        decimal="." if decimal == "." else "," if decimal == "," else None,
        currency=currency,
        encoding=encoding,
        confirm_certain=table.flag("confirm_certain", default=False),
    )
    table.close()
    return settings


def _columns(table: Table) -> dict[str, str]:
    """Our column -> the header that the bank gives it."""
    given: dict[str, str] = {}
    for name in table.names():
        if name not in COLUMN_NAMES:
            table.refuse(name, f"is no column; there are: {', '.join(COLUMN_NAMES)}")
        given[name] = table.needed(name)
    table.close()
    return given


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
        "x".encode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return False
    return True
