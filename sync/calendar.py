"""Public holidays of the customers' countries, read from the `holidays` package as law's `Rules`.

The package and its data change from release to release, so the version kept with each decision is
the package's beside a digest of the very dates: the same version means the same dates.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from importlib.util import find_spec, module_from_spec
from typing import Any

from dunning.law import Rules

_EVERY_COUNTRY = "holidays.countries"

# The package holds for a whole country only what all of its parts share. Banks and most firms of
# the United Kingdom keep England's days (Easter Monday, the August bank holiday).
_USUAL_REGION = {"GB": "ENG"}


def rules(countries: Iterable[tuple[str, str | None]], years: Iterable[int]) -> Rules:
    """The holidays of those places in those years, as they are observed.

    `countries`: ISO 3166-1 alpha-2 code and the subdivision, by code or by name, or `None`. A country
    is keyed "US", a subdivision "US-NY" beside it; one that the package does not know is absent.
    """
    places = {(code.upper(), part) for code, part in countries}
    return _rules(tuple(sorted(places, key=str)), tuple(sorted(set(years))))


@lru_cache(maxsize=64)  # a pass asks several times, and a bookkeeper's ledgers often for the same places
def _rules(places: tuple[tuple[str, str | None], ...], span: tuple[int, ...]) -> Rules:
    kept: dict[str, tuple[date, ...]] = {}
    for country, region in places:
        if country not in kept:
            whole = _dates(country, _USUAL_REGION.get(country), span)
            if whole is None:
                continue
            kept[country] = whole
        part = _subdivision(country, region)
        if part is not None and f"{country}-{part}" not in kept:
            dates = _dates(country, part, span)
            if dates is not None:
                kept[f"{country}-{part}"] = dates
    written = "\n".join(
        f"{place} {' '.join(day.isoformat() for day in dates)}" for place, dates in sorted(kept.items())
    )
    digest = hashlib.blake2b(written.encode(), digest_size=6).hexdigest()
    return Rules(holidays=kept, version=f"holidays {_holidays().__version__} {digest}")


@cache
def _holidays() -> Any:
    """The package, loaded where it is asked, which then loads the countries asked for.

    By itself it loads all 250 with the first one, ten megabytes: the part of it that does is found, not run.
    """
    import holidays

    spec = find_spec(_EVERY_COUNTRY)
    if spec is not None and _EVERY_COUNTRY not in sys.modules:
        sys.modules[_EVERY_COUNTRY] = module_from_spec(spec)
    return holidays


def _dates(country: str, subdivision: str | None, years: tuple[int, ...]) -> tuple[date, ...] | None:
    """The dates in order, `None` where the package does not know the place."""
    try:
        # expand=False: asked for one day outside `years` it must not grow by that year.
        found = _holidays().country_holidays(country, subdiv=subdivision, years=years, expand=False)
    except NotImplementedError:
        return None
    return tuple(sorted(found))


def _subdivision(country: str, region: str | None) -> str | None:
    """The subdivision's code: "NY" for "NY", "ny", "US-NY" and "New York"; `None` if unknown."""
    wanted = " ".join((region or "").replace(".", "").casefold().split())
    wanted = wanted.removeprefix(f"{country.casefold()}-")
    if not wanted:
        return None
    kind = type(_holidays().country_holidays(country, years=[]))
    known = {code.casefold(): code for code in kind.subdivisions}
    aliases = {name.casefold(): code for name, code in kind.subdivisions_aliases.items()}
    return known.get(wanted) or aliases.get(wanted)
