"""Time zones as Xero writes them -> IANA names. Pure.

The law: what is not recognised falls back to the country, then UTC; zones are an open set at Xero
and may not stop a pull.
"""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from babel.core import get_global

# The zone of most businesses, where a country has several; Xero's own markets.
_MOST = {
    "NZ": "Pacific/Auckland",
    "AU": "Australia/Sydney",
    "US": "America/New_York",
    "CA": "America/Toronto",
    "DE": "Europe/Berlin",
    "ES": "Europe/Madrid",
    "PT": "Europe/Lisbon",
    "CN": "Asia/Shanghai",
    "MY": "Asia/Kuala_Lumpur",
    "ID": "Asia/Jakarta",
}


def _zone_key(name: str) -> str:
    """`New Zealand Standard Time` and `NEWZEALANDSTANDARDTIME` alike; signs kept, `(Mexico)` or not."""
    return re.sub(r"[^A-Z0-9+-]", "", name.upper())


@cache
def _zones() -> dict[str, str]:
    zones = {_zone_key(name): zone for name, zone in get_global("windows_zone_mapping").items()}
    # Xero writes UTC-11 as UTC11 and keeps the plus of UTC+13.
    gone = {"KAMCHATKASTANDARDTIME": "Asia/Kamchatka", "MIDATLANTICSTANDARDTIME": "Etc/GMT+2"}
    return (
        gone | zones | {key.replace("-", ""): zone for key, zone in zones.items() if key.startswith("UTC-")}
    )


@cache
def _known() -> frozenset[str]:
    """Every IANA zone: to list them reads a folder of hundreds of files."""
    return frozenset(available_timezones())


def zone(timezone: str | None, country: str | None) -> str:
    """The IANA zone of Xero's `Timezone`; where that is unknown, the country's; else UTC."""
    name = timezone or ""
    if name in _known():
        return name
    found = _zones().get(_zone_key(name))
    if found is None and (offset := re.fullmatch(r"UTC([+-])?0?(\d{1,2})(?::?00)?", name.upper().strip())):
        # POSIX signs run the other way: Etc/GMT-13 is thirteen hours ahead.
        found = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{offset[2]}"
    if found in _known():
        return found
    if country in _MOST:
        return _MOST[country]
    zones = get_global("territory_zones").get(country or "", [])
    return zones[0] if len(zones) == 1 else "UTC"
