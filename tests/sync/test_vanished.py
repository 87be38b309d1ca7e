"""Documents that the ledger no longer has: none is chased, and none hides a debt, however late we look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import msgspec
import pytest

from dunning.ledger import CreditNote, Kind, Payment, StillOpen
from sync import tables
from sync.pull import Suspicious, pull
from sync.store import Store, figures
from tests.sync.books import (
    all_reviewed,
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
    up_for_review,
)
from tests.world import QUICKBOOKS, WORKING_DAY, World


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    return linked(store)


def still_open(kind: Kind, *ids: str) -> StillOpen:
    return StillOpen(kind=kind, ids=ids)


def test_an_open_invoice_missing_from_the_whole_list_owes_nothing_and_its_account_is_looked_at(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, customer(), invoice("I1"), invoice("I2", of="C2"), invoice("I3", of="C3"))
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, still_open(Kind.INVOICE, "I1", "I3", "I9"))
    rows = {row["id"]: row for row in rows_of(store, tables.invoices, ledger_id)}
    assert {id_: (row["status"], row["balance"]) for id_, row in rows.items()} == {
        "I1": ("open", 12000),
        "I2": ("deleted", 0),
        "I3": ("open", 12000),
    }
    assert up_for_review(store, ledger_id) == {("C2", "GBP")}
    with store.read() as connection:
        assert figures.open_balances(connection, ledger_id) == {"GBP": Decimal("240.00")}


@pytest.mark.parametrize(
    ("kind", "document"),
    [
        (Kind.PAYMENT, payment("X1", unapplied=Decimal("50.00"))),
        (Kind.CREDIT, credit("X1")),
    ],
)
def test_money_in_hand_that_the_ledger_no_longer_has_hides_no_debt(
    store: Store, ledger_id: int, kind: Kind, document: Payment | CreditNote
) -> None:
    staged(store, ledger_id, document, msgspec.structs.replace(document, id="X2"))
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, still_open(kind, "X2"))
    table = tables.payments if kind is Kind.PAYMENT else tables.credit_notes
    left = {row["id"]: (row["status"], row["unapplied"] > 0) for row in rows_of(store, table, ledger_id)}
    assert left == {"X1": ("deleted", False), "X2": ("active", True)}
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}


def test_a_list_says_nothing_of_what_is_not_open_nor_of_other_kinds(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        invoice("I1", status="paid", balance=Decimal(0)),
        invoice("I2", status="draft"),
        invoice("I3", balance=Decimal("-5.00")),
        payment("P1", applied={"I1": "50.00"}),
        payment("P2", unapplied=Decimal("1.00")),
        credit("K1"),
    )
    all_reviewed(store, ledger_id)
    before = stage_of(store, ledger_id)
    staged(store, ledger_id, still_open(Kind.INVOICE))
    assert stage_of(store, ledger_id) == before
    assert up_for_review(store, ledger_id) == set()


def test_an_invoice_paid_while_the_list_was_read_is_paid_when_its_next_version_comes(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, invoice(edit=1))
    staged(store, ledger_id, still_open(Kind.INVOICE))
    staged(store, ledger_id, invoice(edit=2, status="paid", balance=Decimal(0)))
    assert [row["status"] for row in rows_of(store, tables.invoices, ledger_id)] == ["paid"]


def test_the_problem_of_a_document_that_is_gone_from_the_list_is_over(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        customer(),
        invoice("I1"),
        unreadable(Kind.INVOICE, "I8", "no total", of="C1"),
        unreadable(Kind.INVOICE, "I9", "no total", of="C2"),
        unreadable(Kind.PAYMENT, "I8", "no total", of="C1"),
        unreadable(Kind.INVOICE, None, "no id", of="C1"),
    )
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, still_open(Kind.INVOICE, "I1", "I9"))
    left = {
        (row["kind"], row["problem"], row["customer_id"])
        for row in rows_of(store, tables.problems, ledger_id)
    }
    assert left == {
        ("invoice", "no total", "C2"),
        ("payment", "no total", "C1"),
        ("invoice", "no id", "C1"),
    }
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}


def test_history_keeps_what_was_owed_and_that_it_went(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, invoice(edit=3))
    staged(store, ledger_id, still_open(Kind.INVOICE))
    staged(store, ledger_id, still_open(Kind.INVOICE))
    kept = [msgspec.json.decode(row["body"]) for row in rows_of(store, tables.history, ledger_id)]
    assert [row["balance"] for row in kept if "balance" in row] == ["120.00"]
    assert [row["version"] for row in kept if "balance" not in row] == ["3"]


# --- with a whole ledger ---------------------------------------------------------------------------

LATER = WORKING_DAY + timedelta(days=45)


def away(made: World) -> World:
    """A month and a half passes in which nobody pulls."""
    began = made.sandbox.quickbooks.clock()
    made.sandbox.quickbooks.clock = lambda: began + timedelta(days=45)
    return made.at(LATER)


def test_an_invoice_deleted_while_nobody_pulled_for_long_is_not_chased(small_world: World) -> None:
    small_world.link(QUICKBOOKS)
    with small_world.office.work(QUICKBOOKS) as work:
        pull(work)
        ledger_id = work.ledger.id
    company = small_world.sandbox.quickbooks
    number = next(row["DocNumber"] for row in company.company.rows["Invoice"].values() if row["Balance"] > 0)
    lost = company.invoice_id(number)
    company.delete(number)
    away(small_world)
    with small_world.office.work(QUICKBOOKS) as work:
        pull(work)
    rows = rows_of(small_world.office.store, tables.invoices, ledger_id)
    assert [row["status"] for row in rows if row["id"] == lost] == ["deleted"]
    with small_world.office.store.read() as connection:
        assert figures.open_balances(connection, ledger_id) == company.open_balances()


def test_a_list_in_which_nearly_every_open_invoice_is_missing_is_not_believed_unasked(
    small_world: World,
) -> None:
    small_world.link(QUICKBOOKS)
    with small_world.office.work(QUICKBOOKS) as work:
        pull(work)
        ledger_id = work.ledger.id
    company = small_world.sandbox.quickbooks
    owed = [row["DocNumber"] for row in company.company.rows["Invoice"].values() if row["Balance"] > 0]
    for number in owed:
        company.delete(number)
    away(small_world)
    before = stage_of(small_world.office.store, ledger_id)["invoices"]
    with small_world.office.work(QUICKBOOKS) as work, pytest.raises(Suspicious, match="open invoices"):
        pull(work)
    assert stage_of(small_world.office.store, ledger_id)["invoices"] == before
    with small_world.office.work(QUICKBOOKS, accept_removals=True) as work:
        pull(work)
    with small_world.office.store.read() as connection:
        assert figures.open_balances(connection, ledger_id) == {}
