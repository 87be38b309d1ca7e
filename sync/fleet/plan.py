"""When each ledger of a fleet has its turn, and for what. Pure: facts in, instants out.

The law: a whole run comes at the ledger's own times, each moved on by a part of the spread that its name
alone decides, so that no provider, mailbox or database sees thousands begin at once. Between them it is
polled: ever less often while nothing happens in it, at once as often as allowed when something did, and
never so often that polls would use up the day's calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import IntEnum
from hashlib import sha256
from typing import Literal
from zoneinfo import ZoneInfo

from sync.due import is_due, is_heard_out, pull_gap
from sync.store.signals import Signal

_BUSY_AGAIN = timedelta(seconds=5)  # as often as is looked for who is due
_RESTS = timedelta(seconds=15)
_MOST_CALM = 20  # doublings beyond any interval that can be set


Act = Literal["run", "heard", "poll"]


class Priority(IntEnum):
    """Who is served first, the highest first."""

    HISTORY = 0
    POLL = 10
    RUN = 20
    HEARD = 30
    LATE = 35  # a whole run that has waited for long: all that is heard of is no reason to begin it never
    CHORE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What is planned for a ledger (see `sync.tables.turns`)."""

    run_at: datetime
    poll_at: datetime
    not_before: datetime | None = None
    pull_after: datetime | None = None
    calm: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """A ledger's times, moved on by `offset`, and how often it is polled between them."""

    times: Sequence[time]
    zone: ZoneInfo
    offset: timedelta
    least: timedelta
    most: timedelta
    gap_seconds: int


def offset_of(name: str, spread: timedelta) -> timedelta:
    """How much later than its times that ledger is run: always the same, evenly spread over all of them."""
    share = int.from_bytes(sha256(name.encode()).digest()[:8]) / 2**64
    return spread * share


def run_is_due(pace: Pace, last_began: datetime | None, now: datetime) -> bool:
    """Whether a whole run is due; `last_began`: when the last one did, if any."""
    began = None if last_began is None else last_began - pace.offset
    return is_due(pace.times, pace.zone, began, now - pace.offset)


def next_run(pace: Pace, now: datetime) -> datetime:
    """When the next whole run is due after `now`."""
    today = now.astimezone(pace.zone).date()
    days = (today + timedelta(days=number) for number in range(-1, 3))
    moments = (datetime.combine(day, at, pace.zone) + pace.offset for day in days for at in pace.times)
    return min(moment for moment in moments if moment > now)


def what_is_due(
    pace: Pace, turn: Turn, signal: Signal | None, last_run: datetime | None, now: datetime, wall: datetime
) -> Act | None:
    """What is to be done for the ledger now. `last_run`: when its last whole run began, if any did."""
    if turn.not_before is not None and turn.not_before > wall:
        return None
    if turn.run_at <= now and run_is_due(pace, last_run, now):
        return "run"
    if may_pull(turn, signal, wall):
        return "heard"
    return "poll" if turn.poll_at <= wall else None


def may_pull(turn: Turn, signal: Signal | None, wall: datetime) -> bool:
    """Whether what a webhook told of is to be pulled now."""
    if signal is None or not is_heard_out(signal, wall):
        return False
    return turn.pull_after is None or turn.pull_after <= wall


def interval(pace: Pace, calm: int) -> timedelta:
    """Between two polls of a ledger of which so many in a row brought nothing."""
    return min(pace.most, pace.least * (1 << min(calm, _MOST_CALM)))


def affordable(cost: int, left: int | None, until_tomorrow: timedelta) -> timedelta:
    """The least interval by which polls of `cost` calls use half of what is `left` of the day's, and no more.

    `None` left: nobody counts them.
    """
    if left is None:
        return timedelta(0)
    polls = left // (2 * max(cost, 1))
    return until_tomorrow if polls < 1 else until_tomorrow / polls


def after(
    pace: Pace, turn: Turn, began: datetime, wall: datetime, *, stirred: bool, dearest: timedelta
) -> Turn:
    """What is planned after a pass that went well. `dearest`: see `affordable`.

    `began`: when it was found due, for a run whose time came meanwhile is due, and not over.
    """
    calm = 0 if stirred else min(turn.calm + 1, _MOST_CALM)
    return Turn(
        run_at=next_run(pace, began),
        poll_at=wall + max(interval(pace, calm), dearest),
        pull_after=wall + pull_gap(pace.gap_seconds, 0),
        calm=calm,
    )


def unchanged(pace: Pace, turn: Turn, began: datetime, wall: datetime) -> Turn:
    """What is planned when nothing was done after all: its times were changed, or it may not call today.

    `began`: as in `after`.
    """
    return replace(
        turn,
        run_at=next_run(pace, began),
        poll_at=max(turn.poll_at, wall + interval(pace, turn.calm)),
        pull_after=wall + pull_gap(pace.gap_seconds, turn.failed),
    )


def busy(turn: Turn, wall: datetime) -> Turn:
    """What is planned when somebody else has the ledger in hand: it may be one who is no more."""
    return replace(turn, not_before=wall + _BUSY_AGAIN)


def later(turn: Turn, wall: datetime, seconds: float) -> Turn:
    """What is planned when it had better wait, for so long at least."""
    return replace(turn, not_before=wall + max(_RESTS, timedelta(seconds=seconds)))


def after_failure(pace: Pace, turn: Turn, began: datetime, wall: datetime) -> Turn:
    """What is planned after one that failed: it is polled ever later, and run at its next time.

    `began`: as in `after`.
    """
    again = wall + max(pull_gap(pace.gap_seconds, turn.failed), interval(pace, turn.calm))
    return Turn(
        run_at=next_run(pace, began),
        poll_at=again,
        pull_after=wall + pull_gap(pace.gap_seconds, turn.failed + 1),
        calm=turn.calm,
        failed=turn.failed + 1,
    )
