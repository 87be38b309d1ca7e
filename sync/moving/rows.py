"""Rows on their way from one database to another, of every table that the metadata knows.

A row in plain form is a tuple of what SQLite's driver keeps, whichever database it comes from: instants and
days as text in UTC, truth as 0 or 1, bytes, numbers, text. PostgreSQL takes all of that as it stands. So
one digest can be had of either: each value as its length, ":" and its text ("-" for none), the row's
SHA-256 of those, and the sum of the rows' first 56 bits, whatever their order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync import tables
from sync.errors import DuesyncError
from sync.store.dialects import is_postgres

Row = tuple[Any, ...]

_AT_ONCE = 500  # in memory; some hold a PDF
_OF_ONE_COPY = 100_000  # PostgreSQL keeps a note of each row until it has looked up what the row names
_BYTES = 7  # of a row's SHA-256: what fits PostgreSQL's own numbers


class NotTaken(DuesyncError):
    """A database does not take a row; the text says which table's and why."""


class Tally(NamedTuple):
    """How many rows, and their digest."""

    rows: int
    digest: str


def read(connection: Connection, table: sa.Table) -> Iterator[Row]:
    """Its rows in plain form, each after those of the same table that it names."""
    query = sa.select(*(_plain(connection, column) for column in table.columns))
    if any(key.column.table is table for key in table.foreign_keys):
        query = query.order_by(*table.primary_key.columns)
    with connection.execute(query.execution_options(yield_per=_AT_ONCE)) as result:
        yield from (tuple(row) for row in result)


def write(connection: Connection, table: sa.Table, rows: Iterable[Row]) -> None:
    """Insert rows in plain form; the database numbers the next ones after them. Raises `NotTaken`."""
    left = iter(rows)
    try:
        if is_postgres(connection):
            while first := next(left, None):
                _copy(connection, table, first, islice(left, _OF_ONE_COPY))
            _count_on(connection, table)
        else:
            statement = str(sa.insert(table).compile(dialect=connection.dialect))
            while some := [*islice(left, _AT_ONCE)]:
                connection.exec_driver_sql(statement, some)
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("psycopg", "sqlalchemy"):
            raise
        why = str(getattr(error, "orig", error)).splitlines()
        msg = f"the table {table.name} holds a row that the other database does not take: {'; '.join(why[:3])}"
        raise NotTaken(msg) from error


def tally(connection: Connection, table: sa.Table) -> Tally:
    """Count them, and have their digest: on PostgreSQL reckoned there."""
    if is_postgres(connection):
        number, total = connection.execute(_reckoned(connection, table)).one()
    else:
        number = total = 0
        for row in read(connection, table):
            number += 1
            total += int.from_bytes(hashlib.sha256("".join(map(_told, row)).encode()).digest()[:_BYTES])
    return Tally(number, f"{int(total or 0):x}")


def _told(value: Any) -> str:
    if value is None:
        return "-"
    text = value.hex() if isinstance(value, bytes) else str(value)
    return f"{len(text)}:{text}"


def _plain(connection: Connection, column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """The column as SQLite's driver keeps it. Raises `TypeError` for a type that nobody thought of."""
    kind = column.type
    if not isinstance(kind, tables.Instant | sa.Date | sa.Boolean | sa.LargeBinary | sa.Integer | sa.Text):
        msg = f"{column.table.name}.{column.name}: how is {kind!r} moved?"
        raise TypeError(msg)
    if not is_postgres(connection):
        return sa.type_coerce(column, sa.types.NullType())
    match kind:
        case tables.Instant():
            return sa.func.to_char(sa.func.timezone("UTC", column), "YYYY-MM-DD HH24:MI:SS.US")
        case sa.Date():
            return sa.func.to_char(column, "YYYY-MM-DD")
        case sa.Boolean():
            return sa.cast(column, sa.Integer)
        case _:
            return sa.type_coerce(column, sa.types.NullType())


def _reckoned(connection: Connection, table: sa.Table) -> sa.Select[Any]:
    """What `tally` does, as a query of PostgreSQL's."""
    from sqlalchemy.dialects import postgresql  # only where it is used

    texts = []
    for column in table.columns:
        if isinstance(column.type, sa.LargeBinary):
            text: sa.ColumnElement[Any] = sa.func.encode(column, "hex")
        else:
            text = sa.cast(_plain(connection, column), sa.Text)
        told = sa.cast(sa.func.length(text), sa.Text).concat(":").concat(text)
        texts.append(sa.func.coalesce(told, "-"))
    whole = sa.func.sha256(sa.func.convert_to(sa.func.concat(*texts), "UTF8"))
    first = sa.literal("x").concat(sa.func.encode(sa.func.substring(whole, 1, _BYTES), "hex"))
    number = sa.cast(sa.cast(first, postgresql.BIT(8 * _BYTES)), sa.BigInteger)
    return sa.select(sa.func.count(), sa.func.sum(number)).select_from(table)


def _copy(connection: Connection, table: sa.Table, first: Row, more: Iterable[Row]) -> None:
    quote = connection.dialect.identifier_preparer.quote
    listed = ", ".join(quote(column.name) for column in table.columns)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {quote(table.name)} ({listed}) FROM STDIN") as arriving:
        arriving.write_row(first)
        for row in more:
            arriving.write_row(row)


def _count_on(connection: Connection, table: sa.Table) -> None:
    """PostgreSQL's own numbers go on after those that were given."""
    if "id" not in table.c:
        return
    sequence = connection.scalar(sa.select(sa.func.pg_get_serial_sequence(table.name, "id")))
    if sequence is not None:
        last = sa.select(sa.func.coalesce(sa.func.max(table.c.id), 1)).scalar_subquery()
        connection.execute(sa.select(sa.func.setval(sequence, last)))
