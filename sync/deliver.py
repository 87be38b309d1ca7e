"""Deliver: claim, look, perform, settle. The only caller of `perform` and `send`.

Payments go first, for they change what is owed. Before messages the ledger is pulled again and the
accounts are decided again; a message leaves at most 120 seconds after that pull, and only when the
decision came out the same. A note about a message becomes ready when the message is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.errors import Changed, ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from dunning.account import Account, Notice
from dunning.acting import note_slot, note_text
from dunning.decisions import Notify
from dunning.effects import Message, Receipt, WriteNote
from dunning.letters import Rendered, check, render
from sync.decide import PERSONS_TASKS, decide_due
from sync.pull import pull
from sync.reconcile import write_of
from sync.store import decided, outbox, review
from sync.store.outbox import Effect
from sync.tables import decisions
from sync.work import Work

FRESH_SECONDS = 120.0  # no message leaves longer than this after the pull it rests on
_MARGIN = 10.0  # of those, for handing one message over


@dataclass(slots=True)
class Delivered:
    """What was carried out, by kind, and what was not. `confirmed`: payments seen in the last look."""

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
        return isinstance(error, Changed)
    except SignInAgain:
        with work.store.write(work.lease()) as connection:
            outbox.put_back(connection, effect, "the sign-in is gone")
        raise
    with work.store.write(work.lease()) as connection:
        outbox.settle(connection, effect, "done", work.now(), receipt=receipt)
        review.review_customers(connection, work.ledger.id, [effect.customer_id])
    name = {"payment": "payments", "void": "voids", "note": "notes"}[effect.kind]
    setattr(done, name, getattr(done, name) + 1)
    return True


def _settle_badly(work: Work, effect: Effect, error: ConnectorError, done: Delivered) -> None:
    state = "uncertain" if isinstance(error, Uncertain) else "refused"
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
                _delivered(connection, work, effect, receipt, message_id=None)
                done.tasks += 1


def _send_messages(work: Work, done: Delivered) -> None:
    while True:
        with work.store.read() as connection:
            ready = outbox.work(connection, work.ledger.id, ("message",), "ready")
        if not ready:
            return
        looked_at = work.clock.elapsed()
        done.confirmed += pull(work).confirmed
        with work.store.write(work.lease()) as connection:
            review.review_customers(connection, work.ledger.id, {effect.customer_id for effect in ready})
        done.dropped += decide_due(work).dropped
        with work.store.read() as connection:
            ready = outbox.work(connection, work.ledger.id, ("message",), "ready")
        for effect in ready:
            work.rest()
            if work.clock.elapsed() - looked_at > FRESH_SECONDS - _MARGIN:
                break  # look again before the rest
            if not _send(work, effect, done):
                return
            work.progress(f"{work.ledger.name}: sent {done.messages} of {len(ready)} messages")
        else:
            return


def _send(work: Work, effect: Effect, done: Delivered) -> bool:
    """One message. `False`: the mail server cannot take messages now."""
    act = msgspec.json.decode(effect.payload, type=Notify)
    with work.store.read() as connection:
        account = _account_of(connection, effect)
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
    if not claimed:
        done.dropped += 1
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
        if isinstance(error, SignInAgain):
            raise
        return False
    with work.store.write(work.lease()) as connection:
        if work.redirect_to is not None:
            outbox.settle(connection, effect, "done", work.now(), receipt=receipt)
            outbox.take_back(connection, effect, f"sent to {work.redirect_to} instead of the customer")
        else:
            _delivered(connection, work, effect, receipt, message_id=message.message_id)
    done.messages += 1
    return True


def _account_of(connection: Connection, effect: Effect) -> Account:
    digest = connection.execute(
        sa.select(decisions.c.account_digest).where(decisions.c.id == effect.decision_id)
    ).scalar_one()
    return decided.snapshot(connection, digest)


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


def _delivered(
    connection: Connection, work: Work, effect: Effect, receipt: Receipt, *, message_id: str | None
) -> None:
    """The level counts from now on, and a note about it is due on every invoice it was about."""
    act = msgspec.json.decode(effect.payload, type=Notify)
    account = _account_of(connection, effect)
    now = work.now()
    outbox.settle(connection, effect, "done", now, receipt=receipt)
    notice = Notice(
        key=effect.key,
        kind="pre_due" if act.kind == "pre_due" else "level",
        level=act.level,
        ordinal=act.ordinal,
        episode=act.episode,
        channel=act.channel,
        currency=act.currency,
        delivered_at=now,
        invoice_ids=act.overdue,
        message_id=message_id,
    )
    outbox.deliver_notice(connection, work.ledger.id, effect, notice, now)
    review.review_customers(connection, work.ledger.id, [effect.customer_id])
    position = work.policy.position_of(act.level)
    for invoice_id in act.overdue:
        slot = note_slot(effect.key, invoice_id)
        count, previous = outbox.last_note(connection, work.ledger.id, invoice_id)
        note = WriteNote(key="", invoice_id=invoice_id, text="", sequence=count + 1, previous=previous)
        made = outbox.add(
            connection,
            work.ledger.id,
            (effect.customer_id, effect.currency),
            kind="note",
            slot=slot,
            payload=note,
            now=now,
            cause_id=effect.id,
            invoice_id=invoice_id,
        )
        text = note_text(act, account, work.today(), made.key, position)
        outbox.refer(connection, made, None, msgspec.structs.replace(note, key=made.key, text=text))
