"""The worker on one machine: `schedule` ticks, and every ledger is run in a process of its own.

So a hung or failing ledger delays no other: it is stopped after its time, and runs again at its
next. What was due while the worker was off is due at launch, for a run is due when its time has
passed since the last one began.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from zoneinfo import ZoneInfo

import schedule

from sync.clock import Clock
from sync.office import Office, open_office
from sync.store import figures, ledgers

TICK_SECONDS = 20
PATIENCE = timedelta(minutes=45)  # a run that takes longer hangs; its claims are looked up by the next
GRACE_SECONDS = 30.0


def is_due(times: Sequence[day_time], zone: ZoneInfo, last_began: datetime | None, now: datetime) -> bool:
    """Whether one of the day's times has passed since the last run began; a missed day counts once."""
    if last_began is None:
        return True
    local = now.astimezone(zone)
    passed = [
        moment
        for day in (local.date() - timedelta(days=1), local.date())
        for at in times
        if (moment := datetime.combine(day, at, zone)) <= local
    ]
    return bool(passed) and last_began < max(passed)


@dataclass(slots=True)
class _Running:
    process: subprocess.Popen[bytes]
    since: float


@dataclass(slots=True)
class Worker:
    """The processes under way, by ledger."""

    config: Path
    clock: Clock
    running: dict[str, _Running] = field(default_factory=dict)
    stopping: bool = False

    def tick(self) -> None:
        """Reap what ended, stop what hangs, start what is due."""
        self._reap()
        office = open_office(self.config, self.clock)
        try:
            for name, began in _last_runs(office).items():
                times = office.config.ledger(name).times
                due = is_due(times, ZoneInfo(office.config.worker.timezone), began, self.clock.now())
                if due and name not in self.running and not self.stopping:
                    self._start(name)
            if office.config.worker.heartbeat is not None:
                office.config.worker.heartbeat.touch()
        finally:
            office.close()

    def _start(self, name: str) -> None:
        command = [sys.executable, "-m", "sync.cli", "--config", str(self.config), "run", name]
        process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the worker, which then stops its runs in good order
        )
        self.running[name] = _Running(process, self.clock.elapsed())
        sys.stderr.write(f"{name}: started\n")

    def _reap(self) -> None:
        for name, run in list(self.running.items()):
            code = run.process.poll()
            if code is not None:
                del self.running[name]
                sys.stderr.write(f"{name}: {'done' if code == 0 else f'ended with exit code {code}'}\n")
            elif self.clock.elapsed() - run.since > PATIENCE.total_seconds():
                sys.stderr.write(f"{name}: hangs, stopped\n")
                run.process.kill()

    def stop(self) -> None:
        """Let the runs end by themselves for a while, then stop them."""
        for run in self.running.values():
            run.process.terminate()
        give_up = self.clock.elapsed() + GRACE_SECONDS
        for run in self.running.values():
            try:
                run.process.wait(timeout=max(0.1, give_up - self.clock.elapsed()))
            except subprocess.TimeoutExpired:
                run.process.kill()
                run.process.wait()


def _last_runs(office: Office) -> Mapping[str, datetime | None]:
    """When each linked and configured ledger was last begun."""
    with office.store.read() as connection:
        return {
            ledger.name: None if (run := figures.last_run(connection, ledger.id)) is None else run.started_at
            for ledger in ledgers.every(connection)
            if ledger.name in office.config.ledgers
        }


def work_forever(config: Path, clock: Clock) -> None:
    """Tick until SIGTERM or SIGINT, then stop cleanly."""
    worker = Worker(config, clock)

    def ask_to_stop(_signal: int, _frame: object) -> None:
        worker.stopping = True

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    scheduler = schedule.Scheduler()
    scheduler.every(TICK_SECONDS).seconds.do(worker.tick)
    worker.tick()
    sys.stderr.write("worker: running; stop it with Ctrl-C\n")
    while not worker.stopping:
        scheduler.run_pending()
        time.sleep(0.5)
    worker.stop()
    sys.stderr.write("worker: stopped\n")
