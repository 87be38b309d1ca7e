"""A small accounting program, which writes its own exports and reads `actions.csv` as anyone's would.

It knows nothing of the connector. For tests.
"""

from __future__ import annotations

import csv
import io
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from connectors.sandbox.book import Book
from tests.connectors.quickbooks_linked import Watch

ACTIONS = "actions.csv"
ACTION_COLUMNS = (
    "when,what,invoice,customer,date,amount,currency,shares,words,reverses,customer id,balance before,key"
)
EARLIER = "A" * 20  # the key of a note that was there before
Table = tuple[str, Sequence[str], Sequence[Sequence[str]]]


def _grouped(amount: Decimal) -> str:
    """1.234,50, as a German Excel has it."""
    return f"{amount:,f}".translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a program writes its exports, and what has to be set for that."""

    delimiter: str
    encoding: str
    day: str
    amount: Callable[[Decimal], str]
    options: Mapping[str, str]


PLAIN = Style(delimiter=",", encoding="utf-8", day="%Y-%m-%d", amount="{:f}".format, options={})
CONTINENTAL = Style(
    delimiter=";",
    encoding="utf-16",
    day="%d/%m/%Y",
    amount=_grouped,
    options={"dates": "dmy", "decimal": ","},
)


@dataclass(kw_only=True)
class Bill:
    """One invoice in the program."""

    number: str
    customer: str
    issued_on: date
    due_on: date
    currency: str
    total: Decimal
    status: str = ""


@dataclass(kw_only=True)
class Money:
    """A payment or a credit note in the program: what of it went where."""

    id: str
    customer: str
    on: date
    currency: str
    amount: Decimal
    applied: list[tuple[str, Decimal]] = field(default_factory=list)
    reference: str = ""
    void: bool = False

    def left(self) -> Decimal:
        return (
            Decimal(0) if self.void else self.amount - sum((amount for _, amount in self.applied), Decimal(0))
        )


class Program:
    """The accounting program: acts, and exports after each."""

    def __init__(self, folder: Path, book: Book, style: Style, watch: Watch) -> None:
        self.folder, self.style, self.book = folder, style, book
        self.stamp: Callable[[], float] = lambda: watch().timestamp()
        self.names = {one.ref: one.name for one in book.customers}
        numbers = {one.ref: one.number for one in book.invoices}
        self.bills = {
            one.number: Bill(
                number=one.number,
                customer=one.customer,
                issued_on=one.issued_on,
                due_on=one.due_on,
                currency=one.currency,
                total=one.total,
                status="void" if one.void else "draft" if one.draft else "",
            )
            for one in book.invoices
        }
        self.payments = {
            one.ref: Money(
                id=one.ref,
                customer=one.customer,
                on=one.paid_on,
                currency=one.currency,
                amount=one.amount,
                applied=[(numbers[ref], amount) for ref, amount in one.applied],
                reference=one.reference or "",
            )
            for one in book.payments
        }
        self.credits = {
            one.number: Money(
                id=one.number,
                customer=one.customer,
                on=one.issued_on,
                currency=one.currency,
                amount=one.total,
                applied=[(numbers[ref], amount) for ref, amount in one.applied],
            )
            for one in book.credits
        }

    def owed(self, bill: Bill) -> Decimal:
        """On one invoice, as the program has it."""
        if bill.status in ("void", "draft"):
            return Decimal(0) if bill.status == "void" else bill.total
        return bill.total - self.taken()[bill.number]

    def export(self) -> None:
        """Every list, each put in place of the last at once."""
        for name, header, rows in (self.invoices(), self.customers(), self.receipts(), self.credit_notes()):
            text = io.StringIO()
            csv.writer(text, delimiter=self.style.delimiter).writerows([header, *rows])
            self.put(name, text.getvalue().encode(self.style.encoding))

    def put(self, name: str, content: bytes) -> None:
        """One file, as of now."""
        fresh = self.folder / f"{name}.tmp"
        fresh.write_bytes(content)
        at = self.stamp()
        os.utime(fresh, (at, at))
        fresh.replace(self.folder / name)

    def invoices(self) -> Table:
        show, took = self.style.amount, self.taken()
        rows = [
            (
                bill.number,
                self.names[bill.customer],
                bill.issued_on.strftime(self.style.day),
                bill.due_on.strftime(self.style.day),
                bill.currency,
                show(bill.total),
                show(Decimal(0) if bill.status == "void" else bill.total - took[bill.number]),
                bill.status,
            )
            for bill in self.bills.values()
        ]
        header = "Invoice No.,Customer Name,Invoice Date,Due Date,Currency,Total,Amount Due,Status"
        return "invoices.csv", header.split(","), rows

    def taken(self) -> defaultdict[str, Decimal]:
        """What was paid and credited on each invoice."""
        took: defaultdict[str, Decimal] = defaultdict(Decimal)
        for one in (*self.payments.values(), *self.credits.values()):
            for number, amount in () if one.void else one.applied:
                took[number] += amount
        return took

    def customers(self) -> Table:
        rows = [(one.name, one.email or "", one.phone or "", one.country) for one in self.book.customers]
        return "customers.csv", ("Name", "E-mail", "Phone", "Country"), rows

    def receipts(self) -> Table:
        header = "Receipt No,Customer,Date,Currency,Invoice Number,Amount,Reference,Status"
        rows = []
        for one in self.payments.values():
            parts = [*one.applied, *([("", one.left())] if one.left() else [])]
            rows += [
                (
                    one.id,
                    self.names[one.customer],
                    one.on.strftime(self.style.day),
                    one.currency,
                    number,
                    self.style.amount(amount),
                    one.reference,
                    "Void" if one.void else "",
                )
                for number, amount in parts
            ]
        return "payments.csv", header.split(","), rows

    def credit_notes(self) -> Table:
        rows = [
            (
                one.id,
                self.names[one.customer],
                one.on.strftime(self.style.day),
                one.currency,
                self.style.amount(one.amount),
                self.style.amount(one.left()),
            )
            for one in self.credits.values()
        ]
        header = "Credit Note Number,Customer,Date,Currency,Total,Remaining"
        return "credit_notes.csv", header.split(","), rows


def actions_in(folder: Path) -> list[dict[str, str]]:
    """The whole lines of `actions.csv`, as any program reads them."""
    path = folder / ACTIONS
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as opened:
        return [row for row in csv.DictReader(opened) if len(row["key"] or "") == 20]


def sums_of(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """By currency; a sum of nothing is left out."""
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in amounts:
        sums[currency] += amount
    return {currency: amount for currency, amount in sums.items() if amount}
