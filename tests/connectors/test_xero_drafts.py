"""Interest as a draft in the emulated Xero: made once, as a draft only, and found by its key."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from connectors.batches import find_all, perform_all
from connectors.errors import Refused, TryLater, Uncertain
from connectors.sandbox.faults import Fault
from dunning.effects import DraftInvoice, DraftLine, Receipt
from dunning.ledger import Invoice
from tests.connectors.xero_contract import CONTRACT, XeroContract
from tests.connectors.xero_desk import KEY, TODAY, Desk, a_book, desk_of, of_kind

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from desk_of(a_book())


def draft(desk: Desk, **changed: Any) -> DraftInvoice:
    write = DraftInvoice(
        key=KEY,
        customer_id=desk.api.books.by_number("INV-0001").contact.id,
        issued_on=TODAY,
        currency="GBP",
        lines=(
            DraftLine(description="Interest on INV-0001, 26 days", amount=Decimal("8.37")),
            DraftLine(description="Fixed sum on INV-0001", amount=Decimal("70.00")),
        ),
        account="200",
        tax_code="NONE",
    )
    return replace(write, **changed)


def made(desk: Desk) -> list[Any]:
    return [each for each in desk.api.books.invoices.values() if each.reference == KEY]


def test_a_draft_is_made_once_and_found_by_its_key(desk: Desk) -> None:
    write = draft(desk)
    assert desk.ledger.find(write) is None
    receipt = desk.ledger.perform(write)
    [invoice] = made(desk)
    assert (invoice.id, invoice.status, invoice.total) == (receipt.provider_id, "DRAFT", Decimal("78.37"))
    assert desk.ledger.find(write) == receipt
    assert find_all(desk.ledger, [write], LONG_AGO) == (receipt,)
    assert desk.ledger.perform(write).provider_id == receipt.provider_id, "the provider's own lock"
    assert len(made(desk)) == 1


def test_the_bytes_are_exact_and_say_draft(desk: Desk) -> None:
    desk.ledger.perform(draft(desk))
    (call,) = desk.calls("PUT", "/Invoices")
    assert b'"UnitAmount":8.37' in call.body
    assert b'"UnitAmount":70.00' in call.body
    [sent] = json.loads(call.body)["Invoices"]
    assert {name: sent[name] for name in ("Type", "Status", "Date", "Reference", "LineAmountTypes")} == {
        "Type": "ACCREC",
        "Status": "DRAFT",
        "Date": "2026-11-18",
        "Reference": KEY,
        "LineAmountTypes": "Exclusive",
    }
    assert [(line["AccountCode"], line["TaxType"]) for line in sent["LineItems"]] == [("200", "NONE")] * 2
    assert call.headers["Idempotency-Key"] == f"{desk.connection.company_id}.{KEY}"


def test_a_draft_changes_nothing_that_is_owed(desk: Desk) -> None:
    before = desk.api.owed()
    pages, _ = desk.pull()
    desk.later(minutes=10)
    desk.ledger.perform(draft(desk))
    assert desk.api.owed() == before
    _, rows = desk.pull(pages[-1].cursor)
    assert {row.status for row in of_kind(rows, Invoice)} <= {"draft"}


@pytest.mark.parametrize("stage", ["AUTHORISED", "VOIDED", "DELETED"])
def test_whatever_a_person_did_with_it_it_is_not_made_again(desk: Desk, stage: str) -> None:
    write = draft(desk)
    desk.ledger.perform(write)
    made(desk)[0].stage = stage
    found = desk.ledger.find(write)
    assert found is not None
    assert found.stands is (stage == "AUTHORISED")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"account": "999"}, "Account code '999' is not a valid code"),
        ({"tax_code": "LOTTERY"}, "The TaxType code 'LOTTERY' does not exist"),
        ({"customer_id": "00000000-0000-0000-0000-000000000000"}, "The contact could not be found"),
    ],
)
def test_a_refusal_says_why(desk: Desk, changed: dict[str, str], told: str) -> None:
    with pytest.raises(Refused, match=told) as error:
        desk.ledger.perform(draft(desk, **changed))
    assert error.value.about == f"charge {KEY}"
    assert made(desk) == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"account": ""}, "no account and tax code are set"),
        ({"tax_code": ""}, "no account and tax code are set"),
        ({"lines": ()}, "no amount"),
        ({"lines": (DraftLine(description="x", amount=Decimal("0.001")),)}, "no amount"),
        ({"lines": (DraftLine(description="x", amount=Decimal(0)),)}, "no amount"),
        ({"key": 'a"b'}, "signs that Xero could not be asked for"),
    ],
)
def test_what_xero_could_not_hold_never_leaves(desk: Desk, changed: dict[str, Any], told: str) -> None:
    with pytest.raises(Refused, match=told):
        desk.ledger.perform(draft(desk, **changed))
    assert desk.api.calls == []


def test_a_lost_answer_is_uncertain_and_then_found(desk: Desk) -> None:
    write = draft(desk)
    desk.api.faults.add(Fault(match="PUT .*/Invoices", action="lost"))
    [outcome] = perform_all(desk.ledger, [write])
    assert isinstance(outcome, Uncertain)
    assert isinstance(desk.ledger.find(write), Receipt)
    assert len(made(desk)) == 1


def test_what_the_answer_does_not_show_is_uncertain(desk: Desk) -> None:
    body = json.dumps({"Invoices": [{"InvoiceID": "00000000-0000-0000-0000-000000000000"}]})
    desk.api.faults.add(Fault(match="PUT .*/Invoices", action="status", status=200, body=body))
    with pytest.raises(Uncertain, match="shows no draft"):
        desk.ledger.perform(draft(desk))


def test_a_row_that_cannot_be_read_is_no_proof_of_absence(desk: Desk) -> None:
    body = json.dumps({"Invoices": [{"InvoiceID": 5, "Reference": 5}]})
    desk.api.faults.add(Fault(match="GET .*/Invoices", action="status", status=200, body=body))
    with pytest.raises(TryLater, match="could not be read"):
        desk.ledger.find(draft(desk))


@pytest.mark.skipif(not CONTRACT.is_file(), reason="shared/contracts is not beside this checkout")
def test_what_is_sent_and_answered_is_as_the_contract_says(desk: Desk) -> None:
    desk.api.keeps_answers = True
    write = draft(desk)
    desk.ledger.perform(write)
    desk.ledger.find(write)
    with pytest.raises(Refused):
        desk.ledger.perform(draft(desk, key="ANOTHERHIJ2345672345", account="999"))
    contract, calls = XeroContract(), desk.calls(path="/api.xro/")
    assert len(calls) == 3
    assert [found for call in calls for found in contract.of_request(call)] == []
    assert [found for call in calls for found in contract.of_answer(call)] == []
