"""A `Book` as QuickBooks keeps it.

Invoices and credit memos get their ids in order of date, then the payments in theirs. Drafts are
left out, since QuickBooks has none. A credit is applied as there: by a payment of zero with one line
to the invoice and one to the credit memo.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from connectors.sandbox.book import Book, BookCredit, BookInvoice, BookPayment
from connectors.sandbox.quickbooks.chart import accounts, company_information, preferences, term
from connectors.sandbox.quickbooks.company import Company
from connectors.sandbox.quickbooks.forms import (
    invoice_form,
    payment_form,
    payment_lines,
    sales_form,
    void_form,
)
from connectors.sandbox.quickbooks.people import customer_row
from connectors.sandbox.quickbooks.wire import midday

_USUAL_TERMS = (0, 10, 15, 30, 60)
_SECONDS_A_DAY_IS_BUSY = 10_000


class Loader:
    """Puts one book into a new `company`; `customers` maps the book's refs to ids."""

    def __init__(self, book: Book) -> None:
        used = {customer.currency for customer in book.customers}
        foreign = sorted(used - {book.home_currency})
        self.company = Company(home_currency=book.home_currency, multicurrency=bool(foreign))
        self.customers: dict[str, str] = {}
        self._documents: dict[str, str] = {}
        self._issued: dict[str, date] = {invoice.ref: invoice.issued_on for invoice in book.invoices}
        self._recorded = 0
        opened = midday(book.today) - timedelta(days=1000)
        self._set_up(book, foreign, opened)
        self._load_customers(book, opened)
        self._load_forms(book)
        self._load_receipts(book)
        self.company.balance_all()

    def _moment(self, day: date) -> datetime:
        """On that day, each document a second later than the one before."""
        self._recorded += 1
        return midday(day) + timedelta(seconds=self._recorded % _SECONDS_A_DAY_IS_BUSY)

    def _set_up(self, book: Book, foreign: list[str], at: datetime) -> None:
        self.company.add("CompanyInfo", company_information(book), at)
        self.company.add("Preferences", preferences(self.company), at)
        for days in sorted({*_USUAL_TERMS, *(customer.terms_days for customer in book.customers)}):
            self.company.add("Term", term(days), at)
        for account in accounts(self.company.home_currency, foreign):
            self.company.add("Account", account, at)

    def _load_customers(self, book: Book, at: datetime) -> None:
        terms = {row["DueDays"]: row["Id"] for row in self.company.rows["Term"].values()}
        waiting = list(book.customers)
        while waiting:
            customer = next(
                (one for one in waiting if one.parent is None or one.parent in self.customers), None
            )
            if customer is None:
                msg = f"parents are missing for {', '.join(one.ref for one in waiting)}"
                raise ValueError(msg)
            waiting.remove(customer)
            above = (
                None
                if customer.parent is None
                else self.company.find("Customer", self.customers[customer.parent])
            )
            row = customer_row(customer, terms[customer.terms_days], above)
            self.customers[customer.ref] = self.company.add("Customer", row, at)["Id"]

    def _load_forms(self, book: Book) -> None:
        forms: list[BookInvoice | BookCredit] = [one for one in book.invoices if not one.draft]
        for one in sorted([*forms, *book.credits], key=lambda form: form.issued_on):
            customer = self.company.find("Customer", self.customers[one.customer])
            at = self._moment(one.issued_on)
            if isinstance(one, BookCredit):
                entity = "CreditMemo"
                row = sales_form(self.company, customer, total=one.total, on=one.issued_on, number=one.number)
            else:
                entity = "Invoice"
                row = invoice_form(
                    self.company,
                    customer,
                    total=one.total,
                    on=one.issued_on,
                    due=one.due_on,
                    number=one.number,
                    email=one.billed_to,
                )
                if one.reference:
                    row["PrivateNote"] = one.reference
            self._documents[one.ref] = self.company.add(entity, row, at)["Id"]
            self.company.settle(entity, row)
            if isinstance(one, BookInvoice) and one.void:
                void_form(self.company, entity, row, at + timedelta(hours=1))

    def _load_receipts(self, book: Book) -> None:
        for day, receipt in sorted(self._receipts(book), key=lambda each: each[0]):
            at = self._moment(day)
            customer = self.company.find("Customer", self.customers[receipt.customer])
            applied = [("Invoice", self._documents[ref], amount) for ref, amount in receipt.applied]
            if isinstance(receipt, BookPayment):
                total, on = receipt.amount, receipt.paid_on
            else:
                total, on = Decimal(0), day
                used = sum((amount for _, amount in receipt.applied), Decimal(0))
                applied.append(("CreditMemo", self._documents[receipt.ref], used))
            lines = payment_lines(applied, receipt.currency)
            row = payment_form(self.company, customer, total=total, on=on, lines=lines)
            if isinstance(receipt, BookPayment) and receipt.reference:
                row["PaymentRefNum"] = receipt.reference[:21]
            self.company.add("Payment", row, at)
            self.company.link(row, at)

    def _receipts(self, book: Book) -> Iterator[tuple[date, BookPayment | BookCredit]]:
        """Payments and credits applied, each with the day on which all it needs was there."""
        for payment in book.payments:
            yield max([payment.paid_on, *(self._issued[ref] for ref, _ in payment.applied)]), payment
        for credit in book.credits:
            if credit.applied:
                yield max([credit.issued_on, *(self._issued[ref] for ref, _ in credit.applied)]), credit
