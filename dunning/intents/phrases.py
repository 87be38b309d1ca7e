"""Phrases as data: how they are written in `words`, and where they stand in a text.

Phrases are set apart by commas, their words by blanks. `pay|paid`: either, and a line may end behind the
bar; `out_of`: two words within a choice; `invoic*`: any ending; `the?`: may be missing; `..`: up to four
words between, `...`: up to eight; `@pay`: the set of that name; `^`: the start of a sentence, `$`: its end;
`#`: an invoice's number; `<n>`: any figure; `<address>`: one of e-mail. An apostrophe or hyphen may be
missing in the text. Capitals do not matter; an accent or umlaut may be missing in the text, or an umlaut be
written with an "e", but not in a word after "=": "=pagó" is never "pago".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dunning.intents.words import PHRASES, SETS

_SIGNS = {
    "\u02bc": "'",
    "\u2019": "'",
    "\u2018": "'",
    "`": "'",
    "\u00b4": "'",
    "\u2013": "-",
    "\u2014": "-",
    "\u2011": "-",
}
_ACCENTED = {"a": "àáâäã", "c": "ç", "e": "éèêë", "i": "íìîï", "n": "ñ", "o": "óòôöõ", "u": "úùûü"}
_BARE = {accented: sign for sign, all_ in _ACCENTED.items() for accented in all_} | {"ß": "ss"}
_UMLAUTS = {"ä": "(?:ä|ae?)", "ö": "(?:ö|oe?)", "ü": "(?:ü|ue?)", "ß": "(?:ß|ss?)"}
_EXACT = {"ä": "(?:ä|ae)", "ö": "(?:ö|oe)", "ü": "(?:ü|ue)", "ß": "(?:ß|ss)"}
_SPECIAL = {
    "#": r"(?:[a-z]{1,4}[./ -]?)?\d{3,}",
    "<n>": r"\d{1,6}(?:[.,]\d{1,3}){0,2}",
    "<address>": r"[\w.+-]+@[\w.-]*\w",
}
_BETWEEN = r"[\W_]+"
_GAP = rf"(?:{_BETWEEN}[^\W_]+){{0,%d}}?"
_GAPS = {"..": 4, "...": 8}


def folded(text: str) -> str:
    """The text in small letters and plain signs, each character in its place."""
    return "".join(map(_folded, text))


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if sign.isspace() and sign != "\n":
        return " "
    small = sign.lower()[:1]
    return small if sign == "\n" or small.isprintable() else " "


def bare(text: str) -> str:
    """The folded text without accents, for looking a word up."""
    return "".join(_BARE.get(sign, sign) for sign in text)


@lru_cache(maxsize=1024)
def pattern(language: str, key: str) -> re.Pattern[str] | None:
    """The phrases of that language and key, for folded text; `None` where it has none."""
    return compiled(PHRASES[language].get(key, ""), language)


def keys(language: str) -> tuple[str, ...]:
    """The keys of all phrases of that language."""
    return tuple(PHRASES[language])


def compiled(written: str, language: str, groups: Mapping[str, str] | None = None) -> re.Pattern[str] | None:
    """One pattern for phrases. `groups`: patterns for the names in braces that stand for a word."""
    phrases = [each.split() for each in re.sub(r"\|\s+", "|", written).split(",")]
    longest_first = sorted(filter(None, phrases), key=len, reverse=True)
    found = "|".join(_phrase(each, language, groups or {}) for each in longest_first)
    return re.compile(found) if found else None


def _phrase(words: list[str], language: str, groups: Mapping[str, str]) -> str:
    found, front = "", ""
    for word in words:
        if word in _GAPS:
            found += _GAP % _GAPS[word]
        elif word == "^":
            found += r"(?:^|(?<=\n))[\W_]*"
        elif word == "$":
            found += r"[\W_]*(?:$|(?=\n))"
        else:
            needed = word.removesuffix("?")
            one = _words(needed, language, groups)
            if not front:
                found += rf"(?:{one}{_BETWEEN})?" if needed != word else one
                front = "" if needed != word else one
            else:
                found += rf"(?:{_BETWEEN}{one})?" if needed != word else _BETWEEN + one
    return rf"(?<!\w){found}(?!\w)"


def _words(word: str, language: str, groups: Mapping[str, str]) -> str:
    choices = []
    for each in word.split("|"):
        if each.startswith("@"):
            choices.append(_words("|".join(SETS[language][each[1:]].split()), language, groups))
        elif each.startswith("{"):
            choices.append(groups[each[1:-1]])
        else:
            choices.append(spelt(each, language))
    return f"(?:{'|'.join(choices)})"


def spelt(word: str, language: str) -> str:
    """The pattern of one word, however its accents are written; after "=" only as they stand."""
    if word in _SPECIAL:
        return _SPECIAL[word]
    exact = word.startswith("=")
    return "".join(_sign(sign, language, exact=exact) for sign in word.removeprefix("=").lower())


def _sign(sign: str, language: str, *, exact: bool) -> str:
    if sign == "*":
        return r"\w*"
    if sign in "'-":
        return r"[^\w\n]?"
    if sign == "_":
        return r"[^\w\n]+"
    if language == "de":
        return (_EXACT if exact else _UMLAUTS).get(sign, re.escape(sign))
    if exact:
        return re.escape(sign)
    plain = _BARE.get(sign, sign)
    return f"[{plain}{_ACCENTED[plain]}]" if plain in _ACCENTED else re.escape(sign)
