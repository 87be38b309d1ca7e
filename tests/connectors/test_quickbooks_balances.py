"""What each customer owes by QuickBooks' own account is never older than the documents staged beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from connectors.base import Cursor, Page
from connectors.errors import Refused
from connectors.quickbooks.parties import moved
from connectors.quickbooks.sheet import Sheet
from connectors.sandbox.faults import Fault
from dunning.ledger import Customer, Invoice, Payment
from tests.connectors import quickbooks_pages as wire
from tests.connectors.quickbooks_linked import HISTORY, TODAY, Linked, linked
from tests.connectors.quickbooks_stage import Stage, big_book
from tests.connectors.test_sandbox_quickbooks_desk import customer, invoice, small_book

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def on() -> Iterator[Linked]:
    with linked(small_book()) as link:
        yield link


class Office:
    """A stage that goes on from pull to pull, and counts what each one cost."""

    def __init__(self, on: Linked) -> None:
        self.on = on
        self.stage = Stage()
        self.cursor: Cursor | None = None
        self.pull()
        on.watch.on(hours=1)

    def pull(self) -> list[Page]:
        self.on.api.calls.clear()
        pages = self.on.pull(self.cursor)
        self.stage.take(pages)
        self.cursor = pages[-1].cursor
        return pages

    @property
    def cost(self) -> int:
        return self.on.api.metered_calls()

    def agrees(self) -> None:
        """Every balance, and every open document, is as at the source, to the cent."""
        rows = self.on.api.company.rows
        staged = {row.id: row.balance for row in self.stage.of(Customer).values()}
        assert staged == {row["Id"]: row["Balance"] for row in rows["Customer"].values()}
        owed = {
            row.id: (row.customer_id, row.balance) for row in self.stage.of(Invoice).values() if row.balance
        }
        assert owed == {
            row["Id"]: (row["CustomerRef"]["value"], row["Balance"])
            for row in rows["Invoice"].values()
            if row["Balance"]
        }
        unapplied = {
            row.id: (row.customer_id, row.unapplied)
            for row in self.stage.of(Payment).values()
            if row.unapplied and row.id in rows["Payment"]
        }
        assert unapplied == {
            row["Id"]: (row["CustomerRef"]["value"], row["UnappliedAmt"])
            for row in rows["Payment"].values()
            if row["UnappliedAmt"]
        }


def feeds(on: Linked) -> list[str]:
    """What the change feed was asked for, but for calls that met an access token that had ended."""
    calls = [call for call in on.api.calls if call.path.endswith("/cdc")]
    return [call.query for call in calls if call.status != 401]


def received_from(party: str, kind: str) -> dict[str, Any]:
    """A deposit's line."""
    return {"Amount": 5, "DepositLineDetail": {"Entity": {"value": party, "type": kind}}}


@contextmanager
def untold(on: Linked) -> Iterator[None]:
    """What is done inside moves customers' balances, and no customer gets a new time for it."""
    rows = on.api.company.rows["Customer"]
    before = {one: row["MetaData"] for one, row in rows.items()}
    yield
    for one, row in rows.items():
        row["MetaData"] = before[one]


def test_a_first_pull_brings_every_customers_own_balance(on: Linked) -> None:
    Office(on).agrees()


def test_a_payment_brings_its_customers_new_balance_in_the_same_answer(on: Linked) -> None:
    office = Office(on)
    on.api.pay("1002", Decimal("20.10"))
    office.pull()
    office.agrees()
    assert office.cost == 1


def test_where_the_feed_does_not_tell_of_the_customer_one_more_call_does(on: Linked) -> None:
    office = Office(on)
    with untold(on):
        on.api.pay("1002", Decimal("20.10"))
        on.api.edit_due("1003", TODAY + timedelta(days=9))
    office.pull()
    office.agrees()
    assert office.cost == 2
    office.pull()
    assert office.cost == 1, "the same changes are shown again for five minutes, and were followed up"


def test_a_change_seen_again_beside_a_new_one_asks_for_the_new_ones_customer_alone(on: Linked) -> None:
    office = Office(on)
    with untold(on):
        on.api.pay("1002", Decimal("20.10"))
    office.pull()
    with untold(on):
        on.api.pay("1003", Decimal("5.00"))
    office.pull()
    office.agrees()
    assert office.cost == 2


@pytest.mark.parametrize("amount", ["-60.00", "15.00"])
def test_a_journal_entry_on_receivables_moves_its_customers_balance(on: Linked, amount: str) -> None:
    office = Office(on)
    with untold(on):
        on.api.journal("amy", Decimal(amount))
    office.pull()
    office.agrees()
    assert office.cost == 2


def test_a_check_or_a_deposit_on_receivables_moves_its_customers_balance(on: Linked) -> None:
    office = Office(on)
    with untold(on):
        check = on.api.check("amy", Decimal("12.00"))
    office.pull()
    office.agrees()
    assert office.cost == 2
    on.watch.on(hours=1)
    with untold(on):
        on.api.deposited("bob", Decimal("7.00"))
    office.pull()
    office.agrees()
    assert office.cost == 2
    on.watch.on(hours=1)
    with untold(on):
        on.api.delete_check(check)
    office.pull()
    office.agrees()
    assert office.cost == 2
    office.pull()
    assert office.cost == 1


