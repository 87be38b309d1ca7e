"""When each ledger has its turn: pure, so asked with instants alone."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from sync.fleet import plan
from sync.fleet.plan import Pace, Turn
from sync.store.signals import Signal

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
NOW = datetime(2026, 11, 18, 8, 45, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=30)


def pace(offset: timedelta = timedelta(0), zone: str = "Europe/London") -> Pace:
    return Pace(
        times=(time(8, 30), time(13, 0)),
        zone=ZoneInfo(zone),
        offset=offset,
        least=15 * MINUTE,
        most=6 * HOUR,
        gap_seconds=300,
    )


def turn(run_in: timedelta = HOUR, poll_in: timedelta = HOUR, **more: object) -> Turn:
    return Turn(run_at=NOW + run_in, poll_at=NOW + poll_in, **more)  # type: ignore[arg-type]  # of its own fields


def signal(ago: timedelta) -> Signal:
    return Signal(1, 1, NOW - ago, NOW - ago)


def test_ledgers_are_spread_over_the_hour_always_each_at_the_same_minute() -> None:
    offsets = [plan.offset_of(f"client-{number}", HOUR) for number in range(10_000)]
    assert offsets == [plan.offset_of(f"client-{number}", HOUR) for number in range(10_000)]
    by_minute = Counter(offset // MINUTE for offset in offsets)
    assert set(by_minute) == set(range(60))
    assert max(by_minute.values()) < 10_000 / 60 * 1.4


def test_a_run_is_due_at_its_time_moved_on_by_its_offset() -> None:
    late = pace(offset=20 * MINUTE)
    yesterday = NOW - timedelta(hours=19)
    assert plan.run_is_due(pace(), yesterday, NOW)
    assert not plan.run_is_due(late, yesterday, NOW)
    assert plan.run_is_due(late, yesterday, NOW + 5 * MINUTE)
    assert not plan.run_is_due(late, NOW + 5 * MINUTE, NOW + HOUR)
    assert plan.next_run(late, NOW) == NOW + 5 * MINUTE
    assert plan.next_run(late, NOW + 5 * MINUTE) == datetime(2026, 11, 18, 13, 20, tzinfo=UTC)


def test_the_next_run_of_the_evening_is_tomorrows_by_the_local_clock() -> None:
    evening = datetime(2026, 3, 28, 20, 0, tzinfo=UTC)  # the night in which London's clocks go forward
    assert plan.next_run(pace(), evening) == datetime(2026, 3, 29, 7, 30, tzinfo=UTC)


def test_polls_of_a_quiet_ledger_come_ever_less_often_and_at_once_again_when_it_stirs() -> None:
    planned, wall, gaps = turn(), NOW, []
    for _ in range(8):
        planned = plan.after(pace(), planned, wall, wall, stirred=False, dearest=timedelta(0))
        gaps.append(planned.poll_at - wall)
        wall = planned.poll_at
    assert gaps[:3] == [30 * MINUTE, 60 * MINUTE, 120 * MINUTE]
    assert gaps[-1] == 6 * HOUR
    stirred = plan.after(pace(), planned, wall, wall, stirred=True, dearest=timedelta(0))
    assert stirred.poll_at - wall == 15 * MINUTE


def test_polls_leave_half_of_the_days_calls() -> None:
    assert plan.affordable(5, None, 24 * HOUR) == timedelta(0)
    assert plan.affordable(5, 1000, 24 * HOUR) == timedelta(hours=24) / 100
    assert plan.affordable(5, 3, 4 * HOUR) == 4 * HOUR
    dear = plan.after(pace(), turn(), NOW, NOW, stirred=True, dearest=2 * HOUR)
    assert dear.poll_at - NOW == 2 * HOUR


@pytest.mark.parametrize(
    ("planned", "heard", "due"),
    [
        (turn(), None, None),
        (turn(run_in=-MINUTE), None, "run"),
        (turn(poll_in=-MINUTE), None, "poll"),
        (turn(poll_in=-MINUTE), signal(MINUTE), "heard"),
        (turn(), signal(timedelta(0)), None),  # its burst is not over
        (turn(pull_after=NOW + MINUTE), signal(MINUTE), None),
        (turn(run_in=-MINUTE, not_before=NOW + MINUTE), signal(MINUTE), None),
    ],
)
def test_what_is_due(planned: Turn, heard: Signal | None, due: str | None) -> None:
    assert plan.what_is_due(pace(), planned, heard, LONG_AGO, NOW, NOW) == due


def test_one_that_was_run_by_hand_meanwhile_is_not_run_again() -> None:
    planned = turn(run_in=-MINUTE)
    assert plan.what_is_due(pace(), planned, None, NOW - MINUTE, NOW, NOW) is None
    assert plan.unchanged(pace(), planned, NOW, NOW).run_at == datetime(2026, 11, 18, 13, 0, tzinfo=UTC)


def test_one_that_fails_is_tried_ever_later_and_run_at_its_next_time() -> None:
    planned, gaps = turn(), []
    for _ in range(9):
        planned = plan.after_failure(pace(), planned, NOW, NOW)
        gaps.append(planned.poll_at - NOW)
    assert gaps[:4] == [15 * MINUTE, 15 * MINUTE, 20 * MINUTE, 40 * MINUTE]
    assert gaps[-1] == 320 * MINUTE
    assert planned.run_at == datetime(2026, 11, 18, 13, 0, tzinfo=UTC)
    assert plan.after(pace(), planned, NOW, NOW, stirred=True, dearest=timedelta(0)).failed == 0
