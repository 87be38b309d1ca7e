"""Calls by a machine after they were handed over: what they say, which keys are pressed, how they ended.

The law: a call that was taken is no reminder yet, and so it stays uncertain until its end is told; it counts
where its words were asked for and no machine was there. A key acts once, in the transaction that notes it,
and a stop before anything is answered. One that reached nobody is a try, and counts as one by law.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace
from sqlalchemy.engine import Connection

from connectors.base import TextStatus
from dunning.account import Contact
from dunning.effects import Message, Receipt
from dunning.incoming import BY_CALL, Incoming
from dunning.policy import Policy
from dunning.reaching import VOICE
from dunning.speaking import MEANT, Wish, wish_of
from sync.delivered import delivered, message_of, notify_of
from sync.office import Office
from sync.store import Store, agreements, incoming, ledgers, outbox, review, suppressions, texts
from sync.store.chain import OURSELVES
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect

UNDER_WAY: Final = "the call was made, and how it ended is not told yet"
_SPEAKING: Final = "speaking"  # our own word for it: Twilio asked what to say
_WHY: Final = {
    "busy": "the line was busy",
    "no-answer": "nobody answered",
    "machine": "a machine answered, and nothing was left with it",
    "unheard": "they hung up before a word was said",
    "failed": "it could not be put through",
    "canceled": "it was cancelled",
}
_ENDS_WITHIN: Final = timedelta(days=1)
_TRIES: Final = ("busy", "no-answer", "machine", "unheard")  # it rang there


def is_call(effect: Effect) -> bool:
    """Whether a machine of ours calls."""
    return effect.kind == "message" and notify_of(effect).channel == VOICE


def is_under_way(store: Store, effect: Effect, now: datetime) -> bool:
    """Whether it is a call that Twilio took, whose end is told soon: nobody need say anything of it."""
    since = effect.settled_at or now
    if not is_call(effect) or now - since > _ENDS_WITHIN:
        return False
    with store.read() as connection:
        return effect.id in texts.of(connection, [effect.id])


def under_way(
    connection: Connection,
    ledger: LinkedLedger,
    policy: Policy,
    effect: Effect,
    receipt: Receipt,
    now: datetime,
) -> None:
    """Twilio took it; how it ends may have been told before."""
    texts.taken(connection, ledger.id, effect, receipt.provider_id, now)
    values = {"state": "uncertain", "reason": UNDER_WAY, "settled_at": now, "look_after": None}
    outbox.turn(connection, effect.id, ("claimed", "uncertain"), values)
    review.review_customers(connection, ledger.id, [effect.customer_id])
    _follow(connection, ledger, policy, effect, now)


def told(
    connection: Connection,
    ledger: LinkedLedger,
    policy: Policy,
    effect: Effect,
    status: TextStatus,
    now: datetime,
) -> bool:
    """Keep how a call stands, with what follows; whether it is settled now. Told again, nothing follows."""
    ledgers.lock(connection, ledger.id)
    before = texts.of(connection, [effect.id]).get(effect.id)
    if status.state == "completed" and (before is None or before.state not in (_SPEAKING, "completed")):
        status = replace(status, state="unheard")
    if status.state in texts.ENDED or before is None:
        texts.tell(connection, ledger.id, effect, status, now)
    return _follow(connection, ledger, policy, effect, now)


def _follow(
    connection: Connection, ledger: LinkedLedger, policy: Policy, effect: Effect, now: datetime
) -> bool:
    """Settle it as delivered or not, once both its end is told and its worker is done with it."""
    kept = texts.of(connection, [effect.id]).get(effect.id)
    stands = outbox.by_key(connection, ledger.id, effect.key)
    if kept is None or kept.state not in texts.ENDED or stands is None or stands.state != "uncertain":
        return False
    if kept.state == "completed":
        receipt = Receipt(provider_id=kept.sid, version="", at=now)
        delivered(connection, ledger, policy, effect, receipt)
        return True
    why = _WHY.get(kept.state, kept.state)
    tried = kept.state in _TRIES  # another try is no other message: it goes on by itself
    values = {"state": "refused", "taken_back": tried, "reason": f"the call reached nobody: {why}"}
    outbox.turn(connection, effect.id, ("uncertain",), values | {"settled_at": now})
    if tried:
        contact = Contact(channel=VOICE, at=now, reached=False, note=f"automated call: {why}")
        agreements.log(connection, ledger.id, effect.customer_id, contact, OURSELVES, now)
    review.review_customers(connection, ledger.id, [effect.customer_id])
    return True


def spoken(
    office: Office, ledger: LinkedLedger, effect: Effect, sid: str, state: str, now: datetime
) -> Message | None:
    """What a call says that was taken up; `None` where it says nothing: to a machine, or after a stop."""
    is_machine = state == "machine"
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        message = message_of(connection, effect)
        barred = suppressions.not_to_be_rung(connection, notify_of(effect).recipients)
        says = message is not None and not is_machine and not barred
        if message is None:
            return None
        word = _SPEAKING if says else "machine" if is_machine else "canceled"
        texts.tell(connection, ledger.id, effect, _status(sid, word), now)
    return message if says else None


def _status(sid: str, state: str) -> TextStatus:
    return TextStatus(sid=sid, state=state, error=None, segments=None, price=None, currency=None)


def pressed(
    office: Office, ledger: LinkedLedger, effect: Effect, sid: str, key: str, now: datetime
) -> tuple[Wish | None, Message | None, bool]:
    """Act upon a key; (what it asks for, the call's message, whether it was pressed only now).

    Committed when this comes back. A key that was not offered asks for nothing; told again, it does nothing
    again. Of key 1 it is for the caller to see that the text goes.
    """
    [number] = notify_of(effect).recipients
    with office.store.write() as connection:
        message = message_of(connection, effect)
        wish = None if message is None or message.spoken is None else wish_of(key, message.spoken.keys)
        if message is None or message.spoken is None or wish is None:
            return None, message, False
        new = texts.hear(connection, f"{sid}:{key}", notify_of(effect).channel, now)
        if wish == "stop" and new:
            source = f"key {key} in our call of {now.date()}"
            suppressions.suppress(connection, "number", number, "stopped", source, now)
        elif wish in MEANT and new:
            keep_press(connection, ledger, effect, sid, key, MEANT[wish], now)
    return wish, message, new


def keep_press(
    connection: Connection,
    ledger: LinkedLedger,
    effect: Effect,
    sid: str,
    key: str,
    words: str,
    now: datetime,
) -> None:
    """It waits for a person, who reads these words, and holds their account meanwhile."""
    ledgers.lock(connection, ledger.id)
    [number] = notify_of(effect).recipients
    read, whose = _as_read(sid, number, key, words, now), [effect.customer_id]
    incoming.keep(connection, ledger.id, read, now, how="thread", whose=whose, effect_key=effect.key)


def _as_read(sid: str, number: str, key: str, words: str, now: datetime) -> Incoming:
    return Incoming(
        kind="reply",
        digest=hashlib.sha256(words.encode()).hexdigest(),
        message_id=f"{sid}:{key}",
        sender=number,
        sender_name="",
        recipients=(),
        subject=BY_CALL,
        sent_at=None,
        received_at=now,
        about=(),
        words=f"Key {key} in our automated call: {words}",
        quoted="",
        attachments=(),
        failures=(),
        back_on=None,
        problems=(),
    )
