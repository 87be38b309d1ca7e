"""What a mail account may send: counted for all who share it, over any day and any minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.store import Store, quota
from sync.store.quota import MailQuota, Memory
from tests.hand import NOON, Hand
from tests.sync.books import opened

MINUTE, DAY = 60_000, 86_400_000


@pytest.fixture
def store(store_url: str, hand: Hand) -> Iterator[Store]:
    with opened(store_url, hand.clock()) as made:
        yield made


def account(
    store: Store, per_day: int | None = None, per_minute: int | None = None, name: str = "A"
) -> MailQuota:
    return MailQuota(store, name, per_day, per_minute)


def test_a_day_is_any_twenty_four_hours_and_a_minute_any_sixty_seconds(store: Store, hand: Hand) -> None:
    ours = account(store, per_day=3, per_minute=2)
    assert ours.take(1) is None
    assert ours.take(1) is None
    full = ours.take(1)
    assert full is not None
    assert (full.why, full.seconds) == ("the mail server takes 2 a minute", 60)
    hand.on(seconds=61)
    assert ours.take(1) is None
    hand.on(hours=12)  # past midnight, and no day is over
    full = ours.take(1)
    assert full is not None
    assert full.why == "the mail server takes 3 a day"
    assert full.until == NOON + timedelta(days=1, minutes=1)
    hand.on(hours=12)
    assert ours.take(2) is None
    assert ours.take(1) is not None


def test_ledgers_that_share_an_account_share_its_count_and_others_do_not(store: Store) -> None:
    assert account(store, per_day=1).take(1) is None
    assert account(store, per_day=1).take(1) is not None
    assert account(store, per_day=1).look() is not None
    assert account(store, per_day=1, name="B").take(1) is None


def test_a_message_to_several_counts_as_several_and_one_to_more_than_the_limit_goes_alone(
    store: Store, hand: Hand
) -> None:
    ours = account(store, per_day=3)
    assert ours.take(2) is None
    assert ours.take(2) is not None
    assert ours.take(1) is None
    hand.on(days=2)
    assert ours.take(5) is None
    assert ours.take(1) is not None


def test_where_the_server_said_too_much_nobody_tries_even_where_nobody_counts(
    store: Store, hand: Hand
) -> None:
    account(store).rest(900, "550 5.4.5 Daily user sending limit exceeded")
    full = account(store).take(1)
    assert full is not None
    assert full.why == ("the mail server takes no more for now: 550 5.4.5 Daily user sending limit exceeded")
    account(store).rest(60, "421 4.7.0 Too fast")  # the longer rest stands
    hand.on(seconds=800)
    assert account(store, per_day=9).look() is not None
    hand.on(seconds=101)
    assert account(store).take(1) is None


def test_workers_at_once_never_take_more_than_there_is(store: Store) -> None:
    taken: list[int] = []

    def work() -> None:
        ours = account(store, per_day=10)
        taken.extend(1 for _ in range(6) if ours.take(1) is None)

    workers = [Thread(target=work) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert len(taken) == 10


@settings(max_examples=60)
@given(
    steps=st.lists(st.tuples(st.integers(0, 7 * 3600 * 1000), st.integers(1, 4)), max_size=60),
    limit=st.integers(1, 9),
)
def test_no_day_ever_holds_more_than_the_limit(steps: list[tuple[int, int]], limit: int) -> None:
    """And whoever comes when they were told to finds room."""
    memory, now, went = Memory(), 10 * DAY, list[tuple[int, int]]()
    for wait, wanted in steps:
        now += wait
        addresses = min(wanted, limit)
        quota.forget(memory, now)
        day = [((minute + 1) * MINUTE + DAY, number) for minute, number in memory.day]
        now = quota.room_at(day, limit, addresses, now)
        quota.forget(memory, now)
        quota.admit(memory, addresses, now)
        went.append((now, addresses))
        assert sum(number for at, number in went if at > now - DAY) <= limit
