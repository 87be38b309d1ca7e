"""Questions that a customer asks on their page: what our books answer, they answer at once.

The law: only what the rules of words call certain, and nothing beside it, is answered without a person; all
else is kept as a message of theirs, which holds them until somebody has seen to it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.engine import Connection

from dunning.answering import IN_WORDS
from dunning.effects import key_of
from dunning.incoming import Incoming, Questions
from dunning.intents import Known, Meaning, Owed
from sync.office import Office
from sync.portal import BY, WHERE
from sync.portal.seen import Seen
from sync.portal.visitor import Visitor
from sync.store import incoming, ledgers

Form = Literal["paid", "promise", "dispute"]
_FORMS: dict[str, Form] = {"paid": "paid", "promise": "promise", "asks_time": "promise", "dispute": "dispute"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the books answer. `invoices`: numbers of those that were named."""

    asks: tuple[Questions, ...]
    invoices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What they tell rather than ask, and the form to tell it by. `meaning`: what stands in their words."""

    form: Form
    meaning: Meaning


def understood(seen: Seen, words: str, office: Office) -> Answer | Told | None:
    """What they ask or tell; `None`: a person must read it."""
    from dunning.asked_alone import question_of
    from dunning.intents.reading import meanings  # rules of words, which take a moment to load

    sheet = next(iter(seen.owing), seen.sheets[0])
    currency, today = sheet.currency, sheet.today
    owed = tuple(
        Owed(number=each.number or each.id, balance=each.balance, due_on=each.due_on)
        for each in sheet.invoices
    )
    message = _message(seen.visitor, seen, words, office)
    question = question_of(message, today, owed, currency)
    if question is not None:
        return Answer(question.asks, question.invoices)
    found = meanings(words, Known(today=today, language=seen.language, currency=currency, owed=owed))
    if not seen.owing:
        return None  # there is nothing that a form could be about
    forms = {_FORMS.get(each.kind) for each in found if each.kind != "unclear"}
    if len(forms) != 1 or any(each.sure != "certain" for each in found) or None in forms:
        return None
    return Told(next(each for each in forms if each), found[0])


def _message(visitor: Visitor, seen: Seen, words: str, office: Office) -> Incoming:
    """Their words as a message; the same words on the same day are the same one."""
    now, day = office.clock.now(), seen.sheets[0].today
    said = key_of("page", visitor.linked.key, day.isoformat(), words)
    return Incoming(
        kind="reply",
        digest=hashlib.sha256(words.encode()).hexdigest(),
        message_id=f"{said}@page",
        sender="",
        sender_name=WHERE,
        recipients=(),
        subject="",
        sent_at=None,
        received_at=now,
        about=(),
        words=words,
        quoted="",
        attachments=(),
        failures=(),
        back_on=None,
        problems=(),
    )


def keep(office: Office, visitor: Visitor, seen: Seen, words: str) -> None:
    """A person of ours reads it, and until then nothing is asked of them; said twice it is kept once."""
    with office.store.write() as connection:
        _kept(connection, office, visitor, seen, words)


def answered(office: Office, visitor: Visitor, seen: Seen, words: str, answer: Answer) -> None:
    """Note that they asked, and were answered at once."""
    with office.store.write() as connection:
        number = _kept(connection, office, visitor, seen, words)
        kept = None if number is None else incoming.find(connection, visitor.ledger.id, number)
        if kept is not None:
            told = f"answered at once {WHERE}: {' and '.join(IN_WORDS[each] for each in answer.asks)}"
            incoming.settle(connection, visitor.ledger.id, kept, told, office.clock.now(), by=BY)


def _kept(connection: Connection, office: Office, visitor: Visitor, seen: Seen, words: str) -> int | None:
    ledgers.lock(connection, visitor.ledger.id)
    message = _message(visitor, seen, words, office)
    return incoming.keep(
        connection,
        visitor.ledger.id,
        message,
        office.clock.now(),
        how="page",
        whose=[str(visitor.customer)],
        effect_key=None if visitor.linked.payload is None else visitor.linked.key,
    )
