"""Rows that are wrong, odd or not there: each is named, and the page goes on."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.quickbooks.fields import Unusable, _addresses, _day, addresses, amount_of, day_of, instant
from connectors.quickbooks.sheet import Sheet
from connectors.quickbooks.wire import Mail
from dunning.ledger import (
    Customer,
    Invoice,
    Kind,
    Unreadable,
    of_minor,
    to_minor,
)
from tests.connectors.quickbooks_rows import (
    CREDIT,
    CUSTOMER,
    INVOICE,
    PAYMENT,
    page,
    staged,
    the_customer,
    the_invoice,
    without,
)


def problem(name: str, row: object) -> str:
    (found,) = staged(page(name, row))
    assert isinstance(found, Unreadable), found
    return found.problem


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
