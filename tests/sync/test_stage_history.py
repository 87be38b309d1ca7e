"""Nothing that was ever seen of a document is lost, and what comes again is no news."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
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
from sync.store import Store
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
    staged,
    up_for_review,
)
from tests.sync.stage_rows import _NUMBER, EDITS, LATEST, kept


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    return linked(store)


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
