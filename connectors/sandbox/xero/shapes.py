"""Invoices, payments and credits as Xero shows them: pure functions from the state to JSON objects."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from connectors.sandbox.xero.books import (
    Allocation,
    Books,
    Contact,
    Credit,
    HistoryRecord,
    Invoice,
    Payment,
    Refund,
)
from connectors.sandbox.xero.wire import Shape, amount, day, day_string, instant

# What one unit of the home currency bought; only its presence matters to a reader of the books.
_RATES = {
    "GBP": "1.270000",
    "USD": "1.000000",
    "EUR": "1.080000",
    "CAD": "0.730000",
    "JPY": "0.006700",
    "KWD": "3.250000",
}
_LEFT_OUT_OF_SUMMARY = ("Payments", "HasAttachments", "LineItems")


def rate(books: Books, currency: str) -> Decimal:
    """CurrencyRate: units of `currency` for one of the home currency."""
    return _rate(books.currency, currency)


@cache
def _rate(home: str, currency: str) -> Decimal:
    return (Decimal(_RATES[home]) / Decimal(_RATES[currency])).quantize(Decimal("0.000001"))


def named(contact: Contact) -> Shape:
    """A contact inside another document: id and name, and empty lists."""
    return {
        "ContactID": contact.id,
        "Name": contact.customer.name,
        "Addresses": [],
        "Phones": [],
        "ContactGroups": [],
        "ContactPersons": [],
        "HasValidationErrors": False,
    }


def _lines(books: Books, invoice: Invoice) -> list[Shape]:
    if invoice.lines:
        return [
            {
                "LineItemID": books.id_of("line", invoice.id, str(number)),
                "Description": line.description,
                "UnitAmount": amount(line.amount),
                "TaxType": line.tax_type,
                "TaxAmount": amount(Decimal(0)),
                "LineAmount": amount(line.amount),
                "AccountCode": line.account,
                "Tracking": [],
                "Quantity": Decimal("1.0000"),
            }
            for number, line in enumerate(invoice.lines)
        ]
    return [
        {
            "LineItemID": books.id_of("line", invoice.id),
            "Description": "Goods and services as agreed",
            "UnitAmount": amount(invoice.total),
            "TaxType": "NONE",
            "TaxAmount": amount(Decimal(0)),
            "LineAmount": amount(invoice.total),
            "AccountCode": "200",
            "Tracking": [],
            "Quantity": Decimal("1.0000"),
        }
    ]


def _inside(books: Books, payment: Payment) -> Shape:
    """A payment inside its invoice."""
    shape: Shape = {
        "PaymentID": payment.id,
        "Date": day(payment.paid_on),
        "Amount": amount(payment.amount),
        "CurrencyRate": payment.rate or rate(books, payment.invoice.currency),
        "HasAccount": False,
        "HasValidationErrors": False,
    }
    return shape | ({"Reference": payment.reference} if payment.reference else {})


def _applied(allocation: Allocation) -> Shape:
    """A credit note inside the invoice that it was set against."""
    credit = allocation.credit
    return {
        "CreditNoteID": credit.id,
        "CreditNoteNumber": credit.number or "",
        "ID": credit.id,
        "HasErrors": False,
        "AppliedAmount": amount(allocation.amount),
        "DateString": day_string(credit.issued_on),
        "Date": day(credit.issued_on),
        "LineItems": [],
        "Total": amount(credit.total),
    }


def _of_kind(invoice: Invoice, kind: str) -> list[Shape]:
    return [_applied(one) for one in invoice.allocations if one.credit.kind == kind]


def invoice_shape(books: Books, invoice: Invoice, *, lines: bool, summary: bool) -> Shape:
    """An invoice. `lines`: with line items (paged answers); `summary`: `summaryOnly`."""
    shape: Shape = {
        "Type": invoice.type,
        "InvoiceID": invoice.id,
        "InvoiceNumber": invoice.number,
        "Reference": invoice.reference or "",
        "Payments": [_inside(books, payment) for payment in invoice.payments if payment.standing],
        "CreditNotes": _of_kind(invoice, "credit_note"),
        "Prepayments": [],
        "Overpayments": [],
        "AmountDue": amount(invoice.due),
        "AmountPaid": amount(invoice.paid),
        "AmountCredited": amount(invoice.credited),
        "SentToContact": invoice.stage == "AUTHORISED",
        "CurrencyRate": rate(books, invoice.currency),
        "IsDiscounted": False,
        "HasAttachments": False,
        "HasErrors": False,
        "Contact": named(invoice.contact),
        "Status": invoice.status,
        "LineAmountTypes": "NoTax",
        "LineItems": _lines(books, invoice) if lines else [],
        "SubTotal": amount(invoice.total),
        "TotalTax": amount(Decimal(0)),
        "Total": amount(invoice.total),
        "UpdatedDateUTC": instant(invoice.updated),
        "CurrencyCode": invoice.currency,
    }
    if invoice.issued_on is not None:
        shape |= {"DateString": day_string(invoice.issued_on), "Date": day(invoice.issued_on)}
    if invoice.due_on is not None:
        shape |= {"DueDateString": day_string(invoice.due_on), "DueDate": day(invoice.due_on)}
    if invoice.fully_paid_on is not None:
        shape["FullyPaidOnDate"] = day(invoice.fully_paid_on)
    if summary:
        for name in _LEFT_OUT_OF_SUMMARY:
            del shape[name]
    return shape


def payment_shape(books: Books, payment: Payment | Refund) -> Shape:
    """A payment with its account and the invoice it was written to, or the credit it gave back."""
    account = payment.account
    whole = payment.invoice if isinstance(payment, Payment) else payment.credit
    of_rate = (payment.rate if isinstance(payment, Payment) else None) or rate(books, whole.currency)
    paid = payment.amount if whole.currency == books.currency else payment.amount / of_rate
    shape: Shape = {
        "PaymentID": payment.id,
        "Date": day(payment.paid_on),
        "BankAmount": paid.quantize(Decimal("0.01")),
        "Amount": amount(payment.amount),
        "CurrencyRate": of_rate,
        "PaymentType": payment.type,
        "Status": "AUTHORISED" if payment.standing else "DELETED",
        "UpdatedDateUTC": instant(payment.updated),
        "HasAccount": True,
        "IsReconciled": False,
        "Account": {"AccountID": account.id} | ({"Code": account.code} if account.code else {}),
        "HasValidationErrors": False,
    }
    shape |= {"Invoice": _paid(whole)} if isinstance(whole, Invoice) else _given_back(whole)
    return shape | ({"Reference": payment.reference} if payment.reference else {})


def _paid(invoice: Invoice) -> Shape:
    """The invoice inside a payment."""
    return {
        "Type": invoice.type,
        "InvoiceID": invoice.id,
        "InvoiceNumber": invoice.number,
        "Payments": [],
        "CreditNotes": [],
        "Prepayments": [],
        "Overpayments": [],
        "HasErrors": False,
        "IsDiscounted": False,
        "Contact": named(invoice.contact),
        "LineItems": [],
        "CurrencyCode": invoice.currency,
    }


def _given_back(credit: Credit) -> Shape:
    """The credit inside a payment that gave it back."""
    identity = _CREDIT_IDS[credit.kind]
    return {identity.removesuffix("ID"): {identity: credit.id, "Contact": named(credit.contact)}}


_CREDIT_TYPES = {
    "credit_note": "ACCRECCREDIT",
    "overpayment": "RECEIVE-OVERPAYMENT",
    "prepayment": "RECEIVE-PREPAYMENT",
}
_CREDIT_IDS = {"credit_note": "CreditNoteID", "overpayment": "OverpaymentID", "prepayment": "PrepaymentID"}


def credit_type(credit: Credit) -> str:
    """Its `Type`."""
    if credit.spent:
        return {"credit_note": "ACCPAYCREDIT"}.get(credit.kind, f"SPEND-{credit.kind.upper()}")
    return _CREDIT_TYPES[credit.kind]


def credit_shape(books: Books, credit: Credit) -> Shape:
    """A credit note, overpayment or prepayment with its allocations."""
    allocations = [
        {
            "AllocationID": one.id,
            "Amount": amount(one.amount),
            "Date": day(one.on),
            "Invoice": {
                "InvoiceID": one.invoice.id,
                "InvoiceNumber": one.invoice.number,
                "HasErrors": False,
                "IsDiscounted": False,
            },
        }
        for one in credit.allocations
    ]
    shape: Shape = {
        "Type": credit_type(credit),
        _CREDIT_IDS[credit.kind]: credit.id,
        "RemainingCredit": amount(credit.remaining),
        "Allocations": allocations,
        "Payments": [],
        "HasAttachments": False,
        "Contact": named(credit.contact),
        "DateString": day_string(credit.issued_on),
        "Date": day(credit.issued_on),
        "Status": credit.status,
        "LineAmountTypes": "NoTax",
        "LineItems": [],
        "SubTotal": amount(credit.total),
        "TotalTax": amount(Decimal(0)),
        "Total": amount(credit.total),
        "UpdatedDateUTC": instant(credit.updated),
        "CurrencyCode": credit.currency,
        "CurrencyRate": rate(books, credit.currency),
    }
    if credit.kind == "credit_note":
        shape |= {"CreditNoteNumber": credit.number or "", "Reference": "", "HasErrors": False}
    return shape


def history_shape(line: HistoryRecord) -> Shape:
    """A line of a document's history."""
    return {
        "Changes": line.changes,
        "DateUTCString": line.at.strftime("%Y-%m-%dT%H:%M:%S"),
        "DateUTC": instant(line.at),
        "User": line.user,
        "Details": line.details,
    }
