"""What a message that came in may mean, as far as anything is done about it without a person.

The law: only what the rules call certain counts here; whatever else is said is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from msgspec.structs import replace

from dunning.contact_policy import CONTACT_CHANNELS
from dunning.incoming import Incoming
from dunning.intents import Known, Meaning
from dunning.intents.reading import meanings
from dunning.intents.ways import ways_named
from dunning.intents.wishes import wished_in

_AWAY_AT_MOST = timedelta(days=120)
# What a person reads also where a machine passed it on: a ticket system does, with their own words in it.
_OF_A_PERSON = ("dispute", "legal_threat", "insolvency", "wrong_person", "paid", "promise")
_BY_A_PROGRAM = re.compile(r"this (?:e-?mail|message) was automatically generated\b.{0,60}", re.IGNORECASE)


def certain(message: Incoming) -> list[Meaning]:
    """What its own words say for sure."""
    return _certain(message, message.words)


def _certain(message: Incoming, words: str) -> list[Meaning]:
    known = Known(today=message.received_at.date(), language=None, currency="", owed=())
    return [each for each in meanings(words, known) if each.sure == "certain"] if words.strip() else []


def stops(message: Incoming) -> Literal["", "only", "also"]:
    """Whether its own words want no more messages; "also": they say something else too.

    A wish for another way is something else; one for the way in which they wrote is no stop of it.
    """
    known = Known(today=message.received_at.date(), language=None, currency="", owed=())
    found = meanings(message.words, known) if message.words.strip() else ()
    if not any(each.kind == "stop" and each.sure == "certain" for each in found):
        return ""
    wished = wished_in(message.words, None)
    if wished is not None and wished.channel == way_of(message):
        return ""  # "no calls, write to me" in a mail stops no mails; nothing goes until a person read it
    return "only" if wished is None and all(each.kind == "stop" for each in found) else "also"


def way_of(message: Incoming) -> str:
    """The way in which they wrote."""
    return "sms" if message.is_text else "email"


def ways_stopped(message: Incoming, found: Sequence[Meaning]) -> tuple[str, ...]:
    """By which ways nothing is to reach them: that in which they wrote and those they name, or every one.

    Who wants no more calls, and names nothing else, is not called; what they wrote by stays.
    """
    said = [each for each in found if each.kind == "stop"]
    if any(each.scope == "all" for each in said):
        return CONTACT_CHANNELS
    named = {way for each in said for way in ways_named(message.words[each.start : each.end])}
    wished = wished_in(message.words, None)
    if wished is not None:
        named.discard(wished.channel or "")
    closed = named if named == {"call"} else named | {way_of(message)}
    if "call" in closed:
        closed.add("voice")  # whoever calls
    return tuple(each for each in CONTACT_CHANNELS if each in closed)


def asks_to_stop(message: Incoming, key: str) -> Literal["", "only", "also"]:
    """As `stops`, of a message as our own List-Unsubscribe has a mail program write it (`one_click.mailbox`).

    A machine sends it, so that it says of itself that no person wrote it means nothing here.
    """
    if message.kind in ("bounce", "complaint") or message.subject.casefold() != f"stop {key}".casefold():
        return ""
    words = message.words.strip()
    return "only" if not words or _BY_A_PROGRAM.fullmatch(words) or stops(message) == "only" else "also"


def back_on(message: Incoming) -> date | None:
    """The day that an absence names, where it is near enough to be one."""
    today = message.received_at.date()
    days = [
        each.day.last
        for each in _certain(message, f"{message.subject}.\n{message.words}")
        if each.kind == "out_of_office" and each.day is not None
    ]
    return next((day for day in days if today < day <= today + _AWAY_AT_MOST), None)


def says_more(message: Incoming) -> bool:
    """Whether an automatic message says something that a person must read."""
    return any(each.kind in _OF_A_PERSON for each in certain(message))


def dated(message: Incoming) -> Incoming:
    """An absence with the day of return that it names."""
    return replace(message, back_on=back_on(message)) if message.kind == "out_of_office" else message
