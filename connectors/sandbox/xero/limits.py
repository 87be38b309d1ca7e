"""Xero's call limits: fixed windows of a minute and a day per organisation, a minute for the app."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from werkzeug import Response

from connectors.sandbox.xero.wire import XeroError

_MINUTE, _DAY = 60, 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Calls allowed: per organisation and minute, per organisation and day, per app and minute, at once."""

    minute: int = 60
    day: int = 5000
    app_minute: int = 10_000
    concurrent: int = 5


class Meter:
    """What has been called in the present windows. A refused call counts, as Xero warns."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, int]] = Counter()

    def count(self, limits: Limits, tenant: str, now: datetime) -> dict[str, str]:
        """Count one call and give the headers that say what is left.

        `XeroError` (429, empty body, Retry-After) when a limit is passed.
        """
        seconds = now.timestamp()
        windows = (
            ("minute", tenant, _MINUTE, limits.minute, "X-MinLimit-Remaining"),
            ("day", tenant, _DAY, limits.day, "X-DayLimit-Remaining"),
            ("appminute", "", _MINUTE, limits.app_minute, "X-AppMinLimit-Remaining"),
        )
        headers, problem, wait = {}, None, 0
        for name, whose, length, allowed, header in windows:
            window = (name, whose, int(seconds // length))
            self._counts[window] += 1
            left = allowed - self._counts[window]
            headers[header] = str(max(left, 0))
            if left < 0:
                problem, wait = name, max(wait, math.ceil(length - seconds % length))
        if problem is not None:
            raise refused(problem, headers | {"Retry-After": str(wait)})
        return headers


def refused(problem: str = "concurrent", headers: dict[str, str] | None = None) -> XeroError:
    """429. `problem`: minute, day, appminute or concurrent (which has no Retry-After)."""
    return XeroError(Response("", 429, (headers or {}) | {"X-Rate-Limit-Problem": problem}))
