"""The seeded book generator: a small firm's receivables as they might look on any given day.

The same seed, day and flavour give the same book, to the cent. Everything is dated before `today`;
the newest payment is dated the day before, so that the books are booked through.
"""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Literal

from connectors.sandbox.book import Book, BookCustomer
from connectors.sandbox.generate.cast import Role, roles
from connectors.sandbox.generate.history import Pages
from connectors.sandbox.generate.people import customer_of, firm

Flavour = Literal["xero", "quickbooks"]


def book(*, seed: int, today: date, flavour: Flavour, customers: int = 24) -> Book:
    """Receivables of `customers` customers on `today`.

    The first two dozen are the cast that every case needs (each level due, every script, credits,
    sub-customers, ...); the others are drawn at random. QuickBooks has sub-customers and addresses
    on invoices, and one currency to a customer; Xero has drafts.
    """
    random = Random(f"{seed} {flavour}")
    house = firm(flavour)
    played = roles(random, customers)
    people: dict[str, BookCustomer] = {}
    for index, role in enumerate(played, start=1):
        people[role.name] = customer_of(random, house, role, index, people)
    pages = Pages(random, today, house)
    for role in played:
        _write(pages, role, people[role.name])
    pages.bank_yesterday()
    return Book(
        organisation=house.name,
        home_currency=house.currency,
        country=house.country,
        timezone=house.timezone,
        today=today,
        customers=tuple(people.values()),
        invoices=pages.numbered(),
        payments=tuple(pages.payments),
        credits=tuple(pages.credits),
    )


def _write(pages: Pages, role: Role, customer: BookCustomer) -> None:
    """All documents of one customer."""
    if role.payer != "new":
        pages.settle(customer, role.payer)
    for overdue in role.open_at:
        pages.open(customer, role, overdue)
    pages.adjust(customer, role)
