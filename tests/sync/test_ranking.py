"""The order of what waits for a person: by what is at risk where history says so, else by amount and age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from dunning.ledger import Row
from sync import commands
from tests.sync.books import customer, invoice, payment
from tests.sync.desk import Desk, desk


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as made:
        made.under('approval_required = "every"')
        yield made.stage(customer("PROMPT"), customer("TARDY"), customer("NEW"))


def settled(of: str, count: int, late: int) -> list[Row]:
    rows: list[Row] = []
    for number in range(count):
        paid = invoice(f"{of}{number}", of=of, overdue=150 + 7 * number, status="paid", balance=Decimal(0))
        assert paid.due_on is not None
        on = paid.due_on + timedelta(days=late)
        rows += [paid, payment(f"P{of}{number}", of=of, on=on, applied={paid.id: "120.00"})]
    return rows


def order(bench: Desk) -> tuple[str, list[str]]:
    bench.decide()
    words, ranked = commands.in_order(
        bench.office, bench.ledger, commands.proposals(bench.office, bench.ledger)
    )
    return words, [one.proposal.customer_id for one in ranked]


def test_who_seldom_pays_is_called_before_who_owes_more_and_soon_pays(bench: Desk) -> None:
    bench.stage(*settled("PROMPT", 20, 12), *settled("TARDY", 20, 60))
    bench.stage(invoice("A", of="PROMPT", owes="500.00", overdue=5), invoice("B", of="TARDY", overdue=5))
    words, found = order(bench)
    assert words.startswith(
        "the amount times the likelihood that it is not paid within 30 days (plain ratios"
    )
    assert found == ["TARDY", "PROMPT"]
    levels = {one.notify.tone for one in commands.proposals(bench.office, bench.ledger)}
    assert levels == {"friendly"}, "the likelihood orders, and makes no letter harder"


def test_without_history_it_is_by_amount_and_then_by_age(bench: Desk) -> None:
    bench.stage(
        invoice("A", of="PROMPT", owes="50.00", overdue=30),
        invoice("B", of="TARDY", owes="120.00", overdue=5),
        invoice("C", of="NEW", owes="120.00", overdue=9),
    )
    assert order(bench) == (
        "amount, then age: there is not enough history to say who pays late", ["NEW", "TARDY", "PROMPT"],
    )  # fmt: skip


def test_the_home_currency_comes_first_and_what_is_not_due_last(bench: Desk) -> None:
    yen = invoice("Y", of="TARDY", owes="90000", currency="JPY")
    soon = invoice("S", of="NEW", owes="900.00", overdue=-3)
    bench.stage(invoice("A", of="PROMPT", owes="50.00"), yen, replace(soon, issued_on=None))
    _, found = order(bench)
    assert found[:2] == ["PROMPT", "TARDY"]


def test_what_credit_covers_is_not_at_risk(bench: Desk) -> None:
    bench.stage(invoice("A", of="PROMPT", owes="500.00"))
    bench.stage(payment("P", of="PROMPT", amount="400.00", unapplied=Decimal("400.00")))
    bench.decide()
    waiting = commands.proposals(bench.office, bench.ledger)
    _, [ranked] = commands.in_order(bench.office, bench.ledger, waiting)
    assert (ranked.at_risk, ranked.days_past_due) == (Decimal("100.00"), 12)


def test_an_empty_list_needs_no_order(bench: Desk) -> None:
    assert commands.in_order(bench.office, bench.ledger, []) == (
        "amount, then age: there is not enough history to say who pays late", [],
    )  # fmt: skip
