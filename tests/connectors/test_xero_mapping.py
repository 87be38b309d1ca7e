"""Xero's rows become facts with their exact amounts, or name their problem; no trap loses a page."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest

from connectors.xero.fit import Facts, facts_of
from connectors.xero.mapping import credit_facts, invoice_facts, payment_facts
from connectors.xero.sheets import sheet
from connectors.xero.wire import (
    CreditRow,
    InvoiceRow,
    PaymentRow,
    Wire,
)
from dunning.ledger import (
    Allocation,
    CreditNote,
    Invoice,
    Kind,
    Payment,
    PaymentsOf,
    Row,
    Unreadable,
)

RECORDED = Path(__file__).resolve().parents[2] / ".." / "shared" / "recorded" / "xero"
CONTRACT = Path(__file__).resolve().parents[2] / ".." / "shared" / "contracts" / "xero_accounting.yaml"
READ_AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
R = TypeVar("R", bound=Wire)


def facts(resource: str, rows: object, row: type[R], kind: Kind, mapped: Facts[R]) -> list[Row]:
    """What a page of `rows`, given as values or as JSON text, becomes."""
    listed = rows if isinstance(rows, str) else json.dumps(rows)
    page = sheet(f'{{"{resource}": {listed}}}'.encode(), resource, row)
    return list(facts_of(page.rows, kind, mapped, READ_AT))


def invoices(*rows: object) -> list[Row]:
    return facts("Invoices", list(rows), InvoiceRow, Kind.INVOICE, invoice_facts)


def credits_of(*rows: object, resource: str = "CreditNotes") -> list[Row]:
    return facts(resource, list(rows), CreditRow, Kind.CREDIT, credit_facts)


def payments(*rows: object, home: str | None = None) -> list[Row]:
    def mapped(row: PaymentRow, read_at: datetime) -> Any:
        return payment_facts(row, read_at, home_currency=home)

    return facts("Payments", list(rows), PaymentRow, Kind.PAYMENT, mapped)


def an_invoice(**changed: object) -> dict[str, object]:
    """An open invoice of 120.50 NZD as Xero shows it; `changed` replaces fields, `...` removes one."""
    row: dict[str, object] = {
        "Type": "ACCREC",
        "InvoiceID": "i-1",
        "InvoiceNumber": "INV-0001",
        "Reference": "PO 7",
        "Payments": [],
        "CreditNotes": [],
        "AmountDue": 120.50,
        "AmountPaid": 0.00,
        "AmountCredited": 0.00,
        "Contact": {"ContactID": "c-1", "Name": "Basket Case", "Addresses": []},
        "DateString": "2026-10-01T00:00:00",
        "Date": "/Date(1790812800000+0000)/",
        "DueDateString": "2026-10-15T00:00:00",
        "DueDate": "/Date(1792022400000+0000)/",
        "Status": "AUTHORISED",
        "Total": 120.50,
        "UpdatedDateUTC": "/Date(1790899200000+0000)/",
        "CurrencyCode": "NZD",
        "LineItems": [{"Quantity": 1.0}],
    } | changed
    return {name: value for name, value in row.items() if value is not ...}


def the_invoice(**changed: object) -> Invoice:
    invoice = invoices(an_invoice(**changed))[0]
    assert isinstance(invoice, Invoice), invoice
    return invoice


def the_problem(rows: list[Row]) -> Unreadable:
    (problem,) = rows
    assert isinstance(problem, Unreadable), problem
    return problem


def test_an_open_invoice_is_staged_with_every_fact_it_has() -> None:
    assert the_invoice() == Invoice(
        id="i-1",
        version="/Date(1790899200000+0000)/",
        modified_at=datetime(2026, 10, 2, tzinfo=UTC),
        number="INV-0001",
        customer_id="c-1",
        issued_on=date(2026, 10, 1),
        due_on=date(2026, 10, 15),
        currency="NZD",
        total=Decimal("120.5"),
        balance=Decimal("120.5"),
        status="open",
        emails=(),
        reference="PO 7",
        pay_url=None,
        sent_at=None,
        problem=None,
    )


def test_amounts_keep_their_exact_digits_from_the_wire() -> None:
    wire = json.dumps([an_invoice()]).replace("120.5", "9999999999999.99")
    staged = facts("Invoices", wire, InvoiceRow, Kind.INVOICE, invoice_facts)[0]
    assert isinstance(staged, Invoice)
    assert (staged.total, staged.balance) == (Decimal("9999999999999.99"), Decimal("9999999999999.99"))


def test_amounts_that_come_as_text_are_read() -> None:
    assert the_invoice(AmountDue="120.50", Total="120.50").balance == Decimal("120.50")


@pytest.mark.parametrize(
    ("status", "due", "staged"),
    [
        ("AUTHORISED", 120.5, "open"),
        ("AUTHORISED", 0, "paid"),
        ("PAID", 0, "paid"),
        ("VOIDED", 0, "void"),
        ("DELETED", 0, "deleted"),
        ("DRAFT", 120.5, "draft"),
        ("SUBMITTED", 120.5, "draft"),
    ],
)
def test_each_status_of_xero_is_one_of_ours(status: str, due: float, staged: str) -> None:
    invoice = the_invoice(Status=status, AmountDue=due)
    assert (invoice.status, invoice.problem) == (staged, None)


@pytest.mark.parametrize("status", ["ARCHIVED", "", None])
def test_a_status_we_do_not_know_is_staged_with_that_problem_and_not_chased(status: str | None) -> None:
    invoice = the_invoice(Status=status)
    assert invoice.status == "open"
    assert invoice.problem == f"its status {status or 'is missing'} is not known"


def test_null_strings_lists_and_dates_stay_empty_and_lose_nothing() -> None:
    invoice = the_invoice(
        Reference=None, InvoiceNumber=None, Payments=None, DateString=None, CreditNotes=None
    )
    assert (invoice.reference, invoice.number) == (None, None)
    assert invoice.issued_on == date(2026, 10, 1)
    assert invoice.problem is None


def test_an_open_invoice_without_a_due_date_is_staged_with_its_balance_and_its_problem() -> None:
    for missing in (None, ...):
        invoice = the_invoice(DueDate=missing, DueDateString=missing)
        assert (invoice.due_on, invoice.balance) == (None, Decimal("120.5"))
        assert invoice.problem == "it has no due date"


def test_a_settled_or_draft_invoice_without_a_due_date_is_no_problem() -> None:
    assert the_invoice(Status="DRAFT", DueDate=None, DueDateString=None).problem is None


def test_a_due_date_that_is_none_is_named() -> None:
    invoice = the_invoice(DueDate="next week", DueDateString=None)
    assert (invoice.due_on, invoice.problem) == (None, "its due date 'next week' is not a date")


def test_a_paid_invoice_that_owes_and_a_negative_balance_are_named() -> None:
    assert the_invoice(Status="PAID").problem == "it is marked paid but 120.5 NZD is due"
    assert the_invoice(AmountDue=-3).problem == "its balance is negative: -3 NZD"


def test_a_missing_balance_is_what_xero_defines_it_to_be() -> None:
    assert the_invoice(AmountDue=..., AmountPaid=20, AmountCredited=0.5).balance == 100
    assert the_invoice(AmountDue=None, Status="PAID").balance == 0
    assert the_problem(invoices(an_invoice(AmountDue=None, AmountPaid=None))).problem == "it has no balance"


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"Type": "ACCPAY"}, "a bill, not a sales invoice"),
        ({"Type": "APCREDIT"}, "APCREDIT: not a sales invoice"),
        ({"Type": None}, "it does not say whether it is a sales invoice"),
        ({"CurrencyCode": "ZMK"}, "unknown currency 'ZMK'"),
        ({"CurrencyCode": None}, "it does not say its currency"),
        ({"Contact": None}, "it has no customer"),
        ({"Contact": {"ContactID": None}}, "it has no customer"),
        ({"InvoiceID": ""}, "it has no id"),
        ({"Total": None}, "it has no total"),
        ({"Total": "abc"}, "its Total cannot be read (invalid decimal string)"),
        ({"AmountDue": [1]}, "its AmountDue cannot be read (expected decimal, got array)"),
        ({"Total": 1e30}, "its total is not an amount: 1E+30 NZD is too large to be an amount owed"),
        (
            {"Total": "1E+999999999"},
            "its total is not an amount: 1E+999999999 NZD is too large to be an amount owed",
        ),
        ({"Total": "NaN"}, "its total is not an amount: NaN is not an amount"),
        ({"Total": 1.005}, "its total is not an amount: 1.005 NZD has more decimals than NZD has"),
    ],
)
def test_a_row_that_cannot_be_staged_names_its_problem(changed: dict[str, object], problem: str) -> None:
    assert the_problem(invoices(an_invoice(**changed))).problem == problem


def test_a_bad_row_keeps_what_identifies_it() -> None:
    bad = the_problem(invoices(an_invoice(Total="abc")))
    assert (bad.kind, bad.id, bad.number, bad.customer_id) == (Kind.INVOICE, "i-1", "INV-0001", "c-1")
    assert '"Total": "abc"' in bad.raw


def test_a_bill_is_no_concern_of_the_customer_who_is_also_a_supplier() -> None:
    assert the_problem(invoices(an_invoice(Type="ACCPAY"))).customer_id is None


def test_one_bad_row_does_not_stop_its_page() -> None:
    rows = invoices(an_invoice(), an_invoice(Total="abc"), None, 7, an_invoice(InvoiceID="i-2"))
    kinds = [type(row).__name__ for row in rows]
    assert kinds == [
        "Invoice",
        "PaymentsOf",
        "Unreadable",
        "Unreadable",
        "Unreadable",
        "Invoice",
        "PaymentsOf",
    ]


def test_a_row_that_does_not_say_when_it_changed_counts_as_changed_when_it_was_read() -> None:
    assert the_invoice(UpdatedDateUTC="soon").modified_at == READ_AT
    assert the_invoice(UpdatedDateUTC=None).modified_at == READ_AT


def test_unknown_fields_are_ignored_and_an_invoice_number_that_is_a_number_is_named() -> None:
    assert the_invoice(SomethingNew={"a": 1}).problem is None
    assert "InvoiceNumber" in the_problem(invoices(an_invoice(InvoiceNumber=7))).problem


def test_yen_have_no_decimals_and_dinars_have_three() -> None:
    assert the_invoice(CurrencyCode="JPY", Total=5000.0, AmountDue=5000.0).total == 5000
    assert the_invoice(CurrencyCode="KWD", Total="10.125", AmountDue="10.125").balance == Decimal("10.125")
    assert "more decimals" in the_problem(invoices(an_invoice(CurrencyCode="JPY"))).problem


PART = {"PaymentID": "p-1", "Date": "/Date(1791244800000+0000)/", "Amount": 20.50, "Reference": "BACS"}


def test_a_payment_inside_an_invoice_is_staged_in_its_currency_and_for_its_customer() -> None:
    rows = invoices(an_invoice(AmountPaid=20.5, AmountDue=100, Payments=[PART]))
    assert rows[1:] == [
        Payment(
            id="p-1",
            version="/Date(1790899200000+0000)/",
            modified_at=datetime(2026, 10, 2, tzinfo=UTC),
            customer_id="c-1",
            paid_on=date(2026, 10, 6),
            currency="NZD",
            amount=Decimal("20.5"),
            unapplied=Decimal(0),
            reference="BACS",
            status="active",
            allocations=(Allocation(invoice_id="i-1", amount=Decimal("20.5")),),
        ),
        PaymentsOf(invoice_id="i-1", modified_at=datetime(2026, 10, 2, tzinfo=UTC), payment_ids=("p-1",)),
    ]


@pytest.mark.parametrize(
    ("paid", "embedded", "claimed"),
    [
        (0, [], ()),
        (0, None, ()),
        (20.5, [PART], ("p-1",)),
        (41, [PART, PART | {"PaymentID": "p-2"}], ("p-1", "p-2")),
        (0, [PART | {"Status": "DELETED"}], ()),
        (20.5, [], None),
        (20.5, None, None),
        (30, [PART], None),
        (None, [], None),
        (20.5, [PART, PART | {"PaymentID": "p-2", "Amount": None}], None),
    ],
)
def test_the_payment_list_is_whole_only_where_the_amount_paid_bears_it_out(
    paid: float | None, embedded: list[object] | None, claimed: tuple[str, ...] | None
) -> None:
    rows = invoices(an_invoice(AmountPaid=paid, Payments=embedded))
    claims = [row.payment_ids for row in rows if isinstance(row, PaymentsOf)]
    assert claims == ([] if claimed is None else [claimed])


def test_a_bad_payment_inside_an_invoice_is_named_and_the_invoice_staged() -> None:
    rows = invoices(an_invoice(AmountPaid=20.5, Payments=[PART | {"Amount": None}, None]))
    assert isinstance(rows[0], Invoice)
    problems = [row.problem for row in rows if isinstance(row, Unreadable)]
    assert problems == [
        "payment 1 on invoice INV-0001: it has no amount",
        "payment 2 on invoice INV-0001: it is empty",
    ]


def test_a_payment_without_an_id_is_a_problem_of_its_invoice_which_its_next_version_ends() -> None:
    nameless = PART | {"PaymentID": None}
    rows = invoices(an_invoice(AmountPaid=61.5, Payments=[nameless, PART, None]))
    (bad,) = [row for row in rows if isinstance(row, Unreadable)]
    assert (bad.kind, bad.id, bad.customer_id, bad.number) == (Kind.INVOICE, "i-1", "c-1", "INV-0001")
    assert bad.problem == (
        "payment 1 on invoice INV-0001: it has no id; payment 3 on invoice INV-0001: it is empty"
    )
    assert rows.index(bad) > rows.index(next(row for row in rows if isinstance(row, Invoice)))
    (known,) = [row for row in rows if isinstance(row, Payment)]
    assert known.id == "p-1"


def a_credit(**changed: object) -> dict[str, object]:
    row: dict[str, object] = {
        "Type": "ACCRECCREDIT",
        "CreditNoteID": "n-1",
        "CreditNoteNumber": "CN-1",
        "Contact": {"ContactID": "c-1"},
        "DateString": "2026-10-01T00:00:00",
        "Status": "AUTHORISED",
        "Total": "100.00",
        "RemainingCredit": "40.00",
        "CurrencyCode": "NZD",
        "UpdatedDateUTC": "2015-03-29T23:43:01.097",
    }
    return row | changed


def the_credit(**changed: object) -> CreditNote:
    (credit,) = credits_of(a_credit(**changed))
    assert isinstance(credit, CreditNote), credit
    return credit


def test_a_credit_note_is_staged_with_what_is_left_of_it() -> None:
    assert the_credit() == CreditNote(
        id="n-1",
        version="2015-03-29T23:43:01.097",
        modified_at=datetime(2015, 3, 29, 23, 43, 1, 97000, tzinfo=UTC),
        number="CN-1",
        customer_id="c-1",
        kind="credit_note",
        issued_on=date(2026, 10, 1),
        currency="NZD",
        total=Decimal("100.00"),
        unapplied=Decimal("40.00"),
        status="active",
    )


@pytest.mark.parametrize(
    ("status", "staged"),
    [("PAID", "active"), ("VOIDED", "void"), ("DELETED", "deleted"), ("DRAFT", "draft")],
)
def test_a_credit_that_is_not_live_lowers_nothing(status: str, staged: str) -> None:
    credit = the_credit(Status=status)
    assert credit.status == staged
    assert credit.unapplied == 0


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("RECEIVE-OVERPAYMENT", "overpayment"),
        ("AROVERPAYMENT", "overpayment"),
        ("RECEIVE-PREPAYMENT", "prepayment"),
        ("ARPREPAYMENT", "prepayment"),
    ],
)
def test_over_and_prepayments_are_credits_too(type_: str, kind: str) -> None:
    credit = the_credit(Type=type_, CreditNoteID=None, CreditNoteNumber=None, OverpaymentID="o-1")
    assert (credit.kind, credit.id, credit.unapplied) == (kind, "o-1", Decimal("40.00"))


@pytest.mark.parametrize("type_", ["SPEND-OVERPAYMENT", "SPEND-PREPAYMENT", "APOVERPAYMENT", "APPREPAYMENT"])
def test_what_suppliers_hold_of_ours_is_neither_a_credit_nor_a_problem(type_: str) -> None:
    assert credits_of(a_credit(Type=type_), a_credit(CreditNoteID="k-2"))[0] == the_credit(CreditNoteID="k-2")


@pytest.mark.parametrize(
    ("changed", "problem", "customer"),
    [
        ({"Type": "SPEND-LUNCH"}, "SPEND-LUNCH: not a customer's credit", None),
        ({"Type": "ACCPAYCREDIT"}, "ACCPAYCREDIT: not a customer's credit", None),
        ({"Status": "ARCHIVED"}, "its status ARCHIVED is not known", "c-1"),
        ({"RemainingCredit": None}, "it has no remaining credit", "c-1"),
        ({"CurrencyCode": "ZMK"}, "unknown currency 'ZMK'", "c-1"),
        ({"Contact": {}}, "it has no customer", None),
        ({"DateString": None, "Date": "?"}, "its date '?' is not a date", "c-1"),
    ],
)
def test_a_credit_that_cannot_be_counted_names_its_problem_and_its_customer(
    changed: dict[str, object], problem: str, customer: str | None
) -> None:
    bad = the_problem(credits_of(a_credit(**changed)))
    assert (bad.problem, bad.customer_id, bad.kind) == (problem, customer, Kind.CREDIT)


def a_payment(**changed: object) -> dict[str, object]:
    row: dict[str, object] = {
        "PaymentID": "p-1",
        "Date": "/Date(1791244800000+0000)/",
        "Amount": 20.50,
        "BankAmount": 31.33,
        "CurrencyRate": 0.654321,
        "PaymentType": "ACCRECPAYMENT",
        "Status": "AUTHORISED",
        "Reference": "BACS",
        "UpdatedDateUTC": "/Date(1790899200000+0000)/",
        "Invoice": {
            "Type": "ACCREC",
            "InvoiceID": "i-1",
            "Contact": {"ContactID": "c-1"},
            "CurrencyCode": "EUR",
        },
    }
    return row | changed


def test_a_payment_is_staged_in_the_currency_of_its_invoice_not_of_its_bank_account() -> None:
    (payment,) = payments(a_payment())
    assert isinstance(payment, Payment)
    assert (payment.amount, payment.currency, payment.customer_id) == (Decimal("20.5"), "EUR", "c-1")
    assert payment.allocations == (Allocation(invoice_id="i-1", amount=Decimal("20.5")),)
    assert (payment.paid_on, payment.status) == (date(2026, 10, 6), "active")
    assert payment.unapplied == 0


def test_a_deleted_payment_is_staged_as_deleted() -> None:
    (payment,) = payments(a_payment(Status="DELETED"))
    assert isinstance(payment, Payment)
    assert payment.status == "deleted"


def test_a_payment_that_names_no_currency_is_in_home_currency_only_at_a_rate_of_one() -> None:
    bare = {"InvoiceID": "i-1"}
    (payment,) = payments(a_payment(Invoice=bare, CurrencyRate=1.0), home="NZD")
    assert isinstance(payment, Payment)
    assert (payment.currency, payment.customer_id) == ("NZD", None)
    assert (
        the_problem(payments(a_payment(Invoice=bare), home="NZD")).problem == "it does not say its currency"
    )


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"PaymentType": "ACCPAYPAYMENT"}, "a payment of a bill, not money received"),
        ({"PaymentType": "ARCREDITPAYMENT"}, "ARCREDITPAYMENT: not money received for an invoice"),
        ({"Invoice": None}, "it does not say which invoice it pays"),
        ({"Amount": None}, "it has no amount"),
        ({"Status": "PENDING"}, "its status PENDING is not known"),
        ({"Date": "?"}, "its date '?' is not a date"),
    ],
)
def test_a_payment_that_cannot_be_staged_names_its_problem(changed: dict[str, object], problem: str) -> None:
    assert the_problem(payments(a_payment(**changed))).problem == problem
