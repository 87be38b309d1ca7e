"""When a worker was last seen at work: a row that it touches, and takes away when it is stopped."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.dialects import insert
from sync.tables import meta

_NAME: Final = "worker_seen"  # a row in `meta`


def touch(connection: Connection, wall: datetime) -> None:
    """It is at work."""
    row = insert(connection, meta).values(name=_NAME, value=wall.isoformat())
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": row.excluded.value}))


def take_away(connection: Connection) -> None:
    """It was stopped in good order."""
    connection.execute(sa.delete(meta).where(meta.c.name == _NAME))


def last(connection: Connection) -> datetime | None:
    """When one was; `None` where none is meant to be at work."""
    found: str | None = connection.scalar(sa.select(meta.c.value).where(meta.c.name == _NAME))
    return None if found is None else datetime.fromisoformat(found)
