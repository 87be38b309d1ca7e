"""What followed a level: whether money came on the invoices that a message asked for, within some days.

Followed by payment is not proof that the message brought it: many would have paid without. Only a trial
(`dunning.trial`) can tell that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

import msgspec

from dunning.figures.debts import NOTHING, Debt, Period
from dunning.figures.figure import Definition, Figure, no_figure, share

WITHIN = 14  # days
NOT_PROOF = "followed by payment, not proof"
FOLLOWED = Definition(
    name="followed_by_payment",
    title="Followed by payment",
    unit="percent",
    meaning=f"Of the messages and tasks of a level, the share after which something was paid on the invoices "
    f"that they asked for, within {WITHIN} days, the day itself included: {NOT_PROOF}.",
    formula="messages after which something was paid / messages whose days are over x 100",
    numerator="followed by payment",
    denominator="messages whose days are over",
)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A message or task that was delivered: of which level, when, and the invoices that it asked for."""

    level: str
    on: date
    invoice_ids: tuple[str, ...]


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """One level in a period. `too_early`: delivered too lately to tell, or the books do not reach that far.

    `in_full`: after which nothing of what was asked was left. `asked`, `came`: of those whose days are over.
    """

    name: str
    delivered: int
    too_early: int
    followed: int
    in_full: int
    asked: Decimal
    came: Decimal
    share: Figure


def followed(
    told: Sequence[Told], debts: Mapping[str, Debt], period: Period, known: date | None, levels: Sequence[str]
) -> tuple[Level, ...]:
    """By level, those of `levels` first, in their order. `known`: how far payments are known."""
    mine: dict[str, list[Told]] = {name: [] for name in levels}
    for each in told:
        if each.on in period:
            mine.setdefault(each.level, []).append(each)
    return tuple(_level(name, each, debts, known) for name, each in mine.items() if each)


def _level(name: str, told: Sequence[Told], debts: Mapping[str, Debt], known: date | None) -> Level:
    over = [each for each in told if known is not None and each.on + timedelta(days=WITHIN) <= known]
    after = [_after(each, [debts[one] for one in each.invoice_ids if one in debts]) for each in over]
    number = sum(came > 0 for _, came in after)
    early = f"none was delivered {WITHIN} days before the last day for which the books are known"
    return Level(
        name=name,
        delivered=len(told),
        too_early=len(told) - len(over),
        followed=number,
        in_full=sum(0 < asked <= came for asked, came in after),
        asked=sum((asked for asked, _ in after), NOTHING),
        came=sum((came for _, came in after), NOTHING),
        share=share(FOLLOWED, Decimal(number), Decimal(len(over)), Decimal(100), early)
        if over
        else no_figure(FOLLOWED, early),
    )


def _after(told: Told, debts: Iterable[Debt]) -> tuple[Decimal, Decimal]:
    """What was owed when the day before it ended, and what of that was paid by the end of its days."""
    asked = came = NOTHING
    for debt in debts:
        before = debt.owed(told.on - timedelta(days=1))
        asked += before
        came += before - debt.owed(told.on + timedelta(days=WITHIN))
    return asked, came
