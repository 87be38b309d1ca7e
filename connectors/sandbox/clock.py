"""The sandbox's time: a function that says when it is, so that a whole run can happen on one day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

Clock = Callable[[], datetime]
"""Says the present instant, aware and in UTC."""


def running_from(start: datetime) -> Clock:
    """A clock that showed `start` (aware) when it was made and runs on in real time; never goes back."""
    if start.tzinfo is None:
        msg = f"{start.isoformat()} has no time zone"
        raise ValueError(msg)
    began, first = monotonic(), start.astimezone(UTC)
    return lambda: first + timedelta(seconds=monotonic() - began)
