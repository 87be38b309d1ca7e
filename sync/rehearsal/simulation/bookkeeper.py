"""The people at the source: they make out invoices, record money when they get to it, and change things.

How often they reconcile is their habit; what they do while a pass runs comes in the midst of a call.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from connectors.sandbox.generate.people import chance
from connectors.sandbox.quickbooks.refusals import Refusal
from connectors.sandbox.xero.wire import XeroError
from sync.rehearsal.simulation.customers import Fate, Transfer, fate
from sync.rehearsal.simulation.journal import Journal
from sync.rehearsal.simulation.source import Owed, Source

_TERMS = (14, 30, 30, 30, 60)
_DAYS_BETWEEN = 28  # a customer's invoices, on the average
_AT_LAST = 60  # days after which even who never reconciles does
_ENOUGH = 12  # customers, so that some may be merged
HABITS = {"daily": 1, "weekly": 7, "monthly": 30, "never": 45}
_REFUSED = (ValueError, LookupError, Refusal, XeroError)


@dataclass(slots=True)
class Bookkeeper:
    """One ledger's. `backlog`: money that came and is not booked; `for_clerk`: what the clerk records."""

    source: Source
    dice: Random
    journal: Journal
    habit: str
    fates: dict[str, Fate] = field(default_factory=dict)
    totals: dict[str, Decimal] = field(default_factory=dict)
    coming: defaultdict[date, list[tuple[str, Transfer]]] = field(default_factory=lambda: defaultdict(list))
    backlog: list[tuple[date, str, Transfer]] = field(default_factory=list)
    for_clerk: list[tuple[str, Transfer]] = field(default_factory=list)
    merged: set[str] = field(default_factory=set)

    def open_the_books(self, today: date) -> None:
        """Every invoice that is open has its fate; what should have come by now comes in the next weeks."""
        for one in self.source.invoices():
            due = one.due_on or today
            self._decide(one.number, one.balance, max(due, today - timedelta(days=self.dice.randint(0, 30))))

    def _decide(self, number: str, total: Decimal, due: date) -> None:
        chosen = fate(due, self.dice)
        self.fates[number], self.totals[number] = chosen, total
        for transfer in chosen.transfers:
            self.coming[transfer.on].append((number, transfer))

    def day(self, today: date) -> None:
        """New invoices, money that comes, and, when it is the day for it, what came is recorded."""
        for ref in self.source.customers():
            if self.dice.randrange(_DAYS_BETWEEN) == 0:
                self._bill(ref, today)
        for day in [day for day in self.coming if day <= today]:
            for number, transfer in self.coming.pop(day):
                if transfer.cheque:
                    self.backlog.append((day, number, transfer))
                else:
                    self.for_clerk.append((number, transfer))
        if today.toordinal() % HABITS[self.habit] == 0 or (
            self.habit == "never" and self.backlog and (today - self.backlog[0][0]).days > _AT_LAST
        ):
            self.reconcile()

    def _bill(self, ref: str, today: date) -> None:
        total = Decimal(self.dice.randint(20, 400_000)) / 100
        due = today + timedelta(days=self.dice.choice(_TERMS))
        try:
            number = self.source.bill(ref, total, today, due)
        except _REFUSED as error:
            self.journal.tell(self.source.name, f"no invoice could be made out to {ref}: {error}", ref)
            return
        owed = next((one for one in self.source.invoices() if one.number == number), None)
        if owed is not None:
            self._decide(number, owed.balance, due)
            told = f"invoice {number} over {owed.balance} to {self.source.name_of(owed.customer)}, due {due}"
            self.journal.tell(self.source.name, told, number, owed.id, *owed.account)

    def reconcile(self) -> None:
        """All that came is in the books."""
        waiting, self.backlog = self.backlog, []
        for on, number, transfer in waiting:
            self.record(number, transfer, on)

    def record(self, number: str, transfer: Transfer, on: date) -> None:
        """One sum: on its invoice as far as that is open; what is above stays as credit."""
        amount = self.amount_of(number, transfer)
        owed = self.find(number)
        self.act(
            number,
            f"records {amount} paid on {on} for {number}",
            lambda: self._record(owed, number, amount, on),
        )

    def _record(self, owed: Owed | None, number: str, amount: Decimal, on: date) -> None:
        left = Decimal(0) if owed is None else owed.balance
        share = min(amount, left)
        if share > 0:
            self.source.api.pay(number, share, on)
        if amount > share:
            self.source.receive_extra(number, amount - share)

    def amount_of(self, number: str, transfer: Transfer) -> Decimal:
        """What came, in the invoice's currency."""
        total = self.totals[number]
        return (total * transfer.share).quantize(Decimal(1).scaleb(total.as_tuple().exponent))  # type: ignore[arg-type]  # finite

    def find(self, number: str) -> Owed | None:
        """The invoice, while it is open."""
        return next((one for one in self.source.invoices() if one.number == number), None)

    def act(self, number: str, told: str, do: Callable[[], object]) -> bool:
        """Do it; whether the ledger let them."""
        owed = self.find(number)
        about = (number,) if owed is None else (number, owed.id, *owed.account[:1])
        try:
            do()
        except _REFUSED as error:
            self.journal.tell(self.source.name, f"bookkeeper could not: {told} ({error})", *about)
            return False
        self.journal.tell(self.source.name, f"bookkeeper {told}", *about)
        return True

    def meddle(self, customers: Collection[str] = ()) -> None:
        """One change that nobody would expect at this moment, to an invoice of these if they have any."""
        chosen = self.dice.choices(_ACTS, [weight for weight, _ in _WEIGHED])[0]
        standing = self.source.invoices()
        standing = [one for one in standing if one.account[0] in customers] or standing
        if standing:
            chosen(self, self.dice.choice(standing))


