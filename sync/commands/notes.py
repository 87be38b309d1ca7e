"""Notes: what people of ours write down about a customer, for each other. No decision reads them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec

from sync.commands.documents import group_of
from sync.commands.targets import ActError, the_customer, the_invoice
from sync.office import Office
from sync.store import documents, ledgers, notes
from sync.store.ledgers import LinkedLedger

LONGEST: Final = 4000  # letters


class Noted(msgspec.Struct, frozen=True, kw_only=True):
    """One note as people see it. `invoice`: by number, where it is about one alone."""

    number: int
    invoice: str | None
    words: str
    written_at: datetime
    written_by: str
    withdrawn_at: datetime | None


def write_note(
    office: Office, ledger: LinkedLedger, customer: str, words: str, invoice: str | None, by: str
) -> Noted:
    """Write it beside the customer, or beside one invoice of theirs. Raises `ActError`."""
    told = words.strip()
    if not told:
        msg = "a note has words: say what is to be remembered"
        raise ActError(msg)
    if len(told) > LONGEST:
        msg = f"a note has {LONGEST} letters at most, and this one {len(told)}: attach a document instead"
        raise ActError(msg)
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        about = None if invoice is None else the_invoice(connection, ledger, invoice)
        if about is not None and about.customer_id not in group_of(connection, ledger, row.id):
            msg = f"invoice {invoice} is none of {row.name}'s"
            raise ActError(msg)
        about_id = None if about is None else about.id
        made = notes.write(connection, ledger.id, row.id, about_id, told, by, office.clock.now())
    return _told(made, None if about is None else about.number or about.id)


def notes_of(office: Office, ledger: LinkedLedger, customer: str) -> list[Noted]:
    """All about that customer and those billed with them, the oldest first. Raises `ActError`."""
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        found = notes.of_customers(connection, ledger.id, group_of(connection, ledger, row.id))
        numbers = documents.numbers_of(connection, ledger.id, [one.invoice_id for one in found])
    return [_told(one, numbers.get(one.invoice_id or "", one.invoice_id)) for one in found]


def withdraw_note(office: Office, ledger: LinkedLedger, customer: str, number: int, by: str) -> Noted:
    """A note was wrong: its words are deleted. Raises `ActError` where none of that number stands."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        found = notes.of_customers(connection, ledger.id, group_of(connection, ledger, row.id))
        one = next((each for each in found if each.id == number and each.withdrawn_at is None), None)
        if one is None:
            msg = f'{row.name} has no note {number}: see duesync note {ledger.name} "{row.name}"'
            raise ActError(msg)
        now = office.clock.now()
        notes.withdraw(connection, ledger.id, one, by, now)
    return msgspec.structs.replace(_told(one, None), words="", withdrawn_at=now)


def _told(one: notes.Note, invoice: str | None) -> Noted:
    return Noted(
        number=one.id,
        invoice=invoice,
        words=one.words,
        written_at=one.written_at,
        written_by=one.written_by,
        withdrawn_at=one.withdrawn_at,
    )
