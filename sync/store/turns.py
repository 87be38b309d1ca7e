"""Turns: when a fleet looks after each ledger next, and whose turn it is now.

The law: finding who is due costs by who is due, not by how many ledgers there are; each list is read by an
index, and of no firm more than there is room for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.fair import Due
from sync.store.dialects import insert, upsert
from sync.tables import ledgers, turns

JOBS = "duesync_jobs"  # the schema of the job engine's own tables
_jobs = sa.table(
    "procrastinate_jobs",
    *(sa.column(name) for name in ("id", "task_name", "queueing_lock", "status", "priority")),
    schema=JOBS,
)

_events = sa.table(
    "procrastinate_events", *(sa.column(name) for name in ("job_id", "type", "at")), schema=JOBS
)

_TODO: sa.ColumnElement[str] = sa.literal_column("'todo'")  # of the engine's own type
_DOING: sa.ColumnElement[str] = sa.literal_column("'doing'")
_STARTED: sa.ColumnElement[str] = sa.literal_column("'started'")


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


def enrol(connection: Connection, now: datetime, wall: datetime) -> int:
    """Give each linked ledger that has none a turn, at once; how many."""
    at, by = (sa.literal(moment, turns.c.run_at.type) for moment in (now, wall))
    fresh = sa.select(ledgers.c.id, at, by, sa.literal(0), sa.literal(0)).where(
        ledgers.c.leaves_on.is_(None), ~sa.exists().where(turns.c.ledger_id == ledgers.c.id)
    )
    columns = ["ledger_id", "run_at", "poll_at", "calm", "failed"]
    made = insert(connection, turns).from_select(columns, fresh).on_conflict_do_nothing()
    return connection.execute(made).rowcount


def _waits() -> sa.ColumnElement[bool]:
    """Whether a job for the ledger waits or is under way."""
    lives = _jobs.c.status.in_((_TODO, _DOING))
    return sa.exists().where(_jobs.c.queueing_lock == ledgers.c.name, lives)


def heard(connection: Connection, names: Sequence[str], wall: datetime) -> list[Due[str]]:
    """Which of these have no job, and may be pulled by now."""
    if not names:
        return []
    query = sa.select(ledgers.c.name, ledgers.c.firm_id)
    query = query.outerjoin(turns, turns.c.ledger_id == ledgers.c.id)
    free = sa.or_(turns.c.pull_after.is_(None), turns.c.pull_after <= wall)
    asked = query.where(ledgers.c.name.in_(names), free, _may(wall), ~_waits())
    return [Due(row.firm_id, wall, row.name) for row in connection.execute(asked)]


def _may(wall: datetime) -> sa.ColumnElement[bool]:
    return sa.or_(turns.c.not_before.is_(None), turns.c.not_before <= wall)


def runs_due(connection: Connection, now: datetime, wall: datetime, most: int) -> list[Due[str]]:
    """Ledgers whose whole run is due and that have no job; no first pulls. `most` of each firm's, the
    longest due.
    """
    return _due(connection, turns.c.run_at, now, wall, most, ledgers.c.complete)


def polls_due(connection: Connection, now: datetime, wall: datetime, most: int) -> list[Due[str]]:
    """Ledgers that are to be polled, likewise."""
    del now
    return _due(connection, turns.c.poll_at, wall, wall, most, ledgers.c.complete)


def first_pulls(connection: Connection, now: datetime, wall: datetime, most: int) -> list[Due[str]]:
    """Ledgers that have not been read to the end yet, likewise."""
    del now
    return _due(connection, turns.c.poll_at, wall, wall, most, ~ledgers.c.complete)


def _due(
    connection: Connection,
    at: sa.Column[datetime],
    by: datetime,
    wall: datetime,
    most: int,
    which: sa.ColumnElement[bool],
) -> list[Due[str]]:
    place = sa.func.row_number().over(partition_by=ledgers.c.firm_id, order_by=(at, ledgers.c.id))
    theirs = (
        sa.select(ledgers.c.name, ledgers.c.firm_id, at.label("since"), place.label("place"))
        .join(turns, turns.c.ledger_id == ledgers.c.id)
        .where(at <= by, _may(wall), ledgers.c.leaves_on.is_(None), which, ~_waits())
        .subquery()
    )
    query = sa.select(theirs.c.name, theirs.c.firm_id, theirs.c.since).where(theirs.c.place <= most)
    return [Due(row.firm_id, row.since, row.name) for row in connection.execute(query)]


def in_hand(connection: Connection, task: str) -> tuple[Counter[int], Counter[int]]:
    """Jobs of that task: how many wait to be begun, by priority, and how many each firm has at all."""
    waits = sa.func.sum(sa.case((_jobs.c.status == _TODO, 1), else_=0))
    query = (
        sa.select(ledgers.c.firm_id, _jobs.c.priority, waits.label("waits"), sa.func.count().label("jobs"))
        .join(_jobs, _jobs.c.queueing_lock == ledgers.c.name)
        .where(_jobs.c.status.in_((_TODO, _DOING)), _jobs.c.task_name == task)
        .group_by(ledgers.c.firm_id, _jobs.c.priority)
    )
    waiting, theirs = Counter[int](), Counter[int]()
    for row in connection.execute(query):
        waiting[row.priority] += int(row.waits)
        theirs[row.firm_id] += row.jobs
    return waiting, theirs


def long_begun(connection: Connection, task: str, seconds: float) -> set[int]:
    """Jobs of that task that were begun longer ago than that and are under way, by their ids."""
    began = sa.func.now() - sa.func.make_interval(0, 0, 0, 0, 0, 0, seconds)
    query = (
        sa.select(_jobs.c.id)
        .join(_events, _events.c.job_id == _jobs.c.id)
        .where(_jobs.c.status == _DOING, _jobs.c.task_name == task)
        .group_by(_jobs.c.id)
        .having(sa.func.max(_events.c.at).filter(_events.c.type == _STARTED) < began)
    )
    return {int(one) for one in connection.scalars(query)}


def hurry(connection: Connection, names: Sequence[str], priority: int) -> None:
    """Jobs of these ledgers that wait are begun before others of a lower priority."""
    if names:
        _raise(connection, _jobs.c.queueing_lock.in_(names), priority)


def hurry_runs(connection: Connection, by: datetime, priority: int) -> None:
    """The same for ledgers that wait, for whatever, and whose whole run has been due since `by`."""
    due = sa.select(ledgers.c.name).join(turns, turns.c.ledger_id == ledgers.c.id)
    due = due.where(turns.c.run_at <= by, ledgers.c.complete)
    _raise(connection, _jobs.c.queueing_lock.in_(due), priority)


def _raise(connection: Connection, which: sa.ColumnElement[bool], priority: int) -> None:
    waits = _jobs.c.status == _TODO
    lower = sa.and_(waits, _jobs.c.priority < priority, which)
    connection.execute(sa.update(_jobs).where(lower).values(priority=priority))
