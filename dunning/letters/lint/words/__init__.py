"""The word lists by language, and how they are written.

Words are set apart by commas. A star stands for any ending ("arrest*"), or before a word for any
beginning; a word after "=" is found only in just these capitals ("=Betrug" is fraud, "betrug" is not).
Words under "harmless" are looked past first: "police d'assurance" is an insurance policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from dunning.letters.lint.words import de, en, es, fr, nl

LISTS: Mapping[str, Mapping[str, str]] = {
    "en": en.WORDS,
    "de": de.WORDS,
    "fr": fr.WORDS,
    "es": es.WORDS,
    "nl": nl.WORDS,
}


def found(language: str, code: str, text: str) -> Iterator[re.Match[str]]:
    """Where words of that list stand in the text; nothing where there is no such list."""
    pattern = _pattern(language, code)
    return pattern.finditer(without_harmless(language, text)) if pattern is not None else iter(())


def without_harmless(language: str, text: str) -> str:
    """The text with its harmless words blanked, each by as many spaces, so that places stay."""
    harmless = _pattern(language, "harmless")
    return text if harmless is None else harmless.sub(lambda each: " " * len(each.group()), text)


@lru_cache(maxsize=256)
def _pattern(language: str, code: str) -> re.Pattern[str] | None:
    written = [" ".join(each.split()) for each in LISTS.get(language, {}).get(code, "").split(",")]
    words = "|".join(_word(each) for each in written if each)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None


def _word(written: str) -> str:
    bare = written.removeprefix("=")
    word = re.escape(bare).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    word = word.replace("'", "['\u2019]")
    return word if bare != written else f"(?i:{word})"
