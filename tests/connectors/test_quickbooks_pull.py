"""Pulling a QuickBooks company: everything comes, exactly, once cut it goes on, and it costs little."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from connectors.base import Cursor
from connectors.errors import TryLater
from dunning.ledger import (
    CreditNote,
    Customer,
    Invoice,
    Payment,
    Unreadable,
)
from tests.connectors.quickbooks_linked import HISTORY, TODAY, Linked, linked
from tests.connectors.quickbooks_stage import Stage, big_book
from tests.connectors.test_sandbox_quickbooks_desk import invoice, payment, small_book


@pytest.fixture
def on() -> Iterator[Linked]:
    with linked(small_book()) as link:
        yield link


def test_a_first_pull_stages_every_balance_to_the_cent() -> None:
    with linked() as on:
        pages = on.pull()
        stage = Stage().take(pages)
        assert stage.open_balances() == on.api.open_balances()
        rows = on.api.company.rows
        for kind, name in (
            (Invoice, "Invoice"),
            (Customer, "Customer"),
            (Payment, "Payment"),
            (CreditNote, "CreditMemo"),
        ):
            assert set(stage.of(kind)) == set(rows[name])
        for row in stage.of(Invoice).values():
            assert (row.total, row.balance) == (
                rows["Invoice"][row.id]["TotalAmt"],
                rows["Invoice"][row.id]["Balance"],
            )
        for row in stage.of(Payment).values():
            assert row.unapplied == rows["Payment"][row.id]["UnappliedAmt"]


def test_open_invoices_come_first_and_decisions_may_be_taken_before_history(on: Linked) -> None:
    pages = on.pull()
    assert all(isinstance(row, Invoice) and row.balance > 0 for row in pages[0].rows)
    assert [page.complete for page in pages] == [False, False, False, True, True]
    assert all(isinstance(row, Invoice) and not row.balance for row in pages[-1].rows)


def test_a_first_pull_of_a_small_firm_costs_five_metered_calls_and_an_idle_one_costs_one(on: Linked) -> None:
    pages = on.pull()
    assert on.api.metered_calls() == on.purse.metered == 5
    on.api.calls.clear()
    (idle,) = on.pull(pages[-1].cursor)
    assert idle.rows == ()
    assert on.api.metered_calls() == 1
    assert on.purse.metered == 6


def test_no_get_has_a_body_and_every_call_names_its_version(on: Linked) -> None:
    on.pull(on.pull()[-1].cursor)
    on.ledger.organisation()
    assert {call.method for call in on.api.calls} == {"GET", "POST"}
    for call in on.api.calls:
        assert "minorversion=75" in call.query
        assert call.method == "POST" or not call.body


def test_settled_invoices_older_than_the_history_are_not_fetched() -> None:
    old = invoice(
        "0900", "amy", "10.00", issued_on=TODAY - timedelta(days=3000), due_on=TODAY - timedelta(days=2970)
    )
    book = small_book(
        invoices=(*small_book().invoices, old), payments=(payment("p9", "amy", "10.00", ("i0900", "10.00")),)
    )
    with linked(book) as on:
        numbers = {row.number for row in Stage().take(on.pull()).of(Invoice).values()}
    assert "0900" not in numbers
    assert "1001" in numbers


def test_inactive_customers_come_too(on: Linked) -> None:
    people = Stage().take(on.pull()).of(Customer)
    (inactive,) = [row.name for row in people.values() if not row.active]
    assert inactive.startswith("Old & Gone")


def test_a_sub_customer_bills_with_its_parent(on: Linked) -> None:
    people = {row.name: row for row in Stage().take(on.pull()).of(Customer).values()}
    child = next(row for row in people.values() if row.bills_with)
    assert people["House & Garden"].id == child.bills_with


def test_a_payment_shows_in_the_next_pull_as_a_lower_balance(on: Linked) -> None:
    pages = on.pull()
    stage = Stage().take(pages)
    on.watch.on(hours=1)
    paid = on.api.pay("1002", Decimal("20.10"))
    stage.take(on.pull(pages[-1].cursor))
    assert stage.open_balances() == on.api.open_balances()
    assert stage.of(Payment)[paid].allocations[0].amount == Decimal("20.10")


def test_voids_and_deletions_come_through_the_change_feed(on: Linked) -> None:
    pages = on.pull()
    stage = Stage().take(pages)
    gone, void = on.api.invoice_id("1003"), on.api.invoice_id("1001")
    on.watch.on(hours=1)
    on.api.delete("1003")
    on.api.void("1001")
    stage.take(on.pull(pages[-1].cursor))
    assert gone in stage.gone
    assert stage.of(Invoice)[void].status == "void"
    assert stage.open_balances() == on.api.open_balances()


def test_a_row_changed_while_the_first_pull_ran_is_seen_again_by_the_next(on: Linked) -> None:
    stage, last = Stage(), None
    for number, page in enumerate(on.ledger.changes(None, history_from=HISTORY)):
        if number == 0:
            on.watch.on(minutes=1)
            on.api.pay("1003", Decimal("80.00"))
        stage.take([page])
        last = page.cursor
    stage.take(on.pull(last))
    assert stage.open_balances() == on.api.open_balances()


def test_a_list_longer_than_a_page_comes_whole() -> None:
    with linked(big_book(2100)) as on:
        pages = on.pull()
        assert len(Stage().take(pages).of(Invoice)) == 2100
        assert [len(page.rows) for page in pages[:3]] == [1000, 1000, 110]
        assert not any(page.complete for page in pages[:3])


def test_invoices_paid_while_the_list_is_read_push_no_other_one_out() -> None:
    with linked(big_book(2100)) as on:
        stage = Stage()
        for number, page in enumerate(on.ledger.changes(None, history_from=HISTORY)):
            stage.take([page])
            if number == 0:  # 25 rows before the next page go away, more than the pages share
                for paid in range(1, 26):
                    on.api.pay(str(paid), Decimal("10.00"))
        assert len(stage.of(Invoice)) == 2100


def test_a_list_that_never_stands_still_is_left_for_later() -> None:
    with linked(big_book(2100)) as on:
        real = on.api.respond

        def restless(request: Any) -> Any:
            """600 invoices, more than half a page, are owed on only while the first page is read."""
            begins = b"startposition 1 " in request.get_data()
            for number in range(1, 601):
                on.api.company.rows["Invoice"][on.api.invoice_id(str(number))]["Balance"] = Decimal(
                    "10.00" if begins else "0"
                )
            return real(request)

        on.api.respond = restless  # type: ignore[method-assign]  # the company works on while we read
        with pytest.raises(TryLater, match="keeps changing"):
            on.pull()


def test_a_pull_that_was_cut_goes_on_where_its_last_page_ended() -> None:
    with linked(big_book(1500)) as on:
        first = next(iter(on.ledger.changes(None, history_from=HISTORY)))
        on.api.calls.clear()
        rest = list(on.again().changes(Cursor(first.cursor.text), history_from=HISTORY))
        assert b"startposition 996 " in on.api.calls[0].body
        stage = Stage().take([first, *rest])
        assert len(stage.of(Invoice)) == 1500
        assert rest[-1].complete


def test_more_changes_than_the_feed_holds_are_asked_for_by_kind_and_by_query() -> None:
    with linked(big_book(1200)) as on:
        pages = on.pull()
        stage = Stage().take(pages)
        on.watch.on(hours=1)
        for number in range(1, 1151):
            on.api.edit_due(str(number), TODAY + timedelta(days=3))
        on.watch.on(minutes=1)
        on.api.delete("1200")
        on.watch.on(minutes=10)
        more = on.pull(pages[-1].cursor)
        stage.take(more)
        assert sum(row.due_on == TODAY + timedelta(days=3) for row in stage.of(Invoice).values()) == 1150
        assert len(stage.of(Invoice)) == 1199
        assert stage.open_balances() == on.api.open_balances()
        on.api.calls.clear()
        on.watch.on(hours=1)
        (idle,) = on.pull(more[-1].cursor)
        assert idle.rows == ()
        assert on.api.metered_calls() == 1


def test_a_fallback_that_is_cut_begins_again_and_loses_nothing() -> None:
    with linked(big_book(1200)) as on:
        pages = on.pull()
        on.watch.on(hours=1)
        for number in range(1, 1151):
            on.api.edit_due(str(number), TODAY + timedelta(days=3))
        feed = on.ledger.changes(pages[-1].cursor, history_from=HISTORY)
        partly = [next(feed), next(feed)]
        stage = Stage().take(pages).take(on.pull(partly[-1].cursor))
        assert sum(row.due_on == TODAY + timedelta(days=3) for row in stage.of(Invoice).values()) == 1150


def test_after_more_than_a_month_away_changes_are_asked_for_by_query(on: Linked) -> None:
    pages = on.pull()
    stage = Stage().take(pages)
    on.watch.on(days=3)
    on.api.pay("1002", Decimal("20.10"))
    on.watch.on(days=40)
    more = on.pull(pages[-1].cursor)
    assert stage.take(more).open_balances() == on.api.open_balances()
    on.api.calls.clear()
    on.pull(more[-1].cursor)
    assert len(on.api.calls) == 1


def test_a_company_that_names_no_currencies_is_asked_once_for_its_own() -> None:
    with linked(big_book(3)) as on:
        for rows in on.api.company.rows.values():
            for row in rows.values():
                row.pop("CurrencyRef", None)
        pages = on.pull()
        assert {row.currency for row in Stage().take(pages).of(Invoice).values()} == {"USD"}
        assert on.api.metered_calls() == 6
        invoice_row = on.api.company.rows["Invoice"][on.api.invoice_id("2")]
        on.api.company.touch(invoice_row, on.watch())
        on.api.calls.clear()
        (page,) = on.again().changes(pages[-1].cursor, history_from=HISTORY)
        assert [row.currency for row in page.rows if isinstance(row, Invoice)] == ["USD"]
        assert on.api.metered_calls() == 2  # the changes, and the customer of the one that changed


def test_a_bad_row_at_the_source_is_named_and_the_page_goes_on(on: Linked) -> None:
    on.api.company.rows["Invoice"][on.api.invoice_id("1002")]["CurrencyRef"] = {"value": "XXZ"}
    rows = on.pull()[0].rows
    (bad,) = [row for row in rows if isinstance(row, Unreadable)]
    assert (bad.number, bad.problem) == ("1002", "unknown currency 'XXZ'")
    assert len(rows) == on.api.number_of_open_invoices()


def test_the_company_is_known_by_its_realm_currency_and_zone(on: Linked) -> None:
    told = on.ledger.organisation()
    assert (told.provider, told.environment, told.id) == ("quickbooks", "sandbox", on.api.realm_id)
    assert (told.name, told.home_currency, told.country) == ("Craig's Design", "USD", "US")
    assert told.timezone == "America/New_York"


def test_payments_may_go_to_banks_and_undeposited_funds(on: Linked) -> None:
    names = {account.name for account in on.ledger.deposit_accounts()}
    assert {"Checking", "Undeposited Funds"} <= names
