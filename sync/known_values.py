"""What msgspec knows of our values, learnt before there are threads.

It learns of a struct when one is first read or written, and another thread that reads the same struct
meanwhile finds it half learnt: msgspec 0.22 then reads past its end, and the process is gone.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

import msgspec

import dunning
import sync.store

_HOMES = (dunning, sync.store)  # whose values are kept, and so read by any thread


@cache
def learn() -> None:
    """Let it learn all of them. Those of modules that are loaded later are none that threads share."""
    for home in _HOMES:
        for module in pkgutil.walk_packages(home.__path__, f"{home.__name__}."):
            import_module(module.name)
    for struct in {*_below(msgspec.Struct)}:
        try:
            msgspec.json.Decoder(struct)
        except (TypeError, NameError):  # never read: it holds functions, or types of a type checker's
            continue


def _below(kind: type[msgspec.Struct]) -> Iterator[type[msgspec.Struct]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
