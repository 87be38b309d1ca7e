"""One contender that decides over a whole book, in a process of its own; prints its figures as JSON.

    python -m tests.benchmarks.deciders make|ours|bare|grouped FOLDER

`make`: the store of `INVOICES` open invoices of `CUSTOMERS`, every account up for review. `ours`: the
program's own round over all of them, decisions written, then one over the hundredth part that changed.
`bare`: the loop that any engine would have inside, over tuples that are in memory already. `grouped`: one
SQL statement over the same table, its rows fetched.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any

import msgspec
import sqlalchemy as sa

from dunning.account import Notice
from dunning.policy import DEFAULT_LEVELS
from sync import tables
from sync.__main__ import settle
from sync.clock import fixed
from sync.decide import decide_due
from sync.office import open_office
from tests.benchmarks.contenders import NOW, office_in, peak

INVOICES = 1_000_000
CUSTOMERS = 200_000
CHANGED = 100  # one account in so many changed or fell due since yesterday
WRITTEN_TO = 5  # one customer in so many was sent the first level a fortnight ago
TODAY = NOW.date()
LEVELS = (1, 8, 15, 30, 60)  # days past due

_OFTEN = "2026-08-01 00:00:00.000000"
_NEVER_LOOKED_AT = "1970-01-01 00:00:00.000000"


def make(folder: Path) -> dict[str, float]:
    """The book. Invoices lie in the order in which they were made, each customer's far apart."""
    office = office_in(folder, "quickbooks", "http://127.0.0.1:9")
    ledger = office.linked("bench")
    office.close()
    database = sqlite3.connect(folder / "duesync.db", isolation_level=None)
    database.execute("BEGIN")
    _insert(database, tables.customers, map(_customer, range(CUSTOMERS)))
    _insert(database, tables.invoices, map(_invoice, range(INVOICES)))
    accounts = ((1, str(number), "GBP", _NEVER_LOOKED_AT, _episode(number)) for number in range(CUSTOMERS))
    _insert(database, tables.accounts, accounts)
    for number in range(0, CUSTOMERS, WRITTEN_TO):
        _write_to(database, number)
    database.execute(
        "UPDATE ledgers SET complete = 1, linked_on = '2026-06-01', planned_per_day = ?,"
        " released_at = '2026-06-02 00:00:00.000000', confirmed_through = ?",
        (CUSTOMERS, TODAY.isoformat()),
    )
    database.execute("COMMIT")
    database.close()
    return {"rows": INVOICES, "ledger": ledger.id}