def test_a_journal_entry_that_was_edited_or_deleted_moves_it_again(on: Linked) -> None:
    office = Office(on)
    entry = on.api.journal("amy", Decimal("-60.00"))
    on.watch.on(minutes=30)
    office.pull()
    on.watch.on(minutes=30)
    with untold(on):
        on.api.edit_journal(entry, Decimal("-45.00"))
    office.pull()
    office.agrees()
    assert office.cost == 2
    on.watch.on(hours=1)
    with untold(on):
        on.api.delete_journal(entry)
    office.pull()
    office.agrees()
    assert office.cost == 2
    office.pull()
    assert office.cost == 1


def test_a_deleted_document_names_nobody_so_every_customer_is_read(on: Linked) -> None:
    office = Office(on)
    with untold(on):
        on.api.delete("1003")
    office.pull()
    office.agrees()
    assert office.cost == 2


def test_a_journal_entry_on_no_customer_costs_nothing_more() -> None:
    entry = wire.base(
        "7", TotalAmt=900, Line=[{"Amount": 900, "JournalEntryLineDetail": {"PostingType": "Debit"}}]
    )
    found = moved(Sheet(wire.feed({"JournalEntry": [entry]})), (), None)
    assert (found.customers, found.everyone) == ((), False)


@pytest.mark.parametrize(
    ("change", "names", "everyone"),
    [
        ({"JournalEntry": [wire.stub("7")]}, (), True),
        ({"JournalEntry": ["nonsense"]}, (), True),
        ({"JournalEntry": [wire.base("7", Line={"Amount": 1})]}, (), False),
        ({"RefundReceipt": [wire.base("7", CustomerRef={"value": "3"})]}, ("3",), False),
        ({"RefundReceipt": [wire.base("7", CustomerRef=3)]}, (), False),
        ({"Purchase": [wire.base("7", EntityRef={"value": "3", "type": "Customer"})]}, ("3",), False),
        ({"Purchase": [wire.base("7", EntityRef={"value": "3"})]}, ("3",), False),
        ({"Purchase": [wire.base("7", EntityRef={"value": "3", "type": "Vendor"})]}, (), False),
        ({"Purchase": [wire.base("7", EntityRef=3)]}, (), False),
        ({"Purchase": [wire.base("7")]}, (), False),
        ({"Purchase": [wire.stub("7")]}, (), True),
        ({"Deposit": [wire.base("7", Line=[received_from("3", "CUSTOMER")])]}, ("3",), False),
        ({"Deposit": [wire.base("7", Line=[received_from("3", "VENDOR")])]}, (), False),
        ({"Deposit": [wire.base("7", Line=[{"LinkedTxn": [{"TxnId": "3"}]}])]}, (), False),
        ({"Deposit": [wire.stub("7")]}, (), True),
        ({"Invoice": [wire.invoice("31", CustomerRef={"value": "x' or"})]}, (), False),
        ({"Invoice": [wire.invoice("31", Balance="lots", CustomerRef={"value": "4"})]}, ("4",), False),
        ({"Payment": [wire.stub("31") | {"TotalAmt": "lots"}]}, (), True),
        ({"Payment": [wire.payment("31", CustomerRef=None)]}, (), False),
    ],
)
def test_whom_a_change_names_is_told_whatever_else_is_odd_about_it(
    change: dict[str, Any], names: tuple[str, ...], *, everyone: bool
) -> None:
    sheet = Sheet(wire.feed(change))
    found = moved(sheet, (), None)
    assert (found.customers, found.everyone) == (names, everyone)
    assert len(sheet) == 1
    assert moved(sheet, found.seen, None).customers == ()
    assert not moved(sheet, found.seen, None).everyone


def test_a_journal_entry_names_the_customers_on_its_lines() -> None:
    lines = [
        {"Amount": 5, "JournalEntryLineDetail": {"Entity": {"Type": kind, "EntityRef": {"value": one}}}}
        for kind, one in (("Customer", "3"), ("Vendor", "4"), ("CUSTOMER", "5"), ("Customer", "3"))
    ]
    found = moved(Sheet(wire.feed({"JournalEntry": [wire.base("7", Line=lines)]})), (), None)
    assert found.customers == ("3", "5")


@pytest.mark.parametrize("inside", [True, False])
def test_a_company_without_journal_entries_goes_on_with_the_others(on: Linked, *, inside: bool) -> None:
    office = Office(on)
    fault = {
        "Fault": {"Error": [{"Message": "Feature not supported", "code": "5020"}], "type": "ValidationFault"}
    }
    body: dict[str, Any] = fault
    if inside:
        body = {"CDCResponse": [{"QueryResponse": [{}, fault]}], "time": "2026-11-18T09:00:00-08:00"}
    status = 200 if inside else 400
    on.api.faults.add(
        Fault(match="JournalEntry", action="status", status=status, body=json.dumps(body), times=None)
    )
    on.api.pay("1002", Decimal("20.10"))
    office.pull()
    office.agrees()
    assert len(feeds(on)) == 2
    on.watch.on(hours=1)
    office.pull()
    assert len(feeds(on)) == 1, "it is not asked for again on that day"
    on.watch.on(hours=24)
    office.pull()
    office.pull()
    office.agrees()
    assert "JournalEntry" in feeds(on)[0], "but on another"


