"""Every invoice of a ledger over time, as `dunning.figures` reads them: a few scans, however large the book.

Plain scans and look-ups in memory: as joins, SQLite plans them quadratically until it has statistics.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.figures.debts import Debt
from dunning.ledger import Invoice, Kind, minor_digits
from sync.store import bulk
from sync.store.dialects import among, forms
from sync.store.ledgers import LinkedLedger
from sync.store.review import billed_customers
from sync.tables import allocations, credit_notes, history, invoices, payments

_LEDGER: Final = sa.bindparam("ledger", type_=sa.BigInteger)
_NOT_VOID: Final = ("open", "paid")
_INVOICES: Final = sa.select(
    invoices.c.id,
    invoices.c.customer_id,
    invoices.c.issued_on,
    invoices.c.due_on,
    invoices.c.currency,
    invoices.c.balance,
).where(
    invoices.c.ledger_id == _LEDGER,
    sa.or_(
        invoices.c.status == sa.literal_column("'open'"), invoices.c.status == sa.literal_column("'paid'")
    ),
)
_PAYMENTS: Final = sa.select(payments.c.id, payments.c.paid_on, payments.c.modified_at).where(
    payments.c.ledger_id == _LEDGER, payments.c.status == sa.literal_column("'active'")
)
_PARTS: Final = sa.select(allocations.c.payment_id, allocations.c.invoice_id, allocations.c.amount).where(
    allocations.c.ledger_id == _LEDGER
)


@dataclass(frozen=True, slots=True)
class Book:
    """`debts`: by currency. `known_from`: the first day whose settled invoices are known; `None`: none is.

    `undated`: invoices left out, for they bear no date at all.
    """

    debts: Mapping[str, Sequence[Debt]]
    known_from: date | None
    undated: int


def book(connection: Connection, ledger: LinkedLedger) -> Book:
    """All invoices that are not void, with what was paid on each and when."""
    of, paid = forms(connection), _paid(connection, ledger)
    billed = billed_customers(connection, ledger.id)
    found: dict[str, list[Debt]] = defaultdict(list)
    known_from: date | None = None
    undated = 0
    scales = _Scales()
    for id_, customer, issued, due, currency, balance in bulk.scan(connection, _INVOICES, ledger.id):
        parts = paid.get(id_, ())
        minor = max(balance, 0) + sum([amount for _, amount in parts])
        if minor <= 0:
            continue  # settled by credit, every penny of it
        due_on = None if due is None else of.read_day(due)
        issued_on = due_on if issued is None else of.read_day(issued)
        if issued_on is None:
            undated += 1
            continue
        if balance == 0 and (known_from is None or issued_on < known_from):
            known_from = issued_on
        scale = scales[currency]
        found[currency].append(
            Debt(
                id=id_,
                customer=str(billed.get(customer, customer)),
                issued_on=issued_on,
                due_on=due_on,
                billed=Decimal(minor).scaleb(scale),
                paid=tuple([(day, Decimal(amount).scaleb(scale)) for day, amount in sorted(parts)]),
            )
        )
    return Book(dict(sorted(found.items())), known_from, undated)


class _Scales(dict[str, int]):
    """By currency the power of ten of its minor unit."""

    def __missing__(self, currency: str) -> int:
        self[currency] = scale = -minor_digits(currency)
        return scale


def _paid(connection: Connection, ledger: LinkedLedger) -> dict[str, list[tuple[date, int]]]:
    """By invoice: (day, minor units) of each payment on it; a payment without a date is of its last edit."""
    of, zone = forms(connection), ZoneInfo(ledger.timezone)
    days: dict[str, date] = {
        id_: of.read_instant(modified).astimezone(zone).date() if paid_on is None else of.read_day(paid_on)
        for id_, paid_on, modified in bulk.scan(connection, _PAYMENTS, ledger.id)
    }
    found: dict[str, list[tuple[date, int]]] = defaultdict(list)
    for payment_id, invoice_id, amount in bulk.scan(connection, _PARTS, ledger.id):
        day = days.get(payment_id)
        if day is not None:
            found[invoice_id].append((day, amount))
    return found


@dataclass(frozen=True, slots=True)
class Voided:
    """An invoice that stood in the books once: void or deleted on `ended_on`, as far as that was told."""

    currency: str
    issued_on: date
    ended_on: date
    balance: Decimal


def voided(connection: Connection, ledger: LinkedLedger) -> list[Voided]:
    """Those that were seen while they still stood, as they were seen last."""
    zone = ZoneInfo(ledger.timezone)
    query = sa.select(invoices.c.id, invoices.c.modified_at).where(
        invoices.c.ledger_id == ledger.id, invoices.c.status.not_in(_NOT_VOID)
    )
    ended = {id_: at.astimezone(zone).date() for id_, at in connection.execute(query)}
    last: dict[str, Invoice] = {}
    if ended:
        kept = sa.select(history.c.body).where(
            history.c.ledger_id == ledger.id,
            history.c.kind == Kind.INVOICE.value,
            among(history.c.id, ended),
        )
        for body in connection.scalars(kept):
            one = _stood(body)
            if one is not None and (one.id not in last or last[one.id].modified_at < one.modified_at):
                last[one.id] = one
    return [
        Voided(one.currency, issued_on, ended[id_], one.balance)
        for id_, one in sorted(last.items())
        if (issued_on := one.issued_on or one.due_on) is not None and one.balance > 0
    ]


def _stood(body: bytes) -> Invoice | None:
    """The version, where it is one that stood; a deletion is kept too, and is none."""
    told: dict[str, Any] = msgspec.json.decode(body)
    return msgspec.json.decode(body, type=Invoice) if told.get("status") in _NOT_VOID else None


def unapplied(connection: Connection, ledger_id: int, on: date) -> dict[str, Decimal]:
    """By currency: credit and payments dated up to that day of which a part is applied to no invoice now."""
    found: dict[str, Decimal] = {}
    for table, day in ((credit_notes, credit_notes.c.issued_on), (payments, payments.c.paid_on)):
        query = (
            sa.select(table.c.currency, sa.func.sum(table.c.unapplied))
            .where(
                table.c.ledger_id == ledger_id,
                table.c.status == "active",
                table.c.unapplied > 0,
                sa.or_(day.is_(None), day <= on),
            )
            .group_by(table.c.currency)
        )
        for currency, minor in connection.execute(query):
            amount = Decimal(int(minor)).scaleb(-minor_digits(currency))
            found[currency] = found.get(currency, Decimal(0)) + amount
    return found
