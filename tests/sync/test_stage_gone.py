"""Deletions and lists of what is left: what is believed, and what is not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning.ledger import (
    Kind,
    PaymentsOf,
    Row,
)
from sync import tables
from sync.store import Store, figures
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
from tests.sync.stage_rows import _NUMBER, LATEST, kept


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    return linked(store)


def test_a_deleted_invoice_owes_nothing_and_its_account_is_looked_at(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        customer(),
        invoice(),
        credit(),
        payment(applied={"I1": "5.00"}, unapplied=Decimal("9.00")),
    )
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, gone(Kind.INVOICE, "I1"), gone(Kind.CREDIT, "K1"), gone(Kind.PAYMENT, "P1"))
    with store.read() as connection:
        assert figures.open_balances(connection, ledger_id) == {}
    [lost] = rows_of(store, tables.invoices, ledger_id)
    assert (lost["status"], lost["balance"], lost["total"]) == ("deleted", 0, 12000)
    assert [
        row["unapplied"]
        for table in (tables.credit_notes, tables.payments)
        for row in rows_of(store, table, ledger_id)
    ] == [0, 0]
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}
    staged(store, ledger_id, invoice(edit=3))  # an answer given before the deletion
    assert kept(store, ledger_id, tables.invoices, "status") == ["deleted"]


def test_a_deletion_older_than_what_is_staged_is_not_believed(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, invoice(edit=5))
    staged(store, ledger_id, gone(Kind.INVOICE, "I1", edit=4))
    assert kept(store, ledger_id, tables.invoices, "status") == ["open"]


def test_a_deleted_customer_is_inactive(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, customer(), invoice())
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, gone(Kind.CUSTOMER, "C1"))
    assert kept(store, ledger_id, tables.customers, "active") == [False]
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}


def test_payments_no_longer_listed_on_their_invoice_are_deleted(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        invoice("I1"),
        invoice("I2"),
        payment("P1", applied={"I1": "5.00"}),
        payment("P2", applied={"I1": "5.00"}),
        payment("P3", of="C2", applied={"I2": "5.00"}),
    )
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, PaymentsOf(invoice_id="I1", modified_at=LATEST, payment_ids=("P2",)))
    assert kept(store, ledger_id, tables.payments, "status") == ["deleted", "active", "active"]
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, PaymentsOf(invoice_id="I1", modified_at=LATEST, payment_ids=("P2",)))
    assert up_for_review(store, ledger_id) == set()


def test_lists_of_several_invoices_on_one_page_are_each_believed(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        payment("P1", applied={"I1": "5.00", "I2": "5.00"}),
        payment("P2", applied={"I2": "5.00"}),
        payment("P3", applied={"I3": "5.00"}),
        payment("P4", applied={"I4": "5.00"}),
    )
    staged(
        store,
        ledger_id,
        PaymentsOf(invoice_id="I1", modified_at=LATEST, payment_ids=()),
        PaymentsOf(invoice_id="I2", modified_at=LATEST, payment_ids=("P1", "P2")),
        PaymentsOf(invoice_id="I3", modified_at=LATEST, payment_ids=("P1",)),
    )
    assert kept(store, ledger_id, tables.payments, "status") == ["deleted", "active", "deleted", "active"]


def test_a_list_of_payments_from_before_the_staged_invoice_takes_none_away(
    store: Store, ledger_id: int
) -> None:
    before, now = invoice("I1", edit=1), invoice("I1", edit=2)
    staged(store, ledger_id, now, payment("P1", edit=2, applied={"I1": "5.00"}))
    late = PaymentsOf(invoice_id="I1", modified_at=before.modified_at, payment_ids=())
    staged(store, ledger_id, before, late)
    assert kept(store, ledger_id, tables.payments, "status") == ["active"]
    staged(store, ledger_id, msgspec.structs.replace(late, modified_at=now.modified_at))
    assert kept(store, ledger_id, tables.payments, "status") == ["deleted"]


def test_a_long_page_asks_the_store_no_more_often_than_a_short_one(store: Store) -> None:
    def asked(ledger_id: int, size: int, edit: int) -> int:
        page: list[Row] = []
        for number in range(size):
            parent = "C0" if number else None
            page += [
                customer(f"C{number}", edit=edit, bills_with=parent),
                invoice(f"I{number}", edit=edit, of=f"C{number}"),
                payment(f"P{number}", edit=edit, of=f"C{number}", applied={f"I{number}": "1.00"}),
                credit(f"K{number}", edit=edit, of=f"C{number}"),
                PaymentsOf(invoice_id=f"I{number}", modified_at=LATEST, payment_ids=()),
                gone(Kind.CREDIT, f"K{number}", edit=edit + 1),
                unreadable(Kind.INVOICE, f"I9{number}", "no total", of=f"C{number}"),
            ]
        count = 0

        def counted(*_: object) -> None:
            nonlocal count
            count += 1

        sa.event.listen(store.engine, "before_cursor_execute", counted)
        staged(store, ledger_id, *page)
        sa.event.remove(store.engine, "before_cursor_execute", counted)
        return count

    short, long = linked(store, "A-1"), linked(store, "B-2")
    assert asked(long, 90, 1) == asked(short, 2, 1)
    assert asked(long, 90, 10) == asked(short, 2, 10)


def test_a_document_that_moves_puts_both_accounts_up_for_review(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, invoice(of="C1"), payment(of="C1"), credit(of="C1"))
    moved: tuple[Row, ...] = (invoice(of="C2", edit=2), payment(of="C3", edit=2), credit(of="C4", edit=2))
    for edit, document in enumerate(moved, 2):
        all_reviewed(store, ledger_id)
        staged(store, ledger_id, document)
        assert up_for_review(store, ledger_id) == {("C1", "GBP"), (f"C{edit}", "GBP")}
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, invoice(of="C2", edit=3, currency="EUR"))
    assert up_for_review(store, ledger_id) == {("C2", "GBP"), ("C2", "EUR")}


def test_amounts_keep_their_currencys_own_decimals(store: Store, ledger_id: int) -> None:
    staged(
        store,
        ledger_id,
        invoice("I1", owes="1050", currency="JPY"),
        invoice("I2", owes="10.125", currency="KWD"),
        invoice("I3", owes="10.50"),
        invoice("I4", owes="0.50", status="draft"),
        invoice("I5", owes="7.00", status="void"),
        invoice("I6", owes="2.25"),
    )
    assert kept(store, ledger_id, tables.invoices, "balance") == [1050, 10125, 1050, 50, 700, 225]
    with store.read() as connection:
        balances = figures.open_balances(connection, ledger_id)
    assert {code: str(amount) for code, amount in balances.items()} == {
        "GBP": "12.75",
        "JPY": "1050",
        "KWD": "10.125",
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    owed=st.lists(
        st.one_of(
            st.tuples(st.just("GBP"), st.decimals("-999", 10**9, places=2)),
            st.tuples(st.just("JPY"), st.decimals(0, 10**12, places=0)),
            st.tuples(st.just("KWD"), st.decimals(0, 10**9, places=3)),
        ),
        max_size=20,
    )
)
def test_the_open_balance_is_the_sum_of_the_invoices(store: Store, owed: list[tuple[str, Decimal]]) -> None:
    ledger_id = linked(store, f"sums {next(_NUMBER)}")
    staged(
        store, ledger_id, *(invoice(f"I{n}", currency=code, owes=owes) for n, (code, owes) in enumerate(owed))
    )
    expected: dict[str, Decimal] = {}
    for code, owes in owed:
        if owes:
            expected[code] = expected.get(code, Decimal(0)) + owes
    with store.read() as connection:
        assert figures.open_balances(connection, ledger_id) == expected


def test_one_payment_on_two_lines_of_one_invoice_counts_both(store: Store, ledger_id: int) -> None:
    twice = payment(applied={"I1": "5.00"})
    staged(store, ledger_id, msgspec.structs.replace(twice, allocations=twice.allocations * 2))
    assert kept(store, ledger_id, tables.allocations, "amount") == [1000]


def test_two_ledgers_with_the_same_ids_are_two_books(store: Store, ledger_id: int) -> None:
    other = linked(store, "B-2")
    staged(store, ledger_id, invoice(owes="1.00"))
    staged(store, other, invoice(owes="2.00", edit=9))
    staged(store, ledger_id, gone(Kind.INVOICE, "I1"))
    assert kept(store, other, tables.invoices, "balance") == [200]
    assert kept(store, ledger_id, tables.invoices, "balance") == [0]
