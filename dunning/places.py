"""Where a customer may be: the time zones that their country and region leave possible.

The law it keeps: a place that is not known precisely has several candidate zones, and what must be
lawful there must be lawful in all of them. Countries come from CLDR; the three that bookkeepers
here most often split by state have their subdivisions below.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec
from babel.core import get_global

_US = """AL Alabama: Chicago | AK Alaska: Anchorage Adak | AZ Arizona: Phoenix Denver | AR Arkansas: Chicago
| CA California: Los_Angeles | CO Colorado: Denver | CT Connecticut: New_York | DE Delaware: New_York
| DC District of Columbia: New_York | FL Florida: New_York Chicago | GA Georgia: New_York
| HI Hawaii: Honolulu | ID Idaho: Boise Los_Angeles | IL Illinois: Chicago
| IN Indiana: New_York Chicago | IA Iowa: Chicago
| KS Kansas: Chicago Denver | KY Kentucky: New_York Chicago | LA Louisiana: Chicago | ME Maine: New_York
| MD Maryland: New_York | MA Massachusetts: New_York | MI Michigan: New_York Chicago | MN Minnesota: Chicago
| MS Mississippi: Chicago | MO Missouri: Chicago | MT Montana: Denver | NE Nebraska: Chicago Denver
| NV Nevada: Los_Angeles Denver | NH New Hampshire: New_York | NJ New Jersey: New_York | NM New Mexico: Denver
| NY New York: New_York | NC North Carolina: New_York | ND North Dakota: Chicago Denver | OH Ohio: New_York
| OK Oklahoma: Chicago | OR Oregon: Los_Angeles Boise | PA Pennsylvania: New_York | RI Rhode Island: New_York
| SC South Carolina: New_York | SD South Dakota: Chicago Denver | TN Tennessee: Chicago New_York
| TX Texas: Chicago Denver | UT Utah: Denver | VT Vermont: New_York | VA Virginia: New_York
| WA Washington: Los_Angeles | WV West Virginia: New_York | WI Wisconsin: Chicago | WY Wyoming: Denver"""
_CA = """AB Alberta: Edmonton | BC British Columbia: Vancouver Edmonton Fort_Nelson | MB Manitoba: Winnipeg
| NB New Brunswick: Moncton | NL Newfoundland and Labrador: St_Johns Halifax | NS Nova Scotia: Halifax
| NT Northwest Territories: Edmonton | NU Nunavut: Iqaluit Winnipeg Edmonton Atikokan
| ON Ontario: Toronto Winnipeg Atikokan | PE Prince Edward Island: Halifax
| QC Quebec: Toronto Blanc-Sablon Halifax | SK Saskatchewan: Regina Edmonton | YT Yukon: Whitehorse"""
_AU = """ACT Australian Capital Territory: Sydney | NSW New South Wales: Sydney Adelaide
| NT Northern Territory: Darwin | QLD Queensland: Brisbane | SA South Australia: Adelaide
| TAS Tasmania: Hobart | VIC Victoria: Melbourne | WA Western Australia: Perth Eucla"""
_AREAS = {"Honolulu": "Pacific"}
_GB = "ENG England: London | NIR Northern Ireland: London | SCT Scotland: London | WLS Wales: London"


class Place(msgspec.Struct, frozen=True):
    """Where someone may be. `region`: subdivision code without its country, `None` if unknown."""

    country: str | None
    region: str | None
    zones: tuple[str, ...]


def _read(table: str, area: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Subdivisions by lower-case code and by lower-case name: (code, zones)."""
    regions = {}
    for entry in table.replace("\n", " ").split("|"):
        place, _, cities = entry.strip().partition(": ")
        code, _, name = place.partition(" ")
        zones = tuple(f"{_AREAS.get(city, area)}/{city}" for city in cities.split())
        regions[code.lower()] = regions[name.lower()] = (code, zones)
    return regions


_REGIONS = {
    "US": _read(_US, "America"),
    "CA": _read(_CA, "America"),
    "AU": _read(_AU, "Australia"),
    "GB": _read(_GB, "Europe"),
}


@lru_cache(maxsize=1024)
def place_of(country: str | None, region: str | None, home_country: str | None, home_zone: str) -> Place:
    """Where a customer may be, by what the ledger says of their address.

    `country`: ISO 3166-1 alpha-2; one that is absent or unknown is taken to be the ledger's own,
    and where that is unknown too the ledger's time zone stands alone.
    """
    known = _country(country)
    home = _country(home_country)
    if known is None:
        if home is None:
            return Place(None, None, (home_zone,))
        known = home
    code, zones = _within(known, region)
    return Place(known, code, zones)


def _country(code: str | None) -> str | None:
    upper = (code or "").strip().upper()
    return upper if upper in _REGIONS or _zones_of(upper) else None


def _zones_of(country: str) -> tuple[str, ...]:
    """CLDR's zones of the country; for a few uninhabited ones, and for "unknown", it has none."""
    if country == "ZZ":
        return ()
    return tuple(
        sorted(zone for zone in get_global("territory_zones").get(country, ()) if zone != "Etc/Unknown")
    )


def _within(country: str, region: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The subdivision's code and zones; no code and every zone of the country when it is not known."""
    regions = _REGIONS.get(country)
    if regions is None:
        return None, _zones_of(country)
    wanted = " ".join((region or "").replace(".", "").lower().split()).removeprefix(f"{country.lower()}-")
    if wanted in regions:
        return regions[wanted]
    return None, tuple(sorted({zone for _code, zones in regions.values() for zone in zones}))
