"""What was known when an invoice was written: the only thing a prediction about it may rest on.

The law: of the past only invoices *settled before* that day count as paid, late or not; those still open
then are open, whatever became of them later. Nothing later than the day enters a view.
"""

from __future__ import annotations

import math
from bisect import insort
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Final

import msgspec

from dunning.behaviour import ENOUGH, PRIOR
from dunning.likelihood import ENOUGH_SETTLED
from sync.scoring.bills import Bill, Label

RECENT_DAYS: Final = 90  # an invoice settled so long ago counts half of one settled today
_MONTH_ENDS: Final = 28
_MANY: Final = 20  # settled invoices; more say no more of how well a customer is known


class View(msgspec.Struct, frozen=True, kw_only=True):
    """The customer and the ledger on a day, that of the invoice mostly. `bad`: of the settled, by label.

    `recent`, `recent_bad`: the same with the weight of each falling by half in 90 days.
    """

    bill: Bill
    day: date
    settled: int
    bad: tuple[int, ...]
    days_late: int
    median_late: float | None
    recent: float
    recent_bad: tuple[float, ...]
    ledger_settled: int
    ledger_bad: tuple[int, ...]
    ledger_days_late: int
    open: int
    open_overdue: int
    seen_before: int
    typical: float | None

    @property
    def enough(self) -> bool:
        """Whether the ledger had enough history then to say anything."""
        return self.ledger_settled >= ENOUGH_SETTLED

    @property
    def is_cold(self) -> bool:
        """Whether the customer had too few settled invoices to have a habit."""
        return self.settled < ENOUGH

    def usual(self, label: int) -> float:
        """The ledger's share."""
        return self.ledger_bad[label] / self.ledger_settled if self.ledger_settled else 0.5

    def ratio(self, label: int) -> float:
        """The customer's share, drawn towards the ledger's, which counts as 5 invoices."""
        return (self.bad[label] + PRIOR * self.usual(label)) / (self.settled + PRIOR)

    def recent_ratio(self, label: int) -> float:
        """The same over the weighted invoices."""
        return (self.recent_bad[label] + PRIOR * self.usual(label)) / (self.recent + PRIOR)

    def mean_days(self) -> float:
        """The customer's mean days late, drawn likewise."""
        usual = self.ledger_days_late / self.ledger_settled if self.ledger_settled else 0.0
        return (self.days_late + PRIOR * usual) / (self.settled + PRIOR)

    def features(self, label: int) -> list[float]:
        """What a model is given, in an order that stays. Nothing in it grows with the calendar alone."""
        bill = self.bill
        size = math.log1p(abs(float(bill.amount or 0)))
        due = bill.due_on
        return [
            _logit(self.ratio(label)),
            _logit(self.recent_ratio(label)),
            math.log1p(min(self.settled, _MANY)),
            math.log1p(self.mean_days()),
            math.log1p(self.median_late or 0.0),
            math.log1p(self.open),
            math.log1p(self.open_overdue),
            float(self.seen_before == 0),
            size,
            0.0 if self.typical is None else size - self.typical,
            float((due - bill.issued_on).days),
            float(due.weekday() >= 5),  # noqa: PLR2004  # Saturday
            float(due.weekday() == 0),
            float(due.day >= _MONTH_ENDS),
        ]


class _Tally:
    """Settled invoices counted up: of one customer, or of all."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self.labels = labels
        self.settled, self.days_late = 0, 0
        self.bad = [0] * len(labels)
        self.recent, self.recent_bad = 0.0, [0.0] * len(labels)
        self.lateness: list[int] = []
        self._on: date | None = None

    def fade(self, to: date) -> None:
        """Let the weights fall to that day's."""
        if self._on is not None and to > self._on:
            left = 0.5 ** ((to - self._on).days / RECENT_DAYS)
            self.recent *= left
            self.recent_bad = [each * left for each in self.recent_bad]
        self._on = to

    def add(self, bill: Bill, on: date) -> None:
        self.fade(on)
        self.settled += 1
        self.recent += 1
        self.days_late += bill.days_late
        insort(self.lateness, bill.days_late)
        for number, label in enumerate(self.labels):
            if label.of(bill):
                self.bad[number] += 1
                self.recent_bad[number] += 1

    def median(self) -> float | None:
        middle = len(self.lateness) // 2
        if not self.lateness:
            return None
        odd = len(self.lateness) % 2
        return float(self.lateness[middle]) if odd else sum(self.lateness[middle - 1 : middle + 1]) / 2


class _Customer:
    """One customer's invoices written so far: those not settled yet, and how large they are."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self.tally = _Tally(labels)
        self.written = 0
        self.open: dict[int, date] = {}  # the invoice's place -> its due date
        self.prepaid: set[int] = set()  # paid before they were written: never open
        self.sizes: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])  # by currency: sum, count


def views(
    bills: Sequence[Bill], labels: Sequence[Label], asked: Sequence[tuple[date, Bill]] | None = None
) -> list[View]:
    """One for each bill on its own day, or for each day and bill asked about, by day.

    The bills must be in the order of `in_order`.
    """
    everyone = _Tally(labels)
    customers: defaultdict[str, _Customer] = defaultdict(lambda: _Customer(labels))
    payments = sorted(
        (bill.settled_on, place) for place, bill in enumerate(bills) if bill.settled_on is not None
    )
    paid = written = 0
    found: list[View] = []
    for day, bill in ((bill.issued_on, bill) for bill in bills) if asked is None else asked:
        while written < len(bills) and bills[written].issued_on < day:
            _write(customers[bills[written].customer], written, bills[written])
            written += 1
        while paid < len(payments) and payments[paid][0] < day:
            on, place = payments[paid]
            customer = customers[bills[place].customer]
            if customer.open.pop(place, None) is None:
                customer.prepaid.add(place)
            customer.tally.add(bills[place], on)
            everyone.add(bills[place], on)
            paid += 1
        found.append(_view(day, bill, customers[bill.customer], everyone))
    return found


def _write(customer: _Customer, place: int, bill: Bill) -> None:
    customer.written += 1
    if place in customer.prepaid:
        customer.prepaid.remove(place)
    else:
        customer.open[place] = bill.due_on
    if bill.amount is not None:
        size = customer.sizes[bill.currency]
        size[0] += math.log1p(abs(float(bill.amount)))
        size[1] += 1


def _view(day: date, bill: Bill, customer: _Customer, everyone: _Tally) -> View:
    own = customer.tally
    own.fade(day)
    open_then = list(customer.open.values())
    total, count = customer.sizes[bill.currency]
    return View(
        bill=bill,
        day=day,
        settled=own.settled,
        bad=tuple(own.bad),
        days_late=own.days_late,
        median_late=own.median(),
        recent=own.recent,
        recent_bad=tuple(own.recent_bad),
        ledger_settled=everyone.settled,
        ledger_bad=tuple(everyone.bad),
        ledger_days_late=everyone.days_late,
        open=len(open_then),
        open_overdue=sum(due < day for due in open_then),
        seen_before=customer.written,
        typical=total / count if count else None,
    )


def _logit(share: float) -> float:
    within = min(max(share, 0.001), 0.999)
    return math.log(within / (1 - within))
