"""The addresses of the Accounting API, the scope each needs, and what answers there.

An address is `Name`, `Name/id` or `Name/id/Part`; an unknown one is a 404.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256
from typing import Any

from werkzeug import Request, Response

from connectors.sandbox.pdf import page
from connectors.sandbox.xero import banking, drafting, parties, queries, shapes, writes
from connectors.sandbox.xero.books import Books, Invoice
from connectors.sandbox.xero.wire import Shape, XeroError, invalid, problems, unknown

Resource = Callable[[Books, Request], Shape | Response]
"""Answers one request from the books of the organisation; what is no JSON, whole."""

SCOPES: Mapping[str, tuple[str, ...]] = {
    "Invoices": ("accounting.invoices",),
    "Contacts": ("accounting.contacts",),
    "CreditNotes": ("accounting.invoices",),
    # which of the two these need is not verified: either will do
    "Overpayments": ("accounting.payments", "accounting.invoices"),
    "Prepayments": ("accounting.payments", "accounting.invoices"),
    "Payments": ("accounting.payments",),
    "BankTransactions": ("accounting.banktransactions",),
    "Organisation": ("accounting.settings",),
    "Accounts": ("accounting.settings",),
    "InvoiceReminders": ("accounting.settings",),
}
_LISTS: Mapping[str, Resource] = {
    "Invoices": queries.invoices,
    "Contacts": queries.contacts,
    "CreditNotes": queries.credits_of("credit_note", "CreditNotes"),
    "Overpayments": queries.credits_of("overpayment", "Overpayments"),
    "Prepayments": queries.credits_of("prepayment", "Prepayments"),
    "Payments": queries.payments,
    "BankTransactions": queries.bank_transactions,
    "Organisation": queries.organisation,
    "Accounts": queries.accounts,
}
_KINDS = {"CreditNotes": "credit_note", "Overpayments": "overpayment", "Prepayments": "prepayment"}
_PATH = re.compile(r"(?P<name>[A-Za-z]+)(?:/(?P<id>[^/]+))?(?:/(?P<part>[A-Za-z]+))?/?")


def find(method: str, path: str, *, touches: bool) -> tuple[str, Resource]:
    """The name (for `SCOPES`) and the resource at `path`. `XeroError` (404) when there is none.

    `touches`: a note changes its invoice's UpdatedDateUTC.
    """
    found = _PATH.fullmatch(path)
    if found is None or found["name"] not in SCOPES:
        raise unknown()
    name, document, part = found["name"], found["id"], found["part"]
    if method == "GET":
        resource = _read(name, document, part)
    else:
        resource = _written(method, name, document, part, touches=touches)
    if resource is None:
        raise unknown()
    return name, resource


def _read(name: str, document: str | None, part: str | None) -> Resource | None:
    if document is None:
        return _LISTS.get(name)
    if name == "InvoiceReminders":
        return queries.reminders if (document, part) == ("Settings", None) else None
    if name == "Invoices":
        return partial(_invoice, document=document, part=part)
    single = _SINGLE.get(name) if part is None else None
    return None if single is None else partial(single, name=name, document=document)


def _written(
    method: str, name: str, document: str | None, part: str | None, *, touches: bool
) -> Resource | None:
    match method, name, document, part:
        case "PUT" | "POST", "Payments", None, None:
            return writes.create_payments
        case "PUT" | "POST", "Invoices", None, None:
            return drafting.create_invoices
        case "PUT" | "POST", "BankTransactions", None, None:
            return banking.create
        case "POST", "Payments", str(), None:
            return partial(writes.delete_payment, payment_id=document)
        case "PUT" | "POST", "Invoices", str(), "History":
            return partial(_note, document=document, touches=touches)
    return None


def _found(documents: Mapping[str, Any], document: str) -> Any:
    if document.lower() not in documents:
        raise unknown()
    return documents[document.lower()]


def _contact(books: Books, _request: Request, *, name: str, document: str) -> Shape:
    contact = _found(books.contacts, document)
    return {name: [parties.contact_shape(contact, parties.owed_by(books))]}


def _payment(books: Books, _request: Request, *, name: str, document: str) -> Shape:
    return {name: [shapes.payment_shape(books, _found(books.payments, document))]}


def _credit(books: Books, _request: Request, *, name: str, document: str) -> Shape:
    credit = _found(books.credits, document)
    if credit.kind != _KINDS[name]:
        raise unknown()
    return {name: [shapes.credit_shape(books, credit)]}


_SINGLE: Mapping[str, Callable[..., Shape]] = {
    "Contacts": _contact,
    "Payments": _payment,
    "CreditNotes": _credit,
    "Overpayments": _credit,
    "Prepayments": _credit,
}


def _by_id_or_number(books: Books, document: str) -> Invoice:
    invoice = books.invoices.get(document.lower())
    if invoice is None:
        invoice = next((one for one in books.invoices.values() if one.number == document), None)
    if invoice is None:
        raise unknown()
    return invoice


def _note(books: Books, request: Request, *, document: str, touches: bool) -> Shape:
    return writes.write_notes(books, request, _by_id_or_number(books, document), touches=touches)


def _invoice(books: Books, request: Request, *, document: str, part: str | None) -> Shape | Response:
    """One invoice, also as PDF, its history (newest first), or the address where its customer can see it."""
    invoice = _by_id_or_number(books, document)
    if part is None and request.headers.get("Accept") == "application/pdf":
        return Response(_printed(invoice), content_type="application/pdf")
    if part is None:
        return {"Invoices": [shapes.invoice_shape(books, invoice, lines=True, summary=False)]}
    if part == "History":
        return {
            "HistoryRecords": [shapes.history_shape(line) for line in reversed(books.history[invoice.id])]
        }
    if part == "OnlineInvoice":
        if invoice.type != "ACCREC" or invoice.stage == "DRAFT":
            raise _no_online_invoice(invoice)
        token = sha256(invoice.id.encode()).hexdigest()[:40]
        return {"OnlineInvoices": [{"OnlineInvoiceUrl": f"https://in.xero.com/{token}"}]}
    raise unknown()


def _printed(invoice: Invoice) -> bytes:
    owed = f"{invoice.currency} {invoice.total}, due {invoice.due}"
    return page([f"Invoice {invoice.number}", invoice.contact.customer.name, f"Total {owed}"])


def _no_online_invoice(invoice: Invoice) -> XeroError:
    text = "An online invoice is not available for this document"
    return invalid([{"InvoiceID": invoice.id, "ValidationErrors": problems([text])}])
