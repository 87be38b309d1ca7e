"""The same customers in the twelve months before a ledger was linked and in the twelve after.

The laws it keeps: an invoice is watched for as many days in both, or those of late would look prompt for
want of time to be late in; only customers with enough invoices in both are compared, and how many are left
out is told. It compares, and proves nothing: much else may have changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from dunning.figures.aged import Aged, aged
from dunning.figures.debts import NOTHING, Debt, Period, month_ends, months_on
from dunning.figures.figure import Definition, Figure, no_figure, share

WATCHED = 90  # days after its due date for which an invoice is watched
ENOUGH_EACH = 3  # invoices of a customer in each of the two
_MONTHS = 12
_ENDS = 3  # month ends on which a share is taken, at the least
_DAY = timedelta(days=1)
DAYS = Definition(
    name="days_beyond_terms",
    title="Days beyond terms",
    unit="days",
    meaning="How many days after its due date an invoice was paid in full, on average. Paid in time counts "
    f"as 0; what is still open, or was paid over {WATCHED} days after the due date, counts as {WATCHED}.",
    formula="sum of days from due date to last payment (0 at least, "
    f"{WATCHED} at most) / number of these invoices",
    numerator="days in all",
    denominator="invoices",
)
OVERDUE = Definition(
    name="overdue_share",
    title="Overdue share",
    unit="percent",
    meaning="Of what these customers owed at the ends of the months, the share that was past due.",
    formula="sum over month ends of what was past due / sum over month ends of receivables x 100",
    numerator="past due, summed",
    denominator="receivables, summed",
)


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two. `due`: when the invoices fell due that are counted. `ends`: the month ends."""

    due: Period
    invoices: int
    ends: tuple[date, ...]
    days: Figure
    overdue: Figure


class BeforeAfter(msgspec.Struct, frozen=True, kw_only=True):
    """Both. `customers`: that are compared; `left_out`: that had invoices in either, and too few in one."""

    linked_on: date
    customers: int
    left_out: int
    before: Side
    after: Side


def before_and_after(debts: Sequence[Debt], linked_on: date, known: Period) -> BeforeAfter:
    """`known`: from when on all invoices are known, and how far payments are."""
    before = Period(max(months_on(linked_on, -_MONTHS), known.first), linked_on - _DAY)
    until = min(months_on(linked_on, _MONTHS) - _DAY, known.last)
    after = Period(linked_on, min(until, known.last - timedelta(days=WATCHED)))
    first, second = _due_in(debts, before, known.last), _due_in(debts, after, known.last)
    counts = Counter(each.customer for each in first), Counter(each.customer for each in second)
    same = {one for one, number in counts[0].items() if min(number, counts[1][one]) >= ENOUGH_EACH}
    theirs = [each for each in debts if each.customer in same]
    ends = month_ends(before), month_ends(Period(linked_on, until))
    books = aged(theirs, [*ends[0], *ends[1]])
    return BeforeAfter(
        linked_on=linked_on,
        customers=len(same),
        left_out=len(counts[0].keys() | counts[1].keys()) - len(same),
        before=_side(first, same, before, books[: len(ends[0])]),
        after=_side(second, same, after, books[len(ends[0]) :]),
    )


def _due_in(debts: Sequence[Debt], period: Period, known: date) -> list[Debt]:
    first, last = period.first, min(period.last, known - timedelta(days=WATCHED))
    return [each for each in debts if each.due_on is not None and first <= each.due_on <= last]


def _side(due: Sequence[Debt], same: set[str], period: Period, books: Sequence[Aged]) -> Side:
    mine = [each for each in due if each.customer in same]
    nobody = f"no customer had {ENOUGH_EACH} invoices before and after that were watched for {WATCHED} days"
    few = f"{len(books)} month {'end' if len(books) == 1 else 'ends'}, fewer than {_ENDS}"
    return Side(
        due=period,
        invoices=len(mine),
        ends=tuple(each.on for each in books),
        days=share(DAYS, Decimal(sum(map(days_beyond, mine))), Decimal(len(mine)), Decimal(1), nobody),
        overdue=no_figure(OVERDUE, few if same else nobody)
        if len(books) < _ENDS or not same
        else share(
            OVERDUE,
            sum((each.overdue for each in books), NOTHING),
            sum((each.receivables for each in books), NOTHING),
            Decimal(100),
            "nothing was owed at the ends of the months",
        ),
    )


def days_beyond(debt: Debt) -> int:
    """Days from its due date to the payment that settled it, 0 at least and `WATCHED` at most."""
    due, settled = debt.due_on, debt.settled_on
    if due is None:
        return 0
    return WATCHED if settled is None else min(max((settled - due).days, 0), WATCHED)
