"""The books as money at the bank can be about them: what is owed, and what is entered already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.effects import RecordPayment
from dunning.ledger import is_currency, of_minor, to_minor
from dunning.matching import Entered, Known, Owed
from sync.store.bank import Line
from sync.store.dialects import among
from sync.store.review import billed_customers
from sync.tables import (
    allocations,
    bank_lines,
    bank_payments,
    credit_notes,
    customers,
    effects,
    invoices,
    payments,
)

_AROUND, _BACK = timedelta(days=35), timedelta(days=500)
_LIVE = ("ready", "claimed", "uncertain", "done")


def known(connection: Connection, ledger_id: int, lines: Sequence[Line]) -> Known:
    """What these lines may be about."""
    billed = billed_customers(connection, ledger_id)
    taken = _taken(connection, ledger_id)
    written = _written(connection, ledger_id, taken)
    entered = _in_the_books(connection, ledger_id, lines, billed, written, taken)
    entered += _on_the_way(written, billed)
    pending: dict[str, Decimal] = defaultdict(Decimal)
    for each in written:
        if each.confirmed_at is None:
            for part in each.write.allocations:
                pending[part.invoice_id] += part.amount
    about = {one for each in entered for one in each.invoice_ids}
    return Known(
        owed=tuple(_owed(connection, ledger_id, billed, pending, about)),
        entered=tuple(entered),
        names=_names(connection, ledger_id, billed),
        credit=_credit(connection, ledger_id, billed),
    )


class _Written(msgspec.Struct, frozen=True):
    """A payment of ours that counts. `line`: the bank's that it is for, "" for none known."""

    key: str
    provider_id: str | None
    confirmed_at: Any
    write: RecordPayment
    line: str


def _written(connection: Connection, ledger_id: int, taken: dict[str, str]) -> list[_Written]:
    query = (
        sa.select(
            effects.c.key, effects.c.provider_id, effects.c.confirmed_at, effects.c.payload, bank_lines.c.key
        )
        .outerjoin(bank_payments, bank_payments.c.effect_id == effects.c.id)
        .outerjoin(bank_lines, bank_lines.c.id == bank_payments.c.line_id)
        .where(
            effects.c.ledger_id == ledger_id,
            effects.c.kind == "payment",
            sa.not_(effects.c.taken_back),
            effects.c.state.in_(_LIVE),
        )
    )
    return [
        _Written(
            key,
            provider_id,
            confirmed_at,
            msgspec.json.decode(payload, type=RecordPayment),
            line or taken.get(key, ""),
        )
        for key, provider_id, confirmed_at, payload, line in connection.execute(query)
    ]


def _on_the_way(written: Sequence[_Written], billed: dict[str, str]) -> list[Entered]:
    """Ours that the books do not show yet."""
    return [
        Entered(
            id=each.key,
            customer_id=billed.get(each.write.customer_id, each.write.customer_id),
            on=each.write.paid_on,
            amount=each.write.amount,
            currency=each.write.currency,
            invoice_ids=tuple(part.invoice_id for part in each.write.allocations),
            reference=each.key,
            line=each.line,
            ours=each.key,
        )
        for each in written
        if each.confirmed_at is None
    ]


def _in_the_books(
    connection: Connection,
    ledger_id: int,
    lines: Sequence[Line],
    billed: dict[str, str],
    written: Sequence[_Written],
    taken: dict[str, str],
) -> list[Entered]:
    """Payments and overpayments around these lines, less those that settled lines were taken for."""
    ours = {each.provider_id: each for each in written if each.provider_id is not None}
    keys = {each.key: each for each in written}
    rows = _rows(connection, ledger_id, lines)
    parts: dict[str, list[str]] = defaultdict(list)
    query = sa.select(allocations.c.payment_id, allocations.c.invoice_id).where(
        allocations.c.ledger_id == ledger_id,
        among(allocations.c.payment_id, [row.id for row in rows]),
    )
    for payment_id, invoice_id in connection.execute(query.order_by(allocations.c.invoice_id)):
        parts[payment_id].append(invoice_id)
    found = []
    for row in rows:
        mine = ours.get(row.id) or keys.get(row.reference or "")
        if mine is not None and mine.confirmed_at is None:
            continue  # told as on its way
        found.append(
            Entered(
                id=row.id if mine is None else mine.key,
                customer_id=billed.get(row.customer_id, row.customer_id),
                on=row.on,
                amount=of_minor(row.amount, row.currency),
                currency=row.currency,
                invoice_ids=tuple(parts.get(row.id, ())),
                reference=row.reference or "",
                line=taken.get(row.id, "") if mine is None else mine.line,
                ours="" if mine is None else mine.key,
            )
        )
    return found


