"""Lines of the bank's that wait, and a person's word on them, all of a list or none of it.

The laws it keeps: a line is entered once; what is in the books by now is entered no more, whatever was shown
before; money that went back takes back what was entered for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

import msgspec
from sqlalchemy.engine import Connection

from dunning.effects import RecordPayment
from dunning.ledger import Money
from dunning.matching import Match
from sync.commands import payments
from sync.commands.targets import ActError, the_invoice
from sync.intake.settling import match_again, matched
from sync.office import Office
from sync.store import bank, figures, ledgers, outbox
from sync.store.bank import Line
from sync.store.ledgers import LinkedLedger

POLICY = "the settings"
_MOST_SETTLED = 50


class Payee(msgspec.Struct, frozen=True, kw_only=True):
    """What one invoice takes of a line."""

    invoice_id: str
    number: str
    amount: Decimal


class WaitingLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line that a person must settle. `candidates`: names of those who are not chased meanwhile."""

    line: str
    on: Any
    amount: Decimal
    currency: str
    payer: str
    text: str
    confidence: str
    customer: str
    invoices: tuple[Payee, ...]
    excess: Decimal
    candidates: tuple[str, ...]
    why: tuple[str, ...]


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A person's word on a line. `place`: where it stands, for the errors: "row 3: ".

    `numbers`: the invoices it pays; none: as proposed. `other_money`: it is not what the books have already.
    `excess`: what is above the invoices stays as credit; always so where it was proposed.
    """

    line: str
    choice: Literal["confirm", "refuse"]
    numbers: tuple[str, ...] = ()
    other_money: bool = False
    excess: bool = False
    note: str = ""
    place: str = ""


class LinesRefused(ActError):
    """Words that cannot be followed, so none of the list was. `faults`: one line each, with its place."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(self.faults))


def waiting_lines(office: Office, ledger: LinkedLedger) -> list[WaitingLine]:
    """What waits for a person, the surest first, and of those the oldest."""
    with office.store.read() as connection:
        lines = bank.waiting(connection, ledger.id)
        found = matched(connection, ledger.id, lines)
        names = figures.customer_names(connection, ledger.id)
        ids = sorted({share.invoice_id for one in found.values() for share in one.shares})
        numbers = {
            one: row.number or one for one, row in figures.invoices_by_id(connection, ledger.id, ids).items()
        }
    settled_by_now = ("entered", "none")  # told so by the next pull
    shown = [
        _shown(line, found[line.key], names, numbers)
        for line in lines
        if found[line.key].outcome not in settled_by_now
    ]
    rank = {"certain": 0, "likely": 1}
    return sorted(shown, key=lambda one: (rank.get(one.confidence, 2), not one.candidates, one.on, one.line))


def _shown(line: Line, one: Match, names: Mapping[str, str], numbers: Mapping[str, str]) -> WaitingLine:
    return WaitingLine(
        line=line.name,
        on=line.booked_on,
        amount=line.amount,
        currency=line.currency,
        payer=line.said.payer,
        text=line.said.text,
        confidence=one.outcome,
        customer=names.get(one.customer_id or "", ""),
        invoices=tuple(
            Payee(invoice_id=each.invoice_id, number=numbers[each.invoice_id], amount=each.amount)
            for each in one.shares
        ),
        excess=one.excess,
        candidates=tuple(names.get(each, each) for each in one.candidates),
        why=one.reasons,
    )


def settled_lines(office: Office, ledger: LinkedLedger) -> list[Line]:
    """What was settled last, newest first."""
    with office.store.read() as connection:
        return bank.settled(connection, ledger.id, _MOST_SETTLED)


def say(office: Office, ledger: LinkedLedger, words: Sequence[Word], by: str) -> list[str]:
    """Do what these words say; returns what followed from each. Raises `LinesRefused`: then none is done."""
    now = office.clock.now()
    faults, told = [], []
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        found = match_again(connection, ledger.id, now)
        desk = _Desk(connection, office, ledger, found, by)
        for word in words:
            try:
                told.append(desk.follow(word))
            except ActError as error:
                faults.append(f"{word.place}{error}")
        if faults:
            raise LinesRefused(faults)
        match_again(connection, ledger.id, now)
    return told


def confirm_certain(office: Office, ledger: LinkedLedger, by: str) -> list[str]:
    """Enter all that is certain. Raises `LinesRefused`: then none is entered."""
    chosen = [one for one in waiting_lines(office, ledger) if one.confidence == "certain" and one.amount > 0]
    return (
        say(office, ledger, [Word(line=one.line, choice="confirm") for one in chosen], by) if chosen else []
    )


