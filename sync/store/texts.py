"""Texts and calls as their provider tells of them: how each stands and what it cost, and what came in.

The law: told twice, or out of order, it comes to the same; what ended stays as it ended.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from connectors.base import TextStatus
from dunning.decisions import Notify
from sync.store.dialects import insert, upsert
from sync.store.outbox import COLUMNS, Effect
from sync.tables import effects, heard_texts, texts

CALL = "CA"  # what ids of calls begin with
FAILED = ("undelivered", "failed", "canceled")
CALLED = ("completed", "busy", "no-answer", "machine", "unheard")  # how calls end, beside FAILED
ENDED = ("delivered", "read", *FAILED, *CALLED)
_UNKNOWN = "accepted"  # as a text is called before anything was told of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One row of `texts`."""

    effect_id: int
    sid: str
    state: str
    error: int | None


def whose(connection: Connection, *, key: str | None, sid: str) -> tuple[int, Effect] | None:
    """(ledger id, effect) of the text under that key, or with that id; `None` where it is none of ours."""
    by_key = sa.and_(effects.c.key == key, effects.c.kind == "message")
    by_sid = effects.c.id.in_(sa.select(texts.c.effect_id).where(texts.c.sid == sid))
    query = sa.select(effects.c.ledger_id, *COLUMNS).where(by_sid if key is None else by_key)
    row = connection.execute(query).mappings().one_or_none()
    if row is None:
        return None
    return row["ledger_id"], Effect(**{name: row[name] for name in Effect.__dataclass_fields__})


def tell(connection: Connection, ledger_id: int, effect: Effect, told: TextStatus, now: datetime) -> None:
    """Keep how a text stands. One that ended is not told to be on its way again."""
    row = {
        "effect_id": effect.id,
        "ledger_id": ledger_id,
        "customer_id": effect.customer_id,
        "sid": told.sid,
        "state": told.state,
        "error": told.error,
        "segments": told.segments,
        "price": None if told.price is None else str(told.price),
        "currency": told.currency,
        "told_at": now,
    }
    made = insert(connection, texts).values(row)
    ended = texts.c.state.in_(ENDED)
    new = {
        "state": sa.case((ended, texts.c.state), else_=made.excluded.state),
        "error": sa.func.coalesce(texts.c.error, made.excluded.error),
        "segments": sa.func.coalesce(made.excluded.segments, texts.c.segments),
        "price": sa.func.coalesce(made.excluded.price, texts.c.price),
        "currency": sa.func.coalesce(made.excluded.currency, texts.c.currency),
        "told_at": made.excluded.told_at,
    }
    connection.execute(made.on_conflict_do_update(index_elements=[texts.c.effect_id], set_=new))


def taken(connection: Connection, ledger_id: int, effect: Effect, sid: str, now: datetime) -> None:
    """The provider took it; how it stands may have been told before its own answer came."""
    made = insert(connection, texts).values(
        effect_id=effect.id,
        ledger_id=ledger_id,
        customer_id=effect.customer_id,
        sid=sid,
        state=_UNKNOWN,
        told_at=now,
    )
    connection.execute(made.on_conflict_do_nothing())


def of(connection: Connection, effect_ids: Collection[int]) -> dict[int, Kept]:
    """What is kept of these, by the id of the effect."""
    query = sa.select(texts.c.effect_id, texts.c.sid, texts.c.state, texts.c.error).where(
        texts.c.effect_id.in_(list(effect_ids))
    )
    return {row["effect_id"]: Kept(**row) for row in connection.execute(query).mappings()}


def unfinished(
    connection: Connection, ledger_id: int, since: datetime, most: int
) -> list[tuple[Effect, str]]:
    """(effect, the provider's id) of texts that are on their way, or whose price is not known.

    Of those sent since then, the newest first, `most` of them.
    """
    query = (
        sa.select(texts.c.sid, *COLUMNS)
        .join(texts, texts.c.effect_id == effects.c.id)
        .where(
            texts.c.ledger_id == ledger_id,
            effects.c.settled_at >= since,
            sa.or_(texts.c.state.not_in(ENDED), texts.c.price.is_(None)),
        )
        .order_by(effects.c.id.desc())
        .limit(most)
    )
    rows = connection.execute(query).mappings().all()
    names = Effect.__dataclass_fields__
    return [(Effect(**{name: row[name] for name in names}), row["sid"]) for row in rows]


