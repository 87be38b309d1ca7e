"""Countries as people write them -> ISO 3166-1 alpha-2. Pure.

The law: what is not recognised is `None`; countries are an open set and may not stop a pull.
"""

from __future__ import annotations

import pickle
import unicodedata
from functools import cache
from pathlib import Path

from babel.core import get_global
from babel.localedata import resolve_locale_filename

_SPOKEN = {
    "uk": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northernireland": "GB",
    "greatbritain": "GB",
    "britain": "GB",
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
    "republicofkorea": "KR",
    "czechrepublic": "CZ",
    "russianfederation": "RU",
    "hongkong": "HK",
    "macau": "MO",
}
_NO_COUNTRIES = frozenset("EU EZ QO UN XA XB ZZ".split())  # CLDR's groups and placeholders
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "no", "fi", "pl")


def _letters(text: str) -> str:
    """Only the letters, small and without accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalpha())


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


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names().values())


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
    if _is_country(code) and code in _codes() and letters not in _SPOKEN:
        return code
    return _names().get(letters) or _alpha_3().get(code)  # NZL, GBR


@cache
def _alpha_3() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {
        alias: codes[0]
        for alias, codes in aliases.items()
        if len(alias) == 3 and len(codes) == 1 and _is_country(codes[0])  # noqa: PLR2004  # alpha-3
    }
