"""A debt: one invoice over time, as dated payments tell it, and the periods that figures are about.

The laws it keeps: a payment counts from the day that it bears, whenever it was entered; credit that was
applied is taken to have been there from the start, for nobody knows since when; what is void never was.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

NOTHING = Decimal(0)
_DAY = timedelta(days=1)


class Debt(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One invoice. `billed`: what it came to, less credit applied to it. `customer`: id of who is billed.

    `paid`: (day, amount) of what payments brought, the earliest first. `due_on`: `None` where it has none;
    such an invoice is never overdue.
    """

    id: str
    customer: str
    issued_on: date
    due_on: date | None
    billed: Decimal
    paid: tuple[tuple[date, Decimal], ...]

    def owed(self, day: date) -> Decimal:
        """What was open of it when that day ended."""
        if self.issued_on > day:
            return NOTHING
        left = self.billed
        for on, amount in self.paid:
            if on > day:
                break
            left -= amount
        return max(left, NOTHING)

    @property
    def settled_on(self) -> date | None:
        """The day of the payment by which nothing was left open; `None` while something is."""
        left = self.billed
        for on, amount in self.paid:
            left -= amount
            if left <= 0:
                return max(on, self.issued_on)
        return None


class Period(msgspec.Struct, frozen=True):
    """Whole days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        """Whether that day is one of them."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.first} to {self.last}, both days included"


def month_end(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - _DAY


def months_on(day: date, months: int) -> date:
    """The same day so many months later (or earlier), or the last one of a shorter month."""
    count = day.year * 12 + day.month - 1 + months
    first = date(count // 12, count % 12 + 1, 1)
    return first.replace(day=min(day.day, month_end(first).day))


def month_ends(period: Period) -> list[date]:
    """The ends of the months that end in the period, in order."""
    found, day = [], month_end(period.first)
    while day <= period.last:
        found.append(day)
        day = month_end(day + _DAY)
    return found


def billed_in(debts: Iterable[Debt], period: Period) -> Decimal:
    """What was invoiced in the period."""
    first, last = period.first, period.last
    return sum((each.billed for each in debts if first <= each.issued_on <= last), NOTHING)


def balances(debt: Debt, days: Sequence[date]) -> Iterator[tuple[int, Decimal]]:
    """(place in `days`, what was open of it when that day ended), while anything was; `days` in order."""
    issued, left, parts = debt.issued_on, debt.billed, debt.paid
    place, number, count = (
        (0 if issued <= days[0] else bisect_left(days, issued)) if days else 0,
        0,
        len(parts),
    )
    while place < len(days):
        day = days[place]
        while number < count and parts[number][0] <= day:
            left -= parts[number][1]
            number += 1
        if left <= 0:
            return
        yield place, left
        place += 1
