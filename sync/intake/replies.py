"""What comes in by mail becomes facts: kept, matched, and where it is safe settled at once.

The law: a message is kept once, with what follows from it, in one transaction. By itself only this is done:
whoever wants no more e-mails gets none; an absence holds nothing; what a mail server reports for sure is
believed of the message whose key it names. All else waits for a person, and holds whose it may be.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.engine import Connection

from dunning.account import SuppressedFor
from dunning.contact_policy import CONTACT_CHANNELS
from dunning.incoming import Incoming
from dunning.letters.letter import Sender
from dunning.policy import Policy
from dunning.reaching import CHANNEL_WORDS
from sync.emails import in_one_form
from sync.intake.bounces import bounced, complained_of, dead_addresses, whom_it_went_to
from sync.intake.heard import Heard
from sync.intake.matching_mail import Whose, whose
from sync.intake.meaning import asks_to_stop, certain, dated, says_more, stops, ways_stopped
from sync.store import Store, acts, incoming
from sync.store.incoming import NO_MORE, Kept
from sync.store.ledgers import LinkedLedger
from sync.store.suppressions import lifted_since, suppress

Writing = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where messages of one ledger come in. `ours`: addresses that are its own, in their one form.

    `shared`: names of the other ledgers that read the same mailbox: what is theirs is left to them.
    `writing`: opens a transaction in which the ledger is ours to change.
    """

    store: Store
    ledger: LinkedLedger
    policy: Policy
    ours: frozenset[str]
    now: datetime
    writing: Writing
    shared: frozenset[str] = frozenset()


def own_addresses(sender: Sender) -> frozenset[str]:
    """The addresses of a ledger that writes as `sender`."""
    forms = (in_one_form(each) for each in (sender.email, sender.reply_to) if each)
    return frozenset(each for each in forms if each)


def take_in(
    desk: Desk, found: Sequence[Incoming], also: Callable[[Connection], None] = lambda _: None
) -> Heard:
    """Keep these messages, and do what follows from each by itself. `also`: done in the same transaction.

    An address that is to get nothing more is told first, in a transaction of its own, for it is of every
    ledger; killed in between, the message comes again.
    """
    heard = Heard()
    read = [dated(each) for each in found]
    silence(desk, read)
    with desk.writing() as connection:
        for message, whom in zip(read, _whose(connection, desk, read), strict=True):
            _take_in(connection, desk, message, whom, heard)
        also(connection)
    return heard


def match_again(desk: Desk) -> None:
    """Match what is of nobody known with the books as they are now: an address may stand there by now.

    What follows from it by itself follows now.
    """
    with desk.store.read() as connection:
        waiting = incoming.nobodys(connection, desk.ledger.id)
        found = _whose(connection, desk, [kept.message for kept in waiting]) if waiting else []
    theirs = [(kept, whom) for kept, whom in zip(waiting, found, strict=True) if whom.how is not None]
    if not theirs:
        return
    with desk.writing() as connection:
        for kept, whom in theirs:
            now = incoming.find(connection, desk.ledger.id, kept.id)
            if now is None or now.whose or not now.is_waiting:
                continue  # a person saw to it meanwhile
            incoming.known_now(connection, desk.ledger.id, kept, whom.how or "", whom.customers)
            known = replace(now, how=whom.how, whose=whom.customers)
            if known.message.is_text:
                continue  # a wish for no more texts was honoured when it came
            note = _by_itself(connection, desk, known, whom)
            if note is not None:
                incoming.settle(connection, desk.ledger.id, known, note, desk.now)


def _whose(connection: Connection, desk: Desk, messages: Sequence[Incoming]) -> list[Whose]:
    return whose(connection, desk.ledger, messages, desk.ours, desk.shared)


def silence(desk: Desk, messages: Sequence[Incoming]) -> None:
    """Nothing goes any more to the addresses that they say are dead, complained or were stopped.

    In any ledger of the firm, and whether or not this one has such a customer: people answer whomever they
    have at hand. Another ledger's pass may have done so first; what a person lifted since stays lifted.
    """
    with desk.store.read() as connection:
        # what came before is left as it is: what a person lifted since stays lifted
        new = [one for one in messages if not incoming.is_kept(connection, desk.ledger.id, one)]
        silenced = [
            (message, address, why)
            for message, whom in zip(new, _whose(connection, desk, new), strict=True)
            for address, why in _to_silence(connection, desk, message, whom)
        ]
    for message, address, why in silenced:
        source = f"a message of {message.received_at:%Y-%m-%d} to {desk.ledger.name}"
        with desk.store.write() as connection:
            if not lifted_since(connection, "email", address, why, message.received_at):
                suppress(connection, "email", address, why, source, desk.now)


