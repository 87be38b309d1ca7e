"""Deciding over the stage: who is looked at, what stands afterwards, and what calls a message off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from msgspec.structs import replace

from dunning.decisions import Notify, Wait
from dunning.ledger import Customer, Kind, Row
from sync import commands, side_by_side, tables
from sync.decide import decide_due
from sync.work import Stopped
from tests.sync.books import (
    NOW,
    TODAY,
    booked,
    credit,
    customer,
    invoice,
    payment,
    rows_of,
    unreadable,
    up_for_review,
)
from tests.sync.desk import Desk, desk


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A desk on each kind of database; everything may go without a person's yes."""
    with desk(tmp_path, store_url) as made:
        yield made


def late_payers(number: int, *, first: int = 1) -> list[Row]:
    """So many customers with one overdue invoice each."""
    ids = range(first, first + number)
    return [row for n in ids for row in (customer(f"C{n}"), invoice(f"I{n}", of=f"C{n}"))]


CASES: tuple[tuple[str, list[Row]], ...] = (
    ("LEVEL_DUE", [customer("C1"), invoice(of="C1")]),
    ("LEVEL_DUE", [customer("C1"), invoice(of="C1", overdue=52)]),
    ("PAID", [customer("C1"), invoice(of="C1"), credit(left="500.00")]),
    ("PAID", [customer("C1"), invoice(of="C1"), payment(unapplied=Decimal("120.00"))]),
    ("TOO_SOON", [customer("C1"), invoice(of="C1", overdue=2), booked(TODAY)]),
    ("NO_ADDRESS", [customer("C1", emails=()), invoice(of="C1")]),
    ("NO_ADDRESS", [customer("C1", emails=("nonsense",)), invoice(of="C1")]),
    (
        "ADDRESSES_DIFFER",
        [customer("C1"), invoice(emails=("a@b.example",)), invoice("I2", emails=("c@d.example",))],
    ),
    ("FORBIDDEN", [customer("C1", active=False), invoice(of="C1")]),
    ("FORBIDDEN", [customer("C1", contactable=False), invoice(of="C1")]),
    ("BELOW_MINIMUM", [customer("C1"), invoice(owes="9.99")]),
    (
        "UNREADABLE",
        [customer("C1"), invoice(problem="it has no due date", due_on=None), invoice("I2", problem="odd")],
    ),
    (
        "UNREADABLE",
        [customer("C1"), invoice(), unreadable(Kind.PAYMENT, "P9", "its amount is missing", of="C1")],
    ),
    ("UNREADABLE", [invoice()]),
    ("OUT_OF_HOURS", [customer("C1", country="JP"), invoice()]),
    ("NOTHING_DUE", [customer("C1", terms_days=5), invoice(overdue=-9)]),
    ("PAID", [customer("C1"), invoice(status="void")]),
)


@pytest.mark.parametrize(("reason", "rows"), CASES)
def test_an_account_waits_or_not_for_this_reason(tmp_path: Path, reason: str, rows: list[Row]) -> None:
    with desk(tmp_path) as bench:
        bench.stage(*rows).decide()
        assert bench.reasons() == {"C1": reason}
        assert len(bench.effects()) == (reason == "LEVEL_DUE")


def test_every_overdue_account_has_one_standing_decision_with_its_reason_and_a_date_ahead(
    bench: Desk,
) -> None:
    for number, (_, page) in enumerate(CASES):
        for fact in page:
            told: dict[str, Any] = {name: f"{getattr(fact, name)}.{number}" for name in _own_names(fact)}
            bench.stage(replace(fact, **told))
    decided = bench.decide()
    ledger_id = bench.ledger.id
    accounts = rows_of(bench.office.store, tables.accounts, ledger_id)
    standing = [row for row in rows_of(bench.office.store, tables.decisions, ledger_id) if row["standing"]]
    assert len(accounts) == len(standing) == decided.decisions > len(CASES)
    owing = {
        (row["customer_id"], row["currency"])
        for row in rows_of(bench.office.store, tables.invoices, ledger_id)
        if row["status"] == "open" and row["due_on"] and row["due_on"] < TODAY
    }
    assert owing <= {(row["customer_id"], row["currency"]) for row in standing if row["overdue"]}
    for row in standing:
        assert row["text"]
        assert row["review_at"] is None or row["review_at"] > NOW
        assert row["review_at"] is not None or not row["overdue"]
    dates = {(row["customer_id"], row["currency"]): row["review_at"] for row in standing}
    assert dates == {(row["customer_id"], row["currency"]): row["review_at"] for row in accounts}


