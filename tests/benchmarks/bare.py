"""The floor that staging is measured against: the bare driver, the same table, the same SQL."""

from __future__ import annotations

import sqlite3
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from sync import tables

SETTINGS = tuple(
    "journal_mode=WAL synchronous=FULL foreign_keys=ON cache_size=-8000 wal_autocheckpoint=20000".split()
)
"""Those that the store uses."""


def _tables() -> list[str]:
    """The invoices' table and its indexes as the program makes them, but for the reference to its ledger."""
    dialect = sqlite.dialect()
    copied = tables.invoices.to_metadata(sa.MetaData())
    for constraint in list(copied.foreign_key_constraints):
        copied.constraints.remove(constraint)
    made = [str(sa.schema.CreateTable(copied, include_foreign_key_constraints=[]).compile(dialect=dialect))]
    return made + [str(sa.schema.CreateIndex(index).compile(dialect=dialect)) for index in copied.indexes]


@cache
def statement() -> str:
    """Insert or update by key, unless what is there is newer; one `?` for each column."""
    columns = [column.name for column in tables.invoices.columns]
    keys = [column.name for column in tables.invoices.primary_key]
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in keys)
    return (
        f"INSERT INTO invoices ({', '.join(columns)}) VALUES ({', '.join('?' for _ in columns)}) "  # noqa: S608  # our own names
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {changes} "
        "WHERE excluded.modified_at >= invoices.modified_at"
    )


def create(path: Path) -> sqlite3.Connection:
    """A new database with that table, and the settings that the store uses."""
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in SETTINGS:
        database.execute(f"PRAGMA {pragma}")
    for each in _tables():
        database.execute(each)
    return database
