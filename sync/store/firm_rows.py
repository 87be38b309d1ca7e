"""All that is a firm's, table by table, by the same rules as `sync.store.separation` keeps it apart by."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.dialects import is_postgres
from sync.tables import leases, ledgers, metadata, users


def belonging(table: sa.Table, firm_id: int, ledger_ids: list[int]) -> sa.ColumnElement[bool] | None:
    """Which rows are that firm's, whose ledgers these are; `None` for tables that are the store's own."""
    if "firm_id" in table.c:
        return table.c.firm_id == firm_id
    if "ledger_id" in table.c:
        return table.c.ledger_id.in_(ledger_ids)
    if table is leases:
        return sa.or_(sa.false(), *(leases.c.name.regexp_match(f":{one}(:|$)") for one in ledger_ids))
    if "user_id" in table.c:
        return table.c.user_id.in_(sa.select(users.c.id).where(users.c.firm_id == firm_id))
    return None


def tables_of(firm_id: int, ledger_ids: list[int]) -> Iterator[tuple[sa.Table, sa.ColumnElement[bool]]]:
    """Each table with what in it is the firm's, those referred to first."""
    for table in metadata.sorted_tables:
        mine = belonging(table, firm_id, ledger_ids)
        if mine is not None:
            yield table, mine


def delete(connection: Connection, firm_id: int) -> dict[str, int]:
    """Delete all of it; returns how many rows of each table. SQLite overwrites them."""
    if not is_postgres(connection):
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    linked = list(connection.scalars(sa.select(ledgers.c.id).where(ledgers.c.firm_id == firm_id)))
    found = reversed(list(tables_of(firm_id, linked)))
    gone = {table.name: connection.execute(sa.delete(table).where(mine)).rowcount for table, mine in found}
    return {name: rows for name, rows in sorted(gone.items()) if rows}
