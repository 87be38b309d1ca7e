"""What bookkeepers took wrongly from `why` when they read it and then let the days pass: it stays mended."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dunning.policy import read_policy
from tests.dunning.agreements_desk import dispute, promise
from tests.dunning.desk import account, at, books, invoice, payer
from tests.dunning.test_outlook import named, seen, the

ASKED = read_policy({"approval_required": "every"})


def test_a_yes_today_asks_for_what_is_told_and_not_for_what_may_be_paid_unseen() -> None:
    half_known = account(
        invoice(due="2026-04-20", balance="100"),
        invoice("1002", due="2026-05-01", balance="50"),
        books=books(booked_through=date(2026, 4, 28), released=False),
    )
    step = seen(half_known).next_step
    assert step is not None
    assert (step.on, step.invoices, step.amount) == (date(2026, 5, 5), ("1001",), Decimal(100))


def test_later_than_today_the_books_are_taken_to_be_kept_up() -> None:
    stale = account(
        invoice(due="2026-05-01"), invoice("1002", due="2026-05-02"), books=books(booked_through=None)
    )
    step = seen(stale).next_step
    assert step is not None
    assert step.invoices == ("1001", "1002")


def test_what_stands_in_the_way_of_the_next_step_is_listed_though_something_else_does_before_it() -> None:
    promised = account(
        invoice(), agreements=(promise(by="2026-05-12"),), books=books(booked_through=date(2026, 5, 5))
    )
    found = seen(promised, ASKED)
    assert named(found) == ["promise", "approval"]
    assert the(found, "approval").since == at("2026-05-14", "07:00")
    assert the(found, "promise").ends_when == "payments up to 14 May 2026 are in the ledger, on that day"


def test_a_note_that_lapses_does_not_lift_what_waits_for_a_person_after_it() -> None:
    noted = account(invoice(due="2026-05-08"), behaviour=payer("late"), books=books(released=False))
    policy = read_policy({"approval_required": "none"})
    found = seen(noted, policy)
    assert the(found, "released").ends_by_itself is None


def test_a_dispute_never_lifts_by_itself_though_another_invoice_goes_its_way() -> None:
    two = account(invoice(), invoice("1002", due="2026-05-20"), agreements=(dispute(),))
    waits = the(seen(two), "dispute")
    assert waits.ends_by_itself is None
    assert waits.ends_when == "it is answered (what is not disputed goes on meanwhile)"


def test_nothing_is_due_until_the_due_date_though_a_note_waits_for_a_person_before_it() -> None:
    held_up = account(invoice(due="2026-05-08"), behaviour=payer("late"), books=books(released=False))
    found = seen(held_up, read_policy({"approval_required": "none"}), day="2026-05-01")
    assert the(found, "nothing due").ends_by_itself == at("2026-05-08", "23:00")
