"""Promises to pay: how many were made in a period, and what became of them.

The law it keeps: what a customer paid counts towards one promise only, the oldest first.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar

import msgspec

from dunning.agreements import SHOWN_WITHIN, PromiseToPay, left_by, was_kept
from dunning.figures.debts import NOTHING, Period
from dunning.figures.figure import Definition, Figure, share
from dunning.ledger import Payment

Outcome = Literal["kept", "broken", "open", "moved", "withdrawn"]
OUTCOMES: tuple[Outcome, ...] = ("kept", "broken", "open", "moved", "withdrawn")
KEPT = Definition(
    name="promises_kept",
    title="Promises kept",
    unit="percent",
    meaning="Of the promises to pay that were made in the period and whose day is over, the share for which "
    "as much as was promised came by that day or within four days after it, which is what two banking days "
    "over a weekend take.",
    formula="promises kept / (promises kept + promises broken) x 100",
    numerator="kept",
    denominator="kept or broken",
)
_Account = TypeVar("_Account", bound=Hashable)


class Promised(msgspec.Struct, frozen=True, kw_only=True):
    """One promise. "open": its day is not over, the books do not reach it, or nobody can say."""

    made_on: date
    amount: Decimal
    outcome: Outcome


class Promises(msgspec.Struct, frozen=True, kw_only=True):
    """Those made in a period: by outcome how many, and how much was promised."""

    made: int
    amount: Decimal
    outcomes: dict[str, int]
    amounts: dict[str, Decimal]
    kept: Figure


def promises(given: Iterable[Promised], period: Period) -> Promises:
    """Count those made in the period; all are in one currency."""
    mine = [each for each in given if each.made_on in period]
    numbers: dict[str, int] = dict.fromkeys(OUTCOMES, 0)
    amounts: dict[str, Decimal] = dict.fromkeys(OUTCOMES, NOTHING)
    for each in mine:
        numbers[each.outcome] += 1
        amounts[each.outcome] += each.amount
    kept, over = Decimal(numbers["kept"]), Decimal(numbers["kept"] + numbers["broken"])
    return Promises(
        made=len(mine),
        amount=sum(amounts.values(), NOTHING),
        outcomes=numbers,
        amounts=amounts,
        kept=share(KEPT, kept, over, Decimal(100), "no promise was made in the period whose day is over"),
    )


def outcomes(
    given: Iterable[tuple[_Account, PromiseToPay]],
    received: Mapping[_Account, Iterable[Payment]],
    through: date | None,
    owed: Collection[str],
) -> Iterator[tuple[_Account, PromiseToPay, bool | None]]:
    """Whether each was kept, by the account that gave it; `None` where its day is not over.

    `received`: what each account paid since; `through`, `owed`: see `was_kept`.
    """
    left = {account: tuple(came) for account, came in received.items()}
    for account, promise in sorted(given, key=lambda one: (one[1].made_on, one[1].id)):
        came = left.get(account, ())
        yield account, promise, was_kept(promise, came, through, owed)
        left[account] = left_by(promise, came, promise.due_on + SHOWN_WITHIN)