def _own_names(row: Row) -> tuple[str, ...]:
    """The fields that name a document or its customer, so that each case gets a customer of its own."""
    return ("id",) if isinstance(row, Customer) else ("id", "customer_id")


def test_nothing_due_costs_nothing_whatever_the_size_of_the_book(bench: Desk) -> None:
    asked: list[str] = []
    sa.event.listen(
        bench.office.store.engine, "before_cursor_execute", lambda *told: asked.append(str(told[2]))
    )
    counts = []
    for number in (5, 60):
        bench.stage(*late_payers(number)).approve()
        bench.decide()
        decisions = rows_of(bench.office.store, tables.decisions, bench.ledger.id)
        with bench.work() as work:
            asked.clear()
            assert decide_due(work).decisions == 0
            counts.append(len(asked))
        assert rows_of(bench.office.store, tables.decisions, bench.ledger.id) == decisions
    assert counts[0] == counts[1] <= 12


def test_only_the_accounts_whose_day_has_come_are_looked_at(bench: Desk) -> None:
    bench.stage(
        customer("C1"), invoice("I1", overdue=-5), customer("C2"), invoice("I2", of="C2", overdue=-20)
    )
    bench.decide()
    before = bench.standing("C2")
    assert before.review_at is not None
    bench.at(NOW + timedelta(days=3))
    assert bench.decide().decisions == 1
    assert bench.standing("C2") == before


def test_a_new_policy_voids_every_decision(bench: Desk) -> None:
    bench.stage(*late_payers(3), customer("C9"), invoice("I9", of="C9", overdue=-20)).decide()
    assert bench.decide().decisions == 0
    assert bench.under('approval_required = "every"').decide().decisions == 5
    assert bench.reasons() == {"C1": "APPROVAL", "C2": "APPROVAL", "C3": "APPROVAL", "C9": "NOTHING_DUE"}
    assert bench.decide().decisions == 0


def test_newer_books_void_only_the_decisions_that_wait_for_them(bench: Desk) -> None:
    bench.stage(
        booked(TODAY - timedelta(days=10)),
        *late_payers(2),
        customer("C8"),
        invoice("I8", of="C8", overdue=20),
        customer("C9"),
        invoice("I9", of="C9", overdue=-20),
    )
    bench.decide()
    assert bench.reasons() == {
        "C1": "BOOKS_NOT_BOOKED",
        "C2": "BOOKS_NOT_BOOKED",
        "C8": "LEVEL_DUE",
        "C9": "NOTHING_DUE",
    }
    commands.confirm_books(bench.office, bench.ledger, TODAY)
    assert bench.decide().decisions == 2
    assert bench.reasons() == dict.fromkeys(("C1", "C2", "C8"), "LEVEL_DUE") | {"C9": "NOTHING_DUE"}
    assert bench.decide().decisions == 0


def test_a_payment_in_the_books_frees_those_who_waited_for_it(bench: Desk) -> None:
    bench.stage(booked(TODAY - timedelta(days=20)), *late_payers(2)).decide()
    assert {*bench.reasons().values()} == {"BOOKS_NOT_BOOKED"}
    bench.stage(payment("NEW", of="STRANGER", on=TODAY))
    bench.decide()
    assert {*bench.reasons().values()} == {"LEVEL_DUE"}


def test_the_flood_guard_stops_all_or_none(bench: Desk) -> None:
    bench.stage(*late_payers(10))
    assert not bench.decide().flooded
    assert len(bench.effects()) == 10
    bench.stage(*late_payers(1, first=11))
    assert not bench.decide().flooded  # it alone is asked now; the ten are asked with it before sending
    for n in range(1, 12):
        bench.stage(customer(f"C{n}", edit=2))
    assert bench.decide().flooded
    assert {*bench.reasons().values()} == {"FLOOD"}
    assert bench.effects() == []
    bench.approve()
    assert not bench.decide().flooded
    assert len(bench.effects()) == 11


