"""Time zones, which QuickBooks tells in many ways or not at all.

QuickBooks Online does not say a company's time zone. It is taken from `DefaultTimeZone` where that
is an IANA name, else from the state (United States, Canada, Australia), else from the country: its
main zone. A company in a country of several zones may so be an hour or two off; a state that spans
two zones gets that of most of its people.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final, cast
from zoneinfo import ZoneInfo

_STATES: Final = {
    "America/New_York": "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    "America/Chicago": "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    "America/Denver": "CO MT NM UT WY ID",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
}
_PROVINCES: Final = {
    "America/Toronto": "ON QC",
    "America/Vancouver": "BC",
    "America/Edmonton": "AB NT",
    "America/Regina": "SK",
    "America/Winnipeg": "MB",
    "America/Halifax": "NS NB PE",
    "America/St_Johns": "NL",
    "America/Whitehorse": "YT",
    "America/Iqaluit": "NU",
}
_AUSTRALIA: Final = {
    "Australia/Sydney": "NSW ACT",
    "Australia/Melbourne": "VIC",
    "Australia/Brisbane": "QLD",
    "Australia/Adelaide": "SA",
    "Australia/Perth": "WA",
    "Australia/Hobart": "TAS",
    "Australia/Darwin": "NT",
}
_REGIONS: Final = {
    country: {region: zone for zone, regions in zones.items() for region in regions.split()}
    for country, zones in (("US", _STATES), ("CA", _PROVINCES), ("AU", _AUSTRALIA))
}
_NAMED_REGIONS: Final = {
    "US": """AL Alabama/AK Alaska/AZ Arizona/AR Arkansas/CA California/CO Colorado/CT Connecticut/DE Delaware
    /DC District of Columbia/FL Florida/GA Georgia/HI Hawaii/ID Idaho/IL Illinois/IN Indiana/IA Iowa/KS Kansas
    /KY Kentucky/LA Louisiana/ME Maine/MD Maryland/MA Massachusetts/MI Michigan/MN Minnesota/MS Mississippi
    /MO Missouri/MT Montana/NE Nebraska/NV Nevada/NH New Hampshire/NJ New Jersey/NM New Mexico/NY New York
    /NC North Carolina/ND North Dakota/OH Ohio/OK Oklahoma/OR Oregon/PA Pennsylvania/RI Rhode Island
    /SC South Carolina/SD South Dakota/TN Tennessee/TX Texas/UT Utah/VT Vermont/VA Virginia/WA Washington
    /WV West Virginia/WI Wisconsin/WY Wyoming""",
    "CA": """AB Alberta/BC British Columbia/MB Manitoba/NB New Brunswick/NL Newfoundland and Labrador
    /NS Nova Scotia/NT Northwest Territories/NU Nunavut/ON Ontario/PE Prince Edward Island/QC Quebec
    /SK Saskatchewan/YT Yukon""",
    "AU": """NSW New South Wales/ACT Australian Capital Territory/VIC Victoria/QLD Queensland
    /SA South Australia/WA Western Australia/TAS Tasmania/NT Northern Territory""",
}
_MAIN_ZONES: Final = {
    "US": "America/Los_Angeles",  # QuickBooks' own default
    "CA": "America/Toronto",
    "AU": "Australia/Sydney",
    "AR": "America/Argentina/Buenos_Aires",
    "BR": "America/Sao_Paulo",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
    "VN": "Asia/Ho_Chi_Minh",
}


def _letters(name: str) -> str:
    """Only the letters, in capitals and without accents."""
    plain = unicodedata.normalize("NFKD", name).upper()
    return "".join(character for character in plain if character.isalpha())


@cache
def _region_codes(country: str) -> dict[str, str]:
    rows = (row.strip().partition(" ") for row in _NAMED_REGIONS.get(country, "").split("/"))
    return {_letters(name): code for code, _, name in rows}


@cache
def _zones() -> dict[str, str]:
    """The first zone of each country, where only one was to be chosen from."""
    from babel.core import get_global  # babel's tables load on first use

    zones: dict[str, str] = {}
    territories = cast("Mapping[str, str]", get_global("zone_territories"))
    for zone, country in territories.items():
        zones.setdefault(country, zone)
    return zones | _MAIN_ZONES


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name).key)
    except (KeyError, ValueError, OSError):  # unknown; no zone's name at all; the name of a folder
        return False


def timezone(country: str | None, region: str | None, told: str | None = None) -> str:
    """The IANA zone of a company: `told` where it is one, else by region and country, else UTC."""
    if told and "/" in told and _is_zone(told):
        return told
    if country is None:
        return "UTC"
    regions = _REGIONS.get(country, {})
    code = _letters(region or "")
    zone = regions.get(code) or regions.get(_region_codes(country).get(code, ""))
    return zone or _zones().get(country, "UTC")
