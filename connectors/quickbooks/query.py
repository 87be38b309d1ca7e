"""Statements in QuickBooks' query language. One place escapes what goes between quotes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from connectors.quickbooks.wire import NAMES
from dunning.ledger import Kind

PAGE: Final = 1000  # the most that MAXRESULTS allows


def quoted(value: str) -> str:
    """A literal: the backslash is escaped before the quote, or it would eat the escape."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _listing(kind: Kind, conditions: tuple[str, ...], start: int, *, fields: str = "*") -> str:
    where = f" where {' and '.join(conditions)}" if conditions else ""
    return f"select {fields} from {NAMES[kind]}{where} orderby Id startposition {start} maxresults {PAGE}"  # noqa: S608  # no SQL


def _all_of(kind: Kind) -> tuple[str, ...]:
    """Lists of names give the active ones only, unless asked."""
    return ("Active in (true, false)",) if kind is Kind.CUSTOMER else ()


def everything(kind: Kind, start: int) -> str:
    """All there are, from position `start`, counted from 1."""
    return _listing(kind, _all_of(kind), start)


_OWED: Final = ("Balance > '0'",)


def open_invoices(start: int) -> str:
    """Invoices that are owed on."""
    return _listing(Kind.INVOICE, _OWED, start)


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
    moment = f"MetaData.LastUpdatedTime >= {quoted(since.isoformat(timespec='seconds'))}"
    return _listing(kind, (*_all_of(kind), moment), start)


def payments_with_reference(reference: str) -> str:
    """Payments that bear our key."""
    return f"select * from Payment where PaymentRefNum = {quoted(reference)}"  # noqa: S608  # no SQL


def notes_on(invoice_id: str) -> str:
    """Attachments of an invoice."""
    owner = f"AttachableRef.EntityRef.value = {quoted(invoice_id)}"
    kind = "AttachableRef.EntityRef.Type = 'Invoice'"
    return f"select * from Attachable where {kind} and {owner} maxresults {PAGE}"  # noqa: S608  # no SQL


PREFERENCES: Final = "select * from Preferences"
DEPOSIT_ACCOUNTS: Final = (
    "select * from Account where AccountType in ('Bank', 'Other Current Asset') orderby Name maxresults 1000"
)
