"""How long a book waits for its money, and how much of what it could collect it did: DSO and CEI.

The laws they keep: all are in one currency, tax included, and rest on the same receivables and the same
invoicing (see `BASIS`), so that they can be checked against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from dunning.dates import counted, in_words
from dunning.figures.aged import CURRENT, Aged, aged
from dunning.figures.debts import NOTHING, Debt, Period, billed_in, month_end, months_on
from dunning.figures.figure import ENOUGH, Definition, Figure, no_figure, share, tenths

BASIS = (
    "Receivables are what open invoices owed when a day ended, tax included, as payments by their own dates "
    "tell it; credit and payments that are applied to no invoice are told beside, never taken off. What was "
    "invoiced counts by the invoices' dates, tax included, less credit applied to them."
)
DSO = Definition(
    name="dso_simple",
    title="DSO, simple",
    unit="days",
    meaning="Days sales outstanding: how many days of invoicing, at the pace of the period, were unpaid when "
    "the period ended.",
    formula="receivables at the end of the last day / invoiced in the period x days in the period",
    numerator="receivables at the end",
    denominator="invoiced in the period",
)
COUNTBACK = Definition(
    name="dso_countback",
    title="DSO, countback",
    unit="days",
    meaning="Days sales outstanding, counted back month by month: the receivables at the end are taken up by "
    "what was invoiced in the last month, then in the one before, and so on. A busy or a quiet season does "
    "not bend it as it bends the simple one.",
    formula="days of each month whose invoicing the receivables cover in full, the latest first, + what is "
    "then left of them / invoiced in the month before x days of that month",
    numerator="receivables at the end",
    denominator="invoiced in the months counted back",
)
CEI = Definition(
    name="cei",
    title="CEI",
    unit="percent",
    meaning="Collection effectiveness index: of all that could be collected in the period, the share that "
    "was. 100 means that nothing past due was open at the end.",
    formula="(receivables at the start + invoiced - receivables at the end) / (receivables at the start + "
    "invoiced - receivables not yet due at the end) x 100",
    numerator="collected",
    denominator="collectable",
)
_HUNDRED = Decimal(100)
_YEAR = 12  # months


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """One month of the countback, or its part up to the last day: what it took up, as days."""

    month: Period
    billed: Decimal
    days: Decimal


class Collecting(msgspec.Struct, frozen=True, kw_only=True):
    """The three figures and the steps of the countback, the latest month first.

    `start`, `end`: the book before the first day and after the last.
    """

    period: Period
    invoices: int
    billed: Decimal
    start: Aged
    end: Aged
    dso: Figure
    countback: Figure
    steps: tuple[Counted, ...]
    cei: Figure


def collecting(debts: Sequence[Debt], period: Period, known_from: date) -> Collecting:
    """DSO and CEI of the period. `known_from`: the first day whose settled invoices are known too."""
    start, end = aged(debts, (period.first - timedelta(days=1), period.last))
    billed = billed_in(debts, period)
    number = sum(each.issued_on in period for each in debts)
    known = Period(known_from, period.last)
    back, steps = countback(end.receivables, known, billed_by_month(debts, known))
    few = _few(number, period, known_from, "in the period")
    year = Period(min(months_on(period.last + timedelta(days=1), -_YEAR), period.first), period.last)
    lately = sum(each.issued_on in year for each in debts)
    too_few = _few(lately, period, known_from, "in the twelve months up to its end")
    collectable = start.receivables + billed - end.buckets[CURRENT]
    collected = start.receivables + billed - end.receivables
    return Collecting(
        period=period,
        invoices=number,
        billed=billed,
        start=start,
        end=end,
        dso=no_figure(DSO, few, end.receivables, billed)
        if few
        else share(DSO, end.receivables, billed, Decimal(period.days), "nothing was invoiced in the period"),
        countback=no_figure(COUNTBACK, too_few, back.numerator, back.denominator) if too_few else back,
        steps=() if too_few else steps,
        cei=no_figure(CEI, few, collected, collectable)
        if few
        else share(CEI, collected, collectable, _HUNDRED, "there was nothing to collect in the period"),
    )


def _few(invoices: int, period: Period, known_from: date, where: str) -> str:
    if period.first < known_from:
        return f"settled invoices are known from {in_words(known_from)} on only"
    if invoices < ENOUGH:
        return f"{counted(invoices, 'invoice')} {where}, fewer than {ENOUGH}"
    return ""


def billed_by_month(debts: Iterable[Debt], known: Period) -> dict[date, Decimal]:
    """By the last day of each month what was invoiced in it, on days of `known` only."""
    found: dict[date, Decimal] = {}
    ends: dict[tuple[int, int], date] = {}
    first, last = known.first, known.last
    for debt in debts:
        issued = debt.issued_on
        if first <= issued <= last:
            year_month = (issued.year, issued.month)
            end = ends.get(year_month) or ends.setdefault(year_month, month_end(issued))
            found[end] = found.get(end, NOTHING) + debt.billed
    return found


def countback(
    receivables: Decimal, known: Period, by_month: Mapping[date, Decimal]
) -> tuple[Figure, tuple[Counted, ...]]:
    """Back from the last day of `known`; not enough where its first comes before the receivables are used up.

    `by_month`: of `known`, or of more months than these, whole ones.
    """
    steps: list[Counted] = []
    left, days, end = receivables, NOTHING, month_end(known.last)
    while left > 0:
        if end < known.first:
            why = f"the receivables are more than all that was invoiced since {in_words(known.first)}"
            return no_figure(COUNTBACK, why, receivables, _sum_of(steps)), tuple(steps)
        month = Period(max(end.replace(day=1), known.first), min(end, known.last))
        billed = by_month.get(end, NOTHING)
        took = Decimal(month.days) if billed <= left else left / billed * month.days
        steps.append(Counted(month=month, billed=billed, days=tenths(took)))
        left, days = left - billed, days + took
        end = end.replace(day=1) - timedelta(days=1)
    figure = Figure(
        definition=COUNTBACK,
        value=tenths(days),
        numerator=receivables,
        denominator=_sum_of(steps),
        not_enough="",
    )
    return figure, tuple(steps)


def _sum_of(steps: Sequence[Counted]) -> Decimal:
    return sum((each.billed for each in steps), NOTHING)
