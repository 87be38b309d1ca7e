"""What every page and every look asks for costs what is there now, not what was there over the years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store import Store, differences, figures, glance, settled
from sync.store.glance import Kind
from tests.sync.books import TODAY, customer, invoice, linked, opened, payment, staged


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(f"sqlite:///{tmp_path}/books.db") as made:
        yield made


def history_of_an_invoice(connection: Connection, ledger_id: int) -> None:
    assert settled.last_payments(connection, ledger_id, ["I1"], TODAY) == {"I1": TODAY - timedelta(days=3)}


def what_is_open(connection: Connection, ledger_id: int) -> None:
    aged = glance.by_age(connection, [ledger_id], TODAY)[ledger_id]["GBP"]
    assert aged == (Decimal(0), Decimal("120.00"), Decimal(0), Decimal(0), Decimal(0))
    assert differences.open_counts(connection, ledger_id) == {("C1", "GBP"): 1}


def what_is_wrong(connection: Connection, ledger_id: int) -> None:
    assert list(figures.problem_rows(connection, ledger_id)) == []
    faults: tuple[Kind, ...] = ("not staged", "wrong invoice", "stray invoice")
    assert glance.counts(connection, [ledger_id], faults) == {}


@pytest.mark.parametrize(
    ("ask", "found_by"),
    [
        (history_of_an_invoice, {"ix_allocations_invoice", "sqlite_autoindex_payments_1"}),
        (what_is_open, {"ix_invoices_owed"}),
        (what_is_wrong, {"ix_invoices_owed", "ix_invoices_problem"}),
    ],
)
def test_it_is_found_by_the_index_made_for_it(store: Store, ask: Any, found_by: set[str]) -> None:
    ledger_id = linked(store)
    paid = invoice("I1", status="paid", balance=Decimal(0))
    staged(store, ledger_id, customer("C1"), paid, invoice("I2", overdue=10))
    staged(store, ledger_id, payment("P1", on=TODAY - timedelta(days=3), applied={"I1": "120.00"}))
    asked: list[tuple[str, Any]] = []

    def hear(*told: Any) -> None:
        asked.append((told[2], told[3]))

    with store.read() as connection:
        sa.event.listen(store.engine, "before_cursor_execute", hear)
        ask(connection, ledger_id)
        sa.event.remove(store.engine, "before_cursor_execute", hear)
        steps = [
            str(row[-1]).split()
            for statement, bound in asked
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", bound)
        ]
    large = ("invoices", "payments", "allocations")
    reads = [step for step in steps if step[0] in ("SEARCH", "SCAN") and step[1] in large]
    assert {step[step.index("INDEX") + 1] for step in reads} == found_by
