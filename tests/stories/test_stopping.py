"""The worker, and runs that are told to stop: nobody waits for a ledger that hangs, nothing is half done."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from datetime import time as day_time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sync.clock import fixed
from sync.due import is_due
from sync.office import open_office
from sync.store import ledgers, runs
from sync.tables import effects
from sync.worker import Worker
from tests.stories.terminal import Terminal, Told, terminal
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, world

YESTERDAY = WORKING_DAY - timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
TIMES = (day_time(8, 30), day_time(13, 0))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    """Both ledgers linked, run and approved yesterday; today's messages wait."""
    with world(tmp_path, customers=8, now=YESTERDAY) as made, terminal(made) as typed:
        made.ready_to_send()
        yield typed


def eventually(true: Callable[[], bool], what: str, seconds: float = 30) -> None:
    give_up = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < give_up, f"{what}: not within {seconds} seconds"
        time.sleep(0.02)


def states(desk: Terminal, kind: str = "message") -> Counter[str]:
    with desk.world.office.store.read() as connection:
        return Counter(
            row.state for row in connection.execute(effects.select().where(effects.c.kind == kind))
        )


def whole_runs(desk: Terminal, name: str) -> datetime | None:
    with desk.world.office.store.read() as connection:
        ledger = ledgers.find(connection, name)
        assert ledger is not None
        return runs.last_whole(connection, ledger.id, desk.world.office.clock.now())


@contextmanager
def held_hand(desk: Terminal) -> Iterator[None]:
    """The mail server answers nothing while this lasts."""
    with desk.world.sandbox.mail._post.lock:  # nothing public holds a reply back
        yield


def stopped(desk: Terminal, process: subprocess.Popen[str]) -> tuple[Told, float]:
    began = time.monotonic()
    process.terminate()
    told = desk.end(process)
    return told, time.monotonic() - began


def assert_the_rest_goes_once(desk: Terminal, waiting: int) -> None:
    assert desk.type("run").code == 0
    assert desk.type("run").code == 0
    ids = Counter(str(message["Message-ID"]) for message in desk.world.mail())
    assert len(ids) == sum(ids.values()) == waiting


def ready(desk: Terminal) -> int:
    desk.type("sync")
    return states(desk)["ready"]


def test_a_run_told_to_stop_in_the_middle_of_messages_ends_the_one_under_way(desk: Terminal) -> None:
    waiting = ready(desk)
    with held_hand(desk):
        process = desk.start("run")
        eventually(lambda: states(desk)["claimed"] == 1, "the first message is under way")
        process.terminate()
        time.sleep(0.3)
        assert process.poll() is None
    told = desk.end(process)
    assert told.code == 4
    assert told.err == f"{XERO}: stopped in good order; the next run goes on from here\n"
    assert len(desk.world.mail()) == 1
    assert states(desk) == {"done": 1, "ready": waiting - 1}
    status = desk.status(XERO)
    assert (status["warnings"], status["last_run"].split(",")[0]) == ([], "stopped")
    assert_the_rest_goes_once(desk, waiting)


def test_the_worker_starts_what_is_overdue_and_a_hung_ledger_delays_no_other(desk: Terminal) -> None:
    waiting = ready(desk)
    desk.break_(XERO, "GET .*/Invoices", "slow", seconds=20, times=None)
    process = desk.start("worker")
    eventually(lambda: whole_runs(desk, QUICKBOOKS) == WORKING_DAY, "the other ledger is served")
    assert whole_runs(desk, XERO) == YESTERDAY
    told, seconds = stopped(desk, process)
    assert told.code == 0, told.err
    assert seconds < 10
    assert told.err.splitlines()[-1] == "worker: stopped"
    assert states(desk)["claimed"] == 0
    desk.api(XERO).faults.clear()
    assert_the_rest_goes_once(desk, waiting)


