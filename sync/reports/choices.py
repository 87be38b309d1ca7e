"""The periods that people ask for by name."""

from __future__ import annotations

from datetime import date, timedelta

from dunning.figures.debts import Period, month_end, months_on

_DAY = timedelta(days=1)


def named(today: date) -> dict[str, tuple[str, Period]]:
    """By its name in an address: in words, and which days; each ends yesterday at the latest."""
    yesterday = today - _DAY
    first = today.replace(day=1)
    quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    year = today.replace(month=1, day=1)
    found = {
        "12-months": ("Twelve months", Period(months_on(today, -12), yesterday)),
        "3-months": ("Three months", Period(months_on(today, -3), yesterday)),
        "last-month": ("Last month", _month(first - _DAY)),
        "last-quarter": ("Last quarter", Period(months_on(quarter, -3), quarter - _DAY)),
        "this-year": ("This year", Period(yesterday.replace(month=1, day=1), yesterday)),
        "last-year": ("Last year", Period(months_on(year, -12), year - _DAY)),
    }
    if yesterday < year:  # on New Year's Day this year has no day that is over
        del found["this-year"]
    return found


def _month(day: date) -> Period:
    return Period(day.replace(day=1), month_end(day))
