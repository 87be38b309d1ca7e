"""Rows on their way from one database to another, of every table that the metadata knows.

A row in plain form is a tuple of what SQLite's driver keeps, whichever database it comes from: instants and
days as text in UTC, truth as 0 or 1, bytes, numbers, text. PostgreSQL takes all of that as it stands. So
one digest can be had of either: each value as its length, ":" and its text ("-" for none), the row's
SHA-256 of those, and the sum of the rows' first 56 bits, whatever their order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
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
_FORMS: dict[type, str] = {  # of what PostgreSQL keeps otherwise
    tables.Instant: "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
    sa.Date: "to_char({}, 'YYYY-MM-DD')",
    sa.Boolean: "{}::integer",
}
_BYTES = 7  # of a row's SHA-256: what fits PostgreSQL's own numbers


class NotTaken(DuesyncError):
    """A database does not take a row; the text says which table's and why."""


class Tally(NamedTuple):
    """How many rows, and their digest."""

    rows: int
    digest: str


def carry(
    here: Connection, there: Connection, table: sa.Table, keep: Callable[[Row], bool] = lambda _row: True
) -> None:
    """Its rows from here to there, those that are to be kept. Raises `NotTaken`."""
    with closing(read(here, table)) as found:
        write(there, table, filter(keep, found))


def read(connection: Connection, table: sa.Table) -> Generator[Row, None, None]:
    """Its rows in plain form, each after those of the same table that it names."""
    plain = ", ".join(_plain(connection, column) for column in table.columns)
    query = f"SELECT {plain} FROM {_named(connection, table)}"  # noqa: S608  # our own names
    if any(key.column.table is table for key in table.foreign_keys):
        query += f" ORDER BY {', '.join(_named(connection, column) for column in table.primary_key)}"
    with connection.exec_driver_sql(query, execution_options={"yield_per": _AT_ONCE}) as result:
        if not is_postgres(connection):
            cursor: Any = result.cursor  # SQLite's own tuples
            yield from cursor
            return
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
            statement = str(sa.insert(table).compile(dialect=connection.dialect))  # all its columns
            while some := [*islice(left, _AT_ONCE)]:
                connection.exec_driver_sql(statement, some)
    except Exception as error:
        if type(error).__module__.partition(".")[0] not in ("psycopg", "sqlalchemy"):
            raise
        why = str(getattr(error, "orig", error)).splitlines()
        msg = (
            f"the table {table.name} holds a row that the other database does not take: {'; '.join(why[:3])}"
        )
        raise NotTaken(msg) from error


def tally(connection: Connection, table: sa.Table) -> Tally:
    """Count them, and have their digest: on PostgreSQL reckoned there."""
    told, name = _told(connection, table), _named(connection, table)
    if is_postgres(connection):
        whole = f"sha256(convert_to({told}, 'UTF8'))"
        first = f"('x' || encode(substring({whole} FOR {_BYTES}), 'hex'))::bit({8 * _BYTES})::bigint"
        query = f"SELECT count(*), sum({first}) FROM {name}"  # noqa: S608  # as above
        number, total = connection.exec_driver_sql(query).one()
        return Tally(number, f"{int(total or 0):x}")
    number = total = 0
    with connection.exec_driver_sql(f"SELECT {told} FROM {name}") as result:  # noqa: S608  # as above
        cursor: Any = result.cursor
        for (text,) in cursor:
            number += 1
            total += int.from_bytes(hashlib.sha256(text.encode()).digest()[:_BYTES])
    return Tally(number, f"{total:x}")


def _told(connection: Connection, table: sa.Table) -> str:
    """A row as the text that is hashed, in SQL."""
    told = []
    for column in table.columns:
        text = _plain(connection, column)
        if column.type.python_type is bytes:
            text = f"encode({text}, 'hex')" if is_postgres(connection) else f"lower(hex({text}))"
            text = f"CASE WHEN {_named(connection, column)} IS NOT NULL THEN {text} END"
        told.append(f"coalesce(length(({text})::text) || ':' || ({text}), '-')")
    joined = " || ".join(told)
    return joined if is_postgres(connection) else joined.replace("::text", "")


def _named(connection: Connection, one: sa.Table | sa.Column[Any]) -> str:
    return connection.dialect.identifier_preparer.quote(one.name)


def _plain(connection: Connection, column: sa.Column[Any]) -> str:
    """The column as SQLite's driver keeps it, in SQL. `TypeError`: of a type that nobody thought of."""
    name, forms = _named(connection, column), _FORMS if is_postgres(connection) else {}
    for kind in (tables.Instant, tables.Packed, sa.Date, sa.Boolean, sa.LargeBinary, sa.Integer, sa.Text):
        if isinstance(column.type, kind):
            return forms.get(kind, "{}").format(name)
    msg = f"{column.table.name}.{name}: how is {column.type!r} moved?"
    raise TypeError(msg)


def _copy(connection: Connection, table: sa.Table, first: Row, more: Iterable[Row]) -> None:
    listed = ", ".join(_named(connection, column) for column in table.columns)
    copy = f"COPY {_named(connection, table)} ({listed}) FROM STDIN"
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(copy) as arriving:
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
