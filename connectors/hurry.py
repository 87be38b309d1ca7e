"""Calls that somebody waits for at a page: each made once, and all of them together within some seconds.

The law: only reads that can be done without are asked for in a hurry. A token is renewed at its own pace, for
one whose answer is lost may be lost for good. As in `connectors.spare`, the word belongs to the thread's
context: never put a `yield` in the block.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

_ENDS: ContextVar[float | None] = ContextVar("ends", default=None)
_LEAST: Final = 0.1  # seconds: a timeout of nothing is refused by the libraries


@contextmanager
def hurrying(seconds: float) -> Iterator[None]:
    """Calls made inside end, well or not (`TryLater`), within so many seconds of now."""
    before = _ENDS.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ENDS.reset(before)


def is_hurried() -> bool:
    """Whether somebody waits for the call about to be made."""
    return _ENDS.get() is not None


def within(seconds: float) -> float:
    """So many seconds, or what is left where somebody waits."""
    ends = _ENDS.get()
    return seconds if ends is None else min(seconds, max(ends - time.monotonic(), _LEAST))
