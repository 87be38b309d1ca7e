"""A folder of exports as the contract suite has it: a small program's books, and the person who uses it.

What goes wrong is done to real files. For tests.
"""

from __future__ import annotations

import os
import resource
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from tenacity import wait_fixed

from connectors.base import Allowance, Connection, Credentials, Ledger, Tokens
from connectors.contract import Abilities, Calls, Trouble
from connectors.files import PROVIDER
from connectors.files.client import FilesLedger
from connectors.sandbox.generate import book as seeded
from tests.connectors.files_program import (
    ACTION_COLUMNS,
    ACTIONS,
    EARLIER,
    PLAIN,
    Bill,
    Money,
    Program,
    Style,
    actions_in,
    sums_of,
)
from tests.connectors.quickbooks_linked import TODAY, Watch

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
        return sums_of(
            (self.program.bills[number].currency, owed) for number, owed in self.balances().items()
        )

    def credit_in_hand(self) -> Mapping[str, Decimal]:
        money = (*self.program.payments.values(), *self.program.credits.values())
        return sums_of((one.currency, one.left()) for one in money)

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


@contextmanager
def exported(folder: Path, style: Style = PLAIN) -> Iterator[FolderSource]:
    """Books in a folder below `folder`; whatever went wrong is put right at the end."""
    source = FolderSource(folder, style)
    try:
        yield source
    finally:
        source.heal()
