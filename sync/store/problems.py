"""Rows that could not be read: kept with their problem until a good version clears them.

The law: a problem bears on the customer it names and on the one its document was last staged for,
since no one can tell whose it is now; and it must be possible for each to end. A row without an id
is known by a digest of its text; it counts as corrected once its customer has a good document of
that kind, changed after the bad one was seen, and is asked about anew by a whole pull.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Customer, Kind, Unreadable
from sync.store.dialects import among
from sync.store.review import DOCUMENTS, Touched, review
from sync.store.rows import Document
from sync.tables import problems

_NAMELESS = "row "  # begins the id of a row without one; no ledger's ids hold a space
_ANY_OF_KIND = (
    sa.select(problems.c.id)
    .where(problems.c.ledger_id == sa.bindparam("ledger"), problems.c.kind == sa.bindparam("of"))
    .limit(1)
)


def keep(
    connection: Connection,
    ledger_id: int,
    unreadable: Sequence[Unreadable],
    seen_at: datetime,
    touched: Touched,
) -> None:
    """Keep the problems of a page in place of older ones; all whom they bear on, or did, are touched."""
    rows: dict[tuple[Kind, str], dict[str, Any]] = {}
    owners = _owners(connection, ledger_id, unreadable)
    for row in unreadable:
        identity = row.id or _NAMELESS + hashlib.blake2b(row.raw.encode(), digest_size=8).hexdigest()
        staged_for = owners.get((row.kind, row.id))
        owner = row.customer_id or staged_for
        rows[row.kind, identity] = {
            "ledger_id": ledger_id,
            "kind": row.kind.value,
            "id": identity,
            "customer_id": owner,
            "number": row.number,
            "problem": row.problem,
            "raw": row.raw,
            "seen_at": seen_at,
        }
        touched.customers.update(one for one in (owner, staged_for) if one is not None)
    for kind in Kind:
        clear(connection, ledger_id, kind, [id_ for of, id_ in rows if of is kind], touched)
    if rows:
        connection.execute(sa.insert(problems), list(rows.values()))


def _owners(
    connection: Connection, ledger_id: int, unreadable: Sequence[Unreadable]
) -> dict[tuple[Kind, str | None], str | None]:
    """Whose each was when it could last be read: that customer may have been told otherwise since."""
    found: dict[tuple[Kind, str | None], str | None] = {}
    for row in unreadable:
        if row.kind is Kind.CUSTOMER:
            found[row.kind, row.id] = row.id
    for kind, table in DOCUMENTS.items():
        ids = {row.id for row in unreadable if row.kind is kind and row.id is not None}
        if ids:
            query = sa.select(table.c.id, table.c.customer_id).where(
                table.c.ledger_id == ledger_id, among(table.c.id, ids)
            )
            found.update(((kind, id_), owner) for id_, owner in connection.execute(query))
    return found


def clear(connection: Connection, ledger_id: int, kind: Kind, ids: Collection[str], touched: Touched) -> None:
    """A row that is readable now, or gone, is no problem any more: whoever waited for it is looked at."""
    if ids:
        solved = connection.scalars(
            sa.delete(problems)
            .where(
                problems.c.ledger_id == ledger_id,
                problems.c.kind == kind.value,
                among(problems.c.id, ids),
            )
            .returning(problems.c.customer_id)
        )
        touched.customers.update(owner for owner in solved if owner is not None)


def clear_readable(
    connection: Connection, ledger_id: int, kind: Kind, found: Sequence[Document], touched: Touched
) -> None:
    """End the problems of rows that can be read now, and of those without an id that these correct."""
    if connection.scalar(_ANY_OF_KIND, {"ledger": ledger_id, "of": kind.value}) is None:
        return  # as nearly always
    clear(connection, ledger_id, kind, {fact.id for fact in found}, touched)
    _clear_corrected(connection, ledger_id, kind, found, touched)


def _clear_corrected(
    connection: Connection, ledger_id: int, kind: Kind, found: Sequence[Document], touched: Touched
) -> None:
    """End the problems without an id of customers for whom a later good document has come."""
    newest: dict[str, datetime] = {}
    for fact in found:
        owner = None if isinstance(fact, Customer) else fact.customer_id
        if owner is not None:
            newest[owner] = max(newest.get(owner, fact.modified_at), fact.modified_at)
    waiting = connection.execute(
        sa.select(problems.c.id, problems.c.customer_id, problems.c.seen_at).where(
            problems.c.ledger_id == ledger_id,
            problems.c.kind == kind.value,
            problems.c.id.startswith(_NAMELESS),
            problems.c.customer_id.is_not(None),
        )
    )
    corrected = [id_ for id_, owner, seen_at in waiting if owner in newest and newest[owner] > seen_at]
    clear(connection, ledger_id, kind, corrected, touched)


def clear_absent(
    connection: Connection, ledger_id: int, kind: Kind, remaining: Collection[str], touched: Touched
) -> None:
    """End the problems of documents that are not among the `remaining` ids: gone, or nothing left on them."""
    known = connection.scalars(
        sa.select(problems.c.id).where(
            problems.c.ledger_id == ledger_id,
            problems.c.kind == kind.value,
            sa.not_(problems.c.id.startswith(_NAMELESS)),
        )
    )
    clear(connection, ledger_id, kind, [id_ for id_ in known if id_ not in remaining], touched)


def forget_nameless(connection: Connection, ledger_id: int) -> None:
    """Before a whole pull, which tells again of every row that is still bad: rows without an id."""
    touched = Touched()
    nameless = sa.select(problems.c.kind, problems.c.id).where(
        problems.c.ledger_id == ledger_id, problems.c.id.startswith(_NAMELESS)
    )
    for kind, id_ in connection.execute(nameless).all():
        clear(connection, ledger_id, Kind(kind), [id_], touched)
    review(connection, ledger_id, touched)


def of_accounts(connection: Connection, ledger_id: int, billed: Mapping[str, str]) -> dict[str, list[str]]:
    """The problems that bear on each account, in words, by the customer who is billed.

    `billed`: member id -> id of the customer who is billed for it.
    """
    about = (problems.c.kind, problems.c.id, problems.c.number, problems.c.problem)
    queries = [
        sa.select(*about, problems.c.customer_id).where(
            problems.c.ledger_id == ledger_id, among(problems.c.customer_id, billed)
        )
    ]
    for kind, table in DOCUMENTS.items():
        same = sa.and_(table.c.ledger_id == problems.c.ledger_id, table.c.id == problems.c.id)
        queries.append(
            sa.select(*about, table.c.customer_id)
            .join(table, same)
            .where(
                problems.c.ledger_id == ledger_id,
                problems.c.kind == kind.value,
                among(table.c.customer_id, billed),
            )
        )
    told: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for query in queries:
        for row in connection.execute(query):
            words = f"{row.kind} {row.number or row.id}: {row.problem}"
            told[billed[row.customer_id]].add((row.kind, row.id, words))
    return {owner: [words for _, _, words in sorted(rows)] for owner, rows in told.items()}
