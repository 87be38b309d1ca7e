"""Seeded invoice histories whose customers' true habits are known, as bills and as CSV."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from sync.scoring.bills import Bill

FIRST = date(2024, 1, 1)
HEADER = (
    "customer_id",
    "InvoiceNumber",
    "InvoiceDate",
    "DueDate",
    "SettledDate",
    "InvoiceAmount",
    "currency",
)


def history(
    seed: int, habit: Callable[[random.Random, int, Bill], float], *, customers: int = 60, count: int = 2400
) -> list[Bill]:
    """`habit`: the chance that this customer's invoice is late. Due in 30 days; over two years."""
    chance = random.Random(seed)  # noqa: S311  # the same history every time
    found = []
    for number in range(count):
        who = chance.randrange(customers)
        issued = FIRST + timedelta(days=number * 700 // count)
        bill = Bill(
            customer=f"C{who:03}",
            issued_on=issued,
            due_on=issued + timedelta(days=30),
            settled_on=None,
            amount=Decimal(chance.randrange(50, 5000)),
            currency="EUR",
            number=f"N{number}",
            disputed=None,
        )
        late = chance.random() < habit(chance, who, bill)
        days = chance.randrange(1, 25) if late else -chance.randrange(10)
        found.append(settled(bill, days))
    return found


def settled(bill: Bill, days: int) -> Bill:
    """The same, paid so many days after its due date."""
    return replace(bill, settled_on=bill.due_on + timedelta(days=days))


def by_customer(_chance: random.Random, who: int, _bill: Bill) -> float:
    """Each customer has a habit of its own, from 5 to 95 %, that never changes."""
    return 0.05 + 0.9 * (who % 10) / 9


def by_amount(_chance: random.Random, _who: int, bill: Bill) -> float:
    """Only the amount matters, which no ratio knows."""
    return 0.9 if (bill.amount or 0) > 2500 else 0.1


def noise(_chance: random.Random, _who: int, _bill: Bill) -> float:
    """Nothing matters."""
    return 0.4


def rows(bills: Iterable[Bill], form: str = "%Y-%m-%d") -> list[list[str]]:
    """As lines of a file under HEADER."""
    return [
        [
            bill.customer,
            bill.number or "",
            bill.issued_on.strftime(form),
            bill.due_on.strftime(form),
            "" if bill.settled_on is None else bill.settled_on.strftime(form),
            str(bill.amount),
            bill.currency,
        ]
        for bill in bills
    ]


def written(path: Path, lines: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    """The file."""
    with path.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([header, *lines])
    return path
