"""DSO, CEI and aging: worked by hand, and what holds of them for any book."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunning.figures.aged import aged
from dunning.figures.collecting import collecting
from dunning.figures.debts import Debt, Period, month_ends, months_on
from dunning.figures.figure import ENOUGH

D = Decimal
LONG_AGO = date(2020, 1, 1)
few = settings(max_examples=35)  # books of thirty invoices each
QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))  # 92 days


def debt(
    issued: date,
    billed: str,
    *paid: tuple[date, str],
    due: date | None = None,
    of: str = "C1",
    id_: str = "I",
) -> Debt:
    parts = tuple((on, D(amount)) for on, amount in paid)
    due_on = issued + timedelta(days=30) if due is None else due
    return Debt(id=id_, customer=of, issued_on=issued, due_on=due_on, billed=D(billed), paid=parts)


# 1,000 a month from April on, in two invoices; August's and September's are open, and 500 of July's.
BOOK = [
    *(
        debt(date(2026, month, day), "500", (date(2026, month + 1, 20), "500"))
        for month in (4, 5, 6)
        for day in (1, 15)
    ),
    debt(date(2026, 7, 1), "500", (date(2026, 8, 5), "500")),
    debt(date(2026, 7, 15), "500"),
    debt(date(2026, 8, 1), "500"),
    debt(date(2026, 8, 20), "500", due=date(2026, 10, 1)),
    debt(date(2026, 9, 1), "600", (date(2026, 9, 10), "100"), due=date(2026, 10, 1)),
    debt(date(2026, 9, 15), "500"),
]


def test_a_quarter_worked_by_hand() -> None:
    found = collecting(BOOK, QUARTER, LONG_AGO)
    # open: 500 July, 1,000 August, 1,000 September; invoiced 1,000 + 1,000 + 1,100
    assert found.end.receivables == D(2500)
    assert found.billed == D(3100)
    assert found.dso.value == D("74.2")  # 2500 / 3100 x 92 = 74.19
    # September takes 1,100 of 2,500 (30 days), August 1,000 (31 days), July 400 of 1,000 (12.4 of 31 days)
    assert [(each.month.first.month, each.billed, each.days) for each in found.steps] == [
        (9, D(1100), D(30)),
        (8, D(1000), D(31)),
        (7, D(1000), D("12.4")),
    ]
    assert found.countback.value == D("73.4")
    # at the start June's two are open (1,000); collected 1,000 + 3,100 - 2,500 = 1,600; not due at the end:
    # 500 + 500 of 1 October, and 500 of 15 September
    assert found.start.receivables == D(1000)
    assert (found.cei.numerator, found.cei.denominator) == (D(1600), D(2600))
    assert found.cei.value == D("61.5")


def test_a_quarters_aging_worked_by_hand() -> None:
    july, august, september = aged(BOOK, month_ends(QUARTER))
    assert tuple(july.buckets.values()) == (D(1000), D(0), D(0), D(0), D(0))
    assert tuple(august.buckets.values()) == (D(1000), D(500), D(0), D(0), D(0))  # 15 July + 30 = 14 August
    assert tuple(september.buckets.values()) == (
        D(1500),
        D(500),
        D(500),
        D(0),
        D(0),
    )  # 31 and 47 days past due


def test_an_invoice_is_in_the_bucket_of_its_days_to_the_day() -> None:
    due = date(2026, 1, 31)
    one = [debt(date(2026, 1, 1), "10", due=due)]
    days = [due + timedelta(days=number) for number in (0, 1, 30, 31, 60, 61, 90, 91, 1000)]
    found = [next(name for name, sum_ in each.buckets.items() if sum_) for each in aged(one, days)]
    assert found == ["current", "1-30", "1-30", "31-60", "31-60", "61-90", "61-90", "over 90", "over 90"]


def test_an_invoice_without_a_due_date_is_never_overdue() -> None:
    one = Debt(id="I", customer="C", issued_on=LONG_AGO, due_on=None, billed=D(10), paid=())
    [book] = aged([one], [date(2026, 1, 1)])
    assert (book.overdue, book.receivables) == (D(0), D(10))


def test_too_little_is_said_and_is_no_number() -> None:
    few = collecting(BOOK[-4:], QUARTER, LONG_AGO)
    assert few.dso.value is few.countback.value is few.cei.value is None
    assert few.dso.not_enough == f"4 invoices in the period, fewer than {ENOUGH}"
    month = collecting(BOOK, Period(date(2026, 9, 1), date(2026, 9, 30)), LONG_AGO)
    assert month.dso.not_enough == f"2 invoices in the period, fewer than {ENOUGH}"
    assert month.countback.value == D("73.4"), "it looks further back than the period"
    assert few.countback.not_enough.startswith("4 invoices in the twelve months up to its end")
    cut_off = collecting(BOOK, QUARTER, date(2026, 8, 1))
    assert cut_off.cei.not_enough == "settled invoices are known from 1 August 2026 on only"


def test_old_debts_beyond_all_invoicing_leave_the_countback_open() -> None:
    old = [debt(date(2019, 1, 1), "90000"), *BOOK]
    found = collecting(old, QUARTER, date(2026, 4, 1))
    assert found.countback.value is None
    assert (
        found.countback.not_enough == "the receivables are more than all that was invoiced since 1 April 2026"
    )
    assert found.dso.value is not None


def test_the_countback_of_a_period_that_ends_within_a_month_takes_that_part() -> None:
    found = collecting(BOOK, Period(date(2026, 7, 1), date(2026, 9, 10)), LONG_AGO)
    assert found.steps[0].month == Period(date(2026, 9, 1), date(2026, 9, 10))
    assert found.steps[0].days == D(10)


_DAYS = st.dates(date(2025, 1, 1), date(2026, 12, 31))


@st.composite
def debts(draw: st.DrawFn, *, settled: bool = False) -> Debt:
    issued, billed = draw(_DAYS), draw(st.integers(1, 10_000))
    left, paid = billed, []
    for days in sorted(draw(st.lists(st.integers(0, 200), max_size=3))):
        part = draw(st.integers(0, left))
        left -= part
        paid.append((issued + timedelta(days=days), D(part)))
    if settled:
        paid.append((max([issued, *(day for day, _ in paid)]), D(left)))
    due = draw(st.none() | st.integers(0, 90).map(lambda days: issued + timedelta(days=days)))
    return Debt(
        id="I",
        customer=draw(st.sampled_from("ABC")),
        issued_on=issued,
        due_on=due,
        billed=D(billed),
        paid=tuple(paid),
    )


books = st.lists(debts(), max_size=30)


@few
@given(books, _DAYS)
def test_the_buckets_sum_to_the_receivables_and_to_what_each_invoice_owes(
    book: list[Debt], day: date
) -> None:
    [found] = aged(book, [day])
    assert sum(found.buckets.values()) == found.receivables
    assert found.receivables == sum((each.owed(day) for each in book), D(0))
    assert all(each >= 0 for each in found.buckets.values())


@few
@given(books.flatmap(lambda book: st.tuples(st.just(book), st.permutations(book))))
def test_the_order_of_the_invoices_is_irrelevant(both: tuple[list[Debt], list[Debt]]) -> None:
    book, shuffled = both
    period = Period(date(2025, 6, 1), date(2026, 6, 15))
    assert collecting(shuffled, period, LONG_AGO) == collecting(book, period, LONG_AGO)


@few
@given(st.lists(debts(settled=True), min_size=8, max_size=30))
def test_where_all_is_paid_dso_is_0_and_cei_100(book: list[Debt]) -> None:
    found = collecting(book, Period(date(2025, 1, 1), date(2027, 12, 31)), LONG_AGO)
    assert (found.dso.value, found.countback.value, found.cei.value) == (D(0), D(0), D(100))


@few
@given(books)
def test_what_is_collected_is_what_was_paid_in_the_period_and_never_over_100(book: list[Debt]) -> None:
    period = Period(date(2025, 6, 1), date(2026, 6, 15))
    found = collecting(book, period, LONG_AGO)
    before = period.first - timedelta(days=1)
    came = sum(
        (
            each.owed(before) + (each.billed if each.issued_on in period else D(0)) - each.owed(period.last)
            for each in book
        ),
        D(0),
    )
    assert found.cei.numerator == came
    if found.cei.value is not None:
        assert 0 <= found.cei.value <= 100


@few
@given(books, st.integers(2, 5))
def test_twice_the_amounts_wait_as_long(book: list[Debt], times: int) -> None:
    period = Period(date(2025, 6, 1), date(2026, 6, 15))
    larger = [
        Debt(
            id=each.id,
            customer=each.customer,
            issued_on=each.issued_on,
            due_on=each.due_on,
            billed=each.billed * times,
            paid=tuple((day, amount * times) for day, amount in each.paid),
        )
        for each in book
    ]
    one, two = collecting(book, period, LONG_AGO), collecting(larger, period, LONG_AGO)
    assert (one.dso.value, one.countback.value, one.cei.value) == (
        two.dso.value,
        two.countback.value,
        two.cei.value,
    )


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 11, 18), -12, date(2025, 11, 18)),
        (date(2028, 2, 29), -12, date(2027, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 1), -3, date(2025, 12, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(day: date, months: int, found: date) -> None:
    assert months_on(day, months) == found
