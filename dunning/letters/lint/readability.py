"""How hard a text is to read: the Flesch scale, 0 to 100, higher being easier, in the language's own measure.

Sources: English: Flesch 1948, and Kincaid 1975 for the school grade; German: Amstad 1978; French: Kandel
and Moles 1958, with the weights that are in use today; Dutch: Douma 1960; Spanish: Fernández Huerta 1959.
Elsewhere: LIX (Björnsson 1968), turned round so that higher is easier. Syllables are counted by rule, and
some words come out one off; the thresholds are no finer than that.
"""

from __future__ import annotations

import re

import msgspec

LONGEST_SENTENCE = 25
_LONG_WORD = 6  # letters; LIX calls a word long that has more

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
# a point after a figure or a single letter is none that ends a sentence: "1. Mai", "z. B."
_END = re.compile(r"(?<![\d\W])(?<!\b\w)[.!?:]+(?=\s|$)|\n+")
# base, weight of words per sentence, weight of syllables per word
_FLESCH = {
    "en": (206.835, 1.015, 84.6),
    "de": (180.0, 1.0, 58.5),
    "fr": (207.0, 1.015, 73.6),
    "es": (206.84, 1.02, 60.0),
    "nl": (206.84, 0.93, 77.0),
}
# vowels that make one syllable together stand first
_NUCLEI = {
    "en": re.compile(r"[aeiouy]+"),
    "de": re.compile(r"aa|ee|oo|ie|ei|ai|ey|ay|eu|äu|au|[aeiouyäöü]"),
    "fr": re.compile(r"y?[aeiouàâéèêëîïôùûüœæ]+|y"),
    "es": re.compile(r"[iuü]?[aeoáéó][iuy]?|[íú]|[iuüy]+"),
    "nl": re.compile(r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|ui|ei|ij|eu|ou|au|[aeiouyëïöü]"),
}
_SILENT = {
    "en": re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouydt])ed$|(?<=[^aeiouyscxz])es$"),
    "fr": re.compile(r"(?<=[a-zàâéèêëîïôùûüœæ])(?:e|es|(?<=[^m])ent)$"),
}


class Measure(msgspec.Struct, frozen=True):
    """What was counted. `ease`: Flesch's scale; `grade`: American school grade, English only."""

    sentences: int
    words: int
    syllables: int
    ease: float
    grade: float | None


def measured(text: str, language: str) -> Measure | None:
    """The measure of a text; `None` where there is no word in it."""
    parts = sentences(text)
    words = [word for part in parts for word in words_of(part)]
    if not words:
        return None
    syllables = sum(syllables_of(word, language) for word in words)
    length, weight = len(words) / len(parts), syllables / len(words)
    if language in _FLESCH:
        base, per_word, per_syllable = _FLESCH[language]
        ease = base - per_word * length - per_syllable * weight
    else:
        ease = 120.0 - (length + 100 * sum(len(word) > _LONG_WORD for word in words) / len(words))
    grade = 0.39 * length + 11.8 * weight - 15.59 if language == "en" else None
    return Measure(len(parts), len(words), syllables, ease, grade)


def sentences(text: str) -> list[str]:
    """The sentences of the text that hold a word; a line's end ends one too."""
    return [part.strip() for part in _END.split(text) if _WORD.search(part)]


def words_of(text: str) -> list[str]:
    """The words of the text; figures are none."""
    return _WORD.findall(text)


def syllables_of(word: str, language: str) -> int:
    """The syllables of a word, one at least."""
    small = word.lower()
    silent = _SILENT.get(language)
    if silent is not None and len(small) > 2:  # noqa: PLR2004 - words as short as "je" keep theirs
        small = silent.sub("", small)
    nuclei = _NUCLEI.get(language, _NUCLEI["en"])
    return max(len(nuclei.findall(small)), 1)
