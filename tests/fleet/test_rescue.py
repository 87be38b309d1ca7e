"""A pass that hangs in a living worker: its ledger is another's once its lease is over, and never before."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.clock import Clock
from sync.fleet import dispatch, jobs, schema
from sync.fleet.kept import Kept
from sync.fleet.rescue import rescue
from sync.fleet.worker import _Worker
from sync.store import leases
from sync.store.leases import LeaseLost
from sync.store.turns import JOBS
from sync.work import take
from tests.fleet.crew import in_fleet
from tests.world import WORKING_DAY, XERO, World, world

LEASE = 10  # seconds


async def a_turn_is_begun(url: str) -> None:
    """By a worker that gives signs of life."""
    turns, _ = jobs.apps_for(url)
    async with turns.open_async():
        worker = await turns.job_manager.register_worker()
        task = turns.configure_task(dispatch.TURN, queue=jobs.LEDGERS, lock=XERO, queueing_lock=XERO)
        await task.defer_async(ledger=XERO)
        assert await turns.job_manager.fetch_job(queues=[jobs.LEDGERS], worker_id=worker) is not None


async def rescued(made: World, url: str) -> int:
    turns, _ = jobs.apps_for(url)
    async with turns.open_async():
        return await rescue(turns, made.office, silent_seconds=600)


def lies_back(made: World, seconds: float) -> None:
    """What was begun was begun so much earlier."""
    with made.office.store.engine.begin() as connection:
        events = sa.table("procrastinate_events", sa.column("at", sa.DateTime(timezone=True)), schema=JOBS)
        connection.execute(sa.update(events).values(at=events.c.at - timedelta(seconds=seconds)))


def test_who_renews_no_lease_for_as_long_as_it_lasts_loses_the_ledger_though_its_worker_lives(
    tmp_path: Path, postgres_url: str
) -> None:
    with world(tmp_path, customers=1, store=postgres_url) as made:
        in_fleet(made, f"lease_seconds = {LEASE}\n")
        made.link(XERO).at(WORKING_DAY)
        office, store = made.office, made.office.store
        schema.prepare(store.engine)
        asyncio.run(a_turn_is_begun(postgres_url))
        held = take(store, XERO, office.linked(XERO).id, LEASE)
        lies_back(made, LEASE + 1)
        assert asyncio.run(rescued(made, postgres_url)) == 0, "it holds its ledger"
        dispatch.enrol(office)
        assert dispatch.due(office) == {}
        with store.write() as connection:
            leases.release(connection, held.lease, store.clock.wall())
        lies_back(made, -2)
        assert asyncio.run(rescued(made, postgres_url)) == 0, "it was begun just now"
        lies_back(made, 2)
        assert asyncio.run(rescued(made, postgres_url)) == 1
        assert dispatch.due(office).keys() == {XERO}
        with store.engine.begin() as connection:
            connection.exec_driver_sql(f"DROP SCHEMA {JOBS} CASCADE")


def test_a_pass_that_goes_round_in_a_circle_is_not_let_go_on_for_ever(tmp_path: Path) -> None:
    instant = [datetime(2026, 11, 18, tzinfo=UTC)]
    with world(tmp_path, customers=1) as made:
        made.link(XERO)
        store = replace(made.office.store, clock=Clock(now=lambda: WORKING_DAY, wall=lambda: instant[0]))
        held = take(store, XERO, made.office.linked(XERO).id, LEASE)
        held.latest = instant[0] + timedelta(minutes=1)
        for _ in range(7):
            held.still(LEASE)
            instant[0] += timedelta(seconds=LEASE - 1)
        with pytest.raises(LeaseLost, match="left to others"):
            held.still(LEASE)


def test_a_worker_in_whose_way_a_hung_pass_is_ends(
    tmp_path: Path,
    postgres_url: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sync.fleet.worker._leave", lambda: None)  # or this process would end
    elapsed = [0.0]
    with world(tmp_path, customers=1, store=postgres_url) as made:
        in_fleet(made, f"lease_seconds = {LEASE}\n")
        kept = Kept(made.config, Clock(now=lambda: WORKING_DAY, elapsed=lambda: elapsed[0]))

        async def beats() -> bool:
            worker = _Worker(kept)
            beating = asyncio.create_task(worker._beat())
            await asyncio.sleep(0)
            beating.cancel()
            return worker.stopping.is_set()

        with kept.at_turn() as turns:
            assert turns == 1
            assert not asyncio.run(beats())
            elapsed[0] = 45 * 60 + 2 * LEASE + 1.0
            assert asyncio.run(beats())
        assert "a pass hangs" in capsys.readouterr().err
        assert not asyncio.run(beats())
        kept.close()
