"""The friendly note before the due date: for which invoices, and which note an invoice has had.

The laws it keeps: it is no level and lapses on the due date itself; an invoice is named in one at most;
it goes only to payers who need it, and only where the terms are long enough to forget the date.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dunning.account import Account
from dunning.aging import due_of
from dunning.ledger import Invoice
from dunning.policy import Policy


def coming_due(
    account: Account, policy: Policy, upcoming: Iterable[Invoice], today: date
) -> tuple[Invoice, ...]:
    """The invoices that a pre-due note would be about today; it lapses on the due date itself."""
    note = policy.pre_due
    if note is None or account.behaviour.segment not in note.segments:
        return ()
    last = today + timedelta(days=note.days)
    return tuple(
        invoice
        for invoice in upcoming
        if today < due_of(invoice) <= last and wants_note(account, policy, invoice)
    )


def wants_note(account: Account, policy: Policy, invoice: Invoice) -> bool:
    """Whether this invoice gets a note before its due date: long enough terms, and none sent yet."""
    note = policy.pre_due
    if note is None or account.behaviour.segment not in note.segments:
        return False
    due = due_of(invoice)
    terms = account.customer.terms_days if invoice.issued_on is None else (due - invoice.issued_on).days
    if terms is None or terms <= note.terms_over:
        return False
    episode = pre_due_episode(due)
    return not any(
        each.kind == "pre_due" and (invoice.id in each.invoice_ids or each.episode == episode)
        for each in account.notices
        if each.currency == account.currency
    )


def pre_due_episode(due_on: date) -> str:
    """The episode of a note: its due date stands where a debt would."""
    return f"pre:{due_on.isoformat()}"
