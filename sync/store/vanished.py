"""Documents that the ledger no longer has: told of one by one, or missing from a whole list.

The law: what was seen stays. Amounts go to nothing, the row and its history remain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Gone, Kind, PaymentsOf, StillOpen
from dunning.ledger import Row as LedgerRow
from sync.store import bulk
from sync.store.bulk import Row
from sync.store.dialects import among, forms
from sync.store.review import DOCUMENTS, TABLES
from sync.store.rows import MODIFIED_AT, without
from sync.store.versions import Versions
from sync.tables import allocations, invoices, payments


def take_away(versions: Versions, gone: Sequence[Gone]) -> None:
    """Mark what is gone as deleted, where no newer version of it is staged."""
    form = forms(versions.connection)
    for kind in {one.kind: None for one in gone}:
        told = sorted((one for one in gone if one.kind is kind), key=lambda one: one.modified_at)
        newest = {one.id: one for one in told}
        changes: list[tuple[Row | None, Row]] = []
        for id_, row in versions.staged(kind, newest).items():
            marked = without(kind, row, newest[id_], form)
            if marked[MODIFIED_AT] >= row[MODIFIED_AT] and marked != row:
                changes.append((row, marked))
        versions.replace(kind, changes)
        versions.keep(kind, told)


def settle_payments(versions: Versions, lists: Sequence[PaymentsOf]) -> None:
    """Payments staged on one of these invoices but not in its list any more were deleted at the source."""
    if not lists:
        return
    connection, ledger_id = versions.connection, versions.ledger_id
    named = {listed.invoice_id for listed in lists}
    on_them = bulk.read(
        connection, allocations, ("invoice_id", "payment_id"), ledger_id, named, by="invoice_id"
    )
    staged: dict[str, set[str]] = defaultdict(set)
    for invoice_id, payment_id in on_them:
        staged[invoice_id].add(payment_id)
    short = [
        listed
        for listed in lists
        if listed.invoice_id in staged and staged[listed.invoice_id].difference(listed.payment_ids)
    ]
    lost = {
        payment_id
        for listed in _current(versions, short)
        for payment_id in staged[listed.invoice_id].difference(listed.payment_ids)
    }
    if lost:
        active = sa.select(payments.c.id, payments.c.version, payments.c.modified_at).where(
            payments.c.ledger_id == ledger_id,
            among(payments.c.id, lost),
            payments.c.status == "active",
        )
        take_away(versions, [_gone(Kind.PAYMENT, *row) for row in connection.execute(active)])


def _current(versions: Versions, lists: Sequence[PaymentsOf]) -> list[PaymentsOf]:
    """Those that no later version of their invoice has overtaken, as on a page that was long on its way."""
    instant = forms(versions.connection).instant
    staged = versions.staged(Kind.INVOICE, {listed.invoice_id for listed in lists})
    return [
        listed
        for listed in lists
        if listed.invoice_id not in staged
        or staged[listed.invoice_id][MODIFIED_AT] <= instant(listed.modified_at)
    ]


def missing(connection: Connection, ledger_id: int, listed: StillOpen) -> tuple[list[Gone], int]:
    """What is staged open but not in the ledger's whole list, and how many are staged open.

    Each is gone as of the version staged: one that was settled while the list was read is put right
    by its own next version.
    """
    table = TABLES[listed.kind]
    query = sa.select(table.c.id, table.c.version, table.c.modified_at).where(
        table.c.ledger_id == ledger_id, _is_open(table)
    )
    staged = connection.execute(query.order_by(table.c.id)).all()
    remaining = frozenset(listed.ids)
    return [_gone(listed.kind, *row) for row in staged if row.id not in remaining], len(staged)


def _is_open(table: sa.Table) -> sa.ColumnElement[bool]:
    """Whether something is owed on it, or unapplied."""
    if table is invoices:
        return sa.and_(table.c.status == "open", table.c.balance > 0)
    return sa.and_(table.c.status == "active", table.c.unapplied > 0)


def absent(
    connection: Connection, ledger_id: int, owners: Sequence[str], rows: Sequence[LedgerRow]
) -> list[Gone]:
    """What is staged open for these customers, and is not among all `rows` that the ledger has of them.

    As of the version staged: one that is somebody else's by now is put right by its own next version.
    """
    told = {row.id for row in rows if not isinstance(row, PaymentsOf | StillOpen)}
    found: list[Gone] = []
    for kind, table in DOCUMENTS.items():
        query = sa.select(table.c.id, table.c.version, table.c.modified_at).where(
            table.c.ledger_id == ledger_id, among(table.c.customer_id, owners), _is_open(table)
        )
        found += [_gone(kind, *row) for row in connection.execute(query) if row.id not in told]
    return found


def _gone(kind: Kind, id_: str, version: str, modified_at: datetime) -> Gone:
    return Gone(id=id_, version=version, modified_at=modified_at, kind=kind)
