"""How a customer pays: days beyond terms, on-time share, trend, and the segment that follows from them.

The law it keeps: a segment follows from the customer's own figures alone, the order of the invoices is
irrelevant, and too little history is `new`, never a guess. The figures drawn towards the ledger's own
mean order and inform; they never move a segment, or a drifting mean would move everybody's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from statistics import median
from typing import Final, Literal

import msgspec

Segment = Literal["new", "prompt", "slipping", "late", "chronic"]
Trend = Literal["unknown", "better", "steady", "worse"]

ENOUGH: Final = 3  # fewer settled invoices than this say nothing about a habit
PRIOR: Final = 5  # invoices that the ledger's own mean counts as, beside a customer's own
_PROMPT_DAYS = 3  # a bank transfer over a weekend is no lateness
_SLIPPING_DAYS = 10
_LATE_DAYS = 30
_ENOUGH_FOR_A_TREND = 6  # two halves of three
_TREND_DAYS = 5  # less than a working week is no change of habit


class Settled(msgspec.Struct, frozen=True):
    """One invoice that was paid in full: when it was due and when the last payment came."""

    due_on: date
    paid_on: date

    @property
    def days(self) -> int:
        """Days from the due date to the payment: below 0 where it came early."""
        return (self.paid_on - self.due_on).days


class Usual(msgspec.Struct, frozen=True, kw_only=True):
    """How the customers of a ledger pay on the whole: its own mean.

    `settled`: invoices it was taken from. `late_share`: 0 to 1. `mean_days_late`: early counted as 0.
    """

    settled: int
    late_share: float
    mean_days_late: float


class PayerBehaviour(msgspec.Struct, frozen=True, kw_only=True):
    """The segment with the figures it follows from, and its reasons in words.

    `settled`: invoices counted. `on_time_share`: 0 to 1, `None` without history.
    `mean_days_late`: mean of the days after the due date, early payment counted as 0.
    `trend`: the newer half of the invoices against the older one, by their due dates.
    `late_share`, `expected_days_late`: drawn towards the ledger's mean, the more the shorter the
    history; `None` where the ledger has none either. `promises_kept`: (kept, due), `None` where none was due.
    """

    segment: Segment
    settled: int
    on_time_share: float | None
    mean_days_late: float | None
    # What follows came later. An account stored before, which `why` reads again, has none of it.
    trend: Trend = "unknown"
    late_share: float | None = None
    expected_days_late: float | None = None
    reasons: tuple[str, ...] = ()
    promises_kept: tuple[int, int] | None = None


def usual(settled: Iterable[Settled]) -> Usual | None:
    """The mean of all those invoices; `None` where there is none."""
    days_late = [max(each.days, 0) for each in settled]
    if not days_late:
        return None
    return Usual(
        settled=len(days_late),
        late_share=(len(days_late) - days_late.count(0)) / len(days_late),
        mean_days_late=sum(days_late) / len(days_late),
    )


def drawn(own: float, count: int, towards: float) -> float:
    """`own`, the sum over `count` invoices, as a mean drawn towards the ledger's, which counts as 5."""
    return (own + PRIOR * towards) / (count + PRIOR)


def behaviour(
    settled: Sequence[Settled], ledger: Usual | None = None, promises_kept: tuple[int, int] | None = None
) -> PayerBehaviour:
    """The payer's segment: `new` below 3 settled invoices, else by the mean of the days late.

    Up to 3 days late on average is `prompt`, up to 10 `slipping`, up to 30 `late`, which is late by
    habit, more `chronic`. `ledger`: its own mean.
    """
    days_late = [max(each.days, 0) for each in sorted(settled, key=lambda one: (one.due_on, one.paid_on))]
    late, count = len(days_late) - days_late.count(0), len(days_late)
    mean = sum(days_late) / count if count else None
    trend, halves = _trend(days_late)
    return PayerBehaviour(
        segment="new" if mean is None else _segment(count, mean),
        settled=count,
        on_time_share=days_late.count(0) / count if count else None,
        mean_days_late=mean,
        trend=trend,
        # to whole percents and tenths of a day: a stored account should not differ for a speck
        late_share=None if ledger is None else round(drawn(late, count, ledger.late_share), 2),
        expected_days_late=None
        if ledger is None
        else round(drawn(sum(days_late), count, ledger.mean_days_late), 1),
        reasons=(*_reasons(late, count, mean, halves), *_of_promises(promises_kept)),
        promises_kept=promises_kept,
    )


def _segment(settled: int, mean_days_late: float) -> Segment:
    if settled < ENOUGH:
        return "new"
    if mean_days_late <= _PROMPT_DAYS:
        return "prompt"
    if mean_days_late <= _SLIPPING_DAYS:
        return "slipping"
    return "late" if mean_days_late <= _LATE_DAYS else "chronic"


def _trend(days_late: Sequence[int]) -> tuple[Trend, tuple[float, float] | None]:
    """And the two medians, where they differ: one odd invoice makes no trend."""
    if len(days_late) < _ENOUGH_FOR_A_TREND:
        return "unknown", None
    half = len(days_late) // 2
    earlier, recent = median(days_late[:-half]), median(days_late[-half:])
    if abs(recent - earlier) < _TREND_DAYS:
        return "steady", None
    return ("worse" if recent > earlier else "better"), (earlier, recent)


def _reasons(
    late: int, count: int, mean: float | None, halves: tuple[float, float] | None
) -> tuple[str, ...]:
    if mean is None:
        return ("no invoice settled yet",)
    said = [
        f"{late} of {count} {'invoice' if count == 1 else 'invoices'} paid late, {_days(mean)} on average"
    ]
    if count < ENOUGH:
        said.append(f"fewer than {ENOUGH} settled invoices show no habit")
    if halves is not None:
        said.append(
            f"typically {_days(halves[1])} late in the newer half, {_days(halves[0])} in the older one"
        )
    return tuple(said)


def _of_promises(promises_kept: tuple[int, int] | None) -> tuple[str, ...]:
    if promises_kept is None:
        return ()
    kept, due = promises_kept
    return (f"{kept} of {due} {'promise' if due == 1 else 'promises'} to pay kept",)


def _days(number: float) -> str:
    whole = round(number)
    if whole == 0 and number > 0:
        return "less than 1 day"
    return "1 day" if whole == 1 else f"{whole} days"
