"""The customers: what becomes of each invoice, chosen when it is made out.

They pay early, late, in part, twice, short of what a bank kept of another currency, or never; they dispute,
promise, break promises and claim to have paid. When and how their money gets into the books is another's
affair: see `bookkeeper` and `clerk`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Literal

from connectors.sandbox.generate.people import chance

Talk = Literal["dispute", "promise", "broken promise", "claim", "false claim"]


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money that arrives on `on`: a share of what the invoice is for. `cheque`: it is for the bookkeeper;
    else the clerk may record it with `duesync pay`. `extra`: it is above what is owed.
    """

    on: date
    share: Decimal
    cheque: bool
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one invoice. `said`: on which day they say what; `until`: what they promise."""

    transfers: tuple[Transfer, ...]
    said: Talk | None = None
    said_on: date | None = None
    until: date | None = None


def _whole(on: date, dice: Random) -> tuple[Transfer, ...]:
    """How so much money comes: at once, in parts, twice, or a little short."""
    cheque = chance(dice, 0.7)  # most of it is the bookkeeper's
    match dice.choices(("full", "parts", "twice", "short"), (70, 15, 7, 8))[0]:
        case "parts":
            first = Decimal(dice.choice(("0.25", "0.5", "0.6")))
            later = on + timedelta(days=dice.randint(3, 30))
            return (Transfer(on, first, cheque), Transfer(later, 1 - first, cheque))
        case "twice":
            again = on + timedelta(days=dice.randint(0, 9))
            return (Transfer(on, Decimal(1), cheque), Transfer(again, Decimal(1), cheque=True, extra=True))
        case "short":
            return (Transfer(on, Decimal("0.97"), cheque),)
        case _:
            return (Transfer(on, Decimal(1), cheque),)


def fate(due: date, dice: Random) -> Fate:
    """What becomes of an invoice that falls due then."""
    match dice.choices(("early", "late", "very late", "never", "talks"), (25, 35, 15, 5, 20))[0]:
        case "early":
            return Fate(_whole(due - timedelta(days=dice.randint(0, 12)), dice))
        case "late":
            return Fate(_whole(due + timedelta(days=dice.randint(1, 25)), dice))
        case "very late":
            return Fate(_whole(due + timedelta(days=dice.randint(26, 80)), dice))
        case "never":
            return Fate(())
        case _:
            return _talks(due, dice)


def _talks(due: date, dice: Random) -> Fate:
    said_on = due + timedelta(days=dice.randint(5, 40))
    until = said_on + timedelta(days=dice.randint(2, 25))
    said: Talk = dice.choice(("dispute", "promise", "broken promise", "claim", "false claim"))
    match said:
        case "promise":
            paid = _whole(until - timedelta(days=dice.randint(0, 2)), dice)
        case "claim":
            paid = _whole(said_on - timedelta(days=dice.randint(0, 3)), dice)
        case "dispute" if chance(dice, 0.3):  # it is never paid
            paid = ()
        case _:
            paid = _whole(until + timedelta(days=dice.randint(5, 40)), dice)
    return Fate(paid, said, said_on, until)
