"""What cannot be staged: told, laid at the right door, and ended by a good version."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

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
    all_reviewed,
    credit,
    customer,
    gone,
    invoice,
    linked,
    opened,
    payment,
    rows_of,
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


# --- what cannot be staged -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (invoice(owes="10.005"), "more decimals"),
        (invoice(owes=Decimal("1E+30")), "too large"),
        (invoice(owes=Decimal("NaN")), "not an amount"),
        (invoice(owes="10.5", currency="JPY"), "more decimals"),
        (invoice(currency="XXX"), "unknown currency"),
        (payment(amount="10.001"), "more decimals"),
        (payment(applied={"I1": "1.234"}), "more decimals"),
        (credit(left="0.001"), "more decimals"),
        (customer(currency="QQQ"), "unknown currency"),
        (customer(terms_days=10**12), "payment terms"),
    ],
)
def test_a_row_that_cannot_be_staged_exactly_is_a_problem_until_a_good_version_comes(
    store: Store, ledger_id: int, row: Invoice | Payment | CreditNote | Customer, problem: str
) -> None:
    staged(store, ledger_id, row)
    [told] = rows_of(store, tables.problems, ledger_id)
    assert problem in told["problem"]
    assert told["customer_id"] == "C1"
    staged(store, ledger_id, customer(edit=2), invoice(edit=2), payment(edit=2), credit(edit=2))
    assert rows_of(store, tables.problems, ledger_id) == []


def test_a_bad_row_stops_no_other_on_its_page(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, invoice("I1"), invoice("I2", owes="1.999"), invoice("I3"))
    assert kept(store, ledger_id, tables.invoices, "id") == ["I1", "I3"]


def test_a_bad_version_of_a_known_invoice_is_laid_at_its_customers_door(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, customer(), invoice())
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, unreadable(Kind.INVOICE, "I1", "its customer is missing"))
    assert kept(store, ledger_id, tables.problems, "customer_id") == ["C1"]
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}


def test_whoever_waited_for_an_unreadable_row_is_looked_at_when_it_is_gone(
    store: Store, ledger_id: int
) -> None:
    staged(store, ledger_id, customer(), invoice("I1"), unreadable(Kind.INVOICE, "I2", "no total", of="C1"))
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, gone(Kind.INVOICE, "I2"))
    assert rows_of(store, tables.problems, ledger_id) == []
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}


def test_a_nul_in_a_name_is_staged_and_stops_nothing(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        customer(name="Odd\x00Name"),
        invoice(number="7\x00", reference=r"a backslash \u0000"),
        unreadable(Kind.INVOICE, "I9\x00", "no\x00total", raw="\x00"),
    )
    assert kept(store, ledger_id, tables.customers, "name") == ["Odd\N{REPLACEMENT CHARACTER}Name"]
    [row] = rows_of(store, tables.invoices, ledger_id)
    assert row["number"] == "7\N{REPLACEMENT CHARACTER}"
    assert row["reference"] == r"a backslash \u0000"
    assert row["balance"] == 12000
