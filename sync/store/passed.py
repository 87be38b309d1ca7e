"""All that passed between us and some customers, whatever became of it: for evidence, not for decisions.

The law: rows of these customers alone. What is about a whole ledger is told without its words, for they may
be about anybody; a payment that somebody else made counts by what of it went to these customers' invoices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Payment, of_minor
from sync.store import facts
from sync.store.dialects import among
from sync.tables import (
    agreements,
    allocations,
    approvals,
    charges,
    checkouts,
    consents,
    contacts,
    decisions,
    deferrals,
    effects,
    holds,
    notices,
    opt_outs,
    own_addresses,
    payments,
    preferences,
    problems,
    rewordings,
    sortings,
)

SPOKEN = ("message", "sms", "call", "letter", "hand_over")
_WENT = ("done", "claimed", "uncertain", "refused")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A message or task that was begun. `payload`: its Notify; `rendered`: its words as kept, as JSON.

    `delivered_at`: since when it counts as delivered; `recalled_at`: when that was taken back.
    """

    id: int
    customer_id: str
    currency: str
    kind: str
    key: str
    state: str
    taken_back: bool
    payload: bytes
    claimed_at: datetime | None
    settled_at: datetime | None
    provider_id: str | None
    rendered: bytes | None
    reason: str | None
    decision_id: int | None
    decided_at: datetime | None
    text: str | None
    versions: str | None
    delivered_at: datetime | None
    recalled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Came:
    """A payment as far as it concerns these customers. `to`: (invoice id, amount) of their invoices.

    `whole`: it is theirs; else it was somebody else's, who is not named, and `amount` is what `to` comes to.
    `elsewhere`: what of it went to others' invoices.
    """

    payment: Payment
    whole: bool
    amount: Decimal
    to: tuple[tuple[str, Decimal], ...]
    elsewhere: Decimal


Row = dict[str, Any]


def sent(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Sent]:
    """Messages and tasks that went, may have gone, or were refused, in the order in which they were begun."""
    own = [effects.c[name] for name in Sent.__dataclass_fields__ if name in effects.c]
    query = (
        sa.select(
            *own,
            decisions.c.decided_at,
            decisions.c.text,
            decisions.c.versions,
            notices.c.delivered_at,
            notices.c.taken_back_at.label("recalled_at"),
        )
        .outerjoin(decisions, decisions.c.id == effects.c.decision_id)
        .outerjoin(notices, notices.c.effect_id == effects.c.id)
        .where(
            effects.c.ledger_id == ledger_id,
            among(effects.c.customer_id, customers),
            effects.c.kind.in_(SPOKEN),
            effects.c.state.in_(_WENT),
        )
        .order_by(sa.func.coalesce(effects.c.settled_at, effects.c.claimed_at), effects.c.id)
    )
    return [Sent(**row) for row in connection.execute(query).mappings()]


def came(
    connection: Connection, ledger_id: int, customers: Collection[str], invoice_ids: Collection[str]
) -> list[Came]:
    """Payments that these customers made or that went to their invoices, by their dates."""
    mine, theirs = set(invoice_ids), set(customers)
    parts = sa.select(allocations.c.payment_id).where(
        allocations.c.ledger_id == ledger_id, among(allocations.c.invoice_id, invoice_ids)
    )
    own = sa.select(payments.c.id).where(
        payments.c.ledger_id == ledger_id, among(payments.c.customer_id, customers)
    )
    ids = {*connection.scalars(parts), *connection.scalars(own)}
    shares: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    query = sa.select(allocations.c.payment_id, allocations.c.invoice_id, allocations.c.amount).where(
        allocations.c.ledger_id == ledger_id, among(allocations.c.payment_id, ids)
    )
    for payment, invoice, amount in connection.execute(query.order_by(allocations.c.invoice_id)):
        shares[payment].append((invoice, amount))
    found = []
    for payment in facts.payments_of(connection, ledger_id, ids):
        to = tuple(
            (invoice, of_minor(amount, payment.currency))
            for invoice, amount in shares[payment.id]
            if invoice in mine
        )
        others = sum(amount for invoice, amount in shares[payment.id] if invoice not in mine)
        whole = payment.customer_id in theirs or (payment.customer_id is None and not others)
        ours = sum((amount for _, amount in to), Decimal(0))
        found.append(
            Came(
                payment=payment,
                whole=whole,
                amount=payment.amount if whole else ours,
                to=to,
                elsewhere=of_minor(others, payment.currency) if whole else Decimal(0),
            )
        )
    return found


