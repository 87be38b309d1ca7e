"""Courtesies: which letters that demand nothing a firm writes, and on which days.

The laws they keep: none goes unless the policy chooses it; a courtesy is no level, raises none and restarts
no gap; one whose days have passed lapses, and is not made up for.

    thanks       once for each debt: within 7 days of the payment that cleared all that was overdue
    terms note   once for each customer: within 7 days of the date of their very first invoice
    statement    once a month: on its day or up to 5 days later, for all that is open
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from dunning.reading import Section

THANKS_DAYS = 7
TERMS_NOTE_DAYS = 7
STATEMENT_DAYS = 5  # a weekend with holidays on both sides of it is no longer
_LAST_DAY = 31
_DAY = timedelta(days=1)


class Courtesies(msgspec.Struct, frozen=True, kw_only=True):
    """What is chosen. `statement_day`: of the month, its last one where it is shorter; 0: none."""

    thanks: bool
    terms_note: bool
    statement_day: int


NO_COURTESIES = Courtesies(thanks=False, terms_note=False, statement_day=0)


def read_courtesies(section: Section) -> Courtesies:
    """What `[policy.courtesies]` says."""
    chosen = Courtesies(
        thanks=section.flag("thanks", default=False),
        terms_note=section.flag("terms_note", default=False),
        statement_day=section.whole("statement_day", 0, most=_LAST_DAY),
    )
    section.close()
    return chosen


def statement_day(day: int, month: date) -> date:
    """The day of that date's month on which statements go."""
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def statement_due(day: int, today: date) -> date | None:
    """The day whose statement may go today: the last one, while it is not too long ago."""
    this = statement_day(day, today)
    last = this if this <= today else statement_day(day, today.replace(day=1) - _DAY)
    return last if (today - last).days <= STATEMENT_DAYS else None


def next_statement_day(day: int, today: date) -> date:
    """The first one after today."""
    this = statement_day(day, today)
    return this if this > today else statement_day(day, today.replace(day=1) + _LAST_DAY * _DAY)


def statement_episode(on: date) -> str:
    """What stands in a statement's key where a debt would: its month, so that there is one in each."""
    return f"statement:{on:%Y-%m}"
