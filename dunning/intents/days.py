"""Days as people write them: "Friday", "Ende des Monats", "le 15", "mañana", "volgende week vrijdag".

The laws it keeps: what a word means is worked out from `today` alone; the same words lie behind for a payment
that was made and ahead for one that is promised; a day that no calendar has is none. Weeks begin on
Monday, and "next week" is over on its Friday, when banks close.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import zip_longest

import msgspec
from babel.dates import get_day_names, get_month_names

from dunning.intents.meaning import Day, Sure
from dunning.intents.phrases import bare, compiled, folded, spelt
from dunning.intents.words import DAYS, SETS

_MONTHS_BEHIND, _MONTHS_AHEAD = 9, 8  # how far a day without a year is looked for
_FRIDAY = 4
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BESIDE = 8  # signs between a weekday and its date
_DATES = ("calendar", "numeric")  # read before any other form
_ISO = re.compile(r"(?<![\d-])(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])")
_NUMERIC = re.compile(
    r"(?<![\w.,/\u20ac$\u00a3-])(?P<day>\d{1,2})(?P<sign>[./-])\s?(?P<month>\d{1,2})"
    r"(?:(?P=sign)\s?(?P<year>20\d\d|\d\d)\b|\.(?!\d)|(?!\w))(?![./-]?\d|,\d|\s?(?:eur|\u20ac|%|uhr|h\b))"
)


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A day in the text from `start` to `end`, not yet worked out. `names`: its parts; `what`: its form."""

    start: int
    end: int
    what: str
    names: Mapping[str, str]
    language: str

    def day(self, today: date, toward: int) -> Day | None:
        """The day meant: at or after `today` where `toward` is 1, at or before it where it is -1."""
        return _FORMS[self.what.partition(":")[0]](self, today, toward)


def said_in(text: str, languages: Sequence[str], at: int, *, month_first: bool) -> list[Said]:
    """The days in a folded sentence that begins at `at`, the longest reading of each, in order."""
    found = [*_figures(text, at, languages[0], month_first=month_first)]
    for language in languages:
        for what, form in _forms(language):
            for match in form.finditer(text):
                names = {name: bare(value) for name, value in match.groupdict().items() if value is not None}
                start, end = at + match.start(), at + match.end()
                found.append(Said(start=start, end=end, what=what, names=names, language=language))
    longest: list[Said] = []
    for each in sorted(found, key=lambda one: (not one.what.startswith(_DATES), one.start - one.end)):
        if not any(each.start < other.end and other.start < each.end for other in longest):
            longest.append(each)
    ordered = sorted(longest, key=lambda one: one.start)
    return [each for each, after in zip_longest(ordered, ordered[1:]) if not _is_of(each, after)]


def _is_of(weekday: Said, after: Said | None) -> bool:
    """Whether a weekday only goes with the date behind it: "Montag, 9.11."."""
    return (
        after is not None
        and weekday.what == "weekday"
        and after.what.startswith(_DATES)
        and after.start - weekday.end < _BESIDE
    )


def _figures(text: str, at: int, language: str, *, month_first: bool) -> Iterator[Said]:
    for form in (_ISO, _NUMERIC):
        for each in form.finditer(text):
            names = {name: value for name, value in each.groupdict().items() if value is not None}
            what = "numeric:mdy" if form is _NUMERIC and month_first else "numeric"
            start, end = at + each.start(), at + each.end()
            yield Said(start=start, end=end, what=what, names=names, language=language)


@lru_cache(maxsize=16)
def _forms(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    groups = {
        "weekday": _group("weekday", language, _weekdays(language)),
        "month": _group("month", language, _months(language)),
        "n": _group("n", language, _numbers(language), r"\d{1,3}"),
        "d": rf"(?P<day>0?[1-9]|[12]\d|3[01]){SETS[language].get('ordinal', '')}",
        "r": rf"(?P<since>0?[1-9]|[12]\d|3[01]){SETS[language].get('ordinal', '')}",
        "y": r"(?P<year>20\d\d)",
        "w": r"(?P<week>[1-4]?\d|5[0-3])",
    }
    forms = (
        (what, compiled(phrase, language, groups))  # each by itself, for a group's name may stand once only
        for what, phrases in DAYS[language].items()
        for phrase in phrases.split(",")
    )
    return tuple((what, form) for what, form in forms if form is not None)


def _group(name: str, language: str, words: Iterable[str], *more: str) -> str:
    choices = [spelt(word, language) for word in sorted(words, key=len, reverse=True)]
    return f"(?P<{name}>{'|'.join([*more, *choices])})"


@lru_cache(maxsize=16)
def _weekdays(language: str) -> Mapping[str, int]:
    names = {bare(folded(name)): number for number, name in get_day_names("wide", locale=language).items()}
    return names | _more(language, "weekdays")


@lru_cache(maxsize=16)
def _months(language: str) -> Mapping[str, int]:
    names: dict[str, int] = {}
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, locale=language).items():
            names[bare(folded(name)).rstrip(".")] = number
    return names | _more(language, "months")


