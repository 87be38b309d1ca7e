"""Writing to the emulated Xero, over real HTTP: each thing once, found by its key, exact to the digit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import unquote_plus

import pytest
from msgspec.structs import replace

from connectors.base import Connection
from connectors.errors import ConnectorError, Refused, TryLater, Uncertain
from connectors.sandbox.faults import Fault
from connectors.xero.client import XeroLedger
from dunning.effects import Receipt, VoidPayment
from dunning.ledger import Allocation, Invoice, Payment
from tests.connectors.xero_desk import (
    KEY,
    NOON,
    NOTE_KEY,
    Desk,
    a_book,
    desk_of,
    of_kind,
)

VALIDATION = json.dumps(
    {
        "ErrorNumber": 10,
        "Type": "ValidationException",
        "Message": "A validation exception occurred",
        "Elements": [
            {"ValidationErrors": [{"Message": "First."}, {"Message": "Second."}]},
            {"validationErrors": [{"message": "Third."}]},
        ],
    }
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from desk_of(a_book())


def test_a_note_is_written_once_and_found_by_its_key(desk: Desk) -> None:
    write = desk.note("INV-0001")
    assert desk.ledger.find(write) is None
    receipt = desk.ledger.perform(write)
    assert desk.api.notes_on("INV-0001") == [write.text]
    assert (receipt.provider_id, receipt.at) == (write.invoice_id, NOON)
    assert desk.ledger.find(write) == receipt


def test_a_note_that_is_too_long_or_lacks_its_key_never_leaves(desk: Desk) -> None:
    for text, why in ((f"[{NOTE_KEY}]" + "x" * 250, "250"), ("no key here", "key")):
        with pytest.raises(Refused, match=why):
            desk.ledger.perform(desk.note("INV-0001", text))
    assert desk.api.calls == []


def test_a_payment_is_written_found_and_shown_by_the_next_pull(desk: Desk) -> None:
    pages, _ = desk.pull()
    desk.later(minutes=10)
    write = desk.pay("INV-0001", "1000.05")
    assert desk.ledger.find(write) is None
    receipt = desk.ledger.perform(write)
    assert desk.api.balance_of("INV-0001") == 0
    found = desk.ledger.find(write)
    assert found is not None
    assert found.provider_id == receipt.provider_id
    _, rows = desk.pull(pages[-1].cursor)
    assert (receipt.provider_id, Decimal("1000.05"), KEY) in {
        (row.id, row.amount, row.reference) for row in of_kind(rows, Payment)
    }
    assert {row.number: row.status for row in of_kind(rows, Invoice)}["INV-0001"] == "paid"


@pytest.mark.parametrize("amount", ["0.10", "1000.00", "19.99", "0.07", "1000.05"])
def test_the_bytes_of_a_payment_carry_exact_digits_and_a_plain_date(desk: Desk, amount: str) -> None:
    desk.ledger.perform(desk.pay("INV-0001", amount))
    (call,) = desk.calls("PUT", "/Payments")
    assert f'"Amount":{amount}'.encode() in call.body
    assert json.loads(call.body) == {
        "Payments": [
            {
                "Invoice": {"InvoiceID": desk.invoice_id("INV-0001")},
                "Account": {"AccountID": desk.connection.deposit_to},
                "Date": "2026-11-18",
                "Amount": float(amount),
                "Reference": KEY,
            }
        ]
    }
    assert "summarizeErrors=false" in call.query
    assert call.headers["Idempotency-Key"] == f"{desk.connection.company_id}.{KEY}"


def test_an_account_may_be_named_by_its_code(desk: Desk) -> None:
    code = next(one.code for one in desk.api.books.accounts.values() if one.code and one.receives)
    desk.ledger.perform(desk.pay("INV-0001", "5.00", deposit_to=code))
    assert json.loads(desk.calls("PUT")[0].body)["Payments"][0]["Account"] == {"Code": code}


def test_a_payment_that_xero_refuses_names_the_invoice_and_every_reason(desk: Desk) -> None:
    write = desk.pay("INV-0001", "5000.00", deposit_to="9999")
    with pytest.raises(Refused) as told:
        desk.ledger.perform(write)
    assert desk.invoice_id("INV-0001") in told.value.about
    assert "exceeds the amount outstanding" in told.value.text
    assert "Account could not be found" in told.value.text
    assert desk.api.balance_of("INV-0001") == Decimal("1000.05")


def test_a_payment_that_xero_could_not_hold_whole_never_leaves(desk: Desk) -> None:
    one = Allocation(invoice_id=desk.invoice_id("INV-0001"), amount=Decimal(5))
    for changed, why in (
        ({"allocations": (one, one)}, "one invoice at a time"),
        ({"allocations": ()}, "GBP 5 that no invoice takes is to be booked by hand"),
        ({"amount": Decimal(7)}, "belongs to no invoice"),
        ({"key": 'x" OR "1"=="1'}, "key"),
        ({"currency": "ZMK"}, "amount"),
    ):
        with pytest.raises(Refused, match=why):
            desk.ledger.perform(desk.pay("INV-0001", "5", **changed))
    with pytest.raises(Refused, match="no amount received"):
        desk.ledger.perform(desk.pay("INV-0001", "0"))
    assert desk.api.calls == []


def test_a_payment_we_wrote_is_voided_and_its_reversal_found(desk: Desk) -> None:
    paid = desk.ledger.perform(desk.pay("INV-0001", "100.00"))
    write = VoidPayment(key="VOID2345672345672345", payment_id=paid.provider_id, version=paid.version)
    assert desk.ledger.find(write) is None
    receipt = desk.ledger.perform(write)
    assert receipt.provider_id == paid.provider_id
    assert desk.api.balance_of("INV-0001") == Decimal("1000.05")
    assert desk.ledger.find(write) == receipt
    assert desk.ledger.find(desk.pay("INV-0001", "100.00")) == replace(
        paid, stands=False, version=receipt.version, at=receipt.at
    )
    assert json.loads(desk.calls("POST", "/Payments/")[0].body) == {"Status": "DELETED"}


@pytest.mark.parametrize(("action", "written"), [("lost", True), ("cut", False)])
def test_a_write_without_an_answer_is_uncertain_and_the_key_tells(
    desk: Desk, action: str, written: bool
) -> None:
    for write in (desk.pay("INV-0001", "5.00"), desk.note("INV-0001")):
        desk.api.calls.clear()
        desk.api.faults.add(Fault(match="^PUT", action=action))  # type: ignore[arg-type]  # a literal each
        with pytest.raises(Uncertain):
            desk.ledger.perform(write)
        assert len(desk.calls("PUT")) == 1
        assert isinstance(desk.ledger.find(write), Receipt) is written


@pytest.mark.parametrize("action", ["garbage", "empty", "html"])
def test_a_write_answered_with_nonsense_is_uncertain_and_never_repeated(desk: Desk, action: str) -> None:
    desk.api.faults.add(Fault(match="^PUT", action=action))  # type: ignore[arg-type]  # a literal each
    with pytest.raises(Uncertain):
        desk.ledger.perform(desk.pay("INV-0001", "5.00"))
    assert len(desk.calls("PUT")) == 1


def test_a_slow_write_is_uncertain(desk: Desk) -> None:
    fields = {name: getattr(desk.connection, name) for name in desk.connection.__struct_fields__}
    hasty = XeroLedger(Connection(**fields | {"read_timeout": 0.2}), desk.kept, desk.budget)
    desk.api.faults.add(Fault(match="^PUT", action="slow", seconds=0.8))
    with pytest.raises(Uncertain, match="no answer in time"):
        hasty.perform(desk.note("INV-0001"))
    hasty.close()


@pytest.mark.parametrize(
    ("status", "body", "kind", "text"),
    [
        (429, "", TryLater, "no more calls"),
        (500, "{}", Uncertain, "status 500"),
        (404, "Not found", Refused, "Not found"),
        (
            400,
            VALIDATION,
            Refused,
            "First.; Second.; Third.",
        ),
    ],
)
def test_a_write_that_xero_turns_away_says_what_to_do_next(
    desk: Desk, status: int, body: str, kind: type[ConnectorError], text: str
) -> None:
    desk.api.faults.add(Fault(match="^PUT", action="status", status=status, body=body))
    with pytest.raises(kind, match=text) as told:
        desk.ledger.perform(desk.note("INV-0001"))
    assert told.value.about.startswith("notes on invoice ")
    assert len(desk.calls("PUT")) == 1


def test_an_expired_token_does_not_write_twice(desk: Desk) -> None:
    desk.later(minutes=31)
    desk.ledger.perform(desk.note("INV-0001"))
    assert len(desk.api.notes_on("INV-0001")) == 1
    assert desk.kept.renewals == 1


def test_every_call_says_who_it_is_and_reads_name_their_page(desk: Desk) -> None:
    desk.pull()
    desk.ledger.perform(desk.note("INV-0001"))
    for call in desk.api.calls:
        assert call.headers["User-Agent"].startswith("Duesync/")
        assert call.headers["Xero-Tenant-Id"] == desk.connection.company_id
        assert "summaryOnly" not in call.query
    assert all({"page=1", "pageSize=1000"} <= set(call.query.split("&")) for call in desk.calls("GET"))
    asked = unquote_plus(desk.api.calls[0].query)
    assert 'where=Type=="ACCREC" AND AmountDue>0' in asked
    assert "Statuses=AUTHORISED" in asked
