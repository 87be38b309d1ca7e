"""Countries as people write them -> ISO 3166-1 alpha-2. Pure.

The law: what is not recognised is `None`; countries are an open set and may not stop a pull.
"""

from __future__ import annotations

import pickle
from functools import cache
from pathlib import Path

from babel import Locale
from babel.core import get_global
from babel.localedata import resolve_locale_filename

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
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "fi", "pl")


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
        for code, name in _territories(language).items():
            if _is_country(code):
                found.setdefault(_letters(name), code)
    return found | _SPOKEN


def _territories(language: str) -> dict[str, str]:
    """Code -> name. `Locale` would keep all that is known of a dozen languages in memory, ten megabytes."""
    own = pickle.loads(Path(resolve_locale_filename(language)).read_bytes())  # noqa: S301 - a file of Babel's
    found: dict[str, str] = own["territories"]
    return found


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
