"""Debts that are with an agency or a lawyer: a payment that arrives here is told, so that it is reported."""

from __future__ import annotations

from collections.abc import Collection
from zoneinfo import ZoneInfo

from dunning.agreements import HandedOver
from dunning.dates import in_words
from dunning.ledger import Money
from sync.store import agreements, figures, review
from sync.work import Work


def paid_since(work: Work) -> dict[str, str]:
    """Payments on debts that are handed over, dated since then: a line for each by the payment's id."""
    ledger_id = work.ledger.id
    lines: dict[str, str] = {}
    with work.store.read() as connection:
        standing = agreements.standing(connection, ledger_id, ZoneInfo(work.ledger.timezone))
        handed = [
            (each.customer_id, each.agreement) for each in standing if isinstance(each.agreement, HandedOver)
        ]
        if not handed:
            return {}
        billed = review.billed_customers(connection, ledger_id)
        names = figures.customer_names(connection, ledger_id)
        for customer_id, agreement in handed:
            owner = billed.get(customer_id, customer_id)
            group = {child: owner for child, parent in billed.items() if parent == owner} | {owner: owner}
            came = agreements.received(connection, ledger_id, group, agreement.made_on)
            for each in (one for payments in came.values() for one in payments):
                if each.id not in agreement.known and each.paid_on is not None:
                    lines[each.id] = (
                        f"{names.get(owner, owner)} paid {Money(each.amount, each.currency)} on "
                        f"{in_words(each.paid_on)}, and the debt is with {agreement.to}: report it to them"
                    )
    return lines


def reports(work: Work, before: Collection[str]) -> list[str]:
    """The lines of those that were not among the payments `before`."""
    return [line for payment_id, line in sorted(paid_since(work).items()) if payment_id not in before]
