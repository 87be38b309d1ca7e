"""The call budget in the store: shared by all processes and threads, and never overdrawn."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from threading import Barrier, Lock, Thread

import pytest

from connectors.base import Limits
from connectors.errors import TryLater
from connectors.spare import is_spare, sparing
from sync import tables
from sync.clock import real
from sync.store import Store, allowance
from sync.store.allowance import StoredAllowance
from tests.hand import NOON, Hand
from tests.sync.books import linked, opened, rows_of
from tests.sync.child import all_at_once, children

WIDE = Limits(at_once=100, per_minute=1000)


@pytest.fixture
def store(store_url: str, hand: Hand) -> Iterator[Store]:
    with opened(store_url, hand.clock()) as made:
        yield made


@pytest.fixture
def running(store_url: str) -> Iterator[Store]:
    """A store whose clock runs."""
    with opened(store_url, real()) as made:
        yield made


def budget(
    store: Store, limits: Limits = WIDE, *, company: str = "A-1", longest: float = 30
) -> StoredAllowance:
    return StoredAllowance(store, linked(store, company), "harbour", limits, longest)


def call(ours: StoredAllowance, times: int = 1, *, spare: bool = False, left: Sequence[int] = ()) -> None:
    """`left`: what the provider says with it that it still takes today."""
    for _ in range(times):
        with ours.call(metered=True, spare=spare) as told:
            for each in left:
                told(each)


def refusal(ours: StoredAllowance, *, spare: bool = False) -> TryLater:
    """What a call that is not let in is told."""
    with pytest.raises(TryLater) as refused, ours.call(metered=True, spare=spare):
        pytest.fail("a call was let in")
    assert refused.value.about == "harbour"
    return refused.value


def test_calls_and_metered_calls_are_counted_by_day_for_each_ledger(store: Store, hand: Hand) -> None:
    ours, other = budget(store), budget(store, company="B-2")
    call(ours)
    with ours.call(metered=False):
        pass
    hand.wall += timedelta(hours=13)
    call(ours)
    with store.read() as connection:
        assert allowance.made(connection, ours.ledger_id) == (3, 2)
        assert allowance.made(connection, other.ledger_id) == (0, 0)
    days = [(f"{row['day']}", row["calls"]) for row in rows_of(store, tables.calls, ours.ledger_id)]
    assert days == [("2026-11-18", 2), ("2026-11-19", 1)]


def test_a_full_second_is_waited_out(running: Store) -> None:
    ours = budget(running, Limits(at_once=10, per_second=3))
    began = time.monotonic()
    call(ours, 4)
    assert 1 <= time.monotonic() - began < 5


def test_a_spent_day_is_not_waited_out(store: Store, hand: Hand) -> None:
    ours = budget(store, Limits(per_day=2))
    for _ in range(2):
        call(ours)
        hand.wall += timedelta(hours=5)
    told = refusal(ours)
    assert (told.after, told.code) == (7200, "day")
    assert "used up for 7200 seconds" in told.text
    hand.wall = NOON + timedelta(hours=12)
    call(ours)


def test_what_can_wait_leaves_a_fifth_of_the_day_to_payments_and_looks(store: Store, hand: Hand) -> None:
    ours = budget(store, Limits(per_minute=1000, per_day=200))
    call(ours, 160, spare=True)
    told = refusal(ours, spare=True)
    assert (told.after, told.code) == (43_200, "reserve")
    assert "the 40 calls left today are kept for payments and for the look before sending" in told.text
    call(ours, 40)
    assert refusal(ours).code == "day"
    hand.wall += timedelta(hours=12)
    call(ours, spare=True)


def test_a_provider_that_allows_less_than_we_thought_is_believed(store: Store) -> None:
    """Xero's Starter plan has 1,000 calls a day; and another program may have made some of them."""
    ours = budget(store, Limits(per_minute=6000, per_day=5000))
    call(ours, left=[999])
    call(ours, left=[203])
    call(ours, 3, spare=True)
    assert refusal(ours, spare=True).code == "reserve"
    call(ours, left=[0])
    assert refusal(ours).code == "day"


def test_answers_that_overtake_each_other_give_no_call_back(store: Store) -> None:
    ours = budget(store, Limits(per_day=5000))
    call(ours, left=[3])
    with ours.call(metered=True) as told:
        call(ours, left=[2])
        told(1)
        told(2)
    call(ours)
    assert refusal(ours).code == "day"


def test_a_day_is_short_once_only_its_reserve_is_left(store: Store) -> None:
    """Then no webhook may spend what is kept for payments and for looks before sending."""
    ours = budget(store, Limits(at_once=100, per_minute=1000, per_day=30))
    call(ours, 4)
    assert not ours.is_short()
    call(ours)
    assert ours.is_short()


