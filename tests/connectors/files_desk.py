"""A folder that a test writes exports into, and the connector on it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from tenacity import wait_none

from connectors.base import Connection, Cursor
from connectors.contract import Staged
from connectors.files.client import FilesLedger
from dunning.effects import RecordPayment, VoidPayment, WriteNote, key_of
from dunning.ledger import Allocation, Invoice, Row, Unreadable

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
HISTORY = date(2024, 1, 1)
HEADER = "Invoice Number,Customer,Email,Invoice Date,Due Date,Total,Balance\n"
ACME = "INV-1,Acme,ann@acme.example,2026-09-01,2026-10-01,1000.00,1000.00\n"
BOLT = "INV-2,Bolt,bo@bolt.example,2026-09-02,2026-10-02,300.00,120.50\n"


@dataclass(slots=True)
class Desk:
    """One folder. `cursor`: where the next pull begins; `staged`: what the pulls so far have told."""

    folder: Path
    options: dict[str, str] = field(default_factory=dict)
    cursor: Cursor | None = None
    staged: Staged = field(default_factory=Staged)
    unreadable: list[Unreadable] = field(default_factory=list)

    def put(self, name: str, text: str, *, encoding: str = "utf-8", at: datetime = NOON) -> Path:
        """Export one file, as of `at`."""
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        os.utime(path, (at.timestamp(), at.timestamp()))
        return path

    def invoices(self, *rows: str) -> None:
        """Export these invoices."""
        self.put("invoices.csv", HEADER + "".join(rows))

    def connection(self, company_id: str | None = None) -> Connection:
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
            connect_timeout=1.0,
            read_timeout=1.0,
            options=options | {"timezone": "Europe/London"} | self.options,
        )

    def ledger(self) -> FilesLedger:
        return FilesLedger(self.connection(), wait=wait_none(), settle=0, clock=lambda: NOON)

    def told(self) -> list[Row]:
        """The rows of one more pull."""
        pages = list(self.ledger().changes(self.cursor, history_from=HISTORY))
        self.cursor = pages[-1].cursor
        return [row for page in pages for row in page.rows]

    def pull(self) -> Staged:
        """What is staged after one more pull."""
        pages = list(self.ledger().changes(self.cursor, history_from=HISTORY))
        self.cursor = pages[-1].cursor
        for page in pages:
            self.unreadable += [row for row in page.rows if isinstance(row, Unreadable)]
            good = tuple(row for row in page.rows if not isinstance(row, Unreadable))
            self.staged.take([type(page)(rows=good, cursor=page.cursor, complete=page.complete)])
        return self.staged

    def invoice(self, number: str) -> Invoice:
        return self.staged.invoice(number)

    def actions(self) -> list[str]:
        """The lines of `actions.csv` under its header."""
        return (self.folder / "actions.csv").read_text(encoding="utf-8-sig").splitlines()[1:]


def payment(amount: str, *numbers: str, name: str = "bank 7", shares: Sequence[str] = ()) -> RecordPayment:
    """Money received on 16 November, all of it for those invoices."""
    parts = [Decimal(part) for part in shares or (amount,)]
    return RecordPayment(
        key=key_of("payment", name),
        customer_id="name:acme",
        paid_on=date(2026, 11, 16),
        currency="GBP",
        amount=Decimal(amount),
        allocations=tuple(Allocation(invoice_id=n, amount=a) for n, a in zip(numbers, parts, strict=True)),
        memo="Bank line 7",
        deposit_to=None,
    )


def note(number: str, text: str = "Reminder 1 e-mailed", name: str = "first") -> WriteNote:
    key = key_of("note", name)
    return WriteNote(key=key, invoice_id=number, text=f"{text} [{key}]", sequence=1, previous=None)


def reversal(paid: RecordPayment) -> VoidPayment:
    return VoidPayment(key=key_of("void", paid.key), payment_id=paid.key, version=None)
