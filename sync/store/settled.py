"""Invoices paid in full, with the day of their last payment, and those still owed: what habits show in.

Plain look-ups by key: as one join, SQLite plans them quadratically until it has statistics.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.behaviour import Settled, Usual, usual
from sync import tables
from sync.store.dialects import among, listed

_LEDGER: Final[sa.BindParameter[int]] = sa.bindparam("ledger")
_KEPT: Final = sa.select(tables.ledgers.c.usual).where(tables.ledgers.c.id == _LEDGER)
_PAID: Final = sa.select(
    *(tables.invoices.c[name] for name in ("id", "customer_id", "issued_on", "due_on", "total", "currency"))
).where(
    tables.invoices.c.ledger_id == _LEDGER,
    tables.invoices.c.status == "paid",
    tables.invoices.c.due_on.is_not(None),
)
_PAID_OF: Final = _PAID.where(listed(tables.invoices.c.customer_id, "owners"))
_PARTS: Final = sa.select(tables.allocations.c.invoice_id, tables.allocations.c.payment_id).where(
    tables.allocations.c.ledger_id == _LEDGER, listed(tables.allocations.c.invoice_id, "invoices")
)
_DAYS: Final = sa.select(tables.payments.c.id, tables.payments.c.paid_on).where(
    tables.payments.c.ledger_id == _LEDGER,
    listed(tables.payments.c.id, "payments"),
    tables.payments.c.status == "active",
)
_LATELY: Final = 1000  # payments: the share of late ones is known to 3 points, however long the history


class Paid(msgspec.Struct, frozen=True, kw_only=True):
    """One settled invoice. `customer_id`: whom it was made out to. `total`: in minor units."""

    id: str
    customer_id: str
    issued_on: date | None
    due_on: date
    paid_on: date
    total: int
    currency: str


def of(connection: Connection, ledger_id: int, customers: Collection[str], today: date) -> list[Paid]:
    """Those of the customers, by the day they were settled, up to today."""
    rows = connection.execute(_PAID_OF, {"ledger": ledger_id, "owners": customers}).mappings().all()
    return _dated(connection, ledger_id, rows, today)


def every(connection: Connection, ledger_id: int, today: date) -> list[Paid]:
    """All of the ledger, by the day they were settled, up to today."""
    rows = connection.execute(_PAID, {"ledger": ledger_id}).mappings().all()
    return _dated(connection, ledger_id, rows, today)


class StillOpen(msgspec.Struct, frozen=True, kw_only=True):
    """One invoice that is owed. `total`, `balance`: in minor units."""

    id: str
    number: str | None
    customer_id: str
    issued_on: date | None
    due_on: date
    total: int
    balance: int
    currency: str


def still_open(connection: Connection, ledger_id: int) -> list[StillOpen]:
    """All of the ledger that have a due date and nothing wrong in themselves, by due date."""
    table = tables.invoices
    columns = StillOpen.__struct_fields__
    query = sa.select(*(table.c[name] for name in columns)).where(
        table.c.ledger_id == ledger_id,
        tables.IS_OWED,
        table.c.balance > 0,
        table.c.due_on.is_not(None),
        table.c.problem.is_(None),
    )
    found = connection.execute(query.order_by(table.c.due_on, table.c.id)).mappings()
    return [StillOpen(**row) for row in found]


def kept(connection: Connection, ledger_id: int) -> Usual | None:
    """How the ledger's customers pay, as `keep` found it last; `None` before, or without any history."""
    body = connection.scalar(_KEPT, {"ledger": ledger_id})
    return None if body is None else msgspec.json.decode(body, type=Usual)


def keep(connection: Connection, ledger_id: int, today: date) -> Usual | None:
    """Find out anew how the ledger's customers pay, for all who ask until the next time.

    So a look before sending asks with the same figures as the decision, and reads no history again.
    """
    found = _lately(connection, ledger_id, today)
    if found != kept(connection, ledger_id):
        body = None if found is None else msgspec.json.encode(found)
        row = tables.ledgers.c.id == ledger_id
        connection.execute(sa.update(tables.ledgers).where(row).values(usual=body))
    return found


def _lately(connection: Connection, ledger_id: int, today: date) -> Usual | None:
    """By its newest payments, so that it costs what it is worth.

    All of an invoice's payments up to the newest are among them, so the last one is too.
    """
    payments, allocations, invoices = tables.payments, tables.allocations, tables.invoices
    query = (
        sa.select(payments.c.id, payments.c.paid_on)
        .where(
            payments.c.ledger_id == ledger_id,
            payments.c.status == "active",
            payments.c.paid_on <= today,
        )
        .order_by(payments.c.paid_on.desc(), payments.c.id)
        .limit(_LATELY)
    )
    newest: dict[str, date] = {}
    newest.update(iter(connection.execute(query)))
    last: dict[str, date] = {}
    parts = sa.select(allocations.c.invoice_id, allocations.c.payment_id).where(
        allocations.c.ledger_id == ledger_id, among(allocations.c.payment_id, newest)
    )
    for invoice, payment in connection.execute(parts):
        last[invoice] = max(last.get(invoice, newest[payment]), newest[payment])
    due = sa.select(invoices.c.id, invoices.c.due_on).where(
        invoices.c.ledger_id == ledger_id,
        invoices.c.status == "paid",
        invoices.c.due_on.is_not(None),
        among(invoices.c.id, sorted(last)),
    )
    return usual([Settled(due_on, last[invoice]) for invoice, due_on in connection.execute(due)])


def _dated(connection: Connection, ledger_id: int, rows: Sequence[sa.RowMapping], today: date) -> list[Paid]:
    """With their last payments; those without one, settled by credit say, tell nothing of a habit."""
    last = last_payments(connection, ledger_id, [row["id"] for row in rows], today)
    found = [Paid(**row, paid_on=last[row["id"]]) for row in rows if row["id"] in last]
    return sorted(found, key=lambda one: (one.paid_on, one.id))


def last_payments(
    connection: Connection, ledger_id: int, invoice_ids: Collection[str], today: date
) -> dict[str, date]:
    """Invoice id -> date of the newest payment on it."""
    if not invoice_ids:
        return {}
    found = connection.execute(_PARTS, {"ledger": ledger_id, "invoices": invoice_ids})
    parts = [(invoice, payment) for invoice, payment in found]
    dated = connection.execute(_DAYS, {"ledger": ledger_id, "payments": {payment for _, payment in parts}})
    # The day is seen to here: asked for as well, SQLite reads all payments up to it by their index of days.
    paid_on = {payment: on for payment, on in dated if on is not None and on <= today}
    last: dict[str, date] = {}
    for invoice, payment in parts:
        if payment in paid_on:
            last[invoice] = max(last.get(invoice, paid_on[payment]), paid_on[payment])
    return last
