"""Staging: whatever order pages come in and however often, the stage says what the books say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dunning.ledger import (
    Allocation,
    CreditNote,
    Customer,
    Gone,
    Invoice,
    Kind,
    Payment,
    PaymentsOf,
    Person,
    Row,
    of_minor,
)
from sync import tables
from sync.store import Store, figures, problems
from tests.sync.books import (
    NOW,
    all_reviewed,
    credit,
    customer,
    gone,
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

_NUMBER = count(1)

LATEST = datetime(2027, 1, 1, tzinfo=UTC)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    return linked(store)


def kept(store: Store, ledger_id: int, table: sa.Table, column: str) -> list[object]:
    return [row[column] for row in rows_of(store, table, ledger_id)]


EDITS = st.lists(
    st.one_of(
        st.builds(
            lambda which, edit, owes, of: invoice(f"I{which}", edit=edit, owes=owes, of=f"C{of}"),
            st.integers(1, 3),
            st.integers(1, 30),
            st.decimals(0, 999, places=2),
            st.integers(1, 2),
        ),
        st.builds(
            lambda which, edit, of, part: payment(f"P{which}", edit=edit, applied={f"I{of}": f"{part}.00"}),
            st.integers(1, 2),
            st.integers(1, 30),
            st.integers(1, 3),
            st.integers(1, 50),
        ),
        st.builds(
            lambda edit, parent: customer("C1", edit=edit, bills_with=parent),
            st.integers(1, 30),
            st.sampled_from([None, "C2"]),
        ),
        st.builds(
            lambda edit, left: credit(edit=edit, left=f"{left}.00"), st.integers(1, 30), st.integers(0, 9)
        ),
    ),
    max_size=12,
    unique_by=lambda fact: (
        type(fact),
        fact.id,
        fact.modified_at,
    ),  # a ledger gives each edit a time of its own
)


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


# --- nothing that was ever seen is lost ------------------------------------------------------------

FACTS: dict[str, tuple[sa.Table, type[Customer | Invoice | CreditNote | Payment]]] = {
    "customer": (tables.customers, Customer),
    "invoice": (tables.invoices, Invoice),
    "credit": (tables.credit_notes, CreditNote),
    "payment": (tables.payments, Payment),
}
AMOUNTS = ("total", "balance", "amount", "unapplied")
LISTS: dict[str, Any] = {"emails": tuple[str, ...], "address": tuple[str, ...], "people": tuple[Person, ...]}


def seen(store: Store, ledger_id: int) -> list[Row]:
    """Every version the store still knows, as facts: the current ones and those in history."""
    overtaken = [
        msgspec.json.decode(row["body"], type=FACTS[row["kind"]][1])
        for row in rows_of(store, tables.history, ledger_id)
    ]
    return [*current(store, ledger_id), *overtaken]


def current(store: Store, ledger_id: int) -> list[Row]:
    """The staged rows as facts, read by SQLAlchemy's own types."""
    parts = rows_of(store, tables.allocations, ledger_id)
    facts: list[Row] = []
    for table, fact in FACTS.values():
        for row in rows_of(store, table, ledger_id):
            code = row["currency"]
            told = row | {name: of_minor(row[name], code) for name in AMOUNTS if row.get(name) is not None}
            told |= {name: msgspec.json.decode(row[name], type=LISTS[name]) for name in LISTS if name in row}
            if fact is Payment:
                mine = [part for part in parts if part["payment_id"] == row["id"]]
                told["allocations"] = tuple(
                    Allocation(invoice_id=part["invoice_id"], amount=of_minor(part["amount"], code))
                    for part in mine
                )
            facts.append(fact(**told))
    return facts


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS, data=st.data())
def test_whatever_order_they_come_in_no_version_that_was_seen_is_lost(
    store: Store, edits: list[Invoice | Payment | Customer | CreditNote], data: st.DataObject
) -> None:
    ledger_id = linked(store, f"seen {next(_NUMBER)}")
    shuffled: Sequence[Row] = data.draw(st.permutations(edits))
    while shuffled:
        size = data.draw(st.integers(1, len(shuffled)))
        staged(store, ledger_id, *shuffled[:size])
        shuffled = shuffled[size:]
    assert set(seen(store, ledger_id)) == set(edits)
    assert len(seen(store, ledger_id)) == len(edits)  # and none is kept twice


