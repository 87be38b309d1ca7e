"""A connection that sleeps while it waits: the job engine's listening one has nothing to do for hours.

The driver looks up ten times a second from any wait, so that Ctrl-C is heard. Here the event loop hears it,
and a worker that has nothing to do would otherwise do that above all else.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

from psycopg import AsyncConnection
from psycopg.abc import PQGen

_LOOKS_UP: Final = 10.0  # seconds
_Found = TypeVar("_Found")


class QuietConnection(AsyncConnection[Any]):
    """As any other; what it waits for wakes it at once."""

    async def wait(
        self,
        gen: PQGen[_Found],
        interval: float = _LOOKS_UP,
        timeout: float | None = None,  # noqa: ASYNC109 - the driver's
    ) -> _Found:
        """Until that is done; `timeout`: seconds, `None` for ever."""
        return await super().wait(gen, interval, timeout)
