"""Where QuickBooks Online lives: the addresses that a connection's `hosts` may override by name.

"api": root of the Accounting API, without "/company". "discovery": the OpenID document that names
the sign-in, token and revocation addresses.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from connectors.base import Connection

SCOPE: Final = "com.intuit.quickbooks.accounting"

PRODUCTION: Final[Mapping[str, str]] = MappingProxyType(
    {
        "api": "https://quickbooks.api.intuit.com/v3",
        "discovery": "https://developer.intuit.com/.well-known/openid_configuration/",
    }
)
SANDBOX: Final[Mapping[str, str]] = MappingProxyType(
    {
        "api": "https://sandbox-quickbooks.api.intuit.com/v3",
        "discovery": "https://developer.intuit.com/.well-known/openid_sandbox_configuration/",
    }
)


def address(connection: Connection, name: str) -> str:
    """The address called `name`, as overridden or by the connection's environment, no slash at its end.

    A sandbox connection never gets the production default, however it came to be written down.
    """
    defaults = SANDBOX if connection.environment == "sandbox" else PRODUCTION
    given = connection.hosts.get(name) or defaults[name]
    if given == PRODUCTION[name]:
        given = defaults[name]
    return given if name == "discovery" else given.rstrip("/")
