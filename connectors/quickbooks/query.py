"""Statements in QuickBooks' query language. One place escapes what goes between quotes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

from connectors.quickbooks.wire import NAMES
from dunning.ledger import Kind

PAGE: Final = 1000  # the most that MAXRESULTS allows
NAMED_AT_ONCE: Final = 500  # customers in one query


def quoted(value: str) -> str:
    """A literal: the backslash is escaped before the quote, or it would eat the escape."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _listed(values: Iterable[str]) -> str:
    return f"({', '.join(map(quoted, values))})"


def _since(moment: datetime) -> str:
    return f"MetaData.LastUpdatedTime >= {quoted(moment.isoformat(timespec='seconds'))}"


def _listing(kind: Kind, conditions: tuple[str, ...], start: int, *, fields: str = "*") -> str:
    where = f" where {' and '.join(conditions)}" if conditions else ""
    return f"select {fields} from {NAMES[kind]}{where} orderby Id startposition {start} maxresults {PAGE}"  # noqa: S608  # no SQL


def _all_of(kind: Kind) -> tuple[str, ...]:
    """Lists of names give the active ones only, unless asked."""
    return ("Active in (true, false)",) if kind is Kind.CUSTOMER else ()


def everything(kind: Kind, start: int) -> str:
    """All there are, from position `start`, counted from 1."""
    return _listing(kind, _all_of(kind), start)


def documents_of(kind: Kind, customer_ids: Iterable[str], start: int) -> str:
    """All that these customers have of that kind."""
    return _listing(kind, (f"CustomerRef in {_listed(customer_ids)}",), start)


def customers(ids: Iterable[str]) -> str:
    """These, active or not: at most a page of them."""
    conditions = " and ".join((*_all_of(Kind.CUSTOMER), f"Id in {_listed(ids)}"))
    return f"select * from Customer where {conditions} maxresults {PAGE}"  # noqa: S608  # no SQL


_OWED: Final = ("Balance > '0'",)


def open_invoices(start: int) -> str:
    """Invoices that are owed on."""
    return _listing(Kind.INVOICE, _OWED, start)


OPEN_COUNT: Final = "select count(*) from Invoice where Balance > '0'"


def remaining(kind: Kind, start: int) -> str:
    """Ids of the invoices that are owed on; of all payments or credits, used up or not.

    What is unapplied can't be asked for (`UnappliedAmt` is refused with 4001).
    """
    return _listing(kind, _OWED if kind is Kind.INVOICE else _all_of(kind), start, fields="Id")


def settled_invoices(since: date, start: int) -> str:
    """Invoices dated on or after `since` that are not owed on."""
    return _listing(Kind.INVOICE, ("Balance = '0'", f"TxnDate >= {quoted(since.isoformat())}"), start)


def changed(kind: Kind, since: datetime, start: int) -> str:
    """Those changed at or after `since`; deletions never show in a query."""
    return _listing(kind, (*_all_of(kind), _since(since)), start)


def payments_with(references: Iterable[str]) -> str:
    """Payments that bear our keys."""
    return f"select * from Payment where PaymentRefNum in {_listed(references)} maxresults {PAGE}"  # noqa: S608  # no SQL


def purchases_with(numbers: Iterable[str]) -> str:
    """Money spent that bears our keys."""
    return f"select * from Purchase where DocNumber in {_listed(numbers)} maxresults {PAGE}"  # noqa: S608  # no SQL


def notes_on(invoice_ids: Iterable[str]) -> str:
    """Attachments of these invoices."""
    owner = f"AttachableRef.EntityRef.value in {_listed(invoice_ids)}"
    kind = "AttachableRef.EntityRef.Type = 'Invoice'"
    return f"select * from Attachable where {kind} and {owner} maxresults {PAGE}"  # noqa: S608  # no SQL


def invoices(invoice_ids: Iterable[str], since: datetime | None = None) -> str:
    """These invoices; only those changed at or after `since` where it is given."""
    moment = f" and {_since(since)}" if since else ""
    return f"select * from Invoice where Id in {_listed(invoice_ids)}{moment} maxresults {PAGE}"  # noqa: S608  # no SQL


COSTS: Final = ("Expense", "Other Expense", "Cost of Goods Sold")
MONEY: Final = ("Bank", "Other Current Asset")
FEE_ACCOUNTS: Final = (
    f"select * from Account where AccountType in {_listed((*MONEY, *COSTS))} orderby Name maxresults 1000"  # noqa: S608  # no SQL
)
PREFERENCES: Final = "select * from Preferences"
DEPOSIT_ACCOUNTS: Final = (
    "select * from Account where AccountType in ('Bank', 'Other Current Asset') orderby Name maxresults 1000"
)
