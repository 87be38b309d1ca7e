"""Which rows are about a customer, in every table: what is told, or deleted, when they ask for it.

The law: a table's row is about whom its `customer_id` or its `invoice_id` names, or whom the row that it
refers to is about; and so is a row that only such rows refer to. A new table joins by that alone, or
says in `NOT_PERSONAL` why not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dunning.ledger import Kind
from sync import tables
from sync.store.dialects import among, is_postgres
from sync.store.review import DOCUMENTS, TABLES, billed_customers
from sync.tables import allocations, customers, history, payments, problems

NOT_PERSONAL = {
    "api_token_ledgers": "which ledgers other tools may see",
    "api_tokens": "what other tools of the firm show us",
    "allowances": "calls that were made",
    "calls": "calls that were made",
    "credentials": "the ledger's own sign-in",
    "inboxes": "how far the ledger's own mailbox was read",
    "mail_quotas": "how many addresses the firm's own mail account wrote to",
    "mail_credentials": "the sign-in to the firm's own mailbox",
    "events": "what is told of a customer is sealed, and its key, in `persons`, goes",
    "mornings": "what the firm's owner was mailed; customers are in it by id alone",
    "heard_texts": "ids of text messages that came in, which say nothing of anybody",
    "payment_feeds": "how far the provider's events were read",
    "policies": "settings of the whole ledger; where they name the customer, the name is taken out",
    "runs": "figures and texts of a whole run; those that name the customer are emptied",
    "signals": "that something changed",
    "suppressions": "of no one ledger: told, and made marks, by the addresses (see `sync.store.forgotten`)",
    "sessions": "of the console's users, each over within twelve hours",
    "user_events": "what was done with the console's users, who are the firm's own people",
    "user_ledgers": "which ledgers the console's users see",
    "users": "the firm's own people, who sign in to the console",
    "turns": "when the whole ledger is looked after next",
    "tombstones": "marks by which nobody is known who does not know them already",
    "user_mails": "which mails went to the firm's own people, never to an address of a customer's",
    "weekly_recipients": "which of the firm's own people get a week's figures",
    "webhook_endpoints": "where other tools of the firm are told",
}
# What was pulled, or waits, or was jotted down; the rest is evidence of what was done.
FACTS = frozenset(
    """
    accounts allocations api_requests bank_payers credit_notes customers differences history holds invoices
    notes opt_outs own_addresses
    papers payments preferences printed_letters prints problems webhook_messages
    """.split()
)
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Person:
    """A customer and those who are billed with them; `documents`: ids by kind."""

    ledger_id: int
    ids: frozenset[str]
    documents: Mapping[Kind, frozenset[str]]


def person(connection: Connection, ledger_id: int, customer_id: str) -> Person:
    """That customer, with all that is staged of them."""
    billed = billed_customers(connection, ledger_id)
    ids = frozenset({customer_id, *(child for child, parent in billed.items() if parent == customer_id)})
    documents = {Kind.CUSTOMER: ids}
    for kind, table in DOCUMENTS.items():
        query = sa.select(table.c.id).where(table.c.ledger_id == ledger_id, among(table.c.customer_id, ids))
        documents[kind] = frozenset(connection.scalars(query))
    nobodys = sa.select(allocations.c.payment_id).where(
        allocations.c.ledger_id == ledger_id,
        among(allocations.c.invoice_id, documents[Kind.INVOICE]),
        allocations.c.payment_id.in_(
            sa.select(payments.c.id).where(
                payments.c.ledger_id == ledger_id, payments.c.customer_id.is_(None)
            )
        ),
    )
    documents[Kind.PAYMENT] |= frozenset(connection.scalars(nobodys))
    return Person(ledger_id, ids, documents)


@cache
def personal() -> tuple[sa.Table, ...]:
    """Every table that holds something of customers, those referred to first."""
    return tuple(
        table
        for table in tables.metadata.sorted_tables
        if table.name not in NOT_PERSONAL and ("ledger_id" in table.c or _referring(table))
    )


def _referring(table: sa.Table) -> list[sa.Column[Any]]:
    """The columns of other tables by which their rows refer to rows of that one."""
    return [
        key.parent
        for other in tables.metadata.sorted_tables
        if "ledger_id" in other.c and other is not table
        for key in other.foreign_keys
        if key.column.table is table and table.name != "ledgers"
    ]


def is_known_by_others(table: sa.Table) -> bool:
    """Whether its rows are somebody's only because that person's rows refer to them."""
    named = {"customer_id", "invoice_id"} & {column.name for column in table.c}
    return not named and table not in (customers, allocations, history, problems) and bool(_referring(table))


def about(connection: Connection, who: Person, table: sa.Table) -> sa.ColumnElement[bool]:
    """Which of the table's rows are about them."""
    if is_known_by_others(table):
        return sa.or_(
            *(
                _key(table).in_(sa.select(column).where(about(connection, who, column.table)))
                for column in _referring(table)
            )
        )
    either: list[sa.ColumnElement[bool]] = []
    if table in TABLES.values():
        kind = next(kind for kind, other in TABLES.items() if other is table)
        either.append(among(table.c.id, who.documents[kind]))
    elif "customer_id" in table.c:
        either.append(among(table.c.customer_id, who.ids))
    if "invoice_id" in table.c:
        either.append(among(table.c.invoice_id, who.documents[Kind.INVOICE]))
    if table is allocations:
        either.append(among(table.c.payment_id, who.documents[Kind.PAYMENT]))
    if table in (history, problems):
        either += [
            sa.and_(table.c.kind == kind.value, among(table.c.id, ids)) for kind, ids in who.documents.items()
        ]
    if not either:
        either = [
            key.parent.in_(sa.select(key.column).where(about(connection, who, key.column.table)))
            for key in table.foreign_keys
            if key.column.table.name != "ledgers" and not is_known_by_others(key.column.table)
        ]
    return sa.and_(table.c.ledger_id == who.ledger_id, sa.or_(sa.false(), *either))


