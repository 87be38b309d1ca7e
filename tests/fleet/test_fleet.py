"""A fleet on PostgreSQL: ledgers are shared out, each pass is made once, no worker's end is the fleet's."""

from __future__ import annotations

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.backup import about
from sync.clock import fixed
from sync.fleet import schema
from sync.fleet.worker import NoFleet, work_in_fleet
from sync.store import open_store
from sync.store.turns import JOBS
from sync.tables import effects, ledgers, turns
from tests.fleet.crew import Hand, crew, eventually, in_fleet, no_database, whole_runs
from tests.postgres import fresh_schema
from tests.world import BOTH, WORKING_DAY, XERO, World, world

YESTERDAY = WORKING_DAY - timedelta(days=1)
NOW = WORKING_DAY.isoformat()


def ids(made: World) -> Counter[str]:
    """How often each message went."""
    return Counter(str(message["Message-ID"]) for message in made.mail())


def states(made: World) -> Counter[str]:
    with made.office.store.read() as connection:
        query = sa.select(effects.c.state).where(effects.c.kind == "message")
        return Counter(connection.scalars(query))


def polled_after(made: World, instant: datetime) -> bool:
    with made.office.store.read() as connection:
        return all(at > instant for at in connection.scalars(sa.select(turns.c.poll_at)))


def said(hand: Hand, words: str) -> None:
    eventually(lambda: words in hand.words(), f"a worker says {words!r}")


def test_one_of_two_workers_is_told_to_stop_and_the_other_goes_on_also_after_a_time_without_database(
    tmp_path: Path, postgres_url: str
) -> None:
    with world(tmp_path, customers=8, now=YESTERDAY, store=postgres_url) as made:
        made.ready_to_send()
        in_fleet(made, "at_once = 1\n")
        with crew(made) as hired:
            with made.sandbox.mail._post.lock:  # the mail server answers nothing
                first, second = (hired.hire(NOW) for _ in range(2))
                eventually(lambda: states(made)["claimed"] == len(BOTH), "each sends")
                first.process.terminate()
                time.sleep(0.3)
            assert first.process.wait(90) == 0
            assert "stopped in good order; the next run goes on from here\n" in first.words()
            assert first.words().endswith("worker: stopped\n")
            eventually(lambda: all(whole_runs(made)[name][-1] == "done" for name in BOTH), "both are run")
            eventually(lambda: not states(made)["claimed"], "nothing is under way")
            assert sorted(map(len, whole_runs(made).values())) == [2, 3]  # with yesterday's
            with no_database(postgres_url):
                third = hired.hire(NOW)
                said(third, "worker: the database is away, waiting for it: the database cannot be opened: ")
                said(second, "worker: the database is away, waiting for it: ")
            said(second, "worker: the database is back\n")
            said(third, "worker: running, one of a fleet")
            later = datetime.now(UTC) + timedelta(seconds=5)
            eventually(lambda: polled_after(made, later), "it goes on")
            assert [second.stop(), third.stop()] == [0, 0]
        assert states(made).keys() == {"done"}
        assert set(ids(made).values()) == {1}


def test_one_of_two_workers_makes_the_daily_backup_once(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, customers=4, store=postgres_url) as made:
        made.link(XERO)
        kept = made.folder / "kept"
        kept.mkdir()
        in_fleet(made, '[backup]\nfolder = "kept"\n')
        with crew(made) as hired:
            hands = [hired.hire(NOW) for _ in range(2)]
            eventually(lambda: any("backup: " in hand.words() for hand in hands), "a backup is made")
            assert [hand.stop() for hand in hands] == [0, 0]
        assert sum(hand.words().count("backup: ") for hand in hands) == 1
        assert [about(path).ledgers for path in kept.iterdir()] == [(XERO,)]


def test_who_sleeps_past_its_lease_finds_its_ledger_taken_and_writes_nothing_more(
    tmp_path: Path, postgres_url: str
) -> None:
    with world(tmp_path, customers=8, now=YESTERDAY, store=postgres_url) as made:
        made.ready_to_send(XERO)
        in_fleet(made, "lease_seconds = 6\n")
        with crew(made) as hired:
            with made.sandbox.mail._post.lock:  # the mail server answers nothing
                sleeper = hired.hire(NOW)
                eventually(lambda: states(made)["claimed"] == 1, "the first message is under way")
                sleeper.pause()
            other = hired.hire(NOW)
            eventually(lambda: whole_runs(made)[XERO][1:] == ["cut", "done"], "another takes over")
            sent = ids(made)
            before = states(made)
            sleeper.wake()
            said(sleeper, f"{XERO}: the lease ledger:")
            time.sleep(1)
            assert [hand.stop() for hand in (sleeper, other)] == [0, 0]
        assert states(made) == before
        assert whole_runs(made)[XERO][1:] == ["cut", "done"]
        assert set(ids(made).values()) == {1}
        assert ids(made).keys() >= sent.keys()
        with made.office.store.read() as connection:
            assert connection.scalar(sa.select(ledgers.c.problem)) is None


def test_the_engines_tables_are_made_once_and_stand_apart(empty_postgres_url: str) -> None:
    store = open_store(empty_postgres_url, fixed(WORKING_DAY))
    with store.engine.begin() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {JOBS} CASCADE")
    with ThreadPoolExecutor(4) as together:  # as when the whole fleet comes up at once
        for one in [together.submit(schema.prepare, store.engine) for _ in range(4)]:
            one.result()
    with store.engine.begin() as connection:
        found = sa.inspect(connection).get_table_names(schema=JOBS)
        assert "procrastinate_jobs" in found
        assert not [name for name in sa.inspect(connection).get_table_names() if "procrastinate" in name]
        connection.exec_driver_sql(f"COMMENT ON SCHEMA {JOBS} IS 'procrastinate 99.0'")
        assert schema._scripts("99.0") == []
        assert len(schema._scripts("3.3.0")) == 2
        connection.exec_driver_sql(f"DROP SCHEMA {JOBS} CASCADE")
    store.close()


def test_the_fleet_of_a_second_store_in_the_same_database_is_refused(
    empty_postgres_url: str, postgres_server: str
) -> None:
    with fresh_schema(postgres_server) as other_url:
        first, second = (open_store(url, fixed(WORKING_DAY)) for url in (empty_postgres_url, other_url))
        with first.engine.begin() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {JOBS} CASCADE")
        schema.prepare(first.engine)
        schema.prepare(first.engine)
        with pytest.raises(schema.Taken, match=r"give the store in schema \S+ a database of its own"):
            schema.prepare(second.engine)
        with first.engine.begin() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA {JOBS} CASCADE")
        first.close()
        second.close()


def test_a_fleet_on_sqlite_is_refused_in_words(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made:
        in_fleet(made)
        with pytest.raises(NoFleet, match="needs PostgreSQL"):
            work_in_fleet(made.config, fixed(WORKING_DAY))
