"""What following up took, and what came back: counts over some days, from the outbox and what came in."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from decimal import Decimal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.account import Notice
from dunning.figures.debts import Period
from sync.store import firms
from sync.store.holders import holders
from sync.tables import (
    calls,
    contacts,
    effects,
    events,
    incoming,
    notices,
    opt_outs,
    suppressions,
    texts,
)

_WRITTEN = ("note", "payment", "void", "charge", "fee")


def delivered(
    connection: Connection, ledger_id: int, since: datetime, until: datetime
) -> list[tuple[Notice, bool]]:
    """Messages and tasks delivered from `since` on and before `until`, and whether each was taken back."""
    query = (
        sa.select(notices.c.body, notices.c.taken_back_at)
        .where(
            notices.c.ledger_id == ledger_id,
            notices.c.delivered_at >= since,
            notices.c.delivered_at < until,
        )
        .order_by(notices.c.delivered_at, notices.c.effect_id)
    )
    decode = msgspec.json.Decoder(Notice).decode
    return [(decode(body), taken_back is not None) for body, taken_back in connection.execute(query)]


def by_hand(
    connection: Connection, ledger_id: int, since: datetime, until: datetime
) -> list[tuple[str, bool, int | None]]:
    """(channel, whether they were reached, minutes if known) of each contact that somebody logged.

    But of a call that was a task of ours too: its outcome is logged as a contact of the same instant.
    """
    task = sa.exists().where(
        contacts.c.channel == "call",
        notices.c.ledger_id == contacts.c.ledger_id,
        notices.c.customer_id == contacts.c.customer_id,
        notices.c.delivered_at == contacts.c.at,
    )
    query = sa.select(contacts.c.channel, contacts.c.reached, contacts.c.minutes).where(
        contacts.c.ledger_id == ledger_id,
        contacts.c.withdrawn_at.is_(None),
        contacts.c.at >= since,
        contacts.c.at < until,
        sa.not_(task),
    )
    return [(channel, bool(reached), minutes) for channel, reached, minutes in connection.execute(query)]


def came_in(connection: Connection, ledger_id: int, since: datetime, until: datetime) -> Counter[str]:
    """Messages that came in, by kind (see `dunning.incoming`)."""
    query = (
        sa.select(incoming.c.kind, sa.func.count())
        .where(
            incoming.c.ledger_id == ledger_id,
            incoming.c.received_at >= since,
            incoming.c.received_at < until,
        )
        .group_by(incoming.c.kind)
    )
    return Counter(dict(iter(connection.execute(query))))


def opted_out(connection: Connection, ledger_id: int, since: datetime, until: datetime) -> Counter[str]:
    """Customers who said that they want no more messages, by channel, and did not take it back.

    Who answers a text with STOP says so of a number, whatever the ledger.
    """
    query = sa.select(opt_outs.c.customer_id, opt_outs.c.channel).where(
        opt_outs.c.ledger_id == ledger_id, opt_outs.c.since >= since, opt_outs.c.since < until
    )
    said = {(customer, channel) for customer, channel in connection.execute(query)}
    stopped = sa.select(suppressions.c.address).where(
        suppressions.c.firm_id == firms.of_ledger(connection, ledger_id),
        suppressions.c.kind == "number",
        suppressions.c.why == "stopped",
        suppressions.c.key_id.is_(None),
        suppressions.c.lifted_at.is_(None),
        suppressions.c.since >= since,
        suppressions.c.since < until,
    )
    for number in connection.scalars(stopped).all():
        whose = holders(connection, "number", number)
        said |= {(customer, "sms") for ledger, customer in whose if ledger == ledger_id}
    return Counter(channel for _, channel in said)


def written(connection: Connection, ledger_id: int, since: datetime, until: datetime) -> Counter[str]:
    """What was written to the ledger, by kind of effect, and stands."""
    query = (
        sa.select(effects.c.kind, sa.func.count())
        .where(
            effects.c.ledger_id == ledger_id,
            effects.c.kind.in_(_WRITTEN),
            effects.c.state == "done",
            sa.not_(effects.c.taken_back),
            effects.c.settled_at >= since,
            effects.c.settled_at < until,
        )
        .group_by(effects.c.kind)
    )
    return Counter(dict(iter(connection.execute(query))))


def called(connection: Connection, ledger_id: int, period: Period) -> tuple[int, int]:
    """(calls, those of them that the provider meters) on these days, by UTC."""
    query = sa.select(sa.func.sum(calls.c.calls), sa.func.sum(calls.c.metered)).where(
        calls.c.ledger_id == ledger_id, calls.c.day >= period.first, calls.c.day <= period.last
    )
    made, metered = connection.execute(query).one()
    return int(made or 0), int(metered or 0)


def texted(
    connection: Connection, ledger_id: int, since: datetime, until: datetime
) -> tuple[dict[str, Decimal], int]:
    """What texts cost by currency, and how many went whose price is not known yet."""
    query = (
        sa.select(texts.c.price, texts.c.currency)
        .join(effects, effects.c.id == texts.c.effect_id)
        .where(
            texts.c.ledger_id == ledger_id,
            sa.func.coalesce(effects.c.settled_at, texts.c.told_at) >= since,
            sa.func.coalesce(effects.c.settled_at, texts.c.told_at) < until,
        )
    )
    cost: dict[str, Decimal] = {}
    unknown = 0
    for price, currency in connection.execute(query):
        if price is None or currency is None:
            unknown += 1
        else:
            cost[currency] = cost.get(currency, Decimal(0)) + Decimal(price)
    return dict(sorted(cost.items())), unknown


def state(connection: Connection, ledger_id: int) -> tuple[int, int]:
    """What changes with all that a report rests on: how far the audit chain is, and how many calls were made.

    Whatever is pulled, decided, sent or done by a person is told in the chain.
    """
    number = sa.select(sa.func.max(events.c.number)).where(events.c.ledger_id == ledger_id)
    made = sa.select(sa.func.sum(calls.c.calls)).where(calls.c.ledger_id == ledger_id)
    return int(connection.scalar(number) or 0), int(connection.scalar(made) or 0)
