"""A customer pays online: from the page to the books, once, and thanks; and all that may come in between."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import requests

from connectors.sandbox.faults import Fault
from sync.commands.targets import ActError
from tests.paying import Paying, paying_world
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO

THANKS = "\n[policy.courtesies]\nthanks = true\n"
NEXT = WORKING_DAY + timedelta(days=1)


@pytest.mark.parametrize("name", BOTH)
def test_what_is_paid_stands_in_the_books_once_and_thanks_are_all_that_follows(
    tmp_path: Path, name: str, store_url: str
) -> None:
    with paying_world(tmp_path, name, more=THANKS, store=store_url) as desk:
        debts = desk.chased()
        page = desk.begin(*debts)
        url = f"{desk.world.sandbox.url('stripe')}/c/pay/{page}"
        shown = requests.get(url, timeout=5).text
        assert all(debt.number in shown for debt in debts)
        came_back = requests.post(url, {"method": "card"}, timeout=5, allow_redirects=False)
        assert came_back.headers["Location"] == "https://books.example.com/p/token?paid=1"

        desk.world.run(name)
        for debt in debts:
            [(amount, reference, status)] = desk.in_the_books(debt.number)
            assert (amount, desk.owed(debt.number)) == (debt.balance, 0)
            assert reference
        before = len(desk.world.mail())
        later = desk.at(NEXT).world.run(name).delivered
        assert (later.payments, later.voids, later.notes) == (0, 0, 0)
        assert all(len(desk.in_the_books(debt.number)) == 1 for debt in debts)
        told = [each for each in desk.world.mail() if each["To"] == desk.address(debts[0])]
        assert len(told) == 2, "the reminder, and thanks"
        assert told[1] in desk.world.mail()[before:]
        desk.at(NEXT + timedelta(days=1)).world.run(name)
        assert len([each for each in desk.world.mail() if each["To"] == told[0]["To"]]) == 2
