"""Why: the page of any invoice says first what becomes of it, and then everything that `duesync why` does."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import sqlalchemy as sa

import connectors
from dunning.engine import decide
from sync import commands, tables
from sync.commands.agreed import accounts_of
from sync.office import versions
from sync.replay import replay_one
from sync.store import decided
from sync.store.dialects import forms
from sync.why import why
from tests.ready import FILE
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import Desk, desk
from tests.web.console import Browser, console, words
from tests.web.customers_desk import SUMMIT, bookkeeper, books, put
from tests.web.served import Served


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Served]:
    with books(tmp_path) as served:
        yield served


def page(browser: Browser, number: str) -> str:
    came = browser.get(f"{SUMMIT}/invoices/{number}")
    assert came.status_code == 200, words(came)
    return unescape(words(came))


def test_an_invoice_that_nobody_decided_about_says_so_and_one_that_is_not_there_is_404(one: Served) -> None:
    browser = bookkeeper(one)
    assert "Nothing was decided yet." in page(browser, "N-I1")
    assert "It is paid: nothing is asked for it." in page(browser, "N-PAID")
    for path in (f"{SUMMIT}/invoices/N-9", "/console/ledgers/harbour/invoices/N-I1"):
        assert browser.get(path).status_code == 404
    put(one, "summit", invoice("X1", number="TWICE"), invoice("X2", number="TWICE"))
    came = browser.get(f"{SUMMIT}/invoices/TWICE")
    assert (came.status_code, "give the id instead: X1, X2" in words(came)) == (400, True)
    put(one, "summit", invoice("X3", number="A/7 b"))
    assert "Invoice A/7 b" in page(browser, "A%2F7%20b")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, policy='approval_required = "none"') as made:
        yield made


def test_the_page_tells_what_the_command_does(one: Served) -> None:
    browser, office = bookkeeper(one), one.office
    commands.hold(office, office.linked("summit"), customer=None, invoice="N-I1", until=None, note="talks")
    _decide(one)
    found = why(office, office.linked("summit"), "N-I1")
    told = page(browser, "N-I1")
    assert "120.00 GBP open of 120.00" in told
    for text in (found.text, found.part, *(each.text for each in found.guards)):
        assert " ".join(text.split()) in told, text
    assert found.outlook is not None
    assert found.outlook.conditions
    assert "Decided again on the same facts, it comes out the same to the letter." in told
    assert "What was decided, over time" in told
    assert f"Wait: {found.text}" in told or f"Act by e-mail: {found.text}" in told
    assert "See it in the ledger" in told


def test_what_was_asked_and_decided_is_told_in_the_consoles_own_words(tmp_path: Path) -> None:
    with console(tmp_path, f"sqlite:///{tmp_path / FILE}") as one:
        put(one, "summit", customer("C1"), invoice("I1"))
        _decide(one)
        told = page(bookkeeper(one), "N-I1")
    assert told.count("or state that all is booked.") > 2
    assert "A person ends it on the ledger's page , or with duesync confirm-books summit" in told
    assert told.count("confirm-books") == 1


def _decide(one: Served) -> None:
    """What a run would decide of the ledger, with its pull left out."""
    office = one.office
    ledger = office.linked("summit")
    rules, policy = office.rules(ledger), office.policy("summit")
    with office.store.write() as connection:
        keys = [("C1", "GBP")]
        found = accounts_of(office, connection, ledger, keys)
        pairs = [
            decided.Taken.of(found[key], decide(found[key], policy, rules, NOW), forms(connection))
            for key in keys
        ]
        decided.keep(connection, ledger.id, pairs, versions(policy.version, rules.version), NOW)


def test_a_decision_is_taken_again_under_the_policy_of_today(bench: Desk) -> None:
    bench.stage(customer(), invoice()).decide()
    assert bench.standing().reason.name == "LEVEL_DUE"
    with bench.office.store.read() as connection:
        mine = tables.decisions.c.customer_id == "C1"
        number = connection.scalar(sa.select(tables.decisions.c.id).where(mine))
    assert number is not None
    again = replay_one(bench.office, bench.ledger, number)
    assert again is not None
    assert (again[1], again[0].under, again[0].was == again[0].is_now) == (True, {}, True)
    bench.under('approval_required = "every"')
    under = replay_one(bench.office, bench.ledger, number)
    assert under is not None
    assert (under[1], set(under[0].under)) == (False, {"policy"})
    assert replay_one(bench.office, bench.ledger, number + 9) is None


def test_each_provider_that_has_pages_of_invoices_says_where() -> None:
    found = {
        name: made("sandbox", "a b")
        for name in connectors.provider_names()
        if (made := connectors.provider(name).invoice_page) is not None
    }
    assert found == {
        "quickbooks": "https://sandbox.qbo.intuit.com/app/invoice?txnId=a%20b",
        "xero": "https://go.xero.com/AccountsReceivable/View.aspx?InvoiceID=a%20b",
    }
    live = connectors.provider("quickbooks").invoice_page
    assert live is not None
    assert live("production", "7") == "https://qbo.intuit.com/app/invoice?txnId=7"
