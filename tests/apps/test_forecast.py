"""How long a month's reads last, and how idle polls wait so that they do: a month lived through in a loop."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sync.forecast import forecast
from sync.pressure import how_many
from sync.store.app_budget import AppLimit, Memory

DAY = 86_400_000
BUILDER = AppLimit(reads=500_000)


def at(day: int, hour: int = 12) -> int:
    return int(datetime(2026, 11, day, hour, tzinfo=UTC).timestamp()) * 1000


def used(per_day: int, day: int, hour: int = 12) -> Memory:
    """So many reads on each day of November until then."""
    today = at(day, hour) // DAY
    reads = {today - back: per_day for back in range(1, day)} | {today: per_day * hour // 24}
    return Memory(reads=reads)


def test_reads_that_last_slow_nothing_down() -> None:
    found = forecast(used(10_000, 20), BUILDER, at(20))
    assert found is not None
    assert (found.used, found.ends_at, found.slows) == (195_000, None, False)
    assert found.in_words() == (
        "195,000 of 500,000 metered reads used this month; at the pace of the last days they last the month"
    )


def test_the_day_on_which_they_run_out_is_told() -> None:
    found = forecast(used(24_000, 16), BUILDER, at(16))
    assert found is not None
    assert found.ends_at == datetime(2026, 11, 21, 20, tzinfo=UTC)
    assert found.in_words().endswith("372,000 of 500,000".split(maxsplit=1)[0]) is False
    assert "they run out on 2026-11-21 20:00 UTC" in found.in_words()
    assert found.slows


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (AppLimit(reads=1000), "so nothing is read until the next"),
        (AppLimit(reads=1000, blocked=False), "each further one costs"),
    ],
)
def test_what_follows_once_they_are_used_up_is_told(limit: AppLimit, words: str) -> None:
    found = forecast(used(500, 10), limit, at(10))
    assert found is not None
    assert words in found.in_words()
    assert found.slows


def test_where_nobody_counts_reads_nothing_is_foreseen() -> None:
    assert forecast(Memory(), AppLimit(per_minute=10_000), at(1)) is None


@pytest.mark.parametrize("wished", [5_000, 20_000, 200_000])
def test_idle_polls_that_wait_leave_the_reserve_and_use_the_rest(wished: int) -> None:
    """However many ledgers there are; `wished`: reads a day at full pace, asked about each quarter hour."""
    memory = Memory()
    for quarter in range(30 * 96):
        now = at(1, 0) + quarter * DAY // 96
        found = forecast(memory, BUILDER, now)
        assert found is not None
        day = now // DAY
        memory.reads[day] = memory.reads.get(day, 0) + (0 if found.slows else wished // 96)
    in_all = sum(memory.reads.values())
    assert in_all <= 400_000 + wished // 96
    assert in_all >= min(wished * 30, 400_000) * 0.95


def test_a_slow_database_or_provider_begins_fewer_passes_and_never_none() -> None:
    assert how_many(16) == 16
    assert how_many(16, database=0.05) == 16
    assert how_many(16, database=0.1) == 8
    assert how_many(16, database=9.0) == 1
    assert how_many(16, provider=12.0) == 4
    assert how_many(16, database=0.1, provider=12.0) == 4
    assert how_many(0, database=0.1) == 0