def last_to(
    connection: Connection,
    ledger_id: int,
    customer_ids: Collection[str],
    number: str,
    since: datetime,
    until: datetime,
) -> tuple[str, str] | None:
    """(key, currency) of the last text of ours to that number of theirs in that time, where it got there.

    `None` where it did not, or there is none. `until`: inclusive.
    """
    query = (
        sa.select(effects.c.key, effects.c.payload, effects.c.currency, effects.c.state, texts.c.state)
        .join(texts, texts.c.effect_id == effects.c.id)
        .where(
            texts.c.ledger_id == ledger_id,
            texts.c.customer_id.in_(list(customer_ids)),
            effects.c.settled_at.between(since, until),
        )
        .order_by(effects.c.settled_at.desc(), effects.c.id.desc())
    )
    for key, payload, currency, done, state in connection.execute(query):
        act = msgspec.json.decode(payload, type=Notify)
        if act.channel == "sms" and number in act.recipients:
            return (key, currency) if done == "done" and state not in FAILED else None
    return None


def known_sids(connection: Connection, since: datetime) -> set[str]:
    """The provider's ids of the texts told of since then, that are known to be messages of ours."""
    return set(connection.scalars(sa.select(texts.c.sid).where(texts.c.told_at >= since)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What so many texts and calls came to; `currency`: `None` for those without a known price."""

    currency: str | None
    texts: int
    calls: int
    segments: int
    price: Decimal


def costs(connection: Connection, ledger_id: int, since: datetime) -> list[Cost]:
    """What they cost since then, by currency; those whose price is not known come last, without one."""
    query = (
        sa.select(texts.c.currency, texts.c.price, texts.c.segments, texts.c.sid)
        .join(effects, effects.c.id == texts.c.effect_id)
        .where(texts.c.ledger_id == ledger_id, effects.c.settled_at >= since)
    )
    found: dict[str | None, Cost] = {}
    for currency, price, segments, sid in connection.execute(query):
        name, called = None if price is None else currency, sid.startswith(CALL)
        before = found.get(name, Cost(currency=name, texts=0, calls=0, segments=0, price=Decimal(0)))
        found[name] = Cost(
            currency=name,
            texts=before.texts + (not called),
            calls=before.calls + called,
            segments=before.segments + (segments or 0),
            price=before.price + Decimal(price or 0),
        )
    return [found[name] for name in sorted(found, key=lambda one: (one is None, one or ""))]


def hear(connection: Connection, sid: str, ours: str, at: datetime) -> bool:
    """Note that this text came in; `False` where that was noted before."""
    made = insert(connection, heard_texts).values(sid=sid, ours=ours, came_at=at)
    done = connection.execute(made.on_conflict_do_nothing().returning(heard_texts.c.sid))
    return done.one_or_none() is not None


def last(connection: Connection, mark: str, ours: str, at: datetime) -> datetime | None:
    """When something so marked came in before, `None` where it never did; it came in now."""
    before: datetime | None = connection.scalar(
        sa.select(heard_texts.c.came_at).where(heard_texts.c.sid == mark)
    )
    upsert(connection, heard_texts, [{"sid": mark, "ours": ours, "came_at": at}])
    return before


def forget_heard(connection: Connection, before: datetime) -> int:
    """Forget what came in before then, but the newest of each sender, by which reading goes on; how many."""
    newest = (
        sa.select(heard_texts.c.ours, sa.func.max(heard_texts.c.came_at).label("at"))
        .group_by(heard_texts.c.ours)
        .subquery()
    )
    last = sa.select(newest.c.at).where(newest.c.ours == heard_texts.c.ours).scalar_subquery()
    old = sa.delete(heard_texts).where(heard_texts.c.came_at < before, heard_texts.c.came_at < last)
    return connection.execute(old).rowcount


def heard_until(connection: Connection, ours: str) -> datetime | None:
    """When the newest text that was heard came in to that sender."""
    query = sa.select(sa.func.max(heard_texts.c.came_at)).where(heard_texts.c.ours == ours)
    found: datetime | None = connection.scalar(query)
    return found
