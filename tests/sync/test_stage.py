"""Staging: whatever order pages come in and however often, the stage says what the books say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning.ledger import (
    CreditNote,
    Customer,
    Invoice,
    Kind,
    Payment,
)
from sync import tables
from sync.store import Store
from tests.sync.books import (
    credit,
    customer,
    invoice,
    linked,
    opened,
    payment,
    rows_of,
    stage_of,
    staged,
    unreadable,
)
from tests.sync.stage_rows import _NUMBER, EDITS, kept


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    return linked(store)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, data=st.data())
def test_pages_in_any_order_give_the_same_stage(
    store: Store, edits: list[Invoice | Payment | Customer | CreditNote], data: st.DataObject
) -> None:
    straight, mixed = (linked(store, f"any order {next(_NUMBER)}") for _ in range(2))
    staged(store, straight, *sorted(edits, key=lambda fact: fact.modified_at))
    shuffled: Sequence[Invoice | Payment | Customer | CreditNote] = data.draw(st.permutations(edits))
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        staged(store, mixed, *shuffled[:size])
        shuffled = shuffled[size:]
    assert stage_of(store, mixed) == stage_of(store, straight)


def test_the_same_page_twice_changes_nothing(store: Store, ledger_id: int) -> None:
    page = (
        customer(),
        invoice(),
        payment(applied={"I1": "30.00"}),
        credit(),
        unreadable(Kind.INVOICE, "I9", "its total is missing", of="C1"),
        unreadable(Kind.PAYMENT, None, "it is empty", raw="null"),
    )
    staged(store, ledger_id, *page)
    once = stage_of(store, ledger_id)
    staged(store, ledger_id, *page)
    assert stage_of(store, ledger_id) == once
    assert len(once["problems"]) == 2


def test_an_older_version_never_overwrites_a_newer_one(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, invoice(edit=5, owes="70.00"), payment(edit=5, applied={"I1": "50.00"}))
    staged(store, ledger_id, invoice(edit=4, owes="120.00"), payment(edit=4, applied={"I2": "10.00"}))
    assert kept(store, ledger_id, tables.invoices, "balance") == [7000]
    allocations = rows_of(store, tables.allocations, ledger_id)
    assert allocations == [{"payment_id": "P1", "invoice_id": "I1", "amount": 5000}]
