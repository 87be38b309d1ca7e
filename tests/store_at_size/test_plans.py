"""No question that is asked all day reads a large table from end to end, in a store of 10,000 ledgers."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Connection

from tests.store_at_size.asked import Asked, lived
from tests.store_at_size.crowd import multiply, pretend
from tests.store_at_size.plans import LARGE, scanned
from tests.world import world

_COPIES = 40


def _scans(connection: Connection, asked: Asked) -> dict[str, list[str]]:
    found = {statement: scanned(connection, statement, given) for statement, given in asked.items()}
    assert len(found) > len(LARGE)
    return {statement: steps for statement, steps in found.items() if steps}


def _all_by_index(connection: Connection, asked: Asked) -> None:
    assert _scans(connection, asked) == {}
    connection.exec_driver_sql("DROP INDEX ix_runs_ledger")
    found = _scans(connection, asked)
    assert len(found) > 1
    assert all("FROM runs" in one or one.startswith("UPDATE runs") for one in found)


def test_on_sqlite(tmp_path: Path) -> None:
    with world(tmp_path, customers=6) as made:
        asked = {**lived(made)}
        with made.office.store.engine.connect() as connection:
            _all_by_index(connection, asked)


def test_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, customers=6, store=postgres_url) as made:
        asked = {**lived(made)}
        with made.office.store.engine.connect() as connection:
            multiply(connection, _COPIES)
            pretend(connection)
            _all_by_index(connection, asked)
