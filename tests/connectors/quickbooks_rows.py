"""Rows as QuickBooks sends them, and what they become."""

from __future__ import annotations

import json
from typing import Any

from connectors.quickbooks.mapping import facts
from connectors.quickbooks.sheet import Sheet
from dunning.ledger import (
    Customer,
    Invoice,
    Row,
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


def the_customer(**changed: Any) -> Customer:
    (row,) = staged(page("Customer", {**CUSTOMER, **changed}))
    assert isinstance(row, Customer)
    return row


def without(row: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}
