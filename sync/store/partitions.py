"""Tables that lie by month on PostgreSQL: the months to come made ahead, whole months that are past dropped.

The law: no write ever fails for want of a month, for what has none lies in the part for the rest until its
month is made; and nobody at work waits longer than a moment for any of this: what finds a table in use is
left for the next day. SQLite has no such parts.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync import migrations
from sync.errors import DuesyncError
from sync.store import Store, separation
from sync.tables import metadata
from sync.tables.columns import BY_MONTH

AHEAD: Final = 2  # months beside the one that it is
_MOMENT_MS: Final = 500
_IN_USE: Final = ("55P03", "40P01")  # a lock was not to be had, or not without a deadlock
PARTED: Final = [table for table in metadata.sorted_tables if BY_MONTH in table.info]


class NotLookedAfter(DuesyncError):
    """The database does not let months be made or dropped; the text says why."""


class Part(NamedTuple):
    """From `since` (`None`: the beginning) to `until`, exclusive (`None`: it is the part for the rest)."""

    name: str
    since: datetime | None
    until: datetime | None


class Month(NamedTuple):
    """A part to be."""

    name: str
    since: datetime
    until: datetime


_PARTS = sa.text(
    "SELECT c.relname, CAST(substring(b.bound FROM 'FROM \\(''([^'']*)''\\)') AS timestamptz), "
    "CAST(substring(b.bound FROM 'TO \\(''([^'']*)''\\)') AS timestamptz) "
    "FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid, "
    "LATERAL (SELECT pg_get_expr(c.relpartbound, c.oid) AS bound) b "
    "WHERE i.inhparent = CAST(:table AS regclass) ORDER BY 3 NULLS LAST"
)


def parts(connection: Connection, table: sa.Table) -> list[Part]:
    """The parts of that table, the oldest first, the one for the rest last; none where it is in one piece."""
    if connection.dialect.name != "postgresql":
        return []
    return [
        Part(name, *(None if at is None else at.astimezone(UTC) for at in bounds))
        for name, *bounds in connection.execute(_PARTS, {"table": table.name})
    ]


def make_ahead(store: Store, now: datetime) -> list[str]:
    """Make this month and the next ones, where there are none; their names. Raises `NotLookedAfter`."""
    wanted = [
        (table, Month(f"{table.name}_{since:%Y_%m}", since, _first(now, ahead + 1)))
        for table in PARTED
        for ahead in range(AHEAD + 1)
        for since in (_first(now, ahead),)
    ]
    with store.read() as connection:
        missing = [(table, month) for table, month in wanted if _is_missing(connection, table, month)]
    return [
        month.name for table, month in missing if _at_once(store, partial(_make, table=table, month=month))
    ]


def drop_past(store: Store, table: sa.Table, before: datetime) -> list[str]:
    """Drop the parts all of whose rows are from before then; their names. Raises `NotLookedAfter`."""
    with store.read() as connection:
        past = [each for each in parts(connection, table) if each.until is not None and each.until <= before]
    return [part.name for part in past if _at_once(store, partial(_drop, table=table, part=part))]


def _first(now: datetime, ahead: int) -> datetime:
    """The first instant of the month so many after this one."""
    years, month = divmod(now.astimezone(UTC).month - 1 + ahead, 12)
    return datetime(now.astimezone(UTC).year + years, month + 1, 1, tzinfo=UTC)


def _is_missing(connection: Connection, table: sa.Table, month: Month) -> bool:
    """Whether no part takes any of that month but the one for the rest."""
    there = parts(connection, table)
    return bool(there) and not any(
        each.until is not None
        and each.until > month.since
        and (each.since is None or each.since < month.until)
        for each in there
    )


def _at_once(store: Store, act: Callable[[Connection], bool]) -> bool:
    """Do it in a transaction of its own; whether it was done, which it is not while others are in the way."""
    try:
        with store.of_all().write() as connection:
            if not migrations.alone(connection, wait=False):
                return False
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {_MOMENT_MS}")
            return act(connection)
    except sa.exc.DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) in _IN_USE:
            return False
        msg = f"months of runs and earlier versions cannot be looked after: {str(error.orig).splitlines()[0]}"
        raise NotLookedAfter(msg) from error


def _make(connection: Connection, *, table: sa.Table, month: Month) -> bool:
    """The month, with what of it lay in the rest meanwhile. To attach it keeps no reader of the table out."""
    if not _is_missing(connection, table, month):
        return False
    rest, moment = parts(connection, table)[-1].name, table.info[BY_MONTH]
    since, until = f"'{month.since}'", f"'{month.until}'"
    its = f"DELETE FROM {rest} WHERE {moment} >= {since} AND {moment} < {until} RETURNING *"  # noqa: S608  # ours
    for statement in (
        f"LOCK TABLE {rest} IN ACCESS EXCLUSIVE MODE",
        f"CREATE TABLE {month.name} (LIKE {table.name} INCLUDING DEFAULTS)",
        f"WITH its AS ({its}) INSERT INTO {month.name} SELECT * FROM its",  # noqa: S608  # as above
        f"ALTER TABLE {table.name} ATTACH PARTITION {month.name} FOR VALUES FROM ({since}) TO ({until})",
    ):
        connection.exec_driver_sql(statement)
    separation.close_parts(connection)
    return True


def _drop(connection: Connection, *, table: sa.Table, part: Part) -> bool:
    if part not in parts(connection, table):
        return False
    connection.exec_driver_sql(f"DROP TABLE {part.name}")
    return True
