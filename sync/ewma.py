"""A figure's exponentially weighted mean: how long something takes lately."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

_MEMORY: Final = 10.0  # seconds after which an old figure weighs a third
_STALE: Final = 60.0  # after so long without one, nothing is known
_LEAST: Final = 0.02  # what one figure weighs at least, however many come at once


@dataclass(slots=True)
class Ewma:
    """`at`: when the last figure came, in monotonic seconds."""

    value: float | None = None
    at: float = 0.0

    def add(self, figure: float, now: float) -> None:
        """One more."""
        before = self.lately(now)
        if before is None:
            self.value = figure
        else:
            since = max(now - self.at, 0.0)  # of two threads the later may be told of first
            weight = max(_LEAST, 1 - math.exp(-since / _MEMORY))
            self.value = before + weight * (figure - before)
        self.at = now

    def lately(self, now: float) -> float | None:
        """The mean; `None` where nothing came for a minute."""
        return None if now - self.at > _STALE else self.value
