"""The day's last calls: kept for payments and looks; what can wait waits, and nothing is half known."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.errors import TryLater
from sync import commands
from sync.store import figures
from tests.world import WORKING_DAY, XERO, World, world


def scarce(made: World, calls_per_day: int) -> World:
    """The same world, whose Xero plan has so few calls."""
    text = made.config.read_text(encoding="utf-8")
    few = f"settle_after_seconds = 0\ncalls_per_day = {calls_per_day}"
    text = re.sub(r"settle_after_seconds = 0(\ncalls_per_day = \d+)?", few, text)
    made.config.write_text(text, encoding="utf-8")
    return made.at(WORKING_DAY)


def test_history_waits_for_tomorrow_and_keeps_no_decision_and_no_payment_back(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made:
        scarce(made, 31).link(XERO)
        first = made.run(XERO)
        assert not first.pulled.whole
        assert first.decided.decisions
        made.approve(XERO)
        ledger = made.office.linked(XERO)
        assert ledger.complete
        with made.office.store.read() as connection:
            row = figures.open_invoices(connection, ledger.id)[0]
        commands.pay(made.office, ledger, row.number, Decimal("1.00"), paid_on=None, reference="BANK-1")
        second = made.run(XERO)
        assert (second.delivered.payments, second.delivered.messages, second.delivered.notes) == (1, 0, 0)
        assert second.delivered.later > 0
        assert not made.mail()
        scarce(made, 5000)
        third = made.run(XERO)
        assert third.pulled.whole
        assert third.delivered.messages == len(made.mail()) > 0
        assert third.delivered.notes > 0


def test_a_day_that_is_used_up_ends_the_run_and_says_so(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made:
        scarce(made, 4).link(XERO)
        with pytest.raises(TryLater, match="used up for"):
            made.run(XERO)
        assert "used up" in str(made.office.linked(XERO).problem)
