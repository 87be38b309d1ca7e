"""The audit chain as it is written: told anywhere in a transaction, written at its end.

The law: an event is committed with what it tells of or not at all. Its number and its place after the
event before it are settled last, under the ledger's lock, so that no two processes ever write the same
number; the table's key would refuse the second.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.evidence import chain
from sync.evidence.chain import Header
from sync.store.dialects import among
from sync.tables import decisions, events, ledgers, persons

OURSELVES = "duesync"  # who it was that acted, where no person did
BEGUN = "begun"
_NAMED = ("id", "provider", "environment", "company_id", "organisation", "complete")
_LOCKED = (
    sa.select(*(ledgers.c[name] for name in _NAMED))
    .where(ledgers.c.id == sa.bindparam("ledger"))
    .with_for_update(key_share=True)
)
_HEAD = (
    sa.select(events.c.number, events.c.hash)
    .where(events.c.ledger_id == sa.bindparam("ledger"))
    .order_by(events.c.number.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event to be. `of`: the customer whom it is about. `leaves`: those of the decisions in it."""

    ledger_id: int
    kind: str
    body: object
    of: str | None
    by: str
    leaves: bytes | None


def tell(
    connection: Connection,
    ledger_id: int,
    kind: str,
    body: object,
    *,
    of: str | None = None,
    by: str = OURSELVES,
    leaves: bytes | None = None,
) -> None:
    """Add an event to the ledger's chain when this transaction (see `Store.write`) is through.

    What is told of a customer is sealed, so all that names one must be told `of` them. No secret may be
    in it.
    """
    told: list[Told] = connection.get_execution_options()["told"]
    told.append(Told(ledger_id=ledger_id, kind=kind, body=body, of=of, by=by, leaves=leaves))


def write(connection: Connection, now: datetime) -> None:
    """Write what was told in this transaction, in its order."""
    by_ledger: dict[int, list[Told]] = defaultdict(list)
    for one in connection.get_execution_options()["told"]:
        by_ledger[one.ledger_id].append(one)
    for ledger_id, told in sorted(by_ledger.items()):
        _append(connection, ledger_id, told, now.astimezone(UTC))


def head(connection: Connection, ledger_id: int) -> tuple[int, str] | None:
    """Number and hash of the newest event; `None` while nothing was told."""
    found = connection.execute(_HEAD, {"ledger": ledger_id}).one_or_none()
    return None if found is None else (found.number, found.hash)


def _append(connection: Connection, ledger_id: int, told: Sequence[Told], at: datetime) -> None:
    ledger = connection.execute(_LOCKED, {"ledger": ledger_id}).one()
    last = head(connection, ledger_id)
    if last is None:
        told = (_begun(connection, ledger), *told)
    known = _persons(connection, ledger_id, {one.of for one in told if one.of is not None})
    number, previous = last or (0, chain.FIRST)
    rows = []
    for one in told:
        number += 1
        row = _row(one, number, previous, at, known)
        previous = row["hash"]
        rows.append(row)
    connection.execute(sa.insert(events), rows)


def _row(
    told: Told, number: int, previous: str, at: datetime, known: Mapping[str, tuple[str, bytes]]
) -> dict[str, Any]:
    content = chain.canonical(told.body)
    token, key = (None, b"") if told.of is None else known[told.of]
    if told.of is not None:
        content = chain.salted(content)
    header = Header(
        number=number,
        at=at,
        kind=told.kind,
        by=told.by,
        person=token,
        content=chain.digest(content),
        previous=previous,
    )
    return {
        "ledger_id": told.ledger_id,
        "number": number,
        "at": at,
        "kind": told.kind,
        "by": told.by,
        "person": token,
        "digest": header.content,
        "content": content if told.of is None else chain.seal(key, content),
        "leaves": told.leaves,
        "previous": previous,
        "hash": header.hash(),
    }


def _begun(connection: Connection, ledger: Any) -> Told:
    """What the chain begins with. `decisions`: how many were taken before it, which it cannot prove."""
    before = sa.select(sa.func.count()).where(decisions.c.ledger_id == ledger.id, decisions.c.salt.is_(None))
    body = {
        "provider": ledger.provider,
        "environment": ledger.environment,
        "company_id": ledger.company_id,
        "organisation": ledger.organisation,
        "decisions": connection.scalar(before) if ledger.complete else 0,  # none, while it was not read
    }
    return Told(ledger_id=ledger.id, kind=BEGUN, body=body, of=None, by=OURSELVES, leaves=None)


def _persons(connection: Connection, ledger_id: int, ids: Collection[str]) -> dict[str, tuple[str, bytes]]:
    """(token, key) of these customers; whoever has none yet is given them."""
    known = keys(connection, ledger_id, ids)
    new = {id_: (chain.new_token(), chain.new_key()) for id_ in sorted(ids) if id_ not in known}
    if new:
        rows = [
            {"ledger_id": ledger_id, "customer_id": id_, "token": token, "key": key}
            for id_, (token, key) in new.items()
        ]
        connection.execute(sa.insert(persons), rows)
    return known | new


def keys(connection: Connection, ledger_id: int, ids: Collection[str]) -> dict[str, tuple[str, bytes]]:
    """(token, key) of those of these customers whom the chain tells of."""
    if not ids:
        return {}
    query = sa.select(persons.c.customer_id, persons.c.token, persons.c.key).where(
        persons.c.ledger_id == ledger_id, among(persons.c.customer_id, ids)
    )
    return {row.customer_id: (row.token, row.key) for row in connection.execute(query)}


def tokens(connection: Connection, ledger_id: int) -> dict[str, tuple[str, bytes]]:
    """(customer id, key) by token, of each person whom the chain tells of and whose key is there."""
    query = sa.select(persons.c.token, persons.c.customer_id, persons.c.key).where(
        persons.c.ledger_id == ledger_id
    )
    return {row.token: (row.customer_id, row.key) for row in connection.execute(query)}
