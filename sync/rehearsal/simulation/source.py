"""The ledgers' own books, read and changed directly: what the people there do, and what is judged by.

Nothing here passes through the program. Accounts are (id of the customer who is billed, currency).
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from connectors.sandbox.generate.people import PLACES, firm
from connectors.sandbox.quickbooks import QuickBooksApi
from connectors.sandbox.xero import XeroApi
from dunning.ledger import of_minor

Account = tuple[str, str]
_KEY = re.compile(r"\[([A-Z2-7]{20})\]")


@dataclass(frozen=True, slots=True)
class Owed:
    """An open invoice. `customer`: the one it was made out to, who may not be the one who is billed."""

    id: str
    number: str
    customer: str
    account: Account
    balance: Decimal
    due_on: date | None


class Source(ABC):
    """One ledger. Acts raise `ValueError` or `LookupError` where the ledger itself would refuse them."""

    api: Any  # `XeroApi` or `QuickBooksApi`: their acts have the same names

    def __init__(self, name: str, zone: str) -> None:
        self.name = name
        self.zone = ZoneInfo(zone)
        self.made = 0

    @abstractmethod
    def invoices(self) -> list[Owed]:
        """All that are open."""

    @abstractmethod
    def numbers(self) -> set[str]:
        """Of all invoices, whatever became of them."""

    @abstractmethod
    def net(self) -> dict[Account, Decimal]:
        """What each account owes by all papers, net of what it has in hand."""

    @abstractmethod
    def payment_keys(self) -> Counter[str]:
        """References of every payment that stands or ever stood."""

    @abstractmethod
    def note_keys(self) -> Counter[str]:
        """Keys in all notes."""

    @abstractmethod
    def customers(self) -> list[str]:
        """Refs of those who may be billed, in order."""

    @abstractmethod
    def id_of(self, ref: str) -> str:
        """The id of the customer of that ref."""

    @abstractmethod
    def place_of(self, customer_id: str) -> tuple[str, str | None]:
        """Country and region."""

    @abstractmethod
    def name_of(self, customer_id: str) -> str:
        """As the books have it."""

    @abstractmethod
    def exists(self, invoice_id: str) -> bool:
        """Whether that invoice is there, and no void one."""

    @abstractmethod
    def bill(self, ref: str, total: Decimal, issued_on: date, due_on: date) -> str:
        """A new invoice; its number."""

    @abstractmethod
    def receive_extra(self, number: str, amount: Decimal) -> None:
        """Money that pays no invoice stays with the customer of that one as credit."""

    def today(self, now: datetime) -> date:
        """The organisation's date."""
        return now.astimezone(self.zone).date()

    def past_due(self, today: date) -> dict[Account, list[Owed]]:
        """Invoices past due, by account."""
        found: defaultdict[Account, list[Owed]] = defaultdict(list)
        for one in self.invoices():
            if one.due_on is not None and one.due_on < today:
                found[one.account].append(one)
        return found

    def owes(self, today: date) -> dict[Account, Decimal]:
        """What is past due in each account less all it has in hand; only those above nothing."""
        late: defaultdict[Account, Decimal] = defaultdict(Decimal)
        whole: defaultdict[Account, Decimal] = defaultdict(Decimal)
        for one in self.invoices():
            whole[one.account] += one.balance
            if one.due_on is not None and one.due_on < today:
                late[one.account] += one.balance
        net = self.net()
        owed = {account: late[account] - (whole[account] - net.get(account, Decimal(0))) for account in late}
        return {account: amount for account, amount in owed.items() if amount > 0}

    def number(self) -> str:
        """A number that no invoice had before."""
        self.made += 1
        return f"D{self.made:06d}"


