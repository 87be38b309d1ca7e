"""Who is told by webhooks, and the outbox of what they are told.

The law: a try is claimed before it is made, by setting when the next one would be: whoever dies in the
midst leaves the message to be tried again then, under the same key.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.firms import mine
from sync.tables import ledgers, webhook_endpoints, webhook_messages

SCHEDULE = (  # between one try and the next; then every ten hours
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
)
GIVEN_UP = timedelta(days=3)  # a message, and an endpoint that takes none
_REST = timedelta(minutes=1)  # of a receiver that took one message not, before it is told the next
_KEPT = timedelta(days=30)  # what came, without its body


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """`secret`: sealed for its ledger. `events`: none for all. `waiting`: messages that did not come yet."""

    id: int
    ledger_id: int
    ledger: str
    url: str
    secret: bytes
    events: tuple[str, ...]
    made_at: datetime
    made_by: str
    failing_since: datetime | None
    off_at: datetime | None
    problem: str | None
    firm_id: int
    waiting: int

    @property
    def place(self) -> str:
        """Its address, to be shown: what stands behind a `?` may be a key."""
        return shown(self.url)


def shown(url: str) -> str:
    """The address without its query."""
    place, asked, _ = url.partition("?")
    return f"{place}?..." if asked else place


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One that is due. `next_at`: as it stands, by which a try is claimed."""

    id: int
    endpoint_id: int
    key: str
    body: bytes
    told_at: datetime
    tries: int
    next_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of one message. `next_at`: when it is tried next; without it, it came or was given up."""

    key: str
    type: str
    customer_id: str | None
    told_at: datetime
    tries: int
    next_at: datetime | None
    came_at: datetime | None
    problem: str | None


def add(connection: Connection, ledger_id: int, **values: object) -> int:
    """A new endpoint; its number."""
    values["events"] = msgspec.json.encode(values["events"]).decode()
    made = sa.insert(webhook_endpoints).values(ledger_id=ledger_id, **values)
    number: int = connection.execute(made.returning(webhook_endpoints.c.id)).scalar_one()
    return number


def remove(connection: Connection, number: int) -> None:
    """Forget it, and what it was to be told."""
    connection.execute(sa.delete(webhook_messages).where(webhook_messages.c.endpoint_id == number))
    connection.execute(sa.delete(webhook_endpoints).where(webhook_endpoints.c.id == number))


def every(connection: Connection, ledger_id: int | None = None) -> list[Endpoint]:
    """All of them, or that ledger's, in the order in which they were made."""
    waiting = (
        sa.select(sa.func.count())
        .where(
            webhook_messages.c.endpoint_id == webhook_endpoints.c.id, webhook_messages.c.next_at.is_not(None)
        )
        .scalar_subquery()
    )
    columns = (webhook_endpoints, ledgers.c.name, ledgers.c.firm_id, waiting.label("waiting"))
    query = sa.select(*columns).join(ledgers).where(mine(connection, ledgers.c.firm_id))
    if ledger_id is not None:
        query = query.where(webhook_endpoints.c.ledger_id == ledger_id)
    return [
        Endpoint(
            id=row.id,
            ledger_id=row.ledger_id,
            ledger=row.name,
            url=row.url,
            secret=row.secret,
            events=msgspec.json.decode(row.events, type=tuple[str, ...]),
            made_at=row.made_at,
            made_by=row.made_by,
            failing_since=row.failing_since,
            off_at=row.off_at,
            problem=row.problem,
            firm_id=row.firm_id,
            waiting=row.waiting,
        )
        for row in connection.execute(query.order_by(webhook_endpoints.c.id))
    ]


def deliveries(connection: Connection, number: int, most: int) -> list[Delivery]:
    """The last ones of that endpoint, the newest first."""
    columns = [webhook_messages.c[name] for name in Delivery.__dataclass_fields__]
    query = sa.select(*columns).where(webhook_messages.c.endpoint_id == number)
    rows = connection.execute(query.order_by(webhook_messages.c.id.desc()).limit(most))
    return [Delivery(**row) for row in rows.mappings()]


def _due(wall: datetime) -> sa.ColumnElement[bool]:
    on = sa.select(webhook_endpoints.c.id).where(webhook_endpoints.c.off_at.is_(None))
    return sa.and_(webhook_messages.c.next_at <= wall, webhook_messages.c.endpoint_id.in_(on))


def any_due(connection: Connection, wall: datetime) -> bool:
    """Whether anything is to be told now."""
    return connection.scalar(sa.select(webhook_messages.c.id).where(_due(wall)).limit(1)) is not None


