"""What a fleet needs, from what is measured here: python -m tests.benchmarks.paper [FILE]

Measures a quiet and a busy pass at each provider and what rows take in PostgreSQL, and reckons from it what
so many ledgers need. Prints it, and writes it into FILE between its marks.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from connectors.quickbooks.plans import APP as INTUIT
from connectors.xero.plans import APP as XERO_APP
from sync.tables import metadata
from tests.benchmarks.needs import Measured, Pass, table
from tests.postgres import ready_database, running_postgres
from tests.store_at_size.crowd import parts_of
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World, world

_MARKS = ("<!-- measured: make paper -->", "<!-- /measured -->")
_TABLES = {
    "invoice": ("invoices", "allocations"),
    "version": ("history",),
    "event": ("events",),
    "decision": ("decisions",),
}
_PASSES = 10


@dataclass(frozen=True, slots=True)
class _Side:
    title: str
    name: str


_SIDES = (_Side("Xero", XERO), _Side("QuickBooks", QUICKBOOKS))


def measure() -> Measured:
    """All of it; two minutes."""
    with (
        running_postgres() as server,
        ready_database(server) as url,
        tempfile.TemporaryDirectory() as folder,
        world(Path(folder), customers=150, store=url) as made,
    ):
        made.ready_to_send()
        passes: dict[str, Pass] = {}
        for kind, times in (("busy", 0), ("settling", 0), ("quiet", _PASSES)):
            for side in _SIDES:
                passes[f"{kind} {side.title}"] = _pass(made, side, times)
        return Measured(passes=passes, bytes_of=dict(_bytes(url)))


def _pass(made: World, side: _Side, times: int) -> Pass:
    api: Any = made.sandbox.xero if side.name == XERO else made.sandbox.quickbooks
    api.calls.clear()
    before = len(made.mail())
    asked = [str(made.config), side.name, WORKING_DAY.isoformat(), str(times)]
    command = [sys.executable, "-m", "tests.benchmarks.pass_child", *asked]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - ourselves
    told = json.loads(done.stdout)
    number = times + 1
    metered = len(api.calls) if side.name == XERO else api.metered_calls()
    return Pass(
        calls=len(api.calls) / number,
        metered=metered / number,
        messages=(len(made.mail()) - before) / number,
        **told,
    )


def _bytes(url: str) -> Iterator[tuple[str, tuple[float, int]]]:
    """Bytes that one row takes, with its indexes; and how many rows there are."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        for name, tables in _TABLES.items():
            rows = connection.scalar(sa.text(f"SELECT count(*) FROM {tables[0]}")) or 1  # noqa: S608  # ours
            size = sum(
                connection.scalar(sa.text(f"SELECT pg_total_relation_size('{part}')")) or 0  # ours
                for each in tables
                for part in parts_of(connection, metadata.tables[each])
            )
            yield name, (size / rows, rows)
    engine.dispose()


def main() -> None:
    """Print the tables, and write them into the file that is named."""
    text = table(measure(), XERO_APP.plans, INTUIT.plans)
    sys.stdout.write(text)
    for file in sys.argv[1:]:
        path = Path(file)
        head, _, rest = path.read_text(encoding="utf-8").partition(_MARKS[0])
        _, _, tail = rest.partition(_MARKS[1])
        path.write_text(f"{head}{_MARKS[0]}\n\n{text}\n{_MARKS[1]}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
