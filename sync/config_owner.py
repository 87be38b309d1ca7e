"""What config.toml says of a client's owner, who is mailed in the morning: `owner_email`, `owner_mail_at`."""

from __future__ import annotations

from datetime import time

import msgspec

from sync.config_table import Table

DEFAULT_AT = time(9)  # after the day's first run, at its usual time


class OwnerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Who is mailed what waits, and from which time of day on, at the ledger's."""

    email: str
    at: time


def read_owner(table: Table) -> OwnerSettings | None:
    """`None` where nobody is mailed."""
    email = table.email("owner_email")
    at = table.clock("owner_mail_at", DEFAULT_AT)
    return None if email is None else OwnerSettings(email=email, at=at)