class _Desk:
    """Where words on lines are followed, within one transaction that holds the ledger."""

    def __init__(
        self,
        connection: Connection,
        office: Office,
        ledger: LinkedLedger,
        found: Mapping[str, Match],
        by: str,
    ) -> None:
        self.connection, self.office, self.ledger, self.found, self.by = connection, office, ledger, found, by
        self.now = office.clock.now()

    def follow(self, word: Word) -> str:
        """Raises `ActError`."""
        line = self._line(word)
        if word.choice == "refuse":
            if line.state != "waiting":
                msg = f"line {line.name} waits no more: it is {_IN_WORDS[line.state]}"
                raise ActError(msg)
            self._settle(line, "refused", word.note)
            return f"line {line.name}, {_sum(line)}: pays nothing here"
        self._check(line, word)
        if line.amount < 0:
            return self._take_back(line, word)
        return self._enter(line, word)

    def _line(self, word: Word) -> Line:
        found = bank.beginning_with(self.connection, self.ledger.id, word.line)
        if len(found) != 1:
            what = "no line" if not found else f"{len(found)} lines"
            msg = f"{self.ledger.name} has {what} {word.line!r}; see: duesync bank {self.ledger.name}"
            raise ActError(msg)
        return found[0]

    def _check(self, line: Line, word: Word) -> None:
        """Raises `ActError` where it may not be entered."""
        if line.state == "waiting" or (
            line.state in ("booked", "refused") and word.numbers and word.other_money
        ):
            return
        msg = f"line {line.name} waits no more: it is {_IN_WORDS[line.state]}"
        if line.state in ("booked", "refused"):
            msg = f"{msg}. If it is other money all the same, name its invoices, and add --other-money"
        raise ActError(msg)

    def _enter(self, line: Line, word: Word) -> str:
        one = self.found.get(line.key)
        if word.numbers:
            rows = [the_invoice(self.connection, self.ledger, number) for number in word.numbers]
            excess = word.excess
        elif one is None or not one.shares:
            why = f" ({'; '.join(one.reasons)})" if one is not None else ""
            msg = f"line {line.name}, {_sum(line)}: say which invoices it pays, with --invoice{why}"
            raise ActError(msg)
        else:
            ids = [share.invoice_id for share in one.shares]
            staged = figures.invoices_by_id(self.connection, self.ledger.id, ids)
            rows, excess = [staged[each] for each in ids], True
        if rows and rows[0].currency != line.currency:
            msg = (
                f"line {line.name} is {_sum(line)}, and the invoice is in {rows[0].currency}: use duesync pay"
            )
            raise ActError(msg)
        came = payments.Received(
            numbers=(),
            amount=line.amount,
            paid_on=line.booked_on,
            reference=f"bank line {line.name}",
            excess=excess,
        )
        writes = payments.record(self.connection, self.office, self.ledger, rows, came, line.key)
        bank.entered_as(self.connection, self.ledger.id, line, [each.key for each in writes])
        if self.by != POLICY:
            bank.learn(self.connection, self.ledger.id, line, writes[0].customer_id)
        self._settle(line, "entered", word.note, other_money=word.other_money, whose=[writes[0].customer_id])
        return f"line {line.name}, {_sum(line)}: {_paid(writes, rows)}; the next run writes it to the ledger"

    def _take_back(self, line: Line, word: Word) -> str:
        one = self.found.get(line.key)
        if word.numbers or one is None or not one.payments:
            msg = f"line {line.name}, {_sum(line)}, went out: use duesync void-payment, then refuse it"
            raise ActError(msg)
        told = [self._undo(line, each) for each in one.payments]
        self._settle(line, "returned", word.note)
        return f"line {line.name}, {_sum(line)}: {', '.join(told)}"

    def _undo(self, line: Line, what: str) -> str:
        """Let a payment of ours, or a line that still waits, be as if it had not come."""
        waits = [
            each for each in bank.beginning_with(self.connection, self.ledger.id, what) if each.key == what
        ]
        if waits:
            self._settle(waits[0], "returned", f"went back with line {line.name}")
            return f"line {waits[0].name} went back, and is not entered"
        effect = outbox.by_key(self.connection, self.ledger.id, what)
        if effect is None:
            msg = f"payment {what} is not ours: reverse it in the ledger, then refuse line {line.name}"
            raise ActError(msg)
        for came in bank.of_payment(self.connection, self.ledger.id, what):
            self._settle(came, "returned", f"went back with line {line.name}")
        if effect.state == "ready" and outbox.drop(self.connection, effect, "the money went back", self.now):
            return f"payment {what} is not written"
        payments.void(self.connection, self.office, self.ledger, what)
        return f"payment {what} is reversed by the next run"

    def _settle(
        self, line: Line, state: str, note: str, *, other_money: bool = False, whose: Sequence[str] = ()
    ) -> None:
        told = note or None
        bank.settle(
            self.connection,
            self.ledger.id,
            line,
            state,
            self.now,
            self.by,
            note=told,
            other_money=other_money,
            whose=whose,
        )


_IN_WORDS = {
    "waiting": "waiting",
    "entered": "entered",
    "booked": "in the books already",
    "refused": "refused",
    "returned": "money that went back",
}


def in_words(line: Line) -> str:
    """What became of it."""
    return _IN_WORDS[line.state]


def _sum(line: Line) -> str:
    return str(Money(line.amount, line.currency))


def _paid(writes: Sequence[RecordPayment], rows: Sequence[Any]) -> str:
    numbers = {row.id: row.number or row.id for row in rows}
    parts = [
        f"{Money(part.amount, each.currency)} for {numbers[part.invoice_id]}"
        for each in writes
        for part in each.allocations
    ]
    whole = sum((each.amount for each in writes), Decimal(0))
    rest = whole - sum((part.amount for each in writes for part in each.allocations), Decimal(0))
    return ", ".join([*parts, *([f"{Money(rest, writes[0].currency)} as credit"] if rest else [])])
