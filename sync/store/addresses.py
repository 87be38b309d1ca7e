"""Postal addresses that a person wrote: they count before the ledger's, through every pull, until ended."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.chain import tell
from sync.store.dialects import among
from sync.tables import own_addresses


def write(
    connection: Connection, ledger_id: int, customer_id: str, lines: Sequence[str], by: str, now: datetime
) -> None:
    """Keep the lines, in place of what was written before."""
    end(connection, ledger_id, customer_id, by, now)
    told = {"act": "address", "lines": list(lines)}
    tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    connection.execute(
        sa.insert(own_addresses).values(
            ledger_id=ledger_id,
            customer_id=customer_id,
            lines=msgspec.json.encode(lines).decode(),
            written_at=now,
            written_by=by,
        )
    )


def end(connection: Connection, ledger_id: int, customer_id: str, by: str, now: datetime) -> bool:
    """The ledger's counts again; whether there was one of ours."""
    ended = connection.execute(
        sa.update(own_addresses)
        .where(
            own_addresses.c.ledger_id == ledger_id,
            own_addresses.c.customer_id == customer_id,
            own_addresses.c.ended_at.is_(None),
        )
        .values(ended_at=now, ended_by=by)
    )
    if ended.rowcount:
        tell(connection, ledger_id, "act", {"act": "end address"}, of=customer_id, by=by)
    return ended.rowcount > 0


def written(connection: Connection, ledger_id: int, customers: Collection[str]) -> dict[str, tuple[str, ...]]:
    """By customer id, of those who have one of ours."""
    query = sa.select(own_addresses.c.customer_id, own_addresses.c.lines).where(
        own_addresses.c.ledger_id == ledger_id,
        own_addresses.c.ended_at.is_(None),
        among(own_addresses.c.customer_id, customers),
    )
    return {one: msgspec.json.decode(lines, type=tuple[str, ...]) for one, lines in connection.execute(query)}
