"""The call budget of one ledger, counted in the store so that all processes share it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.errors import TryLater
from sync.store import Store
from sync.tables import calls, ledgers

_PATIENCE = 65.0  # seconds a run waits for room: a minute's limit is waited out, a day's is not


@dataclass(frozen=True, slots=True)
class StoredAllowance:
    """The port `Allowance`. `per_minute`, `per_day`: calls the provider allows for this ledger."""

    store: Store
    ledger_id: int
    ledger_name: str
    per_minute: int
    per_day: int | None

    def take(self, *, metered: bool) -> None:
        """Wait for room for one call, and count it. Raises `TryLater` when that would take long."""
        while True:
            with self.store.write() as connection:
                wait = self._wait(connection)
                if wait <= 0:
                    self._count(connection, metered=metered)
                    return
            if wait > _PATIENCE:
                text = f"the calls allowed for this ledger are used up for {wait:.0f} seconds"
                raise TryLater(text, about=self.ledger_name, after=wait)
            time.sleep(wait)

    def refused(self, after: float) -> None:
        """Nobody calls this ledger for `after` seconds."""
        until = self.store.clock.wall() + timedelta(seconds=after)
        with self.store.write() as connection:
            connection.execute(
                sa.update(ledgers)
                .where(
                    ledgers.c.id == self.ledger_id,
                    # another worker may have been told a longer rest
                    sa.or_(ledgers.c.quiet_until.is_(None), ledgers.c.quiet_until < until),
                )
                .values(quiet_until=until)
            )

    def _wait(self, connection: Connection) -> float:
        wall = self.store.clock.wall()
        quiet = connection.scalar(  # locked to the commit: count and compare are one step for all processes
            sa.select(ledgers.c.quiet_until).where(ledgers.c.id == self.ledger_id).with_for_update()
        )
        if quiet is not None and quiet > wall:
            return float((quiet - wall).total_seconds())
        minute = _minute(wall)
        if self._made(connection, minute) >= self.per_minute:
            return float((minute + timedelta(minutes=1) - wall).total_seconds())
        if self.per_day is not None:
            day = minute.replace(hour=0, minute=0)
            if self._made(connection, day) >= self.per_day:
                return (day + timedelta(days=1) - wall).total_seconds()
        return 0.0

    def _made(self, connection: Connection, since: datetime) -> int:
        total = connection.scalar(
            sa.select(sa.func.sum(calls.c.calls)).where(
                calls.c.ledger_id == self.ledger_id, calls.c.minute >= since
            )
        )
        return int(total or 0)

    def _count(self, connection: Connection, *, metered: bool) -> None:
        minute = _minute(self.store.clock.wall())
        here = sa.and_(calls.c.ledger_id == self.ledger_id, calls.c.minute == minute)
        counted = connection.execute(
            sa.update(calls)
            .where(here)
            .values(calls=calls.c.calls + 1, metered=calls.c.metered + int(metered))
        )
        if counted.rowcount == 0:
            connection.execute(
                sa.insert(calls).values(
                    ledger_id=self.ledger_id, minute=minute, calls=1, metered=int(metered)
                )
            )


def _minute(instant: datetime) -> datetime:
    return instant.replace(second=0, microsecond=0)


def made(connection: Connection, ledger_id: int) -> tuple[int, int]:
    """(calls, metered calls) ever made to this ledger."""
    row = connection.execute(
        sa.select(sa.func.sum(calls.c.calls), sa.func.sum(calls.c.metered)).where(
            calls.c.ledger_id == ledger_id
        )
    ).one()
    return int(row[0] or 0), int(row[1] or 0)
