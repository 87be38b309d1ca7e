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
from pkgutil import iter_modules
from types import ModuleType

import msgspec

import connectors
from sync.config import Config

_CHANNELS = ("sms", "stripe")  # sections of a ledger, named as their connectors
_PACKAGES = ("dunning", "connectors", "sync")
_OTHERS = (  # the faces, and what only a person at them asks for
    "connectors.contract",
    "connectors.mail.domain",
    "connectors.sandbox",
    "sync.cli",
    "sync.doctor",
    "sync.evidence.dossier",
    "sync.migrations",
    "sync.portal",
    "sync.rehearsal",
    "sync.timeline",
    "sync.trying",
    "sync.web",
)


def warm(config: Config | None = None) -> int:
    """Load what passes load, and have msgspec know every type in it; how many it knows.

    Where the settings are given, without the connectors that none of their ledgers uses: their libraries are
    large. Called again when they change; what is known already costs little.
    """
    but = _OTHERS if config is None else _OTHERS + _unused(config)
    for package in _PACKAGES:
        _load(import_module(package), but)
    known = 0
    for one in _types():
        with suppress(TypeError, NameError):  # one that is never decoded need not be decodable
            msgspec.json.Decoder(one)
            known += 1
    return known


def _unused(config: Config) -> tuple[str, ...]:
    used = {one.provider for one in config.ledgers.values()}
    for ledger in config.ledgers.values():
        used |= {name for name in _CHANNELS if getattr(ledger, name) is not None}
    return tuple(f"connectors.{name}" for name in {*connectors.provider_names(), *_CHANNELS} - used)


def _load(package: ModuleType, but: tuple[str, ...]) -> None:
    """What is in it, but for these: of a package that is left out not even the package itself."""
    for found in iter_modules(package.__path__, f"{package.__name__}."):
        if not found.name.startswith(but) and not found.name.endswith("__main__"):
            with suppress(ModuleNotFoundError):  # what an extra brings; without it no pass uses it either
                module = import_module(found.name)
                if found.ispkg:
                    _load(module, but)


def _types() -> Iterator[type]:
    for name, module in list(sys.modules.items()):
        if name.startswith(_PACKAGES):
            for one in list(vars(module).values()):
                is_struct = isinstance(one, type) and issubclass(one, msgspec.Struct)
                if is_struct or (isinstance(one, type) and is_dataclass(one)):
                    yield one
