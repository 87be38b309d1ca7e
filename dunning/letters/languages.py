"""Which language a letter is written in, and how dates and amounts look in it.

The law it keeps: the customer's known language wins; then the one spoken where the customer is; then
the house's own language, then the one spoken where the books are kept; English where nothing is known
or where we do not write the language of the place. A place with several of our languages has them in
the order of its business letters, and the region, or else the house's language, decides among them.
"""

from __future__ import annotations

import unicodedata

from babel import localedata

LANGUAGES = ("en", "de", "fr", "es", "nl")
ENGLISH = "en"

# Countries by what their firms are written to in, the most usual language first. French and Spanish:
# where the language is an official one. Switzerland's Italian speakers get the German of its majority.
_SPOKEN: dict[str, tuple[str, ...]] = (
    dict.fromkeys("DE AT LI".split(), ("de",))
    | dict.fromkeys(
        "FR MC GP MQ GF RE YT PM BL MF PF NC WF BJ BF CD CG CI GA GN HT ML NE SN TG".split(), ("fr",)
    )
    | dict.fromkeys("ES MX AR CO PE CL VE EC GT CU BO DO HN PY SV NI CR PA UY GQ PR".split(), ("es",))
    | dict.fromkeys("NL SR AW BQ CW SX".split(), ("nl",))
    | {
        "BE": ("fr", "nl", "de"),
        "CH": ("de", "fr"),
        "LU": ("fr", "de"),
        "CA": ("en", "fr"),
        "CM": ("fr", "en"),
    }
)

# Regions of those countries, by code and by the names that people write, without accents.
_BY_REGION = {
    "BE": {
        "nl": """vlg van vbr vli vov vwv flanders vlaanderen flandre antwerp antwerpen anvers limburg
            vlaams-brabant flemish-brabant oost-vlaanderen west-vlaanderen east-flanders west-flanders""",
        "fr": """bru wal wbr wht wlg wlx wna brussels bruxelles wallonia wallonie hainaut liege luxembourg
            namur brabant-wallon walloon-brabant""",
    },
    "CH": {"fr": "ge ju ne vd fr vs geneva geneve jura neuchatel vaud fribourg valais"},
    "CA": {"fr": "qc quebec"},
}
_DEFAULT_LOCALE = {"en": "en_GB", "de": "de_DE", "fr": "fr_FR", "es": "es_ES", "nl": "nl_NL"}
_MONTH_FIRST = frozenset({"US", "CA", "PH"})


def locale_for(
    known: str | None,
    place: tuple[str | None, str | None],
    house: str | None,
    books_country: str | None,
) -> str:
    """The locale of a letter, as Babel names it: "de_AT".

    `known`: the customer's own language, BCP 47, where the books say it; `place`: the customer's
    country and region; `house`: the language that the sender prefers; `books_country`: the ledger's.
    """
    country, region = place
    where = country or books_country
    own = (known or "").replace("_", "-").split("-")[0].lower()
    language = own if own in LANGUAGES else spoken_in(where, region if country else None, house)
    return _locale(language, where)


def spoken_in(country: str | None, region: str | None, house: str | None) -> str:
    """The language for someone there; `house` decides where nothing else does."""
    ours = house if house in LANGUAGES else None
    if country is None:
        return ours or ENGLISH
    spoken = _SPOKEN.get(country, (ENGLISH,))
    written = _plain(region or "")
    for language, names in _BY_REGION.get(country, {}).items():
        if written and written in names.split():
            return language
    return ours if ours is not None and ours in spoken and not written else spoken[0]


def _plain(name: str) -> str:
    """A region's name or code in small letters, without accents: "Québec" -> "quebec", "BE-VLG" -> "vlg"."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", name) if not unicodedata.combining(mark))
    words = "-".join(bare.lower().split())
    code = words.split("-")[-1]
    return code if words[2:3] == "-" and words == f"{words[:2]}-{code}" else words


def _locale(language: str, country: str | None) -> str:
    if language == ENGLISH:
        return "en_US" if country in _MONTH_FIRST else "en_GB"
    local = f"{language}_{country}"
    return local if country and localedata.exists(local) else _DEFAULT_LOCALE[language]
