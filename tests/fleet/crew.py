"""A fleet at a small pretend world: its settings, its workers as processes, and what became of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import sqlalchemy as sa

from sync.tables import ledgers, runs
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """
[worker]
mode = "fleet"
spread_minutes = 0
poll_least_seconds = 5
poll_most_seconds = 5
"""


def eventually(true: Callable[[], bool], what: str, seconds: float = 150) -> None:
    """Wait until it is so. `AssertionError` when that takes too long."""
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, f"{what}: not within {seconds} seconds"
        time.sleep(0.05)


def in_fleet(made: World, more: str = "") -> None:
    """Let the settings say that it is one."""
    text = made.config.read_text(encoding="utf-8")
    made.config.write_text(text + SETTINGS + more, encoding="utf-8")


@dataclass(slots=True)
class Hand:
    """One worker process; `said`: file that it writes to."""

    process: subprocess.Popen[bytes]
    said: Path

    def words(self) -> str:
        """What it said so far."""
        return self.said.read_text(encoding="utf-8")

    def pause(self) -> None:
        """It sleeps where it stands."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def wake(self) -> None:
        """And goes on."""
        os.kill(self.process.pid, signal.SIGCONT)

    def stop(self, seconds: float = 90) -> int:
        """Told to stop; its exit code."""
        self.process.terminate()
        return self.process.wait(seconds)


@dataclass(slots=True)
class Crew:
    """The workers at one configuration."""

    config: Path
    hands: list[Hand] = field(default_factory=list)

    def hire(self, now: str | None = None) -> Hand:
        """One more, as a user starts it."""
        said = self.config.with_name(f"worker-{len(self.hands)}.txt")
        pretend = [] if now is None else ["--now", now]
        with said.open("wb") as out:
            process = subprocess.Popen(  # noqa: S603 - our own command
                [sys.executable, "-m", "sync", "--config", str(self.config), *pretend, "worker"],
                cwd=ROOT,
                stdout=out,
                stderr=out,
            )
        hand = Hand(process, said)
        self.hands.append(hand)
        return hand


@contextmanager
def crew(made: World) -> Iterator[Crew]:
    """Workers that are dead at the end."""
    hired = Crew(made.config)
    try:
        yield hired
    finally:
        for hand in hired.hands:
            hand.process.kill()
            hand.process.wait()


@contextmanager
def no_database(url: str) -> Iterator[None]:
    """Nobody has that database meanwhile."""
    name = sa.make_url(url).database
    engine = sa.create_engine(sa.make_url(url).set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        connection.execute(sa.text(query), {"name": name})
        yield
        connection.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    engine.dispose()


def whole_runs(made: World) -> dict[str, list[str]]:
    """How each run of each ledger ended, in order."""
    with made.office.store.read() as connection:
        query = sa.select(ledgers.c.name, runs.c.outcome).join(runs, runs.c.ledger_id == ledgers.c.id)
        rows = connection.execute(query.order_by(runs.c.id)).all()
    found: dict[str, list[str]] = {}
    for name, outcome in rows:
        found.setdefault(name, []).append(outcome or "under way")
    return found
