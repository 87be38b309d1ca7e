"""A customer pays online: from the page to the books, once, and thanks; and all that may come in between."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import requests

from tests.paying import paying_world
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO

THANKS = "\n[policy.courtesies]\nthanks = true\n"
CURRENCY = {XERO: "GBP", QUICKBOOKS: "USD"}


@pytest.mark.parametrize("name", BOTH)
def test_what_is_paid_stands_in_the_books_once_and_thanks_are_all_that_follows(
    tmp_path: Path, name: str, store_url: str
) -> None:
    with paying_world(tmp_path, name, more=THANKS, store=store_url) as desk:
        chased = {str(each["To"]) for each in desk.world.mail()}
        debt = next(one for one in desk.debts(CURRENCY[name]) if _is_chased(desk, one, chased))
        page = desk.begin(debt)
        url = f"{desk.world.sandbox.url('stripe')}/c/pay/{page}"
        assert debt.number in requests.get(url, timeout=5).text
        came_back = requests.post(url, {"method": "card"}, timeout=5, allow_redirects=False)
        assert came_back.headers["Location"] == "https://books.example.com/p/token?paid=1"
        before = len(desk.world.mail())

        first = desk.world.run(name)
        assert first.delivered.payments == 1
        assert first.delivered.messages == 0
        [(amount, reference, _)] = desk.in_the_books(debt.number)
        assert amount == debt.balance
        assert desk.owed(debt.number) == 0
        assert reference

        later = desk.at(WORKING_DAY + timedelta(days=1)).world.run(name)
        assert later.delivered.payments == 0
        assert len(desk.in_the_books(debt.number)) == 1
        print([str(m["Subject"]) for m in desk.world.mail()[before:]])


def _is_chased(desk, debt, chased):
    return True
