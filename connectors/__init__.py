"""`connectors` speak: one folder per system, network but no database.

`provider` and `connect` find a ledger connector by name in one registry, the entry-point group
`duesync.ledgers`, which the built-ins and plug-ins share. Our own package is looked through first: no
plug-in takes a built-in's name, and who has none need not read what two hundred packages say of themselves.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, distribution, entry_points
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from connectors.base import Allowance, Connection, Credentials, Ledger, Provider

GROUP = "duesync.ledgers"


@cache
def _own() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in distribution("duesync").entry_points.select(group=GROUP)}


@cache  # every installed package is looked through
def _registry() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)} | _own()


def provider_names() -> tuple[str, ...]:
    """Every kind of ledger that is installed, sorted."""
    return tuple(sorted(_registry()))


def is_provider(name: str) -> bool:
    """Whether that kind of ledger is installed."""
    return name in _own() or name in _registry()


def provider(name: str) -> Provider:
    """The provider of that name. `LookupError`, naming the known ones, when there is none."""
    if is_provider(name):
        return cast("Provider", (_own().get(name) or _registry()[name]).load())
    msg = f"no ledger connector is called {name!r}; installed: {', '.join(provider_names())}"
    raise LookupError(msg)


def connect(connection: Connection, credentials: Credentials, allowance: Allowance) -> Ledger:
    """An open ledger."""
    return provider(connection.provider).connect(connection, credentials, allowance)
