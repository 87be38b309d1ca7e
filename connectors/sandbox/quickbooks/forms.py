"""Invoices, credit memos and payments as objects: how a new one looks and what a void leaves of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from connectors.sandbox.quickbooks.chart import UNDEPOSITED
from connectors.sandbox.quickbooks.company import VOIDED, Company
from connectors.sandbox.quickbooks.wire import Wire, currency_of, figure, reference


def service_lines(total: Decimal, currency: str) -> list[Wire]:
    """One line of services and its subtotal."""
    amount = figure(total, currency)
    return [
        {
            "Id": "1",
            "LineNum": 1,
            "Description": "Services",
            "Amount": amount,
            "DetailType": "SalesItemLineDetail",
            "SalesItemLineDetail": {
                "ItemRef": reference("1", "Services"),
                "UnitPrice": amount,
                "Qty": 1,
                "TaxCodeRef": reference("NON"),
            },
        },
        {"Amount": amount, "DetailType": "SubTotalLineDetail", "SubTotalLineDetail": {}},
    ]


def sales_form(company: Company, customer: Wire, *, total: Decimal, on: date, number: str) -> Wire:
    """What invoices and credit memos have in common; not yet added to the company."""
    currency = currency_of(customer)
    row: Wire = {
        "CustomField": [],
        "DocNumber": number,
        "TxnDate": on.isoformat(),
        "CurrencyRef": dict(customer["CurrencyRef"]),
        "LinkedTxn": [],
        "Line": service_lines(total, currency),
        "TxnTaxDetail": {"TotalTax": 0},
        "CustomerRef": company.customer_reference(customer["Id"]),
        "TotalAmt": figure(total, currency),
        "ApplyTaxAfterDiscount": False,
        "PrintStatus": "NeedToPrint",
        "EmailStatus": "NotSet",
        "Balance": figure(total, currency),
    }
    if "BillAddr" in customer:
        row["BillAddr"] = dict(customer["BillAddr"])
    return row


def invoice_form(
    company: Company, customer: Wire, *, total: Decimal, on: date, due: date, number: str, email: str | None
) -> Wire:
    """An Invoice; one in the home currency can be paid online."""
    online = currency_of(customer) == company.home_currency
    row = sales_form(company, customer, total=total, on=on, number=number) | {
        "AllowIPNPayment": False,
        "AllowOnlinePayment": online,
        "AllowOnlineCreditCardPayment": online,
        "AllowOnlineACHPayment": False,
        "DueDate": due.isoformat(),
    }
    if "SalesTermRef" in customer:
        row["SalesTermRef"] = dict(customer["SalesTermRef"])
    if email:
        row["BillEmail"] = {"Address": email}
    return row


def payment_lines(applied: Iterable[tuple[str, str, Decimal]], currency: str) -> list[Wire]:
    """Lines of a payment, of (entity, id, amount)."""
    return [
        {"Amount": figure(amount, currency), "LinkedTxn": [{"TxnId": document, "TxnType": entity}]}
        for entity, document, amount in applied
    ]


def payment_form(company: Company, customer: Wire, *, total: Decimal, on: date, lines: list[Wire]) -> Wire:
    """A Payment, into Undeposited Funds unless changed; not yet added, not yet linked."""
    currency = currency_of(customer)
    row: Wire = {
        "CustomerRef": company.customer_reference(customer["Id"]),
        "DepositToAccountRef": reference(account_named(company, UNDEPOSITED)["Id"]),
        "TotalAmt": figure(total, currency),
        "UnappliedAmt": figure(total, currency),
        "ProcessPayment": False,
        "TxnDate": on.isoformat(),
        "CurrencyRef": dict(customer["CurrencyRef"]),
        "Line": lines,
    }
    if company.multicurrency:
        rate = company.rate(currency)
        row["ExchangeRate"] = rate.normalize() if rate != 1 else 1
    return row


def account_named(company: Company, name: str) -> Wire:
    """The account of that name. `LookupError` when there is none."""
    for account in company.rows["Account"].values():
        if account["Name"] == name:
            return account
    msg = f"no account is called {name!r}"
    raise LookupError(msg)


def void_form(company: Company, entity: str, row: Wire, at: datetime) -> None:
    """Void an invoice, a credit memo or a payment: amounts to 0, what was linked is free again."""
    if entity == "Payment":
        company.unlink(row, at)
        row |= {"Line": [], "UnappliedAmt": 0}
    else:
        company.release(row, at)
        for line in row["Line"]:
            line["Amount"] = 0
            if "SalesItemLineDetail" in line:
                line["SalesItemLineDetail"].pop("UnitPrice", None)
                line["SalesItemLineDetail"].pop("Qty", None)
    note = row.get("PrivateNote")
    row |= {"TotalAmt": 0, "PrivateNote": f"{VOIDED} - {note}" if note else VOIDED}
    if entity != "Payment":
        company.settle(entity, row)
    company.touch(row, at)