def test_the_worker_stops_in_the_middle_of_messages_and_goes_on_at_its_next_launch(desk: Terminal) -> None:
    waiting = ready(desk)
    with held_hand(desk):
        process = desk.start("worker")
        eventually(lambda: states(desk)["claimed"] == len(BOTH), "both ledgers send")
        process.terminate()
        time.sleep(0.3)
    told = desk.end(process)
    assert told.code == 0, told.err
    left = states(desk)  # the stop reaches both runs within their first messages, nothing is half done
    assert set(left) == {"done", "ready"}
    assert left["done"] + left["ready"] == waiting
    assert 2 <= left["done"] < waiting
    again = desk.start("worker")
    eventually(lambda: {whole_runs(desk, name) for name in BOTH} == {WORKING_DAY}, "both go on")
    assert stopped(desk, again)[0].code == 0
    assert_the_rest_goes_once(desk, waiting)


def test_a_worker_with_nothing_to_do_stops_at_once(desk: Terminal) -> None:
    assert desk.type("run").code == 0
    process = desk.start("worker")
    assert process.stderr is not None
    assert process.stderr.readline() == "worker: running; stop it with Ctrl-C\n"
    told, seconds = stopped(desk, process)
    assert told.code == 0
    assert "started" not in told.err
    assert seconds < 5


def test_a_run_that_fails_at_once_is_not_begun_again_before_its_next_time(desk: Terminal) -> None:
    (desk.world.folder / "duesync.key").rename(desk.world.folder / "elsewhere")
    worker = Worker(desk.world.config, fixed(WORKING_DAY), WORKING_DAY.isoformat())
    try:
        worker.tick()
        begun = [run.process for run in worker.running.values()]
        assert len(begun) == len(BOTH)
        assert [process.wait(30) for process in begun] == [2, 2]
        worker.tick()
        assert worker.running == {}
    finally:
        worker.stop()
        (desk.world.folder / "elsewhere").rename(desk.world.folder / "duesync.key")


def test_a_configuration_broken_while_the_worker_runs_is_told_and_tried_again(
    desk: Terminal, capfd: pytest.CaptureFixture[str]
) -> None:
    assert desk.type("run").code == 0
    worker = Worker(desk.world.config, fixed(WORKING_DAY))
    whole = desk.world.config.read_text(encoding="utf-8")
    desk.world.config.write_text("x = = 1", encoding="utf-8")
    worker.tick_again()
    assert "is not TOML" in capfd.readouterr().err
    desk.world.config.write_text(whole, encoding="utf-8")
    worker.tick_again()
    assert capfd.readouterr().err == ""


def test_opening_the_database_twice_in_one_process_keeps_the_locks_of_both(desk: Terminal) -> None:
    """Else the last other process to close it removes the log that this one is still writing to."""
    log = desk.world.folder / "duesync.db-wal"
    states(desk)  # our connection stays open
    open_office(desk.world.config, fixed(WORKING_DAY)).close()
    elsewhere = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('select * from meta').fetchall()"
    database = str(desk.world.folder / "duesync.db")
    subprocess.run([sys.executable, "-c", elsewhere, database], check=True)  # noqa: S603 - our own words
    assert log.exists()


@pytest.mark.parametrize(
    ("began", "due"),
    [
        (None, True),
        (datetime(2026, 11, 18, 13, 0, tzinfo=UTC), False),
        (datetime(2026, 11, 18, 12, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 18, 8, 31, tzinfo=UTC), True),
        (datetime(2026, 11, 14, 8, 31, tzinfo=UTC), True),
    ],
)
def test_a_run_is_due_once_one_of_its_times_has_passed(began: datetime | None, due: bool) -> None:
    assert is_due(TIMES, LONDON, began, WORKING_DAY) is due


def test_before_the_first_time_of_day_only_yesterdays_last_counts() -> None:
    early = datetime(2026, 11, 18, 7, 0, tzinfo=UTC)
    assert not is_due(TIMES, LONDON, datetime(2026, 11, 17, 13, 0, tzinfo=UTC), early)
    assert is_due(TIMES, LONDON, datetime(2026, 11, 17, 12, 0, tzinfo=UTC), early)
