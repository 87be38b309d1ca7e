"""Guards about the ledger's own messages: nobody hears twice of one debt, from the ledger and from us."""

from __future__ import annotations

from datetime import date, timedelta

from dunning.contact_policy import CONTACT_CHANNELS
from dunning.dates import counted, in_words
from dunning.decisions import Reason
from dunning.guards.debt import named
from dunning.guards.question import Block, Guard, until_a_person
from dunning.ledger import Invoice
from dunning.limits import start_of
from dunning.procedure import Case


def _reminds_itself(case: Case) -> Block | None:
    books = case.account.books
    if not books.own_reminders:
        return None
    text = (
        f"{books.organisation}'s ledger sends invoice reminders of its own, so {books.name} is held: turn "
        f'them off there, or write own_reminders = "acknowledged" into [ledgers.{books.name}].'
    )
    return until_a_person(case, Reason.LEDGER_REMINDS, text)


def _last_sent(case: Case) -> tuple[Invoice, date] | None:
    """The open invoice that the ledger itself sent last, and the day."""
    sent = [
        (each.sent_at.astimezone(case.zone).date(), each.id, each)
        for each in case.account.invoices
        if each.sent_at is not None
    ]
    if not sent:
        return None
    day, _, invoice = max(sent, key=lambda one: one[:2])
    return invoice, day


def _was_sent_lately(case: Case) -> Block | None:
    last = _last_sent(case) if case.channel in CONTACT_CHANNELS else None
    if last is None or case.kind in ("thanks", "terms_note"):  # these ask for nothing of it
        return None
    invoice, day = last
    first = day + timedelta(days=case.policy.ledger_sent_days)
    if case.today >= first:
        return None
    gap = counted(case.policy.ledger_sent_days, "day")
    text = (
        f"The ledger itself sent {named(invoice)} on {in_words(day)}: {gap} must lie between that and our "
        f"message. It may go on {in_words(first)}."
    )
    return Block(reason=Reason.LEDGER_SENT, text=text, review_at=start_of(first, case.zone))


def _not_sent_lately(case: Case) -> str:
    last = _last_sent(case)
    if last is None:
        return "The ledger tells of no invoice that it sent."
    return f"The ledger itself sent {named(last[0])} last, on {in_words(last[1])}."


OWN_REMINDERS = Guard(
    name="own reminders",
    asks="Does the ledger send reminders of its own?",
    check=_reminds_itself,
    clear=lambda _case: "The ledger sends no reminders of its own, or a person knows of them.",
)
LEDGER_SENT = Guard(
    name="ledger sent",
    asks="Did the ledger itself send an invoice lately?",
    check=_was_sent_lately,
    clear=_not_sent_lately,
)
