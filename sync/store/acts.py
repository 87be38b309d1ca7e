"""What people did: holds and opt-outs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from dunning.account import Hold
from sync.store.chain import OURSELVES, tell
from sync.store.dialects import among, upsert
from sync.tables import holds, opt_outs

Scope = Literal["ledger", "customer", "invoice"]
Holds = dict[tuple[Scope, str], list[Hold]]  # by what is held, and its id; "" for the whole ledger


def held(connection: Connection, ledger_id: int) -> Holds:
    """The ledger's holds by what is held.

    An invoice's hold goes with the invoice, also when that is moved to another customer.
    """
    found: Holds = defaultdict(list)
    for row in active_holds(connection, ledger_id):
        scope: Scope = "ledger" if row.customer_id is None else "customer"
        if row.invoice_id is not None:
            scope = "invoice"
        hold = Hold(
            scope=scope,
            invoice_id=row.invoice_id,
            until=row.until,
            note=row.note,
            excluded=row.excluded,
            customer_id=row.customer_id,
        )
        found[scope, row.invoice_id or row.customer_id or ""].append(hold)
    return found


def opted_out(connection: Connection, ledger_id: int, customers: Collection[str]) -> dict[str, list[str]]:
    """By customer: the channels that they want to hear nothing by."""
    refused: dict[str, list[str]] = defaultdict(list)
    query = sa.select(opt_outs.c.customer_id, opt_outs.c.channel).where(
        opt_outs.c.ledger_id == ledger_id, among(opt_outs.c.customer_id, customers)
    )
    for customer, channel in connection.execute(query):
        refused[customer].append(channel)
    return refused


def active_holds(connection: Connection, ledger_id: int) -> Sequence[Row[tuple[object, ...]]]:
    """Holds not released; one whose date has passed still stands here and is judged by the engine."""
    return connection.execute(
        sa.select(holds)
        .where(holds.c.ledger_id == ledger_id, holds.c.released_at.is_(None))
        .order_by(holds.c.id)
    ).all()


def hold(  # noqa: PLR0913 - one row, its columns by name
    connection: Connection,
    ledger_id: int,
    *,
    customer_id: str | None,
    invoice_id: str | None,
    until: date | None,
    note: str,
    now: datetime,
    excluded: bool = False,
    by: str = OURSELVES,
) -> None:
    """Place a hold; one of its sort that stands already on the same thing is replaced."""
    scope = {"customer_id": customer_id, "invoice_id": invoice_id}
    _release(connection, ledger_id, now=now, excluded=excluded, **scope)
    told = {"act": "exclude" if excluded else "hold", **scope, "until": until, "note": note}
    tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    connection.execute(
        sa.insert(holds).values(
            ledger_id=ledger_id,
            customer_id=customer_id,
            invoice_id=invoice_id,
            until=until,
            note=note,
            placed_at=now,
            excluded=excluded,
        )
    )


def release(
    connection: Connection,
    ledger_id: int,
    *,
    customer_id: str | None,
    invoice_id: str | None,
    now: datetime,
    excluded: bool = False,
    by: str = OURSELVES,
) -> int:
    """Release the hold, or the exclusion, on just that thing; returns how many there were."""
    scope = {"customer_id": customer_id, "invoice_id": invoice_id}
    released = _release(connection, ledger_id, now=now, excluded=excluded, **scope)
    if released:
        told = {"act": "end exclusion" if excluded else "release", **scope}
        tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    return released


def _release(
    connection: Connection,
    ledger_id: int,
    *,
    customer_id: str | None,
    invoice_id: str | None,
    now: datetime,
    excluded: bool,
) -> int:
    released = connection.execute(
        sa.update(holds)
        .where(
            holds.c.ledger_id == ledger_id,
            holds.c.released_at.is_(None),
            holds.c.excluded.is_(excluded),
            _just_that(customer_id, invoice_id),
        )
        .values(released_at=now)
    )
    return released.rowcount


def _just_that(customer_id: str | None, invoice_id: str | None) -> sa.ColumnElement[bool]:
    if invoice_id is not None:  # whoever it belongs to now
        return holds.c.invoice_id == invoice_id
    owner = holds.c.customer_id.is_(None) if customer_id is None else holds.c.customer_id == customer_id
    return sa.and_(owner, holds.c.invoice_id.is_(None))


def opt_out(
    connection: Connection,
    ledger_id: int,
    customer_id: str,
    channel: str,
    source: str,
    now: datetime,
    by: str = OURSELVES,
) -> None:
    """Record that the customer wants no messages by that channel; `source`: how that is known."""
    told = {"act": "opt out", "channel": channel, "source": source}
    tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    row = {"ledger_id": ledger_id, "customer_id": customer_id, "channel": channel}
    upsert(connection, opt_outs, [row | {"since": now, "source": source}], update=False)


def is_opted_out(connection: Connection, ledger_id: int, customer_id: str, channel: str) -> bool:
    """Whether the customer wants no messages by that channel."""
    query = sa.select(opt_outs.c.since).where(
        opt_outs.c.ledger_id == ledger_id,
        opt_outs.c.customer_id == customer_id,
        opt_outs.c.channel == channel,
    )
    return connection.scalar(query) is not None


def opt_in(
    connection: Connection, ledger_id: int, customer_id: str, channel: str, by: str = OURSELVES
) -> bool:
    """The customer takes messages by that channel again; whether they had refused it."""
    ended = connection.execute(
        sa.delete(opt_outs).where(
            opt_outs.c.ledger_id == ledger_id,
            opt_outs.c.customer_id == customer_id,
            opt_outs.c.channel == channel,
        )
    )
    if ended.rowcount:
        told = {"act": "opt in", "channel": channel}
        tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    return ended.rowcount > 0
