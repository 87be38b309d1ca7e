"""An organisation with more documents than Xero lists at once: read in parts, every row once, resumable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.base import Page
from connectors.errors import Refused
from connectors.sandbox.book import BookInvoice
from connectors.sandbox.faults import Fault
from connectors.xero.phases import FIRST, LATER, Part, Phase
from connectors.xero.pull import Position, position
from dunning.ledger import CreditNote, Customer, Invoice, Payment
from tests.connectors.xero_desk import (
    TODAY,
    Desk,
    a_book,
    customer,
    desk_of,
    invoice,
    of_kind,
    open_sums,
)

LISTS = {phase.name: phase for phase in (*FIRST, *LATER)}
LONG_AGO = date(2024, 11, 1)


def dated(number: int, days_ago: int) -> BookInvoice:
    return invoice(number, f"{number}.10", days_ago=days_ago)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Ninety open invoices over three years, and an organisation in which forty are too many."""
    many = [dated(number, days_ago=number * 12) for number in range(10, 100)]
    for desk in desk_of(a_book(*many)):
        for number in range(30):
            desk.api.give_credit("prepayment", "a", Decimal(number + 1), on=TODAY - timedelta(days=number))
        desk.api.books.most_rows = 40
        yield desk


def test_a_first_pull_of_more_than_xero_lists_has_every_row_once(desk: Desk) -> None:
    pages, rows = desk.pull()
    assert open_sums(rows) == desk.api.open_balances()
    first = [row.id for page in pages if not page.complete for row in of_kind(list(page.rows), Invoice)]
    assert sorted(first) == sorted(one.id for one in desk.api.books.open_invoices())
    assert sum(credit.unapplied for credit in of_kind(rows, CreditNote)) == sum(
        desk.api.credit_in_hand().values()
    )
    assert {row.id for row in of_kind(rows, Customer)} == set(desk.api.books.contacts)


def test_what_xero_says_is_what_was_seen(desk: Desk) -> None:
    """Its words, as they were reported of real organisations, are what the pull falls back on."""
    desk.api.keeps_answers = True
    desk.pull()
    refused = [call.answer.decode() for call in desk.api.calls if call.status == 400]
    assert refused
    assert all("efficiently, given the extremely high volume" in text for text in refused)


def test_a_pull_in_parts_that_is_cut_goes_on_in_its_part(desk: Desk) -> None:
    whole, rows = desk.pull()
    for number, page in enumerate(whole[:-1], start=1):
        rest, more = desk.pull(page.cursor)
        early = [row for page in whole[:number] for row in page.rows]
        assert {(type(row), getattr(row, "id", "")) for row in [*early, *more]} == {
            (type(row), getattr(row, "id", "")) for row in rows
        }
        assert rest[-1].cursor == whole[-1].cursor
        assert len(rest) == len(whole) - number


def test_later_pulls_of_very_many_changes_are_read_in_parts_too(desk: Desk) -> None:
    pages, _ = desk.pull()
    desk.later(hours=3)
    for number in range(10, 100):
        desk.api.edit_due(f"INV-{number:04}", TODAY + timedelta(days=number))
    _, rows = desk.pull(pages[-1].cursor)
    moved = {row.number: row.due_on for row in of_kind(rows, Invoice)}
    assert {f"INV-{number:04}": TODAY + timedelta(days=number) for number in range(10, 100)}.items() <= (
        moved.items()
    )


def test_an_invoice_without_a_date_or_with_an_odd_one_is_read_all_the_same(desk: Desk) -> None:
    desk.api.edit_issued("INV-0010", None)
    desk.api.edit_issued("INV-0011", date(1999, 12, 31))
    desk.api.edit_issued("INV-0012", date(2033, 1, 1))
    _, rows = desk.pull()
    assert {"INV-0010", "INV-0011", "INV-0012"} <= {row.number for row in of_kind(rows, Invoice)}
    assert open_sums(rows) == desk.api.open_balances()


def test_a_question_for_undated_ones_that_xero_does_not_answer_keeps_nothing_back(desk: Desk) -> None:
    desk.api.faults.add(Fault(match="Date==null", action="status", status=400, times=None))
    pages, rows = desk.pull()
    assert open_sums(rows) == desk.api.open_balances()
    assert pages[-1].complete