def test_nobody_calls_a_ledger_that_asked_for_quiet(store: Store, hand: Hand) -> None:
    ours, other = budget(store), budget(store, company="B-2")
    ours.refused(600)
    assert refusal(ours).after == 600
    call(other)
    hand.wall += timedelta(seconds=601)
    call(ours)


def test_a_shorter_rest_does_not_cut_a_longer_one_short(store: Store, hand: Hand) -> None:
    ours = budget(store)
    ours.refused(600)
    ours.refused(1)
    assert refusal(ours).after == 600
    hand.wall += timedelta(seconds=700)
    ours.refused(300)
    assert refusal(ours).after == 300


def test_no_more_are_under_way_than_the_provider_has_places_for(store_url: str) -> None:
    """Eight callers with connections of their own; three places."""
    start, lock, under_way, most = Barrier(8, timeout=60), Lock(), [0], [0]

    def work(ledger_id: int) -> None:
        with opened(store_url, real()) as mine:
            ours = StoredAllowance(mine, ledger_id, "harbour", Limits(at_once=3, per_minute=1000), 30)
            start.wait()
            for _ in range(3):
                with ours.call(metered=True):
                    with lock:
                        under_way[0] += 1
                        most[0] = max(most[0], under_way[0])
                    time.sleep(0.02)
                    with lock:
                        under_way[0] -= 1

    with opened(store_url) as store:
        ledger_id = linked(store)
        callers = [Thread(target=work, args=(ledger_id,)) for _ in range(8)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        with store.read() as connection:
            assert allowance.made(connection, ledger_id) == (24, 24)
    assert most == [3]


def test_many_at_once_never_overdraw_the_day(store_url: str) -> None:
    """Ten callers with connections of their own want forty calls of a budget of twenty-five."""
    start, refused = Barrier(10, timeout=60), []

    def work(ledger_id: int) -> None:
        with opened(store_url, real()) as mine:
            ours = StoredAllowance(
                mine, ledger_id, "harbour", Limits(at_once=100, per_minute=1000, per_day=25), 30
            )
            start.wait()
            for _ in range(4):
                try:
                    call(ours)
                except TryLater as error:
                    refused.append(error)

    with opened(store_url) as store:
        ledger_id = linked(store)
        callers = [Thread(target=work, args=(ledger_id,)) for _ in range(10)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        with store.read() as connection:
            assert allowance.made(connection, ledger_id) == (25, 25)
    assert len(refused) == 15


def test_a_process_killed_in_a_call_gives_its_place_back_after_the_longest_time(
    store_url: str,
) -> None:
    with opened(store_url, real()) as store:
        ours = budget(store, Limits(at_once=1), longest=2.5)
        with children(1, "call", store_url, str(ours.ledger_id), "2.5") as [child]:
            child.go_on()
            assert child.line(1) == "calling"
            began = time.monotonic()
            child.kill()
            child.wait()
            call(ours)
        assert 1 < time.monotonic() - began < 10


def test_a_call_that_broke_keeps_its_place_as_long_again(running: Store) -> None:
    """No answer came: the provider may still be at it."""
    ours, broke = budget(running, Limits(at_once=1)), [0.0]

    def broken() -> None:
        with ours.call(metered=True):
            time.sleep(0.5)
            broke[0] = time.monotonic()
            raise ConnectionError

    with pytest.raises(ConnectionError):
        broken()
    call(ours)
    assert 0.4 <= time.monotonic() - broke[0] < 5


def test_calls_of_several_threads_of_one_process_share_its_connections(running: Store) -> None:
    ours, done = budget(running, Limits(at_once=5, per_minute=1000)), []

    def work() -> None:
        call(ours, 5)
        done.append(True)

    threads = [Thread(target=work) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 5


def test_eight_processes_share_the_calls_of_a_second(store_url: str) -> None:
    with opened(store_url) as store:
        ledger_id = linked(store)
        with children(8, "share", store_url, str(ledger_id)) as started:
            told = all_at_once(started)
        spans = sorted(tuple(map(float, line.split())) for each in told for line in each.split(";"))
        assert len(spans) == 32
        for begin, _ in spans:
            assert sum(begin - 1 < end and other <= begin for other, end in spans) <= 10


def test_what_can_wait_is_said_once_for_all_calls_of_a_block() -> None:
    said = []
    with sparing():
        said.append(is_spare())
        thread = Thread(target=lambda: said.append(is_spare()))
        thread.start()
        thread.join()
    said.append(is_spare())
    assert said == [True, False, False]
