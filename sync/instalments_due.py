"""What is left of the instalments that a customer agreed to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from dunning.agreements import PaymentPlan
from dunning.procedure import Case


class Left(msgspec.Struct, frozen=True, kw_only=True):
    """An instalment, as far as it is not paid. `invoice_ids`: those that the plan is about."""

    due_on: date
    amount: Decimal
    invoice_ids: tuple[str, ...]


def instalments_left(case: Case) -> tuple[Left, ...]:
    """Of the plan that stands with that account, the earliest first; none where there is none."""
    found: list[Left] = []
    for judged in case.agreements.judged:
        plan = judged.agreement
        if not isinstance(plan, PaymentPlan) or judged.state not in ("on_track", "off_track"):
            continue
        came = judged.came
        for part in plan.instalments:
            taken = min(came, part.amount)
            came -= taken
            if taken < part.amount:
                left = part.amount - taken
                found.append(Left(due_on=part.due_on, amount=left, invoice_ids=plan.invoice_ids))
    return tuple(sorted(found, key=lambda one: one.due_on))
