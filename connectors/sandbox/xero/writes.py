"""What may be written: payments against invoices, their deletion, and notes on invoices.

Every rule is checked before anything is booked; a refused call changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from werkzeug import Request

from connectors.sandbox.xero import shapes
from connectors.sandbox.xero.books import Account, Books, Invoice
from connectors.sandbox.xero.wire import Shape, body_refused, day, invalid, problems, unknown

NOTE_LIMIT = 250  # an older page of Xero's says 250, a newer 2500: the stricter one is kept
MOST_PAYMENTS = 50  # Xero's advice, kept as a rule here
_MS_DATE = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")


def body_of(request: Request, expected: str) -> dict[str, Any]:
    """The JSON object that was sent. `XeroError` (400) when there is none."""
    text = request.get_data()
    if not text.strip():
        msg = (
            "No data has been processed for this endpoint. This endpoint is expecting "
            f"{expected} data to be specifed in the request body."
        )
        raise body_refused(msg, 17)
    if request.mimetype != "application/json":
        msg = "Data at the root level is invalid. Line 1, position 1."
        raise body_refused(msg)
    try:
        sent = json.loads(text, parse_float=Decimal)
    except ValueError as error:
        msg = "The string supplied did not appear to be valid JSON"
        raise body_refused(msg) from error
    if not isinstance(sent, dict):
        msg = f"A JSON object is expected for {expected}"
        raise body_refused(msg)
    return sent


def date_of(sent: Mapping[str, Any], books: Books) -> date:
    """The `Date` that was sent, else today. `XeroError` (400) when it is none."""
    text = sent.get("Date")
    if text is None:
        return books.today()
    if isinstance(text, str):
        if found := _MS_DATE.fullmatch(text):
            return datetime.fromtimestamp(int(found[1]) / 1000, UTC).date()
        try:
            return date.fromisoformat(text.removesuffix("T00:00:00"))
        except ValueError:
            pass  # refused below, with every other form
    msg = f"Error converting value {text!r} to type 'System.DateTime'. Path 'Date'."
    raise body_refused(msg)


def decimal_of(sent: Mapping[str, Any], name: str) -> Decimal:
    """A number that was sent, in figures or as text. `XeroError` (400) when it is none."""
    value = sent.get(name)
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        msg = f"Error converting value to type 'System.Decimal'. Path '{name}'."
        raise body_refused(msg)
    try:
        return Decimal(value)
    except InvalidOperation as error:
        msg = f"Error converting value {value!r} to type 'System.Decimal'. Path '{name}'."
        raise body_refused(msg) from error


def rate_of(sent: Mapping[str, Any]) -> Decimal | None:
    """The `CurrencyRate` that was sent. `XeroError` (400) when it is none."""
    rate = None if sent.get("CurrencyRate") is None else decimal_of(sent, "CurrencyRate")
    if rate is not None and rate <= 0:
        msg = "The currency rate must be greater than zero. Path 'CurrencyRate'."
        raise body_refused(msg)
    return rate


@dataclass(frozen=True, slots=True)
class _Order:
    """One payment that was sent, with what is wrong with it."""

    sent: Shape
    invoice: Invoice | None
    account: Account | None
    on: date
    amount: Decimal
    wrong: tuple[str, ...]


def _invoice_named(books: Books, sent: Mapping[str, Any]) -> Invoice | None:
    named = sent.get("Invoice") or {}
    if "InvoiceID" in named:
        return books.invoices.get(str(named["InvoiceID"]).lower())
    number = named.get("InvoiceNumber", sent.get("InvoiceNumber"))
    return next((one for one in books.invoices.values() if number and one.number == number), None)


def account_named(books: Books, sent: Mapping[str, Any]) -> Account | None:
    """The account that a payment names, by id or code."""
    named = sent.get("Account") or {}
    if "AccountID" in named:
        return books.accounts.get(str(named["AccountID"]).lower())
    code = named.get("Code", sent.get("Code"))
    return next((one for one in books.accounts.values() if code and one.code == code), None)


def _checked(books: Books, sent: Shape, promised: dict[str, Decimal]) -> _Order:
    """`promised`: what earlier payments of the same call take from each invoice."""
    on, amount = date_of(sent, books), decimal_of(sent, "Amount")
    invoice, account = _invoice_named(books, sent), account_named(books, sent)
    wrong = []
    if any(sent.get(name) for name in ("CreditNote", "Prepayment", "Overpayment")):
        wrong.append("Only payments of invoices are emulated")
    if invoice is None:
        wrong.append("Invoice could not be found")
    elif invoice.status != "AUTHORISED":
        wrong.append("Payments can only be made against Authorised documents")
    elif amount > invoice.due - promised.get(invoice.id, Decimal(0)):
        wrong.append("Payment amount exceeds the amount outstanding on this document")
    if amount <= 0:
        wrong.append("Payment amount must be greater than zero")
    if account is None:
        wrong.append("Account could not be found")
    elif not account.receives:
        wrong.append("Account must be a bank account or have 'Enable payments to this account' selected")
    if books.period_lock is not None and on <= books.period_lock:
        wrong.append("The payment date cannot be before the period lock date of the organisation")
    if invoice is not None and not wrong:
        promised[invoice.id] = promised.get(invoice.id, Decimal(0)) + amount
    return _Order({**sent, "Date": day(on)}, invoice, account, on, amount, tuple(wrong))


def create_payments(books: Books, request: Request) -> Shape:
    """PUT or POST /Payments: one object or a list; all or nothing unless `summarizeErrors=false`."""
    sent = body_of(request, "Payment")
    listed = sent.get("Payments", [sent])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        msg = "A list is expected. Path 'Payments'."
        raise body_refused(msg)
    if len(listed) > MOST_PAYMENTS:
        msg = f"{len(listed)} payments were sent; {MOST_PAYMENTS} are allowed in one request"
        raise body_refused(msg)
    promised: dict[str, Decimal] = {}
    orders = [_checked(books, one, promised) for one in listed]
    apart = request.args.get("summarizeErrors", "true").lower() == "false"
    wrong = [one for one in orders if one.wrong]
    if wrong and not apart:
        raise invalid(one.sent | {"ValidationErrors": problems(one.wrong)} for one in wrong)
    return {"Payments": [_booked(books, one, apart=apart) for one in orders]}


def _booked(books: Books, order: _Order, *, apart: bool) -> Shape:
    if order.wrong or order.invoice is None or order.account is None:
        return order.sent | {
            "StatusAttributeString": "ERROR",
            "HasValidationErrors": True,
            "ValidationErrors": problems(order.wrong),
        }
    reference = order.sent.get("Reference")
    payment = books.pay(
        order.invoice, order.amount, order.on, order.account, str(reference) if reference else None
    )
    if order.invoice.currency != books.currency:
        payment.rate = rate_of(order.sent)
    return shapes.payment_shape(books, payment) | ({"StatusAttributeString": "OK"} if apart else {})


def delete_payment(books: Books, request: Request, payment_id: str) -> Shape:
    """POST /Payments/{id} with Status DELETED: the only change a payment knows."""
    payment = books.payments.get(payment_id.lower())
    if payment is None:
        raise unknown()
    sent = body_of(request, "Payment")
    sent = sent["Payments"][0] if isinstance(sent.get("Payments"), list) and sent["Payments"] else sent
    wrong = []
    if sent.get("Status") != "DELETED":
        wrong.append("Payments cannot be edited, only deleted: Status must be DELETED")
    if not payment.standing:
        wrong.append("This payment has been deleted already")
    if books.period_lock is not None and payment.paid_on <= books.period_lock:
        wrong.append("The payment date cannot be before the period lock date of the organisation")
    if wrong:
        raise invalid([shapes.payment_shape(books, payment) | {"ValidationErrors": problems(wrong)}])
    books.take_back(payment)
    return {"Payments": [shapes.payment_shape(books, payment)]}


def write_notes(books: Books, request: Request, invoice: Invoice, *, touches: bool) -> Shape:
    """PUT or POST /Invoices/{id}/History. `touches`: a note changes the invoice's UpdatedDateUTC."""
    sent = body_of(request, "HistoryRecord").get("HistoryRecords")
    if not isinstance(sent, list) or not sent or not all(isinstance(one, dict) for one in sent):
        msg = "A list is expected. Path 'HistoryRecords'."
        raise body_refused(msg)
    for one in sent:
        details = one.get("Details")
        if not isinstance(details, str) or not details.strip():
            raise invalid([one | {"ValidationErrors": problems(["Details must be given"])}])
        if len(details) > NOTE_LIMIT:
            text = f"Details is longer than {NOTE_LIMIT} characters"
            raise invalid([one | {"ValidationErrors": problems([text])}])
    lines = [books.record(invoice.id, "Note", one["Details"], at=books.stamp()) for one in sent]
    if touches:
        invoice.updated = books.stamp()
    return {"HistoryRecords": [shapes.history_shape(line) for line in lines]}
