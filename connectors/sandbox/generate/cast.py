"""Who the customers are: a fixed cast that plays every case, then as many others as are wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

Payer = Literal["prompt", "late", "slipping", "chronic", "new"]
Address = Literal["own", "none", "person", "invoice"]
Extra = Literal[
    "",
    "covered",
    "credited",
    "overpaid",
    "inactive",
    "void",
    "draft",
    "crumbs",
    "part_paid",
    "second_currency",
]


@dataclass(frozen=True, slots=True)
class Role:
    """One customer's part.

    `place`: a key of `people.PLACES`, or "home". `currency`: "home", or "" for the place's own.
    `open_at`: days past due of each open invoice today, oldest first; negative, and above minus
    `terms`, is not due yet.
    `address`: where its e-mail address is kept. `parent`: name of the role that is billed for it.
    """

    name: str
    payer: Payer
    place: str
    currency: str
    terms: int
    open_at: tuple[int, ...]
    address: Address = "own"
    extra: Extra = ""
    parent: str | None = None


LONG_NAME = (
    "The Worshipful and Incorporated Company of Fine Paper Makers, Stationers, Bookbinders, Gilders and "
    "Typefounders of the Northern Counties and Adjacent Isles, Holdings and Trading (2019) Limited"
)

CAST = (
    Role("Albright & Crane", "prompt", "home", "home", 30, (-12, -24), extra="part_paid"),
    Role("O'Brien & Sons", "late", "Dublin", "", 30, (6, -9)),
    Role("Müller GmbH", "slipping", "Berlin", "", 30, (13, -8)),
    Role("Łódź Textiles", "late", "Amsterdam", "", 14, (52,), extra="part_paid"),
    Role("株式会社さくら商事", "late", "home", "JPY", 30, (38, 9)),
    Role("Ελλάς Ναυτιλιακή", "chronic", "Amsterdam", "", 30, (55, 20, -9), extra="void"),
    Role("شركة النور للتجارة", "late", "home", "KWD", 30, (8, -10), extra="part_paid"),
    Role("Back\\slash Studios", "late", "home", "home", 30, (-2, -20)),
    Role(LONG_NAME, "chronic", "home", "home", 30, (97, 40)),
    Role("Fernández e Hijos S.L.", "slipping", "Madrid", "", 30, (-3,), extra="draft"),
    Role("Fromagerie de la Forêt", "prompt", "Paris", "", 30, (7, -15), extra="second_currency"),
    Role("Small Change Cafe", "chronic", "Chicago", "", 30, (19,), extra="crumbs"),
    Role("Maple Leaf Supplies", "late", "Toronto", "", 14, (14, -10), extra="credited"),
    Role("Paper Round", "late", "home", "home", 30, (26,), address="none"),
    Role("Brückner & Söhne", "chronic", "Berlin", "", 30, (104,)),
    Role("Copley Square Partners", "late", "Boston", "", 30, (9, -18), address="invoice"),
    Role("Credit in Hand Interiors", "late", "home", "home", 30, (17,), extra="covered"),
    Role("Twice Paid Joinery", "late", "home", "home", 30, (23, -16), extra="overpaid"),
    Role("New Venture Robotics", "new", "Miami", "", 30, (-3,)),
    Role("Fresh Start Bakery", "new", "home", "home", 14, (6,), address="person"),
    Role("Harbour Group", "prompt", "New York", "", 30, (-11,)),
    Role("Harbour Pier 4", "late", "New York", "", 30, (15,), parent="Harbour Group"),
    Role("Harbour Pier 9", "late", "New York", "", 30, (6, -14), parent="Harbour Group"),
    Role("Long Closed Cinema", "prompt", "home", "home", 30, (), extra="inactive"),
)

_PAYERS: tuple[Payer, ...] = ("prompt", "late", "slipping", "chronic", "new")
_FIRST = (
    "Amber Birch Cedar Delta Ember Falcon Granite Heron Indigo Juniper Kestrel Linden Marlow Nimbus".split()
)
_LAST = (
    "Logistics Foods Design Systems Motors Press Dental Timber Media Legal Clinics Marine Glass Tools".split()
)
_PLACES = (*("home",) * 5, *"Dublin Berlin Paris Amsterdam Madrid Chicago Boston Toronto Miami".split())
_EXTRAS: tuple[Extra, ...] = (
    "",
    "",
    "",
    "",
    "part_paid",
    "part_paid",
    "covered",
    "credited",
    "overpaid",
    "void",
    "draft",
)


def roles(random: Random, count: int) -> tuple[Role, ...]:
    """The first `count` of the cast, and random others beyond it."""
    others = tuple(_other(random, number) for number in range(1, count - len(CAST) + 1))
    return CAST[:count] + others


def _other(random: Random, number: int) -> Role:
    payer = random.choices(_PAYERS, weights=(40, 25, 15, 10, 10), k=1)[0]
    role = Role(
        name=f"{random.choice(_FIRST)} {random.choice(_LAST)} {number}",
        payer=payer,
        place=random.choice(_PLACES),
        currency="",
        terms=random.choice((14, 30, 30, 30, 60)),
        open_at=tuple(-random.randint(6, 13) for _ in range(random.randint(0, 3))),
        extra=random.choice(_EXTRAS),
    )
    overdue = _overdue(random, payer)
    return role if overdue is None else replace(role, open_at=(overdue, *role.open_at))


def _overdue(random: Random, payer: Payer) -> int | None:
    """Days past due of the oldest open invoice; `None` when there is none."""
    late = {"prompt": 0.1, "new": 0.2, "late": 0.5, "slipping": 0.6, "chronic": 0.9}[payer]
    if random.random() >= late:
        return -random.randint(1, 5) if random.random() < late else None
    oldest = {"prompt": 8, "new": 12, "late": 28, "slipping": 45, "chronic": 120}[payer]
    return random.randint(4, oldest)
