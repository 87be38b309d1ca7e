"""How and when a customer asks to be reached, in their own words: a way, hours, or both.

The laws it keeps: a way is a wish only where the words say that it is meant for good ("instead", "prefer",
"only", or another way is not wanted), and where one way is asked for; hours are one only of reaching them,
and of no single day; what speaks of paying, of an invoice or of opening hours is no wish. It is a draft for a
person like every meaning, and apart from them: what else the same words mean is not changed by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import time
from functools import lru_cache

import msgspec

from dunning.intents.claims import has
from dunning.intents.clauses import Sentence, sentences, written
from dunning.intents.meaning import Sure
from dunning.intents.phrases import compiled, folded, spelt
from dunning.intents.tongues import languages_of
from dunning.intents.words.wishes import SETS, WISHES

WAYS = ("sms", "call", "email", "letter")
EARLIEST, LATEST = time(8), time(20)
"""Hours in which every law that is known here allows a message."""
_Hours = tuple[time, time]
_NAMED: dict[str, _Hours] = {
    "morning": (EARLIEST, time(12)),
    "afternoon": (time(12), time(18)),
    "evening": (time(17), LATEST),
}
_NOON, _DAY = 12, 24
_ALONE = 6  # words that are nothing but the hours: "only in the afternoon, please"
_CLOCK = (
    r"(?:las_?\s*)?(\d{1,2})(?:\s?[:.h]\s?([0-5]\d))?"
    r"\s*(am|pm|a\.m\.?|p\.m\.?|uhr|uur|heures|h|o'clock)?"
)
_NO_HOUR = (  # money, a number of days, or a day of a month
    r"(?![\w/%\u20ac\u00a3$]|[.,]\d|\s*(?:eur|gbp|usd|pound|day|tag|jour|d\u00eda|dag|weeks?|woche"
    r"|(?:de |of |\. ?)?(?:jan|f[e\u00e9]v|feb|m[a\u00e4]r|ene|a[pbv]r|ma[iyj]|mei|maart|ju[nlil]|a[ou]|sep"
    r"|o[ck]t|nov|d[ei\u00e9][czc])))"
)


class Wished(msgspec.Struct, frozen=True, kw_only=True):
    """What they ask for, in their words from `start` to `end` (exclusive).

    `channel`: "sms", "call", "email" or "letter"; `opens` and `until` (exclusive), both or none, at theirs.
    `sure` is "likely" where hours are named that may be meant for once.
    """

    start: int
    end: int
    sure: Sure
    channel: str | None
    opens: time | None
    until: time | None


def wished_in(words: str, language: str | None) -> Wished | None:
    """What the words ask for; `None` where nothing, or more than one way. `language`: their writer's."""
    languages = languages_of(folded(words[:2000]), language)
    cut = list(sentences(written(words, languages), languages))
    if any(has(each, "stop.all", one.text) for one in cut for each in languages):
        return None
    for each in languages:  # the likeliest first: what it does not understand, another may
        read = [_Read(one, each) for one in cut]
        denies = any(one.denies for one in read)
        ways = {way: one for one in reversed(read) for way in one.ways(denies=denies)}
        timed = next((one for one in read if one.hours is not None), None)
        if ways or timed is not None:
            return None if len(ways) > 1 else _wished(ways, timed)
    return None


def _wished(ways: Mapping[str, _Read], timed: _Read | None) -> Wished:
    said = [*ways.values(), *([] if timed is None else [timed])]
    opens, until = (None, None) if timed is None or timed.hours is None else timed.hours
    return Wished(
        start=min(each.sentence.start for each in said),
        end=max(each.sentence.end for each in said),
        sure="certain" if ways or any(each.is_for_good for each in said) else "likely",
        channel=next(iter(ways), None),
        opens=opens,
        until=until,
    )


