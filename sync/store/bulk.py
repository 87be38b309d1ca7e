"""Pages of ready rows, written and read at the speed of the driver.

A row here is a tuple in the driver's own forms (see `dialects.Forms`), in the order of the columns
named. SQLite takes blocks of them in one statement each, and the rest by `executemany`; PostgreSQL
by COPY into a temporary table and one INSERT from there. All of it happens inside the caller's
transaction, and nothing of it outlives that.

Why blocks: a statement runs without Python's lock, but between two rows of `executemany` the lock is
taken again, and a thread that decodes the next page keeps it for as long as it likes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Dialect

from sync.store.dialects import conflicting, is_postgres
from sync.tables.columns import BY_MONTH

Row = tuple[Any, ...]
Over = Literal["any", "older", "other", "none"]

_FEW = 200  # rows: fewer than this PostgreSQL takes sooner one by one than through a table
_BLOCK = 250  # rows of one statement on SQLite: with twenty columns a sixth of the parameters it takes


def upsert(
    connection: Connection,
    table: sa.Table,
    columns: Sequence[str],
    rows: Sequence[Row],
    *,
    over: Over = "any",
) -> None:
    """Insert the rows, no primary key twice among them; `over` which row that is there they go.

    `older`: one whose `modified_at` is not later. `other`: one that differs in a column that is no
    key. `none`: what is there stays. `columns`: in the table's own order, else `ValueError`.
    """
    if not rows:
        return
    names, on_postgres = tuple(columns), is_postgres(connection)
    if on_postgres and len(rows) >= _FEW:
        _copy(connection, table, names, rows, over)
    else:
        made = statement(table, names, over, on_postgres=on_postgres)
        left = len(rows) if on_postgres else len(rows) % _BLOCK
        for start in range(0, len(rows) - left, _BLOCK):
            block = (*chain.from_iterable(rows[start : start + _BLOCK]),)
            connection.exec_driver_sql(_of_many(made, len(names)), block)
        if left:
            connection.exec_driver_sql(made, [*rows[-left:]])


def insert(connection: Connection, table: sa.Table, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert the rows of a table that numbers them itself; `columns` as in `upsert`, without its id."""
    upsert(connection, table, columns, rows, over="none")  # over no row: none has these numbers yet


def execute(connection: Connection, statement: sa.UpdateBase, rows: Sequence[Row]) -> None:
    """The statement, made once and kept, for each row of its parameters, in the order they stand in it."""
    if rows:
        connection.exec_driver_sql(_kept(statement, on_postgres=is_postgres(connection)), [*rows])


@lru_cache(maxsize=64)
def _kept(statement: sa.UpdateBase | sa.Select[Any], *, on_postgres: bool) -> str:
    return _text(statement, on_postgres=on_postgres)


@lru_cache(maxsize=64)
def _of_many(made: str, columns: int) -> str:
    """A statement for one row, made to take a block of them."""
    row = f"({', '.join('?' * columns)})"
    return made.replace(row, ", ".join([row] * _BLOCK), 1)


def read(
    connection: Connection,
    table: sa.Table,
    columns: Sequence[str],
    ledger_id: int,
    ids: Collection[str],
    *,
    by: str = "id",
    only: str = "",
) -> list[Row]:
    """The ledger's rows whose column `by` is among `ids`, and for which `only`, a condition in SQL, holds."""
    if not ids:
        return []
    on_postgres = is_postgres(connection)
    asked: Any = [*ids] if on_postgres else msgspec.json.encode([*ids]).decode()
    query = _query(table, tuple(columns), by, only, on_postgres=on_postgres)
    return _fetched(connection, query, (ledger_id, asked))


def scan(connection: Connection, query: sa.Select[Any], ledger_id: int) -> list[Row]:
    """All that the query finds; its one parameter, `ledger`, is the ledger."""
    return _fetched(connection, _kept(query, on_postgres=is_postgres(connection)), (ledger_id,))


def _fetched(connection: Connection, query: str, asked: tuple[Any, ...]) -> list[Row]:
    with connection.exec_driver_sql(query, asked) as result:
        cursor: Any = result.cursor  # its own tuples: a book has hundreds of thousands
        found: list[Row] = cursor.fetchall()
    return found


