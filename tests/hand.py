"""A clock whose hand a test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sync.clock import Clock

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)


class Hand:
    """It stands at `NOON` until it is moved; what is called now stays there."""

    def __init__(self) -> None:
        self.wall = NOON

    def on(self, **by: float) -> None:
        """Move it, by what `timedelta` takes."""
        self.wall += timedelta(**by)

    def clock(self) -> Clock:
        """The clock that it belongs to."""
        return Clock(now=lambda: NOON, wall=lambda: self.wall)