@pytest.mark.parametrize("restamps", [True, False])
def test_merged_customers_papers_are_anothers_whether_they_show_as_changed_or_not(*, restamps: bool) -> None:
    invoices = tuple(
        invoice(str(number), ref, "10.00") for number, ref in enumerate(("amy", "bob", "bob"), 1)
    )
    book = small_book(
        customers=(customer("amy", "Amy's"), customer("bob", "Bob's")),
        invoices=invoices,
        credits=(),
        payments=(),
    )
    with linked(book) as on:
        on.api.merges_restamp = restamps
        on.api.receive("bob", Decimal("4.00"))
        office = Office(on)
        on.api.merge("bob", "amy")
        office.pull()
        office.agrees()
        assert office.cost == (1 if restamps else 4) or restamps
        winner = on.api.customer_ids["amy"]
        assert {row.customer_id for row in office.stage.of(Invoice).values()} == {winner}
        office.pull()
        assert office.cost == 1


def test_a_merge_is_seen_though_nobody_pulled_for_two_months() -> None:
    book = small_book(
        customers=(customer("amy", "Amy's"), customer("bob", "Bob's")),
        invoices=(invoice("1", "bob", "10.00"),),
        credits=(),
        payments=(),
    )
    with linked(book) as on:
        on.api.merges_restamp = False
        office = Office(on)
        on.api.merge("bob", "amy")
        on.watch.on(days=62)
        office.pull()
        office.agrees()


def test_a_customer_who_was_only_made_inactive_costs_nothing_more(on: Linked) -> None:
    office = Office(on)
    on.api.set_active("bob", active=False)
    office.pull()
    assert office.cost == 1
    office.agrees()


def test_after_more_changes_than_the_feed_holds_balances_are_right_too() -> None:
    with linked(big_book(1200)) as on:
        office = Office(on)
        with untold(on):
            entry = on.api.journal("amy", Decimal("-25.00"))
            for number in range(1, 1151):
                on.api.edit_due(str(number), TODAY + timedelta(days=3))
            on.watch.on(minutes=10)
            on.api.edit_journal(entry, Decimal("-26.00"))
            on.api.pay("1199", Decimal("10.00"))
        office.pull()
        office.agrees()
        on.watch.on(hours=1)
        office.pull()
        assert office.cost == 1


def test_after_two_months_away_balances_are_right_too(on: Linked) -> None:
    office = Office(on)
    with untold(on):
        on.api.journal("amy", Decimal("-25.00"))
        on.api.pay("1002", Decimal("20.10"))
        on.api.delete("1003")
    on.watch.on(days=62)
    office.pull()
    office.agrees()


def test_very_many_customers_are_asked_for_in_two_calls() -> None:
    people = tuple(customer(f"c{number}", f"Customer {number}") for number in range(600))
    invoices = tuple(invoice(str(number), f"c{number}", "10.00") for number in range(600))
    with linked(small_book(customers=people, invoices=invoices, credits=(), payments=())) as on:
        office = Office(on)
        with untold(on):
            for number in range(600):
                on.api.edit_due(str(number), TODAY + timedelta(days=3))
        office.pull()
        office.agrees()
        assert office.cost == 3


def test_a_follow_up_that_fails_leaves_the_cursor_where_it_was(on: Linked) -> None:
    office = Office(on)
    with untold(on):
        on.api.pay("1002", Decimal("20.10"))
    on.api.faults.add(Fault(match="/query", action="status", status=400))
    with pytest.raises(Refused):
        office.pull()
    office.pull()
    office.agrees()


def test_a_change_while_the_first_pull_runs_is_put_right_by_the_next() -> None:
    with linked(big_book(1500)) as on:
        stage, cursor = Stage(), None
        for page in on.ledger.changes(None, history_from=HISTORY):
            stage.take([page])
            cursor = page.cursor
            with untold(on):
                on.api.journal("amy", Decimal("-1.00"))
                on.watch.on(seconds=20)
        stage.take(on.pull(cursor))
        (amy,) = stage.of(Customer).values()
        assert amy.balance == on.api.company.rows["Customer"][amy.id]["Balance"]


def test_customers_are_read_anew_by_ids_that_quickbooks_knows(on: Linked) -> None:
    (known, *_) = [row.id for page in on.pull(None) for row in page.rows if isinstance(row, Customer)]
    on.api.calls.clear()
    found = on.ledger.customers_now([known, "a name of ours", "999999"])
    assert [row.id for row in found if isinstance(row, Customer)] == [known]
    assert on.ledger.customers_now(["a name of ours"]) == ()
    assert len(on.api.calls) == 1
