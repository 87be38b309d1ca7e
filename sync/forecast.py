"""How long the metered reads of a month last, and whether idle polls must wait so that they do. Pure.

Each day may use its share of what is left of the month, less the reserve for payments and last looks, and
each hour its share of the day's. While the pace of the last week would use up more than that, idle polls wait
as long as the day is ahead of its share; what has a reason, a webhook or a payment, goes on.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import msgspec

from sync.store import app_budget
from sync.store.app_budget import AppLimit, Memory

_DAY: Final = 86_400_000  # milliseconds, as all below
_WEEK: Final = 7
_HOUR: Final = 1 / 24


class Forecast(msgspec.Struct, frozen=True, kw_only=True):
    """Of one app's month. `per_day`: reads lately. `ends_at`: when they are used up; `None`: they last.

    `slows`: idle polls wait for now. `blocked`: beyond the limit nothing is answered.
    """

    used: int
    limit: int
    per_day: float
    ends_at: datetime | None
    slows: bool
    blocked: bool

    def in_words(self) -> str:
        """What was used, and how long the rest lasts."""
        told = f"{self.used:,} of {self.limit:,} metered reads used this month"
        if self.used >= self.limit:
            return (
                f"{told}, {'so nothing is read until the next' if self.blocked else 'each further one costs'}"
            )
        if self.ends_at is None:
            return f"{told}; at the pace of the last days they last the month"
        return f"{told}; at the pace of the last days they run out on {self.ends_at:%Y-%m-%d %H:%M} UTC"


def forecast(memory: Memory, limit: AppLimit, now: int) -> Forecast | None:
    """`None` where nobody counts reads. `now`: milliseconds since 1970."""
    if limit.reads is None:
        return None
    used, per_day = app_budget.reads_of_month(memory, now), _pace(memory, now)
    to_come = per_day * app_budget.until_next_month(now) / _DAY
    left = limit.reads - used
    ends_at = None
    if left <= to_come and left > 0:
        ends_at = datetime.fromtimestamp(now / 1000, UTC) + timedelta(days=left / per_day)
    lasts = used + to_come <= limit.reads - app_budget.reserve(limit)
    return Forecast(
        used=used,
        limit=limit.reads,
        per_day=per_day,
        ends_at=ends_at,
        slows=not lasts and _is_ahead(memory, limit, now, used),
        blocked=limit.blocked,
    )


def _pace(memory: Memory, now: int) -> float:
    """Reads a day over the last week, or since the first that is known."""
    today = now // _DAY
    days = {day: reads for day, reads in memory.reads.items() if today - _WEEK <= day <= today}
    if not days:
        return 0.0
    return sum(days.values()) / max(now / _DAY - min(days), _HOUR)


def _is_ahead(memory: Memory, limit: AppLimit, now: int, used: int) -> bool:
    """Whether more than the day's share until now was used."""
    today = now // _DAY
    used_today = memory.reads.get(today, 0)
    days_left = app_budget.until_next_month(today * _DAY) / _DAY
    share = ((limit.reads or 0) - app_budget.reserve(limit) - (used - used_today)) / days_left
    return used_today > share * max(now / _DAY - today, _HOUR)
