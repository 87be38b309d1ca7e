"""A store with 200,000 invoices of some thousand ledgers on PostgreSQL, in figures.

    python -m tests.store_at_size [invoices]

Sizes on disk by table, and what they come to for 20 million invoices and 100 million events; what the
questions of a worker's tick cost as history grows tenfold (pages touched, which no busy machine changes, and
milliseconds); what it takes to delete what is past its time, and to drop a month of it; and of all questions
that are asked all day, those that read a large table from end to end.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.store.partitions import PARTED
from sync.tables import calls, decisions, events, history, invoices, ledgers, metadata, runs
from tests.postgres import ready_database, running_postgres
from tests.store_at_size.asked import Asked, lived
from tests.store_at_size.crowd import lay_by_month, multiply, parts_of
from tests.store_at_size.plans import scanned
from tests.world import world

_TIMES = 10  # as much history
_MONTHS = 60  # that it lies in
_TRIES = 15
_TICK = (
    "SELECT accounts.customer_id, accounts.currency",
    "max(runs.started_at)",
    "FROM webhook_messages",
    "effects.state IN",
)
_FACTS = ("customers", "invoices", "payments", "allocations", "credit_notes")


def main() -> None:
    """Make it, measure it, and print one JSON object."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with (
        running_postgres() as server,
        ready_database(server) as url,
        tempfile.TemporaryDirectory() as folder,
        world(Path(folder), customers=6, store=url) as made,
    ):
        asked = {**lived(made)}
        engine = made.office.store.engine
        with engine.begin() as connection:
            lay_by_month(connection, made.office.clock.now(), _MONTHS)
            own = _count(connection, invoices)
            took = _timed(lambda: multiply(connection, wanted // own))
        found: dict[str, Any] = {"filled_in_seconds": round(took, 1), **_sizes(engine)}
        found["tick"] = _costs(engine, asked)
        with engine.begin() as connection:
            _lengthen(connection)
        found["tick_with_history_times_10"] = _costs(engine, asked)
        found["history_rows"] = _counts(engine)
        with engine.connect() as connection:
            scans = {one: steps for one, given in asked.items() if (steps := scanned(connection, one, given))}
            found["scans"] = scans
            found["microseconds_to_delete_a_row"] = deleting = _deleting(connection)
        found["a_month_dropped"] = _dropping(engine, deleting)
    sys.stdout.write(json.dumps(found, indent=2) + "\n")
    sys.exit(1 if scans else 0)


def _count(connection: Connection, table: sa.Table) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def _counts(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {table.name: _count(connection, table) for table in (history, events, decisions, runs, calls)}


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _sizes(engine: sa.Engine) -> dict[str, Any]:
    """Bytes with indexes and what is kept beside the rows, per row, and per invoice all in all."""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
        size = {
            table.name: sum(
                int(connection.scalar(sa.select(sa.func.pg_total_relation_size(name))) or 0)
                for name in parts_of(connection, table)
            )
            for table in metadata.sorted_tables
        }
        counted = {table.name: _count(connection, table) for table in metadata.sorted_tables}
    number = counted["invoices"]
    large = {name: round(size[name] / counted[name]) for name in size if size[name] > 1_000_000}
    facts = sum(size[name] for name in _FACTS)
    return {
        "ledgers": counted["ledgers"],
        "invoices": number,
        "events": counted["events"],
        "bytes_per_row": large,
        "bytes_of_facts_per_invoice": round(facts / number),
        "bytes_of_all_per_invoice": round(sum(size.values()) / number),
        "gigabytes_of_20_million_invoices": round(facts / number * 20e6 / 1e9, 1),
        "gigabytes_of_100_million_events": round(size["events"] / counted["events"] * 100e6 / 1e9, 1),
    }


def _costs(engine: sa.Engine, asked: Asked) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")
        for words in _TICK:
            statement = next(one for one in asked if words in one and one.startswith("SELECT"))
            plans = [_analysed(connection, statement, asked[statement]) for _ in range(_TRIES)]
            pages = plans[-1]["Plan"]["Shared Hit Blocks"] + plans[-1]["Plan"]["Shared Read Blocks"]
            took = statistics.median(plan["Execution Time"] for plan in plans)
            found[words] = {"pages": pages, "milliseconds": round(took, 3)}
    return found


def _analysed(connection: Connection, statement: str, given: Any) -> dict[str, Any]:
    told = connection.exec_driver_sql(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}", given).all()
    plan: dict[str, Any] = told[0][0][0]
    return plan


def _lengthen(connection: Connection) -> None:
    """The same again and again, ever longer ago: what only grows in a ledger's life."""
    ago = sa.literal_column("ago", sa.BigInteger)
    series = sa.func.generate_series(1, _TIMES - 1).table_valued(name="ago")
    shifts: dict[sa.Table, dict[str, Any]] = {
        history: {
            "digest": history.c.digest + sa.literal("~") + sa.cast(ago, sa.Text),
            "seen_at": history.c.seen_at - timedelta(days=30) * ago,
        },
        events: {"number": events.c.number + 1000 * ago},
        decisions: {"id": decisions.c.id + 100_000 * ago, "standing": sa.false()},
        runs: {"id": runs.c.id + 100_000 * ago, "started_at": runs.c.started_at - timedelta(days=30) * ago},
        calls: {"day": calls.c.day - sa.cast(30 * ago, sa.Integer)},
    }
    for table, shifted in shifts.items():
        columns = [shifted.get(column.name, column) for column in table.columns]
        query = sa.select(*columns).select_from(sa.join(table, series, sa.true()))
        connection.execute(sa.insert(table).from_select([*table.columns], query))


def _deleting(connection: Connection) -> dict[str, float]:
    """Of what is past its time, ledger by ledger, as `duesync retention` does."""
    found = {}
    ids = connection.scalars(sa.select(ledgers.c.id).limit(200)).all()
    for table, moment in ((history, history.c.seen_at), (runs, runs.c.started_at)):
        gone = 0
        began = time.perf_counter()
        for ledger_id in ids:
            old = sa.delete(table).where(table.c.ledger_id == ledger_id, moment < sa.func.now())
            gone += connection.execute(old).rowcount
        found[table.name] = round((time.perf_counter() - began) / max(gone, 1) * 1e6, 1)
    return found


def _dropping(engine: sa.Engine, deleting: dict[str, float]) -> dict[str, Any]:
    """A whole month, that with the most rows; `times_sooner`: than to delete as many rows."""
    found = {}
    for table in PARTED:
        with engine.connect() as connection:
            rows = {
                name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0
                for name in parts_of(connection, table)
            }
        name = max(rows, key=lambda each: rows[each])
        began = time.perf_counter()
        with engine.begin() as connection:
            connection.exec_driver_sql(f"DROP TABLE {name}")
        took = time.perf_counter() - began
        found[table.name] = {
            "rows": rows[name],
            "milliseconds": round(took * 1e3, 1),
            "times_sooner": round(deleting[table.name] * rows[name] / 1e6 / took),
        }
    return found


if __name__ == "__main__":
    main()