WEST = timezone(timedelta(hours=-5))
FULL: tuple[Customer | Invoice | CreditNote | Payment, ...] = (
    customer(
        people=(Person(name=None, email="a@b.example", for_invoices=True),),
        emails=("o'\"\\\t\n@b.example", "\N{SNOWMAN}@b.example"),
        balance=Decimal("-12.50"),
        phone="",
        active=False,
        modified_at=datetime(2026, 3, 1, 23, 30, 0, 120, tzinfo=WEST),
    ),
    customer("C2", currency=None, terms_days=None, country=None),
    invoice(sent_at=datetime(2026, 11, 2, 1, 2, 3, tzinfo=UTC), emails=("a@b.example",), reference="\\N"),
    invoice("I2", due_on=None, issued_on=date(999, 1, 1), number=None, currency="KWD", owes="1.005"),
    credit(kind="journal", issued_on=None, number=None),
    payment(of=None, on=date(2026, 2, 28), applied={"I2": "10.00", "I1": "0.00"}, reference="line\nline"),
)


def test_every_fact_is_staged_and_kept_as_it_was_told(store: Store, ledger_id: int) -> None:
    told = {
        msgspec.structs.replace(
            fact, allocations=tuple(sorted(fact.allocations, key=lambda one: one.invoice_id))
        )
        if isinstance(fact, Payment)
        else fact
        for fact in FULL
    }
    staged(store, ledger_id, *FULL)
    assert set(current(store, ledger_id)) == told
    newer = [msgspec.structs.replace(fact, modified_at=NOW, version="2") for fact in FULL]
    staged(store, ledger_id, *newer)
    assert set(seen(store, ledger_id)) >= told
    staged(store, ledger_id, *FULL)  # told again, too late
    assert len(seen(store, ledger_id)) == 2 * len(FULL)


def test_history_keeps_every_version_also_one_overtaken_on_its_own_page(store: Store, ledger_id: int) -> None:
    first = [invoice(edit=1, owes="1.00"), invoice(edit=3, owes="3.00"), invoice(edit=2, owes="2.00")]
    staged(store, ledger_id, *first)
    staged(store, ledger_id, invoice(edit=4, owes="4.00"))
    assert kept(store, ledger_id, tables.invoices, "balance") == [400]
    assert set(seen(store, ledger_id)) == {*first, invoice(edit=4, owes="4.00")}


def test_what_was_paid_stays_on_record_when_a_payment_is_changed_or_deleted(
    store: Store, ledger_id: int
) -> None:
    first = payment("P1", edit=1, applied={"I1": "20.00", "I2": "30.00"})
    second = payment("P1", edit=2, applied={"I3": "50.00"})
    other = payment("P2", edit=1, applied={"I1": "50.00"})
    staged(store, ledger_id, first, other)
    staged(store, ledger_id, second)
    staged(store, ledger_id, PaymentsOf(invoice_id="I1", modified_at=LATEST, payment_ids=()))
    staged(store, ledger_id, gone(Kind.PAYMENT, "P1"))
    assert kept(store, ledger_id, tables.payments, "status") == ["deleted", "deleted"]
    bodies = [row["body"] for row in rows_of(store, tables.history, ledger_id)]
    whole = {msgspec.json.decode(body, type=Payment) for body in bodies if b"allocations" in body}
    assert whole == {first, second, other}
    told = {msgspec.json.decode(body, type=Gone) for body in bodies if b"allocations" not in body}
    assert gone(Kind.PAYMENT, "P1") in told


def test_a_page_that_says_the_same_again_asks_for_no_look_and_takes_none_away(
    store: Store, ledger_id: int
) -> None:
    page = (customer(), invoice(), payment(applied={"I1": "30.00"}), credit(), invoice("I2", of="C2"))
    staged(store, ledger_id, *page)
    assert up_for_review(store, ledger_id) == {("C1", "GBP"), ("C2", "GBP")}
    staged(store, ledger_id, *page)
    assert up_for_review(store, ledger_id) == {("C1", "GBP"), ("C2", "GBP")}
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, *page)
    assert up_for_review(store, ledger_id) == set()
    staged(store, ledger_id, *page[:-1], invoice("I2", of="C2", owes="119.99"))
    assert up_for_review(store, ledger_id) == {("C2", "GBP")}


def test_a_payment_whose_parts_alone_changed_is_another_version(store: Store, ledger_id: int) -> None:
    staged(store, ledger_id, payment(applied={"I1": "30.00"}))
    all_reviewed(store, ledger_id)
    staged(store, ledger_id, payment(applied={"I1": "20.00", "I2": "10.00"}))
    assert kept(store, ledger_id, tables.allocations, "amount") == [2000, 1000]
    assert up_for_review(store, ledger_id) == {("C1", "GBP")}
    assert len(seen(store, ledger_id)) == 2


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
