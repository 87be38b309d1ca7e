"""A store with a life behind it, databases to move it to, and what may be asked of both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from sync.clock import fixed
from sync.moving import rows
from sync.moving.rows import Tally
from sync.store import Store, StoreError, connected, ledgers, open_store
from sync.tables import meta, metadata
from tests.world import WORKING_DAY, XERO, world

CLOCK = fixed(WORKING_DAY)


def quiet(_told: str) -> None:
    """Show no progress."""


def lived_in(folder: Path) -> bytes:
    """The file of a store that linked, pulled, decided, sent and wrote back."""
    with world(folder, customers=6) as made:
        made.ready_to_send(XERO)
        made.run(XERO)
        made.office.close()
        with sa.create_engine(f"sqlite:///{folder / 'duesync.db'}").connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "duesync.db").read_bytes()


@contextmanager
def looked_at(url: str) -> Iterator[Store]:
    """The database there, be it closed or not."""
    found = connected(url, CLOCK)
    try:
        yield found
    finally:
        found.close()


def tallies(url: str) -> dict[str, Tally]:
    """Of each table but `meta`."""
    with looked_at(url) as store, store.read() as connection:
        return {
            table.name: rows.tally(connection, table) for table in metadata.sorted_tables if table is not meta
        }


def works(url: str) -> bool:
    """Whether a command would work with a store there that has a ledger."""
    try:
        store = open_store(url, CLOCK)
    except StoreError:
        return False
    try:
        with store.write() as connection:
            return bool(ledgers.every(connection))
    finally:
        store.close()
