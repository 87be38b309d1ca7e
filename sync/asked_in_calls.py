"""The text that key 1 of an automated call asks for: the address at which they pay.

The law: they asked for it, so it goes at once, and once; but not where the number was stopped, at no hour
that is closed to texts, and not beyond what the firm may send in a day. It is a message as any: claimed
before Twilio is called, with its receipt and its cost. What does not go waits for a person.
"""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta
from typing import Final

import msgspec

from connectors.errors import ConnectorError, Refused, Uncertain
from dunning.effects import LEFT_OUT, Message, key_of
from dunning.speaking import text_with, why_no_text_now
from sync.calls import keep_press
from sync.delivered import account_of, delivered, notify_of
from sync.office import Office
from sync.store import ledgers, outbox, review, suppressions
from sync.store.ledgers import LinkedLedger
from sync.store.outbox import Effect
from sync.texts import give_up_number, taken

_NO_PASS: Final = 0  # the fence of what no pass claimed: the next finds out what became of it
_LOOK_AFTER: Final = timedelta(seconds=120)
_WANTED: Final = "Please text me the address at which I can pay."


def text_link(office: Office, ledger: LinkedLedger, call: Effect, said: Message, sid: str, key: str) -> bool:
    """Text it to whom that call went; whether it is on its way, or may be. Else a person sees to it.

    `said`: the call's own message; `sid`, `key`: the call at Twilio, and what was pressed.
    """
    now = office.clock.now()
    why = _why_not(office, ledger, call, now)
    opened = office.texts(ledger.name)
    if why or opened is None:
        _left_to_a_person(office, ledger, call, sid, key, why)
        return False
    effect, message = _claimed(office, ledger, call, said, now)
    try:
        with closing(opened()) as channel:
            receipt = channel.send(message, lambda: True)
    except (Refused, Uncertain) as error:
        state = "uncertain" if isinstance(error, Uncertain) else "refused"
        settings, wall = office.config.ledger(ledger.name), office.store.clock.wall()
        look_after = wall + timedelta(seconds=settings.settle_after_seconds)
        with office.store.write() as connection:
            outbox.settle(connection, effect, state, now, reason=str(error), look_after=look_after)
            review.review_customers(connection, ledger.id, [effect.customer_id])
        if error.code.isdecimal():
            give_up_number(office.store, message.recipients[0], int(error.code), now)
        return state == "uncertain"
    except ConnectorError as error:  # certainly not sent
        with office.store.write() as connection:
            outbox.turn(
                connection, effect.id, ("claimed", "uncertain"), {"state": "dropped", "settled_at": now}
            )
        _left_to_a_person(office, ledger, call, sid, key, str(error))
        return False
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        delivered(connection, ledger, office.policy(ledger.name), effect, receipt)
        taken(connection, ledger.id, effect, receipt, now)
    return True


def _why_not(office: Office, ledger: LinkedLedger, call: Effect, now: datetime) -> str:
    """Why no text may go now; "" where one may, which counts for the day then."""
    with office.store.read() as connection:
        account = account_of(connection, call)
        barred = suppressions.suppressed(connection, "number", notify_of(call).recipients)
    if barred:
        return "the number gets nothing any more"
    why = why_no_text_now(account, office.policy(ledger.name), office.rules(ledger), now)
    full = None if why else office.bound().take(1)
    return why if full is None else "the firm has sent what it may in a day"


def _claimed(
    office: Office, ledger: LinkedLedger, call: Effect, said: Message, now: datetime
) -> tuple[Effect, Message]:
    """The effect, claimed in the transaction that makes it, so that no pass takes it; and its message."""
    act = msgspec.structs.replace(notify_of(call), kind="answer", level="answer", channel="sms", charges=None)
    link = "" if said.spoken is None else said.spoken.link
    name = office.config.ledger(ledger.name).sender.name
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        made = outbox.add(
            connection,
            ledger.id,
            (call.customer_id, call.currency),
            kind="message",
            slot=key_of("texted in a call", call.key),
            payload=act,
            now=now,
            cause_id=call.id,
            decision_id=call.decision_id,
        )
        page = office.page_of()(made.key) if link.endswith(LEFT_OUT) else ""
        words = text_with(page or link, said.language.split("-", maxsplit=1)[0], name)
        message = msgspec.structs.replace(
            said, key=made.key, sender=name, text=words, page=page, spoken=None, words=None
        )
        wall = office.store.clock.wall()
        claim: dict[str, object] = {
            "state": "claimed",
            "fence": _NO_PASS,
            "claimed_at": wall,
            "look_after": wall + _LOOK_AFTER,
        }
        claim |= {"rendered": msgspec.json.encode(message.as_kept()), "one_click": True if page else None}
        outbox.turn(connection, made.id, ("ready",), claim)
    return made, message


def _left_to_a_person(
    office: Office, ledger: LinkedLedger, call: Effect, sid: str, key: str, why: str
) -> None:
    words = f"{_WANTED} (Not sent: {why}.)" if why else _WANTED
    with office.store.write() as connection:
        keep_press(connection, ledger, call, sid, key, words, office.clock.now())
