"""The worker on one machine: `schedule` ticks, and every ledger is run in a process of its own.

So a hung or failing ledger delays no other: it is stopped after its time, and runs again at its
next. What was due while the worker was off, or was cut off, is due at launch: a run is due when its
time has passed since the last whole one began, and is begun once for each time by one worker.

Between its times a ledger of which a webhook was heard is pulled and decided upon, nothing is sent: a
burst is let pass first, and a ledger that tells of changes all day, or fails, is not pulled all day.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import schedule

from sync import daily_backup, logs, own_mails
from sync.clock import Clock
from sync.config import ConfigError, WorkerSettings
from sync.due import GRACE_SECONDS, PATIENCE, is_due, is_heard_out, pull_gap
from sync.errors import DuesyncError
from sync.keeping import keep_house
from sync.leaving.deletion import delete_due
from sync.office import Office, open_office
from sync.own_mails import OWN_MAILS
from sync.store import figures, ledgers, runs, seen, signals, webhooks
from sync.store.signals import Signal

TICK_SECONDS = 5
SEEN_SECONDS = 30.0
_IDLE_SECONDS = 3.0  # after these, one that has claimed nothing only waits for an answer it need not have
_BLINK = 0.1
_BEGUN = {
    "run": "started",
    "sync": "heard of changes, pulling",
    **{mail.command[0]: mail.began for mail in OWN_MAILS},
}


class NoPort(DuesyncError):
    """The metrics cannot be told; the text says why."""

    exit_code = 2


@dataclass(slots=True)
class _Running:
    command: str
    process: subprocess.Popen[bytes]
    since: float


@dataclass(slots=True)
class _Pulls:
    """The pulls of one ledger that webhooks asked for: when the next may begin, in `elapsed` seconds."""

    not_before: float = 0.0
    failed: int = 0  # one after the other


@dataclass(slots=True)
class Worker:
    """The processes under way, by ledger. `now`: the instant that they pretend, `None` in earnest.

    `begun`: when this worker last began each, so that one that fails at once is not begun for ever.
    `mails`: when each mail to the firm's own people may be tried next, in `elapsed` seconds.
    `telling`, `copying`: the process that delivers webhooks, or makes the daily backup, if one was begun.
    """

    config: Path
    clock: Clock
    now: str | None = None
    running: dict[str, _Running] = field(default_factory=dict)
    begun: dict[str, datetime] = field(default_factory=dict)
    pulls: dict[str, _Pulls] = field(default_factory=lambda: defaultdict(_Pulls))
    mails: dict[tuple[str, tuple[str, ...]], float] = field(default_factory=dict)
    telling: subprocess.Popen[bytes] | None = None
    copying: subprocess.Popen[bytes] | None = None
    stopping: bool = False
    kept_on: date | None = None
    seen_at: float | None = None

    def tick(self) -> None:
        """Reap what ended, stop what hangs, start what is due. Raises `ConfigError`, `StoreError`."""
        self._reap()
        office = open_office(self.config, self.clock)
        try:
            for receipt in delete_due(office):
                sys.stderr.write(f"{receipt.name}: deleted, as was set when it was unlinked\n")
            if self.kept_on != (today := self.clock.now().date()):
                sys.stderr.writelines(f"warning: {told}\n" for told in keep_house(office))
                self.kept_on = today
            zone = ZoneInfo(office.config.worker.timezone)
            heard = _heard(office)
            for name, began in _last_runs(office).items():
                last = max(filter(None, (began, self.begun.get(name))), default=None)
                if name in self.running or self.stopping:
                    continue
                if is_due(office.config.ledger(name).times, zone, last, self.clock.now()):
                    self.begun[name] = self.clock.now()
                    self._start(name, "run")
                elif (
                    name in heard
                    and self._may_pull(name, heard[name], office.config.worker)
                    and not office.is_short(name)  # the day's last calls are for payments and looks
                ):
                    self._start(name, "sync")
                elif (mail := self._due_mail(office, name)) is not None:
                    self._start(name, *mail)
            self._tell_others(office)
            self._back_up(office)
            if office.config.worker.heartbeat is not None:
                office.config.worker.heartbeat.touch()
            self._is_seen(office)
        finally:
            office.close()

    def _is_seen(self, office: Office) -> None:
        """In the store, for `/readyz` of who serves it."""
        now = self.clock.elapsed()
        if self.seen_at is None or now - self.seen_at >= SEEN_SECONDS:
            with office.store.write() as connection:
                seen.touch(connection, self.clock.wall())
            self.seen_at = now

    def _is_gone(self) -> None:
        office = open_office(self.config, self.clock)
        try:
            with office.store.write() as connection:
                seen.take_away(connection)
        finally:
            office.close()

    def tick_again(self) -> None:
        """As `tick`; what a person can mend meanwhile is told, and tried again at the next tick."""
        try:
            self.tick()
        except (ConfigError, DuesyncError) as error:
            sys.stderr.write(f"worker: {error}\n")

    def _due_mail(self, office: Office, name: str) -> tuple[str, ...] | None:
        """The command that mails the firm's own people what is due; one that did not go waits a while."""
        now = self.clock.elapsed()
        for mail in OWN_MAILS:
            if now >= self.mails.get((name, mail.command), 0.0) and mail.is_due(office, office.linked(name)):
                self.mails[name, mail.command] = now + own_mails.AGAIN.total_seconds()
                return mail.command
        return None

    def _may_pull(self, name: str, signal: Signal, settings: WorkerSettings) -> bool:
        pulls, now = self.pulls[name], self.clock.elapsed()
        if now < pulls.not_before or not is_heard_out(signal, self.clock.wall()):
            return False
        pulls.not_before = now + pull_gap(settings.pull_gap_seconds, pulls.failed).total_seconds()
        return True

    def _start(self, name: str, asked: str, *more: str) -> None:
        process = self._process(asked, name, *more)
        self.running[name] = _Running(asked, process, self.clock.elapsed())
        logs.note("worker began", ledger=name, command=asked, child=process.pid)
        sys.stderr.write(f"{name}: {_BEGUN[asked]}\n")

    def _tell_others(self, office: Office) -> None:
        """Begin to deliver webhooks where any is due; beside the runs, for a receiver may hang."""
        if self.telling is not None and self.telling.poll() is None:
            return
        with office.store.read() as connection:
            is_due_now = webhooks.any_due(connection, self.clock.wall())
        if is_due_now and not self.stopping:
            self.telling = self._process("webhook", "deliver", "--json")

    def _back_up(self, office: Office) -> None:
        """Begin the daily backup where it is due; beside the runs, for a large store takes its time."""
        is_at_it = self.copying is not None and self.copying.poll() is None
        if not is_at_it and not self.stopping and daily_backup.claim(office):
            self.copying = self._process("backup")

    def _process(self, *asked: str) -> subprocess.Popen[bytes]:
        pretend = [] if self.now is None else ["--now", self.now]
        command = [sys.executable, "-P", "-m", "sync", "--config", str(self.config), *pretend, *asked]
        return subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if asked[0] == "webhook" else None,
            start_new_session=True,  # Ctrl-C is for the worker, which then stops its runs in good order
        )

    def _reap(self) -> None:
        for name, run in list(self.running.items()):
            code = run.process.poll()
            if code is not None:
                del self.running[name]
                if code == 0:
                    self.pulls[name].failed = 0
                elif run.command == "sync":
                    self.pulls[name].failed += 1
                logs.note("worker saw the end", ledger=name, command=run.command, code=code)
                sys.stderr.write(f"{name}: {'done' if code == 0 else f'ended with exit code {code}'}\n")
            elif self.clock.elapsed() - run.since > PATIENCE.total_seconds():
                sys.stderr.write(f"{name}: hangs, stopped\n")
                run.process.kill()

    def stop(self) -> None:
        """Let the runs end what they have begun, and end those that only wait."""
        for run in self.running.values():
            run.process.terminate()
        for process in (self.telling, self.copying):
            if process is not None:
                process.kill()  # what it was about to tell is told again, and the backup made anew
                process.wait()
        asked = self.clock.elapsed()
        while self.running:
            self._reap()
            waited = self.clock.elapsed() - asked
            for name in list(self.running):
                if waited > GRACE_SECONDS or (waited > _IDLE_SECONDS and not self._has_claimed(name)):
                    self.running[name].process.kill()
            time.sleep(_BLINK)
        self._is_gone()

    def _has_claimed(self, name: str) -> bool:
        """Whether a call of that ledger may be under way; a run asked to stop claims nothing new."""
        office = open_office(self.config, self.clock)
        try:
            with office.store.read() as connection:
                counts = figures.effect_counts(connection, office.linked(name).id)
        finally:
            office.close()
        return any(state.endswith(" claimed") for state in counts)