def _void(who: Bookkeeper, owed: Owed) -> None:
    who.act(owed.number, f"voids {owed.number}", lambda: who.source.api.void(owed.number))


def _delete(who: Bookkeeper, owed: Owed) -> None:
    who.act(owed.number, f"deletes {owed.number}", lambda: who.source.api.delete(owed.number))


def _re_date(who: Bookkeeper, owed: Owed) -> None:
    due = (owed.due_on or date(2026, 1, 1)) + timedelta(days=who.dice.choice((-10, 5, 14, 30)))
    who.act(
        owed.number,
        f"moves the due date of {owed.number} to {due}",
        lambda: who.source.api.edit_due(owed.number, due),
    )


def _edit(who: Bookkeeper, owed: Owed) -> None:
    factor = Decimal(who.dice.choice(("0.8", "0.9", "1.1")))
    total = (owed.balance * factor).quantize(owed.balance)
    who.act(
        owed.number,
        f"changes {owed.number} to {total}",
        lambda: who.source.api.edit_total(owed.number, total),
    )


def _pay(who: Bookkeeper, owed: Owed) -> None:
    who.act(
        owed.number,
        f"records all of {owed.number} as paid",
        lambda: who.source.api.pay(owed.number, owed.balance),
    )


def _part(who: Bookkeeper, owed: Owed) -> None:
    part = (owed.balance / 2).quantize(owed.balance)
    who.act(owed.number, f"records {part} on {owed.number}", lambda: who.source.api.pay(owed.number, part))


def _move(who: Bookkeeper, owed: Owed) -> None:
    to = who.dice.choice(who.source.customers())
    if who.act(
        owed.number, f"moves {owed.number} to customer {to}", lambda: who.source.api.move(owed.number, to)
    ):
        moved = who.find(owed.number)
        who.merged |= {owed.account[0]} | ({moved.account[0]} if moved else set())


def _merge(who: Bookkeeper, owed: Owed) -> None:
    refs = who.source.customers()
    if len(refs) < _ENOUGH or not chance(who.dice, 0.2):  # seldom, or nobody would be left
        return
    loser, winner = who.dice.sample(refs, 2)
    ids = {who.source.id_of(loser), who.source.id_of(winner)}
    if who.act(
        owed.number, f"merges customer {loser} into {winner}", lambda: who.source.api.merge(loser, winner)
    ):
        who.merged |= ids


def _address(who: Bookkeeper, _owed: Owed) -> None:
    ref = who.dice.choice(who.source.customers())
    email = who.dice.choice((None, f"accounts.{ref.lower()}@example.com"))
    who.act(
        _owed.number, f"sets the address of {ref} to {email}", lambda: who.source.api.set_email(ref, email)
    )


def _credit(who: Bookkeeper, owed: Owed) -> None:
    amount = (owed.balance / 4).quantize(owed.balance)
    if amount > 0:
        told = f"gives the customer of {owed.number} a credit of {amount}"
        who.act(owed.number, told, lambda: who.source.receive_extra(owed.number, amount))


_WEIGHED: tuple[tuple[int, Callable[[Bookkeeper, Owed], None]], ...] = (
    (6, _void),
    (3, _delete),
    (12, _re_date),
    (8, _edit),
    (20, _pay),
    (10, _part),
    (4, _move),
    (3, _merge),
    (6, _address),
    (8, _credit),
)
_ACTS = [act for _, act in _WEIGHED]
