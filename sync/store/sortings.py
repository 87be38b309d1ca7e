"""What people said of old debt: recorded, taken back, never deleted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Invoice
from dunning.sorting import Sorting
from sync.store.chain import tell
from sync.store.dialects import among
from sync.tables import IS_OWED, invoices, sortings

Key = tuple[str, str]  # billed customer id, currency


def record(connection: Connection, ledger_id: int, key: Key, sorting: Sorting, now: datetime) -> None:
    """Keep a person's word; it counts from the next look on, over what was said of its invoices before."""
    connection.execute(
        sa.insert(sortings).values(
            ledger_id=ledger_id,
            customer_id=key[0],
            currency=key[1],
            body=msgspec.json.encode(sorting),
            sorted_at=now,
        )
    )
    told = {"act": "sort", "currency": key[1], "what": sorting}
    tell(connection, ledger_id, "act", told, of=key[0], by=sorting.by)


def take_back(
    connection: Connection, ledger_id: int, group: Collection[str], currency: str, by: str, now: datetime
) -> int:
    """What was said of the old debt of these customers counts no more; returns how many words it was.

    `currency`: "" for all.
    """
    taken = (
        connection.execute(
            sa.update(sortings)
            .where(
                sortings.c.ledger_id == ledger_id,
                sortings.c.customer_id.in_(sorted(group)),
                sa.or_(sa.literal(currency) == "", sortings.c.currency == currency),
                sortings.c.taken_back_at.is_(None),
            )
            .values(taken_back_at=now, taken_back_by=by)
            .returning(sortings.c.customer_id)
        )
        .scalars()
        .all()
    )
    for customer_id in sorted(set(taken)):
        told = {"act": "take back sorting", "currency": currency or None}
        tell(connection, ledger_id, "act", told, of=customer_id, by=by)
    return len(taken)


def bearing(
    connection: Connection,
    ledger_id: int,
    billed: Mapping[str, str],
    owed: Mapping[Key, Sequence[Invoice]],
) -> dict[Key, tuple[Sorting, ...]]:
    """By account, given its open invoices: what was said of its old debt, oldest first, while any is open."""
    said: dict[Key, list[Sorting]] = defaultdict(list)
    query = (
        sa.select(sortings.c.customer_id, sortings.c.currency, sortings.c.body)
        .where(
            sortings.c.ledger_id == ledger_id,
            sortings.c.taken_back_at.is_(None),
            among(sortings.c.customer_id, billed),
        )
        .order_by(sortings.c.id)
    )
    for customer, currency, body in connection.execute(query):
        said[billed[customer], currency].append(msgspec.json.decode(body, type=Sorting))
    found = {key: {one for word in words for one in word.invoice_ids} for key, words in said.items()}
    return {
        key: tuple(said[key])
        for key, ids in found.items()
        if any(each.id in ids for each in owed.get(key, ()))
    }


def with_old_invoices(connection: Connection, ledger_id: int, before: date) -> set[Key]:
    """Whose open invoices, as (customer id, currency), fell due before that date."""
    query = sa.select(invoices.c.customer_id, invoices.c.currency).where(
        invoices.c.ledger_id == ledger_id,
        IS_OWED,
        invoices.c.balance > 0,
        invoices.c.due_on < before,
    )
    return {(customer, currency) for customer, currency in connection.execute(query.distinct())}
