"""How often somebody may ask: each is counted by itself, and whoever asks too often waits a minute."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

_MINUTE = 60.0
_MOST_NAMES = 10_000  # of whom something is remembered, before those that are long gone are let go


@dataclass(slots=True)
class Often:
    """`elapsed`: monotonic seconds. `_asked`: when each of them asked, within the last minute."""

    elapsed: Callable[[], float]
    _asked: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, who: str, most: int) -> int:
        """0 when they may ask now, which counts: not `most` times in any minute; else seconds until then."""
        now = self.elapsed()
        if len(self._asked) > _MOST_NAMES:
            fresh = {one: times for one, times in self._asked.items() if times and times[-1] > now - _MINUTE}
            self._asked = defaultdict(deque, fresh)
        times = self._asked[who]
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        if len(times) >= most:
            return max(1, round(times[0] + _MINUTE - now))
        times.append(now)
        return 0

    def is_too_often(self, who: str, most: int) -> bool:
        """Whether they asked `most` times within the last minute already; else this time is counted."""
        return self.wait(who, most) > 0
