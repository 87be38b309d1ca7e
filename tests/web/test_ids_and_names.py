"""One customer's id is another's name, and one invoice's id another's number: each act finds its own.

QuickBooks' ids are small numbers, as are many firms' invoices and customers.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from sync import commands, tables
from sync.commands.calling import Called, called
from tests.sync.books import TODAY, customer, invoice
from tests.sync.desk import Desk, desk
from tests.web.console import Browser, signed_in, words
from tests.web.served import served
from tests.web.test_mornings import page
from tests.web.tools import tools

HERE = "/console/ledgers/summit/customers/C1"
CALLS = 'approval_required = "every"\nlevels = [{ name = "call", days = 4, channel = "call", tone = "firm" }]'


def mixed_up(at: Desk) -> None:
    """Acme is C1, and owes I1, which has no number; somebody else is called C1, and owes number I1."""
    at.stage(
        customer("C1", name="Acme", phone="+442079460018"),
        customer("C2", name="C1"),
        customer("SUB", name="Quay", bills_with="C1"),
        invoice("I1", number=None),
        invoice("I2", of="C2", number="I1", owes="70.00"),
    ).decide()


def held(at: Desk) -> list[tuple[str | None, str | None]]:
    with at.office.store.read() as connection:
        query = sa.select(tables.holds.c.customer_id, tables.holds.c.invoice_id)
        return [tuple(row) for row in connection.execute(query)]


def did(browser: Browser, act: str, **fields: str) -> str:
    came = browser.post(HERE, {"act": act, **fields})
    assert came.status_code == 200, words(came)
    return words(came)


def test_a_customers_page_acts_on_that_customer_and_on_the_invoice_chosen_there(tmp_path: Path) -> None:
    with desk(tmp_path) as at, served(at.office) as web:
        mixed_up(at)
        browser = signed_in(web)
        assert "Acme is on hold" in did(browser, "hold", note="a word")
        assert "is on hold" in did(browser, "hold", about="I1")
        assert held(at) == [("C1", None), ("C1", "I1")]
        assert "The payment is recorded" in did(browser, "pay", invoice="I1", amount="20.00")
        with at.office.store.read() as connection:
            paid = connection.scalars(
                sa.select(tables.effects.c.customer_id).where(tables.effects.c.kind == "payment")
            )
            assert list(paid) == ["C1"]
        form = browser.get(HERE).text
        assert 'name="invoice" value="I1"' in form
        assert 'name="invoice" value="I2"' not in form


def test_who_is_left_out_by_the_morning_mails_page_is_the_one_on_it(tmp_path: Path) -> None:
    with page(tmp_path) as here:
        here.firm.desk.stage(customer("C3", name="C1"))
        said = here.say(**{f"say-{here.mark('C1')}": "exclude"})
        assert "Acme Tools Ltd is left out" in words(said)
        assert held(here.firm.desk) == [("C1", None)]


def test_what_came_of_a_call_is_noted_of_who_was_called_and_of_what_they_owe(tmp_path: Path) -> None:
    with desk(tmp_path, policy=CALLS) as at:
        mixed_up(at)
        [task] = [one for one in commands.proposals(at.office, at.ledger) if one.customer_id == "C1"]
        called(at.office, at.ledger, task, Called(came="dispute", note="not ours"), "ann")
        with at.office.store.read() as connection:
            [kept] = connection.execute(sa.select(tables.agreements)).mappings()
        assert kept["customer_id"] == "C1"


def test_the_api_shows_who_is_billed_and_not_who_is_called_so(tmp_path: Path) -> None:
    with tools(tmp_path) as one:
        mixed_up(one.desk)
        shown = one.get("/ledgers/summit/customers/Quay", one.token()).json()
        assert (shown["id"], shown["name"]) == ("C1", "Acme")


def test_the_api_acts_on_the_id_that_is_named_as_one(tmp_path: Path) -> None:
    """The plain field takes a name before an id, and stays so for who uses it."""
    with tools(tmp_path) as one:
        mixed_up(one.desk)
        token = one.token(acts=True)

        def done(path: str, key: str, **body: object) -> dict[str, object]:
            came = one.post(f"/ledgers/summit/{path}", token, body, key)
            assert came.status_code == 200, came.text
            answer: dict[str, object] = came.json()
            return answer

        assert done("holds", "1", customer_id="C1", note="x")["customer"] == "C1"
        assert done("holds", "2", invoice_id="I1", note="x")["customer"] == "C1"
        assert done("holds", "3", customer="C1", note="x")["customer"] == "C2"
        assert done("holds", "4", invoice="I1", note="x")["customer"] == "C2"
        assert held(one.desk) == [("C1", None), ("C1", "I1"), ("C2", None), ("C2", "I2")]
        assert done("releases", "5", customer_id="C1")["done"] == "Acme is released"
        assert done("releases", "6", invoice_id="I1")["customer"] == "C1"
        promised = done("promises", "7", invoice_ids=["I1"], by=str(TODAY), amount="10")
        assert promised["customer"] == "C1"
        assert done("promises", "8", customer_id="C1", by=str(TODAY), amount="5")["customer"] == "C1"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("holds", {"customer": "C1", "customer_id": "C1", "note": "x"}),
        ("holds", {"invoice": "I1", "invoice_id": "I1", "note": "x"}),
        ("releases", {"customer": "C1", "customer_id": "C1"}),
        ("promises", {"customer": "C1", "customer_id": "C1", "by": str(TODAY)}),
    ],
)
def test_a_name_and_an_id_of_the_same_are_refused(tmp_path: Path, path: str, body: dict[str, str]) -> None:
    with tools(tmp_path) as one:
        mixed_up(one.desk)
        came = one.post(f"/ledgers/summit/{path}", one.token(acts=True), body)
        assert (came.status_code, "not both" in came.json()["detail"]) == (400, True), came.text
        assert held(one.desk) == []


def test_an_id_finds_nobody_by_name(tmp_path: Path) -> None:
    with tools(tmp_path) as one:
        mixed_up(one.desk)
        body = {"customer_id": "Acme", "note": "x"}
        came = one.post("/ledgers/summit/holds", one.token(acts=True), body)
        assert (came.status_code, "has no customer" in came.json()["detail"]) == (409, True), came.text
