"""Acts on a customer's credit at the source: given, set against invoices, paid back, voided."""

from __future__ import annotations

import threading
from datetime import date
from decimal import Decimal

from connectors.sandbox.xero.books import Allocation, Books, Contact, Credit, CreditKind, Refund


class CreditActs:
    """Credits are named by the id that `give_credit` returns. Unknown ids and refs: `LookupError`."""

    lock: threading.RLock
    books: Books

    def credit_in_hand(self) -> dict[str, Decimal]:
        """What customers' credits have left, by currency."""
        with self.lock:
            sums: dict[str, Decimal] = {}
            for credit in self.books.credits.values():
                if not credit.spent and credit.remaining:
                    sums[credit.currency] = sums.get(credit.currency, Decimal(0)) + credit.remaining
            return sums

    def give_credit(
        self,
        kind: CreditKind,
        customer: str,
        total: Decimal,
        *,
        on: date | None = None,
        spent: bool = False,
    ) -> str:
        """A credit note is approved, an overpayment or a prepayment is received; its id.

        `spent`: it is ours with a supplier, which Xero keeps in the same lists.
        """
        with self.lock:
            books, contact = self.books, self._contact(customer)
            at = books.stamp()
            credit = Credit(
                id=books.id_of(kind, "given", str(len(books.credits)), at.isoformat()),
                kind=kind,
                number=f"CN-{900 + len(books.credits)}" if kind == "credit_note" else None,
                contact=contact,
                issued_on=on or books.today(),
                currency=contact.customer.currency,
                total=total,
                updated=at,
                spent=spent,
            )
            books.credits[credit.id] = credit
            return credit.id

    def allocate(self, credit_id: str, number: str, amount: Decimal) -> None:
        """Set some of it against an invoice. `ValueError` when it is too much for either."""
        with self.lock:
            credit, invoice = self._credit(credit_id), self.books.by_number(number)
            if not 0 < amount <= min(credit.remaining, invoice.due):
                msg = f"{amount} of the credit cannot be set against {number}"
                raise ValueError(msg)
            allocation = Allocation(
                id=self.books.id_of("allocation", credit.id, str(len(invoice.allocations))),
                credit=credit,
                invoice=invoice,
                amount=amount,
                on=self.books.today(),
            )
            credit.allocations.append(allocation)
            invoice.allocations.append(allocation)
            credit.updated = self.books.stamp()
            self.books.changed(invoice, "Credit Applied", f"{amount} of a credit applied")

    def take_credit_back(self, credit_id: str, number: str) -> None:
        """Remove what was set against an invoice: both are as before."""
        with self.lock:
            credit, invoice = self._credit(credit_id), self.books.by_number(number)
            credit.allocations = [one for one in credit.allocations if one.invoice is not invoice]
            invoice.allocations = [one for one in invoice.allocations if one.credit is not credit]
            credit.updated = self.books.stamp()
            self.books.changed(invoice, "Credit Removed", "A credit was removed")

    def refund(self, credit_id: str, amount: Decimal) -> str:
        """Pay some of it back to the customer; the refund's id. `ValueError` when it is too much."""
        with self.lock:
            credit = self._credit(credit_id)
            if not 0 < amount <= credit.remaining:
                msg = f"{amount} is more than is left of the credit"
                raise ValueError(msg)
            at = self.books.stamp()
            refund = Refund(
                id=self.books.id_of("refund", credit.id, str(len(self.books.refunds))),
                credit=credit,
                account=self.books.default_account(),
                paid_on=self.books.today(),
                amount=amount,
                updated=at,
            )
            self.books.refunds[refund.id] = refund
            credit.refunds.append(refund)
            credit.updated = at
            return refund.id

    def void_credit(self, credit_id: str) -> None:
        """Void it. `ValueError` when some of it was used."""
        with self.lock:
            credit = self._credit(credit_id)
            if credit.remaining != credit.total:
                msg = "some of this credit was used, so it cannot be voided"
                raise ValueError(msg)
            credit.void, credit.updated = True, self.books.stamp()

    def _credit(self, credit_id: str) -> Credit:
        try:
            return self.books.credits[credit_id]
        except KeyError as error:
            msg = f"no credit {credit_id!r} in {self.books.name}"
            raise LookupError(msg) from error

    def _contact(self, customer: str) -> Contact:
        for contact in self.books.contacts.values():
            if contact.customer.ref == customer:
                return contact
        msg = f"no customer {customer!r} in {self.books.name}"
        raise LookupError(msg)
