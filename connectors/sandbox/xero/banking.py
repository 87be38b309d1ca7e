"""Overpayments as bank transactions: how the API makes them, and how it shows them.

Xero keeps no reference on one: what is sent is dropped. Of other kinds, money spent is emulated: `spending`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from werkzeug import Request

from connectors.sandbox.xero import shapes, spending
from connectors.sandbox.xero.books import Account, Books, Contact, Credit
from connectors.sandbox.xero.wire import (
    Shape,
    amount,
    body_refused,
    day,
    instant,
    invalid,
    problems,
)
from connectors.sandbox.xero.writes import account_named, body_of, date_of, decimal_of, rate_of

KIND = "RECEIVE-OVERPAYMENT"


@dataclass(frozen=True, slots=True)
class Banked:
    """What Xero knows of an overpayment beyond the credit that it is."""

    credit: Credit
    account: Account
    words: str
    rate: Decimal

    @property
    def id(self) -> str:
        """It is listed among overpayments by the same one."""
        return self.credit.id

    @property
    def type(self) -> str:
        """The one kind that it is."""
        return KIND

    @property
    def status(self) -> str:
        """As Xero names it."""
        return "DELETED" if self.credit.void else "AUTHORISED"

    @property
    def on(self) -> date:
        """The day on which it came."""
        return self.credit.issued_on

    @property
    def contact(self) -> Contact:
        """Who paid."""
        return self.credit.contact

    @property
    def reference(self) -> str | None:
        """None, ever."""
        return None

    @property
    def updated(self) -> datetime:
        """When it last changed."""
        return self.credit.updated


@dataclass(frozen=True, slots=True)
class _Order:
    sent: Shape
    contact: Contact | None
    account: Account | None
    on: date
    total: Decimal
    rate: Decimal | None
    wrong: tuple[str, ...]


def _checked(books: Books, sent: Shape) -> _Order:
    contact = books.contacts.get(str((sent.get("Contact") or {}).get("ContactID")).lower())
    account, on = account_named(books, {"Account": sent.get("BankAccount") or {}}), date_of(sent, books)
    lines: list[Any] = sent.get("LineItems") or []
    total = sum((decimal_of(line, "LineAmount") for line in lines), Decimal(0))
    wrong = []
    if sent.get("Type") != KIND:
        wrong.append(f"Only {KIND} is emulated")
    if contact is None:
        wrong.append("Contact could not be found")
    if account is None or account.type != "BANK":
        wrong.append("The bank account must be specified")
    if len(lines) != 1 or not str(lines[0].get("Description") or "").strip():
        wrong.append("An overpayment has a single line item with a description")
    if total <= 0:
        wrong.append("The total for this bank transaction must be greater than zero")
    if books.period_lock is not None and on <= books.period_lock:
        wrong.append("The transaction date cannot be before the period lock date of the organisation")
    return _Order({**sent, "Date": day(on)}, contact, account, on, total, rate_of(sent), tuple(wrong))


def create(books: Books, request: Request) -> Shape:
    """PUT or POST /BankTransactions: all or nothing unless `summarizeErrors=false`."""
    sent = body_of(request, "BankTransaction")
    listed = sent.get("BankTransactions", [sent])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        msg = "A list is expected. Path 'BankTransactions'."
        raise body_refused(msg)
    if any(one.get("Type") == spending.KIND for one in listed):
        return _spent(books, listed, apart=request.args.get("summarizeErrors", "true").lower() == "false")
    orders = [_checked(books, one) for one in listed]
    apart = request.args.get("summarizeErrors", "true").lower() == "false"
    wrong = [one for one in orders if one.wrong]
    if wrong and not apart:
        raise invalid(one.sent | {"ValidationErrors": problems(one.wrong)} for one in wrong)
    return {"BankTransactions": [_booked(books, one, apart=apart) for one in orders]}


def _spent(books: Books, listed: list[Shape], *, apart: bool) -> Shape:
    wrong = [(one, spending.wrong_with(books, one)) for one in listed]
    if any(why for _, why in wrong) and not apart:
        raise invalid(one | {"ValidationErrors": problems(why)} for one, why in wrong if why)
    return {"BankTransactions": [spending.book(books, one, apart=apart) for one in listed]}


def _booked(books: Books, order: _Order, *, apart: bool) -> Shape:
    if order.wrong or order.contact is None or order.account is None:
        return order.sent | {"StatusAttributeString": "ERROR", "ValidationErrors": problems(order.wrong)}
    at = books.stamp()
    currency = str(order.sent.get("CurrencyCode") or order.account.currency or books.currency)
    credit = Credit(
        id=books.id_of("overpayment", "banked", str(len(books.credits)), at.isoformat()),
        kind="overpayment",
        number=None,
        contact=order.contact,
        issued_on=order.on,
        currency=currency,
        total=order.total,
        updated=at,
    )
    books.credits[credit.id] = credit
    words = str(order.sent["LineItems"][0]["Description"])
    banked = Banked(credit, order.account, words, order.rate or shapes.rate(books, currency))
    books.banked[credit.id] = banked
    return shape(banked, lines=True) | ({"StatusAttributeString": "OK"} if apart else {})


def shape(banked: Banked, *, lines: bool) -> Shape:
    """A bank transaction. `lines`: with its line, as in paged lists."""
    credit, account = banked.credit, banked.account
    total = amount(credit.total)
    line: Shape = {
        "Description": banked.words,
        "UnitAmount": total,
        "TaxType": "NONE",
        "TaxAmount": amount(Decimal(0)),
        "LineAmount": total,
        "AccountCode": "610",
        "Tracking": [],
        "Quantity": Decimal("1.0000"),
    }
    return {
        "BankTransactionID": credit.id,
        "OverpaymentID": credit.id,
        "BankAccount": {"AccountID": account.id, "Name": account.name}
        | ({"Code": account.code} if account.code else {}),
        "Type": KIND,
        "IsReconciled": False,
        "HasAttachments": False,
        "Contact": shapes.named(credit.contact),
        "Date": day(credit.issued_on),
        "Status": banked.status,
        "LineAmountTypes": "NoTax",
        "LineItems": [line] if lines else [],
        "SubTotal": total,
        "TotalTax": amount(Decimal(0)),
        "Total": total,
        "UpdatedDateUTC": instant(credit.updated),
        "CurrencyCode": credit.currency,
        "CurrencyRate": banked.rate,
    }
