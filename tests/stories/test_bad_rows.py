"""Rows that are wrong: each is shown with its problem, none stops its page, the rest stays exact."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sync.tables import invoices
from tests.stories.terminal import Terminal, terminal
from tests.world import BOTH, QUICKBOOKS, XERO, world

GONE = "left out"  # a field that the row does not have
NOWHERE = "11111111-2222-4333-8444-555555555555"
XERO_TIME = "/Date(1795014300000+0000)/"
INTUIT_TIME = "2026-11-18T07:05:00-08:00"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Terminal]:
    """Both ledgers linked and pulled."""
    with world(tmp_path, customers=8) as made, terminal(made) as typed:
        made.link()
        assert typed.type("sync").code == 0
        yield typed


def a_customer(desk: Terminal, name: str) -> str:
    """The id of a customer who owes something in the ledger's own currency."""
    ledger = desk.world.office.linked(name)
    query = sa.select(invoices.c.customer_id).where(
        invoices.c.ledger_id == ledger.id,
        invoices.c.currency == ledger.home_currency,
        invoices.c.status == "open",
        invoices.c.balance > 0,
    )
    with desk.world.office.store.read() as connection:
        return str(connection.scalars(query.order_by(invoices.c.id)).first())


def with_changes(row: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in (row | changes).items() if value != GONE}


def xero_row(customer: str, number: str, **changes: Any) -> dict[str, Any]:
    row = {
        "Type": "ACCREC",
        "InvoiceID": f"00000000-0000-4000-8000-{zlib.crc32(number.encode()):012x}",
        "InvoiceNumber": number,
        "Reference": "",
        "AmountDue": 100.0,
        "AmountPaid": 0.0,
        "AmountCredited": 0.0,
        "Contact": {"ContactID": customer, "Name": "Somebody"},
        "DateString": "2026-09-01T00:00:00",
        "Status": "AUTHORISED",
        "Total": 100.0,
        "UpdatedDateUTC": XERO_TIME,
        "CurrencyCode": "GBP",
        "DueDateString": "2026-10-01T00:00:00",
        "DueDate": "/Date(1790812800000+0000)/",
    }
    return with_changes(row, changes)


def quickbooks_row(customer: str, number: str, **changes: Any) -> dict[str, Any]:
    row = {
        "DocNumber": number,
        "TxnDate": "2026-09-01",
        "CurrencyRef": {"value": "USD"},
        "LinkedTxn": [],
        "CustomerRef": {"value": customer, "name": "Somebody"},
        "TotalAmt": 100.0,
        "Balance": 100.0,
        "DueDate": "2026-10-01",
        "Id": str(900_000 + zlib.crc32(number.encode()) % 99_999),
        "SyncToken": "0",
        "MetaData": {"CreateTime": INTUIT_TIME, "LastUpdatedTime": INTUIT_TIME},
    }
    return with_changes(row, changes)


def xero_answers(desk: Terminal, resource: str, rows: list[Any]) -> None:
    body = {"DateTimeUTC": XERO_TIME, resource: rows}
    desk.break_(XERO, rf"GET .*/{resource}\?", "status", status=200, body=json.dumps(body))


def quickbooks_answers(desk: Terminal, **kinds: list[Any]) -> None:
    body = {
        "CDCResponse": [{"QueryResponse": [{kind: rows} for kind, rows in kinds.items()]}],
        "time": INTUIT_TIME,
    }
    desk.break_(QUICKBOOKS, "/cdc", "status", status=200, body=json.dumps(body))


BAD_IN_XERO: dict[str, tuple[dict[str, Any], str]] = {
    "NO-DUE": ({"DueDate": GONE, "DueDateString": GONE}, "it has no due date"),
    "BAD-DUE": ({"DueDate": GONE, "DueDateString": "32.13.2026"}, "due date"),
    "STRANGE": ({"CurrencyCode": "ZZZ"}, "unknown currency 'ZZZ'"),
    "NO-MONEY": ({"CurrencyCode": None}, "it does not say its currency"),
    "ABSURD": ({"AmountDue": 1e30, "Total": 1e30}, "too large"),
    "COMMA": ({"AmountDue": "12,50"}, "AmountDue"),
    "TOO-FINE": ({"AmountDue": 0.00001}, "more decimals"),
    "NO-ID": ({"InvoiceID": GONE}, "it has no id"),
    "NOBODY": ({"Contact": None}, "it has no customer"),
    "STRAY": ({"Contact": {"ContactID": NOWHERE}}, f"its customer is not in the books as pulled: {NOWHERE}"),
    "WEIRD": ({"Status": "PERHAPS"}, "PERHAPS"),
}
BAD_IN_QUICKBOOKS: dict[str, tuple[dict[str, Any], str]] = {
    "NO-DUE": ({"DueDate": GONE}, "it has no due date"),
    "BAD-DUE": ({"DueDate": "32.13.2026"}, "due date"),
    "STRANGE": ({"CurrencyRef": {"value": "ZZZ"}}, "unknown currency 'ZZZ'"),
    "ABSURD": ({"Balance": 1e30, "TotalAmt": 1e30}, "too large"),
    "COMMA": ({"Balance": "12,50"}, "Balance"),
    "NO-BALANCE": ({"Balance": GONE}, "it has no balance"),
    "NO-ID": ({"Id": GONE}, "it has no Id"),
    "NOBODY": ({"CustomerRef": None}, "it names no customer"),
    "STRAY": ({"CustomerRef": {"value": "987654"}}, "its customer is not in the books as pulled: 987654"),
}
NO_ROWS: tuple[object, ...] = (None, "text", 7, [])


