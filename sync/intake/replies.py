"""What comes in by mail becomes facts: kept, matched, and where it is safe settled at once.

The law: a message is kept once, with what follows from it, in one transaction. By itself only this is done:
whoever wants no more e-mails gets none; an absence holds nothing; what a mail server reports for sure is
believed of the message whose key it names. All else waits for a person, and holds whose it may be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.engine import Connection

from dunning.incoming import Incoming
from dunning.letters.letter import Sender
from dunning.policy import Policy
from sync.intake.bounces import address_of, bounced
from sync.intake.matching_mail import Whose, whose
from sync.store import Store, acts, incoming
from sync.store.incoming import Kept
from sync.store.ledgers import LinkedLedger


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where messages of one ledger come in. `ours`: addresses that are its own, in lower case."""

    ledger: LinkedLedger
    policy: Policy
    ours: frozenset[str]
    now: datetime


@dataclass(slots=True)
class Heard:
    """What came in. `new`: numbers of those kept; `known`: were there already; `left`: of machines, and about
    nobody; `own`: messages of ours that came back as copies.
    """

    new: list[int] = field(default_factory=list)
    waiting: int = 0
    unmatched: int = 0
    known: int = 0
    left: int = 0
    own: int = 0


def desk_of(ledger: LinkedLedger, policy: Policy, sender: Sender, now: datetime) -> Desk:
    """The desk of a ledger that writes as `sender`."""
    ours = frozenset(address_of(each) for each in (sender.email, sender.reply_to) if each)
    return Desk(ledger=ledger, policy=policy, ours=ours, now=now)


def take_in(
    store: Store,
    desk: Desk,
    found: Sequence[Incoming],
    writing: Callable[[], AbstractContextManager[Connection]],
) -> Heard:
    """Keep these messages, and do what follows from each by itself.

    `writing`: opens a transaction in which the ledger is ours to change.
    """
    del store
    heard = Heard()
    with writing() as connection:
        for message in found:
            _take_in(connection, desk, message, heard)
    return heard


def _take_in(connection: Connection, desk: Desk, message: Incoming, heard: Heard) -> None:
    whom = whose(connection, desk.ledger, message, desk.ours)
    if _is_our_own(connection, desk, message):
        heard.own += 1
        return
    if not whom.customers and message.kind in ("automatic", "out_of_office"):
        heard.left += 1
        return
    number = incoming.keep(
        connection,
        desk.ledger.id,
        message,
        desk.now,
        how=whom.how,
        whose=whom.customers,
        effect_key=None if whom.effect is None else whom.effect.key,
    )
    if number is None:
        heard.known += 1
        return
    heard.new.append(number)
    kept = incoming.find(connection, desk.ledger.id, number)
    assert kept is not None  # noqa: S101 - just written in this transaction
    note = _by_itself(connection, desk, kept, whom)
    if note is not None:
        incoming.settle(connection, desk.ledger.id, kept, note, desk.now)
    else:
        heard.waiting += 1
        heard.unmatched += not whom.customers


def _is_our_own(connection: Connection, desk: Desk, message: Incoming) -> bool:
    """Whether it is what we sent, come back as a copy: its own Message-ID is one of our keys."""
    if message.sender not in desk.ours:
        return False
    key = message.message_id.partition("@")[0]
    return incoming.is_sent(connection, desk.ledger.id, key)


def _by_itself(connection: Connection, desk: Desk, kept: Kept, whom: Whose) -> str | None:
    """Do what needs no person; what was done, or `None` where it waits for one."""
    message = kept.message
    if message.kind == "bounce":
        return bounced(connection, desk.ledger, desk.policy, kept, whom.effect, desk.now)
    if message.kind == "complaint" and whom.effect is not None:
        return _no_more_mail(connection, desk, kept, "complained")
    if message.kind == "automatic":
        return "an automatic message"
    if message.kind == "out_of_office" and desk.policy.replies.out_of_office:
        back = f", back on {message.back_on}" if message.back_on else ""
        return f"out of office{back}"
    return None


def _no_more_mail(connection: Connection, desk: Desk, kept: Kept, why: str) -> str:
    """No e-mail goes to them any more, from this moment on."""
    day = kept.received_at.date()
    for customer in kept.whose:
        source = f"{'a complaint' if why == 'complained' else 'their message'} of {day}"
        acts.opt_out(connection, desk.ledger.id, customer, "email", source, desk.now)
    told = "they complained of a message as spam" if why == "complained" else "they want no more e-mails"
    return f"{told}: none is sent any more"