def calendar_words(language: str) -> frozenset[str]:
    """The names of its days and months, without accents."""
    return frozenset(_weekdays(language)) | frozenset(_months(language))


def _numbers(language: str) -> Mapping[str, int]:
    return _more(language, "numbers")


def _more(language: str, name: str) -> dict[str, int]:
    pairs = (each.split("=") for each in SETS[language].get(name, "").split())
    return {bare(folded(word)): int(number) for word, number in pairs}


def _one(day: date | None, sure: Sure = "certain") -> Day | None:
    return None if day is None else Day(first=day, last=day, sure=sure)


def _checked(day: date | None, today: date, toward: int) -> Day | None:
    """That day, if it lies on its side of today."""
    return None if day is None or (day - today).days * toward < 0 else _one(day)


def _relative(said: Said, today: date, toward: int) -> Day | None:
    """`relative:2`: so many days from today."""
    return _checked(today + timedelta(days=int(said.what.partition(":")[2])), today, toward)


def _span(said: Said, today: date, toward: int) -> Day | None:
    """`days:1`, `weeks:-1`, `months:1`: so many of them from today, by count."""
    unit, _, sign = said.what.partition(":")
    written = said.names.get("n", "1")
    count = (int(written) if written.isdigit() else _numbers(said.language)[written]) * int(sign)
    if unit == "months":
        return _checked(_months_on(today, count), today, toward)
    return _checked(today + timedelta(days=count * (7 if unit == "weeks" else 1)), today, toward)


def _weekday(said: Said, today: date, toward: int) -> Day | None:
    """`weekday`: the nearest on its side; `weekday:next`, `:last`, `:this`: of a week."""
    number, week = _weekdays(said.language)[said.names["weekday"]], said.what.partition(":")[2]
    monday = today - timedelta(days=today.weekday())
    if week == "next":
        return _checked(monday + timedelta(days=7 + number), today, toward)
    if week == "this" and toward < 0:
        return _checked(monday + timedelta(days=number), today, toward)
    if week == "coming":
        return _checked(today + timedelta(days=(number - today.weekday() - 1) % 7 + 1), today, toward)
    if week == "last":
        return _checked(today - timedelta(days=(today.weekday() - number - 1) % 7 + 1), today, toward)
    behind = timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    ahead = timedelta(days=(number - today.weekday()) % 7)
    return _one(today + ahead if toward > 0 else today - behind)


def _week(said: Said, today: date, toward: int) -> Day | None:
    """`week:1`: Monday to Friday of the week after; `week:end`: the Friday of this one."""
    monday, which = today - timedelta(days=today.weekday()), said.what.partition(":")[2]
    if which in ("end", "end1"):
        friday = monday + timedelta(days=_FRIDAY + (7 if which == "end1" else 0))
        friday += timedelta(days=7) if which == "end" and today.weekday() > _FRIDAY else timedelta(0)
        return _checked(friday, today, toward)
    first = monday + timedelta(days=7 * int(which))
    last = first + timedelta(days=_FRIDAY)
    if which == "0":
        first, last = (today, max(today, last)) if toward > 0 else (monday, today)
    return Day(first=first, last=last, sure="likely") if _checked(last, today, toward) else None


