"""How memory is kept, by the C library and by Python, told to do with less.

As it comes, glibc makes a heap for each of many threads: what was freed in one is of no use to the others,
and where some threads decode pages that others store a tenth lies idle, more the longer a pull takes. And
what a large page once needed it keeps, which a worker that lives for weeks pays for ever after.

Python looks for garbage ever more seldom the more it holds, and what a program consists of is most of that.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from functools import cache
from typing import Final

# of malloc.h: M_TRIM_THRESHOLD and M_MMAP_THRESHOLD (bytes), M_ARENA_MAX
_GIVE_BACK: Final = ((-1, 64 * 1024), (-3, 64 * 1024))
_ONE_HEAP: Final = ((-8, 1),)


@cache
def share() -> bool:
    """Threads that come from now on use one heap; `False` where the C library is another one."""
    return _tell(_ONE_HEAP)


@cache
def spare() -> bool:
    """The same, and what was freed goes back to the system."""
    return share() and _tell(_GIVE_BACK)


def settle() -> None:
    """What is there by now stays, and is not looked through again: so a look costs milliseconds."""
    gc.collect()
    gc.freeze()


def tidy() -> None:
    """Free what holds only itself: connections, threads and queries that are over."""
    gc.collect()


def _tell(settings: tuple[tuple[int, int], ...]) -> bool:
    if sys.platform != "linux":
        return False
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    return tell is not None and all(tell(what, value) for what, value in settings)
