"""Answering: what a question that our books answer is about, and whether it was answered.

The laws it keeps: one who writes from another address or number than the customer's own, or answers no
message of ours, is not answered; which invoices a copy is wanted of is known or asked, never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from dunning.account import Account, Question
from dunning.effects import key_of
from dunning.incoming import Questions

MOST_COPIES = 5
LAPSE = timedelta(days=3)
"""One who asked longer ago is answered by a person, who can say why it took so long."""
AT_ONCE = timedelta(hours=1)
"""One who texted longer ago is not sitting over the telephone any more, and may be asleep."""
SAME_AGAIN = timedelta(days=7)
WEEK = timedelta(days=7)

QUESTIONS: dict[str, Questions] = {
    "owe": "owed",
    "pay": "how_to_pay",
    "resend": "invoice_copy",
    "who": "who",
}
IN_WORDS: dict[Questions, str] = {
    "owed": "what they owe",
    "how_to_pay": "how to pay",
    "invoice_copy": "an invoice once more",
    "who": "who we are",
}


def answer_slot(key: str) -> str:
    """Of an answer: the message that it answers, and nothing else, so that there is one, ever."""
    return key_of("answer", key)


def told_slot(key: str) -> str:
    """Of the text that says that such an answer went by e-mail: one, too."""
    return key_of("answer", key, "told")


def copies_of(account: Account, question: Question) -> tuple[str, ...]:
    """Ids of the invoices that copies are wanted of: those named, else those of the message that they answer.

    None where that is not known for sure, or where they are too many for one message.
    """
    named = {each.id for each in account.invoices if (each.number or each.id) in question.invoices}
    if not question.invoices:
        answered = {each.partition("@")[0] for each in question.about}
        named = {one for each in account.notices if each.key in answered for one in each.invoice_ids}
    found = tuple(each.id for each in account.invoices if each.id in named)
    whole = len(found) == len(named) and len(found) >= len(question.invoices)
    return found if whole and len(found) <= MOST_COPIES else ()


def is_their_own(account: Account, address: str, *, by_text: bool) -> bool:
    """Whether the books have that address of the customer; of a text, that number for texts."""
    if by_text:
        return address == account.text_number
    return address.casefold() in {each.strip().casefold() for each in _addresses(account)}


def _addresses(account: Account) -> Iterator[str]:
    yield from account.customer.emails
    yield from (each.email for each in account.customer.people if each.email)
    for invoice in account.invoices:
        yield from invoice.emails


def answered_lately(account: Account, asks: Collection[Questions], now: datetime) -> bool:
    """Whether one of these was answered not long ago: they ask again, so the answer did not help."""
    return any(
        not set(asks).isdisjoint(each.asks)
        for each in account.notices
        if now - each.delivered_at < SAME_AGAIN
    )