class XeroBooks(Source):
    """Xero's."""

    def __init__(self, name: str, api: XeroApi) -> None:
        super().__init__(name, firm("xero").timezone)
        self.api = api

    def invoices(self) -> list[Owed]:
        return [
            Owed(one.id, one.number, one.contact.id, (one.contact.id, one.currency), one.due, one.due_on)
            for one in self.api.books.open_invoices()
        ]

    def numbers(self) -> set[str]:
        return {one.number for one in self.api.books.invoices.values() if one.type == "ACCREC"}

    def net(self) -> dict[Account, Decimal]:
        owed: dict[Account, Decimal] = self.api.owed()
        return owed

    def payment_keys(self) -> Counter[str]:
        return Counter(one.reference for one in self.api.books.payments.values() if one.reference)

    def note_keys(self) -> Counter[str]:
        lines = (line for lines in self.api.books.history.values() for line in lines)
        return _keys(line.details for line in lines if line.changes == "Note")

    def customers(self) -> list[str]:
        contacts = self.api.books.contacts.values()
        return [one.customer.ref for one in contacts if one.status == "ACTIVE" and not one.is_supplier]

    def id_of(self, ref: str) -> str:
        return next(one.id for one in self.api.books.contacts.values() if one.customer.ref == ref)

    def place_of(self, customer_id: str) -> tuple[str, str | None]:
        customer = self.api.books.contacts[customer_id].customer
        return customer.country, customer.region

    def name_of(self, customer_id: str) -> str:
        return self.api.books.contacts[customer_id].customer.name

    def exists(self, invoice_id: str) -> bool:
        invoice = self.api.books.invoices.get(invoice_id)
        return invoice is not None and invoice.stage == "AUTHORISED"

    def bill(self, ref: str, total: Decimal, issued_on: date, due_on: date) -> str:
        contact = self.api.books.contacts[self.id_of(ref)]
        whole = of_minor(int(total * 100), contact.customer.currency)  # as many digits as the currency has
        return str(self.api.add_invoice(ref, whole, due_on, issued_on=issued_on, number=self.number()))

    def receive_extra(self, number: str, amount: Decimal) -> None:
        ref = self.api.books.by_number(number).contact.customer.ref
        self.api.give_credit("overpayment", ref, amount)


class QuickBooksBooks(Source):
    """QuickBooks'."""

    def __init__(self, name: str, api: QuickBooksApi) -> None:
        super().__init__(name, firm("quickbooks").timezone)
        self.api = api

    def _billed(self, customer_id: str) -> str:
        row = self.api.company.rows["Customer"][customer_id]
        while row.get("BillWithParent") and "ParentRef" in row:
            row = self.api.company.rows["Customer"][row["ParentRef"]["value"]]
        return str(row["Id"])

    def invoices(self) -> list[Owed]:
        found = []
        for row in self.api.company.rows["Invoice"].values():
            if row["Balance"] > 0:
                whose = str(row["CustomerRef"]["value"])
                account = (self._billed(whose), str(row["CurrencyRef"]["value"]))
                due = date.fromisoformat(row["DueDate"])
                found.append(Owed(row["Id"], row["DocNumber"], whose, account, Decimal(row["Balance"]), due))
        return found

    def numbers(self) -> set[str]:
        return {row["DocNumber"] for row in self.api.company.rows["Invoice"].values()}

    def net(self) -> dict[Account, Decimal]:
        sums: defaultdict[Account, Decimal] = defaultdict(Decimal)
        for (customer, currency), amount in self.api.owed().items():
            sums[self._billed(customer), currency] += amount
        return dict(sums)

    def payment_keys(self) -> Counter[str]:
        rows = self.api.company.rows["Payment"].values()
        return Counter(row["PaymentRefNum"] for row in rows if row.get("PaymentRefNum"))

    def note_keys(self) -> Counter[str]:
        return _keys(str(row.get("Note", "")) for row in self.api.company.rows["Attachable"].values())

    def customers(self) -> list[str]:
        rows = self.api.company.rows["Customer"]
        return [ref for ref, known in self.api.customer_ids.items() if rows[known]["Active"]]

    def id_of(self, ref: str) -> str:
        return str(self.api.customer_ids[ref])

    def place_of(self, customer_id: str) -> tuple[str, str | None]:
        address = self.api.company.rows["Customer"][customer_id].get("BillAddr", {})
        city = address.get("City", "")
        place = PLACES.get(city) or PLACES["New York"]
        return place.country, place.region

    def name_of(self, customer_id: str) -> str:
        return str(self.api.company.rows["Customer"][customer_id]["DisplayName"])

    def exists(self, invoice_id: str) -> bool:
        row = self.api.company.rows["Invoice"].get(invoice_id)
        return row is not None and row.get("PrivateNote") != "Voided"

    def bill(self, ref: str, total: Decimal, issued_on: date, due_on: date) -> str:
        number = self.number()
        self.api.add_invoice(ref, number, total, due_on=due_on, issued_on=issued_on)
        return number

    def receive_extra(self, number: str, amount: Decimal) -> None:
        owner = next(
            row["CustomerRef"]["value"]
            for row in self.api.company.rows["Invoice"].values()
            if row["DocNumber"] == number
        )
        ref = next(ref for ref, known in self.api.customer_ids.items() if known == owner)
        self.api.receive(ref, amount)


def _keys(texts: Iterable[str]) -> Counter[str]:
    return Counter(key for text in texts for key in _KEY.findall(text))
