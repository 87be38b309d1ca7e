"""Stores whose tables are there already: migrated once, then copied. Migrations have tests of their own."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import sqlalchemy as sa

from sync import tables
from sync.clock import fixed
from sync.store import open_store

FILE = "duesync.db"  # where the configurations of tests keep their store
_THEN = datetime(2026, 11, 1, tzinfo=UTC)


def migrate(url: str) -> None:
    """Make the tables there, and leave the database without an instance: each copy names its own."""
    store = open_store(url, fixed(_THEN))
    with store.write() as connection:
        connection.execute(sa.delete(tables.meta).where(tables.meta.c.name == "instance"))
    store.close()


@cache
def _migrated() -> bytes:
    with tempfile.TemporaryDirectory(prefix="duesync-ready-") as folder:
        path = Path(folder) / FILE
        migrate(f"sqlite:///{path}")
        return path.read_bytes()


def ready(path: Path) -> str:
    """A store at `path`, unless one is there; returns its address."""
    if not path.exists():
        path.write_bytes(_migrated())
        path.chmod(0o600)
    return f"sqlite:///{path}"
