"""Which messages hold nothing but a question that our books answer.

The law it keeps: only what the rules of words call certain counts, in words that leave hardly anything else
unread. In a module of its own since those rules take a moment to load.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dunning.account import Question
from dunning.answering import QUESTIONS
from dunning.incoming import Incoming
from dunning.intents import Known, Meaning, Owed
from dunning.intents.reading import meanings
from dunning.intents.wishes import wished_in

_PASSING = ("unclear", "agrees")  # of a subject line, which says little
_MOST_ABOUT = 10
_LONGEST_REST, _MOST_REST = 3, 10  # words: a greeting, thanks and a name, and nothing that tells anything
_BREAKS = re.compile(r"[\n,;:.!?]+")
_MESSAGE_ID = re.compile(r"[!-;=?-~]{1,120}@[!-;=?-~]{1,120}")  # one that stands in a header as it is
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


def question_of(message: Incoming, today: date, owed: Sequence[Owed], currency: str) -> Question | None:
    """What the message asks, where that is all it says; else `None`."""
    words = message.words
    if (
        message.kind != "reply"
        or message.attachments
        or message.problems
        or message.is_pressed
        or not (message.is_text or _MESSAGE_ID.fullmatch(message.message_id))
    ):
        return None
    known = Known(today=today, language=None, currency=currency, owed=tuple(owed))
    found = meanings(words, known) if words.strip() else ()
    if not found or any(each.sure != "certain" or each.asked not in QUESTIONS for each in found):
        return None
    if wished_in(words, None) is not None:  # how to answer them from now on is a person's to record
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
        by_text=message.is_text,
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
