"""When the daily backup was last made and last tried, and what was wrong with it: a row in `meta`."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.dialects import insert
from sync.tables import meta

NAME: Final = "backed_up"


class BackedUp(msgspec.Struct, frozen=True, kw_only=True):
    """`made_at`: of the last whole one. `problem`: what was wrong with the last that was tried."""

    made_at: datetime | None = None
    tried_at: datetime | None = None
    problem: str | None = None


def find(connection: Connection) -> BackedUp:
    """As it stands; of a store of which none was tried, one that says nothing."""
    found: str | None = connection.scalar(sa.select(meta.c.value).where(meta.c.name == NAME))
    return BackedUp() if found is None else msgspec.json.decode(found, type=BackedUp)


def note(connection: Connection, told: BackedUp) -> None:
    """So it stands now."""
    row = insert(connection, meta).values(name=NAME, value=msgspec.json.encode(told).decode())
    connection.execute(row.on_conflict_do_update(index_elements=["name"], set_={"value": row.excluded.value}))
