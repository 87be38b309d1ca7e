"""The budget of a whole app, in pretended time: no minute of the provider's holds too many calls."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.store import app_budget, blocks
from sync.store.app_budget import AppLimit, Back, Memory
from tests.apps.play import MINUTE, SECOND, START, Play

LIMIT = AppLimit(per_minute=100)
DAY = 24 * 60 * MINUTE


def back(
    ended: int, at: int = START, *, reads: int = 0, under_way: int | None = 0, good: bool = True
) -> Back:
    return Back(ended=ended, at=at, reads=reads, under_way=under_way, good=good)


@settings(max_examples=20, deadline=None)
@given(
    st.integers(0, 10**9),
    st.integers(1, 8),
    st.sampled_from([20, 100, 400]),
    st.sampled_from([2_000, 20_000]),
    st.sampled_from([(1, 30), (100, 2000)]),
)
def test_whoever_dies_when_no_minute_of_the_provider_holds_too_many(
    seed: int, processes: int, per_minute: int, longest: int, pause: tuple[int, int]
) -> None:
    play = Play(AppLimit(per_minute=per_minute), seed, longest)
    play.run(processes, 200, pause)
    assert 0 < play.most() <= per_minute


def test_four_workers_that_live_use_nearly_all_of_it() -> None:
    play = Play(AppLimit(per_minute=1200), 1, 300, deaths=False)
    play.run(4, 180, (40, 160))  # 40 calls a second are wished for, 20 allowed
    assert len([at for at in play.counted if START + MINUTE <= at < START + 3 * MINUTE]) > 2 * 1200 * 0.9


def test_hundreds_of_calls_a_second_cost_the_one_row_a_few_transactions() -> None:
    play = Play(AppLimit(per_minute=20_000), 1, 300, deaths=False)
    play.run(4, 30, (8, 32))
    assert len(play.counted) > 5000
    assert play.loans < 30 * 4


def test_what_was_lent_is_held_until_a_minute_after_the_last_moment_its_calls_can_end() -> None:
    memory = Memory()
    assert app_budget.lend(memory, LIMIT, START, "dead", 25, 5 * SECOND).calls == 25
    over = START + app_budget.LEASE + 5 * SECOND + MINUTE
    app_budget.forget(memory, over - 1)
    assert app_budget.lend(memory, AppLimit(per_minute=25), over - 1, "next", 1, 1).calls == 0
    app_budget.forget(memory, over)
    assert app_budget.lend(memory, AppLimit(per_minute=25), over, "next", 25, 1).calls > 0
    assert memory.made == {START // DAY: 25}


def test_calls_that_were_not_made_are_free_at_once_and_those_made_a_minute_after_their_end() -> None:
    memory = Memory()
    app_budget.lend(memory, LIMIT, START, "one", 25, 5 * SECOND)
    app_budget.give_back(memory, "one", back(5, START + 100, under_way=2))
    assert memory.lent["one"].calls == 2
    assert memory.ended == [(START + SECOND, 5)]
    app_budget.forget(memory, START + MINUTE + SECOND)
    assert memory.ended == [(START + app_budget.LEASE + 5 * SECOND, 2)]


def test_a_block_told_of_after_its_time_is_not_counted_twice() -> None:
    memory = Memory()
    app_budget.lend(memory, LIMIT, START, "late", 10, SECOND)
    app_budget.forget(memory, START + MINUTE)
    app_budget.give_back(memory, "late", back(10, reads=10))
    assert (memory.made, memory.reads) == ({START // DAY: 10}, {START // DAY: 10})


def test_the_last_calls_of_a_minute_are_shared_out_in_small_blocks() -> None:
    memory = Memory()
    sizes = [app_budget.lend(memory, LIMIT, START, f"{number}", 50, SECOND).calls for number in range(12)]
    assert sizes[:4] == [25, 18, 14, 10]
    assert sizes[-1] < 4


def test_a_block_grows_while_it_is_used_up_and_shrinks_to_what_was_used() -> None:
    block, sizes = None, []
    for used in (4, 8, 16, 3):
        size = blocks.next_size(block, AppLimit(per_minute=10_000))
        sizes.append(size)
        block = blocks.lent("b", app_budget.Loan(calls=size), START)
        for _ in range(used):
            blocks.begin(block)
    assert sizes == [4, 8, 16, 32]
    assert blocks.next_size(block, AppLimit(per_minute=10_000)) == 4
    assert blocks.next_size(None, AppLimit(per_minute=20)) == 1


def test_no_call_begins_in_a_block_that_lapsed_or_was_closed() -> None:
    block = blocks.lent("b", app_budget.Loan(calls=5), START)
    assert blocks.may_begin(block, START + app_budget.LEASE - 1)
    assert not blocks.may_begin(block, START + app_budget.LEASE)
    blocks.begin(block)
    block.closed = True
    blocks.unmade(block)
    assert not blocks.may_begin(block, START)


def test_five_companies_in_a_row_without_an_answer_rest_all_and_ever_longer() -> None:
    memory, now, rests = Memory(), START, []
    for _ in range(7):
        for company in "abcde":
            app_budget.failed(memory, company, now)
        rests.append((memory.quiet_until - now) // SECOND)
        now = memory.quiet_until + 1
    assert rests == [30, 60, 120, 240, 480, 900, 900]


def test_one_company_that_fails_for_ever_or_others_that_are_answered_rest_nobody() -> None:
    memory = Memory()
    for number in range(20):
        app_budget.failed(memory, "alone", START + number)
    assert memory.quiet_until == 0
    for company in "abcdefgh":
        app_budget.failed(memory, company, START)
        app_budget.give_back(memory, "any", back(1))
    assert memory.quiet_until == 0


def test_after_a_rest_one_call_asks_and_all_go_on_when_it_is_answered() -> None:
    memory = Memory()
    app_budget.rest(memory, 10 * SECOND, START)
    assert app_budget.lend(memory, LIMIT, START, "early", 9, SECOND).wait == 10 * SECOND
    later = START + 10 * SECOND
    asks = app_budget.lend(memory, LIMIT, later, "asks", 9, SECOND)
    assert (asks.calls, asks.asks) == (1, True)
    assert app_budget.lend(memory, LIMIT, later, "waits", 9, SECOND).calls == 0
    app_budget.give_back(memory, "asks", back(1))
    assert app_budget.lend(memory, LIMIT, later, "waits", 9, SECOND).calls == 9
    app_budget.rest(memory, 10 * SECOND, later)
    assert app_budget.lend(memory, LIMIT, later + 10 * SECOND, "dies", 9, SECOND).asks
    assert app_budget.lend(memory, LIMIT, later + 11 * SECOND, "another", 9, SECOND).asks


def test_a_month_of_reads_keeps_a_fifth_and_ends_with_the_month() -> None:
    at = int(datetime(2026, 11, 30, 12, tzinfo=UTC).timestamp()) * SECOND
    memory, limit = Memory(reads={at // DAY - 29: 700, at // DAY - 30: 10**6}), AppLimit(reads=1000)
    assert app_budget.reads_of_month(memory, at) == 700
    assert not app_budget.lend(memory, limit, at, "a", 50, SECOND).scarce
    assert app_budget.lend(memory, limit, at, "b", 50, SECOND).scarce
    memory.reads[at // DAY] = 200
    full = app_budget.lend(memory, limit, at, "c", 50, SECOND)
    assert (full.calls, full.why, full.wait) == (0, "month", DAY // 2)
    assert app_budget.lend(memory, limit, at + full.wait, "d", 50, SECOND).calls == 50


@pytest.mark.parametrize("used", [1000, 5000])
def test_where_reads_beyond_the_plan_only_cost_money_none_is_refused(used: int) -> None:
    memory, limit = Memory(reads={START // DAY: used}), AppLimit(reads=1000, blocked=False)
    loan = app_budget.lend(memory, limit, START, "a", 50, SECOND)
    assert (loan.calls, loan.scarce) == (50, False)
