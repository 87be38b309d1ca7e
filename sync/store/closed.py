"""A store that is closed for good, since it moved: nobody writes to it any more, whoever has it open.

The law: a row in `meta` says where it went, and triggers on every other table refuse each write. Both come
and go in one transaction, and they come only while nobody holds a lease; so that from its commit on no
process, however old its program and however long it slept, changes anything here.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync import tables
from sync.store.dialects import is_postgres, upsert

CLOSED, ARRIVED = (
    "closed",
    "arrived",
)  # rows in `meta`: of the store that was left, and of the one that took over
SAYS = "this store is closed, it moved"  # the triggers' words
_ACTS = ("INSERT", "UPDATE", "DELETE")


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """One try to move a store. `id`: of that try alone. `to`: an address without its password.

    `through`: whether the other store has taken over; else nobody knows here.
    """

    id: str
    to: str
    at: datetime
    through: bool = False

    def told(self) -> str:
        """Why nothing can be done with the store that was left, and what to do."""
        when = f"{self.at:%Y-%m-%d %H:%M} UTC"
        if self.through:
            return f"the store moved to {self.to} on {when} and is closed here; set store.url to that"
        return (
            f"the store is closed, for it is being moved to {self.to} since {when}; where that was cut off, "
            "run duesync migrate-store again: it goes on; or with --undo"
        )


def found(connection: Connection, name: str = CLOSED) -> Move | None:
    """The move that closed this store, or (`ARRIVED`) by which it came; `None` where there was none."""
    if not connection.dialect.has_table(connection, tables.meta.name):
        return None
    text = connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.name == name))
    return None if text is None else msgspec.json.decode(text, type=Move)


def note(connection: Connection, move: Move, name: str = CLOSED) -> None:
    """Write down that move, over an earlier one."""
    upsert(connection, tables.meta, [{"name": name, "value": msgspec.json.encode(move).decode()}])


def close(connection: Connection, move: Move) -> None:
    """Close it. On PostgreSQL this waits for those who are writing just now."""
    note(connection, move)
    if is_postgres(connection):
        connection.exec_driver_sql(
            "CREATE FUNCTION closed() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
        )
    for table in _guarded():
        for statement in _guards(table, on_postgres=is_postgres(connection)):
            connection.exec_driver_sql(statement)


def reopen(connection: Connection, move: Move) -> bool:
    """Open it again, if it is that very move that closed it; whether it was."""
    if found(connection) != move:
        return False
    if is_postgres(connection):
        connection.exec_driver_sql("DROP FUNCTION closed() CASCADE")
    else:
        for table in _guarded():
            for act in _ACTS:
                connection.exec_driver_sql(f"DROP TRIGGER closed_{table}_{act.lower()}")
    connection.execute(sa.delete(tables.meta).where(tables.meta.c.name == CLOSED))
    return True


def _guarded() -> list[str]:
    """All but `meta`, where it says how the move stands."""
    return [table.name for table in tables.metadata.sorted_tables if table is not tables.meta]


def _guards(table: str, *, on_postgres: bool) -> list[str]:
    if on_postgres:
        acts = " OR ".join((*_ACTS, "TRUNCATE"))
        return [
            f"CREATE TRIGGER closed BEFORE {acts} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION closed()"
        ]
    return [
        f"CREATE TRIGGER closed_{table}_{act.lower()} BEFORE {act} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        for act in _ACTS
    ]