def test_what_went_today_counts_towards_the_flood_and_what_was_approved_today_towards_the_plan(
    bench: Desk,
) -> None:
    bench.stage(*late_payers(30))
    assert bench.decide().flooded
    bench.approve().decide()
    assert bench.send() == 30
    bench.decide()
    bench.stage(*late_payers(31, first=31))
    assert bench.decide().flooded  # sixty-one in a day where thirty were approved
    bench.approve("C31").decide()
    assert bench.reasons()["C31"] == "LEVEL_DUE"


def test_paid_meanwhile_nobody_is_chased(bench: Desk) -> None:
    bench.stage(*late_payers(1)).decide()
    bench.stage(invoice(edit=2, owes="0.00", status="paid"))
    assert bench.decide().dropped == 1
    [dropped] = bench.effects("dropped")
    assert dropped.reason == "decided anew: Nothing is owed: no open invoice."
    assert bench.effects() == []


@pytest.mark.parametrize(
    ("change", "attempt"),
    [
        (invoice(edit=2, owes="60.00"), 2),
        (invoice(edit=2, emails=("other@customer.example",)), 2),
        (customer(edit=2, emails=("new@customer.example",)), 2),
        (invoice("I2", owes="33.00"), 2),
        (credit(left="20.00"), 2),
        (invoice(edit=2, overdue=13), 1),  # a day older, the very same message
        (customer(edit=2, name="Renamed Ltd"), 1),
    ],
    ids=["part paid", "billed elsewhere", "new address", "one more overdue", "credit", "older", "renamed"],
)
def test_a_message_is_made_anew_exactly_when_what_it_says_or_to_whom_has_changed(
    bench: Desk, change: Row, attempt: int
) -> None:
    bench.stage(*late_payers(1)).decide()
    bench.stage(change).decide()
    [ready] = bench.effects()
    assert ready.attempt == attempt
    assert len(bench.effects("dropped")) == attempt - 1
    [act] = bench.ready()
    assert bench.standing().action == act


def test_a_due_date_moved_ahead_calls_the_message_off(bench: Desk) -> None:
    bench.stage(*late_payers(1)).decide()
    bench.stage(invoice(edit=2, overdue=-20)).decide()
    [dropped] = bench.effects("dropped")
    assert dropped.reason is not None
    assert dropped.reason.startswith("decided anew: Nothing is overdue")
    assert bench.effects() == []


@pytest.mark.parametrize("what", ["invoice", "customer", "ledger"])
def test_what_is_held_is_not_chased_until_it_is_released(bench: Desk, what: str) -> None:
    bench.stage(*late_payers(2)).decide()
    held: dict[str, Any] = {
        "customer": "C1" if what == "customer" else None,
        "invoice": "N-I1" if what == "invoice" else None,
    }
    commands.hold(bench.office, bench.ledger, **held, until=TODAY + timedelta(days=9), note="disputed")
    bench.decide()
    free = "HOLD" if what == "ledger" else "LEVEL_DUE"
    assert bench.reasons() == {"C1": "HOLD", "C2": free}
    assert bench.standing().overdue
    commands.release(bench.office, bench.ledger, **held)
    bench.decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE", "C2": "LEVEL_DUE"}
    with pytest.raises(commands.ActError, match="is not on hold"):
        commands.release(bench.office, bench.ledger, **held)


def test_a_hold_placed_while_the_accounts_are_decided_still_stops_the_message(bench: Desk) -> None:
    bench.stage(*late_payers(1))

    def meanwhile() -> None:
        commands.hold(bench.office, bench.ledger, customer="C1", invoice=None, until=None, note="wait")

    with bench.work(meanwhile) as work:
        decide_due(work)
    assert up_for_review(bench.office.store, bench.ledger.id) == {("C1", "GBP")}
    assert bench.send() == 0
    assert bench.decide().dropped == 1
    assert bench.reasons() == {"C1": "HOLD"}


def test_who_was_written_to_about_pounds_is_not_written_to_about_euros_the_same_day(bench: Desk) -> None:
    bench.stage(*late_payers(1), invoice("I2", currency="EUR"))
    bench.decide()
    assert len(bench.effects()) == 2
    assert bench.send() == 1
    bench.decide()
    for currency in ("GBP", "EUR"):
        assert isinstance(bench.standing("C1", currency).action, Wait)
    assert bench.effects() == []


