"""OFX and QFX, read as lines: ofxtools reads the marks, in SGML and in XML; which tell of money is ours.

Its models are not used: they refuse files that real banks write for a mark that nobody needs.
"""

from __future__ import annotations

import html
from datetime import date
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element

from connectors.sheets.sheet import decoded
from dunning.ledger import is_currency, of_minor, to_minor
from sync.intake.statement import Statement, StatementLine, refused

_OURS = ("BANKACCTFROM/ACCTID", "CCACCTFROM/ACCTID")


def read_ofx(body: bytes, name: str) -> Statement:
    """The posted transactions. Raises `StatementError`."""
    root = _parsed(body, name)
    lines: list[StatementLine] = []
    faults: list[str] = []
    statements = [*root.iter("STMTRS"), *root.iter("CCSTMTRS")]
    if not statements:
        raise refused(name, ["holds no statement (STMTRS): is it whole?"])
    for statement in statements:
        currency = _first(statement, "CURDEF").upper()
        account = _first(statement, *_OURS)
        for place, each in enumerate(statement.findall("BANKTRANLIST/STMTTRN"), 1):
            try:
                lines.append(_line(each, currency, account))
            except ValueError as error:
                faults.append(f"transaction {place}: {error}")
    if faults:
        raise refused(name, faults)
    pending = sum(len(list(each.iter("STMTTRNP"))) for each in statements)
    return Statement(source="ofx", lines=tuple(lines), pending=pending)


def _parsed(body: bytes, name: str) -> Element:
    from ofxtools.Parser import TreeBuilder

    text = decoded(body).replace("\x00", "")
    start = text.upper().find("<OFX>")
    if start < 0:
        raise refused(name, ["has no <OFX> in it: is it whole?"])
    if not text.rstrip().upper().endswith("</OFX>"):  # ofxtools would take what there is
        raise refused(name, ["breaks off before its end, </OFX>: is it whole?"])
    builder = TreeBuilder()
    try:
        builder.feed(text[start:])
        return builder.close()
    except (SyntaxError, ValueError, IndexError, AssertionError, TypeError) as error:
        told = " ".join(str(error).split())[:100]
        raise refused(name, [f"is no OFX that can be read ({told}); is it whole?"]) from error


def _line(found: Element, currency: str, account: str) -> StatementLine:
    """Raises `ValueError`."""
    currency = _first(found, "CURRENCY/CURSYM").upper() or currency
    if not is_currency(currency):
        msg = f'"{currency[:20]}" is no currency'
        raise ValueError(msg)
    texts = [_first(found, path) for path in ("MEMO", "CHECKNUM", "REFNUM", "EXTDNAME")]
    return StatementLine(
        on=_day(_first(found, "DTPOSTED")),
        amount=_amount(_first(found, "TRNAMT"), currency),
        currency=currency,
        text=" ".join(dict.fromkeys(filter(None, texts))),
        payer=_first(found, "NAME", "PAYEE/NAME"),
        payer_account=_first(found, "BANKACCTTO/ACCTID", "CCACCTTO/ACCTID"),
        reference=_first(found, "FITID"),
        account=account,
        back=bool(_first(found, "CORRECTFITID")),
    )


def _amount(text: str, currency: str) -> Decimal:
    try:
        return of_minor(to_minor(Decimal(text.replace(",", ".")), currency), currency)
    except InvalidOperation:
        msg = f'"{text[:40]}" is no amount'
        raise ValueError(msg) from None


def _day(text: str) -> date:
    """The day as the bank writes it, whatever the hour behind it."""
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        msg = f'"{text[:40]}" is no date'
        raise ValueError(msg) from None


def _first(element: Element, *paths: str) -> str:
    found = (element.findtext(path) for path in paths)
    return next((" ".join(html.unescape(text).split()) for text in found if text and text.strip()), "")
