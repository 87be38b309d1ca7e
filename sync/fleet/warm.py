"""What passes beside one another must find ready: every module, and what msgspec knows of every type.

msgspec works out a type's fields when it is first decoded, and not safely: two threads that decode the first
of a kind at the same moment can end the process (seen with 0.22: a segmentation fault). So all of it is
worked out by one thread, before the first pass.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import is_dataclass
from importlib import import_module
from pkgutil import walk_packages

import msgspec

_PACKAGES = ("dunning", "connectors", "sync")
_OTHERS = (
    "connectors.sandbox",
    "connectors.contract",
    "sync.cli",
    "sync.migrations",
    "sync.rehearsal",
    "sync.web",
)


def warm(but: tuple[str, ...] = ()) -> int:
    """Load what passes load, and have msgspec know every type in it; how many it knows.

    `but`: packages that nobody uses here, as the settings say.
    """
    for package in _PACKAGES:
        for found in walk_packages(import_module(package).__path__, f"{package}."):
            if not found.name.startswith(_OTHERS + but) and not found.name.endswith("__main__"):
                with suppress(ModuleNotFoundError):  # what an extra brings; without it no pass uses it either
                    import_module(found.name)
    known = 0
    for one in _types():
        with suppress(TypeError, NameError):  # one that is never decoded need not be decodable
            msgspec.json.Decoder(one)
            known += 1
    return known


def _types() -> Iterator[type]:
    for name, module in list(sys.modules.items()):
        if name.startswith(_PACKAGES):
            for one in list(vars(module).values()):
                is_struct = isinstance(one, type) and issubclass(one, msgspec.Struct)
                if is_struct or (isinstance(one, type) and is_dataclass(one)):
                    yield one
