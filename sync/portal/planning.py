"""Instalments that a customer asks for: equal parts at equal steps, within the bounds of the policy."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal, get_args

from dunning.agreements import PaymentPlan, PromiseToPay
from dunning.dates import counted, in_words
from dunning.ledger import Money, of_minor, to_minor
from sync.portal.refusing import NotThat, Why
from sync.portal.seen import Sheet

Step = Literal["week", "fortnight", "month"]
STEPS: tuple[Step, ...] = get_args(Step)
FEWEST = 2
_FAILED = ("broken", "off_track", "lapsed")
Part = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many parts, one each step, from the `first` day on."""

    parts: int
    every: Step
    first: date


def most_parts(sheet: Sheet) -> int:
    """How many parts the policy allows of what is owed; below two, none."""
    least = sheet.bounds.instalment_least
    by_amount = int(sheet.to_agree // least) if least > 0 else sheet.bounds.instalments_most
    return min(sheet.bounds.instalments_most, by_amount)


def parts_of(sheet: Sheet, wanted: Wanted) -> tuple[Part, ...]:
    """Day and amount of each part; what does not divide is in the last. Raises `NotThat`."""
    if sheet.to_agree <= 0:
        raise NotThat(Why.NOTHING_OPEN)
    if not FEWEST <= wanted.parts <= most_parts(sheet):
        raise NotThat(Why.PARTS)
    ahead = (wanted.first - sheet.today).days
    if not 0 <= ahead <= sheet.bounds.promise_days_most:
        raise NotThat(Why.DAY)
    days = [_after(wanted.first, wanted.every, number) for number in range(wanted.parts)]
    if (days[-1] - sheet.today).days > sheet.bounds.plan_days_most:
        raise NotThat(Why.TOO_LONG)
    whole = to_minor(sheet.to_agree, sheet.currency)
    each = whole // wanted.parts
    amounts = [each] * (wanted.parts - 1)
    amounts.append(whole - sum(amounts))
    return tuple((day, of_minor(one, sheet.currency)) for day, one in zip(days, amounts, strict=True))


def _after(first: date, every: Step, number: int) -> date:
    if every == "month":
        months = first.month - 1 + number
        year, month = first.year + months // 12, months % 12 + 1
        return date(year, month, min(first.day, monthrange(year, month)[1]))
    return first + timedelta(weeks=number * (1 if every == "week" else 2))


def alone(sheet: Sheet, parts: Sequence[Part]) -> bool:
    """Whether the policy lets them agree on it by themselves: few parts, and nothing agreed on was broken."""
    kept = not any(
        each.state in _FAILED and isinstance(each.agreement, PaymentPlan | PromiseToPay)
        for each in sheet.case.agreements.judged
    )
    return kept and len(parts) <= sheet.bounds.instalments_alone and not sheet.has(PaymentPlan)


def proposal(sheet: Sheet, parts: Sequence[Part]) -> str:
    """What they ask a person of ours for, in that person's words."""
    told = ", ".join(f"{Money(amount, sheet.currency)} on {in_words(day)}" for day, amount in parts)
    return f"They ask to pay in {counted(len(parts), 'instalment')}: {told}."
