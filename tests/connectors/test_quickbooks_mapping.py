"""QuickBooks rows become facts with their exact amounts, or say what is wrong with them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from connectors.quickbooks.fields import addresses
from connectors.quickbooks.mapping import facts, lacks_currency
from connectors.quickbooks.sheet import Sheet
from connectors.quickbooks.wire import Mail
from dunning.ledger import (
    Allocation,
    CreditNote,
    Gone,
    Invoice,
    Kind,
    Payment,
)
from tests.connectors.quickbooks_rows import (
    CREDIT,
    INVOICE,
    META,
    PAYMENT,
    page,
    staged,
    the_customer,
    the_invoice,
    without,
)


def the_payment(**changed: Any) -> Payment:
    (row,) = staged(page("Payment", {**PAYMENT, **changed}))
    assert isinstance(row, Payment)
    return row


def test_an_invoice_keeps_every_fact() -> None:
    assert the_invoice() == Invoice(
        id="95",
        version="3",
        modified_at=datetime(2020, 9, 29, 12, 58, 7, tzinfo=UTC),
        number="1043",
        customer_id="1",
        issued_on=date(2026, 9, 29),
        due_on=date(2026, 10, 29),
        currency="USD",
        total=Decimal("100.10"),
        balance=Decimal("55.05"),
        status="open",
        emails=("amy@birds.test",),
        reference=None,
        pay_url=None,
        sent_at=None,
        problem=None,
    )


@pytest.mark.parametrize(
    ("written", "currency", "exact"),
    [
        ("100.10", "USD", "100.10"),
        ("0.1", "USD", "0.10"),
        ("1234567890123.45", "USD", "1234567890123.45"),
        ('"100.10"', "USD", "100.10"),
        ("1.0E+2", "USD", "100.00"),
        ("5000", "JPY", "5000"),
        ("5000.00", "JPY", "5000"),
        ("12.345", "KWD", "12.345"),
        ("-12.5", "USD", "-12.50"),
    ],
)
def test_amounts_are_exact_in_their_currency(written: str, currency: str, exact: str) -> None:
    body = page("Invoice", {**INVOICE, "Balance": "@", "CurrencyRef": {"value": currency}, "TotalAmt": 100})
    (row,) = staged(body.replace(b'"@"', written.encode()))
    assert isinstance(row, Invoice), row
    assert str(row.balance) == exact


@pytest.mark.parametrize(
    ("total", "balance", "note", "status"),
    [
        (100, 100, None, "open"),
        (100, 0, None, "paid"),
        (100, 0, "Voided later, said Amy", "paid"),
        (0, 0, "Voided", "void"),
        (0, 0, "Voided - entered twice", "void"),
        (0, 0, None, "paid"),
    ],
)
def test_an_invoices_state_follows_from_its_amounts_and_note(
    total: int, balance: int, note: str | None, status: str
) -> None:
    assert the_invoice(TotalAmt=total, Balance=balance, PrivateNote=note).status == status


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"DueDate": None}, "no due date"),
        ({"DueDate": ""}, "no due date"),
        ({"DueDate": "2026-13-40"}, "'2026-13-40' is not a date"),
        ({"DueDate": "null"}, "is not a date"),
        ({"DueDate": "0206-10-29"}, "the year 206 looks mistyped"),
        ({"TxnDate": "soon"}, "its invoice date"),
    ],
)
def test_an_invoice_whose_dates_are_wrong_is_staged_with_its_problem(
    dates: dict[str, Any], words: str
) -> None:
    row = the_invoice(**dates)
    assert words in (row.problem or "")
    assert row.balance == Decimal("55.05")


def test_an_invoice_without_its_own_date_can_still_be_chased() -> None:
    row = the_invoice(TxnDate=None)
    assert (row.issued_on, row.problem) == (None, None)


def test_a_deleted_invoice_is_gone_and_never_paid() -> None:
    stub = {
        "domain": "QBO",
        "status": "Deleted",
        "Id": "65",
        "MetaData": {"LastUpdatedTime": META["CreateTime"]},
    }
    body = {"CDCResponse": [{"QueryResponse": [{"Invoice": [stub, INVOICE]}, {}, {"Payment": [stub]}]}]}
    sheet = Sheet(json.dumps(body).encode())
    gone, invoice, payment = facts(sheet, None)
    assert isinstance(gone, Gone)
    assert (gone.kind, gone.id) == (Kind.INVOICE, "65")
    assert isinstance(invoice, Invoice)
    assert isinstance(payment, Gone)
    assert payment.kind is Kind.PAYMENT
    assert not lacks_currency(sheet)


def test_a_stub_that_is_odd_otherwise_is_gone_all_the_same() -> None:
    (row,) = staged(page("Invoice", {"status": "Deleted", "Id": "65", "Balance": "n/a"}))
    assert isinstance(row, Gone)


def test_a_payment_goes_to_its_invoices_and_the_rest_stays_unapplied() -> None:
    row = the_payment()
    assert row.allocations == (Allocation(invoice_id="95", amount=Decimal("55.05")),)
    assert (row.amount, row.unapplied, row.reference) == (Decimal("60.00"), Decimal("4.95"), "cheque 12")
    assert row.paid_on == date(2026, 11, 2)


def test_a_credit_memo_set_against_an_invoice_is_no_money_received() -> None:
    lines = [
        {"Amount": 75, "LinkedTxn": [{"TxnId": "95", "TxnType": "Invoice"}]},
        {"Amount": 75, "LinkedTxn": [{"TxnId": "7", "TxnType": "CreditMemo"}]},
    ]
    row = the_payment(TotalAmt=0, UnappliedAmt=0, Line=lines)
    assert (row.amount, row.unapplied) == (Decimal(0), Decimal(0))
    assert row.status == "active"
    assert row.allocations == (Allocation(invoice_id="95", amount=Decimal("75.00")),)
    assert the_payment(TotalAmt=0, UnappliedAmt=None, Line=lines).unapplied == 0


def test_what_is_unapplied_follows_from_the_lines_where_it_is_not_told() -> None:
    assert the_payment(UnappliedAmt=None).unapplied == Decimal("4.95")
    assert the_payment(UnappliedAmt=None, Line=None).unapplied == Decimal("60.00")


def test_a_void_payment_has_no_allocations() -> None:
    lines = [{"Amount": 0, "LinkedTxn": [{"TxnId": "95", "TxnType": "Invoice"}]}]
    row = the_payment(TotalAmt=0, UnappliedAmt=0, PrivateNote="Voided", Line=lines)
    assert (row.status, row.allocations) == ("void", ())


def test_a_credit_memo_is_worth_what_remains_of_it() -> None:
    (row,) = staged(page("CreditMemo", CREDIT))
    assert isinstance(row, CreditNote)
    assert (row.kind, row.total, row.unapplied) == ("credit_note", Decimal("90.00"), Decimal("15.00"))
    (older,) = staged(page("CreditMemo", without(CREDIT, "RemainingCredit")))
    assert isinstance(older, CreditNote)
    assert older.unapplied == Decimal("15.00")


def test_a_customer_is_billed_with_its_parent_only_where_that_is_ticked() -> None:
    assert the_customer(ParentRef={"value": "7"}, BillWithParent=True).bills_with == "7"
    assert the_customer(ParentRef={"value": "7"}, BillWithParent=False).bills_with is None
    assert the_customer(ParentRef={"value": "7"}).bills_with is None


def test_a_customers_particulars() -> None:
    row = the_customer(
        GivenName="Amy",
        PrimaryEmailAddr={"Address": "amy@birds.test; Bob <bob@birds.test>, AMY@birds.test"},
        Mobile={"FreeFormNumber": "(650) 555-3311"},
        BillAddr={"Country": "USA", "CountrySubDivisionCode": "CA"},
        CurrencyRef={"value": "EUR"},
    )
    assert (row.name, row.first_name, row.phone) == ("Amy's Bird Sanctuary", "Amy", "(650) 555-3311")
    assert row.emails == ("amy@birds.test", "bob@birds.test")
    assert (row.country, row.region, row.currency) == ("US", "CA", "EUR")
    assert row.active
    assert not the_customer(Active=False).active
    assert the_customer(BillAddr={"Country": "Atlantis"}).country is None
    assert the_customer(DisplayName=None, GivenName="Amy", FamilyName="Lee").name == "Amy Lee"


def test_letters_go_to_the_billing_address_where_it_is_whole() -> None:
    street = {"Line1": "4581 Finch St.", "City": "Bayshore", "PostalCode": "94326"}
    whole = street | {"Country": "USA", "CountrySubDivisionCode": "CA"}
    assert the_customer(BillAddr=whole).address == ("4581 Finch St.", "BAYSHORE, CA 94326")
    free = {"Line1": "Amy's Bird Sanctuary", "Line2": "4581 Finch St.", "Line3": "Bayshore, CA  94326"}
    assert the_customer(BillAddr=free).address == (free["Line1"], free["Line2"], "Bayshore, CA 94326")
    assert the_customer(BillAddr={"Line1": "4581 Finch St."}).address == ()
    assert the_customer(BillAddr=None).address == ()


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("a@b.test,c@d.test", ("a@b.test", "c@d.test")),
        ("a@b.test;c@d.test", ("a@b.test", "c@d.test")),
        (" a@b.test ", ("a@b.test",)),
        ("ask Bob", ()),
        ("a@b", ()),
        ("", ()),
        (None, ()),
    ],
)
def test_every_address_in_the_field_is_found(written: str | None, found: tuple[str, ...]) -> None:
    assert addresses(Mail(written)) == found


def test_a_company_with_one_currency_need_not_name_it() -> None:
    body = page("Invoice", without(INVOICE, "CurrencyRef"))
    assert lacks_currency(Sheet(body))
    (row,) = staged(body, "GBP")
    assert isinstance(row, Invoice)
    assert row.currency == "GBP"
    assert not lacks_currency(Sheet(page("Invoice", INVOICE)))
