"""Journal entries, checks, deposits and refund receipts as objects: how a new one looks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from connectors.sandbox.quickbooks.chart import RECEIVABLE
from connectors.sandbox.quickbooks.company import Company
from connectors.sandbox.quickbooks.forms import account_named, sales_form
from connectors.sandbox.quickbooks.wire import Wire, currency_of, figure, reference


def _account(company: Company, name: str) -> Wire:
    return reference(account_named(company, name)["Id"], name)


def _receivable(company: Company, currency: str) -> Wire:
    """Each currency has an account of its own for what customers owe in it."""
    return _account(
        company, RECEIVABLE if currency == company.home_currency else f"{RECEIVABLE} - {currency}"
    )


def journal_lines(company: Company, customer: Wire, amount: Decimal) -> list[Wire]:
    """What the customer owes goes up by `amount`, or down where it is below 0; sales go along."""
    currency = currency_of(customer)
    who = {"Type": "Customer", "EntityRef": company.customer_reference(customer["Id"])}
    debit = amount > 0
    sides = (
        {"PostingType": "Debit" if debit else "Credit", "AccountRef": _receivable(company, currency)}
        | {"Entity": who},
        {"PostingType": "Credit" if debit else "Debit", "AccountRef": _account(company, "Services")},
    )
    return [
        {
            "Id": str(number),
            "Description": "Adjustment",
            "Amount": figure(abs(amount), currency),
            "DetailType": "JournalEntryLineDetail",
            "JournalEntryLineDetail": side,
        }
        for number, side in enumerate(sides)
    ]


def journal_form(company: Company, customer: Wire, *, amount: Decimal, on: date) -> Wire:
    """A JournalEntry that posts `amount` to what the customer owes; not yet added."""
    return {
        "Adjustment": False,
        "TxnDate": on.isoformat(),
        "CurrencyRef": dict(customer["CurrencyRef"]),
        "Line": journal_lines(company, customer, amount),
        "TxnTaxDetail": {},
    }


def check_form(company: Company, customer: Wire, *, amount: Decimal, on: date) -> Wire:
    """A check to the customer on receivables: money given back, until it is linked to what it pays back."""
    currency = currency_of(customer)
    line = {
        "Id": "1",
        "Description": "Refund",
        "Amount": figure(amount, currency),
        "DetailType": "AccountBasedExpenseLineDetail",
        "AccountBasedExpenseLineDetail": {
            "AccountRef": _receivable(company, currency),
            "CustomerRef": company.customer_reference(customer["Id"]),
            "BillableStatus": "NotBillable",
        },
    }
    bank = "Checking" if currency == company.home_currency else f"Checking {currency}"
    return {
        "PaymentType": "Check",
        "AccountRef": _account(company, bank),
        "EntityRef": company.customer_reference(customer["Id"]) | {"type": "Customer"},
        "TxnDate": on.isoformat(),
        "CurrencyRef": dict(customer["CurrencyRef"]),
        "TotalAmt": figure(amount, currency),
        "PrintStatus": "NotSet",
        "Credit": False,
        "Line": [line],
    }


def deposit_form(company: Company, customer: Wire, *, amount: Decimal, on: date) -> Wire:
    """A deposit of the customer's money on receivables, which no payment was recorded for."""
    currency = currency_of(customer)
    line = {
        "Id": "1",
        "LineNum": 1,
        "Amount": figure(amount, currency),
        "DetailType": "DepositLineDetail",
        "DepositLineDetail": {
            "Entity": company.customer_reference(customer["Id"]) | {"type": "CUSTOMER"},
            "AccountRef": _receivable(company, currency),
        },
    }
    bank = "Checking" if currency == company.home_currency else f"Checking {currency}"
    return {
        "DepositToAccountRef": _account(company, bank),
        "TxnDate": on.isoformat(),
        "CurrencyRef": dict(customer["CurrencyRef"]),
        "TotalAmt": figure(amount, currency),
        "Line": [line],
    }


def refund_receipt_form(company: Company, customer: Wire, *, amount: Decimal, on: date, number: str) -> Wire:
    """A RefundReceipt: goods taken back for money, nothing that anybody owes."""
    return sales_form(company, customer, total=amount, on=on, number=number) | {
        "Balance": 0,
        "DepositToAccountRef": _account(company, "Checking"),
    }
