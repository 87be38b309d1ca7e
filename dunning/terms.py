"""Suggested credit terms, once a quarter and for a person to approve: nothing is changed by them.

The law it keeps: a suggestion rests on the customer's own invoices settled before the quarter began, so
it stays the same all quarter; it goes one step at a time, and says its reason in figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from dunning.behaviour import PayerBehaviour, Settled, behaviour

STEPS: Final = (0, 7, 14, 30, 45, 60, 90)  # days of credit; 0: paid in advance
_ENOUGH = 6  # settled invoices; a change of terms needs more than a segment does
_ENOUGH_FOR_LONGER = 12
_ON_TIME = 0.9  # the share that earns longer credit
_LONGEST_BY_ITSELF = 45  # longer credit is a matter of business, not of habit


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Credit of `suggested_days` instead of `present_days`, and why. `as_of`: first day of the quarter."""

    present_days: int
    suggested_days: int
    as_of: date
    reason: str


def quarter_began(today: date) -> date:
    """The first day of the calendar quarter."""
    return date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)


def suggest(settled: Sequence[Settled], present_days: int | None, today: date) -> Suggestion | None:
    """Other terms for a customer, or `None` where the present ones, or too little history, say to leave it.

    Late by habit or chronic, and not getting better: the next shorter step, chronic payers on 7 days or
    less in advance. At least 12 invoices, nine in ten of them on time, and not getting worse: the next
    longer step, up to 45 days.
    """
    as_of = quarter_began(today)
    known = [each for each in settled if each.paid_on < as_of]
    if present_days is None or present_days < 0 or len(known) < _ENOUGH:
        return None
    found = behaviour(known)
    suggested = _step(found, present_days)
    if suggested is None or suggested == present_days:
        return None
    reason = "; ".join(found.reasons)
    return Suggestion(present_days=present_days, suggested_days=suggested, as_of=as_of, reason=reason)


def _step(found: PayerBehaviour, present: int) -> int | None:
    if found.segment in ("late", "chronic") and found.trend != "better":
        shorter = max((step for step in STEPS if step < present), default=None)
        if shorter == 0 and found.segment == "late":
            return None  # money in advance is asked of those who hardly pay at all
        return shorter
    on_time = (found.on_time_share or 0) >= _ON_TIME and found.segment == "prompt"
    if on_time and found.trend != "worse" and found.settled >= _ENOUGH_FOR_LONGER:
        longer = min((step for step in STEPS if step > present), default=None)
        return None if longer is None or longer > _LONGEST_BY_ITSELF else longer
    return None
