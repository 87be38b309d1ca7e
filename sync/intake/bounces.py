"""What mail servers report of our messages becomes facts: who got none, and which address is dead.

The law: only a report in the standard's form counts, about a message whose key it names, and of addresses
that this message went to. The notice is taken back once it reached nobody. An address whose server calls
it dead is not written to again; what only passed by waits for a person, so that nothing is sent in a circle.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.engine import Connection

from dunning.effects import Receipt
from dunning.incoming import Failure, Incoming
from dunning.policy import Policy
from sync.delivered import delivered_or_elsewhere, message_of, notify_of, reached_nobody
from sync.emails import in_one_form
from sync.store import incoming, outbox, review
from sync.store.incoming import Kept
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect

BOUNCED = "bounced"


def bounced(
    connection: Connection,
    ledger: LinkedLedger,
    policy: Policy,
    kept: Kept,
    effect: Effect | None,
    now: datetime,
) -> str | None:
    """Do what follows from a bounce; what was done, or `None` where a person must see to it."""
    failures = kept.message.failures
    if effect is None:
        return None
    if not any(each.is_final or not each.certain for each in failures):
        return "a mail server reports a delay, or that it was delivered: nothing follows"
    reached = _recipients(connection, effect)
    final = [each for each in failures if each.is_final and each.recipient in reached]
    if not final:
        return None
    gone = _failed(connection, ledger, effect) & reached
    told = _take_back(connection, ledger, policy, effect, now) if gone == reached else ""
    if told:
        reached_nobody(connection, ledger.id, effect, _why(final))
    dead = [each for each in final if each.is_dead]
    words = f"{', '.join(each.recipient for each in final)}: {_why(final)}{told}"
    if len(dead) < len(final):
        incoming.remark(connection, kept, words)
        return None
    return words


def _why(final: Collection[Failure]) -> str:
    return "; ".join(dict.fromkeys(each.why or each.status or "no reason given" for each in final))


def _recipients(connection: Connection, effect: Effect) -> set[str]:
    """Whom that message was sent to, each address in its one form."""
    message = message_of(connection, effect)
    return set() if message is None else {form for each in message.recipients if (form := in_one_form(each))}


def whom_it_went_to(connection: Connection, effect: Effect) -> list[str]:
    """Addresses of the customer's that this message went to."""
    theirs = {form for each in notify_of(effect).recipients if (form := in_one_form(each))}
    return sorted(_recipients(connection, effect) & theirs)


def dead_addresses(connection: Connection, message: Incoming, effect: Effect) -> list[str]:
    """Those of them that a report calls dead."""
    reached = whom_it_went_to(connection, effect)
    return [each.recipient for each in message.failures if each.is_dead and each.recipient in reached]


def complained_of(connection: Connection, message: Incoming, effect: Effect) -> list[str]:
    """Those of them that somebody complained from; all, where the report names none of them."""
    reached = whom_it_went_to(connection, effect)
    named = {each.recipient for each in message.failures}
    return [each for each in reached if each in named] or reached


def _failed(connection: Connection, ledger: LinkedLedger, effect: Effect) -> set[str]:
    """Who did not get that message, by this report and those before it."""
    return {
        each.recipient
        for kept in incoming.about(connection, ledger.id, effect.key)
        for each in kept.message.failures
        if each.is_final
    }


def _take_back(
    connection: Connection, ledger: LinkedLedger, policy: Policy, effect: Effect, now: datetime
) -> str:
    """The notice does not count. A message in doubt has gone, as is known now, and come back."""
    if effect.state == "uncertain":
        receipt = Receipt(provider_id=effect.key, version="", at=now)
        delivered_or_elsewhere(connection, ledger, policy, effect, receipt)
    elif effect.state != "done" or effect.taken_back:
        return ""
    outbox.take_back(connection, effect.id, BOUNCED, now)
    outbox.drop_notes(connection, effect, "the message that it tells of came back", now)
    review.review_customers(connection, ledger.id, [effect.customer_id])
    return "; the message counts as not delivered"
