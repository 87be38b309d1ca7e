"""A neutral book, booked into an organisation as Xero would hold it.

What a payment leaves over becomes an overpayment, money for no invoice a prepayment. A supplier
with two bills is added, for Xero keeps bills among the invoices.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from connectors.sandbox.book import Book, BookCustomer, BookInvoice, BookPayment
from connectors.sandbox.clock import Clock
from connectors.sandbox.xero.books import (
    SPACE,
    Account,
    Allocation,
    Books,
    Contact,
    Credit,
    CreditKind,
    Invoice,
    Payment,
)

_SUPPLIER = BookCustomer(
    ref="S1",
    name="Paper Mill Supplies",
    first_name=None,
    last_name=None,
    email="mill@example.net",
    people=(),
    phone=None,
    country="GB",
    region=None,
    city="London",
    currency="GBP",
    terms_days=30,
    parent=None,
    active=True,
)


def open_books(book: Book, clock: Clock, tenant: int = 1) -> Books:
    """The book as the organisation number `tenant` holds it; the second and later have other ids."""
    name = book.organisation if tenant == 1 else f"{book.organisation} ({tenant})"
    books = Books(
        name=name,
        tenant_id=str(uuid.uuid5(SPACE, name)),
        currency=book.home_currency,
        country=book.country,
        timezone=book.timezone,
    )
    _Loading(books, book).run()
    books.clock = clock
    return books


def _moments(day: date) -> Iterator[datetime]:
    """Ever later instants of one day's bookkeeping."""
    moment = datetime.combine(day, time(9, 30), UTC)
    while True:
        moment += timedelta(milliseconds=1017)
        yield moment


class _Loading:
    """The booking of one book."""

    def __init__(self, books: Books, book: Book) -> None:
        self.books = books
        self.book = book
        self.first = min((invoice.issued_on for invoice in book.invoices), default=book.today)
        self.days: dict[date, Iterator[datetime]] = {}
        self.invoices: dict[str, Invoice] = {}

    def at(self, day: date) -> datetime:
        """The next free instant of that day."""
        return next(self.days.setdefault(day, _moments(day)))

    def run(self) -> None:
        """Accounts, contacts, invoices, then what was set against them, in the order of their dates."""
        self._chart()
        for customer in (*self.book.customers, _SUPPLIER):
            self._contact(customer)
        for invoice in self.book.invoices:
            self._invoice(invoice)
        self._bills()
        for credit in sorted(self.book.credits, key=lambda one: one.issued_on):
            note = self._credit(credit.ref, "credit_note", credit.customer, credit.issued_on, credit.currency)
            note.number, note.total = credit.number, credit.total
            for ref, amount in credit.applied:
                self._allocate(note, self.invoices[ref], amount, credit.issued_on)
        for payment in sorted(self.book.payments, key=lambda one: one.paid_on):
            self._payment(payment)

    def _chart(self) -> None:
        home = self.book.home_currency
        rows = (
            (None, "Business Bank Account", "BANK", "ASSET", False, home, None),
            ("880", "Payments Clearing", "CURRENT", "ASSET", True, None, None),
            ("200", "Sales", "REVENUE", "REVENUE", False, None, None),
            ("885", "Stripe Clearing", "BANK", "ASSET", False, home, None),
            ("404", "Bank Fees", "EXPENSE", "EXPENSE", False, None, None),
            ("610", "Accounts Receivable", "CURRENT", "ASSET", False, None, "DEBTORS"),
        )
        for code, name, kind, klass, takes, currency, system in rows:
            account = Account(
                id=self.books.id_of("account", name),
                code=code,
                name=name,
                type=kind,
                klass=klass,
                takes_payments=takes,
                currency=currency,
                system=system,
                updated=self.at(self.first),
            )
            self.books.accounts[account.id] = account

    def _contact(self, customer: BookCustomer) -> None:
        contact = Contact(
            id=self.books.id_of("contact", customer.ref),
            customer=customer,
            email=customer.email,
            is_supplier=customer is _SUPPLIER,
            updated=self.at(self.first),
            status="ACTIVE" if customer.active else "ARCHIVED",
        )
        self.books.contacts[contact.id] = contact

    def _contact_of(self, ref: str) -> Contact:
        return self.books.contacts[self.books.id_of("contact", ref)]

    def _invoice(self, one: BookInvoice) -> None:
        invoice = Invoice(
            id=self.books.id_of("invoice", one.ref),
            type="ACCREC",
            number=one.number,
            contact=self._contact_of(one.customer),
            issued_on=one.issued_on,
            due_on=one.due_on,
            currency=one.currency,
            total=one.total,
            reference=one.reference,
            stage="VOIDED" if one.void else "DRAFT" if one.draft else "AUTHORISED",
            updated=self.at(one.issued_on),
        )
        self._keep(one.ref, invoice)

    def _keep(self, ref: str, invoice: Invoice) -> None:
        self.invoices[ref] = invoice
        self.books.invoices[invoice.id] = invoice
        details = f"{invoice.number} to {invoice.contact.customer.name} for {invoice.total}"
        self.books.record(invoice.id, "Created", details, at=invoice.updated)

    def _bills(self) -> None:
        for nth, (days, total) in enumerate(((20, "480.00"), (65, "1275.50")), start=1):
            issued = self.book.today - timedelta(days=days)
            bill = Invoice(
                id=self.books.id_of("bill", str(nth)),
                type="ACCPAY",
                number=f"PM-{700 + nth}",
                contact=self._contact_of(_SUPPLIER.ref),
                issued_on=issued,
                due_on=issued + timedelta(days=30),
                currency=self.book.home_currency,
                total=Decimal(total),
                reference=None,
                stage="AUTHORISED",
                updated=self.at(issued),
            )
            self._keep(f"bill {nth}", bill)
        self._pay("bill 1", self.invoices["bill 1"], Decimal(100), self.book.today - timedelta(days=3), None)

    def _payment(self, one: BookPayment) -> None:
        left = one.amount
        for ref, amount in one.applied:
            self._pay(f"{one.ref} {ref}", self.invoices[ref], amount, one.paid_on, one.reference)
            left -= amount
        if left:
            kind: CreditKind = "overpayment" if one.applied else "prepayment"
            held = self._credit(one.ref, kind, one.customer, one.paid_on, one.currency)
            held.total = left

    def _pay(self, ref: str, invoice: Invoice, amount: Decimal, on: date, reference: str | None) -> None:
        payment = Payment(
            id=self.books.id_of("payment", ref),
            invoice=invoice,
            account=self.books.default_account(),
            paid_on=on,
            amount=amount,
            reference=reference,
            updated=self.at(on),
        )
        self.books.payments[payment.id] = payment
        invoice.payments.append(payment)
        invoice.updated = self.at(on)

    def _credit(self, ref: str, kind: CreditKind, customer: str, on: date, currency: str) -> Credit:
        credit = Credit(
            id=self.books.id_of(kind, ref),
            kind=kind,
            number=None,
            contact=self._contact_of(customer),
            issued_on=on,
            currency=currency,
            total=Decimal(0),
            updated=self.at(on),
        )
        self.books.credits[credit.id] = credit
        return credit

    def _allocate(self, credit: Credit, invoice: Invoice, amount: Decimal, on: date) -> None:
        allocation = Allocation(
            id=self.books.id_of("allocation", credit.id, invoice.id),
            credit=credit,
            invoice=invoice,
            amount=amount,
            on=on,
        )
        credit.allocations.append(allocation)
        invoice.allocations.append(allocation)
        invoice.updated = self.at(on)
