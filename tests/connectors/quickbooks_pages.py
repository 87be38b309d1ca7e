"""QuickBooks pages written by hand in the shapes that real companies have. For tests.

Several currencies, voids, a payment that only links a credit memo, deleted stubs, amounts as text,
nulls, unknown keys, rows that name no currency or date, more decimals than the currency has.
"""

from __future__ import annotations

import json
from typing import Any

TIME = "2026-11-18T06:04:48.863-08:00"
USD = {"value": "USD", "name": "United States Dollar"}
Wire = dict[str, Any]


def base(identity: str, **more: Any) -> Wire:
    """What every object has, and `more`; a key whose value is `...` is left out."""
    stamp = {"CreateTime": "2026-09-01T01:00:00-07:00", "LastUpdatedTime": "2026-11-02T04:46:06-08:00"}
    row: Wire = {"domain": "QBO", "sparse": False, "Id": identity, "SyncToken": "2", "MetaData": stamp}
    return {name: value for name, value in (row | {"CurrencyRef": USD} | more).items() if value is not ...}


def invoice(identity: str, **more: Any) -> Wire:
    return base(
        identity,
        **{
            "DocNumber": f"10{identity}",
            "TxnDate": "2026-09-20",
            "DueDate": "2026-10-20",
            "CustomerRef": {"value": "1", "name": "Amy's Bird Sanctuary"},
            "TotalAmt": 362.07,
            "Balance": 362.07,
            "BillEmail": {"Address": "birds@amy.example"},
            "Line": [{"Id": "1", "LineNum": 1, "Amount": 362.07, "DetailType": "SalesItemLineDetail"}],
            "LinkedTxn": [],
            "EmailStatus": "NotSet",
        }
        | more,
    )


def payment(identity: str, **more: Any) -> Wire:
    line = {"Amount": 100.0, "LinkedTxn": [{"TxnId": "31", "TxnType": "Invoice"}]}
    return base(
        identity,
        **{"TxnDate": "2026-11-01", "CustomerRef": {"value": "1"}, "TotalAmt": 120.5, "UnappliedAmt": 20.5}
        | {"Line": [line], "ProcessPayment": False, "PaymentRefNum": "CHK 7"}
        | more,
    )


def credit(identity: str, **more: Any) -> Wire:
    return base(
        identity,
        **{"TxnDate": "2026-10-01", "CustomerRef": {"value": "1"}, "TotalAmt": 100.0, "RemainingCredit": 0}
        | {"Balance": 0, "DocNumber": f"CM-{identity}"}
        | more,
    )


def customer(identity: str, **more: Any) -> Wire:
    return base(
        identity,
        **{"DisplayName": f"Customer {identity}", "Active": True, "Balance": 0, "BalanceWithJobs": 0.0}
        | {"PrimaryEmailAddr": {"Address": "a@a.example"}, "Job": False}
        | more,
    )


def stub(identity: str, when: str = "2026-11-17T10:00:00-08:00") -> Wire:
    """What the change feed shows of a deleted document."""
    return {"domain": "QBO", "status": "Deleted", "Id": identity, "MetaData": {"LastUpdatedTime": when}}


