"""How often somebody may ask: each is counted by itself, and whoever asks too often waits a minute."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

_MINUTE = 60.0


@dataclass(slots=True)
class Often:
    """`elapsed`: monotonic seconds. `_asked`: when each of them asked, within the last minute."""

    elapsed: Callable[[], float]
    _asked: dict[str, list[float]] = field(default_factory=dict)

    def is_too_often(self, who: str, most: int) -> bool:
        """Whether they asked `most` times within the last minute already; else this time is counted."""
        now = self.elapsed()
        self._asked = {
            each: kept
            for each, times in self._asked.items()
            if (kept := [at for at in times if at > now - _MINUTE])
        }
        times = self._asked.setdefault(who, [])
        if len(times) >= most:
            return True
        times.append(now)
        return False