def _month(said: Said, today: date, toward: int) -> Day | None:
    """`month:end0`, `month:mid1`, `start1`, `first1`, `all1`: of this month, the next or a named one."""
    which = said.what.partition(":")[2]
    if "month" in said.names:
        found = _near(1, _months(said.language)[said.names["month"]], today, 1)
        year_month = found if found is not None else today
        first = year_month.replace(day=1)
        if toward < 0 and first > today:
            first = first.replace(year=first.year - 1)
    else:
        first = _months_on(today.replace(day=1), int(which.lstrip(_LETTERS)))
    last = first.replace(day=monthrange(first.year, first.month)[1])
    part = which.rstrip("-01")
    if part == "end":
        return _checked(last, today, toward)
    if part == "mid":
        return _shown(first.replace(day=15), first.replace(day=15), today, toward)
    if part == "first":
        return _checked(first, today, toward)
    if part == "start":
        return _shown(first, first.replace(day=7), today, toward)
    return _shown(first, last, today, toward)


def _shown(first: date, last: date, today: date, toward: int) -> Day | None:
    if toward > 0:
        return Day(first=max(first, today), last=last, sure="likely") if last >= today else None
    return Day(first=first, last=min(last, today), sure="likely") if first <= today else None


def _year_end(said: Said, today: date, toward: int) -> Day | None:
    del said
    return _checked(date(today.year, 12, 31), today, toward)


def _christmas(said: Said, today: date, toward: int) -> Day | None:
    del said
    return _checked(date(today.year, 12, 24), today, toward)


def _week_number(said: Said, today: date, toward: int) -> Day | None:
    """The Monday to Friday of a week by its ISO number, this year's or the next one's."""
    number = int(said.names["week"])
    for year in (today.year, today.year + toward):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if ((monday + timedelta(days=_FRIDAY)) - today).days * toward >= 0:
            return _shown(monday, monday + timedelta(days=_FRIDAY), today, toward)
    return None


def _calendar(said: Said, today: date, toward: int) -> Day | None:
    """A day and a month, perhaps a year, or those "from 16 to 30 November"."""
    number, month = int(said.names["day"]), _months(said.language)[said.names["month"]]
    last = _dated(number, month, said.names.get("year"), today, toward)
    if last is None or "since" not in said.names:
        return last
    first = _day_of(last.last.year, month, int(said.names["since"]))
    return Day(first=min(first or last.last, last.last), last=last.last, sure="certain")


def _numeric(said: Said, today: date, toward: int) -> Day | None:
    """Figures alone. In the order "mdy" the month is first, if it can be one."""
    number, month = int(said.names["day"]), int(said.names["month"])
    swapped = said.what == "numeric:mdy"
    if (swapped and number <= 12) or month > 12 >= number:  # noqa: PLR2004  # months
        number, month = month, number
    found = _dated(number, month, said.names.get("year"), today, toward)
    doubtful = swapped and found is not None and number <= 12  # noqa: PLR2004  # months
    return msgspec.structs.replace(found, sure="likely") if doubtful and found is not None else found


def _dated(number: int, month: int, year: str | None, today: date, toward: int) -> Day | None:
    if year is None:
        near = _near(number, month, today, toward)
        return None if near is None else _checked(near, today, toward)
    whole = int(year) + (2000 if len(year) == 2 else 0)  # noqa: PLR2004  # figures of a year
    return _checked(_day_of(whole, month, number), today, toward)


def _near(number: int, month: int, today: date, toward: int) -> date | None:
    """That day of the year in which it is nearest, so that "5 November" lies behind on the 18th."""
    found = [each for year in (-1, 0, 1) if (each := _day_of(today.year + year, month, number)) is not None]
    near = [each for each in found if -_MONTHS_BEHIND * 31 <= (each - today).days <= _MONTHS_AHEAD * 31]
    return min(near, key=lambda each: (abs((each - today).days), toward), default=None)


def _ordinal(said: Said, today: date, toward: int) -> Day | None:
    """A day of the month alone: the next on its side."""
    number = int(said.names["day"])
    for months in range(3):
        first = _months_on(today.replace(day=1), months * toward)
        day = _day_of(first.year, first.month, number)
        if day is not None and (day - today).days * toward >= 0:
            return _one(day)
    return None


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _day_of(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


_FORMS = {
    "relative": _relative,
    "days": _span,
    "weeks": _span,
    "months": _span,
    "weekday": _weekday,
    "week": _week,
    "month": _month,
    "year": _year_end,
    "christmas": _christmas,
    "number": _week_number,
    "calendar": _calendar,
    "ordinal": _ordinal,
    "numeric": _numeric,
}
