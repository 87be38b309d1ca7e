"""The call budget's arithmetic, played through in pretended time: never over, and nobody left behind."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.base import Limits
from sync.store import budget
from sync.store.budget import Memory

START = 1_763_467_200_000
SECOND, MINUTE, HOUR = 1000, 60_000, 3_600_000
XERO = Limits(at_once=5, per_minute=60, per_day=5000)
QUICKBOOKS = Limits(at_once=10, per_second=10, per_minute=500, batches_per_minute=40)


@dataclass(frozen=True)
class Made:
    """A call: when it was asked for, began, was counted by the provider, and ended."""

    asked: int
    began: int
    counted: int
    ended: int
    batch: bool


class Play:
    """Callers who share one memory. Each calls again and again, and waits as it is told."""

    def __init__(self, limits: Limits, callers: int, calls: int, seed: int, *, longest: int) -> None:
        self.limits, self.memory = limits, Memory()
        self.random = Random(seed)  # noqa: S311  # a play, no secret
        self.made: dict[int, list[Made]] = {caller: [] for caller in range(callers)}
        self._longest = longest
        self._due = [(START + self.random.randint(0, 500), caller, 0, 0) for caller in range(callers)]
        heapq.heapify(self._due)
        self._ends: list[tuple[int, str, bool]] = []
        while self._due:
            self._step(calls)

    def _step(self, calls: int) -> None:
        now, caller, asked, _ = heapq.heappop(self._due)
        while self._ends and self._ends[0][0] <= now:
            end, name, _ = heapq.heappop(self._ends)
            budget.forget(self.memory, end)
            budget.release(self.memory, name, end)
        self.memory = msgspec.json.decode(msgspec.json.encode(self.memory), type=Memory)
        budget.forget(self.memory, now)
        number, asked = len(self.made[caller]), asked or now
        name, batch = f"{caller}/{number}", number % 3 == 0
        wait = budget.wait(self.memory, self.limits, now, name, batch=batch)
        if wait:
            budget.stand_in_line(self.memory, name, now, wait)
            heapq.heappush(self._due, (now + wait + self.random.randint(0, 20), caller, asked, 0))
            return
        lasts = self.random.choice((3, 30, 300, self._longest))
        budget.admit(self.memory, name, now + 2 * self._longest + SECOND, batch=batch)
        heapq.heappush(self._ends, (now + lasts, name, batch))
        counted = now + self.random.randint(0, lasts)
        self.made[caller].append(Made(asked, now, counted, now + lasts, batch))
        if len(self.made[caller]) < calls:
            heapq.heappush(self._due, (now + lasts, caller, 0, 0))

    def all(self) -> list[Made]:
        """Every call, in the order in which the provider counted them."""
        return sorted((made for each in self.made.values() for made in each), key=lambda made: made.counted)

    def most(self, window: int, *, batches: bool = False) -> int:
        """The most calls counted in any stretch of that many milliseconds."""
        counted = [made.counted for made in self.all() if made.batch or not batches]
        return max(sum(one <= other < one + window for other in counted) for one in counted)

    def most_at_once(self) -> int:
        """The most calls under way at one moment."""
        return max(sum(other.began <= one.began < other.ended for other in self.all()) for one in self.all())


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**9), st.integers(1, 9), st.sampled_from([XERO, QUICKBOOKS]))
def test_whatever_the_wire_does_no_window_of_the_provider_holds_too_many(
    seed: int, callers: int, limits: Limits
) -> None:
    play = Play(limits, callers, 30, seed, longest=4000)
    assert play.most_at_once() <= limits.at_once
    assert play.most(MINUTE) <= limits.per_minute
    if limits.per_second is not None:
        assert play.most(SECOND) <= limits.per_second
    if limits.batches_per_minute is not None:
        assert play.most(MINUTE, batches=True) <= limits.batches_per_minute


def test_the_whole_budget_is_used() -> None:
    """Sixty calls at once, and the next sixty a minute later: not one less than is allowed."""
    play = Play(msgspec.structs.replace(XERO, at_once=60), 60, 2, 1, longest=30)
    began = sorted(made.began for made in play.all())
    assert began[59] - began[0] < SECOND
    assert began[-1] - began[0] < MINUTE + 2 * SECOND


def test_who_came_first_goes_first() -> None:
    """Ten callers who never rest share five places and sixty calls a minute: all wait about as long."""
    play = Play(XERO, 10, 20, 7, longest=300)
    waited = [max(made.began - made.asked for made in each) for each in play.made.values()]
    assert max(waited) < MINUTE + 3 * SECOND
    finished = [each[-1].ended - START for each in play.made.values()]
    assert max(finished) - min(finished) < MINUTE + 3 * SECOND


def test_each_who_waits_is_told_the_moment_of_its_own_turn() -> None:
    memory, limits = Memory(ended=[START, START + SECOND, START + 2 * SECOND]), Limits(per_minute=3)
    now = START + 3 * SECOND
    for number, name in enumerate(("first", "second", "third")):
        told = budget.wait(memory, limits, now, name, batch=False)
        assert now + told == START + MINUTE + number * SECOND
        budget.stand_in_line(memory, name, now, told)
    assert budget.wait(memory, limits, now, "second", batch=False) == 58 * SECOND


def test_a_caller_who_never_comes_back_keeps_nobody_waiting() -> None:
    memory = Memory()
    limits = Limits(at_once=1)
    budget.stand_in_line(memory, "gone", START, 50)
    assert budget.wait(memory, limits, START, "next", batch=False) > 0
    budget.forget(memory, START + 3 * SECOND)
    assert budget.wait(memory, limits, START + 3 * SECOND, "next", batch=False) == 0


def test_batches_wait_for_a_batchs_room_and_keep_no_other_call_back() -> None:
    memory, limits = Memory(), msgspec.structs.replace(QUICKBOOKS, batches_per_minute=1)
    budget.admit(memory, "first", START + 1, batch=True)
    budget.forget(memory, START + 100)
    assert budget.wait(memory, limits, START + 100, "second", batch=True) == MINUTE - 99
    assert budget.wait(memory, limits, START + 100, "read", batch=False) == 0


def test_a_clock_that_was_set_back_makes_nobody_wait_for_its_old_time() -> None:
    memory, limits = Memory(), Limits(per_minute=1)
    budget.admit(memory, "first", START + SECOND, batch=False)
    budget.release(memory, "first", START)
    earlier = START - HOUR
    budget.forget(memory, earlier)
    assert budget.wait(memory, limits, earlier, "second", batch=False) <= MINUTE


@pytest.mark.parametrize(("limit", "reserve"), [(None, 25), (50, 25), (1000, 200), (5000, 1000)])
def test_a_fifth_of_the_day_is_kept_but_never_less_than_a_few_looks(limit: int | None, reserve: int) -> None:
    assert budget.reserve(Memory(), limit) == reserve


def test_a_new_day_at_the_provider_is_believed() -> None:
    """Its day need not begin at midnight."""
    memory = Memory()
    budget.heard(memory, XERO, 12, START)
    assert budget.left_today(memory, XERO.per_day) == 12
    budget.heard(memory, XERO, 4999, START)
    assert budget.left_today(memory, XERO.per_day) == 4999


def test_a_spent_day_is_asked_about_again_after_an_hour_or_the_rest_that_was_asked_for() -> None:
    """The provider's day may begin in the middle of ours, and only an answer tells."""
    memory = Memory(day=START // (24 * HOUR))
    budget.heard(memory, XERO, 0, START)
    budget.forget(memory, START + HOUR - 1)
    assert budget.left_today(memory, XERO.per_day) == 0
    assert budget.wait(memory, XERO, START + HOUR - 1, "payment", batch=False) == 1
    budget.forget(memory, START + HOUR)
    assert budget.left_today(memory, XERO.per_day) == 5000
    assert budget.wait(memory, XERO, START + HOUR, "payment", batch=False) == 0


def test_a_ledger_whose_calls_nobody_counts_by_day_has_no_end_of_them() -> None:
    assert budget.left_today(Memory(made=10**6), None) is None
