"""What people do in QuickBooks itself while Duesync is away: for tests and the demo.

Every act takes the API's lock, and does to the books what the same thing done in the product would.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

from connectors.sandbox.book import Book
from connectors.sandbox.clock import Clock
from connectors.sandbox.quickbooks.chart import close_books
from connectors.sandbox.quickbooks.company import linked
from connectors.sandbox.quickbooks.forms import invoice_form, payment_form, payment_lines
from connectors.sandbox.quickbooks.load import Loader
from connectors.sandbox.quickbooks.oauth import Grants
from connectors.sandbox.quickbooks.wire import PACIFIC, Wire, currency_of
from connectors.sandbox.quickbooks.writes import added, deleted, void
from connectors.sandbox.server import Api


class Acts(Api):
    """The company of a book, its grants, and acts on both. Invoices are named by their number."""

    def __init__(
        self, book: Book, clock: Clock, *, client_id: str, client_secret: str, realm_id: str
    ) -> None:
        super().__init__(clock)
        loaded = Loader(book)
        self.company = loaded.company
        self.customer_ids = loaded.customers
        self.grants = Grants(clock, client_id=client_id, client_secret=client_secret, realm_id=realm_id)

    def _now(self) -> datetime:
        return self.clock()

    def _invoice(self, number: str) -> Wire:
        for row in self.company.rows["Invoice"].values():
            if row["DocNumber"] == number:
                return row
        msg = f"QuickBooks has no invoice {number!r}"
        raise LookupError(msg)

    def open_balances(self) -> dict[str, Decimal]:
        """What is owed on open invoices, by currency."""
        owed: defaultdict[str, Decimal] = defaultdict(Decimal)
        with self.lock:
            for row in self.company.rows["Invoice"].values():
                if row["Balance"] > 0:
                    owed[currency_of(row)] += row["Balance"]
        return dict(owed)

    def number_of_open_invoices(self) -> int:
        """How many invoices are owed on."""
        with self.lock:
            return sum(row["Balance"] > 0 for row in self.company.rows["Invoice"].values())

    def balance_of(self, number: str) -> Decimal:
        """What is owed on an invoice."""
        with self.lock:
            return Decimal(self._invoice(number)["Balance"])

    def invoice_id(self, number: str) -> str:
        """The id behind a number."""
        with self.lock:
            return str(self._invoice(number)["Id"])

    def pay(self, number: str, amount: Decimal, on: date | None = None, reference: str | None = None) -> str:
        """A customer's money is recorded; more than is owed stays unapplied. Gives the payment's id."""
        with self.lock:
            invoice, now = self._invoice(number), self._now()
            customer = self.company.find("Customer", invoice["CustomerRef"]["value"])
            share = min(amount, self.company.open_amount(invoice))
            lines = payment_lines([("Invoice", invoice["Id"], share)] if share else [], currency_of(invoice))
            day = on or now.astimezone(PACIFIC).date()
            row = payment_form(self.company, customer, total=amount, on=day, lines=lines)
            if reference is not None:
                row["PaymentRefNum"] = reference
            return str(added(self.company, "Payment", row, now)["Id"])

    def void_payment(self, payment_id: str) -> None:
        """Void a payment."""
        with self.lock:
            void(self.company, "Payment", self.company.find("Payment", payment_id), self._now())

    def deposit(self, payment_id: str) -> None:
        """Put a payment into a bank deposit: it cannot be changed any more."""
        with self.lock:
            self.company.deposited.add(self.company.find("Payment", payment_id)["Id"])

    def delete_payment(self, payment_id: str) -> None:
        """Delete a payment."""
        with self.lock:
            deleted(self.company, "Payment", self.company.find("Payment", payment_id), self._now())

    def void(self, number: str) -> None:
        """Void an invoice."""
        with self.lock:
            void(self.company, "Invoice", self._invoice(number), self._now())

    def delete(self, number: str) -> None:
        """Delete an invoice."""
        with self.lock:
            deleted(self.company, "Invoice", self._invoice(number), self._now())

    def edit_due(self, number: str, due_on: date) -> None:
        """Change an invoice's due date."""
        with self.lock:
            invoice = self._invoice(number)
            invoice["DueDate"] = due_on.isoformat()
            self.company.touch(invoice, self._now())

    def add_invoice(
        self,
        customer_ref: str,
        number: str,
        total: Decimal,
        *,
        due_on: date,
        issued_on: date | None = None,
        billed_to: str | None = None,
    ) -> str:
        """A new invoice for the book's customer, issued 30 days before it is due. Gives its id."""
        with self.lock:
            row = invoice_form(
                self.company,
                self.company.find("Customer", self.customer_ids[customer_ref]),
                total=total,
                on=issued_on or due_on - timedelta(days=30),
                due=due_on,
                number=number,
                email=billed_to,
            )
            return str(added(self.company, "Invoice", row, self._now())["Id"])

    def notes_on(self, number: str) -> list[str]:
        """The notes attached to an invoice, oldest first."""
        with self.lock:
            target = ("Invoice", self._invoice(number)["Id"])
            return [
                row["Note"]
                for row in self.company.rows["Attachable"].values()
                if any(
                    (link["EntityRef"]["type"], link["EntityRef"]["value"]) == target
                    for link in row["AttachableRef"]
                )
            ]

    def payments_on(self, number: str) -> list[tuple[Decimal, str | None, str]]:
        """What was applied to an invoice: (amount, reference, payment's id), oldest first."""
        with self.lock:
            invoice_id = self._invoice(number)["Id"]
            return [
                (amount, row.get("PaymentRefNum"), row["Id"])
                for row in self.company.rows["Payment"].values()
                for entity, document, amount in linked(row)
                if (entity, document) == ("Invoice", invoice_id)
            ]

    def spent_under(self, number: str | None = None) -> list[tuple[Decimal, str, str]]:
        """Amount, account it came from and cost account, by id, of money spent; of all, or under a number."""
        with self.lock:
            return [
                (
                    Decimal(row["TotalAmt"]),
                    row["AccountRef"]["value"],
                    row["Line"][0]["AccountBasedExpenseLineDetail"]["AccountRef"]["value"],
                )
                for row in self.company.rows["Purchase"].values()
                if row["PaymentType"] == "Cash" and number in (None, row.get("DocNumber"))
            ]

    def delete_spent(self, number: str) -> None:
        """Someone deletes money spent."""
        with self.lock:
            for row in list(self.company.rows["Purchase"].values()):
                if row.get("DocNumber") == number:
                    deleted(self.company, "Purchase", row, self._now())

    def set_email(self, customer_ref: str, email: str | None) -> None:
        """Change or remove a customer's address."""
        with self.lock:
            customer = self.company.find("Customer", self.customer_ids[customer_ref])
            customer.pop("PrimaryEmailAddr", None)
            if email:
                customer["PrimaryEmailAddr"] = {"Address": email}
            self.company.touch(customer, self._now())

    def set_phone(self, customer_ref: str, phone: str | None) -> None:
        """Change or remove a customer's telephone number."""
        with self.lock:
            customer = self.company.find("Customer", self.customer_ids[customer_ref])
            customer.pop("PrimaryPhone", None)
            if phone:
                customer["PrimaryPhone"] = {"FreeFormNumber": phone}
            self.company.touch(customer, self._now())

    def close_books(self, until: date | None) -> None:
        """Close the books through a day, or open them again."""
        with self.lock:
            close_books(self.company, until, self._now())

    def revoke_grants(self) -> None:
        """Disconnect every app."""
        with self.lock:
            self.grants.revoke_all()

    def expire_access(self) -> None:
        """Let every access token be over."""
        with self.lock:
            self.grants.expire_access()
