"""`duesync learned`: debts count as they were drawn, and as paid by what the books show of their days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dunning.trial import Arm
from sync.cli import app
from sync.learned import NoTrial, what_was_learned
from sync.replay import replay
from tests.sync.books import NOW, TODAY, booked, customer, invoice, payment
from tests.sync.desk import NAME, Desk, a_year_ago, desk

DEBTS = 24
TRIAL = """approval_required = "none"
pre_due = { enabled = false }
trial = { percent = 50, level = "reminder", days = 5, seed = "s" }"""


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """Two dozen customers whose first reminder is due today, half of whom are to wait."""
    with desk(tmp_path, store_url, policy=TRIAL) as made:
        every = range(DEBTS)
        made.stage(*(customer(f"C{each}") for each in every))
        made.stage(*(invoice(f"I{each}", of=f"C{each}", overdue=4) for each in every))
        made.decide()
        yield made


def paid(bench: Desk, number: int, after: int) -> None:
    """That customer pays so many days from today."""
    bench.stage(
        invoice(
            f"I{number}", of=f"C{number}", overdue=4, edit=2, balance=Decimal(0), status="paid",
            total=Decimal(120),
        ),
        payment(
            f"P{number}", of=f"C{number}", on=TODAY + timedelta(days=after), amount="120.00",
            applied={f"I{number}": "120.00"},
        ),
    )  # fmt: skip


def test_all_are_drawn_on_the_day_and_none_is_over_yet(bench: Desk) -> None:
    reasons = list(bench.reasons().values())
    held = reasons.count("HELD_BACK")
    assert held + reasons.count("FLOOD") + reasons.count("LEVEL_DUE") == DEBTS
    [found] = what_was_learned(bench.office, bench.ledger)
    assert (found.as_usual, found.delayed) == (
        Arm(debts=DEBTS - held, over=0, paid=0), Arm(debts=held, over=0, paid=0),
    )  # fmt: skip
    assert 5 < held < 19
    assert found.verdict == "too few"


def test_who_paid_within_the_days_is_counted_once_the_books_are_past_them(bench: Desk) -> None:
    bench.at(NOW + timedelta(days=31)).stage(booked(TODAY + timedelta(days=29)))
    assert what_was_learned(bench.office, bench.ledger)[0].as_usual.over == 0
    for number in range(DEBTS):
        if number % 3:
            paid(bench, number, 30 if number % 3 == 1 else 31)
    bench.decide()
    [found] = what_was_learned(bench.office, bench.ledger)
    assert found.as_usual.over + found.delayed.over == DEBTS
    assert found.as_usual.paid + found.delayed.paid == DEBTS // 3
    assert found.as_usual.debts + found.delayed.debts == DEBTS  # drawn once, however often looked at


def test_decided_again_all_of_it_comes_out_the_same(bench: Desk) -> None:
    bench.at(NOW + timedelta(days=5))
    bench.decide()
    done = replay(bench.office, bench.ledger, a_year_ago())
    assert done.decisions == done.same_versions > DEBTS
    assert done.changed == ()


def test_it_is_told_in_words_and_as_json(bench: Desk) -> None:
    head = ["--config", str(bench.folder / "config.toml"), "--now", NOW.isoformat(), "learned", NAME]
    told = CliRunner().invoke(app, head).output
    assert 'summit: "reminder" goes 5 days later for some debts' in told
    assert "Too few to say anything: at least 30 debts" in told
    [trial] = json.loads(CliRunner().invoke(app, [*head, "--json"]).output)["trials"]
    assert (trial["verdict"], trial["difference"]) == ("too few", None)
    bench.under('approval_required = "none"')
    with pytest.raises(NoTrial, match=r"no trial is under way; \[policy.trial\] begins one"):
        what_was_learned(bench.office, bench.ledger)
