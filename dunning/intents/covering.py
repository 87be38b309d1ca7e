"""A reply made fit to leave: its writer's own words, with figures, addresses and names covered.

The laws it keeps: each sign covered is replaced by one sign, so that places stay; signatures and quoted
letters are blanked; names are those known, those behind a greeting or a title, and, where a language writes
its nouns small, every word in capitals within a sentence. A name that is none of these may stay.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dunning.intents.clauses import LONGEST, written
from dunning.intents.days import calendar_words
from dunning.intents.meaning import Known
from dunning.intents.phrases import bare, folded
from dunning.intents.tongues import languages_of

_GREETINGS = """Hi Hello Hey Dear Hallo Liebe Lieber Tag Morgen Abend Bonjour Chère Cher Hola Estimada
    Estimado Beste Geachte"""
_TITLES = """Mr Mrs Ms Dr Herr Herrn Frau Mme Monsieur Madame Maître Sr Sra Don Doña heer meneer mevrouw
    dhr mevr mr"""
_FORMS = "GmbH AG KG OHG UG Ltd Limited LLP Inc SARL SAS SA SL BV NV VOF"
_CAPITALS = r"[A-Z\u00c0-\u00de]"
_ADDRESSED = re.compile(r"[\w.+-]+@[\w.-]+|(?:https?://|www\.)\S+|\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")
_BEHIND = re.compile(
    rf"\b(?:(?:{'|'.join(_GREETINGS.split())})[ ,]+|(?:{'|'.join(_TITLES.split())})\.?[ ])+"
    rf"(?P<name>{_CAPITALS}[\w'\u2019-]*(?:[ ]{_CAPITALS}[\w'\u2019-]*){{0,2}})"
)
_COMPANY = re.compile(
    rf"(?P<name>(?:{_CAPITALS}[\w&'\u2019-]*[ ]){{1,4}})(?=(?:{'|'.join(_FORMS.split())})(?!\w))"
)
_CAPITAL = re.compile(r"(?<=[^\W\d_,;:] )(?!I\b|I')(?P<name>[A-Z\u00c0-\u00de][a-z\u00df-\u00ff'\u2019-]+)")
_FIGURE = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_SHORTEST = 3  # letters of a known name that is looked for


def covered(words: str, known: Known, names: Sequence[str] = ()) -> str:
    """The words with all of that covered, as long as they were, at most the length that is read."""
    languages = languages_of(folded(words[:2000]), known.language)
    own = written(words, languages)
    text = "".join(
        sign if kept.strip() or sign == "\n" else " " for sign, kept in zip(words[:LONGEST], own, strict=True)
    )
    text = _ADDRESSED.sub(lambda found: "x" * len(found[0]), text)
    for name in sorted({part for each in names for part in (each, *each.split())}, key=len, reverse=True):
        if len(name) >= _SHORTEST:
            text = re.sub(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", lambda found: _x(found[0]), text)
    kept = calendar_words(languages[0])
    forms = [_BEHIND, _COMPANY] + ([] if languages[0] == "de" else [_CAPITAL])
    for form in forms:
        text = form.sub(lambda found: _name_covered(found, kept), text)
    return _FIGURE.sub("0", text)


def _name_covered(found: re.Match[str], kept: frozenset[str]) -> str:
    start, end = found.start("name") - found.start(), found.end("name") - found.start()
    name = found["name"]
    return found[0] if bare(folded(name)) in kept else found[0][:start] + _x(name) + found[0][end:]


def _x(text: str) -> str:
    return _LETTER.sub("x", text)
