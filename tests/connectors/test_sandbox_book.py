"""The seeded book is lifelike, adds up, and holds the cases that every other test leans on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from connectors.sandbox.book import Book, BookInvoice
from connectors.sandbox.generate import book
from dunning.ledger import to_minor

TODAY = date(2026, 11, 25)
BOTH = pytest.mark.parametrize("flavour", ["xero", "quickbooks"])
Flavour = Literal["xero", "quickbooks"]
ZONES = {
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
    "DE": "Europe/Berlin",
    "FR": "Europe/Paris",
    "NL": "Europe/Amsterdam",
    "ES": "Europe/Madrid",
    "NY": "America/New_York",
    "IL": "America/Chicago",
    "FL": "America/New_York",
    "MA": "America/New_York",
    "ON": "America/Toronto",
}


def balances(kept: Book) -> dict[str, Decimal]:
    left = {invoice.ref: invoice.total for invoice in kept.invoices if not invoice.void and not invoice.draft}
    taken = [payment.applied for payment in kept.payments] + [credit.applied for credit in kept.credits]
    for ref, amount in chain.from_iterable(taken):
        left[ref] -= amount
    return left


def open_invoices(kept: Book) -> list[BookInvoice]:
    left = balances(kept)
    return [invoice for invoice in kept.invoices if left.get(invoice.ref, Decimal(0)) > 0]


@BOTH
def test_the_same_seed_gives_the_same_book_and_another_seed_another(flavour: Flavour) -> None:
    assert book(seed=7, today=TODAY, flavour=flavour) == book(seed=7, today=TODAY, flavour=flavour)
    assert book(seed=7, today=TODAY, flavour=flavour) != book(seed=8, today=TODAY, flavour=flavour)


@BOTH
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("customers", [1, 5, 24, 150])
def test_the_book_adds_up(flavour: Flavour, seed: int, customers: int) -> None:
    kept = book(seed=seed, today=TODAY, flavour=flavour, customers=customers)
    invoices = {invoice.ref: invoice for invoice in kept.invoices}
    people = {customer.ref: customer for customer in kept.customers}
    assert len(people) == customers
    assert len({customer.name for customer in kept.customers}) == customers
    assert len({invoice.number for invoice in kept.invoices}) == len(invoices)
    assert all(amount >= 0 for amount in balances(kept).values())
    for invoice in kept.invoices:
        assert to_minor(invoice.total, invoice.currency) > 0
        assert invoice.issued_on < TODAY
        assert invoice.issued_on <= invoice.due_on
        assert invoice.customer in people
        if flavour == "quickbooks":
            assert invoice.currency == people[invoice.customer].currency
            assert not invoice.draft
    for payment in kept.payments:
        assert to_minor(payment.amount, payment.currency) > 0
        assert sum(amount for _, amount in payment.applied) <= payment.amount
        for ref, amount in payment.applied:
            to_minor(amount, payment.currency)
            assert invoices[ref].currency == payment.currency
            assert invoices[ref].customer == payment.customer
            assert invoices[ref].issued_on <= payment.paid_on < TODAY
    for credit in kept.credits:
        assert credit.issued_on < TODAY
        assert sum(amount for _, amount in credit.applied) <= credit.total


@BOTH
def test_the_newest_payment_came_yesterday_so_the_books_are_booked_through(flavour: Flavour) -> None:
    kept = book(seed=1, today=TODAY, flavour=flavour)
    assert max(payment.paid_on for payment in kept.payments) == TODAY - timedelta(days=1)


@BOTH
@pytest.mark.parametrize("seed", range(4))
def test_on_the_day_a_customer_is_due_for_every_level(flavour: Flavour, seed: int) -> None:
    kept = book(seed=seed, today=TODAY, flavour=flavour)
    oldest: dict[str, int] = {}
    for invoice in open_invoices(kept):
        overdue = (TODAY - invoice.due_on).days
        oldest[invoice.customer] = max(overdue, oldest.get(invoice.customer, overdue))
    levels = [(4, 10), (11, 20), (21, 34), (35, 49), (50, 89), (91, 200)]
    for least, most in levels:
        assert [days for days in oldest.values() if least <= days <= most], (least, most)
    assert sum(days < 0 for days in oldest.values()) >= 4
    assert sum(-5 <= days <= -1 for days in oldest.values()) >= 3
    assert sum(days > 90 for days in oldest.values()) >= 2
    assert sum((TODAY - invoice.due_on).days < 0 for invoice in open_invoices(kept)) >= 12


@BOTH
def test_payers_have_eighteen_months_of_their_own_habit(flavour: Flavour) -> None:
    kept = book(seed=1, today=TODAY, flavour=flavour)
    left, paid_on = balances(kept), {ref: p.paid_on for p in kept.payments for ref, _ in p.applied}
    settled = [invoice for invoice in kept.invoices if left.get(invoice.ref) == 0]
    counts = Counter(invoice.customer for invoice in settled)
    established = [count for count in counts.values() if count > 1]
    assert len(established) >= 20
    assert all(8 <= count <= 17 for count in established)
    assert (TODAY - min(invoice.issued_on for invoice in settled)).days > 500

    def delays(name: str) -> list[int]:
        ref = next(customer.ref for customer in kept.customers if customer.name == name)
        return [(paid_on[one.ref] - one.due_on).days for one in settled if one.customer == ref]

    assert max(delays("Albright & Crane")) <= 0
    assert min(delays("O'Brien & Sons")) >= 5
    assert min(delays("Brückner & Söhne")) >= 20
    slipping = delays("Müller GmbH")
    assert slipping[-1] - slipping[0] > 10
    assert not [one for one in kept.customers if one.name == "New Venture Robotics" and counts[one.ref]]


@pytest.mark.parametrize(
    ("what", "holds"),
    [
        ("yen and Kuwaiti dinar", lambda b: {"JPY", "KWD", "EUR"} <= {i.currency for i in open_invoices(b)}),
        ("voided invoices", lambda b: any(i.void for i in b.invoices)),
        (
            "nobody to write to",
            lambda b: any(not c.email and not c.people and not c.parent for c in b.customers),
        ),
        (
            "a person marked for invoices",
            lambda b: any(p.for_invoices for c in b.customers for p in c.people),
        ),
        ("a name with a backslash", lambda b: any("\\" in c.name for c in b.customers)),
        ("a very long name", lambda b: any(len(c.name) > 150 for c in b.customers)),
        ("an inactive customer", lambda b: any(not c.active for c in b.customers)),
        ("credit in hand", lambda b: any(c.total > sum(a for _, a in c.applied) for c in b.credits)),
        ("credit partly used", lambda b: any(c.applied for c in b.credits)),
        ("an overpaid invoice", lambda b: any(p.applied and p.amount > p.applied[0][1] for p in b.payments)),
        ("money for no invoice", lambda b: any(not p.applied for p in b.payments)),
        ("a balance of about one", lambda b: any(Decimal(0) < v <= 1 for v in balances(b).values())),
    ],
)
@BOTH
def test_the_book_holds(flavour: Flavour, what: str, holds: Callable[[Book], bool]) -> None:
    assert holds(book(seed=3, today=TODAY, flavour=flavour)), what


def test_only_quickbooks_has_parents_and_invoice_addresses_and_only_xero_drafts() -> None:
    xero, quickbooks = (book(seed=1, today=TODAY, flavour=one) for one in ("xero", "quickbooks"))
    assert sum(customer.parent is not None for customer in quickbooks.customers) == 2
    assert any(invoice.billed_to for invoice in quickbooks.invoices)
    assert not any(customer.parent for customer in xero.customers)
    assert not any(invoice.billed_to for invoice in xero.invoices)
    assert any(invoice.draft for invoice in xero.invoices)


@BOTH
@pytest.mark.parametrize("day", [date(2026, 1, 14), date(2026, 7, 15), date(2026, 3, 18)])
def test_at_15_utc_it_is_office_hours_for_everyone(flavour: Flavour, day: date) -> None:
    instant = datetime.combine(day, time(15), UTC)
    for customer in book(seed=1, today=day, flavour=flavour, customers=200).customers:
        zone = ZONES[customer.region or customer.country]
        assert 8 <= instant.astimezone(ZoneInfo(zone)).hour < 18


@BOTH
def test_every_address_is_set_aside_for_examples(flavour: Flavour) -> None:
    kept = book(seed=1, today=TODAY, flavour=flavour, customers=200)
    addresses = [customer.email for customer in kept.customers if customer.email]
    addresses += [person.email for customer in kept.customers for person in customer.people]
    addresses += [invoice.billed_to for invoice in kept.invoices if invoice.billed_to]
    assert {address.split("@")[1] for address in addresses} == {"example.com", "example.org", "example.net"}
    assert all(address.isascii() for address in addresses)
