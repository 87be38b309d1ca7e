"""Our notes on the source ledger's invoices: which stand there, and which may."""

from __future__ import annotations

from collections.abc import Collection

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.effects import Receipt
from sync.store.dialects import among
from sync.store.outbox import Effect
from sync.tables import effects


def last_notes(
    connection: Connection, ledger_id: int, invoice_ids: Collection[str]
) -> dict[str, tuple[int, Receipt | None]]:
    """By invoice: (how many notes it has been given, receipt of the newest that is done)."""
    query = (
        sa.select(effects.c.invoice_id, effects.c.state, effects.c.receipt)
        .where(
            effects.c.ledger_id == ledger_id,
            effects.c.kind == "note",
            among(effects.c.invoice_id, invoice_ids),
        )
        .order_by(effects.c.settled_at, effects.c.id)
    )
    counts, receipts = dict.fromkeys(invoice_ids, 0), dict[str, bytes | None]()
    for invoice_id, state, receipt in connection.execute(query):
        counts[invoice_id] += 1
        if state == "done":
            receipts[invoice_id] = receipt
    return {
        invoice_id: (
            count,
            msgspec.json.decode(last, type=Receipt) if (last := receipts.get(invoice_id)) else None,
        )
        for invoice_id, count in counts.items()
    }


def awaits_another(connection: Connection, ledger_id: int, effect: Effect) -> bool:
    """Whether it is a note on an invoice with another note of which nobody knows yet whether it stands."""
    if effect.kind != "note":
        return False
    unknown = sa.select(effects.c.id).where(
        effects.c.ledger_id == ledger_id,
        effects.c.kind == "note",
        effects.c.invoice_id == effect.invoice_id,
        effects.c.state.in_(("claimed", "uncertain")),
    )
    return connection.scalar(unknown.limit(1)) is not None
