"""The staging store: one database, every query in this folder, split by subject.

A `Store` hands out connections: `read()` for looking, `write(lease)` for one transaction that first
checks the lease's fencing number, so that a worker that lost its lease can change nothing.
SQLite runs in WAL with full synchronisation: a claim must survive a power cut before the call it
announces is made.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, make_url

from sync import tables
from sync.clock import Clock
from sync.errors import DuesyncError
from sync.store import leases
from sync.store.leases import Lease

BUSY_SECONDS = 30


class StoreError(DuesyncError):
    """The database cannot be used; the text says why and what to do."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Store:
    """An open database and the clock its leases go by."""

    engine: Engine
    clock: Clock

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for looking; sees one consistent state."""
        with self.engine.connect().execution_options(reading=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, lease: Lease | None = None) -> Iterator[Connection]:
        """One transaction. Raises `LeaseLost` before anything is written when `lease` is not ours."""
        with self.engine.begin() as connection:
            if lease is not None:
                leases.check(connection, lease, self.clock.wall())
            yield connection

    def instance_id(self) -> str:
        """The id this store got when it was made."""
        with self.read() as connection:
            found = connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.name == "instance"))
        return str(found)

    def close(self) -> None:
        """Give back connections."""
        self.engine.dispose()


def _prepare_sqlite(engine: Engine) -> None:
    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions begin where SQLAlchemy says so, below
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            f"busy_timeout={BUSY_SECONDS * 1000}",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def open_store(url: str, clock: Clock) -> Store:
    """Open the database at `url`, bringing its tables up to date. Raises `StoreError`."""
    from sync.migrations import upgrade  # Alembic costs a quarter of a second to import

    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
        path = Path(parsed.database)
        if not path.parent.is_dir():
            msg = f"the folder {path.parent} for the database does not exist"
            raise StoreError(msg)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        engine = sa.create_engine(url, pool_pre_ping=parsed.get_backend_name() != "sqlite")
        if parsed.get_backend_name() == "sqlite":
            _prepare_sqlite(engine)
        upgrade(engine)
        store = Store(engine, clock)
        _name_instance(store)
    except sa.exc.ArgumentError as error:
        msg = f"{url!r} is not a database address"
        raise StoreError(msg) from error
    except ModuleNotFoundError as error:
        msg = "PostgreSQL needs the extra: pip install 'duesync[postgres]'"
        raise StoreError(msg) from error
    except sa.exc.DBAPIError as error:
        msg = f"the database cannot be opened: {str(error.orig).splitlines()[0]}"
        raise StoreError(msg) from error
    return store


def _name_instance(store: Store) -> None:
    with store.write() as connection:
        named = connection.scalar(sa.select(tables.meta.c.value).where(tables.meta.c.name == "instance"))
        if named is None:
            connection.execute(sa.insert(tables.meta).values(name="instance", value=uuid.uuid4().hex))
