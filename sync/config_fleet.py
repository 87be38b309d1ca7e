"""What of `[worker]` is for a fleet: how much a worker does at once, and how often quiet ledgers are read."""

from __future__ import annotations

import msgspec

from sync.config_table import Table

LEASE_SECONDS = 600.0  # twice the longest call, so that a call always starts with room left
_SHORTEST_LEASE = 5  # for rehearsals with calls as short; see config.example.toml
_DAY = 86_400


class FleetSettings(msgspec.Struct, frozen=True, kw_only=True):
    """`at_once`: passes that one worker makes at a time. `spread_minutes`: within which a time's runs begin.

    `poll_least_seconds`, `poll_most_seconds`: between polls of a ledger that stirs, and of one long quiet.
    """

    at_once: int
    spread_minutes: int
    poll_least_seconds: int
    poll_most_seconds: int


def read_fleet(table: Table) -> FleetSettings:
    """Of `[worker]`, its mistakes noted in the table's problems."""
    settings = FleetSettings(
        at_once=table.whole("at_once", 2, least=1, most=64),
        spread_minutes=table.whole("spread_minutes", 60, least=0, most=720),
        poll_least_seconds=table.whole("poll_least_seconds", 900, least=5, most=_DAY),
        poll_most_seconds=table.whole("poll_most_seconds", 21_600, least=5, most=_DAY),
    )
    least = settings.poll_least_seconds
    if settings.poll_most_seconds < least:
        table.refuse("poll_most_seconds", f"must not be less than poll_least_seconds, which is {least}")
    return settings


def read_lease(table: Table) -> int:
    """Seconds that a pass holds its ledger before it has to say that it lives."""
    return table.whole("lease_seconds", int(LEASE_SECONDS), least=_SHORTEST_LEASE, most=3600)
