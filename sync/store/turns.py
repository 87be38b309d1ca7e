"""Turns: when a fleet looks after each ledger next, and whose turn it is now.

The law: finding who is due costs by who is due, not by how many ledgers there are; each list is read by an
index and no further than there is room for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.dialects import upsert
from sync.tables import ledgers, turns

JOBS = "duesync_jobs"  # the schema of the job engine's own tables
_jobs = sa.table(
    "procrastinate_jobs",
    *(sa.column(name) for name in ("task_name", "queueing_lock", "status", "priority")),
    schema=JOBS,
)


def find(connection: Connection, ledger_id: int) -> dict[str, Any] | None:
    """What is planned for that ledger."""
    columns = [column for column in turns.c if column is not turns.c.ledger_id]
    row = (
        connection.execute(sa.select(*columns).where(turns.c.ledger_id == ledger_id)).mappings().one_or_none()
    )
    return None if row is None else dict(row)


def put(connection: Connection, ledger_id: int, **planned: object) -> None:
    """Plan its next, in place of what was planned."""
    upsert(connection, turns, [{"ledger_id": ledger_id, **planned}])


def _waits() -> sa.ColumnElement[bool]:
    """Whether a job for the ledger waits or is under way."""
    status = sa.cast(_jobs.c.status, sa.Text)
    return sa.exists().where(_jobs.c.queueing_lock == ledgers.c.name, status.in_(("todo", "doing")))


def heard(connection: Connection, names: Sequence[str], wall: datetime) -> list[str]:
    """Which of these have no job, and may be pulled by now."""
    if not names:
        return []
    query = sa.select(ledgers.c.name).outerjoin(turns, turns.c.ledger_id == ledgers.c.id)
    free = sa.or_(turns.c.pull_after.is_(None), turns.c.pull_after <= wall)
    asked = query.where(ledgers.c.name.in_(names), free, _may(wall), ~_waits())
    return list(connection.scalars(asked))


def _may(wall: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(turns.c.not_before.is_(None), turns.c.not_before <= wall)


def runs_due(connection: Connection, now: datetime, wall: datetime, most: int) -> list[str]:
    """Ledgers whose whole run is due and that have no job, the longest due first; no first pulls."""
    return _due(connection, turns.c.run_at, now, wall, most, ledgers.c.complete)


def polls_due(connection: Connection, now: datetime, wall: datetime, most: int) -> list[str]:
    """Ledgers that are to be polled, likewise."""
    del now
    return _due(connection, turns.c.poll_at, wall, wall, most, ledgers.c.complete)


def first_pulls(connection: Connection, now: datetime, wall: datetime, most: int) -> list[str]:
    """Ledgers that have not been read to the end yet, or never had a turn."""
    del now
    begun = _due(connection, turns.c.poll_at, wall, wall, most, ~ledgers.c.complete)
    fresh = sa.select(ledgers.c.name).where(
        ledgers.c.leaves_on.is_(None), ~sa.exists().where(turns.c.ledger_id == ledgers.c.id), ~_waits()
    )
    return begun + list(connection.scalars(fresh.order_by(ledgers.c.id).limit(most)))


def _due(
    connection: Connection,
    at: sa.Column[datetime],
    by: datetime,
    wall: datetime,
    most: int,
    which: sa.ColumnElement[bool],
) -> list[str]:
    query = (
        sa.select(ledgers.c.name)
        .join(turns, turns.c.ledger_id == ledgers.c.id)
        .where(at <= by, _may(wall), ledgers.c.leaves_on.is_(None), which, ~_waits())
        .order_by(at)
        .limit(most)
    )
    return list(connection.scalars(query))


def waiting_jobs(connection: Connection, task: str) -> int:
    """How many jobs of that task wait to be begun."""
    waits = sa.cast(_jobs.c.status, sa.Text) == "todo"
    query = sa.select(sa.func.count()).select_from(_jobs).where(waits, _jobs.c.task_name == task)
    return int(connection.scalar(query) or 0)


def hurry(connection: Connection, names: Sequence[str], priority: int) -> None:
    """Jobs of these ledgers that wait are begun before others of a lower priority."""
    if names:
        _raise(connection, _jobs.c.queueing_lock.in_(names), priority)


def hurry_runs(connection: Connection, now: datetime, priority: int) -> None:
    """The same for ledgers that waited to be polled when the time of their whole run came."""
    due = sa.select(ledgers.c.name).join(turns, turns.c.ledger_id == ledgers.c.id)
    due = due.where(turns.c.run_at <= now, ledgers.c.complete)
    _raise(connection, _jobs.c.queueing_lock.in_(due), priority)


def _raise(connection: Connection, which: sa.ColumnElement[bool], priority: int) -> None:
    waits = sa.cast(_jobs.c.status, sa.Text) == "todo"
    lower = sa.and_(waits, _jobs.c.priority < priority, which)
    connection.execute(sa.update(_jobs).where(lower).values(priority=priority))
