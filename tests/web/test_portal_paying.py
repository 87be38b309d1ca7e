"""Paying from a customer's own page: two taps from the message, all or some, and nothing of anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from tests.sync.books import NOW, credit, customer, invoice
from tests.sync.paying_desk import PayingDesk, paying_desk
from tests.web.portal_desk import Pages, opened


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[tuple[PayingDesk, Pages]]:
    """C1 owes GBP 120, overdue, and 30 that is not due yet, with 5 in hand; C2 owes too."""
    with paying_desk(tmp_path) as made:
        made.desk.stage(invoice(), invoice("I2", owes="30.00", overdue=-5), credit(left="5.00"))
        made.desk.stage(customer("C2", name="Globex"), invoice("I4", of="C2", owes="77.00"))
        with opened(made.desk, "Customer C1") as pages:
            yield made, pages


def said(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def where(answer: str) -> str:
    [to] = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', answer)
    return str(to)


def test_one_button_pays_what_is_overdue_less_what_is_in_hand(shop: tuple[PayingDesk, Pages]) -> None:
    made, pages = shop
    assert "Pay £115.00 now" in said(pages.get().text)
    answer = pages.post("/pay", {"currency": "GBP"})
    assert answer.status_code == 200
    to = where(answer.text)
    assert f'<a class="button" href="{to}"' in answer.text, "for who follows no refresh"
    assert where(pages.post("/pay", {"currency": "GBP"}).text) == to, "the same page while it is open"
    made.twin.pay(to.rsplit("/", 1)[-1], "debit")
    made.hear()
    page = said(pages.get().text)
    assert "£115.00 is on its way into our books" in page
    [checkout] = made.all()
    assert [(one.invoice_id, one.amount) for one in checkout.allocations] == [("I1", Decimal("115.00"))]
    assert pages.token not in repr(checkout.page), "who takes the money is not told the way to their page"


@pytest.mark.parametrize(
    ("form", "parts"),
    [
        ({"invoice": ["N-I2"]}, {"I2": "30.00"}),
        ({"invoice": ["N-I1", "N-I2"]}, {"I1": "120.00", "I2": "30.00"}),
        ({"invoice": ["N-I1", "N-I2"], "amount": "125,50"}, {"I1": "120.00", "I2": "5.50"}),
        ({"amount": "20"}, {"I1": "20.00"}),
        ({"invoice": ["N-I2", "N-I4"]}, {"I2": "30.00"}),  # another's is not theirs to name
    ],
)
def test_some_of_it_is_paid_oldest_first(
    shop: tuple[PayingDesk, Pages], form: dict[str, object], parts: dict[str, str]
) -> None:
    made, pages = shop
    page = where(pages.post("/pay", {"currency": "GBP", **form}).text).rsplit("/", 1)[-1]
    made.twin.pay(page, "card")
    made.hear()
    [checkout] = made.all()
    assert {one.invoice_id: str(one.amount) for one in checkout.allocations} == parts


def test_more_than_is_owed_and_what_is_not_theirs_is_refused(shop: tuple[PayingDesk, Pages]) -> None:
    made, pages = shop
    for form in (
        {"amount": "150.01"},
        {"amount": "0"},
        {"currency": "USD"},
        {"currency": "GBP", "amount": "x"},
    ):
        assert pages.post("/pay", {"currency": "GBP"} | form).status_code == 400
    assert pages.get("/pay").status_code == 200
    assert made.all() == []
    page = pages.get("/pay").text
    assert page.count('type="checkbox"') == 2
    assert "N-I4" not in page


def test_where_it_cannot_be_reached_nothing_is_taken_and_the_transfer_stands(
    shop: tuple[PayingDesk, Pages],
) -> None:
    made, pages = shop
    made.desk.update(complete=True)
    path = made.desk.folder / "config.toml"
    assert "Account 12345678" in said(pages.get("/pay").text)
    assert "N-I1 N-I2" in said(pages.get("/pay").text)
    text = re.sub(
        r'host = "http://127[^"]*"', 'host = "http://127.0.0.1:9"', path.read_text(encoding="utf-8")
    )
    path.write_text(text, encoding="utf-8")
    made.desk.at(NOW)
    with opened(made.desk, "Customer C1") as others:
        answer = others.post("/pay", {"currency": "GBP"})
    assert answer.status_code == 400
    assert "Online payment does not work right now" in said(answer.text)
