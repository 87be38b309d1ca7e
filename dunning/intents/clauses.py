"""A reply cut up: what its writer wrote, apart from signatures and what they quote; sentences; their parts.

The laws it keeps: places are those of the whole text; a point within a number, a date or an abbreviation
ends no sentence; what stands below a closing formula or a quoted letter's head is nobody's answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import msgspec

from dunning.intents.phrases import folded, pattern

LONGEST = 8_000  # characters that are read; nobody answers a reminder in more
_LONGEST_SENTENCE = 500  # characters; what has no points is cut here, so that any text is read in time
_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_QUOTED_BELOW = re.compile(
    r"""^[ \t]*(?:
        -{2,}[ ]?(?:original|forwarded|urspr\w+[ ]nachricht|weitergeleitet|begin|doorgestuurd|oorspronkelijk
            |message[ ](?:d.origine|transf\w+)|mensaje[ ](?:original|reenviado))[^\n]*
        |_{10,}[ ]*
        |(?:begin[ ])?forwarded[ ]message:?[ ]*
        |(?:on|am|le|el|op|den)\b[^\n]{4,120}(?:\n[^\n]{1,80})?
            (?:wrote|schrieb\b[^\n:]{0,80}|a[ ][e\u00e9]crit|escribi[o\u00f3]|schreef\b[^\n:]{0,80})[ ]?:[ ]*
        |(?:from|von|de|van)[ ]?:[^\n]*\n+[ \t]*
            (?:sent|date|gesendet|datum|envoy[e\u00e9]|enviado|fecha|verzonden|to|an|a|para|aan)[ ]?:[^\n]*
    )$""",
    re.MULTILINE | re.VERBOSE,
)
_SIGNATURE = re.compile(
    r"""^[ \t]*(?:
        --[ ]*|_{3,}[ ]*
        |sent[ ]from[ ]my\b[^\n]*|get[ ]outlook[ ]for[^\n]*|von[ ]meinem[ ]\w+[^\n]*gesendet[^\n]*
        |gesendet[ ]von[^\n]*|envoy[e\u00e9][ ]de(?:puis)?[ ]mon[^\n]*|enviado[ ]desde[ ]mi[^\n]*
        |verzonden[ ]v(?:ia|an(?:af)?)[ ][^\n]*
        |(?:the[ ]information[ ]in[ ])?(?:this|diese|ce|este|dit|deze)[ ](?:e-?mail|message|nachricht|courriel
            |mail|mensaje|correo|bericht)\b[^\n]*(?:confidential|vertraulich|confidentiel|confidencial|vertrouwelijk)[^\n]*
    )$""",
    re.MULTILINE | re.VERBOSE,
)
_POSTSCRIPT = re.compile(r"^[ \t]*p\.?[ ]?s\.?\b", re.MULTILINE)
_NAME_WORDS = 5  # that may follow a closing formula on its own line
_END = re.compile(r"[!?]+|\.+(?=\s|$)|;(?=\s)|\n\s*")
_ABBREVIATED = re.compile(
    r"(?:^|[^\w])(?:\w|inv|no|nr|r[e\u00e9]f|dr|mr|mrs|ms|st|str|bzw|fra?|fact|facs?|sra?|srta|az|approx|ca|num|acc|dhr|mevr"
    r"|mme|fa|rg|jan|feb|mar|apr|jun|jul|aug|sept?|oct|okt|nov|dec|dez|d\.d|z\.b|i\.a|v\.a|e\.g|i\.e|o\.v)$"
)
_ORDINAL = re.compile(r"\b(?:am|zum|bis|ab|vom|den|dem|der|und|-)\s+(?:\w+\s+)?(?:\d{1,2}\.\s?)?\d{1,2}$")
_MONTH = re.compile(r"\.\s+(?:jan|feb|mar|mae?r|m\u00e4r|apr|mai|jun|jul|aug|sep|okt|nov|dez)")
_NUMBERED = re.compile(r"(?:^|\n)\s*\d{1,2}$")
_WRAPPED = 45  # characters of a line that may run on in the next


class Part(msgspec.Struct, frozen=True):
    """A stretch of the text: `start` to `end` (exclusive)."""

    start: int
    end: int


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence, folded, and its parts between commas and words like "but". `asks`: it ends in "?"."""

    start: int
    text: str
    parts: tuple[Part, ...]
    asks: bool

    @property
    def end(self) -> int:
        """Where it ends in the whole text (exclusive)."""
        return self.start + len(self.text)

    def part_at(self, place: int) -> int:
        """The index of the part in which that place of the whole text is."""
        for index, part in enumerate(self.parts):
            if place < part.end:
                return index
        return len(self.parts) - 1