def _rows(connection: Connection, ledger_id: int, lines: Sequence[Line]) -> list[Any]:
    """Of the days around them; of money that went back, the same amounts of a year and more before it."""
    days = [each.booked_on for each in lines]
    back = [each for each in lines if each.amount < 0]
    amounts = sorted({-to_minor(each.amount, each.currency) for each in back})
    since = min(days, default=date.max) - (_AROUND if days else timedelta())
    until = max(days, default=date.min) + (_AROUND if days else timedelta())
    earlier = min((each.booked_on for each in back), default=date.max) - (_BACK if back else timedelta())
    kinds = (
        (payments, payments.c.paid_on, payments.c.amount, payments.c.reference, sa.true()),
        (
            credit_notes,
            credit_notes.c.issued_on,
            credit_notes.c.total,
            sa.null(),
            credit_notes.c.kind.in_(("overpayment", "prepayment")),
        ),
    )
    found: list[Any] = []
    for table, on, amount, reference, only in kinds:
        near = sa.or_(on.between(since, until), sa.and_(amount.in_(amounts), on.between(earlier, until)))
        query = sa.select(
            table.c.id, table.c.customer_id, table.c.currency,
            on.label("on"), amount.label("amount"), reference.label("reference"),
        ).where(
            table.c.ledger_id == ledger_id, table.c.status == "active", amount > 0, only, near,
            table.c.customer_id.is_not(None),
        )  # fmt: skip
        found += [row for row in connection.execute(query.order_by(table.c.id)) if is_currency(row.currency)]
    return found


def _taken(connection: Connection, ledger_id: int) -> dict[str, str]:
    """Payment id, or key where it is ours -> the line that was taken for it."""
    query = sa.select(bank_lines.c.key, bank_lines.c.booked_as).where(
        bank_lines.c.ledger_id == ledger_id,
        bank_lines.c.state == "booked",
        bank_lines.c.booked_as.is_not(None),
    )
    return {
        one: key
        for key, booked_as in connection.execute(query)
        for one in msgspec.json.decode(booked_as, type=list[str])
    }


def _owed(
    connection: Connection,
    ledger_id: int,
    billed: dict[str, str],
    pending: dict[str, Decimal],
    about: Collection[str],
) -> list[Owed]:
    """The open invoices, and those that the payments around paid."""
    is_open = sa.and_(invoices.c.status == "open", invoices.c.balance > 0)
    query = sa.select(invoices).where(
        invoices.c.ledger_id == ledger_id,
        invoices.c.status.in_(("open", "paid")),
        sa.or_(is_open, among(invoices.c.id, about)),
    )
    return [
        Owed(
            id=row.id,
            number=row.number or "",
            customer_id=billed.get(row.customer_id, row.customer_id),
            currency=row.currency,
            total=of_minor(row.total, row.currency),
            left=max(Decimal(0), of_minor(row.balance, row.currency) - pending.get(row.id, Decimal(0))),
            due_on=row.due_on,
            reference=row.reference or "",
        )
        for row in connection.execute(query)
        if is_currency(row.currency)
    ]


def _names(connection: Connection, ledger_id: int, billed: dict[str, str]) -> dict[str, str]:
    query = sa.select(customers.c.id, customers.c.name).where(customers.c.ledger_id == ledger_id)
    return {one: name for one, name in connection.execute(query) if one not in billed}


def _credit(connection: Connection, ledger_id: int, billed: dict[str, str]) -> dict[tuple[str, str], Decimal]:
    """What customers have in hand: credit notes and money on account, unused."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for table in (credit_notes, payments):
        query = sa.select(table.c.customer_id, table.c.currency, table.c.unapplied).where(
            table.c.ledger_id == ledger_id, table.c.status == "active", table.c.unapplied > 0
        )
        for customer, currency, unapplied in connection.execute(query):
            if customer is not None and is_currency(currency):
                found[billed.get(customer, customer), currency] += of_minor(unapplied, currency)
    return found
