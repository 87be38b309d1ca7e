"""Xero pages written by hand in the shapes that real organisations have had over the years. For tests.

Text as it was on the wire: escaped slashes, dates with and without an offset, with and without
`DateString`, amounts as numbers and as text, no `pagination`, bills among the sales.
"""

from __future__ import annotations

import json
from typing import Any

from tests.connectors.replay import TENANT

AT = "/Date(1584585851967)/"
CHANGED = "/Date(1584566350680+0000)/"
A_DAY, DUE = "/Date(1583366400000+0000)/", "/Date(1584576000000+0000)/"  # 5 and 19 March 2020
Wire = dict[str, Any]


def guid(number: int | str) -> str:
    return f"{number:>08}-0000-4000-8000-000000000000"


def _made(row: Wire, more: Wire) -> Wire:
    return {name: value for name, value in (row | more).items() if value is not ...}


def invoice(number: int, **more: Any) -> Wire:
    row = {
        "Type": "ACCREC",
        "InvoiceID": guid(number),
        "InvoiceNumber": f"INV-{number:04}",
        "Reference": "P/O 9711",
        "Payments": [],
        "CreditNotes": [],
        "AmountDue": 550.00,
        "AmountPaid": 0.0,
        "AmountCredited": 0.0,
        "CurrencyRate": 1.0,
        "Contact": {"ContactID": guid("c1"), "Name": "Basket Case", "Addresses": [], "Phones": []},
        "DateString": "2020-03-05T00:00:00",
        "Date": A_DAY,
        "DueDateString": "2020-03-19T00:00:00",
        "DueDate": DUE,
        "Status": "AUTHORISED",
        "LineItems": [],
        "Total": 550.00,
        "UpdatedDateUTC": CHANGED,
        "CurrencyCode": "NZD",
    }
    return _made(row, more)


def payment(number: int, **more: Any) -> Wire:
    """A row of `Payments`."""
    paid = {
        "Type": "ACCREC",
        "InvoiceID": guid(12),
        "Contact": {"ContactID": guid("c1")},
        "CurrencyCode": "NZD",
    }
    row = {
        "PaymentID": guid(number),
        "Date": A_DAY,
        "Amount": 100.0,
        "CurrencyRate": 1.0,
        "PaymentType": "ACCRECPAYMENT",
        "Status": "AUTHORISED",
        "UpdatedDateUTC": CHANGED,
        "Invoice": paid,
    }
    return _made(row, more)


def credit(number: int, identity: str, kind: str, **more: Any) -> Wire:
    row = {
        identity: guid(number),
        "Type": kind,
        "Contact": {"ContactID": guid("c1"), "Name": "Basket Case"},
        "Date": A_DAY,
        "Status": "AUTHORISED",
        "Total": 541.13,
        "RemainingCredit": 41.13,
        "UpdatedDateUTC": CHANGED,
        "CurrencyCode": "NZD",
    }
    return _made(row, more)


def contact(number: int | str, **more: Any) -> Wire:
    row = {"ContactID": guid(number), "ContactStatus": "ACTIVE", "Name": f"Contact {number}"}
    return _made(row | {"EmailAddress": "a@b.example", "UpdatedDateUTC": CHANGED, "Phones": []}, more)


