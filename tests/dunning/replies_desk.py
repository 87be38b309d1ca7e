"""The labelled replies in `replies/`, read, and how the rules do on them.

A reply begins with a line "= kind.detail name=value ... + kind ..."; its words follow. Names: `on` (the last
day), `amount`, `inv` (last figures of invoices, by commas), `ref`, `to` (the right person or address).
Every reply is answered on one day, by one customer with three open invoices.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from dunning.intents import Known, Meaning, Owed

FOLDER = Path(__file__).parent / "replies"
TODAY = date(2026, 11, 18)  # a Wednesday
FRONT = {"en": "INV-", "de": "RE-", "fr": "FA", "es": "A/", "nl": "2026-"}


@dataclass(frozen=True, slots=True)
class Expected:
    """One meaning that a person gave to a reply."""

    kind: str
    detail: str | None
    on: date | None
    amount: Decimal | None
    invoices: frozenset[str]
    reference: str | None
    to: str | None


@dataclass(frozen=True, slots=True)
class Labelled:
    """A reply with what a person says that it means. `place`: file and line."""

    place: str
    language: str
    words: str
    expected: tuple[Expected, ...]


def known(language: str) -> Known:
    """What is known of the customer who writes in that language."""
    front = FRONT[language]
    rows = (("2041", "1200.00", 10, 15), ("2042", "480.50", 10, 30), ("2057", "89.90", 11, 10))
    owed = tuple(
        Owed(number=front + number, balance=Decimal(balance), due_on=date(2026, month, day))
        for number, balance, month, day in rows
    )
    return Known(today=TODAY, language=language, currency="GBP" if language == "en" else "EUR", owed=owed)


@lru_cache(maxsize=8)
def labelled(name: str) -> tuple[Labelled, ...]:
    """The replies of that set ("first"), in all languages."""
    return tuple(
        each
        for path in sorted(FOLDER.glob(f"{name}.*.txt"))
        for each in _read(path.name, path.read_text(encoding="utf-8"))
    )


def _read(name: str, text: str) -> list[Labelled]:
    language = name.split(".")[1]
    found = []
    for each in re.finditer(r"^= (.*)\n((?:(?!= ).*\n?)*)", text, re.MULTILINE):
        line = text[: each.start()].count("\n") + 1
        meant = tuple(_expected(one, language) for one in each[1].split(" + "))
        found.append(Labelled(f"{name}:{line}", language, each[2].strip(), meant))
    return found


def _expected(written: str, language: str) -> Expected:
    kind, *rest = shlex.split(written)
    named = dict(each.split("=", maxsplit=1) for each in rest)
    numbers = named.get("inv", "").split(",")
    return Expected(
        kind=kind.partition(".")[0],
        detail=kind.partition(".")[2] or None,
        on=date.fromisoformat(named["on"]) if "on" in named else None,
        amount=Decimal(named["amount"]) if "amount" in named else None,
        invoices=frozenset(FRONT[language] + each for each in numbers if each),
        reference=named.get("ref"),
        to=named.get("to"),
    )


def right(expected: Expected, meaning: Meaning) -> bool:
    """Whether a meaning of the right kind has the right values too; an amount that is not labelled may be."""
    on = None if meaning.day is None else meaning.day.last
    amount = None if meaning.amount is None else meaning.amount.amount
    return (
        expected.on == on
        and (expected.amount is None or expected.amount == amount)
        and expected.invoices == frozenset(meaning.invoices)
        and (expected.detail is None or expected.detail == meaning.detail)
        and (expected.reference is None or expected.reference == meaning.reference)
        and (expected.to is None or expected.to in (meaning.person, meaning.address))
    )
