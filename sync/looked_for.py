"""An uncertain message is looked for among those that were sent, where the mailbox can be read.

Found, it went, and counts from the moment at which it was handed over. Not found, it stays uncertain for a
person: a provider may file it late, or not at all, so only a yes is proof.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from connectors.errors import ConnectorError
from dunning.effects import Receipt
from sync.delivered import delivered_or_elsewhere, message_of
from sync.secrets import SecretsError
from sync.store import outbox
from sync.store.outbox import Effect
from sync.work import Work

if TYPE_CHECKING:
    from connectors.mail.inbox import Inbox

_LOOKED = "; among the sent messages it was "
_FOUND = "found among the sent messages"


def settle_messages(work: Work, may_look: Callable[[Work, Effect], bool]) -> tuple[int, int]:
    """(how many were found to have gone, how many a person must still say so of)."""
    with work.store.read() as connection:
        waiting = outbox.work(connection, work.ledger.id, ("message",), "uncertain")
    due = [effect for effect in waiting if may_look(work, effect)]
    if not due:
        return 0, len(waiting)
    try:
        with work.inboxes() as inboxes:
            found = sum(_settled(work, inboxes, effect) for effect in due)
    except SecretsError as error:
        _remark(work, due, f"not looked for: {error}")
        found = 0
    return found, len(waiting) - found


def _settled(work: Work, inboxes: Sequence[Inbox], effect: Effect) -> bool:
    """Whether it was found, and is done."""
    with work.store.read() as connection:
        message = message_of(connection, effect)
    if not inboxes or message is None:
        return False
    try:
        went = inboxes[0].sent(message.message_id)
    except ConnectorError as error:
        _remark(work, [effect], f"not looked for: {error}")
        return False
    if not went:
        _remark(work, [effect], f"looked for on {work.store.clock.wall():%Y-%m-%d} and not found")
        return False
    receipt = Receipt(provider_id=_FOUND, version="", at=effect.claimed_at or work.now())
    with work.store.write(work.lease()) as connection:
        delivered_or_elsewhere(connection, work.ledger, work.policy, effect, receipt)
    return True


def _remark(work: Work, looked_for: Sequence[Effect], what: str) -> None:
    """Put it beside the reason why it is uncertain, in place of what was said there before."""
    with work.store.write(work.lease()) as connection:
        for effect in looked_for:
            reason = (effect.reason or "").partition(_LOOKED)[0] + _LOOKED + what
            if reason != effect.reason:
                outbox.turn(connection, effect.id, ("uncertain",), {"reason": reason})
