"""What SQLite and PostgreSQL spell differently: upserts, long lists of ids, instants and days.

The law: a value that is handed to a driver as it stands is stored in the form in which SQLAlchemy's
types (`tables.Instant`, `sa.Date`) store it, so that either may read what the other wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Self

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from sync.tables.packed import packed

_TEXT_ENDS = 22  # "2026-11-18T15:00:03Z" in its quotation marks: no fraction of a second


@dataclass(frozen=True, slots=True)
class Forms:
    """How one driver is given and gives back instants and days. None takes `None`.

    `instant` raises `ValueError` on a time without its zone. `packed`: an account's JSON as it is kept.
    """

    instant: Callable[[datetime], Any]
    day: Callable[[date], Any]
    packed: Callable[[bytes], bytes]
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


def _as_is(body: bytes) -> bytes:
    return body


def _of_text(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}Z")  # `replace` would cost ten times as much as this


_SQLITE = Forms(  # a page has few days and many of each
    instant=_as_text,
    day=lru_cache(maxsize=4096)(date.isoformat),
    packed=packed,
    read_instant=_of_text,
    read_day=lru_cache(maxsize=4096)(date.fromisoformat),
)
_POSTGRES = Forms(instant=_zoned, day=_same, packed=_as_is, read_instant=_zoned, read_day=_same)


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


class Ids(sa.types.TypeDecorator[Collection[str]]):
    """A list of texts as one parameter, however many: JSON for SQLite, an array for PostgreSQL."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> sa.types.TypeEngine[Any]:
        """What that database takes."""
        return dialect.type_descriptor(sa.ARRAY(sa.Text) if dialect.name == "postgresql" else sa.Text())

    def process_bind_param(self, value: Collection[str] | None, dialect: Dialect) -> Any:
        """In that form."""
        texts = list(value or ())
        return texts if dialect.name == "postgresql" else msgspec.json.encode(texts).decode()


class _Among(FunctionElement[bool]):
    """Whether the first of its clauses is one of the texts of the second (`Ids`)."""

    type = sa.Boolean()
    inherit_cache = True

    def self_group(self, against: Any = None) -> Self:  # noqa: ARG002 - SQLAlchemy's
        """As it stands: SQLAlchemy would compare it with 1 for SQLite, which then reads no index."""
        return self


@compiles(_Among)
def _among_any(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, ids = (compiler.process(one, **how) for one in element.clauses)
    return f"{column} = ANY ({ids})"


@compiles(_Among, "sqlite")
def _among_json(element: _Among, compiler: SQLCompiler, **how: Any) -> str:
    column, ids = (compiler.process(one, **how) for one in element.clauses)
    return f"{column} IN (SELECT CAST(value AS TEXT) FROM json_each({ids}))"  # noqa: S608 - parts made by SQLAlchemy


def listed(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    """Whether the column holds one of the texts given as that parameter: for a statement made once."""
    return _Among(column, sa.bindparam(name, type_=Ids))


def among(column: sa.ColumnElement[str], ids: Collection[str]) -> sa.ColumnElement[bool]:
    """Whether the column holds one of these texts, however many: they go as one parameter."""
    return _Among(column, sa.literal(ids, Ids))