def _heard(office: Office) -> Mapping[str, Signal]:
    with office.store.read() as connection:
        return signals.waiting(connection)


def _last_runs(office: Office) -> Mapping[str, datetime | None]:
    """When the last whole run of each linked and configured ledger began."""
    with office.store.read() as connection:
        return {
            ledger.name: runs.last_whole(connection, ledger.id, office.clock.now())
            for ledger in ledgers.every(connection)
            if ledger.name in office.config.ledgers and ledger.leaves_on is None
        }


@contextmanager
def metrics_told(config: Path, clock: Clock) -> Iterator[None]:
    """Tell Prometheus our numbers meanwhile, where the settings give a port. Raises `NoPort`."""
    office = open_office(config, clock)
    try:
        port = office.config.worker.metrics_port
        if port is None:
            yield
            return
        from sync.web.beside import watched  # where it is asked for

        with ExitStack() as stack:
            try:
                stack.enter_context(watched(office, "127.0.0.1", port))
            except OSError as error:
                msg = f"127.0.0.1:{port} cannot be listened on: {error.strerror}; see [worker] metrics_port"
                raise NoPort(msg) from error
            sys.stderr.write(f"worker: metrics at http://127.0.0.1:{port}/metrics\n")
            yield
    finally:
        office.close()


def work_forever(config: Path, clock: Clock, now: str | None) -> None:
    """Tick until SIGTERM or SIGINT, then stop cleanly. `now`: the instant to pretend, as written."""
    worker = Worker(config, clock, now)

    def ask_to_stop(_signal: int, _frame: object) -> None:
        worker.stopping = True

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    scheduler = schedule.Scheduler()
    scheduler.every(TICK_SECONDS).seconds.do(worker.tick_again)
    worker.tick()
    with metrics_told(config, clock):
        sys.stderr.write("worker: running; stop it with Ctrl-C\n")
        while not worker.stopping:
            scheduler.run_pending()
            time.sleep(0.5)
        worker.stop()
    sys.stderr.write("worker: stopped\n")
