"""The versions of each fact: the current one in its own table, every other that was seen in `history`.

The law: nothing that was ever seen is lost. A version goes into history when a newer one takes its
place, or when it comes too late to be staged; a deletion goes there as it was told, besides the row
as it stood before. `seen_at` is when it was seen to be overtaken.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Gone, Kind
from sync.store import bulk
from sync.store.bulk import Row
from sync.store.dialects import among, forms, is_postgres
from sync.store.review import TABLES, Touched
from sync.store.rows import BILLS_WITH, COLUMNS, ID, PLACES, body_of
from sync.tables import allocations, history

_ALLOCATIONS = tuple(column.name for column in allocations.columns)
_HISTORY = tuple(column.name for column in history.columns)


@dataclass(frozen=True, slots=True)
class Versions:
    """The staged facts of one ledger, in one transaction. `touched`: what was changed through this."""

    connection: Connection
    ledger_id: int
    seen_at: datetime
    touched: Touched = field(default_factory=Touched)

    def staged(self, kind: Kind, ids: Collection[str]) -> dict[str, Row]:
        """The current rows of these ids, those of payments with their parts."""
        rows = bulk.read(self.connection, TABLES[kind], COLUMNS[kind], self.ledger_id, ids)
        if kind is not Kind.PAYMENT or not rows:
            return {row[ID]: row for row in rows}
        found = [row[ID] for row in rows]
        parts: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for id_, invoice_id, amount in bulk.read(
            self.connection, allocations, _ALLOCATIONS[1:], self.ledger_id, found, by="payment_id"
        ):
            parts[id_].append((invoice_id, amount))
        return {row[ID]: (*row, tuple(sorted(parts.get(row[ID], ())))) for row in rows}

    def replace(self, kind: Kind, changes: Sequence[tuple[Row | None, Row]]) -> None:
        """Stage new rows, each with the one it takes the place of, which goes into history.

        None is older than what is there: the caller has looked, and under the ledger's lease nobody
        else stages; the database is asked to see to it all the same.
        """
        if not changes:
            return
        rows = [row for _, row in changes]
        replaced = [old for old, _ in changes if old is not None]
        if kind is Kind.PAYMENT:
            self._replace_parts(rows, [old[ID] for old in replaced])
            rows = [row[:-1] for row in rows]
        bulk.upsert(self.connection, TABLES[kind], COLUMNS[kind], rows, over="older")
        self.keep(kind, replaced)
        self._touch(kind, changes)

    def keep(self, kind: Kind, overtaken: Iterable[Row | Gone]) -> None:
        """Put versions that are not the current ones into history, each once."""
        form = forms(self.connection)
        at = form.instant(self.seen_at)
        kept: dict[tuple[str, str], Row] = {}
        for one in overtaken:
            if isinstance(one, Gone):
                id_, body = one.id, msgspec.json.encode(one)
            else:
                id_, body = one[ID], body_of(kind, one, form)
            digest = hashlib.blake2b(body, digest_size=10).hexdigest()
            kept[id_, digest] = (self.ledger_id, kind.value, id_, digest, body, at)
        for known in self._known(kind, {id_ for id_, _ in kept}):
            kept.pop(known, None)
        bulk.upsert(self.connection, history, _HISTORY, [*kept.values()], over="none")

    def _known(self, kind: Kind, ids: Collection[str]) -> Iterable[tuple[str, str]]:
        """Id and digest of the versions that are kept already, where no key would tell: in months."""
        if not is_postgres(self.connection):
            return ()
        only = f"kind = '{kind.value}'"
        return bulk.read(self.connection, history, ("id", "digest"), self.ledger_id, ids, only=only)

    def _replace_parts(self, rows: Sequence[Row], replaced: Collection[str]) -> None:
        if replaced:
            self.connection.execute(
                sa.delete(allocations).where(
                    allocations.c.ledger_id == self.ledger_id,
                    among(allocations.c.payment_id, replaced),
                )
            )
        parts = [(self.ledger_id, row[ID], *part) for row in rows for part in row[-1]]
        bulk.upsert(self.connection, allocations, _ALLOCATIONS, parts)

    def _touch(self, kind: Kind, changes: Sequence[tuple[Row | None, Row]]) -> None:
        """Both where they lie and where they lay: an edit may move them elsewhere."""
        if kind is not Kind.CUSTOMER:
            owner, currency = PLACES[kind]
            places = {(row[owner], row[currency]) for _, row in changes}
            places |= {(old[owner], old[currency]) for old, _ in changes if old is not None}
            self.touched.documents.update(place for place in places if place[0] is not None)
            if kind is Kind.INVOICE:
                self.touched.reassigned.update(
                    (row[ID], old[owner])
                    for old, row in changes
                    if old is not None and old[owner] is not None and old[owner] != row[owner]
                )
            return
        for old, row in changes:
            self.touched.customers.add(row[ID])
            before = None if old is None else old[BILLS_WITH]
            if before != row[BILLS_WITH]:
                self.touched.moved.add(row[ID])
                if before is not None:
                    self.touched.customers.add(before)
