"""What matching is about: lines of a bank statement, what is owed, what is entered already; its answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from dunning.ledger import Allocation

Confidence = Literal["certain", "likely", "open"]
Outcome = Literal["certain", "likely", "open", "entered", "none"]


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the bank's that nobody has settled. `amount`: below zero where it went out.

    `text`: all that the bank says of it, the payer's name apart. `known`: ids of the customers for whom a
    person confirmed money from that account before. `source`: which kind of file it came in. `again`: it was
    settled once, and what was written for it is gone, so that only a person may say what it is.
    """

    id: str
    on: date
    amount: Decimal
    currency: str
    text: str
    payer: str
    known: tuple[str, ...]
    source: str
    again: bool


class Owed(msgspec.Struct, frozen=True, kw_only=True):
    """An invoice. `customer_id`: who is billed. `left`: to be paid, less what is on its way; 0 once paid."""

    id: str
    number: str
    customer_id: str
    currency: str
    total: Decimal
    left: Decimal
    due_on: date | None
    reference: str


class Entered(msgspec.Struct, frozen=True, kw_only=True):
    """A payment in the books, or on its way there from here. `customer_id`: who is billed.

    `line`: the line of the bank's that it was written for, "" for none; `ours`: its key, where Duesync wrote
    it, "" where somebody else did.
    """

    id: str
    customer_id: str
    on: date
    amount: Decimal
    currency: str
    invoice_ids: tuple[str, ...]
    reference: str
    line: str
    ours: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """The books, as far as money can be about them. `names`: by customer id, the billed ones alone.

    `credit`: what a customer has in hand, unused, by id and currency.
    """

    owed: tuple[Owed, ...]
    entered: tuple[Entered, ...]
    names: Mapping[str, str]
    credit: Mapping[tuple[str, str], Decimal]


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """What a line is taken for.

    `outcome`: how sure, or "entered": it is in the books as `payments`; "none": it went out, and is about no
    payment of ours. `shares`: what each invoice takes, never more than is left of it, together never more
    than came; `excess`: what is above them. For money that went back, `payments` are what it takes back.
    `candidates`: customers whose money it may be, and who are not chased until it is settled. `reasons`: in
    words, the first that for which it is taken.
    """

    id: str
    outcome: Outcome
    customer_id: str | None
    shares: tuple[Allocation, ...]
    excess: Decimal
    payments: tuple[str, ...]
    candidates: tuple[str, ...]
    reasons: tuple[str, ...]
