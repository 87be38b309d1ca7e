"""Booked through: only what the books prove unpaid is asked for; the rest is named beside it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account, Books
from dunning.decisions import Decision, Reason
from dunning.engine import decide, explain
from dunning.ledger import Invoice
from tests.dunning.desk import (
    POLICY,
    RULES,
    account,
    at,
    books,
    credit,
    hold,
    invoice,
    notice,
    notify,
    wait,
)

NOW = at("2026-05-22")  # a Friday; payments are booked through the Wednesday before
OLD = invoice("1", due="2026-05-11", balance="100")
A_DAY_LATE = invoice("2", due="2026-05-21", balance="900")
COMING = invoice("3", due="2026-06-30", balance="50")


def booked(through: str) -> Books:
    return books(booked_through=date.fromisoformat(through))


def owing(*invoices: Invoice, through: str = "2026-05-20") -> Account:
    return account(*invoices, books=booked(through))


def decided(asked: Account) -> Decision:
    return decide(asked, POLICY, RULES, NOW)


def told_by(asked: Account, guard: str) -> str:
    return next(each.text for each in explain(asked, POLICY, RULES, NOW) if each.guard == guard)


def test_an_invoice_one_day_late_is_not_asked_for_with_the_old_one() -> None:
    step = notify(decided(owing(OLD, A_DAY_LATE, COMING)))
    assert (step.overdue, step.alongside) == (("i1",), ("i2", "i3"))
    assert (step.amount, step.level) == (Decimal(100), "reminder")
    assert step.balances == (("i1", Decimal(100)), ("i2", Decimal(900)), ("i3", Decimal(50)))


def test_why_says_which_invoices_are_not_asked_for_yet() -> None:
    asked = owing(OLD, A_DAY_LATE)
    assert told_by(asked, "books") == (
        "Payments are booked through 20 May 2026; 13 May 2026 was needed. "
        "Not asked for yet, as a payment may not be booked: invoice 2."
    )
    assert told_by(asked, "paid") == "GBP 1,000.00 is owed, net of credit."
    assert told_by(asked, "nothing due").startswith("2 invoices overdue")


@pytest.mark.parametrize(
    ("due", "through", "asked_for"),
    [
        ("2026-05-18", "2026-05-20", True),  # Monday: two banking days are Tuesday and Wednesday
        ("2026-05-19", "2026-05-20", False),
        ("2026-05-15", "2026-05-18", False),  # Friday: the weekend does not count
        ("2026-05-15", "2026-05-19", True),
        ("2026-05-01", "2026-05-05", False),  # the Monday after was a bank holiday
        ("2026-05-01", "2026-05-06", True),
    ],
)
def test_each_invoice_needs_two_banking_days_after_its_own_due_date(
    due: str, through: str, *, asked_for: bool
) -> None:
    older = invoice("1", due="2026-04-20")
    step = notify(decided(owing(older, invoice("2", due=due), through=through)))
    assert step.overdue == (("i1", "i2") if asked_for else ("i1",))


def test_once_the_books_are_booked_further_it_is_asked_for_too() -> None:
    step = notify(decided(owing(OLD, A_DAY_LATE, through="2026-05-26")))
    assert (step.overdue, step.alongside, step.amount) == (("i1", "i2"), (), Decimal(1000))


def test_a_yes_to_the_old_one_does_not_reach_what_was_alongside() -> None:
    asked = owing(OLD, A_DAY_LATE)
    before = notify(decided(asked))
    later = notify(decided(replace(asked, books=booked("2026-05-26"))))
    assert before.fingerprint != later.fingerprint


def test_when_nothing_is_proven_the_account_waits_for_the_books() -> None:
    decision = decided(owing(OLD, A_DAY_LATE, through="2026-05-12"))
    assert decision.reason is Reason.BOOKS_NOT_BOOKED
    assert "needs 13 May 2026, 2 banking days after the due date of invoice 1." in decision.text
    assert wait(decision).proposed is None


def test_after_a_notice_nothing_at_all_is_asked_for_until_the_books_have_passed_it() -> None:
    sent = notice("reminder", "2026-05-15", episode="e", invoice_ids=("i1",))
    asked = replace(owing(OLD, A_DAY_LATE, through="2026-05-18"), notices=(sent,), episode="e")
    decision = decided(asked)
    assert decision.reason is Reason.BOOKS_NOT_BOOKED
    assert "needs 19 May 2026, 2 banking days after the last notice." in decision.text
    step = notify(decided(replace(asked, books=booked("2026-05-19"))))
    assert (step.level, step.overdue) == ("second_reminder", ("i1",))


def test_credit_comes_off_what_is_asked_for_first() -> None:
    asked = replace(owing(OLD, A_DAY_LATE), credits=(credit("30"),))
    step = notify(decided(asked))
    assert (step.overdue, step.credit, step.amount) == (("i1",), Decimal(30), Decimal(70))


def test_where_credit_covers_all_that_is_proven_the_rest_waits_for_the_books() -> None:
    asked = replace(owing(OLD, A_DAY_LATE), credits=(credit("100"),))
    decision = decided(asked)
    assert decision.reason is Reason.BOOKS_NOT_BOOKED  # so that newer books are looked at when they come
    assert "after the due date of invoice 2" in decision.text
    everything = replace(asked, credits=(credit("1000"),))
    assert decided(everything).reason is Reason.PAID


def test_a_trifle_that_is_proven_waits_with_the_large_sum_that_is_not() -> None:
    decision = decided(owing(invoice("1", due="2026-05-11", balance="4"), A_DAY_LATE))
    assert decision.reason is Reason.BOOKS_NOT_BOOKED
    assert "invoice 2" in decision.text
    small = decided(owing(invoice("1", due="2026-05-11", balance="4"), invoice("2", "2026-05-21", "5")))
    assert small.reason is Reason.BELOW_MINIMUM


def test_a_held_invoice_is_neither_asked_for_nor_named_beside() -> None:
    asked = replace(owing(OLD, A_DAY_LATE), holds=(hold("invoice", None, "i2"),))
    step = notify(decided(asked))
    assert (step.overdue, step.alongside) == (("i1",), ())


def test_two_invoices_due_on_one_day_are_asked_for_together() -> None:
    twins = (OLD, invoice("4", due="2026-05-11"))
    assert notify(decided(owing(*twins, A_DAY_LATE))).overdue == ("i1", "i4")
