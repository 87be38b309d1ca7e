"""Acts at the source: what the firm's people do in Xero itself, for tests and the demo to play."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal

from connectors.sandbox.xero.books import Credit, Invoice
from connectors.sandbox.xero.credits import CreditActs
from connectors.sandbox.xero.grants import Grants


class Acts(CreditActs):
    """The acts on the first organisation of an `XeroApi`. Unknown numbers and refs: `LookupError`."""

    grants: Grants

    def open_balances(self) -> dict[str, Decimal]:
        """What all open sales invoices sum to, by currency."""
        with self.lock:
            sums: defaultdict[str, Decimal] = defaultdict(Decimal)
            for invoice in self.books.open_invoices():
                sums[invoice.currency] += invoice.due
            return dict(sums)

    def number_of_open_invoices(self) -> int:
        """How many sales invoices are open."""
        with self.lock:
            return sum(1 for _ in self.books.open_invoices())

    def balance_of(self, number: str) -> Decimal:
        """What is due on that invoice."""
        with self.lock:
            return self.books.by_number(number).due

    def pay(self, number: str, amount: Decimal, on: date | None = None) -> str:
        """A payment recorded by hand, today unless `on`; its id. `ValueError` when it is too much."""
        with self.lock:
            invoice = self.books.by_number(number)
            if invoice.stage != "AUTHORISED" or not 0 < amount <= invoice.due:
                msg = f"{amount} cannot be paid on {number}: {invoice.status}, {invoice.due} due"
                raise ValueError(msg)
            when = on or self.books.today()
            return self.books.pay(invoice, amount, when, self.books.default_account(), None).id

    def void(self, number: str) -> None:
        """Void an invoice. `ValueError` when something was paid or credited on it."""
        with self.lock:
            invoice = self.books.by_number(number)
            if invoice.paid or invoice.credited:
                msg = f"{number} has payments or credits and cannot be voided"
                raise ValueError(msg)
            invoice.stage = "VOIDED"
            self.books.changed(invoice, "Voided", f"{number} voided")

    def delete(self, number: str) -> None:
        """Delete a draft, as Xero allows it; approved ones can only be voided (`ValueError`)."""
        with self.lock:
            invoice = self.books.by_number(number)
            if invoice.stage != "DRAFT":
                msg = f"{number} is {invoice.status} and cannot be deleted"
                raise ValueError(msg)
            invoice.stage = "DELETED"
            self.books.changed(invoice, "Deleted", f"{number} deleted")

    def approve(self, number: str) -> None:
        """Approve a draft."""
        with self.lock:
            invoice = self.books.by_number(number)
            invoice.stage = "AUTHORISED"
            self.books.changed(invoice, "Approved", f"{number} approved")

    def edit_issued(self, number: str, issued_on: date | None) -> None:
        """Change the invoice's date; `None`, which Xero itself does not do, takes it away."""
        with self.lock:
            invoice = self.books.by_number(number)
            invoice.issued_on = issued_on
            self.books.changed(invoice, "Edited", f"Date of {number} changed")

    def edit_currency(self, number: str, currency: str, total: Decimal) -> None:
        """Bill it in another currency. `ValueError` when something was paid or credited on it."""
        with self.lock:
            invoice = self.books.by_number(number)
            if invoice.paid or invoice.credited:
                msg = f"{number} has payments or credits and keeps its currency"
                raise ValueError(msg)
            invoice.currency, invoice.total = currency, total
            self.books.changed(invoice, "Edited", f"Currency of {number} changed")

    def move(self, number: str, customer: str) -> None:
        """Bill it to another customer."""
        with self.lock:
            invoice = self.books.by_number(number)
            invoice.contact = self._contact(customer)
            self.books.changed(invoice, "Edited", f"Contact of {number} changed")

    def merge(self, customer: str, into: str, *, touches: bool = True) -> None:
        """Merge a contact into another, which gets its documents; the merged one is archived.

        `touches`: whether that changes the documents' UpdatedDateUTC, which nobody has verified.
        """
        with self.lock:
            gone, kept = self._contact(customer), self._contact(into)
            documents: list[Invoice | Credit] = [*self.books.invoices.values(), *self.books.credits.values()]
            for document in documents:
                if document.contact is gone:
                    document.contact = kept
                    document.updated = self.books.stamp() if touches else document.updated
            gone.status, gone.merged_to, gone.updated = "ARCHIVED", kept.id, self.books.stamp()
            kept.updated = self.books.stamp()

    def edit_due(self, number: str, due_on: date | None) -> None:
        """Move the due date, or (`None`) take it away, as bad imports do."""
        with self.lock:
            invoice = self.books.by_number(number)
            invoice.due_on = due_on
            self.books.changed(invoice, "Edited", f"Due date of {number} changed")

    def add_invoice(
        self,
        customer: str,
        total: Decimal,
        due_on: date,
        *,
        currency: str | None = None,
        issued_on: date | None = None,
        number: str | None = None,
    ) -> str:
        """A new approved sales invoice to the customer of that ref, in its currency; its number."""
        with self.lock:
            contact, books = self._contact(customer), self.books
            called = number or f"INV-{5001 + len(books.invoices)}"
            invoice = Invoice(
                id=books.id_of("added", called, str(len(books.invoices))),
                type="ACCREC",
                number=called,
                contact=contact,
                issued_on=issued_on or min(books.today(), due_on),
                due_on=due_on,
                currency=currency or contact.customer.currency,
                total=total,
                reference=None,
                stage="AUTHORISED",
                updated=books.stamp(),
            )
            books.invoices[invoice.id] = invoice
            books.changed(invoice, "Created", f"{called} for {total}")
            return called

    def notes_on(self, number: str) -> list[str]:
        """The notes written on that invoice, oldest first."""
        with self.lock:
            lines = self.books.history[self.books.by_number(number).id]
            return [line.details for line in lines if line.changes == "Note"]

    def payments_on(self, number: str) -> list[tuple[Decimal, str | None, str]]:
        """Amount, reference and status of each payment ever made on that invoice, oldest first."""
        with self.lock:
            return [
                (one.amount, one.reference, "AUTHORISED" if one.standing else "DELETED")
                for one in self.books.by_number(number).payments
            ]

    def spent_under(self, reference: str | None = None) -> list[tuple[Decimal, str | None, str | None]]:
        """Amount, account it came from and cost account of money spent that stands; of all, or of one."""
        with self.lock:
            return [
                (one.total, one.account.code, one.cost.code)
                for one in self.books.spent.values()
                if one.standing and reference in (None, one.reference)
            ]

    def delete_spent(self, reference: str) -> None:
        """Someone deletes money spent in Xero."""
        with self.lock:
            for one in self.books.spent.values():
                if one.reference == reference:
                    one.standing, one.updated = False, self.books.stamp()

    def delete_payment(self, payment_id: str) -> None:
        """Someone deletes a payment in Xero."""
        with self.lock:
            self.books.take_back(self.books.payments[payment_id])

    def set_email(self, customer: str, email: str | None) -> None:
        """Change the e-mail address of the customer of that ref."""
        with self.lock:
            contact = self._contact(customer)
            contact.email, contact.updated = email, self.books.stamp()

    def set_phone(self, customer: str, phone: str | None) -> None:
        """Change the telephone number of the customer of that ref."""
        with self.lock:
            contact = self._contact(customer)
            contact.customer, contact.updated = replace(contact.customer, phone=phone), self.books.stamp()

    def rename(self, customer: str, name: str) -> None:
        """Change the name of the customer of that ref."""
        with self.lock:
            contact = self._contact(customer)
            contact.customer, contact.updated = replace(contact.customer, name=name), self.books.stamp()

    def archive(self, customer: str, status: str = "ARCHIVED") -> None:
        """Archive the contact, or mark it GDPRREQUEST."""
        with self.lock:
            contact = self._contact(customer)
            contact.status, contact.updated = status, self.books.stamp()

    def expire_access(self) -> None:
        """Half an hour passes for access tokens, and for nothing else."""
        with self.lock:
            self.grants.expire_access()

    def revoke_grants(self) -> None:
        """The customer disconnects the app."""
        with self.lock:
            self.grants.revoke_all()
