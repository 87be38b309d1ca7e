"""What SQLite and PostgreSQL spell differently: upserts, long lists of ids, instants and days.

The law: a value that is handed to a driver as it stands is stored in the form in which SQLAlchemy's
types (`tables.Instant`, `sa.Date`) store it, so that either may read what the other wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

_TEXT_ENDS = 22  # "2026-11-18T15:00:03Z" in its quotation marks: no fraction of a second
_LISTED = sa.text("SELECT CAST(value AS TEXT) FROM json_each(:ids)")  # SQLAlchemy's own parts cost thrice


@dataclass(frozen=True, slots=True)
class Forms:
    """How one driver is given and gives back instants and days. None takes `None`.

    `instant` raises `ValueError` on a time without its zone.
    """

    instant: Callable[[datetime], Any]
    day: Callable[[date], Any]
    read_instant: Callable[[Any], datetime]
    read_day: Callable[[Any], date]


def _zoned(value: datetime) -> datetime:
    if value.tzinfo is None:
        msg = f"{value} has no time zone"
        raise ValueError(msg)
    return value.astimezone(UTC)


def _as_text(value: datetime) -> str:
    """UTC without its offset and with six decimals, so that it sorts: cheapest by way of JSON."""
    text = msgspec.json.encode(value if value.tzinfo is UTC else _zoned(value)).decode()
    if len(text) == _TEXT_ENDS:
        return f"{text[1:11]} {text[12:20]}.000000"
    return f"{text[1:11]} {text[12:-2]}"


def _same(value: date) -> date:
    return value


def _of_text(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


_SQLITE = Forms(  # a page has few days and many of each
    instant=_as_text,
    day=lru_cache(maxsize=4096)(date.isoformat),
    read_instant=_of_text,
    read_day=lru_cache(maxsize=4096)(date.fromisoformat),
)
_POSTGRES = Forms(instant=_zoned, day=_same, read_instant=_zoned, read_day=_same)


def is_postgres(connection: Connection) -> bool:
    """Whether it is; else it is SQLite, for there is no third."""
    return connection.dialect.name == "postgresql"


def forms(connection: Connection) -> Forms:
    """The forms of that connection's driver."""
    return _POSTGRES if is_postgres(connection) else _SQLITE


def insert(connection: Connection, table: sa.Table) -> Any:
    """An INSERT that knows ON CONFLICT."""
    return conflicting(table, on_postgres=is_postgres(connection))


def conflicting(table: sa.Table, *, on_postgres: bool) -> Any:
    """The same for a database that is named. SQLAlchemy's parts for PostgreSQL cost a start 50 ms."""
    if on_postgres:
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def upsert(
    connection: Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]], *, update: bool = True
) -> None:
    """Insert by primary key; over a row that is there, or, unless `update`, leave that one alone.

    For a few rows of Python values; `bulk.upsert` is for pages of them.
    """
    if not rows:
        return
    keys = [column.name for column in table.primary_key]
    made = insert(connection, table)
    values = {name: made.excluded[name] for name in rows[0] if name not in keys}
    if update:
        connection.execute(made.on_conflict_do_update(index_elements=keys, set_=values), rows)
    else:
        connection.execute(made.on_conflict_do_nothing(index_elements=keys), rows)


def among(
    connection: Connection, column: sa.ColumnElement[str], ids: Collection[str]
) -> sa.ColumnElement[bool]:
    """Whether the column holds one of these texts, however many: they go as one parameter."""
    if is_postgres(connection):
        texts = sa.literal(list(ids), sa.ARRAY(sa.Text))
        return column == sa.any_(texts)
    listed = msgspec.json.encode(list(ids)).decode()
    return column.in_(_LISTED.bindparams(sa.bindparam("ids", listed, sa.Text, unique=True)))
