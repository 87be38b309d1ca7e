"""What a person said of old debt: what was overdue for long when the ledger was linked.

The laws it keeps: a word is about the invoices it was given for and no other, so that one which turns up
later is asked about again; the last word on an invoice counts; only facts are stored, and what a person
took back is no fact any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from dunning.ledger import Invoice
from dunning.policy import CONFIRMATION, Level

SortedAs = Literal["confirm", "level", "write_off", "time_barred"]
SET_ASIDE: tuple[SortedAs, ...] = ("write_off", "time_barred")

CONFIRMATION_STEP = Level(name=CONFIRMATION, days=1, tone="friendly", channel="email", template=CONFIRMATION)
"""What stands before the levels for whoever is asked to confirm the balance first."""


class Sorting(msgspec.Struct, frozen=True, kw_only=True):
    """One word of a person. `invoice_ids`: what it is about. `on`: the ledger's date; `by`: who of ours.

    `choice`: "confirm": the balance is to be confirmed first; "level": the procedure begins at `level`,
    the policy's name of it; "write_off": it is to be written off in the ledger; "time_barred": it may be
    enforced no more. The last two set their invoices aside until it is taken back.
    """

    choice: SortedAs
    level: str | None
    invoice_ids: tuple[str, ...]
    on: date
    by: str
    note: str


def old_ones(invoices: Iterable[Invoice], linked_on: date, old_debt_days: int) -> list[Invoice]:
    """Those that were past due for more than so many days when the ledger was linked."""
    before = linked_on - timedelta(days=old_debt_days)
    return [each for each in invoices if each.due_on is not None and each.due_on < before]


def last_word(sortings: Sequence[Sorting]) -> dict[str, Sorting]:
    """By invoice id: what was said of it last."""
    return {one: each for each in sortings for one in each.invoice_ids}


def set_aside_by(sortings: Sequence[Sorting]) -> frozenset[str]:
    """The invoices that are asked for in no letter until a person says otherwise."""
    return frozenset(one for one, word in last_word(sortings).items() if word.choice in SET_ASIDE)


def beginning(sortings: Sequence[Sorting], asked: Iterable[Invoice]) -> Sorting | None:
    """How an account begins, of whose old debt some is asked for: the newest word that still counts.

    It is one for the whole account, so that to pay one invoice of several never moves it.
    """
    said = last_word(sortings)
    if not any(each.id in said and said[each.id].choice not in SET_ASIDE for each in asked):
        return None
    counts = (word for word in reversed(sortings) if any(said[one] == word for one in word.invoice_ids))
    return next((word for word in counts if word.choice not in SET_ASIDE), None)