def _insert(database: sqlite3.Connection, table: sa.Table, rows: Iterator[tuple[Any, ...]]) -> None:
    names = [column.name for column in table.columns]
    marks = ", ".join("?" * len(names))
    database.executemany(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", rows)  # noqa: S608  # our own names


def _customer(number: int) -> tuple[Any, ...]:
    name, emails = f"Customer {number} & Sons Ltd", json.dumps([f"accounts{number}@customer.example"])
    known = (1, str(number), "0", _OFTEN, name, None, emails, "[]", None, "GB", None, "GBP", None, 30)
    return (*known, None, None, True, True, "[]")


def _money(number: int) -> tuple[int, int]:
    """Total and balance in pence; every fifth is paid in part."""
    total = 10_000 + number * 37 % 900_000
    return total, total // 2 if number % 5 == 0 else total


def _due(number: int) -> date:
    return date(2026, 9, 19) + timedelta(days=number * 37 % 90)


def _invoice(number: int) -> tuple[Any, ...]:
    customer, due = number % CUSTOMERS, _due(number)
    total, balance = _money(number)
    emails = json.dumps([f"accounts{customer}@customer.example"])
    dated = ((due - timedelta(days=30)).isoformat(), due.isoformat())
    known = (1, str(number), "0", _OFTEN, f"INV-{number}", str(customer), *dated, "GBP", total, balance)
    return (*known, "open", emails, None, None, None, None)


def _first_due(customer: int) -> int:
    """The number of the customer's invoice that fell due first."""
    return min(range(customer, INVOICES, CUSTOMERS), key=lambda number: (_due(number), str(number)))


def _episode(customer: int) -> str | None:
    return f"{_first_due(customer)}@2026-11-02" if customer % WRITTEN_TO == 0 else None


def _write_to(database: sqlite3.Connection, customer: int) -> None:
    """The first level went to that customer a fortnight ago."""
    sent, episode = NOW - timedelta(days=14), _episode(customer)
    level = DEFAULT_LEVELS[0]
    notice = Notice(
        key=f"KEY{customer}",
        kind="level",
        level=level.name,
        ordinal=0,
        episode=episode or "",
        channel="email",
        currency="GBP",
        delivered_at=sent,
        invoice_ids=(str(_first_due(customer)),),
        message_id=None,
    )
    at = sent.strftime("%Y-%m-%d %H:%M:%S.000000")
    effect = (customer + 1, 1, str(customer), "GBP", "message", f"S{customer}", 1, f"KEY{customer}", "done")
    database.execute(
        "INSERT INTO effects (id, ledger_id, customer_id, currency, kind, slot, attempt, key, state, payload,"
        " created_at, settled_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*effect, b"{}", at, at),
    )
    database.execute(
        "INSERT INTO notices (effect_id, ledger_id, customer_id, currency, body, delivered_at)"
        " VALUES (?, 1, ?, 'GBP', ?, ?)",
        (customer + 1, str(customer), msgspec.json.encode(notice), at),
    )


@contextmanager
def _others_watched() -> Iterator[dict[str, float]]:
    """The peak, in MB, of each process that this one begins meanwhile, by its number."""
    found: dict[str, float] = {}
    over = Event()

    def look() -> None:
        while not over.wait(0.1):
            for number in (Path("/proc/self/task") / str(os.getpid()) / "children").read_text().split():
                with suppress(OSError, IndexError):  # it may just have ended
                    found[number] = peak(number)

    watch = Thread(target=look)
    watch.start()
    try:
        yield found
    finally:
        over.set()
        watch.join()


def ours(folder: Path) -> dict[str, float]:
    """Seconds of the whole round, and of the next day's. `others_mb`: the process beside, at its peak."""
    settle()
    office = open_office(folder / "config.toml", fixed(NOW))
    with office.work("bench") as work, _others_watched() as others:
        began = time.perf_counter()
        found = decide_due(work)
        whole = time.perf_counter() - began
    office.close()
    with sqlite3.connect(folder / "duesync.db") as database:
        again = "UPDATE accounts SET review_at = ? WHERE customer_id % ? = 0"
        database.execute(again, (_NEVER_LOOKED_AT, CHANGED))
    database.close()
    office = open_office(folder / "config.toml", fixed(NOW))
    with office.work("bench") as work:
        began = time.perf_counter()
        daily = decide_due(work)
        took = time.perf_counter() - began
    office.close()
    told = {"seconds": whole, "rows": found.decisions, "daily": took, "daily_rows": daily.decisions}
    return told | {"others_mb": sum(others.values())}


def bare(folder: Path) -> dict[str, float]:
    """Days past due, level and sums by customer, over tuples."""
    with sqlite3.connect(folder / "duesync.db") as database:
        query = "SELECT customer_id, due_on, balance FROM invoices WHERE ledger_id = 1"
        rows = [
            (customer, date.fromisoformat(due), balance) for customer, due, balance in database.execute(query)
        ]
    database.close()
    found: dict[str, tuple[int, int]] = {}
    began = time.perf_counter()
    for customer, due, balance in rows:
        late = (TODAY - due).days
        level = 0
        for number, days in enumerate(LEVELS, 1):
            if late >= days:
                level = number
        owed, furthest = found.get(customer, (0, 0))
        found[customer] = (owed + balance, max(furthest, level)) if late > 0 else (owed, furthest)
    return {"seconds": time.perf_counter() - began, "rows": len(found)}


def grouped(folder: Path) -> dict[str, float]:
    """The same as one statement."""
    query = (
        "SELECT customer_id, currency, sum(balance), max(julianday(?) - julianday(due_on)) FROM invoices"
        " WHERE ledger_id = 1 AND status = 'open' AND due_on < ? GROUP BY customer_id, currency"
    )
    with sqlite3.connect(folder / "duesync.db") as database:
        began = time.perf_counter()
        rows = database.execute(query, (TODAY.isoformat(), TODAY.isoformat())).fetchall()
        took = time.perf_counter() - began
    database.close()
    return {"seconds": took, "rows": len(rows)}


_CONTENDERS: dict[str, Callable[[Path], dict[str, float]]] = {
    "make": make,
    "ours": ours,
    "bare": bare,
    "grouped": grouped,
}


def main() -> None:
    """Run one and say what it took."""
    name, folder = sys.argv[1:]
    sys.stdout.write(json.dumps({**_CONTENDERS[name](Path(folder)), "peak_mb": peak()}) + "\n")


if __name__ == "__main__":
    main()
