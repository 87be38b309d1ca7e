"""A row in every table for each of two firms, made from the tables: a new table joins by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync import tables
from sync.tables import Instant, Packed

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
Row = dict[str, Any]
READ = {"timezone": "UTC", "events": "[]"}
"""Columns that queries themselves read, and could not as what is written into others."""


def row_in_every_table(connection: Connection, firm_id: int) -> dict[str, Row]:
    """One of that firm in each table but `firms` and `meta`, all of a ledger of its own; by their table."""
    made: dict[str, Row] = {}
    for table in (tables.ledgers, tables.api_tokens, *tables.metadata.sorted_tables):  # which others name
        if table not in (tables.firms, tables.meta) and table.name not in made:
            row = _row(table, firm_id, made)
            key = connection.execute(sa.insert(table).values(row)).inserted_primary_key
            assert key is not None
            made[table.name] = row | dict(zip((each.name for each in table.primary_key), key, strict=True))
    return made


def _row(table: sa.Table, firm_id: int, made: dict[str, Row]) -> Row:
    numbered = table.autoincrement_column
    return {
        column.name: _value(column, firm_id, made)
        for column in table.c
        if column is not numbered or column.foreign_keys
    }


def _value(column: sa.Column[Any], firm_id: int, made: dict[str, Row]) -> Any:
    if column.name == "firm_id":
        return firm_id
    if column.table is tables.leases and column.name == "name":
        return f"ledger:{made['ledgers']['id']}"
    for key in column.foreign_keys:
        there = made.get(key.column.table.name)
        return None if there is None else there[key.column.name]  # itself, where its own table is meant
    if column.name.endswith("_id") and isinstance(column.type, sa.BigInteger | sa.Integer):
        return made["api_tokens"]["id"] if column.name == "token_id" else firm_id
    if column.name in READ:
        return READ[column.name]
    values: list[tuple[type, Any]] = [
        (Instant, NOW),
        (sa.Date, date(2026, 11, 18)),
        (sa.Boolean, False),
        (Packed, f"{column} {firm_id}".encode()),
        (sa.LargeBinary, f"{column} {firm_id}".encode()),
        (sa.Integer, firm_id),
        (sa.Text, f"{column} {firm_id}"),
    ]
    return next(value for kind, value in values if isinstance(column.type, kind))
