"""The guards in the order of their importance: the first that blocks is the reason of the wait.

What the debt is comes first, then what the ledger or a person forbids, then what is missing, then
time, and last what only a person's yes can settle. A new ledger is asked about before the hour, so
that a person can look at what it would send in the evening too; a pretend company before anything
that needs a yes, since nothing would follow from one.
"""

from __future__ import annotations

from dunning.guards import (
    agreement,
    contact,
    debt,
    handing,
    held_back,
    law,
    old,
    overlap,
    person,
    reach,
    reply,
    said,
    short,
    timing,
)
from dunning.guards.question import Block, Guard

GUARDS: tuple[Guard, ...] = (
    debt.PAID,
    debt.NOTHING_DUE,
    debt.UNREADABLE,
    debt.DIFFERENT,
    debt.PAYMENT_REFUSED,
    debt.ARRIVED,
    debt.PAYING,
    reply.REPLY_WAITS,
    person.UNCERTAIN,
    person.PRETEND,
    contact.FORBIDDEN,
    overlap.OWN_REMINDERS,
    contact.HOLD,
    agreement.DISPUTE,
    agreement.CLAIM,
    agreement.PROMISE,
    agreement.PLAN,
    agreement.SETTLEMENT,
    agreement.HANDED_OVER,
    old.SORTED,
    contact.PROCEDURE,
    old.OLD_DEBT,
    reach.OPTED_OUT,
    debt.BOOKS,
    short.SHORT,
    debt.MINIMUM,
    reach.ADDRESS,
    overlap.LEDGER_SENT,
    law.LAW,
    handing.HAND_OVER_WAITS,
    timing.HOUSE_LIMITS,
    timing.TOO_SOON,
    reply.AWAY,
    held_back.HELD_BACK,
    said.DEFERRED,
    person.RELEASED,
    person.REFUSED,
    timing.HOURS,
    law.LAW_HOURS,
    person.APPROVAL,
    person.FLOOD,
)

_OF_ANSWERS = {
    debt.UNREADABLE,
    debt.DIFFERENT,
    debt.PAYMENT_REFUSED,
    debt.ARRIVED,
    debt.PAYING,
    person.UNCERTAIN,
    person.PRETEND,
    contact.FORBIDDEN,
    contact.HOLD,
    reach.OPTED_OUT,
    reach.ADDRESS,
    said.DEFERRED,
    person.RELEASED,
    person.REFUSED,
    person.APPROVAL,
}
ANSWER_GUARDS: tuple[Guard, ...] = tuple(each for each in GUARDS if each in _OF_ANSWERS)
"""Those that are asked about an answer to a question, which is no contact of ours: they opened it."""
LATE_TEXT_GUARDS: tuple[Guard, ...] = (*ANSWER_GUARDS, timing.HOURS, law.LAW_HOURS)
"""The same of an answer by text to one who does not wait for it any more."""

__all__ = ["ANSWER_GUARDS", "GUARDS", "LATE_TEXT_GUARDS", "Block", "Guard"]
