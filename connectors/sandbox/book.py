"""The neutral shapes of a seeded book, which both emulated ledgers load into their own form.

A `Book` is what a small firm's receivables look like on one day. `generate.book` makes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPerson:
    """Someone at a customer's; `for_invoices` marks the one who receives invoices."""

    first_name: str
    last_name: str
    email: str
    for_invoices: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCustomer:
    """A customer. `ref` is unique in the book; `parent` names another one that is billed for it."""

    ref: str
    name: str
    first_name: str | None
    last_name: str | None
    email: str | None
    people: tuple[BookPerson, ...]
    phone: str | None
    country: str  # ISO 3166-1 alpha-2
    region: str | None  # "NY"
    city: str
    currency: str
    terms_days: int
    parent: str | None
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookInvoice:
    """A sales invoice of `total`; what was paid or credited follows from payments and credits."""

    ref: str
    number: str
    customer: str
    issued_on: date
    due_on: date
    currency: str
    total: Decimal
    billed_to: str | None  # e-mail address on the invoice itself (QuickBooks BillEmail)
    reference: str | None
    void: bool
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BookPayment:
    """Money received; `applied` lists (invoice ref, amount), the rest is unapplied."""

    ref: str
    customer: str
    paid_on: date
    currency: str
    amount: Decimal
    applied: tuple[tuple[str, Decimal], ...]
    reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BookCredit:
    """A credit note; `applied` as in payments, the rest is in the customer's hand."""

    ref: str
    number: str
    customer: str
    issued_on: date
    currency: str
    total: Decimal
    applied: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One firm's receivables on `today`. Every payment and allocation is dated before `today`."""

    organisation: str
    home_currency: str
    country: str
    timezone: str  # IANA
    today: date
    customers: tuple[BookCustomer, ...]
    invoices: tuple[BookInvoice, ...]
    payments: tuple[BookPayment, ...]
    credits: tuple[BookCredit, ...]
