"""The days, amounts, invoices and references of a sentence, each given to the claim that it belongs to.

The law: a value belongs to the claim in its own part of the sentence, else to the one before, else to the
one after; an invoice's own date and a due date are no days of paying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

import msgspec

from dunning.intents.claims import Claim, looked_past
from dunning.intents.clauses import Part, Sentence
from dunning.intents.days import Said, said_in
from dunning.intents.meaning import Known
from dunning.intents.numbers import Invoices, Named, reference_in
from dunning.intents.phrases import pattern
from dunning.intents.sums import Told, told_in


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


class Values(msgspec.Struct, frozen=True, kw_only=True):
    """What a sentence or a claim of it names, each kind in order of place."""

    days: tuple[Said, ...]
    sums: tuple[Told, ...]
    invoices: tuple[Named, ...]
    references: tuple[Part, ...]


def values_of(sentence: Sentence, languages: Sequence[str], known: Known, invoices: Invoices) -> Values:
    """All that the sentence names."""
    at, text = sentence.start, looked_past(sentence.text, languages)
    month_first = (known.language or "").replace("_", "-").lower() == "en-us" and languages[0] == "en"
    days = said_in(text, languages, at, month_first=month_first)
    firm = [Part(each.start, each.end) for each in days if each.what.startswith(("calendar", "numeric"))]
    sums = told_in(text, languages, at, firm)
    money = [Part(each.start, each.end) for each in sums if not _is_bare(text, each, at)]
    named = invoices.named_in(text, languages, at, [*firm, *money])
    numbers = [Part(each.start, each.end) for each in named]
    references = [Part(at + each.start, at + each.end) for each in reference_in(text, languages, "reference")]
    return Values(
        days=tuple(
            each for each in days if not _clash(each, numbers) and not _other(text, each, at, languages)
        ),
        sums=tuple(each for each in sums if not _clash(each, numbers)),
        invoices=tuple(named),
        references=tuple(each for each in references if not _clash(each, [*numbers, *firm])),
    )


def shared_out(values: Values, claims: Sequence[Claim], sentence: Sentence) -> list[Values]:
    """The values of each claim, in the claims' order."""
    owners = _owners(claims, sentence)

    def own(places: Iterable[P], index: int) -> tuple[P, ...]:
        return tuple(each for each in places if _owner(each, claims, owners, sentence) == index)

    return [
        Values(
            days=own(values.days, index),
            sums=own(values.sums, index),
            invoices=own(values.invoices, index),
            references=own(values.references, index),
        )
        for index in range(len(claims))
    ]


def _owners(claims: Sequence[Claim], sentence: Sentence) -> list[list[int]]:
    """The indexes of the claims to which each part of the sentence belongs."""
    owners: list[list[int]] = [[] for _ in sentence.parts]
    for index, each in enumerate(claims):
        for part in range(each.part, sentence.part_at(each.end - 1) + 1):
            owners[part].append(index)
    for part in range(1, len(owners)):
        owners[part] = owners[part] or owners[part - 1][-1:]
    for part in reversed(range(len(owners) - 1)):
        owners[part] = owners[part] or owners[part + 1][:1]
    return owners


def _owner(place: _Placed, claims: Sequence[Claim], owners: list[list[int]], sentence: Sentence) -> int:
    own = owners[sentence.part_at(place.start)]
    return min(own, key=lambda index: _apart(place, claims[index]), default=-1)


def _apart(one: _Placed, other: _Placed) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _clash(one: _Placed, others: Iterable[_Placed]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _is_bare(text: str, one: Told, at: int) -> bool:
    return one.likely and re.fullmatch(r"\d+", text[one.start - at : one.end - at]) is not None


def _other(text: str, day: Said, at: int, languages: Sequence[str]) -> bool:
    """Whether it is an invoice's date or a due date, by the words right before it."""
    before = text[: day.start - at]
    return any(
        re.fullmatch(r"[\W_]*", before[each.end() :]) is not None
        for language in languages
        if (form := pattern(language, "not_day")) is not None
        for each in form.finditer(before)
    )
