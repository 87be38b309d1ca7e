"""How fast a caller may go. Real seconds are counted, whatever day the sandbox's clock shows.

Without limits as made, so that tests and the demo need not wait; `Pace.real()` has Intuit's.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(kw_only=True)
class Pace:
    """Calls allowed in any second and any minute, and batches in any minute; `None` is no limit."""

    per_second: int | None = None
    per_minute: int | None = None
    batches_per_minute: int | None = None
    monotonic: Callable[[], float] = time.monotonic
    _calls: deque[float] = field(default_factory=deque, init=False)
    _batches: deque[float] = field(default_factory=deque, init=False)

    @classmethod
    def real(cls) -> Pace:
        """Intuit's limits for one company and app."""
        return cls(per_second=10, per_minute=500, batches_per_minute=40)

    def allows(self, *, batch: bool) -> bool:
        """Whether one more call may come in now; counts it when it may."""
        now = self.monotonic()
        for seen in (self._calls, self._batches):
            while seen and seen[0] <= now - 60:
                seen.popleft()
        lately = sum(at > now - 1 for at in self._calls)
        full = (
            (self.per_second is not None and lately >= self.per_second)
            or (self.per_minute is not None and len(self._calls) >= self.per_minute)
            or (
                batch
                and self.batches_per_minute is not None
                and len(self._batches) >= self.batches_per_minute
            )
        )
        if not full:
            self._calls.append(now)
            if batch:
                self._batches.append(now)
        return not full
