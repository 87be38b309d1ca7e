"""Payments that Duesync writes: on their way, refused, seen in the pulled books, gone from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.effects import RecordPayment
from sync.store import outbox
from sync.store.dialects import listed
from sync.store.outbox import COLUMNS, Effect
from sync.store.review import review_customers
from sync.tables import credit_notes, effects, payments


def _ours(ledger_id: int | sa.BindParameter[int]) -> sa.ColumnElement[bool]:
    return sa.and_(
        effects.c.ledger_id == ledger_id, effects.c.kind == "payment", sa.not_(effects.c.taken_back)
    )


_LEDGER: sa.BindParameter[int] = sa.bindparam("ledger")
_WAITING = effects.c.state.in_(("ready", "claimed", "uncertain", "done"))
_IN_FLIGHT = sa.select(effects.c.customer_id, effects.c.currency, effects.c.payload).where(
    _ours(_LEDGER), _WAITING, effects.c.confirmed_at.is_(None), listed(effects.c.customer_id, "owners")
)
_ALL_ON_THEIR_WAY = sa.select(effects.c.payload).where(
    _ours(_LEDGER), effects.c.confirmed_at.is_(None), _WAITING
)
_REFUSED = (
    sa.select(effects.c.customer_id, effects.c.key, effects.c.payload, effects.c.reason)
    .where(_ours(_LEDGER), effects.c.state == "refused", listed(effects.c.customer_id, "owners"))
    .order_by(effects.c.id)
)
_ANY_WRITTEN = sa.select(effects.c.id).where(_ours(_LEDGER), effects.c.state == "done").limit(1)


def in_flight(
    connection: Connection, ledger_id: int, billed: Mapping[str, str]
) -> dict[tuple[str, str], Decimal]:
    """Recorded here and not seen in the books yet, by (billed customer id, currency)."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    rows = connection.execute(_IN_FLIGHT, {"ledger": ledger_id, "owners": billed})
    for customer, currency, payload in rows:
        found[billed[customer], currency] += msgspec.json.decode(payload, type=RecordPayment).amount
    return found


def on_its_way(connection: Connection, ledger_id: int, invoice_id: str) -> Decimal:
    """Recorded here for that invoice and not seen in the books yet."""
    return all_on_their_way(connection, ledger_id)[invoice_id]


def all_on_their_way(connection: Connection, ledger_id: int) -> defaultdict[str, Decimal]:
    """By invoice: what was recorded here for it and is not seen in the books yet."""
    rows = connection.scalars(_ALL_ON_THEIR_WAY, {"ledger": ledger_id})
    waiting = (msgspec.json.decode(one, type=RecordPayment) for one in rows)
    found = defaultdict[str, Decimal](Decimal)
    for write in waiting:
        for part in write.allocations:
            found[part.invoice_id] += part.amount
    return found


def recorded(connection: Connection, ledger_id: int, memo: str) -> set[str]:
    """Ids of the invoices for which the money of that memo is recorded already."""
    query = sa.select(effects.c.payload).where(_ours(ledger_id), _WAITING)
    writes = (msgspec.json.decode(one, type=RecordPayment) for one in connection.scalars(query))
    return {part.invoice_id for write in writes if write.memo == memo for part in write.allocations}


def refused(connection: Connection, ledger_id: int, billed: Mapping[str, str]) -> dict[str, list[str]]:
    """By billed customer id: payments that the ledger refused and nobody has seen to, in words."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = connection.execute(_REFUSED, {"ledger": ledger_id, "owners": billed})
    for customer, key, payload, reason in rows:
        write = msgspec.json.decode(payload, type=RecordPayment)
        found[billed[customer]].append(f"{key}, {write.currency} {write.amount}: {reason}")
    return found


def see_to_refused(
    connection: Connection, ledger_id: int, anew: RecordPayment, by: str, *, named: bool
) -> None:
    """Refused payments that are recorded `anew` stand in the way no more; others still do.

    The same money by its reference, where it is `named` by one; else the same amount for the same invoices.
    """
    ids = {part.invoice_id for part in anew.allocations}
    query = sa.select(effects.c.id, effects.c.payload).where(_ours(ledger_id), effects.c.state == "refused")
    for effect_id, payload in connection.execute(query).all():
        before = msgspec.json.decode(payload, type=RecordPayment)
        paid = {part.invoice_id for part in before.allocations}
        alike = (before.amount, before.currency, paid) == (anew.amount, anew.currency, ids)
        if alike or (named and before.memo == anew.memo and paid <= ids):
            set_aside(connection, effect_id, by)


def set_aside(connection: Connection, effect_id: int, by: str) -> None:
    """That refused payment stands in the way no more: a person said so."""
    outbox.turn(connection, effect_id, ("refused",), {"taken_back": True}, by=by)


def unseen(connection: Connection, ledger_id: int) -> list[Effect]:
    """Written to the ledger, and not shown by the pulls since."""
    query = sa.select(*COLUMNS).where(
        _ours(ledger_id), effects.c.state == "done", effects.c.confirmed_at.is_(None)
    )
    return [Effect(**row) for row in connection.execute(query.order_by(effects.c.id)).mappings()]


def confirm_one(connection: Connection, effect_id: int, now: datetime) -> None:
    """It stands in the books."""
    connection.execute(sa.update(effects).where(effects.c.id == effect_id).values(confirmed_at=now))


def _here(ledger_id: int, *status: str) -> sa.ColumnElement[bool]:
    """Whether what an effect wrote is staged so: a payment, or an overpayment, which Xero lists apart.

    Looked up by its key: a list of ids would be that of every payment there is, for each page anew.
    """
    paid = sa.exists().where(
        payments.c.ledger_id == ledger_id,
        payments.c.id == effects.c.provider_id,
        payments.c.status.in_(status),
    )
    overpaid = sa.exists().where(
        credit_notes.c.ledger_id == ledger_id,
        credit_notes.c.id == effects.c.provider_id,
        credit_notes.c.kind == "overpayment",
        credit_notes.c.status.in_(status),
    )
    return sa.or_(paid, overpaid)


def confirm(connection: Connection, ledger_id: int, now: datetime) -> int:
    """Mark payments of ours that the pulled books now show; returns how many.

    One that was voided or deleted at the source since is taken back, so that the money may be
    recorded again and hides no debt.
    """
    if connection.scalar(_ANY_WRITTEN, {"ledger": ledger_id}) is None:
        return 0  # as for every page of a first pull: the questions below cost more than that one
    gone = sa.and_(
        _ours(ledger_id),
        effects.c.state == "done",
        _here(ledger_id, "void", "deleted"),
    )
    taken = connection.execute(sa.select(effects.c.id, effects.c.customer_id).where(gone)).all()
    for effect_id, _ in taken:
        outbox.take_back(connection, effect_id, "reversed in the ledger", now)
    review_customers(connection, ledger_id, {owner for _, owner in taken})
    confirmed = connection.execute(
        sa.update(effects)
        .where(
            _ours(ledger_id),
            effects.c.state == "done",
            effects.c.confirmed_at.is_(None),
            _here(ledger_id, "active"),
        )
        .values(confirmed_at=now)
    )
    return confirmed.rowcount
