"""Papers of invoices as they were fetched: pay links and PDFs, one of each kind for an invoice.

The law: a paper belongs to the version of the invoice that was staged when it was fetched. That an
invoice has none is kept too. A PDF's bytes are kept while its invoice is open, its digest for good.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.dialects import among, listed, upsert
from sync.tables import invoices, papers

PaperKind = Literal["link", "pdf"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A link (`url`) or a PDF (`body`, and its SHA-256 in hex, `digest`); all `None`: it has none."""

    invoice_id: str
    kind: PaperKind
    version: str
    fetched_at: datetime
    expires_at: datetime | None = None
    url: str | None = None
    digest: str | None = None
    body: bytes | None = None


_COLUMNS = [papers.c[name] for name in Paper.__dataclass_fields__]


def versions(connection: Connection, ledger_id: int, invoice_ids: Collection[str]) -> dict[str, str]:
    """The staged version of each of these invoices."""
    query = sa.select(invoices.c.id, invoices.c.version).where(
        invoices.c.ledger_id == ledger_id, among(invoices.c.id, invoice_ids)
    )
    return {row.id: row.version for row in connection.execute(query)}


_OF_INVOICES = sa.select(*_COLUMNS).where(
    papers.c.ledger_id == sa.bindparam("ledger"),
    papers.c.kind == sa.bindparam("kind"),
    listed(papers.c.invoice_id, "invoices"),
)


def find(
    connection: Connection, ledger_id: int, kind: PaperKind, invoice_ids: Collection[str]
) -> dict[str, Paper]:
    """The papers of that kind, by invoice."""
    asked = {"ledger": ledger_id, "kind": kind, "invoices": invoice_ids}
    return {row["invoice_id"]: Paper(**row) for row in connection.execute(_OF_INVOICES, asked).mappings()}


def keep(connection: Connection, ledger_id: int, fetched: Sequence[Paper]) -> None:
    """In place of what there was of the same invoice and kind."""
    upsert(connection, papers, [{"ledger_id": ledger_id} | asdict(paper) for paper in fetched])


def forget_settled(connection: Connection, ledger_id: int) -> None:
    """Give up the bytes of PDFs whose invoices nobody owes on any more; their digests stay."""
    is_open = sa.exists().where(
        invoices.c.ledger_id == papers.c.ledger_id,
        invoices.c.id == papers.c.invoice_id,
        invoices.c.status == "open",
    )
    settled = sa.and_(papers.c.ledger_id == ledger_id, papers.c.body.is_not(None), sa.not_(is_open))
    connection.execute(sa.update(papers).where(settled).values(body=None))
