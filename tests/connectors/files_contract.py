"""The books behind a folder of exports: a small accounting program, and the person who uses it.

It knows nothing of the connector: it writes its own exports, and reads `actions.csv` by itself, as
anyone's program would. What goes wrong is done to real files. For tests.
"""

from __future__ import annotations

import csv
import io
import os
import resource
import secrets
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from tenacity import wait_fixed

from connectors.base import Allowance, Connection, Credentials, Ledger, Tokens
from connectors.contract import Abilities, Calls, Trouble
from connectors.files import PROVIDER
from connectors.files.client import FilesLedger
from connectors.sandbox.book import Book
from connectors.sandbox.generate import book as seeded
from tests.connectors.quickbooks_linked import TODAY, Watch

ACTIONS = "actions.csv"
ACTION_COLUMNS = (
    "when,what,invoice,customer,date,amount,currency,shares,words,reverses,customer id,balance before,key"
)
EARLIER = "A" * 20  # the key of a note that was there before
_CUT_AT = 20  # bytes: within the first header
_PASSING = 0.07  # seconds that a trouble lasts which strikes a few calls only
_ABILITIES = Abilities(
    page_size=None,
    troubles=frozenset({Trouble.CUT, Trouble.GARBAGE, Trouble.EMPTY}),
    signs_in=False,
    deletes_invoices=True,
    takes_back_payments=True,
    knows_repeats=True,
    counts_calls=False,
    offers_accounts=False,
)
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


