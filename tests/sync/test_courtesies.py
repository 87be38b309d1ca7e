"""Courtesies from the stage to the outbox: once, on fresh facts, and only where they are chosen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from dunning.ledger import Row
from sync.delivered import account_of
from sync.store import outbox
from tests.sync.books import NOW, TODAY, booked, customer, invoice, payment
from tests.sync.desk import Desk, desk

THANKS = 'approval_required = "none"\ncourtesies.thanks = true'
STATEMENTS = 'approval_required = "none"\ncourtesies.statement_day = 20'
TERMS = 'approval_required = "none"\ncourtesies.terms_note = true'
PAID_ON = TODAY + timedelta(days=1)
LATER = NOW + timedelta(days=1)  # a Thursday


@pytest.fixture
def chased(tmp_path: Path, store_url: str) -> Iterator[Desk]:
    """A reminder about both invoices of C1 went on Wednesday 18 November."""
    with desk(tmp_path, store_url, policy=THANKS) as made:
        made.stage(customer(), invoice("I1"), invoice("I2", owes="30.00", overdue=10)).decide()
        assert made.send() == 1
        yield made.at(LATER)


def paid(*numbers: str, edit: int = 2) -> list[Row]:
    return [invoice(one, edit=edit, overdue=12, balance=Decimal(0), status="paid") for one in numbers]


def kinds(made: Desk) -> list[str]:
    return [each.kind for each in made.ready()]


def test_thanks_go_once_when_all_that_was_chased_is_paid(chased: Desk) -> None:
    chased.stage(*paid("I1"), payment("P1", on=PAID_ON, applied={"I1": "120.00"})).decide()
    assert kinds(chased) == [], "the other one is overdue still"
    chased.stage(*paid("I2"), payment("P2", on=PAID_ON, amount="30.00", applied={"I2": "30.00"})).decide()
    [thanks] = chased.ready()
    assert (thanks.kind, thanks.amount, set(thanks.overdue)) == ("thanks", Decimal(80), {"I1", "I2"})
    assert chased.decide().decisions == 0
    assert chased.send() == 1
    chased.decide()
    assert kinds(chased) == []
    chased.stage(payment("P3", on=PAID_ON, amount="1.00", applied={"I1": "1.00"}, edit=3)).decide()
    assert kinds(chased) == []
    with chased.office.store.read() as connection:
        assert outbox.work(connection, chased.ledger.id, ("note",), "ready") != []  # the reminder's own
        notes = outbox.work(connection, chased.ledger.id, ("note",), "ready")
        assert {each.cause_id for each in notes} == {effect.id for effect in chased.effects("done")[:1]}


def test_thanks_are_dropped_when_the_payment_is_taken_back_before_they_go(chased: Desk) -> None:
    chased.stage(
        *paid("I1", "I2"), payment("P1", on=PAID_ON, applied={"I1": "120.00", "I2": "30.00"})
    ).decide()
    assert kinds(chased) == ["thanks"]
    chased.stage(payment("P1", edit=4, on=PAID_ON, applied={"I1": "120.00"}, status="void"))
    assert chased.send() == 0, "up for review, so it is not claimed"
    chased.decide()
    assert kinds(chased) == []
    [dropped] = chased.effects("dropped")
    assert dropped.reason is not None
    assert dropped.reason.startswith("decided anew")


def test_who_was_never_chased_is_not_thanked(tmp_path: Path) -> None:
    with desk(tmp_path, policy=THANKS) as made:
        made.stage(customer(), invoice("I1", overdue=-5)).decide()
        made.stage(*paid("I1"), payment("P1", on=TODAY, applied={"I1": "120.00"})).decide()
        assert kinds(made) == []


def test_nothing_is_thanked_for_unless_it_is_chosen(chased: Desk) -> None:
    chased.under('approval_required = "none"')
    chased.stage(*paid("I1", "I2"), payment("P1", on=PAID_ON, applied={"I1": "120.00"})).decide()
    assert kinds(chased) == []
    chased.under(THANKS).decide()
    [effect] = chased.effects()
    with chased.office.store.read() as connection:
        account = account_of(connection, effect)
    assert [each.id for each in account.settled] == ["I1"]
    assert [each.id for each in account.paid] == ["P1"]


def test_each_open_account_gets_one_statement_a_month(tmp_path: Path, store_url: str) -> None:
    friday = NOW + timedelta(days=2)
    with desk(tmp_path, store_url, policy=STATEMENTS) as made:
        made.stage(
            customer(), customer("C2"), invoice("I1", overdue=-20), invoice("I2", of="C2", overdue=-15)
        )
        made.decide()
        assert kinds(made) == []
        made.at(friday).decide()
        assert sorted((each.kind, each.overdue) for each in made.ready()) == [
            ("statement", ("I1",)),
            ("statement", ("I2",)),
        ]
        assert made.send("C1") == 1
        made.stage(invoice("I2", of="C2", edit=3, overdue=-15, balance=Decimal(20))).decide()
        [other] = made.ready()
        assert other.amount == Decimal(20), "what it says is what the books say now"
        assert made.send() == 1
        for days in (1, 3, 4, 5):
            made.at(friday + timedelta(days=days)).decide()
            assert [each for each in made.ready() if each.kind == "statement"] == []
        assert "statement" not in made.reasons().values()


def test_a_day_that_was_missed_is_made_up_for_within_five_days_and_then_lapses(tmp_path: Path) -> None:
    with desk(tmp_path, policy=STATEMENTS) as made:
        made.stage(customer(), invoice("I1", overdue=-40)).decide()
        made.at(NOW + timedelta(days=7)).decide()  # Wednesday the 25th: the worker was off since the 18th
        assert kinds(made) == ["statement"]
        made.at(NOW + timedelta(days=8)).decide()
        assert kinds(made) == []


def test_statements_of_hundreds_stop_no_reminder(tmp_path: Path) -> None:
    with desk(tmp_path, policy=STATEMENTS) as made:
        made.update(planned_per_day=2)
        for number in range(30):
            made.stage(customer(f"C{number}"), invoice(f"I{number}", of=f"C{number}", overdue=-20))
        made.stage(customer("LATE"), invoice("LATE", of="LATE", overdue=5))
        made.at(NOW + timedelta(days=2))
        assert not made.decide().flooded
        assert sorted(kinds(made)) == ["level"] + ["statement"] * 30
        assert made.send(*(f"C{number}" for number in range(29))) == 29
        assert not made.decide().flooded
        made.stage(invoice("LATE", of="LATE", edit=2, overdue=5, balance=Decimal(70)))
        assert not made.decide().flooded
        assert "level" in kinds(made)


FIRST = invoice("I1", overdue=-30, issued_on=TODAY - timedelta(days=1))


@pytest.mark.parametrize(
    ("rows", "goes"),
    [
        ((), True),
        ((invoice("I0", overdue=40, status="paid", balance=Decimal(0)),), False),
        ((invoice("I0", overdue=400, status="void", balance=Decimal(0)),), True),
        ((invoice("I0", overdue=-30, issued_on=None),), False),
        ((payment("P0", on=TODAY - timedelta(days=90)),), False),
        ((payment("P0", on=TODAY - timedelta(days=90), status="void"),), True),
        (
            (
                invoice("I0", of="C9", overdue=400, status="paid", balance=Decimal(0)),
                customer("C9", bills_with="C1"),
            ),
            False,
        ),
        ((invoice("I2", overdue=-30, issued_on=TODAY),), True),
    ],
    ids=[
        "no dealings before",
        "an invoice paid before",
        "one that was void",
        "one without a date",
        "money came before",
        "money that was taken back",
        "an invoice of a branch that is billed with them",
        "a second one the day after",
    ],
)
def test_a_note_on_terms_goes_with_the_very_first_invoice(
    tmp_path: Path, store_url: str, rows: tuple[Row, ...], *, goes: bool
) -> None:
    with desk(tmp_path, store_url, policy=TERMS) as made:
        made.stage(customer(), FIRST, *rows).decide()
        assert [(each.kind, each.overdue) for each in made.ready()] == (
            [("terms_note", ("I1",))] if goes else []
        )
        if goes:
            assert made.send() == 1
            made.at(LATER).decide()
            assert kinds(made) == []


def test_where_settled_invoices_of_the_time_before_are_not_known_nobody_is_taken_for_new(
    tmp_path: Path,
) -> None:
    """A folder of exports may hold the open invoices alone."""
    old = invoice("OLD", of="C2", overdue=500)
    with desk(tmp_path, policy=TERMS) as made:
        made.stage(customer(), customer("C2"), old, FIRST).decide()
        assert "terms_note" not in kinds(made)
        made.stage(booked(TODAY - timedelta(days=400))).at(LATER)
        made.stage(customer(edit=2)).decide()
        assert "terms_note" in kinds(made)