def due(connection: Connection, wall: datetime, most: int, only: int | None = None) -> list[Message]:
    """What is to be told now, in the order in which it happened; `only` that endpoint, where one is given."""
    columns = [webhook_messages.c[name] for name in Message.__dataclass_fields__]
    query = sa.select(*columns).where(_due(wall)).order_by(webhook_messages.c.id).limit(most)
    if only is not None:
        query = query.where(webhook_messages.c.endpoint_id == only)
    return [Message(**row) for row in connection.execute(query).mappings()]


def claim(connection: Connection, one: Message, wall: datetime) -> datetime | None:
    """Take it for one try: when the next one would be, or `None` where another took it."""
    later = wall + SCHEDULE[min(one.tries, len(SCHEDULE) - 1)]
    taken = connection.execute(
        sa.update(webhook_messages)
        .where(webhook_messages.c.id == one.id, webhook_messages.c.next_at == one.next_at)
        .values(next_at=later, tries=one.tries + 1)
    )
    return later if taken.rowcount else None


def came(connection: Connection, one: Message, wall: datetime) -> None:
    """It was taken; what it said need not be kept."""
    values = {"next_at": None, "came_at": wall, "body": b"", "problem": None}
    connection.execute(sa.update(webhook_messages).where(webhook_messages.c.id == one.id).values(values))
    well = sa.update(webhook_endpoints).where(webhook_endpoints.c.id == one.endpoint_id)
    connection.execute(well.values(failing_since=None, problem=None))


def failed(connection: Connection, one: Message, problem: str, wall: datetime, later: datetime) -> bool:
    """It did not get through: what else its receiver is to be told waits for a minute at most.

    Returns whether the receiver was switched off.
    """
    over = wall - one.told_at >= GIVEN_UP
    mine = webhook_messages.c.id == one.id
    values = {"problem": problem, "next_at": None if over else later}
    connection.execute(sa.update(webhook_messages).where(mine).values(values))
    rest = min(later, wall + _REST)
    others = sa.and_(webhook_messages.c.endpoint_id == one.endpoint_id, webhook_messages.c.next_at <= rest)
    connection.execute(sa.update(webhook_messages).where(others).values(next_at=rest))
    endpoint = webhook_endpoints.c.id == one.endpoint_id
    since = sa.func.coalesce(webhook_endpoints.c.failing_since, wall)
    marked = sa.update(webhook_endpoints).where(endpoint).values(problem=problem, failing_since=since)
    began: datetime = connection.execute(marked.returning(webhook_endpoints.c.failing_since)).scalar_one()
    if wall - began < GIVEN_UP:
        return False
    switch_off(connection, one.endpoint_id, problem, wall)
    return True


def switch_off(connection: Connection, number: int, problem: str, wall: datetime) -> None:
    """Nothing is told there any more, until a person says so."""
    _switch_off(connection, number, {"off_at": wall, "problem": problem})


def put_to_rest(connection: Connection, number: int, why: str, wall: datetime) -> None:
    """The same where a person wants it so, and nothing is wrong with it."""
    _switch_off(connection, number, {"off_at": wall, "problem": why, "failing_since": None})


def _switch_off(connection: Connection, number: int, values: dict[str, Any]) -> None:
    connection.execute(sa.update(webhook_endpoints).where(webhook_endpoints.c.id == number).values(values))
    waiting = sa.and_(webhook_messages.c.endpoint_id == number, webhook_messages.c.next_at.is_not(None))
    connection.execute(sa.update(webhook_messages).where(waiting).values(next_at=None, body=b""))


def switch_on(connection: Connection, number: int) -> None:
    """It takes messages again."""
    values = {"off_at": None, "failing_since": None, "problem": None}
    connection.execute(sa.update(webhook_endpoints).where(webhook_endpoints.c.id == number).values(values))


def forget_old(connection: Connection, wall: datetime) -> None:
    """What came or was given up long ago goes, but for what is told once."""
    old = sa.and_(
        webhook_messages.c.next_at.is_(None),
        webhook_messages.c.about.is_(None),
        webhook_messages.c.told_at < wall - _KEPT,
    )
    connection.execute(sa.delete(webhook_messages).where(old))


def troubles(connection: Connection, ledger_id: int) -> Sequence[Endpoint]:
    """Those to which nothing gets through now, switched off for that or not."""
    return [one for one in every(connection, ledger_id) if one.failing_since is not None]