INVOICES: tuple[Wire, ...] = (
    invoice("31"),
    invoice("32", Balance=62.07, LinkedTxn=[{"TxnId": "70", "TxnType": "Payment"}]),
    invoice("33", Balance=0),
    invoice("34", CurrencyRef={"value": "EUR", "name": "Euro"}, ExchangeRate=1.0837, HomeBalance=392.37),
    invoice("35", CurrencyRef={"value": "JPY"}, TotalAmt=50000.00, Balance=50000),
    invoice("36", CurrencyRef={"value": "KWD"}, TotalAmt=12.345, Balance=12.345),
    invoice("37", TotalAmt=0, Balance=0, PrivateNote="Voided - 12/1"),
    invoice("38", DueDate=...),
    invoice("39", DueDate=None, DocNumber=None, BillEmail=None, Line=None),
    invoice("40", CurrencyRef=...),
    invoice("41", TotalAmt="1200.10", Balance="200.05", Id=41, SyncToken=7),
    invoice("42", Balance=-5.25),
    invoice("43", TotalAmt=10.005, Balance=10.005),
    invoice("44", CurrencyRef={"value": "ZMK"}),
    invoice("45", CustomerRef=...),
    invoice("46", Balance=...),
    invoice("47", BillEmail={"Address": "one@x.example, two@x.example; three@x.example"}),
    invoice("48", invoiceStatus="OVERDUE_SENT", NewThing={"a": [1, {"b": None}]}, CustomField=[{"x": 1}]),
    invoice("49", DueDate="2026-13-40"),
    invoice("50", DueDate="0202-10-20"),
    invoice("51", TotalAmt=1e30, Balance=1e30),
    invoice("52", MetaData=None),
    invoice("53", Deposit=10, TotalAmt=100.00, Balance=90.0, ExchangeRate=1),
    invoice("54", PrivateNote='see <Fault in line 3> and "Fault"', DocNumber=1054),
    invoice("55", TxnDate="2026-09-20-07:00", DueDate="2026-10-20T00:00:00-07:00"),
    invoice("56", Balance=True),
    invoice("57", Balance=[{"deep": 1}]),
)
PROBLEMS = {
    "invoice 43": "more decimals",
    "invoice 44": "unknown currency 'ZMK'",
    "invoice 45": "it names no customer",
    "invoice 46": "it has no balance",
    "invoice 51": "too large",
    "invoice 56": "Balance is not readable",
    "invoice 57": "Balance is not readable",
    "payment 75": "more decimals",
    "payment 76": "it has no total",
    "payment 77": "2 documents",
    "credit 82": "remaining credit",
    "customer 5": "it has no name",
}
PAYMENTS: tuple[Wire, ...] = (
    payment("70"),
    payment("71", TotalAmt=0, UnappliedAmt=0, PrivateNote="Voided", Line=[]),
    payment(
        "72",
        TotalAmt=0,
        UnappliedAmt=0,
        Line=[
            {"Amount": 30.0, "LinkedTxn": [{"TxnId": "31", "TxnType": "Invoice"}]},
            {"Amount": 30.0, "LinkedTxn": [{"TxnId": "80", "TxnType": "CreditMemo"}]},
        ],
    ),
    payment("73", CurrencyRef={"value": "EUR"}, TotalAmt="55.10", UnappliedAmt="0", CustomerRef=None),
    payment("74", UnappliedAmt=..., TotalAmt=120.5, Line=[]),
    payment("75", TotalAmt=1.001),
    payment("76", TotalAmt=None),
    payment(
        "77",
        Line=[
            {
                "Amount": 5,
                "LinkedTxn": [{"TxnId": "1", "TxnType": "Invoice"}, {"TxnId": "2", "TxnType": "Invoice"}],
            }
        ],
    ),
    payment(
        "78", Line=[{"Amount": 5, "LinkedTxn": None}, {"Amount": None, "LinkedTxn": [{"TxnType": "Deposit"}]}]
    ),
)
CREDITS: tuple[Wire, ...] = (
    credit("80"),
    credit("81", RemainingCredit=12.5, Balance=12.5, CurrencyRef={"value": "EUR"}),
    credit("82", RemainingCredit=..., Balance=...),
    credit("83", RemainingCredit=..., Balance="3.10"),
    credit("84", TotalAmt=0, RemainingCredit=0, PrivateNote="Voided"),
)
CUSTOMERS: tuple[Wire, ...] = (
    customer("1", DisplayName="Amy's Bird Sanctuary"),
    customer("2", DisplayName="Bäckerei Müller 株式会社", CurrencyRef={"value": "EUR"}),
    customer("3", PrimaryEmailAddr={"Address": "a@b.example,c@d.example"}, Active=False),
    customer("4", CurrencyRef=..., ParentRef={"value": "1"}, BillWithParent=True, Job=True),
    customer("5", DisplayName=None),
    customer("6", PrimaryEmailAddr=None, BillAddr=None, PrimaryPhone={}),
)


def page(rows: tuple[Wire, ...] | list[Wire], name: str, **more: Any) -> bytes:
    """An answer to a query."""
    counted = {"startPosition": 1, "maxResults": len(rows)} if rows else {}
    told = {"QueryResponse": {name: rows, **counted, **more}, "time": TIME}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")


def feed(*parts: Wire, time: str = TIME) -> bytes:
    """An answer of the change feed; a part without changes is an empty object."""
    return json.dumps({"CDCResponse": [{"QueryResponse": list(parts)}], "time": time}).encode()


COMPANY = json.dumps(
    {
        "CompanyInfo": base("1", CompanyName="Sandbox Company_US_1", Country="US", CurrencyRef=...),
        "time": TIME,
    }
).encode()
PREFERENCES = page(
    [{"Id": "1", "CurrencyPrefs": {"MultiCurrencyEnabled": True, "HomeCurrency": USD}}], "Preferences"
)


def company() -> dict[str, list[bytes]]:
    """The lists of the whole company."""
    return {
        "companyinfo": [COMPANY],
        "Preferences": [PREFERENCES],
        "Invoice": [page(INVOICES, "Invoice")],
        "Customer": [page(CUSTOMERS, "Customer")],
        "Payment": [page(PAYMENTS, "Payment")],
        "CreditMemo": [page(CREDITS, "CreditMemo")],
    }
