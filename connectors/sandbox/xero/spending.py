"""Money spent, as bank transactions: how the API makes them, and how it shows them.

Xero takes them from bank accounts alone, in the account's currency, and finds the payee by name or makes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from connectors.sandbox.book import BookCustomer
from connectors.sandbox.xero import shapes
from connectors.sandbox.xero.books import Account, Books, Contact
from connectors.sandbox.xero.wire import Shape, amount, day, instant, problems
from connectors.sandbox.xero.writes import account_named, date_of, decimal_of

KIND = "SPEND"


@dataclass(eq=False, kw_only=True)
class Spent:
    """One payment of the firm's own. `cost`: what it was spent on."""

    id: str
    contact: Contact
    account: Account
    cost: Account
    on: date
    total: Decimal
    reference: str | None
    words: str
    updated: datetime
    standing: bool = True
    type: str = KIND

    @property
    def status(self) -> str:
        """As Xero names it."""
        return "AUTHORISED" if self.standing else "DELETED"


def _cost(books: Books, line: Shape) -> Account | None:
    named = {"AccountID": line["AccountID"]} if "AccountID" in line else {"Code": line.get("AccountCode")}
    return account_named(books, {"Account": named})


def wrong_with(books: Books, sent: Shape) -> list[str]:
    """What keeps it from being booked."""
    account = account_named(books, {"Account": sent.get("BankAccount") or {}})
    lines: list[Any] = sent.get("LineItems") or []
    wrong = []
    if not (sent.get("Contact") or {}).get("Name"):
        wrong.append("Only contacts by name are emulated for money spent")
    if account is None or account.type != "BANK":
        wrong.append("The bank account must be specified")
    if sent.get("LineAmountTypes") != "NoTax":
        wrong.append("Only amounts without tax are emulated")
    if "CurrencyCode" in sent:
        wrong.append("Setting currency is only supported on overpayments")
    if len(lines) != 1 or not str(lines[0].get("Description") or "").strip():
        wrong.append("Only one line with a description is emulated")
    else:
        cost = _cost(books, lines[0])
        if cost is None or cost.type == "BANK" or cost.system is not None:
            named = lines[0].get("AccountCode") or lines[0].get("AccountID")
            wrong.append(f"Account code '{named}' is not a valid code for this document.")
        if _total(lines[0]) <= 0:
            wrong.append("The total for this bank transaction must be greater than zero")
    on = date_of(sent, books)
    if books.period_lock is not None and on <= books.period_lock:
        wrong.append("The transaction date cannot be before the period lock date of the organisation")
    return wrong


def _total(line: Shape) -> Decimal:
    quantity = decimal_of(line, "Quantity") if "Quantity" in line else Decimal(1)
    return quantity * decimal_of(line, "UnitAmount")


def _payee(books: Books, name: str) -> Contact:
    for contact in books.contacts.values():
        if contact.customer.name.lower() == name.lower() and contact.status == "ACTIVE":
            return contact
    who = BookCustomer(
        ref=name,
        name=name,
        first_name=None,
        last_name=None,
        email=None,
        people=(),
        phone=None,
        country=books.country,
        region=None,
        city="",
        currency=books.currency,
        terms_days=0,
        parent=None,
        active=True,
    )
    made = Contact(
        id=books.id_of("contact", name), customer=who, email=None, is_supplier=False, updated=books.stamp()
    )
    books.contacts[made.id] = made
    return made


def book(books: Books, sent: Shape, *, apart: bool) -> Shape:
    """It as it was booked, or with what is wrong with it."""
    on, wrong = date_of(sent, books), wrong_with(books, sent)
    account = account_named(books, {"Account": sent.get("BankAccount") or {}})
    if wrong or account is None:
        return {**sent, "Date": day(on)} | {
            "StatusAttributeString": "ERROR",
            "ValidationErrors": problems(wrong),
        }
    line = sent["LineItems"][0]
    cost = _cost(books, line)
    if cost is None:
        msg = "the account was there a moment ago"
        raise RuntimeError(msg)
    payee, at = _payee(books, str(sent["Contact"]["Name"])), books.stamp()
    payee.is_supplier, payee.updated = True, at
    spent = Spent(
        id=books.id_of("spent", str(len(books.spent)), at.isoformat()),
        contact=payee,
        account=account,
        cost=cost,
        on=on,
        total=_total(line),
        reference=str(sent["Reference"]) if sent.get("Reference") else None,
        words=str(line["Description"]),
        updated=at,
    )
    books.spent[spent.id] = spent
    return shape(spent, lines=True) | ({"StatusAttributeString": "OK"} if apart else {})


def shape(spent: Spent, *, lines: bool) -> Shape:
    """A bank transaction. `lines`: with its line, as in paged lists."""
    account, total = spent.account, amount(spent.total)
    line: Shape = {
        "Description": spent.words,
        "UnitAmount": total,
        "TaxType": "NONE",
        "TaxAmount": amount(Decimal(0)),
        "LineAmount": total,
        "AccountCode": spent.cost.code,
        "AccountID": spent.cost.id,
        "Tracking": [],
        "Quantity": Decimal("1.0000"),
    }
    return {
        "BankTransactionID": spent.id,
        "BankAccount": {"AccountID": account.id, "Name": account.name}
        | ({"Code": account.code} if account.code else {}),
        "Type": KIND,
        "IsReconciled": False,
        "HasAttachments": False,
        "Contact": shapes.named(spent.contact),
        "Date": day(spent.on),
        "Status": spent.status,
        "LineAmountTypes": "NoTax",
        "LineItems": [line] if lines else [],
        "SubTotal": total,
        "TotalTax": amount(Decimal(0)),
        "Total": total,
        "UpdatedDateUTC": instant(spent.updated),
        "CurrencyCode": account.currency,
    } | ({"Reference": spent.reference} if spent.reference else {})