def _to_silence(
    connection: Connection, desk: Desk, message: Incoming, whom: Whose
) -> list[tuple[str, SuppressedFor]]:
    about, sender = whom.about, in_one_form(message.sender)  # what stands there may be no address at all
    if about is not None and message.kind == "bounce":
        return [(each, "bounced") for each in dead_addresses(connection, message, about)]
    if about is not None and message.kind == "complaint":
        return [(each, "complained") for each in complained_of(connection, message, about)]
    if about is not None and asks_to_stop(message, about.key):
        return [(each, "stopped") for each in whom_it_went_to(connection, about)]
    if message.kind != "reply" or sender is None or sender in desk.ours:
        return []
    wanted = desk.policy.replies.stop and stops(message)
    if not wanted or "email" not in ways_stopped(message, certain(message)):
        return []
    # whoever answers from another address than the message went to has both
    went_to = [] if about is None else whom_it_went_to(connection, about)
    return [(each, "stopped") for each in (sender, *(() if sender in went_to else went_to))]


def _take_in(connection: Connection, desk: Desk, message: Incoming, whom: Whose, heard: Heard) -> None:
    if _is_our_own(connection, desk, message):
        heard.own += 1
        return
    machines = not whom.customers and message.kind in ("automatic", "out_of_office")
    if machines or _is_anothers(desk, message, whom):
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


def _is_anothers(desk: Desk, message: Incoming, whom: Whose) -> bool:
    """Whether it is for another ledger that reads the same mailbox; what is nobody's is the first one's."""
    if not desk.shared or whom.how == "thread":
        return False
    if whom.elsewhere is not None:
        return whom.elsewhere[0] in desk.shared
    if whom.customers or not desk.ours.isdisjoint(message.recipients):
        return False
    return bool(whom.sharing) or min(desk.shared) < desk.ledger.name


def _is_our_own(connection: Connection, desk: Desk, message: Incoming) -> bool:
    """Whether it is what we sent, come back as a copy: its own Message-ID is one of our keys."""
    if message.sender not in desk.ours:
        return False
    key = message.message_id.partition("@")[0]
    return incoming.is_sent(connection, desk.ledger.id, key)


def _by_itself(connection: Connection, desk: Desk, kept: Kept, whom: Whose) -> str | None:
    """Do what needs no person; what was done, or `None` where it waits for one."""
    message, alone = kept.message, desk.policy.replies
    if message.kind == "bounce":
        return bounced(connection, desk.ledger, desk.policy, kept, whom.effect, desk.now)
    if message.kind == "complaint" and whom.effect is not None:
        return _no_more(connection, desk, kept, "they called it spam", ("email",))
    asked = "" if whom.effect is None else asks_to_stop(message, whom.effect.key)
    if asked or (message.kind == "reply" and alone.stop):
        return _stopped(connection, desk, kept, asked)
    if message.kind in ("automatic", "out_of_office") and says_more(message):
        return None
    if message.kind == "out_of_office" and alone.out_of_office:
        return "out of office" + (f", back on {message.back_on}" if message.back_on else "")
    return "an automatic message" if message.kind == "automatic" else None


def _stopped(connection: Connection, desk: Desk, kept: Kept, asked: str) -> str | None:
    """Honour a wish for no more messages; where they say something else too, a person reads that."""
    wish = asked or stops(kept.message)
    if not wish:
        return None
    closed = {*ways_stopped(kept.message, certain(kept.message)), *(("email",) if asked else ())}
    if not kept.whose and "email" not in closed:
        return None
    if not kept.whose:  # whose it is, and whether they mean more than that address, a person sees
        note = f"{NO_MORE}: no e-mail goes to {kept.message.sender} any more"
        incoming.remark(connection, kept, note)
        return None
    ways = [each for each in CONTACT_CHANNELS if each in closed]
    told = _no_more(connection, desk, kept, NO_MORE, ways)
    if wish == "only":
        return told
    incoming.remark(connection, kept, f"{told}; they say something else too")
    return None


def _no_more(connection: Connection, desk: Desk, kept: Kept, why: str, ways: Sequence[str]) -> str:
    """Nothing goes to them by these ways any more, from this moment on."""
    source = f"{why}: a message of {kept.received_at:%Y-%m-%d}"
    for customer in kept.whose:
        for way in ways:
            acts.opt_out(connection, desk.ledger.id, customer, way, source, desk.now)
    if set(ways) == set(CONTACT_CHANNELS):
        return f"{why}: no reminder, by whatever way, is sent to them any more"
    return f"{why}: nothing goes to them by {' or '.join(CHANNEL_WORDS[way] for way in ways)} any more"
