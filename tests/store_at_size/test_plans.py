"""No question that is asked all day reads a large table from end to end, in a store of 10,000 ledgers."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy.engine import Connection

from sync.tables import runs
from tests.store_at_size.asked import Asked, listen, lived, tick
from tests.store_at_size.crowd import lay_by_month, multiply, pretend
from tests.store_at_size.plans import LARGE, parts_read, scanned
from tests.world import XERO, world

_COPIES = 40
_MONTHS = 60
_WHOSE = re.compile(r"\beffects\.(customer_id|invoice_id) (?:= \?|IN \(SELECT)")
_READS = ("SEARCH effects", "SCAN effects")
_FEW = 4  # of 45 days two or three have some, and there is the part for the rest


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


def _found_otherwise(connection: Connection, asked: Asked) -> tuple[int, list[str]]:
    """How many ask for effects of customers or invoices, and how SQLite finds what it finds otherwise."""
    steps = []
    for statement, given in asked.items():
        whose = "|".join(sorted(set(_WHOSE.findall(statement))))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all() if whose else []
        steps += [(whose, str(told)) for *_, told in plan if str(told).startswith(_READS)]
    return len(steps), [told for whose, told in steps if not re.search(rf"\b({whose})=\?|rowid", told)]


def test_what_was_done_about_a_customer_or_an_invoice_is_found_by_them(tmp_path: Path) -> None:
    with world(tmp_path, customers=6) as made:
        asked = {**lived(made)}
        with made.office.store.engine.connect() as connection:
            number, otherwise = _found_otherwise(connection, asked)
            assert (number > 5, otherwise) == (True, [])
            connection.exec_driver_sql("DELETE FROM sqlite_stat1")
            connection.exec_driver_sql("ANALYZE sqlite_schema")
            assert len(_found_otherwise(connection, asked)[1]) > 5


def _taken_ever(connection: Connection, asked: Asked) -> dict[str, list[str]]:
    """How SQLite finds standing decisions, by statement, where it reads others for it."""
    found = {
        statement: connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
        for statement, given in asked.items()
        if "decisions.standing = 1" in statement
    }
    assert len(found) > 5
    read = {statement: [str(told) for *_, told in plan] for statement, plan in found.items()}
    return {
        statement: steps
        for statement, steps in read.items()
        if any("decisions USING INDEX ix_decisions_customer" in step for step in steps)
    }


def test_a_standing_decision_is_found_without_those_before_it(tmp_path: Path) -> None:
    with world(tmp_path, customers=6) as made:
        asked = {**lived(made)}
        with made.office.store.engine.connect() as connection:
            assert _taken_ever(connection, asked) == {}
            connection.exec_driver_sql("DELETE FROM sqlite_stat1")
            connection.exec_driver_sql("ANALYZE sqlite_schema")
            assert _taken_ever(connection, asked) != {}


def test_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, customers=6, store=postgres_url) as made:
        asked = {**lived(made)}
        with made.office.store.engine.connect() as connection:
            lay_by_month(connection, made.office.clock.now(), _MONTHS)
            multiply(connection, _COPIES)
            pretend(connection)
            _all_by_index(connection, asked)


def test_what_a_pass_asks_of_runs_is_answered_by_few_months(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, customers=6, store=postgres_url) as made:
        lived(made)
        again: Asked = {}
        listen(made.office.store.engine, again)
        made.run(XERO)
        tick(made)
        with made.office.store.engine.connect() as connection:
            lay_by_month(connection, made.office.clock.now(), _MONTHS)
            read = {
                statement: parts_read(connection, statement, given, runs)
                for statement, given in again.items()
                if " runs " in f"{statement} " and not statement.startswith("INSERT")
            }
            every = parts_read(connection, "SELECT max(started_at) FROM runs", {}, runs)
    assert every == _MONTHS + 1
    assert len(read) > 3
    assert {statement: parts for statement, parts in read.items() if parts > _FEW} == {}
