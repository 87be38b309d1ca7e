"""When a ledger is to be looked after: what the worker on one machine and a fleet's both go by. Pure.

A whole run is due when one of the ledger's times has passed since the last one began. Between them a ledger
of which a webhook was heard is pulled: a burst is let pass first, and one that tells of changes all day, or
fails, is not pulled all day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sync.store.signals import Signal

CALM = timedelta(seconds=2)  # so long nothing more was heard: the burst is over
_LONG_ENOUGH = timedelta(seconds=20)  # a burst that does not end is not waited for
_MOST_DOUBLINGS = 6  # a ledger that fails is tried again ever later: after 5 minutes, 10, ... 5 hours
PATIENCE = timedelta(minutes=45)  # a run that takes longer hangs; its claims are looked up by the next
GRACE_SECONDS = 30.0  # a run that is asked to stop may end the call under way


def is_due(times: Sequence[time], zone: ZoneInfo, last_began: datetime | None, now: datetime) -> bool:
    """Whether one of the day's times has passed since the last run began; a missed day counts once."""
    if last_began is None:
        return True
    local = now.astimezone(zone)
    passed = [
        moment
        for day in (local.date() - timedelta(days=1), local.date())
        for at in times
        if (moment := datetime.combine(day, at, zone)) <= local
    ]
    return bool(passed) and last_began < max(passed)


def is_heard_out(signal: Signal, wall: datetime) -> bool:
    """Whether what was heard may be pulled now, rather than wait for the rest of its burst."""
    return wall - signal.last_at >= CALM or wall - signal.first_at >= _LONG_ENOUGH


def pull_gap(seconds: int, failed: int) -> timedelta:
    """How long after a pull that a webhook asked for the next may begin; `failed`: so many in a row did."""
    return timedelta(seconds=seconds * 2 ** min(failed, _MOST_DOUBLINGS))
