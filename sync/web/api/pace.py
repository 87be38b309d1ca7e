"""How often one may ask: so many times in a minute, each by a name of their own."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

_MINUTE = 60.0
_MOST_NAMES = 10_000


@dataclass(slots=True)
class Pace:
    """`elapsed`: monotonic seconds. `most`: times in any minute."""

    elapsed: Callable[[], float]
    most: int
    asked: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, name: str) -> int:
        """0 when they may ask now, which counts; else the seconds until they may."""
        now = self.elapsed()
        times = self.asked[name]
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        if len(times) >= self.most:
            return max(1, round(times[0] + _MINUTE - now))
        times.append(now)
        if len(self.asked) > _MOST_NAMES:
            self.asked = defaultdict(deque, {each: kept for each, kept in self.asked.items() if kept})
        return 0
