"""No question that is asked all day reads a large table from end to end, in a store of 10,000 ledgers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from sync.tables import runs
from tests.store_at_size.asked import Asked, listen, lived, tick
from tests.store_at_size.crowd import lay_by_month, multiply, pretend
from tests.store_at_size.plans import LARGE, parts_read, scanned
from tests.world import XERO, world

_COPIES = 40
_MONTHS = 60
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


def _found_otherwise(connection: Connection, asked: Asked, table: str, by: str) -> tuple[int, list[str]]:
    """How many ask for rows by one of those columns, and how SQLite finds what it finds otherwise."""
    named = re.compile(rf"\b{table}\.({by}) (?:= \?|IN \(SELECT)")
    steps = []
    for statement, given in asked.items():
        columns = "|".join(sorted(set(named.findall(statement))))
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all() if columns else []
        reads = (f"SEARCH {table} ", f"SCAN {table}")
        steps += [(columns, str(told)) for *_, told in plan if str(told).startswith(reads)]
    return len(steps), [told for columns, told in steps if not re.search(rf"\b({columns})=\?|rowid", told)]


@pytest.mark.parametrize(
    ("table", "by", "most"), [("effects", "customer_id|invoice_id", 5), ("invoices", "id|number", 1)]
)
def test_what_is_asked_about_one_is_found_by_it(tmp_path: Path, table: str, by: str, most: int) -> None:
    with world(tmp_path, customers=6) as made:
        asked = {**lived(made)}
        with made.office.store.engine.connect() as connection:
            number, otherwise = _found_otherwise(connection, asked, table, by)
            assert (number > 5, otherwise) == (True, [])
            connection.exec_driver_sql("DELETE FROM sqlite_stat1")
            connection.exec_driver_sql("ANALYZE sqlite_schema")
            assert len(_found_otherwise(connection, asked, table, by)[1]) > most


_NEW = {
    "UNION SELECT effects.customer_id": "ix_effects_settled (ledger_id=? AND kind=? AND settled_at>?)",
    "NOT IN (SELECT effects.provider_id": "ix_effects_work (ledger_id=? AND state=? AND kind=?)",
    "SELECT customers.country FROM": "ix_customers_place (ledger_id=? AND country>?)",
    "SELECT customers.region FROM": "ix_customers_place (ledger_id=? AND country=? AND region>?)",
}


def test_what_is_new_is_found_without_all_that_is_old(tmp_path: Path) -> None:
    with world(tmp_path, customers=6) as made:
        asked = {**lived(made)}
        with made.office.store.engine.connect() as connection:
            for words, how in _NEW.items():
                [*found] = [one for one in asked.items() if words in " ".join(one[0].split())]
                assert found, words
                for statement, given in found:
                    plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
                    assert any(how in str(told) for *_, told in plan), (words, plan)


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
