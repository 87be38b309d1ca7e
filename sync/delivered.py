"""What follows when a message or a person's task was delivered: the level counts, the notes are due."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import COURTESIES, Account, Notice
from dunning.acting import note_slot, note_text
from dunning.answering import IN_WORDS
from dunning.choosing import policy_for
from dunning.decisions import Answer, Notify
from dunning.effects import Message, Receipt, WriteNote
from dunning.policy import Policy
from sync.store import incoming, outbox, review
from sync.store.chain import OURSELVES
from sync.store.ledger_notes import last_notes
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect
from sync.tables import decisions, effects, snapshots


def notify_of(effect: Effect) -> Notify:
    """The step that a message or a person's task carries out."""
    return msgspec.json.decode(effect.payload, type=Notify)


def account_of(connection: Connection, effect: Effect) -> Account:
    """The account that the effect's decision rested on."""
    body = connection.execute(
        sa.select(snapshots.c.body)
        .join(decisions, decisions.c.account_digest == snapshots.c.digest)
        .where(decisions.c.id == effect.decision_id)
    ).scalar_one()
    return msgspec.json.decode(body, type=Account)


def message_of(connection: Connection, effect: Effect) -> Message | None:
    """The message as it left, or would have; `None` for a person's task."""
    if effect.kind != "message":
        return None
    rendered = connection.scalar(sa.select(effects.c.rendered).where(effects.c.id == effect.id))
    return None if rendered is None else msgspec.json.decode(rendered, type=Message)


def delivered(
    connection: Connection,
    ledger: LinkedLedger,
    policy: Policy,
    effect: Effect,
    receipt: Receipt,
    by: str = OURSELVES,
) -> None:
    """Settle a claimed or uncertain effect as done at `receipt.at`, all in one transaction.

    `by`: who says so.

    The notice makes the level count; a note about it becomes ready on every invoice it was about. A
    courtesy leaves none: notes in the ledger tell how far a debt was followed up.
    """
    act = notify_of(effect)
    message = message_of(connection, effect)
    outbox.settle(connection, effect, "done", receipt.at, receipt=receipt, by=by)
    notice = Notice(
        key=effect.key,
        kind=act.kind,
        level=act.level,
        ordinal=act.ordinal,
        episode=act.episode,
        channel=act.channel,
        currency=act.currency,
        delivered_at=receipt.at,
        invoice_ids=act.overdue,
        message_id=None if message is None else message.message_id or None,
        asks=() if act.answer is None or act.answer.question.mailed else act.answer.question.asks,
        by_us=effect.kind == "message",
    )
    outbox.deliver_notice(connection, ledger.id, effect, notice, receipt.at)
    outbox.see_to_refused(connection, ledger.id, (effect.customer_id, effect.currency))
    review.review_customers(connection, ledger.id, [effect.customer_id])
    if act.answer is not None:
        _answered(connection, ledger, act.answer, effect, receipt, by)
    if act.kind not in COURTESIES:
        _add_notes(connection, ledger, policy, effect, account_of(connection, effect), act, receipt)


def _answered(
    connection: Connection, ledger: LinkedLedger, answer: Answer, effect: Effect, receipt: Receipt, by: str
) -> None:
    """What they asked is answered, so that message of theirs holds nothing any more.

    Nor is anything else due to them, unless a text is to say that it went by e-mail.
    """
    kept = incoming.find(connection, ledger.id, answer.number)
    if kept is None or kept.key != answer.question.key:
        return
    if answer.texted and kept.is_waiting:
        incoming.remark(connection, kept, _became(answer, effect.key))
        return
    told = _became(answer, answer.question.mailed or effect.key)
    told += f", and told so by text ({effect.key})" if answer.question.mailed else ""
    incoming.settle(connection, ledger.id, kept, told, receipt.at, by=by)


def _became(answer: Answer, key: str) -> str:
    asked = " and ".join(IN_WORDS[each] for each in answer.question.asks)
    return f"answered from the books, as the policy says: {asked} (our message {key})"


def reached_nobody(connection: Connection, ledger_id: int, effect: Effect, why: str) -> None:
    """What a message that came back had answered is open again, for a person; no second answer is tried.

    Not what a person settled in other words.
    """
    answer = notify_of(effect).answer
    kept = None if answer is None else incoming.find(connection, ledger_id, answer.number)
    if answer is not None and kept is not None and (kept.note or "").startswith(_became(answer, effect.key)):
        incoming.reopen(connection, ledger_id, kept, f"our answer {effect.key} reached nobody: {why}")


def delivered_or_elsewhere(
    connection: Connection,
    ledger: LinkedLedger,
    policy: Policy,
    effect: Effect,
    receipt: Receipt,
    by: str = OURSELVES,
) -> None:
    """As `delivered`, of a message found to have gone; sent to `redirect_to`, it does not count."""
    message = message_of(connection, effect)
    if message is not None and message.recipients == notify_of(effect).recipients:
        delivered(connection, ledger, policy, effect, receipt, by=by)
        return
    outbox.settle(connection, effect, "done", receipt.at, receipt=receipt, by=by)
    why = "went to another address than the customer's"
    outbox.take_back(connection, effect.id, why, receipt.at, by=by)
    review.review_customers(connection, ledger.id, [effect.customer_id])


def _add_notes(
    connection: Connection,
    ledger: LinkedLedger,
    policy: Policy,
    effect: Effect,
    account: Account,
    act: Notify,
    receipt: Receipt,
) -> None:
    last = last_notes(connection, ledger.id, act.overdue)
    slots = {invoice_id: note_slot(effect.key, invoice_id) for invoice_id in act.overdue}
    keys = outbox.next_keys(connection, slots.values())
    day = receipt.at.astimezone(ZoneInfo(ledger.timezone)).date()
    position = policy_for(policy, account).position_of(act.level)
    new = []
    for invoice_id, slot in slots.items():
        count, previous = last[invoice_id]
        note = WriteNote(
            key="",
            invoice_id=invoice_id,
            text=note_text(act, account, day, keys[slot], position),
            sequence=count + 1,
            previous=previous,
        )
        owner = (effect.customer_id, effect.currency)
        new.append(
            outbox.New(
                account=owner, kind="note", slot=slot, payload=note, cause_id=effect.id, invoice_id=invoice_id
            )
        )
    outbox.add_all(connection, ledger.id, new, receipt.at)
