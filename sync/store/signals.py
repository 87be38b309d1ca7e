"""Signals: one row for each ledger whose provider says that its books changed and that was not pulled since.

However often it is said, it is one row and one pull. Its times are the machine's. The row goes away
when a pull is through that began after it was last heard; heard again meanwhile, it stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store import firms
from sync.store.dialects import among, insert
from sync.tables import ledgers, signals


@dataclass(frozen=True, slots=True)
class Told:
    """A company that a delivery told of. `ledgers`: names of those whose key had signed it."""

    provider: str
    company_id: str
    ledgers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Signal:
    """That a ledger's books changed: told of `heard` times, first and last at these instants."""

    ledger_id: int
    heard: int
    first_at: datetime
    last_at: datetime


def hear(connection: Connection, told: Mapping[Told, int], wall: datetime) -> None:
    """Note each company told of, with how often; one that is no linked ledger's is nobody's business."""
    query = sa.select(ledgers.c.id, ledgers.c.name, ledgers.c.provider, ledgers.c.company_id)
    companies = sorted({one.company_id.lower() for one in told})
    mine = sa.and_(ledgers.c.leaves_on.is_(None), among(sa.func.lower(ledgers.c.company_id), companies))
    linked = connection.execute(query.where(mine).order_by(ledgers.c.id)).all()
    heard = {
        ledger.id: sum(
            times
            for one, times in told.items()
            if ledger.name in one.ledgers
            and (ledger.provider, ledger.company_id.lower()) == (one.provider, one.company_id.lower())
        )
        for ledger in linked
    }
    rows = [
        {"ledger_id": id_, "heard": times, "first_at": wall, "last_at": wall}
        for id_, times in heard.items()  # in the order of their ids, so that two writers never wait in a ring
        if times
    ]
    if not rows:
        return
    made = insert(connection, signals).values(rows)
    again = {"heard": signals.c.heard + made.excluded.heard, "last_at": made.excluded.last_at}
    connection.execute(made.on_conflict_do_update(index_elements=[signals.c.ledger_id], set_=again))


def find(connection: Connection, ledger_id: int) -> Signal | None:
    """What was heard of that ledger and not pulled since."""
    query = sa.select(signals).where(signals.c.ledger_id == ledger_id)
    row = connection.execute(query).mappings().one_or_none()
    return None if row is None else Signal(**row)


def waiting(connection: Connection) -> dict[str, Signal]:
    """All of them, by the name of their ledger; one that is leaving is pulled no more."""
    query = sa.select(ledgers.c.name, signals).join(signals, signals.c.ledger_id == ledgers.c.id)
    stays = sa.and_(ledgers.c.leaves_on.is_(None), firms.mine(connection, ledgers.c.firm_id))
    rows = connection.execute(query.where(stays)).all()
    return {row.name: Signal(row.ledger_id, row.heard, row.first_at, row.last_at) for row in rows}


def settle(connection: Connection, signal: Signal) -> bool:
    """A pull that began after `signal` is through: forget it, unless more was heard since. Whether gone."""
    gone = connection.execute(
        sa.delete(signals).where(
            signals.c.ledger_id == signal.ledger_id,
            signals.c.heard == signal.heard,
            signals.c.last_at == signal.last_at,
        )
    )
    return gone.rowcount == 1
