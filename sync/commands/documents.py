"""Documents that people attach to a customer: what the evidence file needs and no ledger holds.

The law it keeps: whoever gets the file can open what is attached: a document is what its name says.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import PurePath
from typing import Any, Final

import msgspec
from sqlalchemy.engine import Connection

from sync.commands.targets import ActError, the_customer, the_invoice
from sync.office import Office
from sync.store import documents, ledgers, review
from sync.store.documents import Document
from sync.store.ledgers import LinkedLedger

KINDS: Final = {
    "contract": "contract",
    "terms": "terms of business",
    "order": "order",
    "delivery": "proof of delivery",
    "invoice": "copy of an invoice",
    "other": "other document",
}
MOST_BYTES: Final = 25_000_000
_LONGEST_NAME: Final = 120
_ZIPPED, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TYPES: Final[dict[str, tuple[str, tuple[bytes, ...]]]] = {  # by ending: media type, and how such files begin
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".tif": ("image/tiff", (b"II*\0", b"MM\0*")),
    ".tiff": ("image/tiff", (b"II*\0", b"MM\0*")),
    ".docx": (f"{_OFFICE}.wordprocessingml.document", (_ZIPPED,)),
    ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet", (_ZIPPED,)),
    ".odt": ("application/vnd.oasis.opendocument.text", (_ZIPPED,)),
    ".ods": ("application/vnd.oasis.opendocument.spreadsheet", (_ZIPPED,)),
    ".doc": ("application/msword", (_COMPOUND,)),
    ".xls": ("application/vnd.ms-excel", (_COMPOUND,)),
    ".msg": ("application/vnd.ms-outlook", (_COMPOUND,)),
    ".eml": ("message/rfc822", ()),
    ".txt": ("text/plain", ()),
    ".csv": ("text/csv", ()),
}


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A file that somebody hands over. `invoice`: by number, where it is about one alone."""

    name: str
    body: bytes
    kind: str
    invoice: str | None
    note: str


class Attached(msgspec.Struct, frozen=True, kw_only=True):
    """One document as people see it. `invoice`: by number."""

    number: int
    kind: str
    name: str
    invoice: str | None
    size: int
    sha256: str
    note: str
    attached_at: datetime
    attached_by: str
    withdrawn_at: datetime | None


def attach(office: Office, ledger: LinkedLedger, customer: str, given: Given, by: str) -> Attached:
    """Keep that file beside the customer, or beside one invoice of theirs. Raises `ActError`."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        about = None if given.invoice is None else the_invoice(connection, ledger, given.invoice)
        return keep(connection, ledger, row, about, given, by, office.clock.now())


def keep(
    connection: Connection,
    ledger: LinkedLedger,
    customer: Any,
    invoice: Any,
    given: Given,
    by: str,
    now: datetime,
) -> Attached:
    """As `attach`, of these rows of a customer and of an invoice, or `None`. Raises `ActError`."""
    if given.kind not in KINDS:
        msg = f"{given.kind!r} is no kind of document: give {', '.join(KINDS)}"
        raise ActError(msg)
    name = PurePath(given.name).name[-_LONGEST_NAME:]
    media_type, digest = _type_of(name, given.body), hashlib.sha256(given.body).hexdigest()
    group = group_of(connection, ledger, customer.id)
    if invoice is not None and invoice.customer_id not in group:
        msg = f"invoice {given.invoice} is none of {customer.name}'s"
        raise ActError(msg)
    invoice_id = None if invoice is None else invoice.id
    for one in documents.of_customers(connection, ledger.id, group):
        if (one.digest, one.kind, one.invoice_id, one.withdrawn_at) == (digest, given.kind, invoice_id, None):
            msg = f"{name} is attached to {customer.name} already, as document {one.id}"
            raise ActError(msg)
    made = documents.attach(
        connection,
        ledger.id,
        given.body,
        customer_id=customer.id,
        invoice_id=invoice_id,
        kind=given.kind,
        name=name,
        media_type=media_type,
        digest=digest,
        size=len(given.body),
        note=given.note,
        attached_at=now,
        attached_by=by,
    )
    return told(made, None if invoice is None else invoice.number or invoice.id)


def attached(office: Office, ledger: LinkedLedger, customer: str) -> list[Attached]:
    """All that was attached to that customer, withdrawn ones too. Raises `ActError`."""
    with office.store.read() as connection:
        row = the_customer(connection, ledger, customer)
        found = documents.of_customers(connection, ledger.id, group_of(connection, ledger, row.id))
        numbers = documents.numbers_of(connection, ledger.id, [one.invoice_id for one in found])
    return [told(one, numbers.get(one.invoice_id or "", one.invoice_id)) for one in found]


def withdraw(office: Office, ledger: LinkedLedger, customer: str, number: int, by: str) -> Attached:
    """A document was attached in error: it is in no file any more. Raises `ActError`."""
    with office.store.write() as connection:
        ledgers.lock(connection, ledger.id)
        row = the_customer(connection, ledger, customer)
        found = documents.of_customers(connection, ledger.id, group_of(connection, ledger, row.id))
        one = next((each for each in found if each.id == number and each.withdrawn_at is None), None)
        if one is None:
            msg = f'{row.name} has no document {number}: see duesync attach {ledger.name} "{row.name}"'
            raise ActError(msg)
        now = office.clock.now()
        documents.withdraw(connection, ledger.id, one, by, now)
        numbers = documents.numbers_of(connection, ledger.id, [one.invoice_id])
    return msgspec.structs.replace(told(one, numbers.get(one.invoice_id or "")), withdrawn_at=now)


def group_of(connection: Connection, ledger: LinkedLedger, customer_id: str) -> tuple[str, ...]:
    """The customer and the sub-customers billed with them; of such a one only itself."""
    billed = review.billed_customers(connection, ledger.id)
    return (customer_id, *sorted(child for child, owner in billed.items() if owner == customer_id))


def told(one: Document, invoice: str | None) -> Attached:
    """The document as people see it."""
    return Attached(
        number=one.id,
        kind=one.kind,
        name=one.name,
        invoice=invoice,
        size=one.size,
        sha256=one.digest,
        note=one.note,
        attached_at=one.attached_at,
        attached_by=one.attached_by,
        withdrawn_at=one.withdrawn_at,
    )


def _type_of(name: str, body: bytes) -> str:
    """The media type of a file whose content is what its name says. Raises `ActError`."""
    ending = PurePath(name).suffix.lower()
    if ending not in _TYPES:
        msg = f"{name}: a file that is attached ends in {', '.join(_TYPES)}"
        raise ActError(msg)
    if not body:
        msg = f"{name} is empty"
        raise ActError(msg)
    if len(body) > MOST_BYTES:
        msg = f"{name} has {len(body) / 1_000_000:.1f} MB; {MOST_BYTES // 1_000_000} MB is the most"
        raise ActError(msg)
    media_type, beginnings = _TYPES[ending]
    if not any(body.startswith(each) for each in beginnings or (b"",)) or (not beginnings and b"\0" in body):
        msg = f"{name} is called {ending} but its content is something else: give it the right ending"
        raise ActError(msg)
    return media_type
