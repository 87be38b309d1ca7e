"""Answering: which messages hold nothing but a question that our books answer, and what it is about.

The laws it keeps: only what the rules call certain counts, in words that leave hardly anything else unread;
one who writes from another address than the customer's own, or answers no message of ours, is not answered;
which invoices a copy is wanted of is known or asked, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from dunning.account import Account, Question
from dunning.effects import key_of
from dunning.incoming import Incoming, Questions
from dunning.intents import Known, Meaning, Owed, meanings

MOST_COPIES = 5
LAPSE = timedelta(days=3)
"""One who asked longer ago is answered by a person, who can say why it took so long."""
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
_PASSING = ("unclear", "agrees")  # of a subject line, which says little
_MOST_ABOUT = 10
_LONGEST_REST, _MOST_REST = 3, 10  # words: a greeting, thanks and a name, and nothing that tells anything
_BREAKS = re.compile(r"[\n,;:.!?]+")
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,120}@[!-;=?-~]{1,120}")  # one that stands in a header as it is
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def answer_slot(key: str) -> str:
    """Of an answer: the message that it answers, and nothing else, so that there is one, ever."""
    return key_of("answer", key)


def question_of(message: Incoming, today: date, owed: Sequence[Owed], currency: str) -> Question | None:
    """What the message asks, where that is all it says; else `None`."""
    words = message.words
    if (
        message.kind != "reply"
        or message.attachments
        or message.problems
        or not _MESSAGE_ID.fullmatch(message.message_id)
    ):
        return None
    known = Known(today=today, language=None, currency=currency, owed=tuple(owed))
    found = meanings(words, known) if words.strip() else ()
    if not found or any(each.sure != "certain" or each.asked not in QUESTIONS for each in found):
        return None
    if _says_more(words, found) or _subject_says_more(message.subject, known):
        return None
    named = tuple(dict.fromkeys(one for each in found for one in each.invoices))
    if not named and re.search(r"\d", words):  # of an invoice that is not open, perhaps
        return None
    return Question(
        key=message.key,
        asks=tuple(dict.fromkeys(QUESTIONS[each.asked or ""] for each in found)),
        invoices=named,
        message_id=message.message_id,
        about=tuple(each for each in message.about if _MESSAGE_ID.fullmatch(each))[:_MOST_ABOUT],
        currency=currency,
    )


def _says_more(words: str, found: Sequence[Meaning]) -> bool:
    rest = list(words)
    for each in found:
        rest[each.start : each.end] = "\n" * (each.end - each.start)
    pieces = [len(_WORD.findall(piece)) for piece in _BREAKS.split("".join(rest))]
    return max(pieces, default=0) > _LONGEST_REST or sum(pieces) > _MOST_REST


def _subject_says_more(subject: str, known: Known) -> bool:
    found = meanings(subject, known) if subject.strip() else ()
    return any(each.kind not in _PASSING and each.asked not in QUESTIONS for each in found)


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


def is_their_own(account: Account, address: str) -> bool:
    """Whether the books have that address of the customer."""
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
