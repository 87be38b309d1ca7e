"""The state of one organisation: contacts, documents and accounts, and how each change is booked.

A balance is never stored: it is the total less the payments that stand and the credit allocated.
Every change gives its documents a new `updated` instant, later than any before it.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from connectors.sandbox.book import BookCustomer
from connectors.sandbox.clock import Clock

if TYPE_CHECKING:
    from connectors.sandbox.xero.banking import Banked
    from connectors.sandbox.xero.spending import Spent

CreditKind = Literal["credit_note", "overpayment", "prepayment"]
_MILLISECOND = timedelta(milliseconds=1)
SPACE = uuid.UUID("7c1a3a0e-51d0-4d0b-9d0f-5a0d0c0e0b0a")


@dataclass(eq=False, kw_only=True)
class Contact:
    """A contact; `customer` holds what the book says of it."""

    id: str
    customer: BookCustomer
    email: str | None
    is_supplier: bool
    updated: datetime
    status: str = "ACTIVE"
    merged_to: str | None = None


@dataclass(eq=False, kw_only=True)
class Account:
    """An account of the chart; a bank account often has no code."""

    id: str
    code: str | None
    name: str
    type: str
    klass: str
    takes_payments: bool
    currency: str | None
    system: str | None
    updated: datetime

    @property
    def receives(self) -> bool:
        """Whether a payment may be written to it."""
        return self.type == "BANK" or self.takes_payments


@dataclass(eq=False, kw_only=True)
class Payment:
    """Money against one invoice, in the invoice's currency."""

    id: str
    invoice: Invoice
    account: Account
    paid_on: date
    amount: Decimal
    reference: str | None
    updated: datetime
    standing: bool = True
    rate: Decimal | None = None

    @property
    def type(self) -> str:
        """Its `PaymentType`."""
        return f"{self.invoice.type}PAYMENT"


@dataclass(eq=False, kw_only=True)
class Refund:
    """Money given back to a customer out of a credit: a payment of the credit, as Xero has it."""

    id: str
    credit: Credit
    account: Account
    paid_on: date
    amount: Decimal
    updated: datetime
    reference: str | None = None
    standing: bool = True

    @property
    def type(self) -> str:
        """Its `PaymentType`."""
        kinds = {"credit_note": "ARCREDIT", "overpayment": "AROVERPAYMENT", "prepayment": "ARPREPAYMENT"}
        return f"{kinds[self.credit.kind]}PAYMENT"


@dataclass(eq=False, kw_only=True)
class Allocation:
    """The part of a credit that was set against an invoice."""

    id: str
    credit: Credit
    invoice: Invoice
    amount: Decimal
    on: date


@dataclass(eq=False, kw_only=True)
class Credit:
    """A credit note, overpayment or prepayment of a customer; `spent`: of a supplier, with us."""

    id: str
    kind: CreditKind
    number: str | None
    contact: Contact
    issued_on: date
    currency: str
    total: Decimal
    updated: datetime
    allocations: list[Allocation] = field(default_factory=list)
    refunds: list[Refund] = field(default_factory=list)
    void: bool = False
    spent: bool = False

    @property
    def remaining(self) -> Decimal:
        """What is still in the customer's hand."""
        if self.void:
            return Decimal(0)
        taken = sum((one.amount for one in self.allocations), Decimal(0))
        return self.total - taken - sum((one.amount for one in self.refunds if one.standing), Decimal(0))

    @property
    def status(self) -> str:
        """AUTHORISED while something remains, else PAID."""
        if self.void:
            return "VOIDED"
        return "AUTHORISED" if self.remaining else "PAID"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """A line of an invoice that was sent through the API; those of a book have one that says nothing."""

    description: str
    amount: Decimal
    account: str
    tax_type: str


