"""What an act is about: a ledger, a customer or an invoice, found by what people call it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.engine import Connection

from sync.errors import DuesyncError
from sync.office import Office
from sync.store import figures, review
from sync.store.ledgers import LinkedLedger


class ActError(DuesyncError):
    """The act cannot be done; the text names the object and says what to do."""


class Id(str):
    """An id in the source ledger, and no name or number that somebody typed: it means that one alone."""

    __slots__ = ()


def the_invoice(connection: Connection, ledger: LinkedLedger, number: str) -> Any:
    """The staged invoice of that number (or, where none has it, of that source id); of several the
    one that is open. Raises `ActError`.
    """
    if isinstance(number, Id):
        rows: Sequence[Any] = [*figures.invoices_by_id(connection, ledger.id, [str(number)]).values()]
    else:
        rows = figures.find_invoices(connection, ledger.id, number)
    if not rows:
        msg = f"{ledger.name} has no invoice {number!r} among those pulled"
        raise ActError(msg)
    likely = [row for row in rows if row.status == "open"] or rows
    if len(likely) > 1:
        ids = ", ".join(str(row.id) for row in likely)
        msg = f"{ledger.name} has {len(likely)} invoices numbered {number!r}; give the id instead: {ids}"
        raise ActError(msg)
    return likely[0]


def the_customer(connection: Connection, ledger: LinkedLedger, wanted: str) -> Any:
    """The staged customer of that name (or source id). Raises `ActError`."""
    if isinstance(wanted, Id):
        rows: Sequence[Any] = figures.customers_by_id(connection, ledger.id, [str(wanted)])
    else:
        rows = figures.find_customers(connection, ledger.id, wanted)
    if not rows:
        msg = f"{ledger.name} has no customer {wanted!r} among those pulled"
        raise ActError(msg)
    if len(rows) > 1:
        ids = ", ".join(str(row.id) for row in rows)
        msg = f"{ledger.name} has {len(rows)} customers called {wanted!r}; give the id instead: {ids}"
        raise ActError(msg)
    return rows[0]


def target(
    connection: Connection, ledger: LinkedLedger, customer: str | None, invoice: str | None
) -> tuple[str | None, str | None, str]:
    """(customer id, invoice id, in words); no ids: the whole ledger. Raises `ActError`."""
    if invoice is not None:
        row = the_invoice(connection, ledger, invoice)
        return row.customer_id, row.id, f"invoice {row.number or row.id}"
    if customer is not None:
        row = the_customer(connection, ledger, customer)
        return row.id, None, row.name
    return None, None, ledger.name


def review_target(connection: Connection, ledger_id: int, customer_id: str | None) -> None:
    """Put up for review what an act on that customer, or on the whole ledger, bears on."""
    if customer_id is None:
        review.review_ledger(connection, ledger_id)
    else:
        billed = review.billed_customers(connection, ledger_id)
        review.review_customers(connection, ledger_id, [billed.get(customer_id, customer_id)])


def today_of(office: Office, ledger: LinkedLedger) -> date:
    """The ledger organisation's date."""
    return office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()
