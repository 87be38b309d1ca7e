"""Runs: one row for each pass over a ledger, with how it ended."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.tables import runs


def start(connection: Connection, ledger_id: int, now: datetime) -> int:
    """Begin a run; earlier ones that never finished were cut off."""
    connection.execute(
        sa.update(runs)
        .where(runs.c.ledger_id == ledger_id, runs.c.finished_at.is_(None))
        .values(finished_at=now, outcome="cut", summary="the worker stopped before the end")
    )
    made = connection.execute(
        sa.insert(runs).values(ledger_id=ledger_id, started_at=now).returning(runs.c.id)
    )
    return int(made.scalar_one())


def finish(connection: Connection, run_id: int, now: datetime, outcome: str, summary: str) -> None:
    """End a run: `done` with its figures as JSON, or `failed` with the reason."""
    connection.execute(
        sa.update(runs).where(runs.c.id == run_id).values(finished_at=now, outcome=outcome, summary=summary)
    )
