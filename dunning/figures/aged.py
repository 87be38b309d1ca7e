"""Aging over time: what was owed at the end of each day asked for, by how long it was past due then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from dunning.aging import bucket
from dunning.figures.debts import NOTHING, Debt, balances

CURRENT = "current"  # not past due
BUCKETS = (CURRENT, "1-30", "31-60", "61-90", "over 90")
_PLACE = {name: place for place, name in enumerate(BUCKETS)}


class Aged(msgspec.Struct, frozen=True, kw_only=True):
    """Receivables when the day `on` ended, by bucket, in the order of `BUCKETS`; they sum to them.

    `overdue`: what of them was past due.
    """

    on: date
    buckets: dict[str, Decimal]
    receivables: Decimal
    overdue: Decimal


def aged(debts: Iterable[Debt], days: Sequence[date]) -> tuple[Aged, ...]:
    """The book at the end of each of these days, which come in order."""
    numbers = [day.toordinal() for day in days]
    sums = [[NOTHING] * len(BUCKETS) for _ in days]
    for debt in debts:
        due = None if debt.due_on is None else debt.due_on.toordinal()
        for place, left in balances(debt, days):
            sums[place][0 if due is None else _place(numbers[place] - due)] += left
    return tuple(
        Aged(
            on=day,
            buckets=dict(zip(BUCKETS, found, strict=True)),
            receivables=sum(found, NOTHING),
            overdue=sum(found[1:], NOTHING),
        )
        for day, found in zip(days, sums, strict=True)
    )


def _place(days: int) -> int:
    return 0 if days <= 0 else _PLACE[bucket(days)]