def written(words: str, languages: Iterable[str]) -> str:
    """The writer's own words, folded; all else is blanked, so that places stay."""
    text = folded(words[:LONGEST])
    text = _QUOTED_LINE.sub(_blank, text)
    quoted = _QUOTED_BELOW.search(text)
    if quoted is not None:
        text = text[: quoted.start()] + _blank_text(text[quoted.start() :])
    ends = [found.start() for found in _SIGNATURE.finditer(text)]
    ends += [place for each in languages if (place := _closing(text, each)) is not None]
    if not ends:
        return text
    end = min(ends)
    after = _POSTSCRIPT.search(text, end)
    stop = after.start() if after is not None else len(text)
    return text[:end] + _blank_text(text[end:stop]) + text[stop:]


def _closing(text: str, language: str) -> int | None:
    formula = pattern(language, "closing")
    for found in formula.finditer(text) if formula is not None else ():
        line = text[found.end() :].partition("\n")[0]
        before = text[: found.start()].rpartition("\n")[2].rstrip()
        if (
            text[: found.start()].strip()
            and len(line.split()) <= _NAME_WORDS
            and (not before or before[-1] in ".!?,;)")
            and "?" not in line
        ):
            return found.start()
    return None


def sentences(text: str, languages: Sequence[str]) -> Iterator[Sentence]:
    """The sentences of folded words that hold any word."""
    start = 0
    for found in _END.finditer(text):
        if not _ends(text, found):
            continue
        yield from _pieces(text, start, found.end(), languages)
        start = found.end()
    yield from _pieces(text, start, len(text), languages)


def _pieces(text: str, start: int, end: int, languages: Sequence[str]) -> Iterator[Sentence]:
    while end - start > _LONGEST_SENTENCE:
        cut = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        cut = cut if cut > start else start + _LONGEST_SENTENCE
        yield from _sentence(text, start, cut, languages)
        start = cut
    yield from _sentence(text, start, end, languages)


def _ends(text: str, found: re.Match[str]) -> bool:
    if found[0].startswith("\n"):
        return "\n" in found[0].strip(" ")[1:] or not _runs_on(text, found.start())
    if found[0] != ".":
        return True
    before = text[max(0, found.start() - 24) : found.start()]
    return not (
        _ABBREVIATED.search(before)
        or _ORDINAL.search(before)
        or _NUMBERED.search(before)
        or (before[-1:].isdigit() and _MONTH.match(text, found.start()))
    )


def _runs_on(text: str, place: int) -> bool:
    line = text[:place].rpartition("\n")[2]
    following = text[place + 1 :].lstrip(" \t")[:1]
    return len(line) >= _WRAPPED and following.isalnum() and line.rstrip()[-1:] not in ":;"


def _sentence(text: str, start: int, end: int, languages: Sequence[str]) -> Iterator[Sentence]:
    raw = text[start:end]
    if not re.search(r"\w", raw):
        return
    start += len(raw) - len(raw.lstrip())
    own = raw.strip()
    cuts = {found.start() for found in re.finditer(r"[,;:](?!\d)|\s-+\s|[()]", own)}
    for each in languages:
        cuts |= _starts(own, each, "but") - _starts(own, each, "not.but")
    places = [0, *sorted(cuts - {0}), len(own)]
    parts = tuple(Part(start + one, start + other) for one, other in pairwise(places) if other > one)
    yield Sentence(start=start, text=own, parts=parts, asks=own.rstrip(" )\"'").endswith("?"))


def _starts(own: str, language: str, key: str) -> set[int]:
    form = pattern(language, key)
    return set() if form is None else {found.start() for found in form.finditer(own)}


def _blank(found: re.Match[str]) -> str:
    return _blank_text(found[0])


def _blank_text(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