class FolderSource:
    """The `Source` of the contract."""

    provider = PROVIDER
    abilities = _ABILITIES

    def __init__(self, folder: Path, style: Style = PLAIN) -> None:
        self.watch = Watch()
        self.folder = folder / "exports"
        self.folder.mkdir()
        self.program = Program(self.folder, seeded(seed=7, today=TODAY, flavour="xero"), style, self.watch)
        self.program.export()
        earlier = (
            "2026-11-01T09:00:00+00:00",
            "note",
            "INV-1001",
            *[""] * 5,
            "Reminder 1",
            "",
            "",
            "",
            EARLIER,
        )
        text = f"\ufeff{ACTION_COLUMNS}\r\n{','.join(earlier)}\r\n"
        (self.folder / ACTIONS).write_text(text, encoding="utf-8", newline="")
        self._mend: list[Callable[[], None]] = []
        self._timer: threading.Timer | None = None

    def connection(self, *, read_timeout: float = 20.0, company_id: str | None = None) -> Connection:
        """As the settings of `[ledgers.NAME]` make it."""
        options = {"folder": str(self.folder), "company": "Quay Joinery", "currency": "GBP"}
        return Connection(
            provider="files",
            environment="production",
            company_id=company_id,
            client_id="",
            client_secret="",
            redirect_uri="",
            hosts={},
            deposit_to=None,
            connect_timeout=5.0,
            read_timeout=read_timeout,
            options=options | {"timezone": "Europe/London"} | dict(self.program.style.options),
        )

    def grant(self) -> Tokens:
        return Tokens(
            access_token=secrets.token_hex(),
            refresh_token=secrets.token_hex(),
            expires_at=datetime.max.replace(tzinfo=UTC),
            refresh_expires_at=None,
            hard_expires_at=None,
            scope="",
        )

    def secrets(self) -> Sequence[str]:
        return ()

    def open(
        self,
        credentials: Credentials | None = None,
        allowance: Allowance | None = None,
        *,
        read_timeout: float = 20.0,
    ) -> Ledger:
        del credentials, allowance
        return FilesLedger(
            self.connection(read_timeout=read_timeout), wait=wait_fixed(0.05), settle=0, clock=self.watch
        )

    def today(self) -> date:
        return self.watch().date()

    def pass_time(self, by: timedelta) -> None:
        self.watch.now += by
        self.program.export()  # as it does every night

    def add_invoice(self, number: str, total: Decimal, *, due_on: date, issued_on: date) -> None:
        self.program.bills[number] = Bill(
            number=number, customer="C1", issued_on=issued_on, due_on=due_on, currency="GBP", total=total
        )
        self.program.export()

    def pay(self, number: str, amount: Decimal, reference: str = "") -> str:
        id_, bill = f"R{len(self.program.payments) + 1}", self.program.bills[number]
        self.program.payments[id_] = Money(
            id=id_,
            customer=bill.customer,
            on=self.today(),
            currency=bill.currency,
            amount=amount,
            applied=[(number, amount)],
            reference=reference,
        )
        self.program.export()
        return id_

    def take_back(self, payment_id: str) -> None:
        if payment_id in self.program.payments:
            del self.program.payments[payment_id]
            self.program.export()
        else:
            self.enter(payment_id, void=True)

    def enter(self, key: str, *, void: bool = False) -> None:
        """The person enters a payment from `actions.csv`, under its key; and voids it, perhaps."""
        parts = [(number, amount) for number, amount, one in self.noted() if one == key]
        bill = self.program.bills[parts[0][0]]
        self.program.payments[f"K-{key}"] = Money(
            id=f"K-{key}",
            customer=bill.customer,
            on=self.today(),
            currency=bill.currency,
            amount=sum((amount for _, amount in parts), Decimal(0)),
            applied=parts,
            reference=key,
            void=void,
        )
        self.program.export()

    def void(self, number: str) -> None:
        self.program.bills[number].status = "void"
        self.program.export()

    def delete(self, number: str) -> None:
        del self.program.bills[number]
        self.program.export()

    def edit_due(self, number: str, due_on: date) -> None:
        self.program.bills[number].due_on = due_on
        self.program.export()

    def noted(self) -> list[tuple[str, Decimal, str]]:
        """(invoice, amount, key) of each payment that stands in `actions.csv` and is not entered yet."""
        rows = actions_in(self.folder)
        done = {one.reference for one in self.program.payments.values()}
        done |= {row["reverses"] for row in rows if row["what"] == "void payment"}
        return [
            (number, Decimal(amount), row["key"])
            for row in rows
            if row["what"] == "payment" and row["key"] not in done
            for number, amount in zip(row["invoice"].split(" + "), row["shares"].split(" + "), strict=True)
        ]

    def balance_of(self, number: str) -> Decimal:
        noted = sum((amount for one, amount, _ in self.noted() if one == number), Decimal(0))
        return self.program.owed(self.program.bills[number]) - noted

    def balances(self) -> Mapping[str, Decimal]:
        is_open = [bill.number for bill in self.program.bills.values() if not bill.status]
        took = self.program.taken()
        for number, amount, _ in self.noted():
            took[number] += amount
        owed = {number: self.program.bills[number].total - took[number] for number in is_open}
        return {number: balance for number, balance in owed.items() if balance}

    def open_balances(self) -> Mapping[str, Decimal]:
        return _sums((self.program.bills[number].currency, owed) for number, owed in self.balances().items())

    def credit_in_hand(self) -> Mapping[str, Decimal]:
        money = (*self.program.payments.values(), *self.program.credits.values())
        return _sums((one.currency, one.left()) for one in money)

    def notes_on(self, number: str) -> Sequence[str]:
        rows = actions_in(self.folder)
        return [row["words"] for row in rows if (row["what"], row["invoice"]) == ("note", number)]

    def payments_on(self, number: str) -> Sequence[tuple[Decimal, str | None]]:
        money = self.program.payments.values()
        stand = [one for one in money if not one.void]
        entered = [
            (amount, one.reference or None) for one in stand for to, amount in one.applied if to == number
        ]
        return [*entered, *((amount, key) for one, amount, key in self.noted() if one == number)]

    def fee_accounts(self) -> tuple[str, str]:
        return "Stripe clearing", "Bank charges"

    def fees_under(self, key: str) -> Sequence[tuple[Decimal, str, str]]:
        rows = [row for row in actions_in(self.folder) if (row["what"], row["key"]) == ("fee", key)]
        words = [(row["amount"], *row["words"].rpartition("book it from ")[2].split(" to ")) for row in rows]
        return [(Decimal(amount), paid_from, cost) for amount, paid_from, cost in words]

    def calls(self) -> int:
        raise LookupError

    def metered_calls(self) -> int:
        raise LookupError

    def expire_access(self) -> None:
        raise LookupError

    def revoke(self) -> None:
        raise LookupError

    def trouble(self, what: Trouble, calls: Calls, *, times: int | None = None, after: int = 0) -> None:
        del after  # a folder does not know one look at it from another
        if what is Trouble.CUT:
            self._away()
        elif calls is Calls.READS:
            self._half_written(0 if what is Trouble.EMPTY else _CUT_AT)
        else:
            self._full(0 if what is Trouble.EMPTY else _CUT_AT)
        if times is not None:
            self._timer = threading.Timer(_PASSING, self._mended)
            self._timer.start()

    def _away(self) -> None:
        """The drive is gone for a while."""
        self.folder.rename(self.folder.with_name("unplugged"))
        self._mend.append(self._back)

    def _back(self) -> None:
        self.folder.with_name("unplugged").rename(self.folder)

    def _half_written(self, size: int) -> None:
        """As when a program, or one that copies folders, has only begun to write."""
        for path in self.folder.glob("*.csv"):
            before, at = path.read_bytes(), path.stat().st_mtime
            path.write_bytes(before[:size])
            self._mend.append(lambda path=path, before=before, at=at: _restore(path, before, at))  # type: ignore[misc]  # bound now

    def _full(self, room: int) -> None:
        """The disk has no more than so many bytes left for this process's files."""
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        size = (self.folder / ACTIONS).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, limits[1]))
        self._mend.append(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limits))

    def _mended(self) -> None:
        while self._mend:
            self._mend.pop()()

    def heal(self) -> None:
        if self._timer is not None:
            self._timer.join()
            self._timer = None
        self._mended()


def _restore(path: Path, content: bytes, at: float) -> None:
    fresh = path.with_suffix(".whole")
    fresh.write_bytes(content)
    os.utime(fresh, (at, at))
    fresh.replace(path)


def _sums(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for currency, amount in amounts:
        sums[currency] += amount
    return {currency: amount for currency, amount in sums.items() if amount}


@contextmanager
def exported(folder: Path, style: Style = PLAIN) -> Iterator[FolderSource]:
    """Books in a folder below `folder`; whatever went wrong is put right at the end."""
    source = FolderSource(folder, style)
    try:
        yield source
    finally:
        source.heal()