def test_every_bad_row_of_a_page_is_shown_with_its_problem_and_the_good_ones_are_staged(
    desk: Terminal,
) -> None:
    before = {name: desk.balances(name) for name in BOTH}
    xeros, quicks = a_customer(desk, XERO), a_customer(desk, QUICKBOOKS)
    bad_xero = [xero_row(xeros, number, **changes) for number, (changes, _) in BAD_IN_XERO.items()]
    bad_quick = [
        quickbooks_row(quicks, number, **changes) for number, (changes, _) in BAD_IN_QUICKBOOKS.items()
    ]
    good = {"AmountDue": 55.5, "Total": 55.5}, {"Balance": 55.5, "TotalAmt": 55.5}
    xero_answers(desk, "Invoices", [*bad_xero, *NO_ROWS, xero_row(xeros, "GOOD", **good[0])])
    quickbooks_answers(desk, Invoice=[*bad_quick, *NO_ROWS, quickbooks_row(quicks, "GOOD", **good[1])])

    told = desk.type("sync")  # a run would compare with the ledger as well, which has no such rows
    assert told.code == 0, told.err
    assert told.out.count(" with a problem; ") == 2
    assert " 0 with a problem" not in told.out
    for name, bad in ((XERO, BAD_IN_XERO), (QUICKBOOKS, BAD_IN_QUICKBOOKS)):
        problems = desk.status(name)["problems"]
        for number, (_, words) in bad.items():
            assert any(number in line and words in line for line in problems), (number, problems)
        assert sum("row" in line and "read" in line for line in problems) >= len(NO_ROWS)
        assert not any("GOOD" in line for line in problems)
        # the good one, and those whose amounts are plain though something else is wrong
        counted = sum(number in ("NO-DUE", "BAD-DUE", "STRAY", "WEIRD") for number in bad)
        home = desk.world.office.linked(name).home_currency
        expected = before[name] | {home: before[name][home] + Decimal("55.5") + 100 * counted}
        assert desk.balances(name) == expected


def test_a_customer_with_an_unreadable_document_waits_and_why_names_it(desk: Terminal) -> None:
    customer = a_customer(desk, XERO)
    rows = [xero_row(customer, "STRANGE", CurrencyCode="ZZZ"), xero_row(customer, "GOOD")]
    xero_answers(desk, "Invoices", rows)
    desk.type("sync", XERO)
    told = desk.type("why", "--json", XERO, "GOOD").json
    assert told["action"] == "wait"
    assert "invoice STRANGE: unknown currency 'ZZZ'" in told["text"]


def test_a_row_that_comes_right_later_leaves_no_problem_behind(desk: Terminal) -> None:
    before = desk.balances(XERO)
    customer = a_customer(desk, XERO)
    xero_answers(desk, "Invoices", [xero_row(customer, "TURNS", CurrencyCode="ZZZ")])
    desk.type("sync", XERO)
    assert len(desk.status(XERO)["problems"]) == 1
    assert desk.balances(XERO) == before
    xero_answers(desk, "Invoices", [xero_row(customer, "TURNS")])
    desk.type("sync", XERO)
    assert desk.status(XERO)["problems"] == []
    assert desk.balances(XERO) == before | {"GBP": before["GBP"] + 100}


def test_null_strings_are_read_as_nothing(desk: Terminal) -> None:
    xeros, quicks = a_customer(desk, XERO), a_customer(desk, QUICKBOOKS)
    before = {name: desk.status(name)["invoices"] for name in BOTH}
    blank = {"InvoiceNumber": None, "Reference": None, "Contact": {"ContactID": xeros, "Name": None}}
    xero_answers(desk, "Invoices", [xero_row(xeros, "NULLS", **blank)])
    nothing = {"DocNumber": None, "CustomerRef": {"value": quicks, "name": None}, "PrivateNote": None}
    quickbooks_answers(desk, Invoice=[quickbooks_row(quicks, "NULLS", **nothing)])
    assert desk.type("sync").code == 0
    for name in BOTH:
        assert desk.status(name)["invoices"] == before[name] + 1
        assert desk.status(name)["problems"] == []


def test_an_unreadable_customer_is_shown_and_its_invoices_wait(desk: Terminal) -> None:
    xero_answers(desk, "Contacts", [{"ContactID": NOWHERE, "Name": None}, None])
    xero_answers(desk, "Invoices", [xero_row(NOWHERE, "HIS")])
    quickbooks_answers(
        desk,
        Customer=[{"Id": "987654", "DisplayName": None, "MetaData": {"LastUpdatedTime": INTUIT_TIME}}, None],
        Invoice=[quickbooks_row("987654", "HIS")],
    )
    assert desk.type("sync").code == 0
    for name in BOTH:
        assert any("it has no name" in line for line in desk.status(name)["problems"])
        told = desk.type("why", "--json", name, "HIS").json
        assert told["action"] == "wait"
        assert "it has no name" in told["text"]


def test_a_customer_without_an_address_waits_for_one(desk: Terminal) -> None:
    contact = {"ContactID": NOWHERE, "Name": "No Address Ltd", "ContactStatus": "ACTIVE"}
    xero_answers(desk, "Contacts", [contact])
    xero_answers(desk, "Invoices", [xero_row(NOWHERE, "HERS")])
    customer = {"Id": "987654", "DisplayName": "No Address Inc", "Active": True, "SyncToken": "0"}
    quickbooks_answers(
        desk,
        Customer=[customer | {"MetaData": {"LastUpdatedTime": INTUIT_TIME}}],
        Invoice=[quickbooks_row("987654", "HERS")],
    )
    assert desk.type("sync").code == 0
    for name in BOTH:
        told = desk.type("why", "--json", name, "HERS").json
        assert "has no usable e-mail address" in told["text"]
        assert desk.status(name)["waiting"]["There is no usable address."] >= 1
