"""How a database would answer a question, and which large tables it would read from end to end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.partitions import PARTED
from sync.tables import metadata
from tests.store_at_size.crowd import FEW

LARGE = frozenset(table.name for table in metadata.sorted_tables) - FEW
CHEAP = 2_000  # in the planner's units; to read a table of a million rows takes 10,000 and more
_WHOLE = {"Seq Scan", "Sample Scan"}
_BY_INDEX = {"Index Scan", "Index Only Scan", "Bitmap Index Scan"}


def scanned(connection: Connection, statement: str, parameters: Any) -> list[str]:
    """What it would read from end to end, each with what it looks for there."""
    if connection.dialect.name == "sqlite":
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
        steps = [str(told).split() for *_, told in plan]
        return [" ".join(words) for words in steps if words[0] == "SCAN" and words[1] in LARGE]
    [(plan,)] = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).all()
    top = plan[0]["Plan"]
    return [*_read_whole(top, "")] if top["Total Cost"] > CHEAP else []


def parts_read(connection: Connection, statement: str, parameters: Any, table: sa.Table) -> int:
    """How many of the parts that the table lies in PostgreSQL would look at, whatever for."""
    [(plan,)] = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).all()
    names = {*_named(plan[0]["Plan"])} - {table.name}
    return sum(_whole(name) == table.name for name in names)


def _named(node: dict[str, Any]) -> Iterator[str]:
    if "Relation Name" in node:
        yield node["Relation Name"]
    for below in node.get("Plans", ()):
        yield from _named(below)


def _whole(name: str) -> str:
    """The table that it is a part of, or itself."""
    return next((table.name for table in PARTED if name.startswith(f"{table.name}_")), name)


def _read_whole(node: dict[str, Any], above: str) -> Iterator[str]:
    table = _whole(node.get("Relation Name", above))
    kind = node["Node Type"]
    if table in LARGE and (kind in _WHOLE or (kind in _BY_INDEX and "Index Cond" not in node)):
        yield f"{kind} of {table}: {node.get('Filter', 'all of it')}"
    for below in node.get("Plans", ()):
        yield from _read_whole(below, table)
