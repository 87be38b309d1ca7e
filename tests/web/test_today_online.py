"""Today tells of payments online that somebody is to see to, until they say that they did."""

from __future__ import annotations

from pathlib import Path

from sync.today import client
from tests.paying import Paying, paying_world
from tests.web.console import signed_in, words
from tests.world import QUICKBOOKS


def waits(desk: Paying) -> tuple[int, int]:
    """Payments online to be seen to, and all that is not as it should be."""
    found = client(desk.world.office, desk.world.office.linked(desk.name))
    return len(found.online), found.exceptions


def test_a_refund_that_the_payers_bank_did_not_take_is_seen_to_in_today(tmp_path: Path) -> None:
    with paying_world(tmp_path, QUICKBOOKS) as desk:
        assert desk.ours is not None
        debt = desk.debts("USD")[0]
        payment = desk.stripe.pay(desk.begin(debt))
        desk.world.run(QUICKBOOKS)
        desk.stripe.refund(payment)
        assert desk.world.run(QUICKBOOKS).delivered.voids == 1
        assert waits(desk) == (0, 0)
        desk.stripe.fail_refund(payment)
        assert waits(desk) == (1, 1)
        browser = signed_in(desk.ours)
        shown = browser.get("/console/today")
        assert "did not take a refund of USD" in words(shown)
        assert payment in words(shown)
        [form] = [each for each in shown.text.split("<form") if "/today/online/" in each]
        action = form.split('action="')[1].split('"')[0]
        assert "is seen to" in words(browser.post(action, {}))
        assert waits(desk) == (0, 0)
        assert desk.world.run(QUICKBOOKS).delivered.payments == 0, "a person says how it goes on"
        assert desk.owed(debt.number) == debt.balance
        assert waits(desk) == (0, 0), "told of once"


def test_a_viewer_sees_it_and_cannot_say_that_it_is_seen_to(tmp_path: Path) -> None:
    with paying_world(tmp_path, QUICKBOOKS) as desk:
        assert desk.ours is not None
        payment = desk.stripe.pay(desk.begin(desk.debts("USD")[0]))
        desk.stripe.dispute(payment)
        browser = signed_in(desk.ours, "viewer")
        shown = browser.get("/console/today")
        assert "disputes USD" in words(shown)
        assert "/today/online/" not in shown.text
        key = desk.all()[0].key
        path = f"/console/ledgers/{QUICKBOOKS}/today/online/{key}"
        assert browser.post(path, {}).status_code == 403
        assert waits(desk)[0] == 1
