"""The audit chain as it is read: its events in order, and the decisions that they tell of."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from sync.evidence import chain
from sync.evidence.chain import Header
from sync.store.dialects import among
from sync.tables import decisions, effects, events

_AT_ONCE = 200  # rows: a batch's leaves are up to 64 kB


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row of `events`. `content`: as it lies there, sealed where it is about a person."""

    header: Header
    content: bytes
    leaves: bytes | None
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A decision that was taken, and what its leaf is made of: `salt`, and the parts in their order."""

    id: int
    customer_id: str
    currency: str
    decided_at: datetime
    action: str
    reason: str
    text: str
    citation: str | None
    fingerprint: str | None
    account_digest: str
    versions: str
    body: bytes
    salt: bytes | None

    def content(self) -> bytes:
        """What its leaf is the SHA-256 of."""
        return chain.leaf_content(
            self.salt or b"",
            self.customer_id,
            self.currency,
            chain.instant(self.decided_at),
            self.action,
            self.reason,
            self.text,
            self.citation,
            self.fingerprint,
            self.account_digest,
            self.versions,
            self.body,
        )

    def leaf(self) -> bytes:
        """As its batch's event holds it."""
        return hashlib.sha256(self.content()).digest()


_EVENT = [events.c[name] for name in ("number", "at", "kind", "by", "person", "digest", "previous")]
_TAKEN = [decisions.c[name] for name in Taken.__dataclass_fields__]


def of_ledger(connection: Connection, ledger_id: int, kind: str | None = None) -> Iterator[Event]:
    """The ledger's events, or those of that kind, in order."""
    return _events(connection, _of_kind(ledger_id, kind))


def of_persons(connection: Connection, ledger_id: int, tokens: Collection[str]) -> Iterator[Event]:
    """Those that tell of these persons, in order."""
    mine = sa.and_(events.c.ledger_id == ledger_id, among(events.c.person, tokens))
    return _events(connection, mine) if tokens else iter(())


def batches_from(connection: Connection, ledger_id: int, at: datetime) -> Iterator[Event]:
    """The batches of decisions written at that instant or later, in order."""
    return _events(connection, sa.and_(_of_kind(ledger_id, "decisions"), events.c.at >= at))


def _of_kind(ledger_id: int, kind: str | None) -> sa.ColumnElement[bool]:
    mine = events.c.ledger_id == ledger_id
    return mine if kind is None else sa.and_(mine, events.c.kind == kind)


def _events(connection: Connection, which: sa.ColumnElement[bool]) -> Iterator[Event]:
    query = sa.select(*_EVENT, events.c.content, events.c.leaves, events.c.hash).where(which)
    options = {"yield_per": _AT_ONCE}
    with connection.execute(query.order_by(events.c.number), execution_options=options) as found:
        for row in found:
            header = Header(
                number=row.number,
                at=row.at,
                kind=row.kind,
                by=row.by,
                person=row.person,
                content=row.digest,
                previous=row.previous,
            )
            yield Event(header=header, content=row.content, leaves=row.leaves, hash=row.hash)


def effects_of(connection: Connection, ledger_id: int) -> Iterator[Row[Any]]:
    """Key, state and message of each effect of the ledger, in the order in which they were made."""
    columns = [effects.c[name] for name in ("key", "state", "taken_back", "rendered")]
    query = sa.select(*columns).where(effects.c.ledger_id == ledger_id).order_by(effects.c.id)
    with connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as found:
        yield from found


def superseded(connection: Connection, ledger_id: int, before: datetime, most: int) -> list[Taken]:
    """Decisions from before then that stand no more and by which nothing went, the oldest so many."""
    acted = sa.exists().where(effects.c.decision_id == decisions.c.id)
    query = sa.select(*_TAKEN).where(
        decisions.c.ledger_id == ledger_id,
        sa.not_(decisions.c.standing),
        decisions.c.decided_at < before,
        sa.not_(acted),
    )
    return [Taken(**row) for row in connection.execute(query.order_by(decisions.c.id).limit(most)).mappings()]


def decisions_of(
    connection: Connection, ledger_id: int, customers: Collection[str] | None = None
) -> Iterator[Taken]:
    """The decisions of these customers, or of the whole ledger, in the order in which they were taken."""
    query = sa.select(*_TAKEN).where(decisions.c.ledger_id == ledger_id)
    if customers is not None:
        query = query.where(among(decisions.c.customer_id, customers))
    options = {"yield_per": _AT_ONCE}
    with connection.execute(query.order_by(decisions.c.id), execution_options=options) as found:
        for row in found.mappings():
            yield Taken(**row)
