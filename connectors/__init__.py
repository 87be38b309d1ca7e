"""`connectors` speak: one folder per system, network but no database.

`provider` and `connect` find a ledger connector by name in one registry, the entry-point group
`duesync.ledgers`, which the built-ins and plug-ins share.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from connectors.base import Allowance, Connection, Credentials, Ledger, Provider

GROUP = "duesync.ledgers"


@cache  # every installed package is looked through
def _registry() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def provider_names() -> tuple[str, ...]:
    """Every kind of ledger that is installed, sorted."""
    return tuple(sorted(_registry()))


def provider(name: str) -> Provider:
    """The provider of that name. `LookupError`, naming the known ones, when there is none."""
    if name in _registry():
        return cast("Provider", _registry()[name].load())
    msg = f"no ledger connector is called {name!r}; installed: {', '.join(provider_names())}"
    raise LookupError(msg)


def connect(connection: Connection, credentials: Credentials, allowance: Allowance) -> Ledger:
    """An open ledger."""
    return provider(connection.provider).connect(connection, credentials, allowance)
