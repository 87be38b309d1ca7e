"""Deliver: claim, look, perform, settle. The only caller of `perform` and `send`.

Payments go first, for they change what is owed. Before messages the ledger is pulled again and the
accounts are decided again; a message leaves at most 120 seconds after that pull, and only when the
decision came out the same. A note about a message becomes ready when the message is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from connectors.errors import Changed, ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from dunning.account import Account
from dunning.decisions import Notify
from dunning.effects import Message, Receipt
from dunning.letters import Rendered, check, render
from sync.decide import PERSONS_TASKS, decide_due
from sync.delivered import account_of, delivered
from sync.pull import pull
from sync.reconcile import write_of
from sync.store import outbox, review
from sync.store.outbox import Effect
from sync.work import Work

FRESH_SECONDS = 120.0  # no message leaves longer than this after the pull it rests on
_MARGIN = 10.0  # of those, for handing one message over
_MOST_PUT_OFF = 5  # in a row: then it is not the recipients but the mail server that wants to be left alone


_PRETEND = "a demo or sandbox company never reaches a customer: set redirect_to to read its messages"


@dataclass(slots=True)
class Delivered:
    """What was carried out, by kind, and what was not.

    `confirmed`: payments seen in the last look. `troubled`: keys of what was refused, left uncertain
    or put off.
    """

    messages: int = 0
    tasks: int = 0
    notes: int = 0
    payments: int = 0
    voids: int = 0
    refused: int = 0
    uncertain: int = 0
    dropped: int = 0
    later: int = 0
    confirmed: int = 0
    troubled: list[str] = field(default_factory=list)


def deliver(work: Work) -> Delivered:
    """Carry out what is ready."""
    done = Delivered()
    _write_to_ledger(work, ("payment", "void"), done)
    _hand_over_tasks(work, done)
    _send_messages(work, done)
    _write_to_ledger(work, ("note",), done)
    return done


def _write_to_ledger(work: Work, kinds: Sequence[str], done: Delivered) -> None:
    with work.store.read() as connection:
        ready = outbox.work(connection, work.ledger.id, kinds, "ready")
    for effect in ready:
        work.rest()
        lease = work.lease()
        with work.store.write(lease) as connection:
            claimed = outbox.claim(
                connection, effect, lease.fence, work.store.clock.wall(), work.look_after()
            )
        if claimed and not _perform(work, effect, done):
            break
        work.progress(f"{work.ledger.name}: wrote {done.payments} payments, {done.notes} notes")


def _perform(work: Work, effect: Effect, done: Delivered) -> bool:
    """One call. `False`: the ledger cannot be written to now, so leave the rest for later."""
    try:
        receipt = work.source.perform(write_of(effect))
    except (Refused, Uncertain) as error:
        _settle_badly(work, effect, error, done)
        return True
    except (TryLater, Changed) as error:
        with work.store.write(work.lease()) as connection:
            outbox.put_back(connection, effect, str(error))
        done.later += 1
        done.troubled.append(effect.key)
        return isinstance(error, Changed)
    except SignInAgain:
        with work.store.write(work.lease()) as connection:
            outbox.put_back(connection, effect, "the sign-in is gone")
        raise
    with work.store.write(work.lease()) as connection:
        outbox.settle(connection, effect, "done", work.now(), receipt=receipt)
        if effect.kind == "void" and effect.cause_id is not None:
            outbox.take_back(connection, effect.cause_id, "reversed")
        if effect.kind != "note":  # a note changes nothing that a decision rests on
            review.review_customers(connection, work.ledger.id, [effect.customer_id])
    name = {"payment": "payments", "void": "voids", "note": "notes"}[effect.kind]
    setattr(done, name, getattr(done, name) + 1)
    return True


def _settle_badly(work: Work, effect: Effect, error: ConnectorError, done: Delivered) -> None:
    state = "uncertain" if isinstance(error, Uncertain) else "refused"
    done.troubled.append(effect.key)
    with work.store.write(work.lease()) as connection:
        outbox.settle(connection, effect, state, work.now(), reason=str(error))
        review.review_customers(connection, work.ledger.id, [effect.customer_id])
    if state == "uncertain":
        done.uncertain += 1
    else:
        done.refused += 1


def _hand_over_tasks(work: Work, done: Delivered) -> None:
    """A person's task that a person approved is theirs now: the level counts, the ledger is told."""
    with work.store.read() as connection:
        ready = outbox.work(connection, work.ledger.id, PERSONS_TASKS, "ready")
    for effect in ready:
        lease = work.lease()
        with work.store.write(lease) as connection:
            if outbox.claim(connection, effect, lease.fence, work.store.clock.wall(), work.look_after()):
                receipt = Receipt(provider_id=effect.key, version="", at=work.now())
                delivered(connection, work.ledger, work.policy, effect, receipt)
                done.tasks += 1


