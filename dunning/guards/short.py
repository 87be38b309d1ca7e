"""The guard about short payments: all that is left is a small rest of what was paid.

The law it keeps: a rest of a few per cent is seldom forgotten; a person looks first, with a guess why.
"""

from __future__ import annotations

from decimal import Decimal

from dunning.decisions import Reason
from dunning.guards.approved import is_said_yes_to
from dunning.guards.debt import titled
from dunning.guards.question import Block, Guard, until_a_person
from dunning.ledger import Invoice, Money
from dunning.procedure import Case
from dunning.shortfall import guess_why

_PERCENT = Decimal(100)


def short_ones(case: Case) -> tuple[Invoice, ...]:
    """The overdue invoices of which only a small rest is open; what they dispute was not paid."""
    return () if case.kind != "level" else tuple(each for each in case.asked if is_small_rest(case, each))


def is_small_rest(case: Case, invoice: Invoice) -> bool:
    """Whether only a small rest of it is open; what they dispute was not paid."""
    most = invoice.total * case.policy.short_payment_percent
    return invoice.id not in case.agreements.disputed and invoice.balance * _PERCENT <= most


def _is_short(case: Case) -> Block | None:
    short = short_ones(case)
    if not short or len(short) < len(case.asked) or is_said_yes_to(case):
        return None
    first = short[0]
    rest, whole = Money(first.balance, first.currency), Money(first.total, first.currency)
    more = f", and {len(short) - 1} more like it" if len(short) > 1 else ""
    text = (
        f"{titled(first)} is paid but for {rest} of {whole} ({guess_why(first.balance, first.total)}){more}. "
        "Write it off in the ledger, or approve to ask for it."
    )
    return until_a_person(case, Reason.SHORT_PAYMENT, text)


def _not_short(case: Case) -> str:
    short = short_ones(case)
    return f"Only a small rest is open of {len(short)} of the invoices." if short else "No small rests."


SHORT = Guard(
    name="short payment",
    asks="Is all that is left a small rest of what was paid?",
    check=_is_short,
    clear=_not_short,
)