def test_approval_binds_to_exactly_that_message(bench: Desk) -> None:
    bench.under('approval_required = "every"').stage(*late_payers(2)).decide()
    assert bench.reasons() == {"C1": "APPROVAL", "C2": "APPROVAL"}
    bench.approve("C1").decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE", "C2": "APPROVAL"}
    bench.stage(invoice("I7", owes="5.00")).decide()
    assert bench.reasons()["C1"] == "APPROVAL"
    bench.approve("C1").stage(customer("C1", edit=2, emails=("new@customer.example",))).decide()
    assert bench.reasons()["C1"] == "APPROVAL"
    bench.approve("C1").decide()
    assert [one.recipients for one in bench.ready()] == [("new@customer.example",)]


def test_nothing_is_decided_before_the_first_pull_is_through(bench: Desk) -> None:
    bench.update(complete=False).stage(*late_payers(1))
    assert bench.decide().decisions == 0
    assert bench.update(complete=True).decide().decisions == 2


def test_a_new_ledger_waits_for_a_persons_first_yes(bench: Desk) -> None:
    bench.update(released_at=None).stage(*late_payers(2)).decide()
    assert {*bench.reasons().values()} == {"NOT_RELEASED"}
    assert isinstance(bench.standing().action, Wait)
    bench.approve()
    bench.decide()
    assert len(bench.effects()) == 2


def test_a_sub_customer_that_joins_its_parent_is_chased_no_more_on_its_own(bench: Desk) -> None:
    bench.stage(customer("TOP"), customer("SUB"), invoice(of="SUB")).decide()
    assert bench.reasons() == {"SUB": "LEVEL_DUE"}
    bench.stage(customer("SUB", edit=2, bills_with="TOP")).decide()
    assert bench.reasons() == {"TOP": "LEVEL_DUE"}
    [dropped] = bench.effects("dropped")
    assert dropped.reason == "the customer is billed with its parent now"
    assert [one.recipients for one in bench.ready()] == [("top@customer.example",)]
    bench.stage(customer("SUB", edit=3)).decide()
    assert bench.reasons() == {"SUB": "LEVEL_DUE", "TOP": "PAID"}
    assert [one.recipients for one in bench.ready()] == [("sub@customer.example",)]


def test_the_levels_follow_one_another_within_one_debt_and_begin_anew_with_the_next(bench: Desk) -> None:
    bench.stage(*late_payers(1)).decide()
    assert bench.send() == 1
    bench.decide()
    assert isinstance(bench.standing().action, Wait)
    first = bench.standing().episode
    bench.at(NOW + timedelta(days=8)).stage(
        payment("NEW", of="STRANGER", on=TODAY + timedelta(days=8))
    ).decide()
    assert [one.level for one in bench.ready()] == ["second_reminder"]
    bench.stage(invoice(edit=2, owes="0.00", status="paid")).decide()
    assert bench.standing().episode is None
    bench.stage(invoice("I2", overdue=12))
    bench.at(NOW + timedelta(days=20)).stage(
        payment("NEWER", of="STRANGER", on=TODAY + timedelta(days=20))
    ).decide()
    action = bench.standing().action
    assert isinstance(action, Notify)
    assert action.level == "reminder"
    assert bench.standing().episode != first


def test_a_slip_in_the_books_that_is_put_right_lets_the_message_go(bench: Desk) -> None:
    bench.stage(*late_payers(1), unreadable(Kind.INVOICE, "I2", "its total is missing", of="C1")).decide()
    assert bench.reasons() == {"C1": "UNREADABLE"}
    bench.stage(invoice("I2", edit=2, owes="5.00")).decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE"}


def test_a_flood_is_seen_over_more_accounts_than_are_decided_in_one_go(
    bench: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(side_by_side, "CHUNK", 20)
    number = side_by_side.CHUNK + 5
    bench.stage(*late_payers(number))
    outcome = bench.decide()
    assert outcome.flooded
    assert outcome.waits == outcome.decisions >= number
    assert bench.effects() == []
    bench.approve()
    outcome = bench.decide()
    assert (outcome.flooded, outcome.decisions - outcome.waits) == (False, number)
    assert len(bench.effects()) == number


def test_a_round_that_is_asked_to_stop_says_so_and_the_next_one_decides(bench: Desk) -> None:
    bench.stage(*late_payers(2))
    with bench.work() as work:
        work.asked_to_stop = lambda: True
        with pytest.raises(Stopped, match="stopped in good order"):
            decide_due(work)
    assert bench.effects() == []
    bench.decide()
    assert bench.reasons() == {"C1": "LEVEL_DUE", "C2": "LEVEL_DUE"}
