"""Documents that the ledger no longer has: told of one by one, or missing from a whole list.

The law: what was seen stays. Amounts go to nothing, the row and its history remain.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Gone, Kind, PaymentsOf, StillOpen
from sync import tables
from sync.store.review import TABLES, Touched


def remove(connection: Connection, ledger_id: int, gone: Gone) -> None:
    """Mark a deleted document so, unless a newer version of it is staged."""
    table = TABLES[gone.kind]
    values: dict[str, Any] = {"version": gone.version, "modified_at": gone.modified_at}
    if gone.kind is Kind.CUSTOMER:
        values["active"] = False
    else:
        values["status"] = "deleted"
        if gone.kind is Kind.INVOICE:
            values["balance"] = 0
        else:
            values["unapplied"] = 0
    connection.execute(
        sa.update(table)
        .where(table.c.ledger_id == ledger_id, table.c.id == gone.id, table.c.modified_at <= gone.modified_at)
        .values(values)
    )


def settle_payments(connection: Connection, ledger_id: int, listed: PaymentsOf, touched: Touched) -> None:
    """Payments staged on that invoice but no longer in its list were deleted at the source."""
    payments, allocations = tables.payments, tables.allocations
    on_invoice = sa.select(allocations.c.payment_id).where(
        allocations.c.ledger_id == ledger_id, allocations.c.invoice_id == listed.invoice_id
    )
    lost = sa.and_(
        payments.c.ledger_id == ledger_id,
        payments.c.id.in_(on_invoice),
        payments.c.id.not_in(listed.payment_ids),
        payments.c.status == "active",
    )
    owners = connection.execute(sa.select(payments.c.customer_id, payments.c.currency).where(lost)).all()
    if owners:
        touched.documents.update((owner, currency) for owner, currency in owners if owner is not None)
        connection.execute(sa.update(payments).where(lost).values(status="deleted", unapplied=0))


def missing(connection: Connection, ledger_id: int, listed: StillOpen) -> tuple[list[Gone], int]:
    """What is staged open but not in the ledger's whole list, and how many are staged open.

    Each is gone as of the version staged: one that was settled while the list was read is put right
    by its own next version.
    """
    table = TABLES[listed.kind]
    if listed.kind is Kind.INVOICE:
        is_open = sa.and_(table.c.status == "open", table.c.balance > 0)
    else:
        is_open = sa.and_(table.c.status == "active", table.c.unapplied > 0)
    query = sa.select(table.c.id, table.c.version, table.c.modified_at).where(
        table.c.ledger_id == ledger_id, is_open
    )
    staged = connection.execute(query.order_by(table.c.id)).all()
    remaining = frozenset(listed.ids)
    lost = [
        Gone(id=id_, version=version, modified_at=modified_at, kind=listed.kind)
        for id_, version, modified_at in staged
        if id_ not in remaining
    ]
    return lost, len(staged)
