"""Before and after linking, promises, and what followed a level: worked by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from dunning.agreements import PromiseToPay
from dunning.figures.beyond_terms import ENOUGH_EACH, WATCHED, before_and_after, days_beyond
from dunning.figures.debts import Debt, Period
from dunning.figures.followed import WITHIN, Told, followed
from dunning.figures.promised import Outcome, Promised, outcomes, promises
from dunning.ledger import Payment

D = Decimal
BECAME: tuple[Outcome, ...] = ("kept", "kept", "broken", "open", "moved", "withdrawn")
LINKED = date(2026, 1, 15)
KNOWN = Period(date(2024, 1, 1), date(2027, 1, 31))


def owing(of: str, due: date, late: int | None, billed: str = "100") -> Debt:
    """Paid so many days after its due date; `None`: not at all."""
    paid = () if late is None else ((due + timedelta(days=late), D(billed)),)
    issued = due - timedelta(days=30)
    return Debt(id=f"{of}{due}", customer=of, issued_on=issued, due_on=due, billed=D(billed), paid=paid)


def monthly(of: str, first: date, *late: int | None) -> list[Debt]:
    return [owing(of, first + timedelta(days=30 * number), days) for number, days in enumerate(late)]


def test_the_same_customers_are_compared_and_the_rest_is_counted() -> None:
    book = [
        *monthly("SAME", date(2025, 6, 1), 10, 20, 30),
        *monthly("SAME", date(2026, 2, 1), 0, 6, -5),
        *monthly("GONE", date(2025, 6, 1), 90, 90, 90),
        *monthly("NEW", date(2026, 2, 1), 0, 0, 0),
        *monthly("FEW", date(2025, 6, 1), 50, 50, 50),
        *monthly("FEW", date(2026, 2, 1), 1, 1),
    ]
    found = before_and_after(book, LINKED, KNOWN)
    assert (found.customers, found.left_out) == (1, 3)
    assert (found.before.invoices, found.after.invoices) == (ENOUGH_EACH, ENOUGH_EACH)
    assert found.before.days.value == D(20)  # 10 + 20 + 30
    assert found.after.days.value == D(2)  # 0 + 6 + 0: early is in time
    assert found.before.due == Period(date(2025, 1, 15), date(2026, 1, 14))
    assert found.after.due == Period(LINKED, date(2026, 11, 2))  # watched for 90 days by 31 January 2027
    assert len(found.before.ends) == len(found.after.ends) == 12


def test_the_overdue_share_is_that_of_the_month_ends_together() -> None:
    book = [
        owing("A", date(2025, 3, 15), 20),  # at 31 March 100 are owed, 100 past due
        owing("A", date(2025, 5, 15), 0),  # 30 April: 100 not due
        owing("A", date(2025, 7, 15), 0),  # 30 June: 100 not due
        owing("A", date(2025, 9, 15), 0),  # 31 August: 100 not due
        *monthly("A", date(2026, 3, 15), 0, 0, 0),
    ]
    found = before_and_after(book, LINKED, KNOWN)
    # 28 February: the first is not due (issued 13 February)
    assert (found.before.overdue.numerator, found.before.overdue.denominator) == (D(100), D(500))
    assert found.before.overdue.value == D(20)
    assert found.after.overdue.value == D(0)


def test_those_of_late_have_no_less_time_to_be_late_in() -> None:
    due, known = date(2026, 3, 1), Period(date(2024, 1, 1), date(2026, 5, 31))
    book = [*monthly("A", date(2025, 6, 1), 0, 0, 0), *(owing("A", due, None) for _ in range(3))]
    found = before_and_after(book, LINKED, known)
    assert found.after.days.value == D(WATCHED)  # open for 91 days by then
    too_early = before_and_after(book, LINKED, Period(known.first, due + timedelta(days=WATCHED - 1)))
    assert too_early.after.days.value is None
    assert too_early.after.days.not_enough.startswith("no customer had 3 invoices before and after")
    assert too_early.after.overdue.value is None


def test_what_was_paid_much_later_weighs_no_more_than_what_is_open() -> None:
    assert days_beyond(owing("A", LINKED, 400)) == days_beyond(owing("A", LINKED, None)) == WATCHED
    assert days_beyond(owing("A", LINKED, -3)) == 0
    half = Debt(
        id="I", customer="A", issued_on=LINKED, due_on=LINKED, billed=D(10),
        paid=((LINKED, D(5)), (LINKED + timedelta(days=7), D(5))),
    )  # fmt: skip
    assert days_beyond(half) == 7


def promise(number: int, made: date, due: date, amount: str) -> PromiseToPay:
    return PromiseToPay(
        id=number, invoice_ids=("I",), made_on=made, known=(), who="Ann", where="a call", quote="",
        ending=None, amount=D(amount), due_on=due, episode=None,
    )  # fmt: skip


def came(on: date, amount: str) -> Payment:
    return Payment(
        id=f"P{on}", version="1", modified_at=datetime(2026, 1, 1, tzinfo=UTC), customer_id="C", paid_on=on,
        currency="GBP", amount=D(amount), unapplied=D(0), reference=None, status="active", allocations=(),
    )  # fmt: skip


def test_one_payment_keeps_one_promise() -> None:
    first, second = (
        promise(1, date(2026, 3, 1), date(2026, 3, 10), "100"),
        promise(2, date(2026, 3, 2), date(2026, 3, 12), "100"),
    )
    given = [("C", second), ("C", first)]
    paid = {"C": [came(date(2026, 3, 11), "150")]}
    found = {one.id: kept for _, one, kept in outcomes(given, paid, date(2026, 6, 1), {"I"})}
    assert found == {1: True, 2: False}
    early = {one.id: kept for _, one, kept in outcomes(given, paid, date(2026, 3, 12), {"I"})}
    assert early == {1: True, 2: None}


def test_promises_are_counted_by_the_day_on_which_they_were_made() -> None:
    given = [
        Promised(made_on=date(2026, 3, day), amount=D(10 * day), outcome=outcome)
        for day, outcome in enumerate(BECAME, 1)
    ]
    found = promises([*given, *given[:1]], Period(date(2026, 3, 1), date(2026, 3, 31)))
    assert (found.made, found.amount) == (7, D(220))
    assert found.outcomes == {"kept": 3, "broken": 1, "open": 1, "moved": 1, "withdrawn": 1}
    assert found.kept.value == D(75)
    none_over = promises(given[3:], Period(date(2026, 3, 1), date(2026, 3, 31)))
    assert none_over.kept.value is None
    assert promises(given, Period(date(2026, 4, 1), date(2026, 4, 30))).made == 0


def test_what_followed_is_what_came_on_the_invoices_asked_for_in_their_days() -> None:
    day, period = date(2026, 5, 4), Period(date(2026, 5, 1), date(2026, 5, 31))

    def debt(id_: str, *paid: tuple[int, str]) -> Debt:
        parts = tuple((day + timedelta(days=number), D(amount)) for number, amount in paid)
        return Debt(id=id_, customer="C", issued_on=date(2026, 3, 1), due_on=day, billed=D(100), paid=parts)

    debts = {
        each.id: each
        for each in (
            debt("whole", (WITHIN, "100")),
            debt("part", (0, "40"), (WITHIN + 1, "60")),
            debt("before", (-1, "100")),
            debt("late", (WITHIN + 1, "100")),
        )
    }
    told = [Told(level="first", on=day, invoice_ids=(one,)) for one in (*debts, "erased since")]
    told += [
        Told(level="second", on=date(2026, 5, 30), invoice_ids=("late",)),
        Told(level="first", on=date(2026, 6, 1), invoice_ids=("late",)),
    ]
    first, second = followed(told, debts, period, date(2026, 6, 1), ["pre_due", "first", "second"])
    assert (first.name, first.delivered, first.followed, first.in_full) == ("first", 5, 2, 1)
    assert (first.asked, first.came) == (D(300), D(140))
    assert first.share.value == D(40)
    assert (second.delivered, second.too_early, second.share.value) == (1, 1, None)
    assert second.share.not_enough.startswith("none was delivered 14 days before")
