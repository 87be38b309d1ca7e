"""Notes of people about customers: for each other, read by no decision. A withdrawn one loses its words."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.chain import tell
from sync.store.dialects import among
from sync.tables import notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One row. `invoice_id`: where it is about one invoice alone."""

    id: int
    customer_id: str
    invoice_id: str | None
    words: str
    written_at: datetime
    written_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str | None


_COLUMNS = [notes.c[name] for name in Note.__dataclass_fields__]


def write(
    connection: Connection,
    ledger_id: int,
    customer_id: str,
    invoice_id: str | None,
    words: str,
    by: str,
    now: datetime,
) -> Note:
    """Keep what was noted."""
    row = {
        "ledger_id": ledger_id,
        "customer_id": customer_id,
        "invoice_id": invoice_id,
        "words": words,
        "written_at": now,
        "written_by": by,
    }
    made = connection.execute(sa.insert(notes).values(row).returning(*_COLUMNS)).mappings().one()
    told = {"act": "write note", "number": made["id"], "invoice": invoice_id, "words": words}
    tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    return Note(**made)


def withdraw(connection: Connection, ledger_id: int, note: Note, by: str, now: datetime) -> None:
    """It was wrong: its words go."""
    one = sa.and_(notes.c.ledger_id == ledger_id, notes.c.id == note.id)
    connection.execute(sa.update(notes).where(one).values(words="", withdrawn_at=now, withdrawn_by=by))
    told = {"act": "withdraw note", "number": note.id}
    tell(connection, ledger_id, "act", told, of=note.customer_id, by=by)


def of_customers(connection: Connection, ledger_id: int, ids: Collection[str]) -> list[Note]:
    """All about these customers, the oldest first, withdrawn ones too."""
    query = sa.select(*_COLUMNS).where(notes.c.ledger_id == ledger_id, among(notes.c.customer_id, ids))
    found = connection.execute(query.order_by(notes.c.written_at, notes.c.id)).mappings()
    return [Note(**row) for row in found]
