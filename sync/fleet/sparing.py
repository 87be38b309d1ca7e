"""How the C library is to keep memory: what was freed goes back to the system.

A worker lives for weeks and passes differ in size. As it comes, glibc keeps what a large page of a pull once
needed, and for each thread a heap of its own; that was a tenth of a worker's memory.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Final

# of malloc.h: M_TRIM_THRESHOLD, M_MMAP_THRESHOLD (bytes), M_ARENA_MAX
_SETTINGS: Final = ((-1, 64 * 1024), (-3, 64 * 1024), (-8, 1))


def spare_memory() -> bool:
    """Do so in this process; `False` where the C library is another one."""
    if sys.platform != "linux":
        return False
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    return tell is not None and all(tell(what, value) for what, value in _SETTINGS)