def _key(table: sa.Table) -> sa.Column[Any]:
    [column] = table.primary_key
    return column


def delete(connection: Connection, who: Person, names: Collection[str]) -> dict[str, int]:
    """Delete what is about them in the tables so named; returns how many rows of each went.

    A row that only others' rows refer to goes once none does any more. SQLite overwrites them all.
    """
    if not is_postgres(connection):
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    chosen = [table for table in personal() if table.name in names]
    shared = {
        table: list(connection.scalars(sa.select(_key(table)).where(about(connection, who, table))))
        for table in chosen
        if is_known_by_others(table)
    }
    gone: dict[str, int] = {}
    for table in reversed(chosen):
        if table in shared:
            gone[table.name] = _delete_unreferred(connection, table, shared[table])
        else:
            where = about(connection, who, table)
            gone[table.name] = connection.execute(sa.delete(table).where(where)).rowcount
    return {name: rows for name, rows in sorted(gone.items()) if rows}


def _delete_unreferred(connection: Connection, table: sa.Table, keys: Sequence[Any]) -> int:
    left = sa.or_(*(sa.exists().where(column == _key(table)) for column in _referring(table)))
    return sum(
        connection.execute(
            sa.delete(table).where(_key(table).in_(keys[start : start + _AT_ONCE]), sa.not_(left))
        ).rowcount
        for start in range(0, len(keys), _AT_ONCE)
    )


def delete_decisions(connection: Connection, ids: Sequence[int], digests: Collection[str]) -> None:
    """Delete these decisions, and those of the accounts under `digests` that no other decision rested on."""
    decisions, snapshots = tables.decisions, tables.snapshots
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        connection.execute(sa.delete(decisions).where(decisions.c.id.in_(some)))
    _delete_unreferred(connection, snapshots, sorted(digests))


def held(connection: Connection, who: Person) -> dict[str, list[dict[str, Any]]]:
    """Every row that is about them, by table, in the order of its key."""
    found = {}
    for table in personal():
        query = sa.select(*(column for column in table.c if column.name != "ledger_id"))
        rows = connection.execute(query.where(about(connection, who, table)).order_by(*table.primary_key))
        found[table.name] = [dict(row) for row in rows.mappings()]
    return {name: rows for name, rows in found.items() if rows}
