"""Invoices made through the API, as drafts: the only stage in which the sandbox takes new ones.

Every rule is checked before anything is booked; a refused call changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from werkzeug import Request

from connectors.sandbox.xero import shapes
from connectors.sandbox.xero.books import Books, Contact, Invoice, InvoiceLine
from connectors.sandbox.xero.wire import Shape, body_refused, day, invalid, problems
from connectors.sandbox.xero.writes import body_of, date_of, decimal_of

_MOST = 50
_TAXES = frozenset({"NONE", "OUTPUT2", "ZERORATEDOUTPUT", "EXEMPTOUTPUT", "NOTAX"})
_BEFORE_TAX = "Exclusive"


def create_invoices(books: Books, request: Request) -> Shape:
    """PUT or POST /Invoices: one object or a list; all or nothing unless `summarizeErrors=false`."""
    sent = body_of(request, "Invoice")
    listed = sent.get("Invoices", [sent])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        msg = "A list is expected. Path 'Invoices'."
        raise body_refused(msg)
    if len(listed) > _MOST:
        msg = f"{len(listed)} invoices were sent; {_MOST} are allowed in one request"
        raise body_refused(msg)
    wrong = [_wrong(books, one) for one in listed]
    apart = request.args.get("summarizeErrors", "true").lower() == "false"
    if any(wrong) and not apart:
        raise invalid(
            one | {"ValidationErrors": problems(why)} for one, why in zip(listed, wrong, strict=True) if why
        )
    return {
        "Invoices": [
            _refused(books, one, why) if why else _made(books, one, apart=apart)
            for one, why in zip(listed, wrong, strict=True)
        ]
    }


def _contact(books: Books, sent: Mapping[str, Any]) -> Contact | None:
    named = sent.get("Contact") or {}
    return books.contacts.get(str(named.get("ContactID", "")).lower())


def _lines(sent: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    lines = sent.get("LineItems")
    if not isinstance(lines, list) or not all(isinstance(one, dict) for one in lines):
        msg = "A list is expected. Path 'LineItems'."
        raise body_refused(msg)
    return lines


def _wrong(books: Books, sent: Mapping[str, Any]) -> list[str]:
    codes = {one.code for one in books.accounts.values() if one.code and one.type != "BANK"}
    wrong = []
    if sent.get("Type") != "ACCREC" or sent.get("Status", "DRAFT") != "DRAFT":
        wrong.append("Only drafts of sales invoices are emulated")
    if _contact(books, sent) is None:
        wrong.append("The contact could not be found")
    if sent.get("LineAmountTypes") != _BEFORE_TAX:
        wrong.append("Only amounts before tax are emulated")
    for line in _lines(sent):
        if not str(line.get("Description") or "").strip():
            wrong.append("Description must be given")
        if line.get("AccountCode") not in codes:
            wrong.append(f"Account code '{line.get('AccountCode')}' is not a valid code for this document.")
        if line.get("TaxType") not in _TAXES:
            wrong.append(f"The TaxType code '{line.get('TaxType')}' does not exist or cannot be used here.")
    return wrong


def _refused(books: Books, sent: Shape, why: list[str]) -> Shape:
    return sent | {
        "Date": day(date_of(sent, books)),
        "StatusAttributeString": "ERROR",
        "HasErrors": True,
        "ValidationErrors": problems(why),
    }


def _made(books: Books, sent: Mapping[str, Any], *, apart: bool) -> Shape:
    contact = _contact(books, sent)
    if contact is None:
        msg = "the contact was there a moment ago"
        raise RuntimeError(msg)
    lines = tuple(
        InvoiceLine(
            description=str(line["Description"]),
            amount=(decimal_of(line, "Quantity") if "Quantity" in line else Decimal(1))
            * decimal_of(line, "UnitAmount"),
            account=str(line["AccountCode"]),
            tax_type=str(line["TaxType"]),
        )
        for line in _lines(sent)
    )
    number = str(sent.get("InvoiceNumber") or f"INV-{5001 + len(books.invoices)}")
    invoice = Invoice(
        id=books.id_of("made", number, str(len(books.invoices))),
        type="ACCREC",
        number=number,
        contact=contact,
        issued_on=date_of(sent, books),
        due_on=None,
        currency=str(sent.get("CurrencyCode") or contact.customer.currency),
        total=sum((line.amount for line in lines), Decimal(0)),
        reference=str(sent["Reference"]) if sent.get("Reference") else None,
        stage="DRAFT",
        updated=books.stamp(),
        lines=lines,
    )
    books.invoices[invoice.id] = invoice
    books.changed(invoice, "Created", f"{number} for {invoice.total}")
    shape = shapes.invoice_shape(books, invoice, lines=True, summary=False)
    return shape | ({"StatusAttributeString": "OK"} if apart else {})
