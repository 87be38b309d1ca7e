"""Whose documents went to another customer."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import CreditNote, Invoice, Payment, Row
from sync.store.dialects import among
from sync.tables import credit_notes, invoices, payments

_TABLES = {Invoice: invoices, CreditNote: credit_notes, Payment: payments}


def givers(connection: Connection, ledger_id: int, rows: Iterable[Row]) -> set[str]:
    """The customers who have documents in the stage that these rows say are somebody else's."""
    owners: dict[type, dict[str, str | None]] = {kind: {} for kind in _TABLES}
    for row in rows:
        if isinstance(row, Invoice | CreditNote | Payment):
            owners[type(row)][row.id] = row.customer_id
    found: set[str] = set()
    for kind, table in _TABLES.items():
        if not owners[kind]:
            continue
        query = sa.select(table.c.id, table.c.customer_id).where(
            table.c.ledger_id == ledger_id,
            among(table.c.id, owners[kind]),
            table.c.customer_id.is_not(None),
        )
        staged = connection.execute(query)
        found |= {row.customer_id for row in staged if row.customer_id != owners[kind][row.id]}
    return found
