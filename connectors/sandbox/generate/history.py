"""The documents: eighteen months of settled invoices, then what is open today and what is in hand.

No payment is dated before its invoice or after yesterday; no invoice is paid beyond its total.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from connectors.sandbox.book import BookCredit, BookCustomer, BookInvoice, BookPayment
from connectors.sandbox.generate.cast import Payer, Role
from connectors.sandbox.generate.people import Firm, address_of, chance

_HISTORY_DAYS = 548
_SCALE = {"JPY": (Decimal(190), 0), "KWD": (Decimal("0.39"), 3)}  # to about a pound; digits


@dataclass(frozen=True, slots=True)
class _Habit:
    """Days after the due date that a payer takes: between `least` and `most`, plus `drift` by today."""

    least: int
    most: int
    drift: int


_HABITS: dict[Payer, _Habit] = {
    "prompt": _Habit(-9, 0, 0),
    "late": _Habit(7, 19, 0),
    "slipping": _Habit(-4, 2, 24),
    "chronic": _Habit(24, 58, 0),
    "new": _Habit(0, 0, 0),
}


class Pages:
    """The documents written so far, for one firm on one day."""

    def __init__(self, random: Random, today: date, house: Firm) -> None:
        self.random = random
        self.today = today
        self.house = house
        self.invoices: list[BookInvoice] = []
        self.payments: list[BookPayment] = []
        self.credits: list[BookCredit] = []
        self.size: dict[str, Decimal] = {}  # what this customer usually buys for

    def settle(self, customer: BookCustomer, payer: Payer) -> None:
        """Eight to fifteen invoices, paid as this payer pays; now and then in two parts."""
        habit, count = _HABITS[payer], self.random.randint(8, 15)
        newest = customer.terms_days + habit.most + habit.drift + 3
        span = _HISTORY_DAYS - newest
        for nth in range(count):
            issued = self.today - timedelta(days=_HISTORY_DAYS - span * nth // count)
            invoice = self._invoice(customer, issued, self._amount(customer, customer.currency))
            delay = self.random.randint(habit.least, habit.most) + habit.drift * nth // count
            paid_on = max(issued + timedelta(days=1), invoice.due_on + timedelta(days=delay))
            parts: tuple[Decimal, ...] = (invoice.total,)
            if chance(self.random, 0.12):
                parts = self._halves(invoice)
            for part in parts:
                self._pay(customer, invoice, part, paid_on - timedelta(days=3 * (part is not parts[-1])))

    def open(self, customer: BookCustomer, role: Role, overdue: int) -> None:
        """One invoice that is open today, `overdue` days past due (negative: not due yet)."""
        issued = self.today - timedelta(days=overdue + customer.terms_days)
        currency = customer.currency
        if role.extra == "second_currency" and overdue < 0 and self.house.flavour == "xero":
            currency = "USD"
        invoice = self._invoice(customer, issued, self._amount(customer, currency), currency=currency)
        if role.address == "invoice" and self.house.flavour == "quickbooks":
            place = int(customer.ref[1:])
            self.invoices[-1] = replace(invoice, billed_to=address_of(self.random, customer.name, place))

    def adjust(self, customer: BookCustomer, role: Role) -> None:
        """What makes this customer's open invoices special: parts paid, credits, voids, drafts."""
        if role.extra == "inactive" or not role.open_at:
            return
        oldest = self.invoices[-len(role.open_at)]
        match role.extra:
            case "part_paid":
                self._pay(customer, oldest, self._halves(oldest)[0], self._lately())
            case "crumbs":
                crumb = self._round(Decimal(1), oldest.currency)
                self._pay(customer, oldest, oldest.total - crumb, self._lately())
            case "covered":
                self._credit(customer, oldest, oldest.total * 2, None)
            case "credited":
                self._credit(customer, oldest, self._share(oldest, "0.3"), self._share(oldest, "0.2"))
            case "overpaid":
                self._overpay(customer, oldest)
            case "void":
                self._invoice(customer, oldest.issued_on, self._amount(customer, oldest.currency), void=True)
            case "draft" if self.house.flavour == "xero":
                self._invoice(customer, self._lately(), self._amount(customer, oldest.currency), draft=True)
            case _:
                return

    def bank_yesterday(self) -> None:
        """Money that came yesterday: a tenth of the last invoice that nobody has paid on."""
        taken = {ref for payment in self.payments for ref, _ in payment.applied}
        yesterday = self.today - timedelta(days=1)
        free = [
            invoice
            for invoice in self.invoices
            if invoice.ref not in taken
            and not (invoice.void or invoice.draft)
            and invoice.issued_on < yesterday
        ]
        invoice = min(free, key=lambda one: one.due_on < self.today)
        self._payment(invoice.customer, yesterday, invoice.currency, self._share(invoice, "0.1"), invoice)

    def numbered(self) -> tuple[BookInvoice, ...]:
        """All invoices, oldest first, numbered in that order."""
        in_order = sorted(self.invoices, key=lambda invoice: (invoice.issued_on, int(invoice.ref[1:])))
        return tuple(
            replace(invoice, number=self.house.numbering.format(1001 + nth))
            for nth, invoice in enumerate(in_order)
        )

    def _lately(self) -> date:
        return self.today - timedelta(days=self.random.randint(2, 5))

    def _round(self, amount: Decimal, currency: str) -> Decimal:
        """`amount` in about pounds, in that currency and with its digits."""
        factor, digits = _SCALE.get(currency, (Decimal(1), 2))
        return (amount * factor).quantize(Decimal(1).scaleb(-digits))

    def _amount(self, customer: BookCustomer, currency: str) -> Decimal:
        usual = self.size.setdefault(customer.ref, Decimal(round(self.random.lognormvariate(6.6, 0.8), 2)))
        return self._round(usual * Decimal(round(self.random.uniform(0.6, 1.6), 3)), currency)

    def _share(self, invoice: BookInvoice, share: str) -> Decimal:
        _, digits = _SCALE.get(invoice.currency, (None, 2))
        return (invoice.total * Decimal(share)).quantize(Decimal(1).scaleb(-digits))

    def _halves(self, invoice: BookInvoice) -> tuple[Decimal, Decimal]:
        first = self._share(invoice, "0.4")
        return first, invoice.total - first

    def _invoice(
        self,
        customer: BookCustomer,
        issued: date,
        total: Decimal,
        *,
        currency: str | None = None,
        void: bool = False,
        draft: bool = False,
    ) -> BookInvoice:
        number = len(self.invoices) + 1
        invoice = BookInvoice(
            ref=f"I{number}",
            number="",
            customer=customer.ref,
            issued_on=issued,
            due_on=issued + timedelta(days=customer.terms_days),
            currency=currency or customer.currency,
            total=total,
            billed_to=None,
            reference=f"PO-{self.random.randint(1000, 9999)}" if chance(self.random, 0.4) else None,
            void=void,
            draft=draft,
        )
        self.invoices.append(invoice)
        return invoice

    def _pay(self, customer: BookCustomer, invoice: BookInvoice, amount: Decimal, paid_on: date) -> None:
        latest = self.today - timedelta(days=2)  # only `bank_yesterday` writes yesterday's
        when = max(invoice.issued_on, min(paid_on, latest))
        self._payment(customer.ref, when, invoice.currency, amount, invoice)

    def _payment(
        self,
        customer: str,
        paid_on: date,
        currency: str,
        amount: Decimal,
        invoice: BookInvoice | None,
        applied: Decimal | None = None,
    ) -> None:
        taken = amount if applied is None else applied
        self.payments.append(
            BookPayment(
                ref=f"P{len(self.payments) + 1}",
                customer=customer,
                paid_on=paid_on,
                currency=currency,
                amount=amount,
                applied=() if invoice is None else ((invoice.ref, taken),),
                reference=f"BACS {self.random.randint(10000, 99999)}" if chance(self.random, 0.6) else None,
            )
        )

    def _overpay(self, customer: BookCustomer, oldest: BookInvoice) -> None:
        """One invoice paid with too much, and a sum that belongs to none: both partly in hand."""
        settled = self._invoice(customer, oldest.issued_on - timedelta(days=5), self._share(oldest, "0.5"))
        much = settled.total + self._share(oldest, "0.1")
        self._payment(customer.ref, self._lately(), settled.currency, much, settled, settled.total)
        self._payment(customer.ref, self._lately(), oldest.currency, self._share(oldest, "0.2"), None)

    def _credit(
        self, customer: BookCustomer, invoice: BookInvoice, total: Decimal, applied: Decimal | None
    ) -> None:
        number = len(self.credits) + 1
        self.credits.append(
            BookCredit(
                ref=f"N{number}",
                number=f"CN-{1000 + number}",
                customer=customer.ref,
                issued_on=max(invoice.issued_on, self._lately()),
                currency=invoice.currency,
                total=total,
                applied=() if applied is None else ((invoice.ref, applied),),
            )
        )