def _send_messages(work: Work, done: Delivered) -> None:
    while True:
        with work.store.read() as connection:
            ready = outbox.work(connection, work.ledger.id, ("message",), "ready")
        if not ready:
            return
        if _pretend(work):
            with work.store.write(work.lease()) as connection:
                for effect in ready:
                    done.dropped += outbox.drop(connection, effect, _PRETEND, work.now())
            return
        looked_at = work.clock.elapsed()
        done.confirmed += pull(work).confirmed
        with work.store.write(work.lease()) as connection:
            review.review_customers(connection, work.ledger.id, {effect.customer_id for effect in ready})
        done.dropped += decide_due(work).dropped
        with work.store.read() as connection:
            ready = outbox.work(connection, work.ledger.id, ("message",), "ready")
        put_off = 0
        for effect in sorted(ready, key=lambda each: each.reason is not None):  # those put off come last
            work.rest()
            if work.clock.elapsed() - looked_at > FRESH_SECONDS - _MARGIN:
                break  # look again before the rest
            before = done.later
            if not _send(work, effect, done):
                return
            put_off = put_off + 1 if done.later > before else 0
            if put_off >= _MOST_PUT_OFF:
                return
            work.progress(f"{work.ledger.name}: sent {done.messages} of {len(ready)} messages")
        else:
            return


def _pretend(work: Work) -> bool:
    """A provider's own demo or test company: its "customers" are made up, or worse, are not."""
    is_pretend = work.ledger.demo or work.ledger.environment == "sandbox"
    return is_pretend and work.redirect_to is None


def _send(work: Work, effect: Effect, done: Delivered) -> bool:
    """One message. `False`: the mail server takes none now; one that puts off just this one goes on."""
    act = msgspec.json.decode(effect.payload, type=Notify)
    with work.store.read() as connection:
        account = account_of(connection, effect)
    letter = render(act, account, work.sender, work.templates, work.now())
    faults = check(letter, act)
    message = _message(work, effect, act, account, letter)
    lease = work.lease()
    with work.store.write(lease) as connection:
        claimed = outbox.claim(
            connection,
            effect,
            lease.fence,
            work.store.clock.wall(),
            work.look_after(),
            msgspec.json.encode(message),
        )
    if not claimed:  # decided anew meanwhile, or up for review: the next look sees to it
        return True
    if faults:
        _settle_badly(work, effect, Refused("; ".join(faults), about=f"letter {act.template}"), done)
        return True
    try:
        receipt = work.channel.send(message)
    except (Refused, Uncertain) as error:
        _settle_badly(work, effect, error, done)
        return True
    except (TryLater, SignInAgain) as error:
        with work.store.write(work.lease()) as connection:
            outbox.put_back(connection, effect, str(error))
        done.later += 1
        done.troubled.append(effect.key)
        if isinstance(error, SignInAgain):
            raise
        return error.about == f"message {effect.key}" and error.status is not None
    with work.store.write(work.lease()) as connection:
        if work.redirect_to is not None:
            outbox.settle(connection, effect, "done", work.now(), receipt=receipt)
            outbox.take_back(connection, effect.id, f"sent to {work.redirect_to} instead of the customer")
        else:
            delivered(connection, work.ledger, work.policy, effect, receipt)
    done.messages += 1
    return True


def _message(work: Work, effect: Effect, act: Notify, account: Account, letter: Rendered) -> Message:
    """Threaded below the earlier messages of the same debt; its Message-ID is the effect's key."""
    before = [
        notice.message_id
        for notice in account.notices
        if notice.message_id is not None and notice.episode == act.episode
    ]
    sender = work.sender
    domain = sender.email.rpartition("@")[2]
    return Message(
        key=effect.key,
        message_id=f"<{effect.key}@{domain}>",
        sender=f"{sender.name} <{sender.email}>",
        reply_to=sender.reply_to,
        recipients=act.recipients if work.redirect_to is None else (work.redirect_to,),
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        in_reply_to=before[-1] if before else None,
        references=tuple(before),
        language=letter.language,
    )
