"""Pacing: while a pass sends, the limits of the mail account are kept, and what is over waits.

The law: a minute's limit is waited out, a day's is not. Whoever waited looks at the books again when
their last look has become old; the longest overdue go first.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import msgspec

from connectors.errors import TryLater
from connectors.mail.limits import TOO_MANY
from dunning.dates import counted
from dunning.decisions import Notify
from sync.store import figures
from sync.store.outbox import Effect
from sync.store.quota import Full
from sync.work import Work

PUT_OFF_MOST = timedelta(hours=72)  # a mail server's "not now": then it is taken for a no
_PATIENCE = 90.0  # seconds
_NAP = 1.0  # seconds until one looks again whether one was asked to stop


def addresses_of(work: Work, effect: Effect) -> int:
    """How many addresses it goes to."""
    act = msgspec.json.decode(effect.payload, type=Notify)
    return len(act.recipients) if work.redirect_to is None else 1


def paused(work: Work, full: Full) -> bool:
    """Wait for room, where that is a matter of a minute; `False`, at once, where it is not."""
    if full.seconds > _PATIENCE:
        return False
    until = work.clock.elapsed() + full.seconds
    while (left := until - work.clock.elapsed()) > 0:
        work.rest()
        work.lease()
        work.clock.sleep(min(left, _NAP))
    return True


def over_limit(full: Full, messages: int) -> str:
    """What a person is told of so many messages that wait."""
    wait = "waits" if messages == 1 else "wait"
    return f"{full.why}: {counted(messages, 'message')} {wait} until {full.until:%Y-%m-%d %H:%M} UTC"


def in_order(work: Work, ready: Sequence[Effect]) -> list[Effect]:
    """Those that were put off come last, the longest overdue first."""
    acts = {one.id: msgspec.json.decode(one.payload, type=Notify) for one in ready}
    asked = {invoice for act in acts.values() for invoice in act.overdue}
    with work.store.read() as connection:
        due = figures.due_dates(connection, work.ledger.id, asked)

    def turn(one: Effect) -> tuple[bool, date, int]:
        oldest = min((due[invoice] for invoice in acts[one.id].overdue if invoice in due), default=date.max)
        return one.reason is not None, oldest, one.id

    return sorted(ready, key=turn)


def heard(work: Work, error: TryLater) -> None:
    """What the mail server said of too much, for all who send by that account."""
    if error.code == TOO_MANY:
        work.quota.rest(error.after, error.text)


def put_off_too_long(error: TryLater, since: datetime, now: datetime) -> str | None:
    """Why the server's "not now" is taken for a no; `None` while it is not. `since`: its first one."""
    if now - since < PUT_OFF_MOST:
        return None
    hours = PUT_OFF_MOST // timedelta(hours=1)
    return f"for {hours} hours the mail server said that it would take it later, at last: {error.text}"


def of_the_message(effect: Effect, error: TryLater) -> bool:
    """Whether the server answered "not now" to just this message, and will take others."""
    return error.about == f"message {effect.key}" and error.status is not None and error.code != TOO_MANY
