"""Many ledgers made of one, in the database itself, and a planner that takes them for a fleet's.

Every table that the metadata knows comes along: a number of ours is moved on with each copy, a text that must
be unlike all others gets the copy's number behind it, and what names another row is changed as that row is.
Tables in which nothing happened get a row made up first.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store import partitions
from sync.tables import Instant, Packed, ledgers, meta, metadata

_APART = 1_000_000  # between the numbers of one copy and the next
TARGET_LEDGERS = 10_000
AT_LEAST = 1_000_000  # rows that the planner is told of each table which grows
SIZES = {  # rows of a fleet of 10,000 ledgers after some years, where they are more
    "invoices": 20_000_000,
    "allocations": 20_000_000,
    "payments": 20_000_000,
    "history": 40_000_000,
    "events": 100_000_000,
    "decisions": 50_000_000,
    "runs": 7_000_000,
    "calls": 3_650_000,
}
FEW = frozenset(  # rows of these are counted by ledgers and people, and all of them may be looked at
    "meta ledgers leases credentials mail_credentials allowances mail_quotas signals users user_ledgers "
    "sessions api_tokens api_token_ledgers webhook_endpoints inboxes payment_feeds departures "
    "policies".split()
)


def multiply(connection: Connection, copies: int) -> None:
    """So many ledgers more like the first; each table has rows of each."""
    for table in metadata.sorted_tables:
        if table is meta:
            continue
        _make_up(connection, table)
        columns = [*table.columns]
        copy = sa.literal_column("copy", sa.BigInteger)
        series = sa.func.generate_series(1, copies).table_valued(name="copy")
        query = sa.select(*(_shifted(column, copy) for column in columns)).select_from(
            sa.join(table, series, sa.true())
        )
        connection.execute(sa.insert(table).from_select(columns, query))


def pretend(connection: Connection) -> None:
    """Tell the planner that there are as many rows as a fleet has, spread as those are that are there."""
    for table in metadata.sorted_tables:
        for (
            column
        ) in table.columns:  # else it would think that each ledger has what a fortieth of a fleet has
            if column.name == "ledger_id" or (isinstance(column.type, sa.Text) and _is_a_sources(column)):
                different = TARGET_LEDGERS if column.name == "ledger_id" else AT_LEAST
                alter = f"ALTER TABLE {table.name} ALTER {column.name}"
                connection.exec_driver_sql(f"{alter} SET (n_distinct = {different})")
                connection.exec_driver_sql(f"{alter} SET STATISTICS 1")
    connection.exec_driver_sql("ANALYZE")
    ours = connection.scalar(sa.select(sa.func.count()).select_from(ledgers)) or 1
    tell = sa.text(
        "UPDATE pg_class SET reltuples = :rows WHERE oid = CAST(:name AS regclass) "
        "OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = CAST(:name AS regclass))"
    )
    for table in metadata.sorted_tables:
        counted = connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        rows = counted * TARGET_LEDGERS // ours
        if table.name not in FEW:
            rows = max(rows, SIZES.get(table.name, AT_LEAST))
        lying = parts_of(connection, table)
        for name in lying:
            connection.execute(tell, {"rows": rows // len(lying), "name": name})


def parts_of(connection: Connection, table: sa.Table) -> list[str]:
    """What it lies in, by name: itself, where it is in one piece."""
    return [part.name for part in partitions.parts(connection, table)] or [table.name]


def lay_by_month(connection: Connection, now: datetime, months: int) -> None:
    """What is there in so many months, this one and those before, as after years of work."""
    for table in partitions.PARTED:
        before = [part.name for part in partitions.parts(connection, table)]
        for name in before:
            connection.exec_driver_sql(f"ALTER TABLE {table.name} DETACH PARTITION {name}")
            connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {name}_before")
        connection.exec_driver_sql(f"CREATE TABLE {table.name}_rest PARTITION OF {table.name} DEFAULT")
        for ago in range(months):
            since, until = _month(now, ago), _month(now, ago - 1)
            connection.exec_driver_sql(
                f"CREATE TABLE {table.name}_{since:%Y_%m} PARTITION OF {table.name} "
                f"FOR VALUES FROM ('{since}') TO ('{until}')"
            )
        for name in before:
            connection.exec_driver_sql(
                f"INSERT INTO {table.name} SELECT * FROM {name}_before"  # noqa: S608  # our own names
            )
            connection.exec_driver_sql(f"DROP TABLE {name}_before")


def _month(now: datetime, ago: int) -> datetime:
    years, month = divmod(now.year * 12 + now.month - 1 - ago, 12)
    return datetime(years, month + 1, 1, tzinfo=UTC)


def _make_up(connection: Connection, table: sa.Table) -> None:
    if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None:
        return
    values = {
        column.name: _some(connection, column)
        for column in table.columns
        if not column.nullable and not _is_numbered(column)
    }
    connection.execute(sa.insert(table).values(values))


def _some(connection: Connection, column: sa.Column[Any]) -> Any:
    for key in column.foreign_keys:
        return connection.scalar(sa.select(sa.func.min(key.column)))
    kinds: dict[type[Any], Any] = {
        Instant: sa.func.now(),
        sa.Date: sa.func.current_date(),
        sa.Boolean: False,
        Packed: b"{}",
        sa.LargeBinary: b"{}",
        sa.Integer: 1,
        sa.Text: "{}",
    }
    return next(value for kind, value in kinds.items() if isinstance(column.type, kind))


def _is_a_sources(column: sa.Column[Any]) -> bool:
    """Whether it is an id of the source's, which no two ledgers share; the copies do."""
    return column.name == "id" or column.name.endswith("_id")


def _is_numbered(column: sa.Column[Any]) -> bool:
    return column.name == "id" and column.primary_key and isinstance(column.type, sa.Integer)


def _shifted(column: sa.Column[Any], copy: sa.ColumnElement[int]) -> sa.ColumnElement[Any]:
    source = column
    while source.foreign_keys:
        source = next(iter(source.foreign_keys)).column
    if _is_numbered(source):
        return column + copy * _APART
    if isinstance(column.type, sa.Text) and (_stands_alone(source) or _leads(column)):
        return column + sa.literal("~") + sa.cast(copy, sa.Text)
    return column


def _leads(column: sa.Column[Any]) -> bool:
    """Whether a row that is no ledger's is looked for by it."""
    table = column.table
    return "ledger_id" not in table.c and any(column is index.columns[0] for index in table.indexes)


def _stands_alone(column: sa.Column[Any]) -> bool:
    """Whether it is in a key that would be the same in the copy."""
    keys: list[Any] = [column.table.primary_key, *column.table.constraints, *column.table.indexes]
    unique = [
        key
        for key in keys
        if isinstance(key, sa.PrimaryKeyConstraint | sa.UniqueConstraint) or getattr(key, "unique", False)
    ]
    return any(
        column.name in key.columns and not any(one.foreign_keys for one in key.columns) for key in unique
    )
