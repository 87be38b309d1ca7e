"""Papers that are evidence: documents that people attached, and PDFs of invoices as they were sent.

The laws: a document is withdrawn, never changed; its bytes go then, its name and hash stay. The PDF of an
invoice stays as it first went, whatever the ledger makes of the invoice later.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.effects import Attachment
from sync.store.chain import tell
from sync.store.dialects import among, upsert
from sync.tables import documents, invoices, sent_papers


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One attached file without its bytes. `name`: as the file was called; `digest`: SHA-256 in hex."""

    id: int
    customer_id: str
    invoice_id: str | None
    kind: str
    name: str
    media_type: str
    digest: str
    size: int
    note: str
    attached_at: datetime
    attached_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None


_COLUMNS = [documents.c[name] for name in Document.__dataclass_fields__]


def attach(connection: Connection, ledger_id: int, body: bytes, **told: Any) -> Document:
    """Keep a document. `told`: the fields of `Document` but its id and its end."""
    made = connection.execute(
        sa.insert(documents).values(ledger_id=ledger_id, body=body, **told).returning(*_COLUMNS)
    )
    document = Document(**made.mappings().one())
    _tell(connection, ledger_id, "attach document", document, document.attached_by)
    return document


def of_customers(connection: Connection, ledger_id: int, customers: Collection[str]) -> list[Document]:
    """All that was ever attached to these customers, in order."""
    query = sa.select(*_COLUMNS).where(
        documents.c.ledger_id == ledger_id, among(documents.c.customer_id, customers)
    )
    return [Document(**row) for row in connection.execute(query.order_by(documents.c.id)).mappings()]


def body_of(connection: Connection, document: Document) -> bytes:
    """Its bytes; none once it was withdrawn."""
    return connection.scalar(sa.select(documents.c.body).where(documents.c.id == document.id)) or b""


def withdraw(connection: Connection, ledger_id: int, document: Document, by: str, now: datetime) -> None:
    """It counts no more, and its bytes are given up."""
    connection.execute(
        sa.update(documents)
        .where(documents.c.id == document.id, documents.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now, withdrawn_by=by, body=None)
    )
    _tell(connection, ledger_id, "withdraw document", document, by)


def _tell(connection: Connection, ledger_id: int, act: str, document: Document, by: str) -> None:
    told = {"act": act} | {
        name: getattr(document, name)
        for name in ("id", "kind", "invoice_id", "name", "digest", "size", "note")
    }
    tell(connection, ledger_id, "act", told, of=document.customer_id, by=by)


def keep_sent(connection: Connection, ledger_id: int, effect_id: int, pdfs: Mapping[str, Attachment]) -> None:
    """The PDFs that go with that message, by invoice; one that went before is kept already."""
    rows = [
        {
            "ledger_id": ledger_id,
            "digest": pdf.digest,
            "invoice_id": invoice_id,
            "effect_id": effect_id,
            "body": pdf.content,
        }
        for invoice_id, pdf in pdfs.items()
    ]
    if rows:
        upsert(connection, sent_papers, rows, update=False)


def sent(connection: Connection, ledger_id: int, digests: Collection[str]) -> dict[str, tuple[str, bytes]]:
    """Those of the PDFs that are kept, by digest: the invoice's id and the bytes."""
    query = sa.select(sent_papers.c.digest, sent_papers.c.invoice_id, sent_papers.c.body).where(
        sent_papers.c.ledger_id == ledger_id, among(sent_papers.c.digest, digests)
    )
    return {digest: (invoice, body) for digest, invoice, body in connection.execute(query)}


def numbers_of(connection: Connection, ledger_id: int, invoice_ids: Collection[str | None]) -> dict[str, str]:
    """Invoice id -> number, of those that have one."""
    query = sa.select(invoices.c.id, invoices.c.number).where(
        invoices.c.ledger_id == ledger_id,
        among(invoices.c.id, [one for one in invoice_ids if one is not None]),
        invoices.c.number.is_not(None),
    )
    return dict(iter(connection.execute(query)))
