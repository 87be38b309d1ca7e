"""What a reply may mean, as values: the kind, the words that say so, and what they name.

The laws it keeps: a meaning is a draft for a person, with the place of its words in what was read; what the
words do not say is `None` or empty, never guessed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal, get_args

import msgspec

Kind = Literal[
    "paid", "promise", "dispute", "question", "wrong_person", "out_of_office", "stop", "legal_threat",
    "insolvency", "remittance", "asks_time", "agrees", "unclear",
]  # fmt: skip
Asked = Literal["owe", "pay", "resend", "who", "statement", "other"]
Scope = Literal["channel", "all"]
Why = Literal[
    "quality", "price", "wrong", "not_ordered", "not_received", "not_done", "duplicate", "cancelled", "credit"
]
Part = Literal["stated", "half", "rest", "all"]
Sure = Literal["certain", "likely"]

KINDS: tuple[Kind, ...] = get_args(Kind)
DETAILS: dict[str, tuple[str, ...]] = {
    "question": get_args(Asked),
    "stop": get_args(Scope),
    "dispute": get_args(Why),
}


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """One open invoice of the customer's: its number as written on it and its balance."""

    number: str
    balance: Decimal
    due_on: date | None


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is known when a reply is read. `today`: where its writer is. `language`: "de", "en-US", or `None`.

    `owed`: the customer's open invoices, all in `currency` (ISO 4217).
    """

    today: date
    language: str | None
    currency: str
    owed: tuple[Owed, ...]


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """A day, or those from `first` to `last`, both inclusive. `likely`: the words allow another too."""

    first: date
    last: date
    sure: Sure


class Sum(msgspec.Struct, frozen=True, kw_only=True):
    """An amount. `part`: "stated" in figures, or as a part of what is owed.

    `amount` is `None` where that part cannot be worked out; `currency` is the named one, else the books'.
    """

    amount: Decimal | None
    currency: str
    part: Part
    sure: Sure


class Meaning(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a reply says, in its words from `start` to `end` (exclusive).

    `day`: of a payment made (never after today), of a promise (its `last` is when it is due; never before
    today), of the time asked for (its end) or of a return to the office, as said: the last day away or the
    first day back. `invoices`: the
    numbers of those named, as in `Known`. `reference`: of a payment, or the court's case number. `person`
    and `address`: the right person and where to write to, or who administers an insolvency.
    `proposed`: by a model, not by our rules.
    `sure` is "likely" where the writer only believes it, or the words could be read otherwise.
    """

    kind: Kind
    start: int
    end: int
    sure: Sure = "certain"
    day: Day | None = None
    amount: Sum | None = None
    invoices: tuple[str, ...] = ()
    reference: str | None = None
    asked: Asked | None = None
    scope: Scope | None = None
    why: Why | None = None
    person: str | None = None
    address: str | None = None
    proposed: bool = False

    @property
    def detail(self) -> str | None:
        """What a question asks, how far a stop goes, why a dispute is raised."""
        return self.asked or self.scope or self.why
