"""Limitation: from when on a debtor may refuse to pay what is too old, as dated data with its source.

The law kept here: what is from memory, and all of it is so far, only ever suggests something to a person;
of several periods that may hold the shortest is told, for its end is when to look. Interruptions that no
book shows (a word of acknowledgement, a claim in court) are not known: a date is when it *may* be barred.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

import msgspec

from dunning.law.pack import ANY, Mark, PackError
from dunning.law.scope import UNKNOWN, is_within

_LEAP_DAY = (2, 29)


class Limitation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One period. `place`: ISO codes; `for_kind`: of debtors. `after`: counted from the due date or the end
    of its year.
    """

    place: str
    for_kind: tuple[str, ...] = ANY
    years: Annotated[int, msgspec.Meta(ge=1)]
    after: Literal["due_date", "end_of_year"] = "due_date"
    cite: Annotated[str, msgspec.Meta(min_length=1)]
    mark: Mark

    def barred_from(self, due_on: date, paid_on: date | None) -> date:
        """The first day on which payment may be refused; a part that was paid begins the time anew."""
        since = due_on if paid_on is None else max(due_on, paid_on)
        if self.after == "end_of_year":
            return date(since.year + self.years + 1, 1, 1)
        year = since.year + self.years
        gone = (since.month, since.day) == _LEAP_DAY and not isleap(year)
        return since.replace(year=year, day=28 if gone else since.day) + timedelta(days=1)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    limitation: tuple[Limitation, ...]


def read_limitations(mapping: Mapping[str, Any], name: str) -> tuple[Limitation, ...]:
    """The periods of a file. `PackError`, with the file's name, when it is none."""
    try:
        return msgspec.convert(mapping, _File).limitation
    except msgspec.ValidationError as error:
        msg = f"the limitation periods in {name}: {error}"
        raise PackError(msg) from error


def limitation_for(limitations: Sequence[Limitation], place: str, kind: str) -> Limitation | None:
    """The period that holds there for debtors of that kind, of the nearest law; the shortest in doubt."""
    fits = [
        each
        for each in limitations
        if is_within(place, each.place) and (kind == UNKNOWN or each.for_kind == ANY or kind in each.for_kind)
    ]
    return min(fits, key=lambda each: (-each.place.count("-"), each.years), default=None)
