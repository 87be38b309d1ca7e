"""Whatever moves a balance in Xero is seen by the next pull: one case for each thing people do there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import pytest

from connectors.base import Cursor
from connectors.sandbox.xero.books import CreditKind
from dunning.ledger import CreditNote, Customer, Invoice, Payment, Row, Unreadable
from tests.connectors.xero_desk import TODAY, Desk, a_book, desk_of, of_kind, open_sums

TEN = Decimal(10)


@dataclass
class Kept:
    """What is staged after pull upon pull: of each fact its newest version."""

    desk: Desk
    rows: list[Row] = field(default_factory=list)
    cursor: Cursor | None = None

    def pull(self) -> list[Row]:
        """What came; it must leave every balance as it is at the source."""
        pages, came = self.desk.pull(self.cursor)
        self.rows += came
        self.cursor = pages[-1].cursor
        assert open_sums(self.rows) == self.desk.api.open_balances()
        held: dict[str, Decimal] = {}
        for credit in self.newest(CreditNote):
            if credit.status == "active" and credit.unapplied:
                held[credit.currency] = held.get(credit.currency, Decimal(0)) + credit.unapplied
        assert held == self.desk.api.credit_in_hand()
        assert of_kind(came, Unreadable) == []
        self.desk.later(minutes=6)
        return came

    def newest(self, kind: type[CreditNote]) -> list[CreditNote]:
        return list({row.id: row for row in of_kind(self.rows, kind)}.values())


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from desk_of(a_book())


@pytest.fixture
def kept(desk: Desk) -> Kept:
    """The first pull is through."""
    desk.api.give_credit("overpayment", "a", Decimal(70))
    desk.api.give_credit("prepayment", "j", Decimal(9000))
    kept = Kept(desk)
    kept.pull()
    return kept


def numbers(rows: list[Row]) -> set[str | None]:
    return {row.number for row in of_kind(rows, Invoice)}


def _paid(desk: Desk) -> str:
    return next(one.id for one in desk.api.books.payments.values() if one.invoice.number == "INV-0001")


def _on_and_off(desk: Desk, credit: str) -> None:
    desk.api.allocate(credit, "INV-0001", TEN)
    desk.api.take_credit_back(credit, "INV-0001")


ACTS: dict[str, Callable[[Desk, str], object]] = {
    "a part payment": lambda desk, _: desk.api.pay("INV-0002", TEN),
    "a full payment": lambda desk, _: desk.api.pay("INV-0003", Decimal(50000)),
    "a payment taken back": lambda desk, _: desk.api.delete_payment(_paid(desk)),
    "a void": lambda desk, _: desk.api.void("INV-0003"),
    "a new invoice": lambda desk, _: desk.api.add_invoice("a", TEN, TODAY),
    "another due date": lambda desk, _: desk.api.edit_due("INV-0001", TODAY + timedelta(days=9)),
    "another currency": lambda desk, _: desk.api.edit_currency("INV-0003", "KWD", Decimal("12.345")),
    "another customer": lambda desk, _: desk.api.move("INV-0002", "j"),
    "a credit set against an invoice": lambda desk, credit: desk.api.allocate(credit, "INV-0001", TEN),
    "a credit paid back": lambda desk, credit: desk.api.refund(credit, TEN),
    "a credit paid back whole": lambda desk, credit: desk.api.refund(credit, Decimal(60)),
    "a credit voided": lambda desk, credit: desk.api.void_credit(credit),
    "a credit taken off an invoice": _on_and_off,
    "a merge of customers": lambda desk, _: desk.api.merge("a", "z"),
    "a merge that leaves the documents as they were": lambda desk, _: desk.api.merge("a", "z", touches=False),
}


KINDS: tuple[CreditKind, ...] = ("credit_note", "overpayment", "prepayment")


@pytest.mark.parametrize(
    ("act", "kind"),
    [(act, kind) for act in sorted(ACTS) for kind in (KINDS if "credit" in act else KINDS[:1])],
)
def test_what_people_do_in_xero_is_seen_by_the_next_pull(
    desk: Desk, kept: Kept, act: str, kind: CreditKind
) -> None:
    credit = desk.api.give_credit(kind, "a", Decimal(60))
    kept.pull()
    ACTS[act](desk, credit)
    before = len(desk.api.calls)
    kept.pull()
    assert len(desk.api.calls) - before == 5
    kept.pull()


@pytest.mark.parametrize("kind", KINDS)
def test_a_refund_lowers_what_is_left_of_a_credit_and_is_no_payment_of_an_invoice(
    desk: Desk, kept: Kept, kind: CreditKind
) -> None:
    credit = desk.api.give_credit(kind, "a", Decimal(60))
    kept.pull()
    refund = desk.api.refund(credit, Decimal("12.50"))
    (seen,) = of_kind(kept.pull(), CreditNote)
    assert (seen.id, seen.unapplied, seen.kind) == (credit, Decimal("47.50"), kind)
    _, rows = desk.pull()
    assert refund not in {row.id for row in of_kind(rows, Payment)}
    assert of_kind(rows, Unreadable) == []


def test_a_deleted_draft_is_gone(desk: Desk, kept: Kept) -> None:
    desk.api.add_invoice("a", TEN, TODAY, number="DRAFT-1")
    desk.api.books.by_number("DRAFT-1").stage = "DRAFT"
    kept.pull()
    desk.api.delete("DRAFT-1")
    assert [row.status for row in of_kind(kept.pull(), Invoice)] == ["deleted"]


def test_a_draft_that_is_approved_is_owed(desk: Desk, kept: Kept) -> None:
    desk.api.add_invoice("a", TEN, TODAY, number="DRAFT-1")
    desk.api.books.by_number("DRAFT-1").stage = "DRAFT"
    kept.pull()
    desk.api.approve("DRAFT-1")
    assert [row.status for row in of_kind(kept.pull(), Invoice)] == ["open"]


@pytest.mark.parametrize("touches", [True, False])
def test_after_a_merge_the_loser_names_the_winner_who_is_billed(
    desk: Desk, kept: Kept, touches: bool
) -> None:
    """Nobody has verified that Xero touches the documents; so the loser alone must say enough."""
    loser, winner = (desk.api.books.id_of("contact", ref) for ref in ("a", "z"))
    desk.api.merge("a", "z", touches=touches)
    came = kept.pull()
    told = {row.id: row for row in of_kind(came, Customer)}
    assert (told[loser].merged_into, told[loser].active) == (winner, False)
    assert told[winner].merged_into is None
    _, anew = desk.pull()
    assert {row.customer_id for row in of_kind(anew, Invoice)} & {loser} == set()
    assert (numbers(came) >= {"INV-0001", "INV-0002"}) is touches


@pytest.mark.parametrize(
    ("status", "active", "contactable"), [("ARCHIVED", False, True), ("GDPRREQUEST", True, False)]
)
def test_a_contact_archived_or_erased_is_told_though_no_invoice_was_touched(
    desk: Desk, kept: Kept, status: str, active: bool, contactable: bool
) -> None:
    desk.api.archive("a", status)
    came = kept.pull()
    (told,) = of_kind(came, Customer)
    assert (told.active, told.contactable) == (active, contactable)
    assert numbers(came) == set()


def test_an_address_changed_at_the_contact_comes_without_its_invoices(desk: Desk, kept: Kept) -> None:
    desk.api.set_email("a", "new@customer.example")
    came = kept.pull()
    assert [row.emails for row in of_kind(came, Customer)] == [("new@customer.example",)]
    assert numbers(came) == set()


def test_what_suppliers_hold_is_neither_a_credit_nor_a_problem(desk: Desk, kept: Kept) -> None:
    theirs = {
        desk.api.give_credit("overpayment", "S1", Decimal(11), spent=True),
        desk.api.give_credit("prepayment", "S1", Decimal(12), spent=True),
        desk.api.give_credit("credit_note", "S1", Decimal(13), spent=True),
    }
    came = kept.pull()
    _, anew = desk.pull()
    assert of_kind([*came, *anew], Unreadable) == []
    assert not theirs & {row.id for row in of_kind([*came, *anew], CreditNote)}


def test_a_row_that_surfaces_late_with_an_earlier_stamp_is_not_lost(desk: Desk, kept: Kept) -> None:
    """Xero's index may trail: what was changed before a pull began shows only after it ended."""
    invoice = desk.api.books.by_number("INV-0002")
    stamped = desk.now[0] - timedelta(minutes=4)
    kept.pull()
    desk.api.pay("INV-0002", TEN)
    invoice.updated = stamped
    assert "INV-0002" in numbers(kept.pull())


