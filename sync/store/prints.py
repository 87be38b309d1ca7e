"""Prints: which letters were printed together, and each as it was laid out, for as long as it may be needed.

The law: a print is a copy, and no evidence: what was posted keeps its words beside its effect. So its
letters go after `KEPT_DAYS`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.documents.letters_pdf import Enclosed
from sync.store.chain import tell
from sync.tables import printed_letters, prints

KEPT_DAYS = 90


class Print(NamedTuple):
    """One print. `letters`: in their order, as they were laid out."""

    number: int
    printed_at: datetime
    printed_by: str
    letters: tuple[Enclosed, ...]


def keep(
    connection: Connection, ledger_id: int, letters: Sequence[tuple[str, Enclosed]], by: str, now: datetime
) -> Print:
    """Keep these letters, each with its customer's id, as the ledger's next print."""
    last = connection.scalar(sa.select(sa.func.max(prints.c.number)).where(prints.c.ledger_id == ledger_id))
    row = {"ledger_id": ledger_id, "number": (last or 0) + 1, "printed_at": now, "printed_by": by}
    made = connection.execute(sa.insert(prints).values(row).returning(prints.c.id)).scalar_one()
    rows = [
        {
            "ledger_id": ledger_id,
            "print_id": made,
            "place": place,
            "customer_id": customer_id,
            "key": one.key,
            "body": msgspec.json.encode(msgspec.structs.replace(one, sheet=one.sheet.as_kept())),
        }
        for place, (customer_id, one) in enumerate(letters, 1)
    ]
    connection.execute(sa.insert(printed_letters), rows)
    told = {"act": "print letters", "print": row["number"], "keys": [one.key for _, one in letters]}
    tell(connection, ledger_id, "act", told, by=by)
    return Print((last or 0) + 1, now, by, tuple(one for _, one in letters))


def forget_old(connection: Connection, ledger_id: int, now: datetime) -> None:
    """Drop the letters of prints that were made too long ago; a print's number is not given again."""
    old = sa.select(prints.c.id).where(
        prints.c.ledger_id == ledger_id, prints.c.printed_at < now - timedelta(days=KEPT_DAYS)
    )
    ids = list(connection.scalars(old))
    connection.execute(sa.delete(printed_letters).where(printed_letters.c.print_id.in_(ids)))


def find(connection: Connection, ledger_id: int, number: int) -> Print | None:
    """That print, as far as it is kept still."""
    mine = sa.and_(prints.c.ledger_id == ledger_id, prints.c.number == number)
    row = connection.execute(sa.select(prints).where(mine)).one_or_none()
    if row is None:
        return None
    query = sa.select(printed_letters.c.body).where(printed_letters.c.print_id == row.id)
    bodies = connection.scalars(query.order_by(printed_letters.c.place))
    letters = tuple(msgspec.json.decode(body, type=Enclosed) for body in bodies)
    return Print(row.number, row.printed_at, row.printed_by, letters)
