"""What the audit chain tells of a customer, with what is needed to prove each event without the store.

The law: of others' events there is nothing here but hashes: those of the next in the chain, and the salted
ones of the decisions that were written in one batch.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.evidence.told import Told, events_of
from sync.store.chain import head
from sync.tables import events


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """One event. `after`: the hash of the next one; `batch`: of a decision, what its batch tells."""

    told: Told
    after: str | None
    batch: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainFacts:
    """`head`: number and hash of the newest event of the ledger; `None` while its chain has not begun."""

    head: tuple[int, str] | None
    events: tuple[Linked, ...]


def chain_facts(connection: Connection, ledger_id: int, customers: Collection[str]) -> ChainFacts:
    """All that is told of these customers, in order."""
    told = events_of(connection, ledger_id, customers)
    numbers = {one.number for one in told}
    nearby = sa.and_(
        events.c.ledger_id == ledger_id, events.c.number.in_(sorted(numbers | {one + 1 for one in numbers}))
    )
    after: dict[int, str] = {}
    batches: dict[int, bytes] = {}
    for row in connection.execute(sa.select(events.c.number, events.c.hash, events.c.content).where(nearby)):
        after[row.number - 1] = row.hash
        batches[row.number] = row.content
    return ChainFacts(
        head=head(connection, ledger_id),
        events=tuple(
            Linked(
                told=one,
                after=after.get(one.number),
                batch=None if one.leaf is None else batches[one.number],
            )
            for one in told
        ),
    )
