"""Pages asked for and read before they are wanted, several at once.

The law: never more than `MOST` asked for and not yet taken, and fewer where pages are large, so that
memory stays flat; each is asked for, and made into facts, in a thread of its own, while the one
before it is being stored; an error waits for its page's turn; and once
closed nothing is asked any more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final, Self

from connectors.xero.phases import Part
from connectors.xero.pull import Extent, Position
from dunning.ledger import Row

MOST: Final = 5  # what Xero takes at once from one organisation
_BYTES: Final = 5_000_000  # of pages not yet taken: two full ones; a minute allows no more than sixty anyway


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A page as it was read. `size`: of its body, in bytes; `extent`: `None` when nothing had changed.

    `rows`: its facts. `at`: when it was given, by the answer or its headers, where they tell.
    `read_at`: the same, or the time here.
    """

    size: int
    extent: Extent | None
    rows: tuple[Row, ...]
    at: datetime | None
    read_at: datetime


class Ahead:
    """The pages of one pull. `ask` is called from other threads. A context manager; `close` waits."""

    def __init__(self, ask: Callable[[Position], Taken]) -> None:
        self._ask = ask
        self._threads = ThreadPoolExecutor(MOST, thread_name_prefix="xero")
        self._asked: dict[tuple[str, Part | None, int, int], Future[Taken]] = {}
        self._size = 0  # of the largest page so far, in bytes
        self.closed = False

    def want(self, upcoming: Iterable[Position]) -> None:
        """Ask for as many of these as may be, and forget all others."""
        most = min(MOST, max(1, _BYTES // max(1, self._size)))
        wanted = {here.place: here for here in islice(upcoming, most)}
        for place in self._asked.keys() - wanted.keys():
            self._asked.pop(place).cancel()
        for here in wanted.values():
            self._begin(here)

    def take(self, here: Position) -> Taken:
        """The page at `here`, waited for; raises what asking for it raised."""
        self._begin(here)
        taken = self._asked.pop(here.place).result()
        self._size = max(self._size, taken.size)
        return taken

    def _begin(self, here: Position) -> None:
        if here.place not in self._asked:
            self._asked[here.place] = self._threads.submit(copy_context().run, self._ask, here)

    def close(self) -> None:
        """Wait for what is under way, and ask nothing more."""
        self.closed = True
        self._threads.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
