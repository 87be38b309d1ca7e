"""What everybody owes by all papers, and the acts in Xero that move it beyond those of `Acts`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from connectors.sandbox.xero.acts import Acts


class Bookkeeping(Acts):
    """Acts on the first organisation. What Xero would not take raises `ValueError` and changes nothing."""

    def owed(self) -> dict[tuple[str, str], Decimal]:
        """What each contact (id) owes in each currency, net of what they have in hand.

        Summed anew from totals and moneys, never from a balance that another part worked out.
        """
        with self.lock:
            sums: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
            for invoice in self.books.invoices.values():
                if invoice.type == "ACCREC" and invoice.stage == "AUTHORISED":
                    sums[invoice.contact.id, invoice.currency] += invoice.total
            for payment in self.books.payments.values():
                if payment.standing and payment.invoice.type == "ACCREC":
                    sums[payment.invoice.contact.id, payment.invoice.currency] -= payment.amount
            for credit in self.books.credits.values():
                if not credit.void and not credit.spent:
                    sums[credit.contact.id, credit.currency] -= credit.total
            for refund in self.books.refunds.values():
                if refund.standing and not refund.credit.spent:
                    sums[refund.credit.contact.id, refund.credit.currency] += refund.amount
            return {key: amount for key, amount in sums.items() if amount}

    def edit_total(self, number: str, total: Decimal) -> None:
        """Change what an invoice is for; never to less than was paid and credited on it."""
        with self.lock:
            invoice = self.books.by_number(number)
            if invoice.stage not in {"DRAFT", "AUTHORISED"} or total < invoice.paid + invoice.credited:
                msg = f"{number} is {invoice.status} and cannot be for {total}"
                raise ValueError(msg)
            invoice.total = total
            self.books.changed(invoice, "Edited", f"{number} is for {total} now")

    def act(self, name: str, sent: Mapping[str, Any]) -> None:
        """What the sandbox's control asks by name: "remind". `LookupError` for any other."""
        if name != "remind":
            msg = f"Xero knows no act {name!r}"
            raise LookupError(msg)
        self.remind(on=bool(sent.get("on")))

    def remind(self, *, on: bool) -> None:
        """Turn Xero's own invoice reminders on or off."""
        with self.lock:
            self.books.reminders = on
