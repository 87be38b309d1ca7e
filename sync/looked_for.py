"""An uncertain message is looked for among those that were sent, where that can be read.

Found, it went, and counts from the moment at which it was handed over. Not found, it stays uncertain for a
person: a provider may file it late, or not at all, so only a yes is proof.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from connectors.errors import ConnectorError
from dunning.effects import Message, Receipt
from sync.delivered import delivered_or_elsewhere, message_of, notify_of
from sync.secrets import SecretsError
from sync.settling_texts import find_text
from sync.store import outbox
from sync.store.outbox import Effect
from sync.texts import taken
from sync.work import Work

if TYPE_CHECKING:
    from connectors.mail.inbox import Inbox

_LOOKED = "; among the sent messages it was "
_FOUND = "found among the sent messages"


def settle_messages(
    work: Work, waiting: Sequence[Effect], may_look: Callable[[Work, Effect], bool]
) -> tuple[int, int]:
    """(how many were found to have gone, how many a person must still say so of)."""
    if not waiting:
        return 0, 0
    try:
        with work.inboxes() as inboxes:
            # without an inbox nobody waits until it is time to look
            inbox = inboxes[0] if inboxes else None
            found = sum(
                _settled(work, inbox, effect)
                for effect in waiting
                if (inbox is not None or _is_text(work, effect)) and may_look(work, effect)
            )
    except SecretsError as error:
        _remark(work, waiting, f"not looked for: {error}")
        found = 0
    return found, len(waiting) - found


def _is_text(work: Work, effect: Effect) -> bool:
    return work.redirect_to is None and notify_of(effect).channel == "sms"


def _settled(work: Work, inbox: Inbox | None, effect: Effect) -> bool:
    """Whether it was found, and is done."""
    with work.store.read() as connection:
        message = message_of(connection, effect)
    if message is None:
        return False
    try:
        if message.is_text or inbox is None:
            receipt = find_text(work, effect, message)
        else:
            receipt = _in_sent(work, inbox, effect, message)
    except ConnectorError as error:
        _remark(work, [effect], f"not looked for: {error}")
        return False
    if receipt is None:
        _remark(work, [effect], f"looked for on {work.today()} and not found")
        return False
    with work.store.write(work.lease()) as connection:
        delivered_or_elsewhere(connection, work.ledger, work.policy, effect, receipt)
        if message.is_text:
            taken(connection, work.ledger.id, effect, receipt, work.now())
    return True


def _in_sent(work: Work, inbox: Inbox, effect: Effect, message: Message) -> Receipt | None:
    if not inbox.sent(message.message_id):
        return None
    return Receipt(provider_id=_FOUND, version="", at=effect.claimed_at or work.now())


def _remark(work: Work, looked_for: Sequence[Effect], what: str) -> None:
    """Put it beside the reason why it is uncertain, in place of what was said there before."""
    with work.store.write(work.lease()) as connection:
        for effect in looked_for:
            reason = (effect.reason or "").partition(_LOOKED)[0] + _LOOKED + what
            if reason != effect.reason:
                outbox.turn(connection, effect.id, ("uncertain",), {"reason": reason})
