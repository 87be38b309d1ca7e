"""One contender's pull of a whole book, in a process of its own; prints seconds and peak memory as JSON.

    python -m tests.benchmarks.contenders ours|floor PROVIDER ADDRESS FOLDER

`ours`: the program's own pull, over HTTP into its own store. `floor`: requests, json and the bare
driver, writing the same columns with the same durability. Importing is not counted, for anyone.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import requests
import sqlalchemy as sa

import connectors
from connectors.base import Limits, Provider, Tokens
from dunning.ledger import Organisation
from sync import tables
from sync.__main__ import settle
from sync.clock import fixed
from sync.office import Office, open_office
from sync.pull import pull
from sync.secrets import make_key_file
from sync.store import credentials, ledgers
from tests.benchmarks.bare import create, statement
from tests.benchmarks.pages import PAGE

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
_CONFIG = """\
[store]
url = "sqlite:///duesync.db"
[secrets]
key = "file:duesync.key"
[ledgers.bench]
provider = "{provider}"
client_id = "bench"
client_secret = "bench"
hosts = {{ api = "{address}" }}
read_timeout = 60
[ledgers.bench.sender]
name = "Bench"
email = "bench@sender.example"
"""


def without_limits() -> None:
    """Lift the providers' limits on calls, which floor and peers do not keep either."""
    real = connectors.provider

    def lifted(name: str) -> Provider:
        found = real(name)
        at_once = found.limits.at_once  # what keeps memory flat stays
        return msgspec.structs.replace(found, limits=Limits(at_once=at_once, per_minute=10**9))

    connectors.provider = lifted


def office_in(folder: Path, provider: str, address: str) -> Office:
    """The program with one linked ledger, signed in."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text(_CONFIG.format(provider=provider, address=address), encoding="utf-8")
    make_key_file(folder / "duesync.key")
    office = open_office(folder / "config.toml", fixed(NOW))
    company = Organisation(
        provider=provider,
        environment="production",
        id="1234567890",
        name="Bench",
        home_currency="USD" if provider == "quickbooks" else "GBP",
        country="GB",
        timezone="Europe/London",
        demo=False,
        own_reminders=None,
    )
    never = datetime(2099, 1, 1, tzinfo=UTC)
    tokens = Tokens(
        access_token="a token",
        refresh_token="another",
        expires_at=never,
        refresh_expires_at=never,
        hard_expires_at=None,
        scope="all",
    )
    with office.store.write() as connection:
        linked = ledgers.link(connection, "bench", company, NOW.date())
        credentials.save(connection, office.vault(), linked.id, "bench", tokens)
    return office


def ours(provider: str, address: str, folder: Path) -> tuple[float, int]:
    """Seconds, and invoices staged."""
    settle()
    without_limits()
    prepare = [sys.executable, "-m", "tests.benchmarks.contenders", "prepare", provider, address, str(folder)]
    subprocess.run(prepare, check=True, capture_output=True)  # noqa: S603  # making tables is no part of a pull
    office = open_office(folder / "config.toml", fixed(NOW))
    try:
        with office.work("bench") as work:
            began = time.perf_counter()
            pull(work)
            took = time.perf_counter() - began
        with office.store.read() as connection:
            staged = connection.scalar(sa.select(sa.func.count()).select_from(tables.invoices))
    finally:
        office.close()
    return took, int(staged or 0)


def _fetched(provider: str, address: str) -> Iterator[list[dict[str, Any]]]:
    session = requests.Session()
    session.headers["Authorization"] = "Bearer a token"
    number, size = 1, PAGE
    while size == PAGE:
        if provider == "xero":
            asked: dict[str, Any] = {
                "where": 'Type=="ACCREC" AND AmountDue>0',
                "page": number,
                "pageSize": PAGE,
            }
            rows = session.get(f"{address}/api.xro/2.0/Invoices", params=asked, timeout=60).json()["Invoices"]
        else:
            text = f"select * from Invoice startposition {(number - 1) * PAGE + 1} maxresults {PAGE}"  # noqa: S608  # no SQL
            answer = session.get(f"{address}/v3/company/1/query", params={"query": text}, timeout=60).json()
            rows = answer["QueryResponse"].get("Invoice", [])
        if rows:
            yield rows
        number, size = number + 1, len(rows)


def floor(provider: str, address: str, folder: Path) -> tuple[float, int]:
    """Seconds, and invoices written."""
    folder.mkdir(parents=True, exist_ok=True)
    database = create(folder / "floor.db")
    row = _xero_row if provider == "xero" else _quickbooks_row
    began = time.perf_counter()
    for rows in _fetched(provider, address):
        database.execute("BEGIN IMMEDIATE")
        database.executemany(statement(), [row(each) for each in rows])
        database.execute("COMMIT")
    took = time.perf_counter() - began
    return took, _count(database)


def _count(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT count(*) FROM invoices").fetchone()[0])


def _quickbooks_row(row: dict[str, Any]) -> tuple[Any, ...]:
    changed = row["MetaData"]["LastUpdatedTime"]
    return (
        1,
        row["Id"],
        row["SyncToken"],
        changed[:19].replace("T", " ") + ".000000",
        row["DocNumber"],
        row["CustomerRef"]["value"],
        row["TxnDate"],
        row["DueDate"],
        row["CurrencyRef"]["value"],
        round(row["TotalAmt"] * 100),
        round(row["Balance"] * 100),
        "open" if row["Balance"] else "paid",
        json.dumps([row["BillEmail"]["Address"]]),
        None,
        row.get("InvoiceLink"),
        row.get("DeliveryInfo", {}).get("DeliveryTime"),
        None,
    )


def _xero_row(row: dict[str, Any]) -> tuple[Any, ...]:
    changed = datetime.fromtimestamp(int(row["UpdatedDateUTC"][6:19]) / 1000, UTC)
    return (
        1,
        row["InvoiceID"],
        row["UpdatedDateUTC"],
        changed.strftime("%Y-%m-%d %H:%M:%S.000000"),
        row["InvoiceNumber"],
        row["Contact"]["ContactID"],
        row["DateString"][:10],
        row["DueDateString"][:10],
        row["CurrencyCode"],
        round(row["Total"] * 100),
        round(row["AmountDue"] * 100),
        "open" if row["AmountDue"] else "paid",
        "[]",
        row["Reference"],
        None,
        None,
        None,
    )


def prepare(provider: str, address: str, folder: Path) -> tuple[float, int]:
    """The store and the linked ledger for `ours`."""
    office_in(folder, provider, address).close()
    return 0.0, 0


_CONTENDERS: dict[str, Callable[[str, str, Path], tuple[float, int]]] = {
    "ours": ours,
    "floor": floor,
    "prepare": prepare,
}


def peak(process: str = "self") -> float:
    """MB, since that program began: `ru_maxrss` would begin with what the bench itself holds."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    """Run one and say what it took."""
    name, provider, address, folder = sys.argv[1:]
    seconds, rows = _CONTENDERS[name](provider, address, Path(folder))
    sys.stdout.write(json.dumps({"seconds": seconds, "rows": rows, "peak_mb": peak()}) + "\n")


if __name__ == "__main__":
    main()