EMBEDDED = {"PaymentID": guid(71), "Date": A_DAY, "Amount": 100.0, "CurrencyRate": 1.0, "HasAccount": False}
INVOICES: tuple[Wire, ...] = (
    invoice(11),
    invoice(12, AmountDue=450.0, AmountPaid=100.0, Payments=[EMBEDDED]),
    invoice(13, DateString=..., DueDateString=...),
    invoice(
        14, DateString=..., DueDateString=..., Date="/Date(1583366400000)/", DueDate="/Date(1584576000000)/"
    ),
    invoice(15, Total="1200.10", AmountDue="1,200.10"),
    invoice(16, Total="1200.10", AmountDue="1200.10", AmountPaid="0", AmountCredited="0.00"),
    invoice(17, Type="ACCPAY"),
    invoice(18, DueDate=..., DueDateString=...),
    invoice(19, DueDate=None, DueDateString=None, Reference=None, Payments=None, CreditNotes=None),
    invoice(20, CurrencyCode="JPY", Total=50000.0, AmountDue=50000.00),
    invoice(21, CurrencyCode="KWD", Total=12.345, AmountDue=12.345),
    invoice(22, CurrencyCode="ZMK"),
    invoice(23, Status="ARCHIVED"),
    invoice(
        24,
        Status="PAID",
        AmountDue=0.0,
        AmountPaid=550.0,
        Payments=[{**EMBEDDED, "PaymentID": guid(72), "Amount": 550}],
    ),
    invoice(25, Status="VOIDED", AmountDue=0),
    invoice(26, AmountDue=..., AmountPaid=50, AmountCredited=0),
    invoice(27, AmountDue=-12.5),
    invoice(28, Contact=None),
    invoice(29, Total=10.005, AmountDue=10.005),
    invoice(30, UpdatedDateUTC="2019-12-07T18:46:19.5165400", NewField={"a": [1]}),
    invoice(
        31,
        UpdatedDateUTC="/Date(-62135596800000+0000)/",
        DueDate="/Date(-62135596800000+0000)/",
        DueDateString=...,
    ),
    invoice(32, AmountPaid=5, AmountDue=545, Payments=[{**EMBEDDED, "PaymentID": guid(73), "Amount": 5.001}]),
    invoice(33, DateString=..., Date="/Date(1583319600000+1300)/"),
    invoice(34, Total=None),
)
CONTACTS: tuple[Wire, ...] = (
    contact("c1", Name="Basket Case"),
    contact(2, Name="Ünï Cødé 株式会社", ContactStatus="GDPRREQUEST", ContactPersons=None, Phones=None),
    contact(3, EmailAddress="one@x.example; two@x.example", DefaultCurrency="EEK", ContactStatus="ARCHIVED"),
    contact(4, PaymentTerms={"Sales": {"Day": 10**30, "Type": "DAYSAFTERBILLDATE"}, "Bills": None}),
    contact(5, Name=None),
    contact(
        6, Balances={"AccountsReceivable": {"Outstanding": -12.0, "Overdue": 0}}, MergedToContactID=guid(2)
    ),
)
PAYMENTS: tuple[Wire, ...] = (
    payment(71),
    payment(74, Status="DELETED", Amount=0.0),
    payment(75, PaymentType="ACCPAYPAYMENT"),
    payment(76, PaymentType="ARCREDITPAYMENT"),
    payment(77, Invoice={"InvoiceID": guid(12), "Type": "ACCREC"}),
    payment(78, Invoice={"InvoiceID": guid(12)}, CurrencyRate=1.4),
    payment(79, Invoice=None),
)
CREDITS: tuple[Wire, ...] = (
    credit(81, "CreditNoteID", "ACCRECCREDIT"),
    credit(82, "CreditNoteID", "ACCRECCREDIT", Status="PAID", RemainingCredit=0.0),
    credit(83, "CreditNoteID", "ACCRECCREDIT", Status="VOIDED", RemainingCredit=12.0),
    credit(84, "CreditNoteID", "ACCPAYCREDIT"),
    credit(85, "CreditNoteID", "ACCRECCREDIT", RemainingCredit=None),
)
OVERPAYMENTS: tuple[Wire, ...] = (
    credit(86, "OverpaymentID", "RECEIVE-OVERPAYMENT"),
    credit(87, "OverpaymentID", "SPEND-OVERPAYMENT"),
    credit(88, "OverpaymentID", "AROVERPAYMENT", Total="10.00", RemainingCredit="2.50"),
)
PREPAYMENTS: tuple[Wire, ...] = (credit(89, "PrepaymentID", "RECEIVE-PREPAYMENT"),)
PROBLEMS = {
    ("invoice", 15): "AmountDue cannot be read",
    ("invoice", 17): "a bill",
    ("invoice", 22): "unknown currency 'ZMK'",
    ("invoice", 28): "it has no customer",
    ("invoice", 29): "more decimals",
    ("invoice", 34): "it has no total",
    ("payment", 73): "more decimals",
    ("payment", 75): "a bill",
    ("payment", 76): "not money received",
    ("payment", 78): "its currency",
    ("payment", 79): "which invoice",
    ("credit", 84): "not a customer's credit",
    ("credit", 85): "remaining credit",
    ("customer", 5): "it has no name",
}
NAMED = {f"{kind} {guid(number)}": problem for (kind, number), problem in PROBLEMS.items()}


def page(rows: tuple[Wire, ...] | list[Wire], name: str, **more: Any) -> bytes:
    """An answer as it was on the wire in 2020, its slashes escaped; `more`: a `pagination`, say."""
    told = {"Id": guid(0), "Status": "OK", "ProviderName": "p", "DateTimeUTC": AT, name: rows} | more
    return (
        json.dumps(told, ensure_ascii=False, indent=2).replace("/", "\\/").encode("utf-8", "backslashreplace")
    )


ORGANISATION = {
    "Name": "Demo Company (NZ)",
    "BaseCurrency": "NZD",
    "CountryCode": "NZ",
    "Timezone": "NEWZEALANDSTANDARDTIME",
    "OrganisationID": TENANT,
    "IsDemoCompany": True,
}


def organisation() -> dict[str, list[bytes]]:
    """The lists of the whole organisation; whether it reminds by itself was not recorded."""
    return {
        "Organisation": [page([ORGANISATION], "Organisations")],
        "Invoices": [page(INVOICES, "Invoices")],
        "Contacts": [page(CONTACTS, "Contacts")],
        "CreditNotes": [page(CREDITS, "CreditNotes")],
        "Overpayments": [page(OVERPAYMENTS, "Overpayments")],
        "Prepayments": [page(PREPAYMENTS, "Prepayments")],
        "Payments": [page(PAYMENTS, "Payments")],
    }
