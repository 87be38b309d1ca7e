"""A customer pays online: from the page to the books, once, and thanks; and all that may come in between."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import requests

from connectors.sandbox.faults import Fault
from dunning.ledger import to_minor
from sync import paying
from sync.commands import online
from sync.commands.targets import ActError
from tests.paying import BACK, paying_world
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO

THANKS = "\n[policy.courtesies]\nthanks = true\n"
NEXT = WORKING_DAY + timedelta(days=1)


@pytest.mark.parametrize(("name", "store"), [(XERO, "ready"), (QUICKBOOKS, "postgres_url")])
def test_what_is_paid_stands_in_the_books_once_and_thanks_are_all_that_follows(
    tmp_path: Path, name: str, store: str, request: pytest.FixtureRequest
) -> None:
    url = None if store == "ready" else str(request.getfixturevalue(store))
    with paying_world(tmp_path, name, more=THANKS, store=url) as desk:
        debts = desk.chased()
        page = desk.begin(*debts)
        url = f"{desk.world.sandbox.url('stripe')}/c/pay/{page}"
        shown = requests.get(url, timeout=5).text
        assert all(debt.number in shown for debt in debts)
        came_back = requests.post(url, {"method": "card"}, timeout=5, allow_redirects=False)
        assert came_back.headers["Location"] == "https://books.example.com/p/token?paid=1"

        desk.world.run(name)
        for debt in debts:
            [(amount, reference, _)] = desk.in_the_books(debt.number)
            assert (amount, desk.owed(debt.number)) == (debt.balance, Decimal(0))
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


@pytest.mark.parametrize("name", BOTH)
def test_the_ledgers_own_link_is_given_where_it_has_one(tmp_path: Path, name: str) -> None:
    with paying_world(tmp_path, name, webhooks=False, prefer="ledger") as desk:
        office, ledger = desk.world.office, desk.world.office.linked(name)
        debts = desk.chased()
        source = desk.world.sandbox.xero if name == XERO else desk.world.sandbox.quickbooks
        offer = paying.offered(office, ledger, debts[0].customer_id, debts[0].currency)
        calls = len(source.calls)
        assert paying.offered(office, ledger, debts[0].customer_id, debts[0].currency) == offer
        assert len(source.calls) == calls, "each is fetched once"
        own = {one.number: one.url for one in offer.payable if one.url}
        assert offer.online
        for number, url in own.items():
            link = online.pay_link(office, ledger, debts[0].customer_id, numbers=(str(number),), back=BACK)
            assert (link.url, link.until) == (url, None)
        assert (own != {}) == (name == XERO), "the pretend QuickBooks takes no payments online"
        assert desk.stripe.calls == []


@pytest.mark.parametrize(("name", "asks"), [(XERO, "OnlineInvoice"), (QUICKBOOKS, "include=invoiceLink")])
def test_a_ledger_that_is_away_keeps_no_page_waiting(tmp_path: Path, name: str, asks: str) -> None:
    with paying_world(tmp_path, name, webhooks=False, prefer="ledger") as desk:
        office, ledger = desk.world.office, desk.world.office.linked(name)
        source = desk.world.sandbox.xero if name == XERO else desk.world.sandbox.quickbooks
        waited = {one.customer_id for one in desk.chased()}
        debt = next(
            one for one in desk.debts("GBP" if name == XERO else "USD") if one.customer_id not in waited
        )

        def made() -> int:
            before = len(source.calls)
            offer = paying.offered(office, ledger, debt.customer_id, debt.currency)
            assert all(one.url is None for one in offer.payable)
            return len(source.calls) - before

        source.faults.add(Fault(match=asks, action="status", status=503, times=None))
        assert (made(), made()) == (1, 0), "one try, and no other for a while"
        later = desk.at(WORKING_DAY + timedelta(minutes=11))
        office = later.world.office
        assert made() == 1


def test_a_missed_webhook_loses_nothing(tmp_path: Path) -> None:
    with paying_world(tmp_path, webhooks=False) as desk:
        debt = desk.chased()[0]
        desk.stripe.pay(desk.begin(debt))
        assert [one.state for one in desk.all()] == ["open"]
        assert desk.world.run(XERO).delivered.payments == 1
        assert desk.owed(debt.number) == 0
        [one] = desk.all()
        assert (one.state, one.fee is not None) == ("paid", True)
        [note] = [each for each in desk.notes(debt.number) if str(one.payment_id) in each]
        assert f"fee {debt.currency}" in note


def test_a_bank_debit_under_way_is_waited_for(tmp_path: Path) -> None:
    with paying_world(tmp_path) as desk:
        debt = desk.chased()[0]
        payment = desk.stripe.pay(desk.begin(debt), "debit")
        later = desk.at(WORKING_DAY + timedelta(days=14))
        before = len(later.world.mail())
        assert later.world.run(XERO).delivered.payments == 0
        assert later.standing(debt.customer_id) == "PAYING"
        assert desk.address(debt) not in {each["To"] for each in later.world.mail()[before:]}
        with pytest.raises(ActError, match="its payment is on its way"):
            desk.begin(debt)
        desk.stripe.settle(payment, comes=True)
        assert later.world.run(XERO).delivered.payments == 1
        assert desk.owed(debt.number) == 0


def test_a_bank_debit_that_fails_leaves_the_debt_as_it_was(tmp_path: Path) -> None:
    with paying_world(tmp_path) as desk:
        debt = desk.chased()[0]
        payment = desk.stripe.pay(desk.begin(debt), "debit")
        desk.stripe.settle(payment, comes=False)
        assert desk.world.run(XERO).delivered.payments == 0
        assert desk.standing(debt.customer_id) != "PAYING"
        assert desk.owed(debt.number) == debt.balance
        assert desk.begin(debt)


@pytest.mark.parametrize("name", BOTH)
def test_what_the_books_took_three_minutes_ago_cannot_be_paid_again(tmp_path: Path, name: str) -> None:
    with paying_world(tmp_path, name, webhooks=False) as desk:
        debt = desk.debts("GBP" if name == XERO else "USD")[0]
        sandbox = desk.world.sandbox
        (sandbox.xero if name == XERO else sandbox.quickbooks).pay(debt.number, debt.balance)
        desk.at(WORKING_DAY + timedelta(minutes=3))
        with pytest.raises(ActError, match="is not open"):
            desk.begin(debt)
        assert desk.stripe.calls == []


def test_what_is_paid_twice_is_credit_and_a_persons_task(tmp_path: Path) -> None:
    with paying_world(tmp_path, QUICKBOOKS) as desk:
        debt = next(one for one in desk.debts("USD"))
        page = desk.begin(debt)
        desk.world.sandbox.quickbooks.pay(debt.number, debt.balance)
        desk.stripe.pay(page)
        assert desk.world.run(QUICKBOOKS).delivered.payments == 1
        assert desk.world.run(QUICKBOOKS).delivered.payments == 0
        assert debt.balance in [amount for amount, _, _ in desk.in_the_books(debt.number)]
        payments = desk.world.sandbox.quickbooks.company.rows["Payment"].values()
        [credit] = [each for each in payments if each.get("UnappliedAmt") == debt.balance]
        assert "Stripe" in credit["PrivateNote"]
        [trouble] = desk.troubles()
        assert f"USD {debt.balance:,}" in trouble
        assert "credit" in trouble


def test_a_page_for_more_than_is_owed_by_now_is_closed(tmp_path: Path) -> None:
    with paying_world(tmp_path) as desk:
        debt = desk.chased()[0]
        page = desk.begin(debt)
        desk.world.sandbox.xero.pay(debt.number, debt.balance)
        desk.world.run(XERO)
        assert desk.stripe.shops[desk.key].session(page).status == "expired"


def test_an_amount_is_that_of_the_books_at_that_moment(tmp_path: Path) -> None:
    with paying_world(tmp_path, webhooks=False) as desk:
        debt = desk.chased()[0]
        desk.world.sandbox.xero.pay(debt.number, debt.balance)
        later = desk.at(WORKING_DAY + timedelta(minutes=16))
        with pytest.raises(ActError, match="is not open"):
            later.begin(debt)


def test_a_refund_is_taken_back_in_the_books_and_nobody_is_chased_for_it(tmp_path: Path) -> None:
    name = QUICKBOOKS
    with paying_world(tmp_path, name) as desk:
        debt = desk.chased()[0]
        payment = desk.stripe.pay(desk.begin(debt))
        desk.world.run(name)
        desk.stripe.refund(payment)
        done = desk.world.run(name).delivered
        assert (done.voids, done.messages) == (1, 0)
        assert desk.owed(debt.number) == debt.balance
        later = desk.at(WORKING_DAY + timedelta(days=14))
        later.world.run(name)
        assert later.standing(debt.customer_id) == "HOLD" or len(desk.debts(debt.currency)) > 1
        assert later.world.run(name).delivered.voids == 0


def test_of_a_payment_that_is_refunded_in_part_the_rest_stays(tmp_path: Path) -> None:
    with paying_world(tmp_path) as desk:
        debt = desk.chased()[0]
        payment = desk.stripe.pay(desk.begin(debt))
        desk.world.run(XERO)
        desk.stripe.refund(payment, to_minor(Decimal(5), debt.currency))
        assert desk.world.run(XERO).delivered.voids == 1
        assert desk.world.run(XERO).delivered.payments == 1
        assert desk.owed(debt.number) == Decimal(5)
        assert desk.world.run(XERO).delivered.payments == 0


def test_a_dispute_is_told_of_and_taken_back_only_when_it_is_lost(tmp_path: Path) -> None:
    with paying_world(tmp_path) as desk:
        debt = desk.chased()[0]
        payment = desk.stripe.pay(desk.begin(debt))
        desk.world.run(XERO)
        desk.stripe.dispute(payment)
        assert desk.world.run(XERO).delivered.voids == 0
        assert "disputes" in desk.troubles()[0]
        desk.stripe.dispute(payment, "lost")
        assert desk.world.run(XERO).delivered.voids == 1
        assert desk.standing(debt.customer_id) != "PAYING", "it is taken back by now"
        assert "was lost" in desk.troubles()[0]
        assert "disputes" in desk.troubles()[0], "nobody saw to that either"
        assert desk.owed(debt.number) == debt.balance
