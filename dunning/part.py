"""The part that one invoice plays in the decision, in words: whether it is asked for, or why not."""

from __future__ import annotations

from collections.abc import Callable

from dunning.aging import due_of
from dunning.agreed import told
from dunning.agreements import Dispute
from dunning.dates import in_words
from dunning.ledger import Invoice, Money
from dunning.procedure import Case


def part_of(case: Case, invoice_id: str) -> str:
    """A sentence on the invoice; "" where it is no open one, or is simply asked for."""
    state = case.standing
    reasons: tuple[tuple[tuple[Invoice, ...], Callable[[Invoice], str]], ...] = (
        (state.held, lambda _: "It is on hold and asked for in no letter; the others go their way."),
        (
            state.flawed,
            lambda each: f"It is left out: {each.problem or 'it has no due date in this currency'}.",
        ),
        (state.agreed, lambda each: f"It is set aside, and asked for in no letter: {_agreed(case, each)}."),
        (
            case.unbooked,
            lambda each: f"It was due on {_due(each)}, and may be paid without being booked yet.",
        ),
        (_disputed(case), lambda each: f"{_part(case, each)} of it is not asked for: {_agreed(case, each)}."),
        (case.alongside, lambda each: f"It is due on {_due(each)}, and not asked for yet."),
    )
    for invoices, words in reasons:
        for each in invoices:
            if each.id == invoice_id:
                return words(each)
    return ""


def _disputed(case: Case) -> tuple[Invoice, ...]:
    return tuple(each for each in case.account.invoices if each.id in case.agreements.disputed)


def _due(invoice: Invoice) -> str:
    return in_words(due_of(invoice))


def _part(case: Case, invoice: Invoice) -> Money:
    return Money(case.agreements.disputed[invoice.id], case.account.currency)


def _agreed(case: Case, invoice: Invoice) -> str:
    """What keeps it, or a part of it, from being asked for."""
    return "; ".join(
        told(each, case.account.currency)
        for each in case.agreements.judged
        if invoice.id in each.agreement.invoice_ids
        and (each.aside or (isinstance(each.agreement, Dispute) and each.agreement.ending is None))
    )
