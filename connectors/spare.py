"""Calls that can wait for tomorrow: a first pull's history, status notes, invoice papers.

The law: whoever asks knows what can wait, and the transport far below must be told; so the word
belongs to the thread's context, for as long as the block lasts. Never put a `yield` in the block: it
would last until the generator is asked again. A thread of a pool starts without the word, so the
block goes into the function that the pool runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

RESERVE: Final = "reserve"
"""The `code` of the `TryLater` that a spare call gets when only the day's reserve is left."""
_SPARE: ContextVar[bool] = ContextVar("spare", default=False)


@contextmanager
def sparing() -> Iterator[None]:
    """Calls made inside can wait: they stop (`TryLater`) while the day still has calls for payments."""
    before = _SPARE.set(True)
    try:
        yield
    finally:
        _SPARE.reset(before)


def is_spare() -> bool:
    """Whether the call about to be made can wait for tomorrow."""
    return _SPARE.get()
