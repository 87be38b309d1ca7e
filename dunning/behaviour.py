"""How a customer pays: days beyond terms, on-time share, and the segment that follows from them.

The law it keeps: a segment follows from figures alone, the order of the invoices is irrelevant,
and too little history is `new`, never a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

Segment = Literal["new", "prompt", "slipping", "late", "chronic"]

_ENOUGH = 3  # fewer settled invoices than this say nothing about a habit
_PROMPT_DAYS = 3  # a bank transfer over a weekend is no lateness
_SLIPPING_DAYS = 10
_LATE_DAYS = 30


class Settled(msgspec.Struct, frozen=True):
    """One invoice that was paid in full: when it was due and when the last payment came."""

    due_on: date
    paid_on: date


class PayerBehaviour(msgspec.Struct, frozen=True, kw_only=True):
    """The segment with the figures it follows from.

    `settled`: invoices counted. `on_time_share`: 0 to 1, `None` without history.
    `mean_days_late`: mean of the days after the due date, early payment counted as 0.
    """

    segment: Segment
    settled: int
    on_time_share: float | None
    mean_days_late: float | None


def behaviour(settled: Sequence[Settled]) -> PayerBehaviour:
    """The payer's segment: `new` below 3 settled invoices, else by the mean of the days late.

    Up to 3 days late on average is `prompt`, up to 10 `slipping`, up to 30 `late`, more `chronic`.
    """
    if not settled:
        return PayerBehaviour(segment="new", settled=0, on_time_share=None, mean_days_late=None)
    days_late = [max((each.paid_on - each.due_on).days, 0) for each in settled]
    mean = sum(days_late) / len(days_late)
    return PayerBehaviour(
        segment=_segment(len(days_late), mean),
        settled=len(days_late),
        on_time_share=days_late.count(0) / len(days_late),
        mean_days_late=mean,
    )


def _segment(settled: int, mean_days_late: float) -> Segment:
    if settled < _ENOUGH:
        return "new"
    if mean_days_late <= _PROMPT_DAYS:
        return "prompt"
    if mean_days_late <= _SLIPPING_DAYS:
        return "slipping"
    return "late" if mean_days_late <= _LATE_DAYS else "chronic"