def test_a_first_pull_costs_seven_calls_and_an_idle_one_five(desk: Desk) -> None:
    kept = Kept(desk)
    kept.pull()
    assert len(desk.api.calls) == desk.budget.taken == 7
    for _ in range(3):
        desk.api.calls.clear()
        kept.pull()
        assert len(desk.api.calls) == 5


def test_a_first_pull_cut_in_any_list_goes_on_and_has_everything(desk: Desk) -> None:
    whole, rows = desk.pull()
    names = [page.cursor.text.split('"phase":"')[1].split('"')[0] for page in whole]
    assert names == [
        "contacts",
        "credit_notes",
        "overpayments",
        "prepayments",
        "history",
        "payments",
        "invoices",
    ]
    for number in range(1, len(whole)):
        desk.api.calls.clear()
        rest, more = desk.pull(whole[number - 1].cursor)
        early = [row for page in whole[:number] for row in page.rows]
        assert early + more == rows
        assert rest[-1].cursor == whole[-1].cursor
        assert len(desk.api.calls) == 7 - number


def test_history_that_is_not_there_yet_holds_no_decision_back(desk: Desk) -> None:
    pages, _ = desk.pull()
    assert [page.complete for page in pages] == [False] * 4 + [True] * 3
    _, rows = desk.pull(pages[4].cursor)
    assert {row.number for row in of_kind(rows, Invoice)} >= {"INV-0004"}


def test_the_history_begins_on_its_day(desk: Desk) -> None:
    paid = date(2026, 11, 1)
    desk.api.edit_issued("INV-0004", paid)
    for start, inside in ((paid, True), (paid + timedelta(days=1), False)):
        pages = list(desk.ledger.changes(None, history_from=start))
        settled = [row for page in pages[5:] for row in of_kind(list(page.rows), Invoice)]
        assert ("INV-0004" in {row.number for row in settled}) is inside
