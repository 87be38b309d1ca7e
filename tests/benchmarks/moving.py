"""A store that moves from SQLite to PostgreSQL: rows a second, to a plain COPY of the same rows.

Bare is what nobody can do without: the rows read by SQLite's driver and given to COPY, into the same tables
with their keys and indexes, in one transaction. Ours closes the old store besides, reads both sides again for
a digest of every table, and verifies the audit chains.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import sqlalchemy as sa

from sync import tables
from sync.clock import fixed
from sync.moving.move import move
from sync.store.stage import stage
from tests.benchmarks.contenders import NOW, office_in
from tests.benchmarks.pages import PAGE, Book
from tests.benchmarks.result import Result, medians
from tests.benchmarks.staging import decoded
from tests.postgres import ready_database, running_postgres

ROWS = 50_000
_CLOCK = fixed(NOW)


def measured() -> Iterator[Result]:
    """The whole move to bare."""
    with tempfile.TemporaryDirectory() as folder, running_postgres() as server:
        path = Path(folder) / "duesync.db"
        number = _fill(path.parent)

        def ours() -> float:
            with ready_database(server) as target, tempfile.TemporaryDirectory() as mine:
                source = f"sqlite:///{shutil.copy(path, mine)}"
                began = time.perf_counter()
                moved = move(source, target, _CLOCK, lambda _told: None)
                took = time.perf_counter() - began
            assert sum(moved.rows.values()) == number
            return took

        def bare() -> float:
            with ready_database(server) as target:
                return _bare(path, target)

        took = medians({"bare": bare, "ours": ours})
    per_second = {name: round(number / seconds) for name, seconds in took.items()}
    about = f"{number} rows, {per_second['ours']} a second, bare {per_second['bare']}"
    yield Result("moving_to_bare", took["ours"] / took["bare"], "at most", 2.5, about)


def _fill(folder: Path) -> int:
    """Make the old store; returns how many rows it has in all."""
    office, book = office_in(folder, "xero", "http://127.0.0.1:9"), Book("xero", ROWS)
    ledger = office.linked("bench")
    for start in range(0, ROWS, PAGE):
        with office.store.write() as connection:
            stage(connection, ledger.id, decoded("xero", book.page(start)), NOW)
    office.close()
    with closing(sqlite3.connect(folder / "duesync.db")) as whole:
        whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        counts = (f"SELECT count(*) FROM {table.name}" for table in tables.metadata.sorted_tables)  # noqa: S608  # ours
        return sum(whole.execute(count).fetchone()[0] for count in counts)


def _bare(path: Path, target: str) -> float:
    address = sa.make_url(target).set(drivername="postgresql").render_as_string(hide_password=False)
    with closing(sqlite3.connect(path)) as source, psycopg.connect(address) as there:
        began = time.perf_counter()
        for table in tables.metadata.sorted_tables:
            names = ", ".join(column.name for column in table.columns)
            with (
                there.cursor() as cursor,
                cursor.copy(f"COPY {table.name} ({names}) FROM STDIN".encode()) as to,
            ):
                for row in source.execute(f"SELECT {names} FROM {table.name}"):  # noqa: S608  # our own names
                    to.write_row(row)
        there.commit()
        return time.perf_counter() - began
