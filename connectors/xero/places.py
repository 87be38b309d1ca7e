"""Countries and time zones as Xero and its users write them -> ISO 3166-1 alpha-2 and IANA names. Pure.

The law: what is not recognised is `None` (a country) or falls back to the country, then UTC (a
zone); both are open sets at Xero and may not stop a pull.
"""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global

_SPOKEN = {
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northernireland": "GB",
    "greatbritain": "GB",
    "usa": "US",
    "america": "US",
    "unitedstatesofamerica": "US",
    "uae": "AE",
    "aotearoa": "NZ",
    "eire": "IE",
    "republicofireland": "IE",
    "holland": "NL",
    "thenetherlands": "NL",
    "korea": "KR",
    "hongkong": "HK",
    "macau": "MO",
}
_NO_COUNTRIES = frozenset("EU EZ QO UN XA XB ZZ".split())  # CLDR's groups and placeholders
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "nb", "fi", "pl")
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


def _letters(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalpha())


def _is_country(code: str) -> bool:
    """An alpha-2 code; CLDR's numbered regions and its groups are none."""
    return len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES  # noqa: PLR2004  # alpha-2


@cache
def _names() -> dict[str, str]:
    """Country names in a dozen languages, by their letters alone -> alpha-2 code."""
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        for code, name in Locale(language).territories.items():
            if _is_country(code):
                found.setdefault(_letters(name), code)
    return found | _SPOKEN


def country_code(text: str | None) -> str | None:
    """The alpha-2 code of a country's name or code in whatever way it was typed; `None` if unknown."""
    letters = _letters(text or "")
    if not letters:
        return None
    code = letters.upper()
    if _is_country(code) and code in Locale("en").territories and letters not in _SPOKEN:
        return code
    if len(code) == 3 and letters not in _SPOKEN:  # noqa: PLR2004  # alpha-3: NZL, GBR
        return _alpha_3().get(code)
    return _names().get(letters)


@cache
def _alpha_3() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {alias: codes[0] for alias, codes in aliases.items() if len(alias) == 3 and len(codes) == 1}  # noqa: PLR2004  # alpha-3


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


def zone(timezone: str | None, country: str | None) -> str:
    """The IANA zone of Xero's `Timezone`; where that is unknown, the country's; else UTC."""
    name = timezone or ""
    if name in available_timezones():
        return name
    found = _zones().get(_zone_key(name))
    if found is None and (offset := re.fullmatch(r"UTC([+-])?0?(\d{1,2})(?::?00)?", name.upper().strip())):
        # POSIX signs run the other way: Etc/GMT-13 is thirteen hours ahead.
        found = f"Etc/GMT{'-' if offset[1] == '+' else '+'}{offset[2]}"
    if found in available_timezones():
        return found
    if country in _MOST:
        return _MOST[country]
    zones = get_global("territory_zones").get(country or "", [])
    return zones[0] if len(zones) == 1 else "UTC"
