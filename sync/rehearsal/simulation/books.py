"""The books of the two pretend ledgers, each in its own shape, as `Source` says."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from connectors.sandbox.generate.people import PLACES, firm
from connectors.sandbox.quickbooks import QuickBooksApi
from connectors.sandbox.xero import XeroApi
from dunning.ledger import of_minor
from sync.rehearsal.simulation.source import Account, Owed, Source

_KEY = re.compile(r"\[([A-Z2-7]{20})\]")


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
        return next(str(one.id) for one in self.api.books.contacts.values() if one.customer.ref == ref)

    def place_of(self, customer_id: str) -> tuple[str, str | None]:
        customer = self.api.books.contacts[customer_id].customer
        return customer.country, customer.region

    def name_of(self, customer_id: str) -> str:
        return str(self.api.books.contacts[customer_id].customer.name)

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
        rows = self.api.company.rows["Invoice"].values()
        owners = [row["CustomerRef"]["value"] for row in rows if row["DocNumber"] == number]
        if not owners:
            msg = f"no invoice {number}"
            raise LookupError(msg)
        ref = next(ref for ref, known in self.api.customer_ids.items() if known == owners[0])
        self.api.receive(ref, amount)


def _keys(texts: Iterable[str]) -> Counter[str]:
    return Counter(key for text in texts for key in _KEY.findall(text))