def logged(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """Contacts made by hand, withdrawn ones too, oldest first."""
    return _rows(connection, contacts, ledger_id, customers, contacts.c.at)


def agreed(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """Rows of agreements, ended ones too, in the order in which they were made."""
    return _rows(connection, agreements, ledger_id, customers, agreements.c.made_at)


def sorted_old(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """What was said of their old debt, taken back or not."""
    return _rows(connection, sortings, ledger_id, customers, sortings.c.sorted_at)


def refused_channels(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """The ways by which they want no messages."""
    return _rows(connection, opt_outs, ledger_id, customers, opt_outs.c.since)


def unread(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """What is wrong with documents of theirs that could not be read; not the rows themselves."""
    rows = _rows(connection, problems, ledger_id, customers, problems.c.seen_at)
    return [{name: row[name] for name in ("kind", "id", "number", "problem", "seen_at")} for row in rows]


def decided(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """Every decision on their accounts that is kept, oldest first: without the account it rested on."""
    names = (
        "id",
        "customer_id",
        "currency",
        "decided_at",
        "action",
        "reason",
        "text",
        "citation",
        "standing",
    )
    query = sa.select(*(decisions.c[name] for name in names)).where(
        decisions.c.ledger_id == ledger_id, among(decisions.c.customer_id, customers)
    )
    return [dict(row) for row in connection.execute(query.order_by(decisions.c.id)).mappings()]


def approved(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """What a person said yes to."""
    return _rows(connection, approvals, ledger_id, customers, approvals.c.approved_at)


def deferred(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """Steps that a person postponed or declined."""
    return _rows(connection, deferrals, ledger_id, customers, deferrals.c.made_at)


def reworded(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """Messages that a person gave other words."""
    return _rows(connection, rewordings, ledger_id, customers, rewordings.c.made_at)


def paid_online(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """Pages on which they paid, or are about to: whatever of it the books tell by themselves."""
    rows = _rows(connection, checkouts, ledger_id, customers, checkouts.c.created_at)
    return [row for row in rows if row["state"] not in ("new", "open", "expired")]


def charged(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """Interest and fixed sums that were proposed, whatever became of them."""
    return _rows(connection, charges, ledger_id, customers, charges.c.proposed_at)


def wished(connection: Connection, ledger_id: int, customers: Collection[str]) -> dict[str, list[Row]]:
    """By table: how they want to hear from us, texts that they allowed, addresses written here; ended too."""
    by_time = {
        preferences: preferences.c.recorded_at,
        consents: consents.c.recorded_at,
        own_addresses: own_addresses.c.written_at,
    }
    return {
        table.name: _rows(connection, table, ledger_id, customers, order) for table, order in by_time.items()
    }


def on_its_way(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Row]:
    """Payments recorded here, and reversals, that are not in the ledger; what is done comes by a pull."""
    names = ("kind", "key", "state", "payload", "created_at", "reason", "invoice_id")
    query = sa.select(*(effects.c[name] for name in names)).where(
        effects.c.ledger_id == ledger_id,
        among(effects.c.customer_id, customers),
        effects.c.kind.in_(("payment", "void")),
        effects.c.state.in_(("ready", "claimed", "uncertain", "refused")),
        sa.not_(effects.c.taken_back),
    )
    return [dict(row) for row in connection.execute(query.order_by(effects.c.id)).mappings()]


def held(
    connection: Connection, ledger_id: int, customers: Collection[str], invoice_ids: Collection[str]
) -> list[Row]:
    """Holds on these customers, on their invoices and on the whole ledger, released ones too."""
    query = sa.select(holds).where(
        holds.c.ledger_id == ledger_id,
        sa.or_(
            sa.and_(holds.c.customer_id.is_(None), holds.c.invoice_id.is_(None)),
            sa.and_(holds.c.invoice_id.is_(None), among(holds.c.customer_id, customers)),
            among(holds.c.invoice_id, invoice_ids),
        ),
    )
    found = []
    for row in connection.execute(query.order_by(holds.c.placed_at, holds.c.id)).mappings():
        told = dict(row)
        if row["customer_id"] is None and row["invoice_id"] is None:
            told["note"] = ""  # it may be about anybody
        found.append(told)
    return found


def _rows(
    connection: Connection,
    table: sa.Table,
    ledger_id: int,
    customers: Collection[str],
    order: sa.ColumnElement[date],
) -> list[Row]:
    query = sa.select(table).where(table.c.ledger_id == ledger_id, among(table.c.customer_id, customers))
    ordered = query.order_by(order, *table.primary_key)
    return [dict(row) for row in connection.execute(ordered).mappings()]