def test_the_last_list_of_a_later_pull_in_parts_lets_the_next_one_begin_anew(desk: Desk) -> None:
    """Though Xero takes no question for undated ones, which comes last."""
    pages, _ = desk.pull()
    desk.later(hours=1)
    for number in range(50):
        desk.api.give_credit("prepayment", "a", Decimal(number + 1), on=TODAY - timedelta(days=number))
    desk.api.faults.add(Fault(match="Date==null", action="status", status=400, times=None))
    again, rows = desk.pull(pages[-1].cursor)
    assert len({row.id for row in of_kind(rows, CreditNote)}) == 80
    assert position(again[-1].cursor) == Position(phase="invoices", since=desk.now[0] - timedelta(minutes=5))


def test_a_day_with_too_many_is_refused_and_the_other_lists_are_read(desk: Desk) -> None:
    desk.api.books.most_rows = 100_000
    pages, _ = desk.pull()
    desk.later(hours=1)
    for number in range(60):
        desk.api.give_credit("overpayment", "a", Decimal(number + 1))
    desk.api.pay("INV-0002", Decimal(40))
    desk.api.books.most_rows = 40
    came, calls = list[Page](), len(desk.api.calls)
    with pytest.raises(Refused, match="efficiently"):
        came.extend(desk.ledger.changes(pages[-1].cursor, history_from=LONG_AGO))
    rows = [row for page in came for row in page.rows]
    assert [row.number for row in of_kind(rows, Invoice)] == ["INV-0002"]
    assert len(desk.api.calls) - calls < 40


def test_contacts_are_read_by_status_where_there_are_too_many() -> None:
    some = tuple(customer(f"c{number}", active=number % 2 == 0) for number in range(40))
    book = a_book()
    for desk in desk_of(replace(book, customers=(*book.customers, *some))):
        desk.api.archive("c3", "GDPRREQUEST")
        for most in (100_000, 43, 30):
            desk.api.books.most_rows = most
            _, rows = desk.pull()
            came = of_kind(rows, Customer)
            assert sorted(row.id for row in came) == sorted(desk.api.books.contacts)
            assert [row.name for row in came if not row.contactable] == ["Customer c3"]


def test_contacts_are_asked_for_in_the_order_that_xero_answers_fast_before_by_status() -> None:
    phase = LISTS["contacts"]
    (by_change,) = phase.split(None, LONG_AGO)
    assert phase.asked(LONG_AGO, by_change) == {"order": "UpdatedDateUTC ASC", "include_archived": True}
    parts = phase.split(by_change, LONG_AGO)
    assert [phase.asked(LONG_AGO, part)["where"] for part in parts] == [
        'ContactStatus=="ACTIVE"',
        'ContactStatus=="ARCHIVED"',
        'ContactStatus=="GDPRREQUEST"',
    ]
    assert [phase.split(part, LONG_AGO) for part in parts] == [(), (), ()]


def test_every_payment_of_the_history_comes_in_parts(desk: Desk) -> None:
    for number in range(10, 60):
        desk.api.pay(f"INV-{number:04}", Decimal(1), TODAY - timedelta(days=number))
    desk.api.books.most_rows = 30
    _, rows = desk.pull()
    assert len({row.id for row in of_kind(rows, Payment)}) == 52


# --- the parts themselves --------------------------------------------------------------------------


def holds(part: Part | None, phase: Phase, history: date, day: date | None) -> bool:
    """Whether a document of that date belongs to the part."""
    if part is None:
        return not phase.historic or (day is not None and day >= history)
    if day is None or part.undated:
        return day is None and (part.undated or not (part.since or part.before))
    return (part.since is None or part.since <= day) and (part.before is None or day < part.before)


@given(
    st.sampled_from(["open", "invoices", "credit_notes", "history", "payments"]),
    st.lists(st.integers(0, 2), max_size=30),
    st.one_of(st.none(), st.dates(date(1970, 1, 1), date(2110, 1, 1))),
)
def test_however_a_list_is_split_each_row_is_in_exactly_one_part(
    name: str, choices: list[int], day: date | None
) -> None:
    phase, part = LISTS[name], None
    for choice in choices:
        parts = phase.split(part, LONG_AGO)
        inside = [one for one in parts if holds(one, phase, LONG_AGO, day)]
        assert len(inside) == (1 if parts and holds(part, phase, LONG_AGO, day) else 0)
        if not parts:
            break
        part = parts[choice % len(parts)]


@pytest.mark.parametrize("name", ["open", "invoices", "credit_notes", "history", "payments"])
def test_splitting_comes_to_an_end(name: str) -> None:
    phase = LISTS[name]
    waiting, steps = [phase.split(None, LONG_AGO)[0]], 0
    while waiting and steps < 1000:
        part = waiting.pop()
        waiting += phase.split(part, LONG_AGO)[:1]
        steps += 1
    assert steps < 30
