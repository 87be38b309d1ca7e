"""The list of customers and the search: who is shown, in which order, at what cost, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sync import commands
from sync.commands import Said
from sync.debtors import ORDERS, PER_PAGE, Debtors, Wanted, debtors
from tests.sync.books import TODAY, customer, invoice
from tests.sync.desk import Desk, desk
from tests.web.console import signed_in, words
from tests.web.customers_desk import SUMMIT, bookkeeper, books
from tests.web.served import Served


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Served]:
    with books(tmp_path) as served:
        yield served


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Desk]:
    """Four who owe, one of them by a branch too and one in euro, and one who owes nothing."""
    with desk(tmp_path) as made:
        yield _owing(made)


@pytest.fixture
def either(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """The same, on either database."""
    with desk(tmp_path, store_url) as made:
        yield _owing(made)


def _owing(made: Desk) -> Desk:
    made.stage(customer("A", name="Äpfel"), customer("B", name="Birne"), customer("C", name="Cox"))
    made.stage(customer("SUB", bills_with="B"), customer("E", name="Euro"), customer("N", name="Nobody"))
    made.stage(
        invoice("A1", of="A", owes="10.00", overdue=-3), invoice("A2", of="A", owes="5.00", overdue=95)
    )
    made.stage(
        invoice("B1", of="B", owes="70.00", overdue=20), invoice("B2", of="SUB", owes="1.00", overdue=45)
    )
    made.stage(invoice("C1", of="C", owes="99.00", overdue=-20), invoice("E1", of="E", currency="EUR"))
    return made.stage(invoice("PAID", of="N", status="paid", balance=Decimal(0)))


def names(found: Debtors) -> list[str]:
    return [one.name for one in found.rows]


def seen(bench: Desk, **wanted: Any) -> list[str]:
    return names(debtors(bench.office, bench.ledger, Wanted(**wanted)))


def test_it_says_of_each_what_is_owed_by_age_with_their_branches(either: Desk) -> None:
    found = debtors(either.office, either.ledger, Wanted())
    told = {one.name: one for one in found.rows}
    assert [str(each) for each in told["Äpfel"].aged] == ["10.00", "0.00", "0.00", "0.00", "5.00"]
    assert [str(each) for each in told["Birne"].aged] == ["0.00", "70.00", "1.00", "0.00", "0.00"]
    assert (told["Birne"].oldest, told["Birne"].invoices, told["Cox"].oldest) == (45, 2, 0)
    assert [(one.currency, str(one.total), str(one.overdue)) for one in found.sums] == [
        ("GBP", "185.00", "76.00"),
        ("EUR", "120.00", "120.00"),
    ]


def test_it_sorts_and_filters(bench: Desk) -> None:
    assert seen(bench) == ["Birne", "Äpfel", "Cox", "Euro"], "overdue, the home currency first"
    assert seen(bench, order="open") == ["Cox", "Birne", "Äpfel", "Euro"]
    assert seen(bench, order="oldest") == ["Äpfel", "Birne", "Euro", "Cox"]
    assert seen(bench, order="name", down=False) == ["Äpfel", "Birne", "Cox", "Euro"]
    assert seen(bench, show="overdue") == ["Birne", "Äpfel", "Euro"]
    assert seen(bench, show="all", order="name", down=False) == ["Äpfel", "Birne", "Cox", "Euro", "Nobody"]
    assert seen(bench, name="APF") == ["Äpfel"], "without case and accents"
    assert seen(bench, page=9) == seen(bench)
    bench.decide()
    assert seen(bench, order="next", down=False)[-1] in {"Cox", "Euro", "Birne", "Äpfel"}


def test_what_is_agreed_or_held_is_seen_at_once_and_can_be_chosen(bench: Desk) -> None:
    office, ledger = bench.office, bench.ledger
    commands.hold(office, ledger, customer="SUB", invoice=None, until=None, note="talks")
    said = Said(by="jo", customer="Äpfel")
    commands.promise(office, ledger, said, amount=None, by=TODAY)
    commands.dispute(
        office, ledger, Said(by="jo", invoices=("N-E1",)), amount=None, reason="x", owner=None, answer_by=None
    )
    shown = {show: seen(bench, show=show) for show in ("held", "agreed", "disputed")}
    assert shown == {"held": ["Birne"], "agreed": ["Äpfel"], "disputed": ["Euro"]}
    badges = {one.name: [each.text for each in one.badges] for one in debtors(office, ledger, Wanted()).rows}
    assert badges == {
        "Birne": ["on hold"], "Äpfel": ["promised by"], "Euro": ["disputed, answer by"], "Cox": [],
    }  # fmt: skip


def test_what_waits_for_a_yes_can_be_chosen(tmp_path: Path) -> None:
    with desk(tmp_path, policy='approval_required = "every"') as made:
        made.stage(
            customer("A", name="Asked"),
            invoice("A1", of="A"),
            customer("B"),
            invoice("B1", of="B", overdue=-9),
        )
        made.decide()
        [only] = debtors(made.office, made.ledger, Wanted(show="approve")).rows
    assert (only.name, only.waits) == ("Asked", "A person must approve this first.")
    assert only.step is not None
    assert (only.step.level, only.step.on) == ("reminder", TODAY)


def test_a_page_costs_the_same_queries_and_reads_no_whole_table_however_many_there_are(
    tmp_path: Path,
) -> None:
    asked: dict[str, list[str]] = {}
    plans: set[str] = set()
    with desk(tmp_path) as made:
        made.stage(
            *(customer(f"C{n}") for n in range(60)), *(invoice(f"I{n}", of=f"C{n}") for n in range(60))
        )
        made.decide()
        for size in ("60", "1060"):
            heard: list[str] = []
            engine = made.office.store.engine

            def hear(_on: Any, _cursor: Any, statement: str, *_more: Any, heard: list[str] = heard) -> None:
                heard.append(statement)

            sa.event.listen(engine, "before_cursor_execute", hear)
            for order in ORDERS:
                found = debtors(made.office, made.ledger, Wanted(order=order))
                assert (len(found.rows), found.number) == (PER_PAGE, int(size))
            sa.event.remove(engine, "before_cursor_execute", hear)
            asked[size] = heard
            if size == "60":
                made.stage(
                    *(customer(f"D{n}") for n in range(1000)),
                    *(invoice(f"J{n}", of=f"D{n}") for n in range(1000)),
                )
                made.decide()
        [owed] = {each for each in asked["60"] if "sum(" in each}
        with made.office.store.read() as connection:
            bound = (*(["2026-11-18"] * owed.count("?")),)[: owed.count("?")]
            plans = {str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {owed}", bound)}
    assert len(asked["60"]) == len(asked["1060"])
    assert plans == {"SEARCH invoices USING COVERING INDEX ix_invoices_owed (ledger_id=?)"}


def test_the_page_shows_them_and_leads_on(one: Served) -> None:
    browser = bookkeeper(one)
    came = browser.get(f"{SUMMIT}/customers")
    told = words(came)
    assert "Acme" in told
    assert "150.00 GBP 150.00 GBP 120.00 30.00" in told
    assert f'href="{SUMMIT}/customers/B%2F2"' in came.text or f'href="{SUMMIT}/customers/B/2"' in came.text
    assert "Nobody: no name there has “xyz” in it." in words(browser.get(f"{SUMMIT}/customers?name=xyz"))
    for odd in ("?page=x&order=y&show=z&way=q", "?page=99999999999", "?name=%25%00"):
        assert browser.get(f"{SUMMIT}/customers{odd}").status_code == 200


def test_a_search_finds_customers_and_invoices_of_all_ledgers_that_one_may_see(one: Served) -> None:
    browser = bookkeeper(one)
    told = words(browser.get("/console/search?q=n-"))
    for number in ("N-I1", "N-E1", "N-H1"):
        assert number in told
    assert browser.get("/console/search?q=muller").url.endswith("/customers/B%2F2")
    assert browser.get("/console/search?q=n-h1").url.endswith("/harbour/invoices/N-H1")
    assert "Nothing is called “%_”" in words(browser.get("/console/search?q=%25_"))
    assert browser.get("/console/search?q=").status_code == 200
    narrow = signed_in(one, "viewer", ["summit"])
    assert "N-H1" not in words(narrow.get("/console/search?q=n-"))
    assert "Nothing is called" in words(narrow.get("/console/search?q=harbour"))
    assert narrow.get("/console/ledgers/harbour/customers").status_code == 404