@dataclass(eq=False, kw_only=True)
class Invoice:
    """A sales invoice (ACCREC) or a bill (ACCPAY). `stage` is what a person set; PAID follows."""

    id: str
    type: Literal["ACCREC", "ACCPAY"]
    number: str
    contact: Contact
    issued_on: date | None
    due_on: date | None
    currency: str
    total: Decimal
    reference: str | None
    stage: Literal["DRAFT", "AUTHORISED", "VOIDED", "DELETED"]
    updated: datetime
    payments: list[Payment] = field(default_factory=list)
    allocations: list[Allocation] = field(default_factory=list)
    lines: tuple[InvoiceLine, ...] = ()

    @property
    def paid(self) -> Decimal:
        """AmountPaid."""
        return sum((one.amount for one in self.payments if one.standing), Decimal(0))

    @property
    def credited(self) -> Decimal:
        """AmountCredited."""
        return sum((one.amount for one in self.allocations), Decimal(0))

    @property
    def due(self) -> Decimal:
        """AmountDue; nothing is due on a voided or deleted one."""
        return Decimal(0) if self.stage in {"VOIDED", "DELETED"} else self.total - self.paid - self.credited

    @property
    def status(self) -> str:
        """As Xero shows it."""
        return "PAID" if self.stage == "AUTHORISED" and self.due == 0 else self.stage

    @property
    def fully_paid_on(self) -> date | None:
        """The day of the last payment or credit, once nothing is due."""
        if self.status != "PAID":
            return None
        days = [one.paid_on for one in self.payments if one.standing] + [one.on for one in self.allocations]
        return max(days, default=self.issued_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRecord:
    """A line under "History & notes"; a note when `changes` is "Note"."""

    changes: str
    details: str
    user: str
    at: datetime


class Books:
    """One organisation. `period_lock`: the last locked day. `reminders`: Xero's own are switched on.

    `most_rows`: documents of a kind beyond which lists must be asked for efficiently.
    """

    def __init__(self, *, name: str, tenant_id: str, currency: str, country: str, timezone: str) -> None:
        self.name = name
        self.tenant_id = tenant_id
        self.short_code = "!" + tenant_id[:5]
        self.currency = currency
        self.country = country
        self.timezone = timezone
        self.period_lock: date | None = None
        self.reminders = False
        self.demo = False
        self.contacts: dict[str, Contact] = {}
        self.accounts: dict[str, Account] = {}
        self.invoices: dict[str, Invoice] = {}
        self.payments: dict[str, Payment] = {}
        self.credits: dict[str, Credit] = {}
        self.refunds: dict[str, Refund] = {}
        self.banked: dict[str, Banked] = {}
        self.spent: dict[str, Spent] = {}
        self.most_rows = 100_000
        self.history: defaultdict[str, list[HistoryRecord]] = defaultdict(list)
        self.clock: Clock | None = None
        self.newest: datetime | None = None

    def id_of(self, *parts: str) -> str:
        """The same id for the same thing in every run: organisation, kind and reference make it."""
        return str(uuid.uuid5(SPACE, "|".join((self.tenant_id, *parts))))

    def now(self) -> datetime:
        """The clock's time, once the books are open."""
        if self.clock is None:
            msg = "the books are not open yet"
            raise RuntimeError(msg)
        return self.clock()

    def today(self) -> date:
        """The organisation's date."""
        return self.now().astimezone(ZoneInfo(self.timezone)).date()

    def stamp(self) -> datetime:
        """A change's instant, in whole milliseconds and later than every one before."""
        now = self.now()
        now = now.replace(microsecond=now.microsecond // 1000 * 1000)
        if self.newest is not None and now <= self.newest:
            now = self.newest + _MILLISECOND
        self.newest = now
        return now

    def by_number(self, number: str) -> Invoice:
        """The sales invoice of that number. `LookupError` when there is none."""
        for invoice in self.invoices.values():
            if invoice.type == "ACCREC" and invoice.number == number:
                return invoice
        msg = f"no sales invoice {number!r} in {self.name}"
        raise LookupError(msg)

    def open_invoices(self) -> Iterator[Invoice]:
        """Sales invoices on which something is due."""
        for invoice in self.invoices.values():
            if invoice.type == "ACCREC" and invoice.stage == "AUTHORISED" and invoice.due:
                yield invoice

    def default_account(self) -> Account:
        """The bank account."""
        return next(account for account in self.accounts.values() if account.type == "BANK")

    def pay(
        self, invoice: Invoice, amount: Decimal, on: date, account: Account, reference: str | None
    ) -> Payment:
        """Book a payment; the caller has checked it."""
        at = self.stamp()
        payment = Payment(
            id=self.id_of("payment", str(len(self.payments)), at.isoformat()),
            invoice=invoice,
            account=account,
            paid_on=on,
            amount=amount,
            reference=reference,
            updated=at,
        )
        self.payments[payment.id] = payment
        invoice.payments.append(payment)
        self.changed(invoice, "Paid" if invoice.due == 0 else "Part Paid", f"Payment of {amount} received")
        return payment

    def take_back(self, payment: Payment) -> None:
        """Delete a payment: it stays in the list as deleted, and the invoice is open again."""
        payment.standing = False
        payment.updated = self.stamp()
        self.changed(payment.invoice, "Payment Removed", f"Payment of {payment.amount} removed")

    def changed(self, invoice: Invoice, changes: str, details: str) -> None:
        """Note the change in the invoice's history and give it a new `updated`."""
        invoice.updated = self.stamp()
        self.record(invoice.id, changes, details, at=invoice.updated)

    def record(self, document_id: str, changes: str, details: str, *, at: datetime) -> HistoryRecord:
        """Add a line to a document's history."""
        line = HistoryRecord(changes=changes, details=details, user="System Generated", at=at)
        self.history[document_id].append(line)
        return line