class _Read:
    """One sentence, read in one language. `denies`: a way is not wanted. `hours`: those of theirs."""

    def __init__(self, sentence: Sentence, language: str) -> None:
        self.sentence, self._language = sentence, language
        against, at = _pattern(language, "against"), sentence.start
        parts = [sentence.text[each.start - at : each.end - at] for each in sentence.parts]
        self._wanted = "".join(against.sub(lambda each: " " * len(each[0]), part) for part in parts)
        self.denies = self._wanted != sentence.text
        self.is_for_good = self._says("lasting") or self._says("only")
        self._names_hours = any(_timed(part, language) for part in parts)
        self.hours = self._hours(parts)

    def _says(self, key: str) -> bool:
        return _pattern(self._language, key).search(self.sentence.text) is not None

    def ways(self, *, denies: bool) -> Iterator[str]:
        """Those asked for, and for good. `denies`: somewhere in the words another is not wanted."""
        lasting = denies or self._says("lasting")
        if not self._names_hours:  # else it is only in these, even where they cannot be kept
            lasting = lasting or self._says("only")
        if lasting and not self._says("aside"):
            yield from (way for way in WAYS if _pattern(self._language, way).search(self._wanted))

    def _hours(self, parts: Sequence[str]) -> _Hours | None:
        """Those in which they are to be reached."""
        alone = self.is_for_good and len(self.sentence.text.split()) <= _ALONE
        if self._says("aside") or self._says("once") or not (alone or self._says("reached")):
            return None
        found = (_by_name(part, self._language) or _in_figures(part, self._language) for part in parts)
        return next((each for each in found if each is not None), None)


def _timed(part: str, language: str) -> bool:
    named = (_pattern(language, name) for name in _NAMED)
    return any(form.search(part) is not None for form in (*named, *_figures(language)))


def _by_name(part: str, language: str) -> _Hours | None:
    for name, hours in _NAMED.items():
        place = _pattern(language, name).search(part)
        if place is not None and not has(language, "negation", part[: place.start()]):
            return hours
    return None


def _in_figures(part: str, language: str) -> _Hours | None:
    """From and to, or from or to; "not before 10" and "do not call before 10" are from 10."""
    both, after, before = _figures(language)
    if found := both.search(part):
        first, last = _clock(*found.groups()[:3]), _clock(*found.groups()[3:])
        if has(language, "negation", part[: found.start()]):
            return None
    elif found := after.search(part) or before.search(part):
        begins = found.re is after
        denied = has(language, "negation", part[: found.start()])
        if denied and not has(language, "negation", found[0]):  # "ne m'appelez pas avant" denies it once
            begins = not begins
        told = _clock(*found.groups())
        first, last = (told, LATEST) if begins else (EARLIEST, told)
    else:
        return None
    if first is None or last is None or not EARLIEST <= first < last <= LATEST:
        return None
    return first, last


def _clock(hour: str, minute: str | None, half: str | None) -> time | None:
    """The time of day; an hour at which nobody is called is one of the afternoon, as in "after 3"."""
    told = int(hour)
    after_noon = half.startswith("p") if half else minute is None and told < EARLIEST.hour
    if after_noon and told < _NOON:
        told += _NOON
    return time(told, int(minute or 0)) if told < _DAY else None


@lru_cache(maxsize=128)
def _pattern(language: str, key: str) -> re.Pattern[str]:
    groups = {name: _choice(words, language) for name, words in SETS[language].items()}
    phrases = re.sub(r"@(w_\w+)", r"{\1}", WISHES[language][key])
    return compiled(phrases, language, groups) or re.compile(r"(?!)")


def _choice(words: str, language: str) -> str:
    return f"(?:{'|'.join(spelt(each, language) for each in words.split())})"


@lru_cache(maxsize=8)
def _figures(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Hours from and to, from, and to, in figures."""
    to = "|".join(spelt(each, language) if each != "-" else r"[-\u2013]" for each in _words(language, "to"))
    between, after, before = (_pattern(language, key).pattern for key in ("between", "after", "before"))
    return (
        re.compile(rf"(?:(?:{between})\s+)?{_CLOCK}\s*(?:{to})\s*{_CLOCK}{_NO_HOUR}"),
        re.compile(rf"(?:{after})\s+{_CLOCK}{_NO_HOUR}"),
        re.compile(rf"(?:{before})\s+{_CLOCK}{_NO_HOUR}"),
    )


def _words(language: str, key: str) -> Sequence[str]:
    return WISHES[language][key].split()
