"""What an account owes on a date: overdue and other open invoices, net of credit, and their age.

The laws it keeps: an invoice is overdue from the day *after* its due date; credit covers the oldest
invoice first, so a debt that credit covers sets no clock; the order of the facts is irrelevant.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import msgspec
from msgspec.structs import replace

from dunning.account import Account, Hold
from dunning.agreed import NOTHING_AGREED, Agreements
from dunning.ledger import Invoice

_NOTHING = Decimal(0)


def days_past_due(due_on: date, today: date) -> int:
    """Days since the due date: 0 on it, negative before it."""
    return (today - due_on).days


def bucket(days: int) -> str:
    """The aging bucket of so many days past due: current, 1-30, 31-60, 61-90 or over 90."""
    if days <= 0:
        return "current"
    for first, last in ((1, 30), (31, 60), (61, 90)):
        if days <= last:
            return f"{first}-{last}"
    return "over 90"


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The account on one day.

    `overdue` and `upcoming`: collectable invoices, oldest due first; one that is disputed in part has
    the rest as its balance. `held`, `flawed`, `agreed`: open ones that are not collectable: under a hold,
    wrong in themselves, or set aside by an agreement. `credit`: unapplied credit and payments with money
    in flight. `net`: overdue less credit, below zero when credit exceeds it. `oldest`: the oldest overdue
    invoice that credit does not cover in full; it sets the clock.
    """

    overdue: tuple[Invoice, ...]
    upcoming: tuple[Invoice, ...]
    held: tuple[Invoice, ...]
    flawed: tuple[Invoice, ...]
    agreed: tuple[Invoice, ...]
    credit: Decimal
    net: Decimal
    oldest: Invoice | None


def balance_of(invoices: Sequence[Invoice]) -> Decimal:
    """The sum of their balances; all are in one currency."""
    return sum([invoice.balance for invoice in invoices], _NOTHING)


def credit_of(account: Account) -> Decimal:
    """What the customer has in hand: unapplied credits and payments, and money in flight."""
    credit = account.in_flight
    for document in account.credits:
        if document.status == "active" and document.currency == account.currency:
            credit += document.unapplied
    for payment in account.payments:
        if payment.status == "active" and payment.currency == account.currency:
            credit += payment.unapplied
    return credit


def holds_on(hold: Hold, today: date) -> bool:
    """Whether the hold is in force: until its first day of chasing, or until released."""
    return hold.until is None or today < hold.until


def is_held(account: Account, invoice_id: str, today: date) -> bool:
    """Whether a hold on this very invoice is in force today."""
    for hold in account.holds:
        if hold.scope == "invoice" and hold.invoice_id == invoice_id and holds_on(hold, today):
            return True
    return False


def standing(account: Account, today: date, agreements: Agreements = NOTHING_AGREED) -> Standing:
    """How the account stands on `today`, a date of the ledger's organisation, under its agreements then."""
    overdue: list[Invoice] = []
    upcoming: list[Invoice] = []
    held: list[Invoice] = []
    flawed: list[Invoice] = []
    agreed: list[Invoice] = []
    for invoice in account.invoices:
        if invoice.status != "open" or invoice.balance <= 0:
            continue
        if account.holds and is_held(account, invoice.id, today):
            held.append(invoice)
        elif invoice.problem is not None or invoice.due_on is None or invoice.currency != account.currency:
            flawed.append(invoice)
        elif invoice.id in agreements.aside:
            agreed.append(invoice)
        elif invoice.due_on < today:
            overdue.append(invoice)
        else:
            upcoming.append(invoice)
    if agreements.disputed:
        overdue = [_undisputed(invoice, agreements) for invoice in overdue]
        upcoming = [_undisputed(invoice, agreements) for invoice in upcoming]
    overdue.sort(key=_age)
    upcoming.sort(key=_age)
    credit = credit_of(account)
    return Standing(
        overdue=tuple(overdue),
        upcoming=tuple(upcoming),
        held=_by_age(held),
        flawed=_by_age(flawed),
        agreed=_by_age(agreed),
        credit=credit,
        net=balance_of(overdue) - credit,
        oldest=_first_uncovered(overdue, credit),
    )


def _by_age(invoices: list[Invoice]) -> tuple[Invoice, ...]:
    return tuple(sorted(invoices, key=_age)) if invoices else ()


def _undisputed(invoice: Invoice, agreements: Agreements) -> Invoice:
    """The invoice with what is not disputed of its balance."""
    part = agreements.disputed.get(invoice.id)
    return invoice if part is None else replace(invoice, balance=invoice.balance - part)


def past_due(invoices: Sequence[Invoice], today: date) -> tuple[Invoice, ...]:
    """Those of the invoices whose due date has passed, in their order."""
    return tuple(each for each in invoices if each.due_on is not None and each.due_on < today)


def due_of(invoice: Invoice) -> date:
    """The due date of an invoice that is known to have one: `ValueError` where it has none."""
    if invoice.due_on is None:
        msg = f"invoice {invoice.number or invoice.id} has no due date"
        raise ValueError(msg)
    return invoice.due_on


def _age(invoice: Invoice) -> tuple[date, str]:
    return (invoice.due_on or date.max, invoice.id)


def _first_uncovered(oldest_first: list[Invoice], credit: Decimal) -> Invoice | None:
    left = credit
    for invoice in oldest_first:
        left -= invoice.balance
        if left < 0:
            return invoice
    return None
