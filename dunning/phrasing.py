"""An answer in a model's words: sentences with places for facts, which are filled in here, and nowhere else.

The laws it keeps: the sentences hold no figure, day, amount or address of their own, so that all there is of
these is ours; they threaten nothing; they are in the reader's language and hold what was asked. What does not
keep all of it is not said at all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from dunning.intents.days import said_in
from dunning.intents.phrases import folded
from dunning.intents.tongues import languages_of
from dunning.letters.languages import LANGUAGES
from dunning.letters.lint.message import DISCOURAGED, FORBIDDEN, NAMED
from dunning.letters.lint.words import found
from dunning.letters.wording import one_line

LONGEST: Final = 600  # letters
_PLACE: Final = re.compile(r"\{([a-z_]+)\}")
_ADDRESS: Final = re.compile(r"https?:|www\.|@|\w\.[a-z]{2,}\b|[<>{}\[\]]", re.IGNORECASE)
_MONEY: Final = re.compile(r"[€$£¥]|\b[A-Z]{3}\b|\b(?i:euros?|pounds?|dollars?|libras?|dólares)\b")
_NUMBERS: Final = {
    "en": "two three four five six seven eight nine ten twelve twenty thirty fifty hundred thousand half",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn zwölf zwanzig dreißig fünfzig hundert tausend",
    "fr": "deux trois quatre cinq six sept huit neuf dix douze vingt trente cinquante cent mille moitié",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez doce veinte treinta cincuenta cien mil mitad",
    "nl": "twee drie vier vijf zes zeven acht negen tien twaalf twintig dertig vijftig honderd duizend helft",
}


def filled(written: str, facts: Mapping[str, str], needed: Collection[str], language: str) -> str | None:
    """The sentences with the facts in their places; `None` where they may not be said.

    `facts`: by the name of their place; `needed`: those that an answer must hold. `language`: "de".
    """
    text = one_line(written)
    places = _PLACE.findall(text)
    if not 0 < len(text) <= LONGEST or not set(needed) <= set(places) <= facts.keys():
        return None
    bare = _PLACE.sub(" ", text)
    if _tells_of_its_own(bare, language) or _is_forbidden(bare, language):
        return None
    if any(languages_of(bare, other)[0] != language for other in LANGUAGES):  # not in it, or not clearly
        return None
    return _PLACE.sub(lambda each: facts[each[1]], text)


def _tells_of_its_own(bare: str, language: str) -> bool:
    """Whether a number, a day, an amount or an address stands outside the places."""
    words = set(re.findall(r"[^\W\d_]+", bare.casefold()))
    return (
        any(sign.isnumeric() for sign in bare)
        or _MONEY.search(bare) is not None
        or _ADDRESS.search(bare) is not None
        or not words.isdisjoint(_NUMBERS[language].split())
        or bool(said_in(folded(bare), (language,), 0, month_first=False))
    )


def _is_forbidden(bare: str, language: str) -> bool:
    return any(
        next(found(language, code, bare), None) is not None for code in (*FORBIDDEN, *DISCOURAGED, *NAMED)
    )