@lru_cache(maxsize=64)
def statement(table: sa.Table, columns: tuple[str, ...], over: Over, *, on_postgres: bool) -> str:
    """The upsert as the driver is given it, with a placeholder for each column."""
    made = conflicting(table, on_postgres=on_postgres).values({name: sa.bindparam(name) for name in columns})
    return _text(_conflicting(made, table, columns, over), on_postgres=on_postgres)


@lru_cache(maxsize=64)
def _query(
    table: sa.Table,
    columns: tuple[str, ...],
    by: str,
    only: str,
    *,
    on_postgres: bool,
) -> str:
    query = sa.select(*(table.c[name] for name in columns)).where(table.c.ledger_id == sa.bindparam("ledger"))
    if on_postgres:
        listed: Any = table.c[by] == sa.any_(sa.bindparam("ids", type_=sa.ARRAY(sa.Text)))
    else:
        each = sa.func.json_each(sa.bindparam("ids", type_=sa.Text)).table_valued("value")
        listed = table.c[by].in_(sa.select(each.c.value))
    query = query.where(listed, sa.text(only)) if only else query.where(listed)
    return _text(query, on_postgres=on_postgres)


def _copy(
    connection: Connection, table: sa.Table, columns: tuple[str, ...], rows: Sequence[Row], over: Over
) -> None:
    """By way of a table that is dropped at once, so that its name is free for the next page's."""
    create, copy, take, drop = _by_copy(table, columns, over)
    connection.exec_driver_sql(create)
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(copy) as arriving:
        for row in rows:
            arriving.write_row(row)
    connection.exec_driver_sql(take)
    connection.exec_driver_sql(drop)


@lru_cache(maxsize=64)
def _by_copy(table: sa.Table, columns: tuple[str, ...], over: Over) -> tuple[str, str, str, str]:
    listed = ", ".join(_dialect(on_postgres=True).identifier_preparer.quote(name) for name in columns)
    arriving = sa.table(f"arriving_{table.name}", *(sa.column(name) for name in columns))
    chosen = _text(sa.select(*(table.c[name] for name in columns)), on_postgres=True)
    taken = conflicting(table, on_postgres=True).from_select(columns, sa.select(*arriving.c))
    return (
        f"CREATE TEMPORARY TABLE {arriving.name} ON COMMIT DROP AS {chosen} WITH NO DATA",
        f"COPY {arriving.name} ({listed}) FROM STDIN",
        _text(_conflicting(taken, table, columns, over), on_postgres=True),
        f"DROP TABLE {arriving.name}",
    )


@lru_cache
def _dialect(*, on_postgres: bool) -> Dialect:
    """As its driver is spoken to without SQLAlchemy between."""
    if on_postgres:
        from sqlalchemy.dialects.postgresql import psycopg

        return psycopg.dialect(paramstyle="format")  # type: ignore[no-untyped-call]  # SQLAlchemy's
    from sqlalchemy.dialects import sqlite

    return sqlite.dialect(paramstyle="qmark")


def _conflicting(made: Any, table: sa.Table, columns: tuple[str, ...], over: Over) -> Any:
    if columns != tuple(column.name for column in table.columns if column.name in columns):
        msg = f"not in the order of the table {table.name}: {', '.join(columns)}"
        raise ValueError(msg)  # SQLAlchemy would put them into that order, and the rows not
    keys = [column.name for column in table.primary_key]
    changed = {name: made.excluded[name] for name in columns if name not in keys}
    if over == "none":  # where it lies by month, the key has more columns in one database than in the other
        return made.on_conflict_do_nothing(index_elements=None if BY_MONTH in table.info else keys)
    where: Any = None
    if over == "older":
        where = made.excluded.modified_at >= table.c.modified_at
    elif over == "other":
        where = sa.or_(*(table.c[name].is_distinct_from(value) for name, value in changed.items()))
    return made.on_conflict_do_update(index_elements=keys, set_=changed, where=where)


def _text(made: Any, *, on_postgres: bool) -> str:
    return str(made.compile(dialect=_dialect(on_postgres=on_postgres)))
