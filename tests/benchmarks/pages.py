"""Books for the benchmarks: invoices as both providers write them, made from their number alone.

The same rows go to every contender. An invoice has three lines and about the size of a real one
(2.1 kB at Xero, 2.4 kB at QuickBooks); every tenth is in another currency, every fifth part-paid.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Final

PAGE: Final = 1000
FIRST_DAY: Final = date(2026, 1, 1)
CUSTOMERS: Final = 500
_EPOCH: Final = date(1970, 1, 1)
_KEPT: Final = 100_000
_ANSWERED: Final = "2026-11-18T07:00:00.000-08:00"
_ANSWERED_XERO: Final = "/Date(1795014000000)/"


def guid(number: int) -> str:
    """An id as Xero gives them; they sort as the numbers do."""
    return f"{number:08x}-5b1c-4f6d-9a41-{number * 7919:012x}"


def _money(number: int) -> tuple[int, int]:
    """Total and balance in cents."""
    total = 10_000 + number * 37 % 900_000
    return total, total // 2 if number % 5 == 0 else total


def _days(number: int) -> tuple[date, date]:
    issued = FIRST_DAY + timedelta(days=number % 200)
    return issued, issued + timedelta(days=30)


def _changed(number: int) -> datetime:
    return datetime(2026, 8, 1, tzinfo=UTC) + timedelta(seconds=number)


def xero_invoice(number: int) -> dict[str, object]:
    """One row of `Invoices`, as the paged list gives it."""
    total, due = _money(number)
    issued, falls_due = _days(number)
    customer = number % CUSTOMERS

    def microsoft(day: date) -> str:
        return f"/Date({(day - _EPOCH).days * 86_400_000}+0000)/"

    return {
        "Type": "ACCREC",
        "InvoiceID": guid(number),
        "InvoiceNumber": f"INV-{number:07}",
        "Reference": f"PO {number % 9973}",
        "Payments": [
            {
                "PaymentID": guid(number + 10_000_000),
                "Date": microsoft(falls_due),
                "Amount": (total - due) / 100,
                "Reference": "BACS",
                "HasAccount": False,
                "HasValidationErrors": False,
            }
        ]
        if total != due
        else [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "AmountDue": due / 100,
        "AmountPaid": (total - due) / 100,
        "AmountCredited": 0.00,
        "CurrencyRate": 1.0000000000,
        "IsDiscounted": False,
        "HasAttachments": False,
        "InvoiceAddresses": [],
        "HasErrors": False,
        "InvoicePaymentServices": [],
        "Contact": _xero_contact(customer),
        "DateString": f"{issued}T00:00:00",
        "Date": microsoft(issued),
        "DueDateString": f"{falls_due}T00:00:00",
        "DueDate": microsoft(falls_due),
        "Status": "AUTHORISED",
        "LineAmountTypes": "Exclusive",
        "LineItems": [_xero_line(number, line, total) for line in range(3)],
        "SubTotal": total / 100,
        "TotalTax": 0.0,
        "Total": total / 100,
        "UpdatedDateUTC": f"/Date({int(_changed(number).timestamp() * 1000)}+0000)/",
        "CurrencyCode": "EUR" if number % 10 == 0 else "GBP",
        "SentToContact": True,
        "BrandingThemeID": guid(30_000_000),
    }


def _xero_contact(customer: int) -> dict[str, object]:
    empty: dict[str, object] = {
        name: [] for name in ("Addresses", "Phones", "ContactGroups", "ContactPersons")
    }
    told = {"ContactID": guid(customer + 20_000_000), "Name": f"Customer {customer} & Sons Ltd"}
    return told | empty | {"HasValidationErrors": False}


def _xero_line(number: int, line: int, total: int) -> dict[str, object]:
    return {
        "Description": f"Consulting, week {line + 1}: workshops, notes and follow-up calls",
        "UnitAmount": total / 300,
        "TaxType": "NONE",
        "TaxAmount": 0.0,
        "LineAmount": total / 300,
        "AccountCode": "200",
        "Tracking": [],
        "Quantity": 1.0,
        "LineItemID": guid(40_000_000 + number * 3 + line),
        "ValidationErrors": [],
    }


def quickbooks_invoice(number: int) -> dict[str, object]:
    """One row of a query's `Invoice` list."""
    total, due = _money(number)
    issued, falls_due = _days(number)
    customer = number % CUSTOMERS + 1
    changed = _changed(number).isoformat()
    currency = {"value": "EUR", "name": "Euro"} if number % 10 == 0 else {"value": "USD", "name": "Dollar"}
    address = {
        "Id": str(customer + 5000),
        "Line1": f"{customer} Finch St.",
        "City": "Bayshore",
        "CountrySubDivisionCode": "CA",
        "PostalCode": "94326",
    }
    return {
        "AllowIPNPayment": False,
        "AllowOnlinePayment": False,
        "AllowOnlineCreditCardPayment": True,
        "AllowOnlineACHPayment": True,
        "domain": "QBO",
        "sparse": False,
        "Id": str(number + 1),
        "SyncToken": str(number % 4),
        "MetaData": {"CreateTime": changed, "LastUpdatedTime": changed},
        "CustomField": [{"DefinitionId": "1", "Name": "Crew #", "Type": "StringType"}],
        "DocNumber": f"{number + 1001}",
        "TxnDate": str(issued),
        "CurrencyRef": currency,
        "ExchangeRate": 1,
        "LinkedTxn": [{"TxnId": str(number + 10_000_000), "TxnType": "Payment"}] if total != due else [],
        "Line": [*(_quickbooks_line(line, total) for line in range(3)), _subtotal(total)],
        "TxnTaxDetail": {"TotalTax": 0},
        "CustomerRef": {"value": str(customer), "name": f"Customer {customer} & Sons"},
        "CustomerMemo": {"value": "Thank you for your business and have a great day!"},
        "BillAddr": address,
        "ShipAddr": address,
        "SalesTermRef": {"value": "3", "name": "Net 30"},
        "DueDate": str(falls_due),
        "TotalAmt": total / 100,
        "ApplyTaxAfterDiscount": False,
        "PrintStatus": "NeedToPrint",
        "EmailStatus": "NotSet",
        "BillEmail": {"Address": f"accounts{customer}@customer.example"},
        "Balance": due / 100,
    }


