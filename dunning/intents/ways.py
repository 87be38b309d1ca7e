"""Which ways of being reached some words name: a call, a text, an e-mail, a letter."""

from __future__ import annotations

import re
from functools import lru_cache

from dunning.intents.phrases import bare, folded
from dunning.intents.tongues import languages_of
from dunning.intents.words.ways import NAMES

_NO_CALL = re.compile(
    r"\bcall(?:ing)? (?:it|this|that|me an?|us an?)\b"
)  # "call it off", "calling me a liar"


def ways_named(words: str, language: str | None = None) -> frozenset[str]:
    """Of "call", "sms", "email" and "letter" those that are named. `language`: their writer's."""
    text = _NO_CALL.sub(" ", bare(folded(words)))
    return frozenset(
        way
        for each in languages_of(folded(words), language)
        for way, names in _patterns(each).items()
        if names.search(text)
    )


@lru_cache(maxsize=8)
def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    return {way: re.compile(rf"\b(?:{_choice(names)})\b") for way, names in NAMES[language].items()}


def _choice(names: str) -> str:
    return "|".join(re.escape(one.replace("_", " ")).replace(r"\*", r"\w*") for one in names.split())
