"""python-quickbooks works against the emulated QuickBooks as against the real one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from quickbooks import QuickBooks
from quickbooks.batch import batch_create
from quickbooks.cdc import change_data_capture
from quickbooks.exceptions import ObjectNotFoundException, ValidationException
from quickbooks.objects.attachable import Attachable
from quickbooks.objects.base import AttachableRef, LinkedTxn, Ref
from quickbooks.objects.company_info import CompanyInfo
from quickbooks.objects.customer import Customer
from quickbooks.objects.invoice import Invoice
from quickbooks.objects.payment import Payment, PaymentLine
from quickbooks.objects.preferences import Preferences

from connectors.sandbox.quickbooks import REALM
from tests.connectors.test_sandbox_quickbooks_desk import CLIENT, Desk, desk_over


@pytest.fixture
def desk() -> Iterator[Desk]:
    with desk_over() as opened:
        yield opened


@pytest.fixture
def client(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # loopback has no https
    signed_in = SimpleNamespace(
        client_id=CLIENT,
        environment="production",
        access_token=desk.tokens["access_token"],
        refresh_token=desk.tokens["refresh_token"],
    )
    made = QuickBooks(
        auth_client=signed_in, refresh_token=signed_in.refresh_token, company_id=REALM, minorversion=75
    )
    made.api_url_v3 = f"{desk.url}/v3"
    yield made
    made.session.close()


def test_the_library_reads_every_kind(client: Any) -> None:
    owed = Invoice.where("Balance > '0'", order_by="DocNumber", qb=client)
    assert owed[0].DocNumber == "1002"
    assert Customer.count(qb=client) == 6
    assert Customer.get(1, qb=client).PrimaryEmailAddr.Address.startswith("amy@")
    assert CompanyInfo.get(1, qb=client).CompanyName == "Craig's Design"
    assert Preferences.get(qb=client).CurrencyPrefs.HomeCurrency.value == "USD"
    assert len(Payment.all(qb=client)) == 2
    with pytest.raises(ObjectNotFoundException):
        Invoice.get(999, qb=client)
    with pytest.raises(ValidationException):
        Invoice.where("DocNumber = '1' OR DocNumber = '2'", qb=client)


def test_the_library_pays_voids_and_deletes(client: Any, desk: Desk) -> None:
    owed = Invoice.filter(DocNumber="1003", qb=client)[0]
    link = LinkedTxn()
    link.TxnId, link.TxnType = owed.Id, "Invoice"
    line = PaymentLine()
    line.Amount, line.LinkedTxn = 80, [link]
    payment = Payment()
    payment.CustomerRef, payment.TotalAmt, payment.Line = owed.CustomerRef, 80, [line]
    saved = payment.save(qb=client, request_id="once")
    assert desk.api.balance_of("1003") == 0
    saved.void(qb=client)
    assert desk.api.balance_of("1003") == 80
    fresh = Payment.get(saved.Id, qb=client)
    assert fresh.PrivateNote == "Voided"
    fresh.delete(qb=client)
    assert desk.api.open_balances()["USD"] == Decimal("640.00")


def test_the_library_voids_an_invoice(client: Any, desk: Desk) -> None:
    Invoice.filter(DocNumber="1003", qb=client)[0].void(qb=client)
    assert desk.api.balance_of("1003") == 0


def test_the_library_leaves_notes_alone_and_in_batches(client: Any, desk: Desk) -> None:
    notes = []
    for text in ("one", "two"):
        note, link = Attachable(), AttachableRef()
        link.EntityRef = Ref()
        link.EntityRef.type, link.EntityRef.value = "Invoice", desk.api.invoice_id("1003")
        note.AttachableRef, note.Note = [link], text
        notes.append(note)
    notes[0].save(qb=client)
    assert batch_create(notes[1:], qb=client).successes
    assert desk.api.notes_on("1003") == ["one", "two"]


def test_the_library_follows_changes(client: Any, desk: Desk) -> None:
    desk.api.pay("1003", Decimal(80), on=date(2026, 11, 18))
    told = change_data_capture([Invoice, Payment], "2026-11-18T08:59:00-08:00", qb=client)
    assert [row.DocNumber for row in told.Invoice] == ["1003"]
    assert [row.TotalAmt for row in told.Payment] == [80]
