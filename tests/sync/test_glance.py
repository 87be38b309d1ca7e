"""The page of all ledgers asks for all at once: what it finds, and what one ledger more costs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from dunning.aging import bucket
from sync.overview import BUCKETS, overviews
from sync.store import Store, glance, ledgers
from sync.tables import holds
from tests.sync.books import NOW, TODAY, customer, invoice, linked, opened, staged
from tests.sync.desk import desk

_OTHER = """
[ledgers.other]
provider = "files"
folder = "."
company = "Other"
currency = "GBP"
timezone = "Europe/London"
[ledgers.other.sender]
name = "Other"
email = "o@other.example"
"""


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


def test_balances_fall_into_the_buckets_of_aging(store: Store) -> None:
    ledger_id, other = linked(store), linked(store, "other")
    owed = [invoice(f"I{days}", overdue=days, owes=Decimal(1 + days % 7)) for days in range(-3, 120)]
    undated = replace(invoice("I-none", owes="50"), due_on=None)
    foreign = replace(invoice("I-eur", overdue=45, owes="7.50"), currency="EUR")
    staged(store, ledger_id, customer("C1"), *owed, undated, foreign)
    staged(store, other, customer("C1"), invoice("I1", overdue=61, owes="9"))
    expected = dict.fromkeys(BUCKETS, Decimal(0)) | {"current": Decimal(50)}
    for each in owed:
        assert each.due_on is not None
        expected[bucket((TODAY - each.due_on).days)] += each.balance
    with store.read() as connection:
        found = glance.by_age(connection, [ledger_id, other], TODAY)
        assert glance.by_age(connection, [other], TODAY).keys() == {other}
    assert dict(zip(BUCKETS, found[ledger_id]["GBP"], strict=True)) == expected
    assert dict(zip(BUCKETS, found[ledger_id]["EUR"], strict=True))["31-60"] == Decimal("7.50")
    assert found[other] == {"GBP": (Decimal(0), Decimal(0), Decimal(0), Decimal(9), Decimal(0))}


def test_a_second_ledger_costs_one_statement_more(tmp_path: Path) -> None:
    with desk(tmp_path, policy=f'approval_required = "none"\n{_OTHER}') as made:
        asked: list[str] = []

        def hear(*told: Any) -> None:
            asked.append(told[2])

        sa.event.listen(made.office.store.engine, "before_cursor_execute", hear)
        overviews(made.office)
        with_one = len(asked)
        linked(made.office.store, "A-2", "other")
        asked.clear()
        assert all(one.linked for one in overviews(made.office))
        assert len(asked) <= with_one + 1  # through when its own books are booked


def test_whose_customer_may_yet_come_is_no_stray(store: Store) -> None:
    ledger_id = linked(store)
    staged(store, ledger_id, invoice("I1", of="C-unknown"))
    with store.read() as connection:
        assert glance.counts(connection, [ledger_id], ("stray invoice",)) == {}
    with store.write() as connection:
        ledgers.update(connection, ledger_id, complete=True)
    with store.read() as connection:
        assert glance.counts(connection, [ledger_id], ("stray invoice",)) == {ledger_id: {"stray invoice": 1}}


def test_a_hold_of_one_customer_or_invoice_is_none_of_all(tmp_path: Path) -> None:
    with desk(tmp_path) as made:
        made.stage(customer("C1"), invoice("I1")).decide()
        with made.office.store.write() as connection:
            for of in (
                {"customer_id": "C1", "invoice_id": None},
                {"customer_id": None, "invoice_id": "I1"},
                {"customer_id": None, "invoice_id": None},
            ):
                row = {"ledger_id": made.ledger.id, "note": "a test", "placed_at": NOW, **of}
                connection.execute(sa.insert(holds).values(row))
        with made.office.store.read() as connection:
            found = glance.counts(connection, [made.ledger.id], ("hold of all",))
    assert found == {made.ledger.id: {"hold of all": 1}}
