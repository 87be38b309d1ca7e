"""Xero's addresses and the rights we ask for: what a connection may override, and what it may not."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from types import MappingProxyType
from typing import Final

from connectors.base import Connection

HOSTS: Final = MappingProxyType(
    {
        "api": "https://api.xero.com/api.xro/2.0",
        "authorize": "https://login.xero.com/identity/connect/authorize",
        "token": "https://identity.xero.com/connect/token",
        "revoke": "https://identity.xero.com/connect/revocation",
        "connections": "https://api.xero.com/connections",
    }
)
# Granular, as apps made since March 2026 must ask; one that the app lacks fails the whole sign-in.
SCOPES: Final = (
    "offline_access",
    "accounting.invoices",
    "accounting.payments",
    "accounting.contacts.read",
    "accounting.settings.read",
)


@cache
def user_agent() -> str:
    """Who we say we are: Xero's edge answers 403 HTML to a call without it."""
    return f"Duesync/{version('duesync')}"


def host(connection: Connection, name: str) -> str:
    """The address of that name: the connection's own, else Xero's."""
    return connection.hosts.get(name, HOSTS[name]).rstrip("/")
