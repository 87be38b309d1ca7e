"""How likely an open invoice is to be paid within some days, or late: plain ratios, or no answer.

The law it keeps: a ratio is the customer's own, drawn towards that of the ledger, which counts as five
invoices; invoices still open count only for the days they are known to have stayed open; and where the
ledger itself has too little history there is no figure, never a guess. It orders the calls a person
makes. No letter, level or tone is given it, so that none can be harder for it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from typing import Final

import msgspec

from dunning.behaviour import ENOUGH, drawn

DAYS: Final = 30
ENOUGH_SETTLED: Final = 30  # settled invoices of a ledger; with fewer it says nothing about its customers
ENOUGH_AS_OLD: Final = 10  # invoices of a ledger that were once open as long as this one is


class Ground(Enum):
    """What a likelihood rests on, or why there is none."""

    NOT_ENOUGH_HISTORY = f"not enough history: fewer than {ENOUGH_SETTLED} settled invoices in this ledger"
    NONE_SO_OLD = f"not enough history: fewer than {ENOUGH_AS_OLD} invoices here were ever open so long"
    OWN_HABIT = "mostly how this customer paid before"
    LEDGERS_HABIT = "mostly how customers of this ledger pay, as this one has little history"


class Past(msgspec.Struct, frozen=True, kw_only=True):
    """Days beyond terms, of a customer's invoices or of all of a ledger, each list sorted.

    `settled`: days from the due date to the payment, below 0 where it was early. `still_open`: days from
    the due date to today, of those that are not paid yet.
    """

    settled: tuple[int, ...]
    still_open: tuple[int, ...]


class Likelihood(msgspec.Struct, frozen=True, kw_only=True):
    """`chance`: 0 to 1, `None` where there is not enough history. `words`: the ground in figures."""

    chance: float | None
    ground: Ground
    words: str


def past(settled: Sequence[int], still_open: Sequence[int] = ()) -> Past:
    """The days of those invoices, in whatever order they come."""
    return Past(settled=tuple(sorted(settled)), still_open=tuple(sorted(still_open)))


def late(customer: Past, ledger: Past, over: int = 0) -> Likelihood:
    """The chance that an invoice is paid more than `over` days after its due date."""
    if len(ledger.settled) < ENOUGH_SETTLED:
        return _none(Ground.NOT_ENOUGH_HISTORY)
    own = len(customer.settled) - bisect_right(customer.settled, over)
    of_all = (len(ledger.settled) - bisect_right(ledger.settled, over)) / len(ledger.settled)
    words = f"{own} of {len(customer.settled)} paid {_over(over)}; {of_all:.0%} in the ledger"
    return Likelihood(
        chance=drawn(own, len(customer.settled), of_all), ground=_ground(len(customer.settled)), words=words
    )


def paid_within(customer: Past, ledger: Past, age: int, days: int = DAYS) -> Likelihood:
    """The chance that an invoice still open `age` days past due (below 0: not due) is paid `days` on.

    Only invoices that were open as long are looked at. One that is open still counts as not paid up to
    today, and says nothing of the days that are to come.
    """
    if len(ledger.settled) < ENOUGH_SETTLED:
        return _none(Ground.NOT_ENOUGH_HISTORY)
    if _known(ledger, age, days)[1] < ENOUGH_AS_OLD:
        return _none(Ground.NONE_SO_OLD)
    of_all = 1 - _left_open(ledger, age, days)
    paid, known = _known(customer, age, days)
    own = known * (1 - _left_open(customer, age, days))
    words = f"{paid} of {known} open as long were" if known else "none of theirs was open as long to be"
    words += f" paid in {days} days; {of_all:.0%} in the ledger"
    return Likelihood(chance=drawn(own, known, of_all), ground=_ground(known), words=words)


def at_risk(balance: Decimal, paid: Likelihood) -> Decimal:
    """What to order calls by: the balance times the likelihood that it does not come by itself.

    Rounded as the balance is. Without a likelihood it is the whole of it: an old debt that has no like is
    not to sink in the list.
    """
    unpaid = 1.0 if paid.chance is None else 1 - paid.chance
    return (balance * Decimal(f"{unpaid:.4f}")).quantize(balance)


def _known(past: Past, age: int, days: int) -> tuple[int, int]:
    """How many were paid within `days` of being `age` days past due, and of how many that is known."""
    open_then = bisect_right(past.settled, age)
    paid = bisect_right(past.settled, age + days) - open_then
    outlasted = len(past.still_open) - bisect_right(past.still_open, age + days)
    return paid, len(past.settled) - open_then + outlasted


def _left_open(past: Past, age: int, days: int) -> float:
    """The share of those open at `age` that is open `days` on, day by day (Kaplan and Meier 1958).

    Counting whole invoices would take the quick payers of the last weeks and leave the slow ones out.
    """
    left = 1.0
    for day in range(age + 1, age + days + 1):
        before = bisect_left(past.settled, day)
        paid = bisect_right(past.settled, day, lo=before) - before
        if paid:
            asked = len(past.settled) - before + len(past.still_open) - bisect_left(past.still_open, day)
            left *= 1 - paid / asked
    return left


def _ground(count: int) -> Ground:
    return Ground.LEDGERS_HABIT if count < ENOUGH else Ground.OWN_HABIT


def _over(days: int) -> str:
    return "late" if days == 0 else f"over {days} days late"


def _none(ground: Ground) -> Likelihood:
    return Likelihood(chance=None, ground=ground, words=ground.value)
