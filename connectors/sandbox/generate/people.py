"""The firm, the places customers live in, and how a role becomes a customer with its addresses.

Only places where 15:00 UTC falls between 08:00 and 18:00 all year; only e-mail domains and phone
numbers that are set aside for examples.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from connectors.sandbox.book import BookCustomer, BookPerson
from connectors.sandbox.generate.cast import Role


@dataclass(frozen=True, slots=True)
class Firm:
    """Whose books these are."""

    flavour: Literal["xero", "quickbooks"]
    name: str
    currency: str
    country: str
    timezone: str
    place: str
    numbering: str  # format of an invoice number


@dataclass(frozen=True, slots=True)
class Place:
    """A city, its country and region, its currency, and a phone number pattern."""

    country: str
    region: str | None
    currency: str
    phone: str


PLACES = {
    "London": Place("GB", None, "GBP", "+44 20 7946 0{:03d}"),
    "Dublin": Place("IE", None, "EUR", "+353 20 912 5{:03d}"),
    "Berlin": Place("DE", None, "EUR", "+49 30 23125 {:03d}"),
    "Paris": Place("FR", None, "EUR", "+33 1 99 00 1{:03d}"),
    "Amsterdam": Place("NL", None, "EUR", "+31 85 012 3{:03d}"),
    "Madrid": Place("ES", None, "EUR", "+34 910 555 {:03d}"),
    "New York": Place("US", "NY", "USD", "+1 212 555 0{:03d}"),
    "Chicago": Place("US", "IL", "USD", "+1 312 555 0{:03d}"),
    "Miami": Place("US", "FL", "USD", "+1 305 555 0{:03d}"),
    "Boston": Place("US", "MA", "USD", "+1 617 555 0{:03d}"),
    "Toronto": Place("CA", "ON", "CAD", "+1 416 555 0{:03d}"),
}
_FIRMS = {
    "xero": Firm("xero", "Thistle & Stone Ltd", "GBP", "GB", "Europe/London", "London", "INV-{:04d}"),
    "quickbooks": Firm(
        "quickbooks", "Blue Heron Supply Co.", "USD", "US", "America/New_York", "New York", "{}"
    ),
}
_FIRST = "Aoife Bruno Clara Dmitri Elif Farah Greta Hana Ines Jun Kofi Lena Mats Nadia Owen Priya".split()
_LAST = "Abbott Becker Conti Duarte Engström Fischer García Haddad Ito Jansen Kowalska Lefèvre Moss".split()
_DOMAINS = ("example.com", "example.org", "example.net")


def chance(random: Random, share: float) -> bool:
    """True in `share` of all cases, 0 to 1."""
    return random.random() < share


def firm(flavour: Literal["xero", "quickbooks"]) -> Firm:
    """The firm that keeps its books there."""
    return _FIRMS[flavour]


def address_of(random: Random, name: str, index: int) -> str:
    """An e-mail address that a reader can tell the customer by, in ASCII."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = "".join(sign if sign.isalnum() else " " for sign in plain).lower().split()
    return f"{'.'.join(words[:2]) or 'accounts'}.{index}@{random.choice(_DOMAINS)}"


def customer_of(
    random: Random, house: Firm, role: Role, index: int, others: Mapping[str, BookCustomer]
) -> BookCustomer:
    """The customer that plays `role`; `others` holds its parent. Only QuickBooks has parents."""
    city = house.place if role.place == "home" else role.place
    place = PLACES[city]
    first, last = random.choice(_FIRST), random.choice(_LAST)
    email = address_of(random, role.name, index)
    parent = others.get(role.parent or "") if house.flavour == "quickbooks" else None
    with_own = role.address == "own" or (role.address == "invoice" and house.flavour == "xero")
    return BookCustomer(
        ref=f"C{index}",
        name=role.name,
        first_name=first,
        last_name=last,
        email=email if with_own and parent is None else None,
        people=_people(random, role, index),
        phone=place.phone.format(random.randint(100, 199)) if chance(random, 0.8) else None,
        country=place.country,
        region=place.region,
        city=city,
        currency=house.currency if role.currency == "home" else role.currency or place.currency,
        terms_days=role.terms,
        parent=None if parent is None else parent.ref,
        active=role.extra != "inactive",
    )


def _people(random: Random, role: Role, index: int) -> tuple[BookPerson, ...]:
    """Contact persons: always one where only a person has an address, else now and then."""
    if role.address == "none" or (role.address != "person" and chance(random, 0.7)):
        return ()
    first, last = random.choice(_FIRST), random.choice(_LAST)
    return (
        BookPerson(
            first_name=first,
            last_name=last,
            email=address_of(random, f"{first} {last}", index),
            for_invoices=role.address == "person" or chance(random, 0.5),
        ),
    )
