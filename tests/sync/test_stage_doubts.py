"""Problems end, and bear on all whom they may concern."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from dunning.ledger import (
    Kind,
    Row,
)
from sync import tables
from sync.store import Store, problems
from tests.sync.books import (
    NOW,
    all_reviewed,
    customer,
    invoice,
    linked,
    opened,
    payment,
    staged,
    unreadable,
    up_for_review,
)
from tests.sync.stage_rows import kept


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    return linked(store)


# --- problems end, and bear on all whom they may concern -------------------------------------------


def lost_id(kind: Kind = Kind.INVOICE, of: str = "C1") -> Row:
    return unreadable(kind, None, "its id is missing", of=of, raw=f'{{"Customer":"{of}"}}')


def corrected_later(days: int) -> dict[str, Any]:
    return {"modified_at": NOW + timedelta(days=days)}


@pytest.mark.parametrize(
    ("later", "left"),
    [
        (invoice("I1", **corrected_later(1)), ["C2"]),
        (invoice("I1", **corrected_later(-1)), ["C1", "C2"]),  # it was good before the bad row was seen
        (invoice("I1", of="C3", **corrected_later(1)), ["C1", "C2"]),
        (payment("P1", **corrected_later(1)), ["C1", "C2"]),
        (customer("C1", **corrected_later(1)), ["C1", "C2"]),
    ],
)
def test_a_row_without_an_id_counts_as_corrected_by_a_later_good_one_of_its_customer_and_kind(
    store: Store, ledger_id: int, later: Row, left: list[str]
) -> None:
    staged(store, ledger_id, customer(), invoice("I0"), lost_id(), lost_id(of="C2"))
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, later)
    assert sorted(map(str, kept(store, ledger_id, tables.problems, "customer_id"))) == left
    assert "C1" in left or ("C1", "GBP") in up_for_review(store, ledger_id)


def test_a_row_without_an_id_that_is_still_bad_on_the_page_of_a_good_one_stays(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, lost_id())
    staged(store, ledger_id, invoice(**corrected_later(1)), lost_id())
    assert kept(store, ledger_id, tables.problems, "customer_id") == ["C1"]


def test_a_whole_pull_asks_anew_about_every_row_without_an_id(store: Store, ledger_id: int) -> None:
    other = linked(store, "B-2")
    staged(store, other, lost_id())
    staged(
        store,
        ledger_id,
        customer(),
        invoice(),
        lost_id(),
        lost_id(Kind.PAYMENT),
        unreadable(Kind.INVOICE, "I9", "no total", of="C2"),
    )
    all_reviewed(store, ledger_id)
    with store.write() as connection:
        problems.forget_nameless(connection, ledger_id)
    assert kept(store, ledger_id, tables.problems, "id") == ["I9"]
    assert len(kept(store, other, tables.problems, "id")) == 1
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}


@pytest.mark.parametrize("named", ["C2", None])
def test_an_unreadable_version_bears_on_the_old_customer_and_on_the_one_it_names(
    store: Store, ledger_id: int, named: str | None
) -> None:
    staged(store, ledger_id, customer("C1"), customer("C2"), invoice("I1", of="C1"), invoice("I2", of="C2"))
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, unreadable(Kind.INVOICE, "I1", "its total is missing", of=named))
    concerned = {"C1"} | ({named} if named else set())
    assert up_for_review(store, ledger_id) == {(owner, "GBP") for owner in concerned}
    assert told_of(store, ledger_id) == {
        owner: ["invoice I1: its total is missing"] for owner in sorted(concerned)
    }
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, invoice("I1", of="C2", edit=3))
    assert told_of(store, ledger_id) == {}
    assert up_for_review(store, ledger_id) == {("C1", "GBP"), ("C2", "GBP")}


def test_whom_an_older_unreadable_version_named_is_looked_at_when_a_newer_names_another(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, *(invoice(f"I{n}", of=f"C{n}") for n in (1, 2, 3)))
    staged(store, ledger_id, unreadable(Kind.INVOICE, "I1", "no total", of="C2"))
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, unreadable(Kind.INVOICE, "I1", "no total", of="C3"))
    assert up_for_review(store, ledger_id) == {("C1", "GBP"), ("C2", "GBP"), ("C3", "GBP")}
    assert sorted(told_of(store, ledger_id)) == ["C1", "C3"]


def test_a_childs_unreadable_document_is_told_once_on_the_account_it_is_billed_with(
    store: Store, ledger_id: int
) -> None:
    staged(
        store,
        ledger_id,
        customer("C1"),
        customer("C2", bills_with="C1"),
        payment("P1", of="C2"),
        unreadable(Kind.PAYMENT, "P1", "no amount", of="C1"),
        unreadable(Kind.CREDIT, "P1", "no amount", of="C9"),
    )
    assert told_of(store, ledger_id, {"C1": "C1", "C2": "C1"}) == {"C1": ["payment P1: no amount"]}


def told_of(store: Store, ledger_id: int, billed: dict[str, str] | None = None) -> dict[str, list[str]]:
    with store.read() as connection:
        return problems.of_accounts(
            connection, ledger_id, billed or {owner: owner for owner in ("C1", "C2", "C3")}
        )
