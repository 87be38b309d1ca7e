"""What SQLite does for each query of a pass: none reads a table that grows with the book from end to end."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tests.world import BOTH, WORKING_DAY, world

_GROW = {
    "customers",
    "invoices",
    "credit_notes",
    "payments",
    "allocations",
    "papers",
    "problems",
    "history",
    "accounts",
    "snapshots",
    "decisions",
    "effects",
    "notices",
}
_PLANNED = ("SELECT", "UPDATE", "DELETE", "INSERT")
Asked = dict[str, Any]  # statement -> one set of parameters it was asked with


def _scanned(database: sqlite3.Connection, statement: str, parameters: Any) -> set[str]:
    """Those of the tables that the statement reads from end to end."""
    plan = database.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
    steps = [told.split() for *_, told in plan]
    return {words[1] for words in steps if words[0] == "SCAN"} & _GROW


def _listen(engine: sa.Engine, asked: Asked) -> None:
    @sa.event.listens_for(engine, "before_cursor_execute")
    def _heard(_on: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.startswith(_PLANNED):
            asked.setdefault(statement, parameters[0] if many else parameters)


def test_no_query_of_a_pass_reads_a_whole_table(tmp_path: Path) -> None:
    asked: Asked = {}
    with world(tmp_path) as here:
        _listen(here.office.store.engine, asked)
        here.ready_to_send()
        for days in (0, 1, 30):
            here.at(WORKING_DAY + timedelta(days=days))
            _listen(here.office.store.engine, asked)
            for name in BOTH:
                here.run(name)
    database = sqlite3.connect(tmp_path / "duesync.db")
    scanned = {statement: _scanned(database, statement, given) for statement, given in asked.items()}
    database.close()
    assert len(scanned) > len(_GROW)
    assert {statement: tables for statement, tables in scanned.items() if tables} == {}
