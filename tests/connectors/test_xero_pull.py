"""How far a pull of Xero got, and where it goes on: no row left out, no list read for ever."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import msgspec
import pytest

from connectors.xero.phases import FIRST, LATER
from connectors.xero.pull import (
    Extent,
    Position,
    answered,
    begun,
    extent_of,
    following,
    next_pull,
    position,
    since_text,
)
from connectors.xero.sheets import Sheet
from connectors.xero.wire import InvoiceRow

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def a_page(rows: int, *, pages: int | None = None, count: int | None = None, first: str = "i") -> Extent:
    listed = tuple(InvoiceRow(invoice_id=f"{first}{number}") for number in range(rows))
    return extent_of(Sheet(rows=listed, page_count=pages, item_count=count, at=None))


def page_after(here: Position, page: Extent | None, first_of_last: bytes | None = None) -> tuple[str, int]:
    after = following(here, page, first_of_last)
    assert after is not None
    return after.phase, after.page


def test_pages_follow_until_the_last_that_xero_counts() -> None:
    here = Position(phase="open")
    assert page_after(here, a_page(1000, pages=2, count=1300)) == ("open", 2)
    assert page_after(Position(phase="open", page=2, count=1300), a_page(300, pages=2, count=1300)) == (
        "contacts",
        1,
    )
    assert page_after(here, a_page(0, pages=0, count=0)) == ("contacts", 1)
    assert page_after(here, None) == ("contacts", 1)


@pytest.mark.parametrize(
    ("rows", "goes_on"), [(0, False), (79, False), (99, False), (100, True), (1000, True)]
)
def test_without_a_count_a_page_is_the_last_when_it_is_shorter_than_any_page(
    rows: int, goes_on: bool
) -> None:
    assert page_after(Position(phase="open"), a_page(rows)) == (("open", 2) if goes_on else ("contacts", 1))


def test_a_list_that_ignores_the_page_is_not_read_for_ever() -> None:
    same = a_page(250)
    assert page_after(Position(phase="open", page=2), same, same.first) == ("contacts", 1)
    assert page_after(Position(phase="open", page=2), a_page(250, first="j"), same.first) == ("open", 3)
    counted = a_page(250, pages=500, count=125_000)
    assert page_after(Position(phase="open", page=2, count=125_000), counted, counted.first) == (
        "contacts",
        1,
    )


@pytest.mark.parametrize(
    ("page", "before", "now", "expected"),
    [(2, 2500, 2499, 1), (3, 4000, 2999, 1), (3, 4000, 3500, 2), (2, 2500, 2600, 3)],
)
def test_when_rows_left_the_list_the_pages_they_moved_to_are_read_again(
    page: int, before: int, now: int, expected: int
) -> None:
    here = Position(phase="open", page=page, count=before)
    after = following(here, a_page(1000, pages=5, count=now))
    assert after is not None
    assert (after.page, after.count) == (expected, now)


def test_a_page_emptied_by_rows_that_left_sends_us_back_too() -> None:
    assert page_after(Position(phase="open", page=2, count=1500), a_page(0, pages=1, count=900)) == (
        "open",
        1,
    )


def test_a_first_pull_ends_with_payments_and_the_next_asks_from_before_it_began() -> None:
    here = begun(Position(phase="open"), NOON)
    last = Position(phase="payments", then=here.then)
    assert following(last, a_page(0)) is None
    assert next_pull(last) == Position(phase="invoices", since=NOON - timedelta(minutes=5))


def test_only_the_first_answer_of_a_pull_says_when_it_began() -> None:
    assert begun(Position(phase="contacts"), NOON).then is None
    known = begun(Position(phase="open", then=NOON), NOON + timedelta(hours=1))
    assert (known.then, known.began) == (NOON, NOON + timedelta(hours=1))
    later = msgspec.structs.replace(known, page=2)
    assert begun(later, NOON + timedelta(hours=2)) == later


def test_a_pull_that_was_told_no_time_is_asked_for_again_from_where_it_began() -> None:
    assert next_pull(Position(phase="prepayments", since=NOON)).since == NOON
    assert next_pull(Position(phase="payments")) == Position(phase="open")


def test_a_place_is_remembered_whole() -> None:
    here = Position(phase="invoices", page=7, since=NOON, then=NOON + timedelta(hours=2), count=7001)
    assert position(here.cursor()) == here
    assert position(None) == Position(phase="open")


def test_the_time_asked_from_is_written_as_xero_reads_it() -> None:
    auckland = timezone(timedelta(hours=13))
    assert since_text(datetime(2026, 11, 18, 12, 0, 5, 999, tzinfo=auckland)) == "2026-11-17T23:00:05Z"


def test_xeros_own_clock_is_believed_before_the_networks() -> None:
    assert answered("/Date(1584585851967)/", NOON) == datetime(2020, 3, 19, 2, 44, 11, 967000, tzinfo=UTC)
    assert answered(None, NOON) == NOON
    assert answered("noon", NOON) == NOON
    assert answered(None, None) is None


def test_bills_are_never_asked_for_and_history_starts_on_its_day() -> None:
    asked = {phase.name: phase.asked(date(2025, 3, 4)) for phase in (*FIRST, *LATER)}
    assert asked["open"]["where"] == 'Type=="ACCREC" AND AmountDue>0'
    assert asked["history"]["where"] == 'Type=="ACCREC" AND Date>=DateTime(2025,03,04)'
    assert asked["payments"]["where"] == 'PaymentType=="ACCRECPAYMENT" AND Date>=DateTime(2025,03,04)'
    assert asked["invoices"]["where"] == 'Type=="ACCREC"'
    assert asked["contacts"]["include_archived"] is True
