"""What is written to the emulated Xero is booked, refused, repeated and lost as at the real one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from connectors.sandbox.generate import book
from connectors.sandbox.server import serve
from connectors.sandbox.xero import XeroApi
from tests.connectors.xero_caller import FREE, START, Caller, Hands, clearing, first_open


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def xero(hands: Hands) -> XeroApi:
    kept = book(seed=1, today=START.date(), flavour="xero")
    return XeroApi(kept, hands, client_id="us", client_secret="secret", limits=FREE)


@pytest.fixture
def caller(xero: XeroApi) -> Iterator[Caller]:
    with serve(xero) as served:
        one = Caller(served)
        yield one
        one.session.close()


@pytest.fixture
def linked(caller: Caller) -> Caller:
    caller.sign_in()
    return caller


def payment(invoice: dict[str, Any], account: dict[str, str], amount: str, **more: Any) -> dict[str, Any]:
    return {
        "Invoice": {"InvoiceID": invoice["InvoiceID"]},
        "Account": account,
        "Date": "2026-11-24",
        "Amount": float(amount),
    } | more


def read(linked: Caller, invoice: dict[str, Any]) -> dict[str, Any]:
    one: dict[str, Any] = linked.get(f"Invoices/{invoice['InvoiceID']}")["Invoices"][0]
    return one


# Payments


def test_a_payment_lowers_the_balance_and_the_last_one_settles_the_invoice(
    linked: Caller, xero: XeroApi
) -> None:
    one, account = first_open(linked), clearing(linked)
    part = payment(one, account, "10.00", Reference="KEY0000000000000001")
    made = linked.call("PUT", "Payments", body=part).json()["Payments"][0]
    assert (made["Status"], made["PaymentType"], made["Reference"]) == (
        "AUTHORISED",
        "ACCRECPAYMENT",
        "KEY0000000000000001",
    )
    after = read(linked, one)
    assert (after["AmountPaid"], after["AmountDue"]) == (Decimal("10.00"), one["Total"] - 10)
    assert after["Payments"][0]["PaymentID"] == made["PaymentID"]
    assert after["UpdatedDateUTC"] > one["UpdatedDateUTC"]
    rest = payment(one, account, str(after["AmountDue"]))
    assert linked.call("PUT", "Payments", body={"Payments": [rest]}).status_code == 200
    settled = read(linked, one)
    assert (settled["Status"], settled["AmountDue"]) == ("PAID", 0)
    assert (
        settled["FullyPaidOnDate"]
        == f"/Date({int(datetime(2026, 11, 24, tzinfo=UTC).timestamp()) * 1000}+0000)/"
    )
    assert xero.balance_of(one["InvoiceNumber"]) == 0
    assert xero.payments_on(one["InvoiceNumber"])[0] == (Decimal("10.0"), "KEY0000000000000001", "AUTHORISED")


def test_deleting_a_payment_opens_the_invoice_again(linked: Caller) -> None:
    one, account = first_open(linked), clearing(linked)
    made = linked.call("PUT", "Payments", body=payment(one, account, str(one["Total"]))).json()
    address = f"Payments/{made['Payments'][0]['PaymentID']}"
    paid = read(linked, one)
    gone = linked.call("POST", address, body={"Status": "DELETED"}).json()["Payments"][0]
    assert gone["Status"] == "DELETED"
    again = read(linked, one)
    assert (again["Status"], again["AmountDue"], again["AmountPaid"]) == ("AUTHORISED", one["Total"], 0)
    assert "FullyPaidOnDate" not in again
    assert again["Payments"] == []
    assert again["UpdatedDateUTC"] > paid["UpdatedDateUTC"]
    assert linked.errors("POST", address, {"Status": "DELETED"}) == ["This payment has been deleted already"]
    assert linked.errors("POST", address, {"Amount": 5}) != []
    where = f'Invoice.InvoiceID==guid("{one["InvoiceID"]}")'
    assert [pay["Status"] for pay in linked.get("Payments", where=where)["Payments"]] == ["DELETED"]


def test_a_payment_is_found_by_its_reference_on_that_invoice(linked: Caller) -> None:
    one, account = first_open(linked), clearing(linked)
    for reference in ("AAAA", "BBBB"):
        linked.call("PUT", "Payments", body=payment(one, account, "1.00", Reference=reference))
    where = (
        f'Invoice.InvoiceID==guid("{one["InvoiceID"]}") AND Reference=="BBBB" AND Status=="AUTHORISED" '
        'AND PaymentType=="ACCRECPAYMENT" AND Date>=DateTime(2026,11,24)'
    )
    found = linked.get("Payments", where=where, page=1)
    assert [pay["Reference"] for pay in found["Payments"]] == ["BBBB"]
    assert found["pagination"]["itemCount"] == 1
    assert found["Payments"][0]["Invoice"]["InvoiceID"] == one["InvoiceID"]


def test_a_foreign_payment_is_in_the_invoices_currency(linked: Caller) -> None:
    one, account = first_open(linked, "EUR"), clearing(linked)
    made = linked.call("PUT", "Payments", body=payment(one, account, "50.00")).json()["Payments"][0]
    assert made["Amount"] == 50
    assert made["BankAmount"] < 50
    assert read(linked, one)["AmountDue"] == one["Total"] - 50


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"Amount": 1e7}, "Payment amount exceeds the amount outstanding on this document"),
        ({"Amount": 0}, "Payment amount must be greater than zero"),
        ({"Account": {"Code": "999"}}, "Account could not be found"),
        ({"Account": {"Code": "200"}}, "Account must be a bank account"),
        ({"Invoice": {"InvoiceNumber": "INV-9"}}, "Invoice could not be found"),
        ({"CreditNote": {"CreditNoteID": "x"}}, "Only payments of invoices are emulated"),
    ],
)
def test_a_payment_that_breaks_a_rule_is_refused_and_changes_nothing(
    linked: Caller, changed: dict[str, Any], message: str
) -> None:
    one = first_open(linked)
    wrong = payment(one, clearing(linked), "1.00") | changed
    assert any(text.startswith(message) for text in linked.errors("PUT", "Payments", wrong))
    assert read(linked, one) == one


def test_paid_voided_and_locked_invoices_take_no_payment(linked: Caller, xero: XeroApi) -> None:
    one, account = first_open(linked), clearing(linked)
    xero.books.period_lock = date(2026, 11, 24)
    assert "period lock date" in linked.errors("PUT", "Payments", payment(one, account, "1.00"))[0]
    assert linked.get("Organisation")["Organisations"][0]["PeriodLockDate"]
    xero.books.period_lock = None
    xero.void(one["InvoiceNumber"])
    expected = ["Payments can only be made against Authorised documents"]
    assert linked.errors("PUT", "Payments", payment(one, account, "1.00")) == expected
    other = first_open(linked, "EUR")
    xero.pay(other["InvoiceNumber"], xero.balance_of(other["InvoiceNumber"]))
    assert linked.errors("PUT", "Payments", payment(other, account, "1.00")) == expected


def test_one_bad_payment_refuses_the_whole_list_unless_each_is_answered_apart(linked: Caller) -> None:
    one, account = first_open(linked), clearing(linked)
    both = {"Payments": [payment(one, account, "1.00"), payment(one, account, str(one["Total"]))]}
    assert len(linked.errors("PUT", "Payments", both)) == 1  # only together are they too much
    assert read(linked, one)["AmountPaid"] == 0
    answer = linked.call("PUT", "Payments", body=both, summarizeErrors="false")
    assert answer.status_code == 200
    assert [pay["StatusAttributeString"] for pay in answer.json()["Payments"]] == ["OK", "ERROR"]
    assert read(linked, one)["AmountPaid"] == 1


@pytest.mark.parametrize(
    ("body", "kind", "number"),
    [
        ("", "application/json", 17),
        ("<Payment/>", "text/xml", 14),
        ("{", "application/json", 14),
        ("[1]", "application/json", 14),
        ('{"Payments": 3}', "application/json", 14),
        ('{"Amount": 1, "Date": "2017-12-14 00:00:00"}', "application/json", 14),
        ('{"Amount": "a lot"}', "application/json", 14),
        ('{"Amount": null}', "application/json", 14),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(linked: Caller, body: str, kind: str, number: int) -> None:
    address = f"{linked.url}/api.xro/2.0/Payments"
    answer = linked.session.put(address, data=body, headers={"Content-Type": kind}, timeout=5)
    assert (answer.status_code, answer.json()["ErrorNumber"]) == (400, number)


# Notes


def test_a_note_stands_newest_first_and_cannot_be_too_long(linked: Caller, xero: XeroApi) -> None:
    one = first_open(linked)
    address = f"Invoices/{one['InvoiceID']}/History"
    for text in ("first [AAAA]", "second [BBBB]"):
        linked.call("PUT", address, body={"HistoryRecords": [{"Details": text}]})
    lines = linked.get(address)["HistoryRecords"]
    assert [line["Details"] for line in lines[:2]] == ["second [BBBB]", "first [AAAA]"]
    assert lines[0]["Changes"] == "Note"
    assert lines[-1]["Changes"] == "Created"
    assert xero.notes_on(one["InvoiceNumber"]) == ["first [AAAA]", "second [BBBB]"]
    assert linked.errors("PUT", address, {"HistoryRecords": [{"Details": "x" * 251}]})
    assert linked.errors("PUT", address, {"HistoryRecords": [{"Details": " "}]})
    assert linked.call("PUT", address, body={"Details": "x"}).status_code == 400
    assert len(xero.notes_on(one["InvoiceNumber"])) == 2
    assert read(linked, one)["UpdatedDateUTC"] == one["UpdatedDateUTC"]
    xero.notes_touch = True
    linked.call("PUT", address, body={"HistoryRecords": [{"Details": "third"}]})
    assert read(linked, one)["UpdatedDateUTC"] > one["UpdatedDateUTC"]


# Idempotency


def test_the_same_key_writes_once_for_six_minutes_and_again_after(linked: Caller, hands: Hands) -> None:
    one, account = first_open(linked), clearing(linked)
    wanted, key = payment(one, account, "1.00"), {"Idempotency-Key": "tenant|1"}
    first = linked.call("PUT", "Payments", body=wanted, headers=key)
    hands.forward(minutes=5, seconds=59)
    again = linked.call("PUT", "Payments", body=wanted, headers=key)
    assert (again.status_code, again.json()) == (200, first.json())
    assert read(linked, one)["AmountPaid"] == 1
    hands.forward(seconds=2)
    third = linked.call("PUT", "Payments", body=wanted, headers=key)
    assert third.json()["Payments"][0]["PaymentID"] != first.json()["Payments"][0]["PaymentID"]
    assert read(linked, one)["AmountPaid"] == 2


def test_a_key_keeps_errors_too_and_refuses_another_request(linked: Caller, xero: XeroApi) -> None:
    one, account = first_open(linked), clearing(linked)
    key = {"Idempotency-Key": "tenant|2"}
    xero.books.period_lock = date(2026, 11, 24)
    wanted = payment(one, account, "1.00")
    assert linked.call("PUT", "Payments", body=wanted, headers=key).status_code == 400
    xero.books.period_lock = None
    assert linked.call("PUT", "Payments", body=wanted, headers=key).status_code == 400
    other = linked.call("PUT", "Payments", body=wanted | {"Amount": 2.0}, headers=key)
    assert (other.status_code, "Idempotency-Key" in other.json()["Message"]) == (400, True)
    long = linked.call("PUT", "Payments", body=wanted, headers={"Idempotency-Key": "k" * 129})
    assert long.status_code == 400
    assert read(linked, one)["AmountPaid"] == 0