def _quickbooks_line(line: int, total: int) -> dict[str, object]:
    return {
        "Id": str(line + 1),
        "LineNum": line + 1,
        "Description": f"Consulting, week {line + 1}: workshops, notes and follow-up calls",
        "Amount": total / 300,
        "DetailType": "SalesItemLineDetail",
        "SalesItemLineDetail": {
            "ItemRef": {"value": "1", "name": "Services"},
            "UnitPrice": total / 300,
            "Qty": 1,
            "TaxCodeRef": {"value": "NON"},
        },
    }


def _subtotal(total: int) -> dict[str, object]:
    return {"Amount": total / 100, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}}


def row_of(provider: str, number: int) -> dict[str, object]:
    """The invoice of that number as that provider writes it."""
    return xero_invoice(number) if provider == "xero" else quickbooks_invoice(number)


class Book:
    """`count` invoices of one provider, given page by page; rows are written once and kept.

    Beyond 100,000 the rows repeat but for their ids, so that a million need no more memory.
    """

    def __init__(self, provider: str, count: int) -> None:
        self.provider, self.count = provider, count
        self._rows = [_json(row_of(provider, number)) for number in range(min(count, _KEPT))]

    def _row(self, number: int) -> bytes:
        row = self._rows[number % _KEPT]
        if number < _KEPT:
            return row
        if self.provider == "xero":
            return row.replace(guid(number % _KEPT).encode(), guid(number).encode(), 1)
        return row.replace(f'"Id":"{number % _KEPT + 1}"'.encode(), f'"Id":"{number + 1}"'.encode(), 1)

    def page(self, start: int) -> bytes:
        """The answer that holds the invoices after the first `start`, 1000 at most."""
        rows = [self._row(number) for number in range(start, min(start + PAGE, self.count))]
        if self.provider == "xero":
            told = {"page": start // PAGE + 1, "pageSize": PAGE, "pageCount": -(-self.count // PAGE)}
            head = {
                "Status": "OK",
                "DateTimeUTC": _ANSWERED_XERO,
                "pagination": told | {"itemCount": self.count},
            }
            return _json(head)[:-1] + b',"Invoices":[' + b",".join(rows) + b"]}"
        if not rows:
            return empty("quickbooks", "Invoice")
        tail = f'],"startPosition":{start + 1},"maxResults":{len(rows)}}},"time":"{_ANSWERED}"}}'
        return b'{"QueryResponse":{"Invoice":[' + b",".join(rows) + tail.encode()


def empty(provider: str, resource: str) -> bytes:
    """The answer of a list that has no rows."""
    if provider == "xero":
        told = {"pageCount": 0, "itemCount": 0}
        return _json({"DateTimeUTC": _ANSWERED_XERO, "pagination": told, resource: []})
    return _json({"QueryResponse": {}, "time": _ANSWERED})


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
