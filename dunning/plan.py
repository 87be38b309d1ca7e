"""The plan ahead: what would go out in the coming days, if nothing is paid and people say yes.

The law it keeps: it is the engine itself that is asked, day after day, so the plan can promise nothing
that the engine would not do. Assumed: the ledger released, every proposal approved, books booked.
Not assumed: that anyone lifts a hold, sorts an old debt or finds an address.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
from msgspec.structs import replace

from dunning.account import Account, Notice, NoticeKind
from dunning.decisions import Decision, Notify, Reason, Wait
from dunning.engine import decide
from dunning.law import Rules
from dunning.policy import Policy

_MOST_STEPS = 400  # a wait that a person must lift is looked at daily: a year ahead is plenty


class Planned(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that would go out. `on`: date of the ledger's organisation; `amount`: as of that day."""

    on: date
    kind: NoticeKind
    level: str
    channel: str
    amount: Decimal
    currency: str
    serious: bool


def plan_ahead(
    account: Account, policy: Policy, rules: Rules, now: datetime, days: int
) -> tuple[Planned, ...]:
    """What would go out from `now` to `days` later (exclusive), in order."""
    return tuple(ahead(account, policy, rules, now, days))


def ahead(account: Account, policy: Policy, rules: Rules, now: datetime, days: int) -> Iterator[Planned]:
    """The same one by one: whoever wants the next step alone need not wait for the others."""
    end = now + timedelta(days=days)
    assumed = replace(
        account,
        books=replace(
            account.books, released=True, flooded=False, booked_through=(end + timedelta(days=60)).date()
        ),
    )
    moment = now
    for _step in range(_MOST_STEPS):
        decision = decide(assumed, policy, rules, moment)
        assumed = replace(assumed, episode=decision.episode)
        notify = _step_of(decision)
        if notify is not None:
            yield _planned(notify, assumed, moment)
            assumed = replace(assumed, notices=(*assumed.notices, noticed(notify, moment)))
            continue
        if decision.review_at is None or not moment < decision.review_at < end:
            return
        moment = decision.review_at


def _step_of(decision: Decision) -> Notify | None:
    """What would be done once people say yes; a proposal made at night still waits for the hour."""
    if isinstance(decision.action, Wait):
        return decision.action.proposed if decision.reason is Reason.APPROVAL else None
    return decision.action


def _planned(notify: Notify, account: Account, moment: datetime) -> Planned:
    return Planned(
        on=moment.astimezone(ZoneInfo(account.books.timezone)).date(),
        kind=notify.kind,
        level=notify.level,
        channel=notify.channel,
        amount=notify.amount,
        currency=notify.currency,
        serious=notify.serious,
    )


def noticed(notify: Notify, moment: datetime) -> Notice:
    """The notice that this step would leave, were it delivered at `moment`."""
    return Notice(
        key="",
        kind=notify.kind,
        level=notify.level,
        ordinal=notify.ordinal,
        episode=notify.episode,
        channel=notify.channel,
        currency=notify.currency,
        delivered_at=moment,
        invoice_ids=notify.overdue,
        message_id=None,
    )
