"""The call budget: shared by everyone who calls the ledger, and never overdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa

from connectors.errors import TryLater
from sync import tables
from sync.clock import Clock, wall
from sync.store import Store, allowance
from sync.store.allowance import StoredAllowance
from tests.sync.books import linked, opened, rows_of

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


class Hand:
    """A clock's hand, to be moved."""

    def __init__(self) -> None:
        self.wall = NOON


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def store(store_url: str, hand: Hand) -> Iterator[Store]:
    with opened(store_url, Clock(now=lambda: NOON, wall=lambda: hand.wall)) as made:
        yield made


def budget(
    store: Store, *, minute: int = 60, day: int | None = None, company: str = "A-1"
) -> StoredAllowance:
    return StoredAllowance(store, linked(store, company), "harbour", minute, day)


def test_calls_and_metered_calls_are_counted_for_each_ledger(store: Store, hand: Hand) -> None:
    ours, other = budget(store), budget(store, company="B-2")
    ours.take(metered=True)
    ours.take(metered=False)
    hand.wall += timedelta(minutes=3)
    ours.take(metered=True)
    with store.read() as connection:
        assert allowance.made(connection, ours.ledger_id) == (3, 2)
        assert allowance.made(connection, other.ledger_id) == (0, 0)


def test_a_full_minute_is_waited_out(store: Store, hand: Hand) -> None:
    hand.wall = NOON + timedelta(seconds=59.8)
    real = wall()
    moving = Store(store.engine, Clock(now=lambda: NOON, wall=lambda: hand.wall + (wall() - real)))
    ours = budget(moving, minute=2)
    for _ in range(3):
        ours.take(metered=False)
    counted = {row["minute"]: row["calls"] for row in rows_of(store, tables.calls, ours.ledger_id)}
    assert counted == {NOON: 2, NOON + timedelta(minutes=1): 1}


def test_a_spent_day_is_not_waited_out(store: Store, hand: Hand) -> None:
    ours = budget(store, day=2)
    for _ in range(2):
        ours.take(metered=False)
        hand.wall += timedelta(hours=5)
    with pytest.raises(TryLater, match="used up for 7200 seconds") as refused:
        ours.take(metered=False)
    assert (refused.value.after, refused.value.about) == (7200, "harbour")
    hand.wall = NOON + timedelta(hours=12)
    ours.take(metered=False)


def test_nobody_calls_a_ledger_that_asked_for_quiet(store: Store, hand: Hand) -> None:
    ours, other = budget(store), budget(store, company="B-2")
    ours.refused(600)
    with pytest.raises(TryLater) as refused:
        ours.take(metered=False)
    assert refused.value.after == 600
    other.take(metered=False)
    hand.wall += timedelta(seconds=601)
    ours.take(metered=False)


def test_a_shorter_rest_does_not_cut_a_longer_one_short(store: Store, hand: Hand) -> None:
    ours = budget(store)
    ours.refused(600)
    ours.refused(1)
    with pytest.raises(TryLater) as refused:
        ours.take(metered=False)
    assert refused.value.after == 600
    hand.wall += timedelta(seconds=700)
    ours.refused(300)
    with pytest.raises(TryLater):
        ours.take(metered=False)


def test_many_at_once_never_overdraw_the_day(store_url: str) -> None:
    """Ten callers with connections of their own want forty calls of a budget of twenty-five."""
    start, refused = Barrier(10, timeout=60), []

    def call(ledger_id: int) -> None:
        with opened(store_url, Clock(now=lambda: NOON, wall=lambda: NOON)) as mine:
            ours = StoredAllowance(mine, ledger_id, "harbour", 1000, 25)
            start.wait()
            for _ in range(4):
                try:
                    ours.take(metered=True)
                except TryLater as error:
                    refused.append(error)

    with opened(store_url) as store:
        ledger_id = linked(store)
        callers = [Thread(target=call, args=(ledger_id,)) for _ in range(10)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        with store.read() as connection:
            assert allowance.made(connection, ledger_id) == (25, 25)
            assert connection.scalar(sa.select(sa.func.count()).select_from(tables.calls)) == 1
    assert len(refused) == 15
