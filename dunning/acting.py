"""From a decision to its effects: the slot and key of each, and the words of the note in the ledger.

The laws it keeps: a slot names what an effect is for (ledger, account, kind, episode, level, ordinal)
and never the amount or the policy; the key adds the attempt; a note is at most 250 characters, holds
its key in brackets and no address, so that it can stand in books that strangers read.
"""

from __future__ import annotations

from datetime import date

from dunning.account import Account
from dunning.answering import answer_slot, told_slot
from dunning.dates import counted, in_words
from dunning.decisions import Notify
from dunning.effects import key_of
from dunning.ledger import Money
from dunning.policy import CONFIRMATION

NOTE_LENGTH = 250
_DONE = {
    "email": "Reminder{} e-mailed",
    "sms": "Reminder{} texted",
    "call": "Call task{} given",
    "voice": "Reminder{} by automated call",
    "letter": "Reminder{} posted",
    "hand_over": "Hand-over{} given to a person",
}


def slot_of(notify: Notify, account: Account) -> str:
    """What this step is for: at most one live effect exists with this slot."""
    if notify.answer is not None:
        question = notify.answer.question
        return told_slot(question.key) if question.mailed else answer_slot(question.key)
    return key_of(
        account.books.name,
        account.customer.id,
        notify.currency,
        notify.kind,
        notify.episode,
        notify.level,
        str(notify.ordinal),
    )


def key_with(slot: str, attempt: int) -> str:
    """The key that is written: the slot with its attempt, from 1."""
    return key_of(slot, str(attempt))


def note_slot(message_slot: str, invoice_id: str) -> str:
    """The slot of the note about a message, on one of its invoices."""
    return key_of(message_slot, "note", invoice_id)


def note_text(notify: Notify, account: Account, delivered_on: date, key: str, position: int) -> str:
    """The note: "Reminder 2 e-mailed 12 May 2026: 3 invoices, GBP 4,210.00 [KEY]".

    `delivered_on`: a date of the ledger's organisation. `position`: the level's number in the policy
    from 1, 0 where it has none any more (then it goes without a number).
    """
    number = f" {position}" if position > 0 and notify.kind == "level" else ""
    done = _DONE[notify.channel].format(number)
    if notify.kind == "pre_due":
        done = "Friendly note e-mailed"
    elif notify.level == CONFIRMATION:
        done = "Balance confirmation asked for by e-mail"
    invoices = counted(len(notify.overdue), "invoice")
    amount = Money(notify.amount, account.currency)
    return f"{done} {in_words(delivered_on)}: {invoices}, {amount} [{key}]"[:NOTE_LENGTH]
