"""Two kinds of time, handed in by the front door.

Business time (`now`) decides what is due; a demo, a test or `--now` may fix it. Wall time guards
leases and how long a provider may still be working on a lost call; it is always the machine's.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def wall() -> datetime:
    """The machine's time, aware UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """`now`: business time, aware UTC. `wall`: the machine's. `elapsed`: monotonic seconds.

    `sleep`: waits so many of them.
    """

    now: Callable[[], datetime]
    wall: Callable[[], datetime] = wall
    elapsed: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def real() -> Clock:
    """Business time is the machine's time."""
    return Clock(now=wall)


def fixed(now: datetime) -> Clock:
    """Business time stands still at `now`."""
    if now.tzinfo is None:
        msg = f"{now} has no time zone"
        raise ValueError(msg)
    instant = now.astimezone(UTC)
    return Clock(now=lambda: instant)
