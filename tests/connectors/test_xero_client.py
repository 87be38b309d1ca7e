"""The Xero connector against the emulated Xero, over real HTTP: what a pull brings, and in what order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from connectors.base import Cursor
from connectors.errors import Refused
from dunning.ledger import Allocation, CreditNote, Customer, Invoice, Payment, PaymentsOf, Unreadable
from tests.connectors.xero_desk import (
    HISTORY,
    Desk,
    a_book,
    desk_of,
    invoice,
    of_kind,
    open_sums,
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from desk_of(a_book())


def test_a_first_pull_stages_to_the_cent_what_is_open_at_the_source(desk: Desk) -> None:
    _, rows = desk.pull()
    assert open_sums(rows) == desk.api.open_balances()
    assert of_kind(rows, Unreadable) == []


def test_open_invoices_come_first_and_decisions_wait_only_for_what_lowers_them(desk: Desk) -> None:
    pages, _ = desk.pull()
    assert open_sums(list(pages[0].rows)) == desk.api.open_balances()
    assert [page.complete for page in pages] == [False, False, False, False, True, True, True]
    paths = [call.path.rpartition("/")[2] for call in desk.api.calls]
    assert paths[0] == "Invoices"
    assert sorted(paths[1:5]) == ["Contacts", "CreditNotes", "Overpayments", "Prepayments"]
    assert sorted(paths[5:]) == ["Invoices", "Payments"]
    assert desk.budget.taken == desk.api.metered_calls() == 7


def test_history_reaches_back_to_the_day_asked_for_and_open_invoices_further(desk: Desk) -> None:
    pages, _ = desk.pull()
    settled = {row.number for row in of_kind(list(pages[5].rows), Invoice)}
    assert "INV-0004" in settled
    assert "INV-0005" not in settled
    assert "INV-0005" in {row.number for row in of_kind(list(pages[0].rows), Invoice)}


def test_customers_archived_ones_too_and_credits_are_staged(desk: Desk) -> None:
    _, rows = desk.pull()
    staged = {(row.name, row.active, row.country) for row in of_kind(rows, Customer)}
    assert staged >= {("Customer a", True, "GB"), ("Customer j", True, "DE"), ("Customer z", False, "GB")}
    (credit,) = of_kind(rows, CreditNote)
    assert (credit.total, credit.unapplied, credit.kind) == (Decimal(30), Decimal(20), "credit_note")


def test_payments_come_with_their_invoice_and_its_list_is_claimed_whole(desk: Desk) -> None:
    pages, rows = desk.pull()
    first = list(pages[0].rows)
    part = next(row for row in of_kind(first, Payment))
    assert (part.amount, part.reference) == (Decimal("200.05"), "BACS p1")
    assert part.allocations == (Allocation(invoice_id=desk.invoice_id("INV-0001"), amount=Decimal("200.05")),)
    claims = {claim.invoice_id: claim.payment_ids for claim in of_kind(first, PaymentsOf)}
    assert claims[desk.invoice_id("INV-0001")] == (part.id,)
    assert claims[desk.invoice_id("INV-0003")] == ()
    listed = {row.id for row in of_kind(list(pages[-1].rows), Payment)}
    assert listed == {row.id for row in of_kind(rows, Payment)}


@pytest.fixture(scope="module")
def thick() -> Iterator[Desk]:
    yield from desk_of(a_book(*(invoice(number, "1.00") for number in range(10, 2210))))


def test_a_pull_of_thousands_goes_on_where_it_was_cut(thick: Desk) -> None:
    whole, rows = thick.pull()
    assert open_sums(rows) == thick.api.open_balances()
    assert len(of_kind(list(whole[0].rows), Invoice)) == 1000
    first = next(iter(thick.ledger.changes(None, history_from=HISTORY)))
    rest, more = thick.pull(first.cursor)
    assert len(rest) == len(whole) - 1
    assert open_sums([*first.rows, *more]) == thick.api.open_balances()
    assert rest[-1].cursor == whole[-1].cursor


def test_an_invoice_paid_while_pages_are_read_hides_no_other(thick: Desk) -> None:
    pages = thick.ledger.changes(None, history_from=date(2026, 11, 1))
    rows = list(next(pages).rows)
    shown = of_kind(rows, Invoice)[0]
    thick.api.pay(shown.number or "", shown.balance)
    for page in pages:
        rows += page.rows
    seen = {row.id for row in of_kind(rows, Invoice)}
    assert {one.id for one in thick.api.books.open_invoices()} <= seen


def test_the_next_pull_brings_only_what_changed_in_five_calls(desk: Desk) -> None:
    pages, _ = desk.pull()
    desk.later(minutes=20)
    desk.api.pay("INV-0002", Decimal("40.00"))
    desk.api.calls.clear()
    again, rows = desk.pull(pages[-1].cursor)
    (changed,) = of_kind(rows, Invoice)
    assert (changed.number, changed.balance, changed.status) == ("INV-0002", Decimal(250), "open")
    (paid,) = of_kind(rows, Payment)
    assert (paid.amount, paid.status) == (Decimal(40), "active")
    assert [claim.payment_ids for claim in of_kind(rows, PaymentsOf)] == [(paid.id,)]
    assert len(desk.api.calls) == 5
    assert all(page.complete for page in again)
    assert {call.headers["If-Modified-Since"] for call in desk.api.calls} == {"2026-11-18T11:55:00Z"}


def test_a_change_made_while_a_pull_runs_comes_with_the_next_one(desk: Desk) -> None:
    pages = desk.ledger.changes(None, history_from=HISTORY)
    last = next(pages)
    desk.later(minutes=2)
    desk.api.void("INV-0003")
    for page in pages:
        last = page
    _, rows = desk.pull(last.cursor)
    assert {row.number: row.status for row in of_kind(rows, Invoice)} == {"INV-0003": "void"}


def test_a_payment_deleted_in_xero_leaves_the_list_of_its_invoice(desk: Desk) -> None:
    pages, rows = desk.pull()
    part = next(row for row in of_kind(rows, Payment) if row.amount == Decimal("200.05"))
    desk.later(hours=3)
    desk.api.delete_payment(part.id)
    _, rows = desk.pull(pages[-1].cursor)
    assert [claim.payment_ids for claim in of_kind(rows, PaymentsOf)] == [()]
    assert of_kind(rows, Invoice)[0].balance == Decimal("1200.10")


def test_a_due_date_taken_away_by_a_bad_import_is_staged_with_its_problem(desk: Desk) -> None:
    desk.api.edit_due("INV-0001", None)
    _, rows = desk.pull()
    bad = next(row for row in of_kind(rows, Invoice) if row.number == "INV-0001")
    assert (bad.due_on, bad.problem) == (None, "it has no due date")
    assert open_sums(rows) == desk.api.open_balances()


def test_a_cursor_that_is_none_is_refused_clearly(desk: Desk) -> None:
    for text in ("", "17", '{"phase":"lunch"}', '{"phase":"open","page":0}'):
        with pytest.raises(Refused, match="pull the ledger anew"):
            desk.pull(Cursor(text))
