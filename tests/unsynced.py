"""No test cuts the power, so nothing that a SQLite store writes need be forced to disk.

A process that is killed loses nothing that way: what it wrote is the operating system's by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

_TOLD = "unsynced"  # of a connection to the database, once for its life


def share() -> None:
    """From now on, for all engines of this process."""
    sa.event.listen(Engine, "engine_connect", _without_syncing)


@contextmanager
def synced() -> Iterator[None]:
    """In here stores are as the program opens them."""
    sa.event.remove(Engine, "engine_connect", _without_syncing)
    try:
        yield
    finally:
        share()


def _without_syncing(connection: Connection) -> None:
    if connection.dialect.name == "sqlite" and _TOLD not in connection.info:
        connection.info[_TOLD] = True
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.cursor().execute("PRAGMA synchronous=OFF")
