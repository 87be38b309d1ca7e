"""QuickBooks rows become facts with their exact amounts, or say what is wrong with them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.quickbooks.fields import Unusable, _addresses, _day, addresses, amount_of, day_of, instant
from connectors.quickbooks.mapping import facts, lacks_currency
from connectors.quickbooks.sheet import Sheet
from connectors.quickbooks.wire import Mail
from dunning.ledger import (
    Allocation,
    CreditNote,
    Customer,
    Gone,
    Invoice,
    Kind,
    Payment,
    Row,
    Unreadable,
    of_minor,
    to_minor,
)

META = {"CreateTime": "2020-09-29T05:58:07-07:00", "LastUpdatedTime": "2020-09-29T05:58:07-07:00"}
COMMON: dict[str, Any] = {"Id": "95", "SyncToken": "3", "MetaData": META, "CurrencyRef": {"value": "USD"}}
INVOICE: dict[str, Any] = {
    **COMMON,
    "DocNumber": "1043",
    "TxnDate": "2026-09-29",
    "DueDate": "2026-10-29",
    "CustomerRef": {"value": "1", "name": "Amy's"},
    "TotalAmt": 100.10,
    "Balance": 55.05,
    "BillEmail": {"Address": "amy@birds.test"},
}
PAYMENT: dict[str, Any] = {
    **COMMON,
    "TxnDate": "2026-11-02",
    "CustomerRef": {"value": "1"},
    "PaymentRefNum": "cheque 12",
    "TotalAmt": 60,
    "UnappliedAmt": 4.95,
    "Line": [{"Amount": 55.05, "LinkedTxn": [{"TxnId": "95", "TxnType": "Invoice"}]}],
}
CREDIT: dict[str, Any] = {
    **COMMON,
    "DocNumber": "CM-1",
    "TxnDate": "2026-11-02",
    "CustomerRef": {"value": "1"},
    "TotalAmt": 90,
    "RemainingCredit": 15,
    "Balance": 15,
}
CUSTOMER: dict[str, Any] = {**COMMON, "DisplayName": "Amy's Bird Sanctuary", "Active": True}


def page(name: str, *rows: object, time: object = "2026-11-18T08:00:00.123-08:00") -> bytes:
    return json.dumps({"QueryResponse": {name: rows, "maxResults": len(rows)}, "time": time}).encode()


def staged(body: bytes, home: str | None = None) -> tuple[Row, ...]:
    return facts(Sheet(body), home)


def the_invoice(**changed: Any) -> Invoice:
    (row,) = staged(page("Invoice", {**INVOICE, **changed}))
    assert isinstance(row, Invoice)
    return row


def the_payment(**changed: Any) -> Payment:
    (row,) = staged(page("Payment", {**PAYMENT, **changed}))
    assert isinstance(row, Payment)
    return row


def the_customer(**changed: Any) -> Customer:
    (row,) = staged(page("Customer", {**CUSTOMER, **changed}))
    assert isinstance(row, Customer)
    return row


def without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}


def problem(name: str, row: object) -> str:
    (found,) = staged(page(name, row))
    assert isinstance(found, Unreadable), found
    return found.problem


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


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"Balance": None}, "no balance"),
        ({"TotalAmt": None}, "no total"),
        ({"CustomerRef": None}, "no customer"),
        ({"CustomerRef": {}}, "no customer"),
        ({"CurrencyRef": {"value": "XYZ"}}, "unknown currency 'XYZ'"),
        ({"CurrencyRef": None}, "no currency"),
        ({"Balance": 10.555}, "more decimals than USD has"),
        ({"Balance": 10**18}, "too large"),
        ({"Balance": "1E+999999999"}, "too large"),
        ({"Balance": "lots"}, "Balance"),
        ({"Balance": True}, "Balance"),
        ({"Balance": "NaN"}, "not an amount"),
        ({"Balance": "Infinity"}, "not an amount"),
        ({"Id": None}, "no Id"),
        ({"DueDate": 20261029}, "DueDate"),
        ({"BillEmail": "amy@birds.test"}, "BillEmail"),
    ],
)
def test_a_bad_row_names_its_problem_and_the_next_one_goes_on(changed: dict[str, Any], words: str) -> None:
    bad, good = staged(page("Invoice", {**INVOICE, **changed}, {**INVOICE, "Id": "96"}))
    assert isinstance(bad, Unreadable)
    assert words in bad.problem
    assert bad.kind is Kind.INVOICE
    assert bad.number == "1043"
    assert bad.id == (None if "Id" in changed else "95")
    assert json.loads(bad.raw)["DocNumber"] == "1043"
    assert isinstance(good, Invoice)
    assert good.id == "96"


@pytest.mark.parametrize(
    ("name", "row"), [("Payment", PAYMENT), ("CreditMemo", CREDIT), ("Customer", CUSTOMER)]
)
def test_bad_rows_of_every_kind_are_named(name: str, row: dict[str, Any]) -> None:
    assert "no Id" in problem(name, without(row, "Id"))
    assert "currency" in problem(name, {**row, "CurrencyRef": {"value": "ZZZ"}})
    assert problem(name, None)
    assert problem(name, "nonsense")
    assert problem(name, [1])


def test_a_payment_line_that_goes_to_several_documents_cannot_be_split() -> None:
    links = [{"TxnId": "95", "TxnType": "Invoice"}, {"TxnId": "96", "TxnType": "Invoice"}]
    assert "goes to 2 documents" in problem(
        "Payment", {**PAYMENT, "Line": [{"Amount": 9, "LinkedTxn": links}]}
    )


def test_a_field_that_is_there_twice_with_different_values_is_a_problem() -> None:
    body = page("Invoice", INVOICE, {**INVOICE, "Id": "96"})
    twice = body.replace(b'"Balance": 55.05', b'"Balance": 55.05, "Balance": 0', 1)
    bad, good = staged(twice)
    assert isinstance(bad, Unreadable)
    assert "Balance is there twice" in bad.problem
    assert isinstance(good, Invoice)
    same = body.replace(b'"Balance": 55.05', b'"Balance": 55.05, "Balance": 55.05', 1)
    assert all(isinstance(row, Invoice) for row in staged(same))


@pytest.mark.parametrize("junk", [b"NaN", b"-Infinity", b'"caf\xe9"', b'"tab\there"'])
def test_a_row_that_is_not_even_json_does_not_stop_the_page(junk: bytes) -> None:
    body = page("Invoice", {**INVOICE, "Balance": "@", "Id": "1"}, INVOICE)
    bad, good = staged(body.replace(b'"@"', junk))
    assert isinstance(bad, Unreadable)
    assert isinstance(good, Invoice)
    assert (good.balance, good.total) == (Decimal("55.05"), Decimal("100.10"))


def test_rows_that_name_ids_as_numbers_are_read() -> None:
    row = the_invoice(Id=95, SyncToken=3, CustomerRef={"value": 1}, DocNumber=1043)
    assert (row.id, row.version, row.customer_id, row.number) == ("95", "3", "1", "1043")


def test_a_row_without_its_own_time_takes_the_answers() -> None:
    assert the_invoice(MetaData=None).modified_at == datetime(2026, 11, 18, 16, 0, 0, 123000, tzinfo=UTC)
    (row,) = staged(page("Invoice", without(INVOICE, "MetaData"), time=None))
    assert isinstance(row, Unreadable)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2020-09-29T06:04:48.863-07:00", datetime(2020, 9, 29, 13, 4, 48, 863000, tzinfo=UTC)),
        ("2025-09-10T21:31:25.179851517Z", datetime(2025, 9, 10, 21, 31, 25, 179851, tzinfo=UTC)),
        (1601391072830, datetime(2020, 9, 29, 14, 51, 12, 830000, tzinfo=UTC)),
        ("yesterday", None),
        (10**30, None),
        (None, None),
    ],
)
def test_times_are_read_with_their_offset(written: str | int | None, moment: datetime | None) -> None:
    assert instant(written) == moment


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"{}", b"<html>", b'{"QueryResponse": 3}', b'{"Invoice": []}']
)
def test_what_is_no_page_at_all_is_never_taken_for_an_empty_one(body: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        Sheet(body)


def test_a_page_of_nothing_is_empty() -> None:
    assert staged(b'{"QueryResponse":{},"time":"2020-09-29T06:04:48.863-07:00"}') == ()
    assert staged(b'{"QueryResponse":{"Invoice":null}}') == ()


def test_a_fault_inside_a_change_feed_is_seen() -> None:
    fault = {"Fault": {"Error": [{"Message": "no", "code": "5020"}], "type": "ValidationFault"}}
    body = json.dumps({"CDCResponse": [{"QueryResponse": [{}, fault]}]}).encode()
    assert len(Sheet(body).faults) == 1


@pytest.mark.parametrize(
    ("told", "balance"),
    [
        ({"Balance": 62.07}, "62.07"),
        ({"Balance": -5}, "-5.00"),
        ({"Balance": 0, "BalanceWithJobs": 900.5}, "0.00"),
        ({"Balance": "12.10"}, "12.10"),
        ({"Balance": 5000, "CurrencyRef": {"value": "JPY"}}, "5000"),
        ({"Balance": 1.001}, None),
        ({"Balance": 1e30}, None),
        ({"Balance": True}, None),
        ({"Balance": [{"deep": 1}]}, None),
        ({"Balance": "lots"}, None),
        ({"Balance": None}, None),
        ({}, None),
        ({"Balance": 5, "CurrencyRef": None}, None),
    ],
)
def test_a_customers_own_balance_is_told_where_it_is_one_and_never_spoils_the_customer(
    told: dict[str, Any], balance: str | None
) -> None:
    assert the_customer(**told).balance == (None if balance is None else Decimal(balance))


def test_a_balance_that_is_there_twice_is_seen_though_another_customer_has_none() -> None:
    body = page("Customer", CUSTOMER, {**CUSTOMER, "Id": "96", "Balance": 5})
    good, bad = staged(body.replace(b'"Balance": 5', b'"Balance": 4, "Balance": 5'))
    assert isinstance(bad, Unreadable)
    assert isinstance(good, Customer)


@pytest.mark.parametrize(
    ("delivery", "sent_at"),
    [
        (
            {"DeliveryType": "Email", "DeliveryTime": "2026-11-02T09:30:00-08:00"},
            datetime(2026, 11, 2, 17, 30, tzinfo=UTC),
        ),
        (
            {"DeliveryTime": "2026-11-02T09:30:00-08:00", "DeliveryErrorType": "Bounced Email"},
            datetime(2026, 11, 2, 17, 30, tzinfo=UTC),
        ),
        ({"DeliveryType": "Print"}, None),
        ({"DeliveryTime": "0001-01-01T00:00:00Z"}, None),
        ({"DeliveryTime": "soon"}, None),
        ({"DeliveryTime": 5}, None),
        ("Email", None),
        ([], None),
        (None, None),
    ],
)
def test_when_quickbooks_itself_sent_an_invoice_is_told(delivery: object, sent_at: datetime | None) -> None:
    assert the_invoice(DeliveryInfo=delivery).sent_at == sent_at


# --- the plain case and the careful way -------------------------------------------------------------

CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD", "CLF"])


def carefully(value: Decimal, currency: str) -> str:
    try:
        return str(of_minor(to_minor(value, currency), currency))
    except (ValueError, ArithmeticError):
        return "no amount"


@given(
    st.one_of(
        st.decimals(allow_nan=True, allow_infinity=True),
        st.decimals(min_value=-(10**16), max_value=10**16, places=2),
        st.decimals(min_value=-(10**16), max_value=10**16, places=4),
        st.tuples(st.integers(-(10**20), 10**20), st.integers(-40, 40)).map(
            lambda each: Decimal(each[0]).scaleb(each[1])
        ),
        st.sampled_from(
            [Decimal(each) for each in ("-0", "-0.00", "0E+50", "0E-50", "1E+14", "sNaN", "1E-999999")]
        ),
    ),
    CURRENCIES,
)
def test_an_amount_seen_at_a_glance_is_the_one_that_care_would_find(value: Decimal, currency: str) -> None:
    try:
        found = str(amount_of(value, "total", currency))
    except Unusable:
        found = "no amount"
    assert found == carefully(value, currency) or value.adjusted() >= 15


@given(st.text(max_size=40) | st.dates().map(str) | st.datetimes().map(str))
def test_a_date_or_an_address_that_is_remembered_is_the_one_that_was_read(written: str) -> None:
    for _ in range(2):
        assert day_of(written) == _day(written)
        assert addresses(Mail(written)) == _addresses(written)
