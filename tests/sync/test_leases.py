"""Leases: one worker at a time, and one that lost its lease changes nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from threading import Barrier, Thread
from time import monotonic, sleep

import pytest
import sqlalchemy as sa

from sync import tables
from sync.clock import Clock, wall
from sync.config_fleet import LEASE_SECONDS
from sync.store import Store, leases
from sync.store.leases import Lease, LeaseLost
from sync.work import Busy, Held, take
from tests.sync.books import NOW, linked, opened
from tests.sync.child import children

ME, SOMEONE_ELSE = leases.holder(), "another machine|1|77"
SOON, LATER = NOW + timedelta(seconds=10), NOW + timedelta(seconds=400)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url, Clock(now=lambda: NOW, wall=lambda: NOW)) as made:
        yield made


def acquire(store: Store, who: str = ME, at: datetime = NOW, name: str = "ledger:1") -> Lease | None:
    with store.write() as connection:
        return leases.acquire(connection, name, who, at, 300)


def taken(store: Store, who: str = ME, at: datetime = NOW, name: str = "ledger:1") -> Lease:
    lease = acquire(store, who, at, name)
    assert lease is not None
    return lease


def test_a_living_other_keeps_its_lease_until_the_end(store: Store) -> None:
    first = taken(store)
    assert acquire(store, SOMEONE_ELSE, SOON) is None
    assert acquire(store, ME, SOON) is None  # not even to another part of the same program
    with store.read() as connection:
        told = leases.held_by(connection, "ledger:1", SOON)
    assert told is not None
    assert ME.split("|")[1] in told
    second = taken(store, SOMEONE_ELSE, LATER)
    assert (first.fence, second.fence) == (1, 2)
    assert acquire(store, ME, LATER, "ledger:2") is not None


def test_the_fence_rises_at_every_change_of_hands(store: Store) -> None:
    fences = []
    for _ in range(4):
        lease = taken(store)
        fences.append(lease.fence)
        with store.write() as connection:
            leases.release(connection, lease, NOW)
    assert fences == [1, 2, 3, 4]


def test_a_lease_that_was_let_go_is_free_at_once_and_cannot_be_let_go_twice(store: Store) -> None:
    first = taken(store)
    with store.write() as connection:
        leases.release(connection, first, NOW)
        assert leases.held_by(connection, "ledger:1", SOON) is None
    taken(store, SOMEONE_ELSE, SOON)
    with store.write() as connection:
        leases.release(connection, first, SOON)
    assert acquire(store, ME, SOON) is None


def test_a_lost_lease_writes_nothing(store: Store) -> None:
    ledger_id = linked(store)
    lost = taken(store, SOMEONE_ELSE, NOW - timedelta(seconds=400))
    taken(store)
    with pytest.raises(LeaseLost, match="another worker"), store.write(lost) as connection:
        connection.execute(sa.update(tables.ledgers).values(problem="written all the same"))
    with pytest.raises(LeaseLost), store.write() as connection:
        leases.renew(connection, lost, NOW, 300)
    with store.read() as connection:
        problem = sa.select(tables.ledgers.c.problem).where(tables.ledgers.c.id == ledger_id)
        assert connection.scalar(problem) is None


def test_a_lease_that_ran_out_writes_nothing_but_may_be_renewed_if_nobody_took_it(store: Store) -> None:
    old = taken(store, ME, NOW - timedelta(seconds=400))
    with pytest.raises(LeaseLost, match="ran out"), store.write(old):
        pass
    with store.write() as connection:
        renewed = leases.renew(connection, old, NOW, 300)
    assert renewed.fence == old.fence
    with store.write(renewed) as connection:
        assert leases.held_by(connection, "ledger:1", NOW) is not None


def test_a_failed_step_leaves_nothing_behind(store: Store) -> None:
    linked(store)
    lease = taken(store)

    def stumble() -> None:
        with store.write(lease) as connection:
            connection.execute(sa.update(tables.ledgers).values(problem="half done"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    with store.read() as connection:
        assert connection.scalar(sa.select(tables.ledgers.c.problem)) is None


def test_a_held_lease_is_renewed_before_a_call_that_may_outlast_it(store: Store) -> None:
    ledger_id = linked(store)
    held = take(store, "harbour", ledger_id)
    first = held.lease
    half = LEASE_SECONDS / 2
    assert held.still(half - 1) == first
    later = NOW + timedelta(seconds=half + 10)
    held.store = Store(store.engine, Clock(now=lambda: NOW, wall=lambda: later))
    assert held.still(half - 20) == first
    assert held.still(half - 5).until == later + timedelta(seconds=LEASE_SECONDS)
    assert held.lease.fence == first.fence
    with pytest.raises(Busy, match=f"harbour is being run by process {ME.split('|')[1]} until"):
        take(store, "harbour", ledger_id)
    taken(store, SOMEONE_ELSE, NOW + timedelta(days=1), held.lease.name)
    with pytest.raises(LeaseLost):
        Held(held.store, first).still(half)


@pytest.mark.parametrize("waited_for", [True, False], ids=["buried", "not buried yet"])
def test_the_lease_of_a_process_that_was_killed_is_taken_over_at_once(
    store: Store, store_url: str, *, waited_for: bool
) -> None:
    with children(1, "hold", store_url, "ledger:1") as [child]:
        child.go_on()
        assert child.line(1) == "1"
        assert acquire(store, ME, wall()) is None
        with store.read() as connection:
            holder = str(connection.scalar(sa.select(tables.leases.c.holder)))
        child.kill()
        if waited_for:
            child.wait()
        deadline = monotonic() + 10
        while not leases.is_dead(holder) and monotonic() < deadline:
            sleep(0.01)  # the kernel takes its files first, then its life
        lease = taken(store, ME, wall())
        assert lease.fence == 2


@pytest.mark.parametrize(
    "who",
    [
        "another machine|1|77",
        f"{ME.rpartition('|')[0]}|{ME.rpartition('|')[2]}",
        "somehost/unknown|999999|None",
    ],
    ids=["another machine", "a part of the name missing", "a machine that cannot be told"],
)
def test_what_cannot_be_known_to_be_dead_counts_as_alive(who: str) -> None:
    assert not leases.is_dead(who)


def test_another_process_under_the_same_number_is_not_the_one_that_held_it() -> None:
    machine, pid, born = ME.split("|")
    assert leases.is_dead(f"{machine}|{pid}|{int(born) - 1}")
    assert not leases.is_dead(ME)


def test_of_many_who_come_first_at_once_one_gets_it(store_url: str) -> None:
    """Before any row is there to be locked."""
    start, won = Barrier(6, timeout=60), []

    def come(store: Store) -> None:
        start.wait()
        won.append(acquire(store))

    with opened(store_url) as store:
        comers = [Thread(target=come, args=(store,)) for _ in range(6)]
        for comer in comers:
            comer.start()
        for comer in comers:
            comer.join()
    assert len(won) == 6
    assert [lease.fence for lease in won if lease is not None] == [1]


def test_whoever_looks_sees_one_state_while_others_write(store: Store) -> None:
    linked(store, "A-1")
    count = sa.select(sa.func.count()).select_from(tables.ledgers)
    with store.read() as connection:
        assert connection.scalar(count) == 1
        linked(store, "B-2")
        assert connection.scalar(count) == 1
    with store.read() as connection:
        assert connection.scalar(count) == 2
