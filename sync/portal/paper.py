"""The invoice itself, as the ledger prints it: the copy that is kept, else fetched and kept.

The law: the ledger is asked within its allowance, and never for what the last calls of the day are kept for.
"""

from __future__ import annotations

import hashlib

import connectors
from connectors.errors import ConnectorError
from connectors.papers import Papers
from connectors.spare import sparing
from dunning.ledger import Invoice
from sync.office import Office
from sync.papers import MOST_BYTES
from sync.store import papers
from sync.store.ledgers import LinkedLedger
from sync.store.papers import Paper


def has_papers(ledger: LinkedLedger) -> bool:
    """Whether the ledger gives its invoices as PDF."""
    return connectors.provider(ledger.provider).gives_papers


def kept(office: Office, ledger: LinkedLedger, invoice: Invoice) -> bytes | None:
    """The copy that is there of the invoice as it stands."""
    with office.store.read() as connection:
        found = papers.find(connection, ledger.id, "pdf", [invoice.id]).get(invoice.id)
    return found.body if found is not None and found.version == invoice.version else None


def fetched(office: Office, ledger: LinkedLedger, invoice: Invoice) -> bytes | None:
    """The invoice out of the ledger; `None` where it cannot be had now."""
    try:
        with office.source(ledger) as (_, source), sparing():
            body = source.invoice_pdf(invoice.id) if isinstance(source, Papers) else None
    except ConnectorError:
        return None
    if body is None or len(body) > MOST_BYTES:
        return None
    paper = Paper(
        invoice_id=invoice.id,
        kind="pdf",
        version=invoice.version,
        fetched_at=office.clock.now(),
        digest=hashlib.sha256(body).hexdigest(),
        body=body,
    )
    with office.store.write() as connection:
        papers.keep(connection, ledger.id, [paper])
    return body
