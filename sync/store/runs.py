"""Runs: one row for each pass over a ledger, with how it ended.

They lie by month where the database parts them (`sync.store.partitions`), so each question says since when it
asks: first of the last weeks, where nearly every answer is, and only then of all the time there was.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from sync.tables import runs

LATELY = timedelta(days=45)


class Run(NamedTuple):
    """One that is under way."""

    id: int
    started_at: datetime


def start(connection: Connection, ledger_id: int, now: datetime) -> Run:
    """Begin a run; earlier ones that never finished were cut off."""
    newest = _newest(connection, ledger_id, now)
    if newest is not None:  # only the newest can be unfinished, for each start ends those before it
        connection.execute(
            sa.update(runs)
            .where(
                runs.c.ledger_id == ledger_id,
                runs.c.finished_at.is_(None),
                runs.c.started_at >= newest - LATELY,
            )
            .values(finished_at=now, outcome="cut", summary="the worker stopped before the end")
        )
    made = connection.execute(
        sa.insert(runs).values(ledger_id=ledger_id, started_at=now).returning(runs.c.id)
    )
    return Run(int(made.scalar_one()), now)


def finish(connection: Connection, run: Run, now: datetime, outcome: str, summary: str) -> None:
    """End a run: `done` with its figures as JSON, or `failed` with the reason."""
    connection.execute(
        sa.update(runs)
        .where(runs.c.id == run.id, runs.c.started_at == run.started_at)
        .values(finished_at=now, outcome=outcome, summary=summary)
    )


def last_whole(connection: Connection, ledger_id: int, now: datetime) -> datetime | None:
    """When the newest run began that ended by itself, well or not."""
    return _newest(connection, ledger_id, now, runs.c.outcome.in_(("done", "failed")))


def last(connection: Connection, ledger_id: int, now: datetime) -> Row[Any] | None:
    """The newest run."""
    query = (
        sa.select(runs)
        .where(runs.c.ledger_id == ledger_id)
        .order_by(runs.c.started_at.desc(), runs.c.id.desc())
        .limit(1)
    )
    found: Row[Any] | None = _lately_or_ever(
        now, lambda since: connection.execute(query.where(since)).one_or_none()
    )
    return found


def _newest(
    connection: Connection, ledger_id: int, now: datetime, *which: sa.ColumnElement[bool]
) -> datetime | None:
    query = sa.select(sa.func.max(runs.c.started_at)).where(runs.c.ledger_id == ledger_id, *which)
    found: datetime | None = _lately_or_ever(now, lambda since: connection.scalar(query.where(since)))
    return found


def _lately_or_ever(now: datetime, ask: Callable[[sa.ColumnElement[bool]], Any]) -> Any:
    found = ask(runs.c.started_at >= now - LATELY)
    return ask(sa.true()) if found is None else found
