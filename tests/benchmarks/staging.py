"""Staging: the store's own bulk function, and pages of bytes all the way into the store.

Bare is what the driver does with the same SQL and the same rows: `executemany` on SQLite; on
PostgreSQL COPY into a temporary table and one INSERT ... ON CONFLICT from there.
"""

from __future__ import annotations

import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import pgserver
import psycopg
import sqlalchemy as sa
from quickbooks.objects.invoice import Invoice as SdkInvoice
from sqlalchemy.orm import Session, registry
from xero_python.accounting import AccountingApi
from xero_python.api_client import ApiClient

from connectors.quickbooks.mapping import facts as quickbooks_facts
from connectors.quickbooks.sheet import Sheet
from connectors.xero.fit import facts_of
from connectors.xero.mapping import invoice_facts
from connectors.xero.sheets import sheet
from connectors.xero.wire import InvoiceRow
from dunning.ledger import Kind, Row
from sync import tables
from sync.__main__ import settle
from sync.store import bulk
from sync.store.stage import stage
from tests.benchmarks.bare import SETTINGS, create, statement
from tests.benchmarks.contenders import NOW, office_in
from tests.benchmarks.pages import PAGE, Book
from tests.benchmarks.result import Result, medians

ROWS = 100_000
COLUMNS = 20
_metadata = sa.MetaData()
wide = sa.Table(
    "wide",
    _metadata,
    sa.Column("ledger_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("modified_at", sa.DateTime, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("total", sa.BigInteger, nullable=False),
    sa.Column("balance", sa.BigInteger, nullable=False),
    *(sa.Column(f"text_{number}", sa.Text) for number in range(COLUMNS - 6)),
)
_NAMES = tuple(column.name for column in wide.columns)


def measured() -> Iterator[Result]:
    """Alone on both databases; then as pages of bytes, against bare and against the SDKs."""
    settle()
    yield _sqlite_alone()
    yield _postgres_alone()
    for provider in ("quickbooks", "xero"):
        yield from _chain(provider)


def _rows(*, as_text: bool) -> list[tuple[Any, ...]]:
    """Rows as SQLite's driver takes them, text for times, or as PostgreSQL's does."""
    texts = tuple(f"some text of usual length {number}" for number in range(COLUMNS - 6))
    made = []
    for number in range(ROWS):
        changed = datetime(2026, 8, 1) + timedelta(seconds=number)  # noqa: DTZ001  # a column without zone
        due = date(2026, 1, 1) + timedelta(days=number % 300)
        when: tuple[Any, Any] = (changed.isoformat(" "), due.isoformat()) if as_text else (changed, due)
        made.append((1, f"id-{number:08}", *when, 100_000 + number, number, *texts))
    return made


def _timed(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _sqlite_alone() -> Result:
    rows = _rows(as_text=True)
    sql = bulk.statement(wide, _NAMES, "older", on_postgres=False)

    def bare() -> float:
        with tempfile.TemporaryDirectory() as folder:
            database = _sqlite(Path(folder) / "bare.db")
            database.execute("BEGIN IMMEDIATE")

            def run() -> None:
                database.executemany(sql, rows)
                database.execute("COMMIT")

            took = _timed(run)
            database.close()
        return took

    def ours() -> float:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ours.db"
            _sqlite(path).close()
            engine = sa.create_engine(f"sqlite:///{path}")
            with engine.begin() as connection:
                took = _timed(lambda: bulk.upsert(connection, wide, _NAMES, rows, over="older"))
                began = time.perf_counter()
            took += time.perf_counter() - began  # the commit, as in bare
            engine.dispose()
        return took

    took = medians({"bare": bare, "ours": ours})
    about = f"{ROWS} rows of {COLUMNS} columns, to bare executemany ({took['bare']:.2f} s)"
    return Result("staging_sqlite_to_bare", took["ours"] / took["bare"], "at most", 1.3, about)


def _sqlite(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    for pragma in SETTINGS:
        database.execute(f"PRAGMA {pragma}")
    database.execute(str(sa.schema.CreateTable(wide).compile(dialect=sa.create_engine("sqlite://").dialect)))
    return database


def _postgres_alone() -> Result:
    rows = _rows(as_text=False)
    with tempfile.TemporaryDirectory() as folder:
        server = pgserver.get_server(folder)
        try:
            address = server.get_uri()
            engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://", 1))

            def emptied() -> None:
                with engine.begin() as connection:
                    _metadata.drop_all(connection)
                    _metadata.create_all(connection)

            def ours() -> float:
                emptied()
                with engine.begin() as connection:
                    began = time.perf_counter()
                    bulk.upsert(connection, wide, _NAMES, rows, over="older")
                return time.perf_counter() - began

            def bare() -> float:
                emptied()
                with psycopg.connect(address) as connection:
                    return _timed(lambda: _copied(connection, rows))

            took = medians({"bare": bare, "ours": ours})
            engine.dispose()
        finally:
            server.cleanup()
    about = f"{ROWS} rows of {COLUMNS} columns, to COPY and one INSERT ({took['bare']:.2f} s)"
    return Result("staging_postgres_to_bare", took["ours"] / took["bare"], "at most", 1.3, about)


def _copied(connection: psycopg.Connection[Any], rows: Sequence[tuple[Any, ...]]) -> None:
    changes = ", ".join(f"{name} = excluded.{name}" for name in _NAMES[2:])
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE arriving (LIKE wide) ON COMMIT DROP")
        with cursor.copy("COPY arriving FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        insert = "INSERT INTO wide SELECT * FROM arriving ON CONFLICT (ledger_id, id) DO UPDATE SET "
        cursor.execute(cast("Any", f"{insert}{changes} WHERE excluded.modified_at >= wide.modified_at"))
    connection.commit()


def decoded(provider: str, body: bytes) -> list[Row]:
    """Page bytes to facts, by the connectors' own two steps."""
    if provider == "quickbooks":
        return list(quickbooks_facts(Sheet(body), "USD"))
    found = sheet(body, "Invoices", InvoiceRow)
    return list(facts_of(found.rows, Kind.INVOICE, invoice_facts, NOW))


def _chain(provider: str) -> Iterator[Result]:
    book = Book(provider, ROWS)
    pages = [book.page(start) for start in range(0, ROWS, PAGE)]
    ready = _ready(provider, pages)

    def bare() -> float:
        with tempfile.TemporaryDirectory() as folder:
            database = create(Path(folder) / "bare.db")

            def run() -> None:
                for rows in ready:
                    database.execute("BEGIN IMMEDIATE")
                    database.executemany(statement(), rows)
                    database.execute("COMMIT")

            took = _timed(run)
            database.close()
        return took

    def ours() -> float:
        with tempfile.TemporaryDirectory() as folder:
            office = office_in(Path(folder), provider, "http://127.0.0.1:9")
            ledger = office.linked("bench")

            def run() -> None:
                for body in pages:
                    facts = decoded(provider, body)
                    with office.store.write() as connection:
                        stage(connection, ledger.id, facts, NOW)

            took = _timed(run)
            office.close()
        return took

    took = medians(
        {
            "bare": bare,
            "ours": ours,
            "core": lambda: _by_sdk(provider, pages, merge=False),
            "merge": lambda: _by_sdk(provider, pages, merge=True),
        }
    )
    about = f"{ROWS} invoices as page bytes; ours {took['ours']:.2f} s, bare {took['bare']:.2f} s"
    yield Result(f"{provider}_chain_to_bare", took["ours"] / took["bare"], "at most", 3.0, about)
    for peer, bar in (("core", 4), ("merge", 15)):
        told = f"SDK's decoder and {peer}, {took[peer]:.1f} s"
        yield Result(f"{provider}_sdk_{peer}_to_ours", took[peer] / took["ours"], "at least", bar, told)


def _ready(provider: str, pages: Sequence[bytes]) -> list[list[tuple[Any, ...]]]:
    """The very rows that our own chain writes, read back from where it wrote them."""
    with tempfile.TemporaryDirectory() as folder:
        office = office_in(Path(folder), provider, "http://127.0.0.1:9")
        ledger = office.linked("bench")
        for body in pages:
            with office.store.write() as connection:
                stage(connection, ledger.id, decoded(provider, body), NOW)
        office.close()
        with sqlite3.connect(Path(folder) / "duesync.db") as database:
            names = ", ".join(column.name for column in tables.invoices.columns)
            rows = database.execute(f"SELECT {names} FROM invoices ORDER BY rowid").fetchall()  # noqa: S608  # our own names
        database.close()
    return [rows[start : start + PAGE] for start in range(0, len(rows), PAGE)]


mapper = registry()


@mapper.mapped
class _Merged:
    """The invoices' table as an ORM class."""

    __table__ = sa.Table(
        "invoices",
        mapper.metadata,
        *(
            sa.Column(column.name, column.type, primary_key=column.primary_key)
            for column in tables.invoices.columns
        ),
    )


def _by_sdk(provider: str, pages: Sequence[bytes], *, merge: bool) -> float:
    """Seconds for the provider's SDK to make objects of the pages, and SQLAlchemy to write them."""
    with tempfile.TemporaryDirectory() as folder:
        engine = sa.create_engine(f"sqlite:///{folder}/sdk.db")
        mapper.metadata.create_all(engine)
        began = time.perf_counter()
        for body in pages:
            rows = _sdk_rows(provider, body)
            with engine.begin() as connection:
                if merge:
                    with Session(connection) as session:
                        for row in rows:
                            session.merge(_Merged(**row))
                        session.flush()
                else:
                    connection.execute(sa.insert(_Merged.__table__), rows)
        took = time.perf_counter() - began
        engine.dispose()
    return took


class _Answered:
    """A response as the SDK's client has it after the call."""

    def __init__(self, body: bytes) -> None:
        self.text = body.decode()


def _sdk_rows(provider: str, body: bytes) -> list[dict[str, Any]]:
    if provider == "xero":
        found: Any = ApiClient().deserialize(_Answered(body), "Invoices", _MODELS)
        return [_xero_columns(each) for each in found.invoices]
    rows = json.loads(body)["QueryResponse"]["Invoice"]
    return [_quickbooks_columns(SdkInvoice.from_json(row)) for row in rows]


_MODELS = AccountingApi(ApiClient()).get_model_finder()


def _columns(**values: Any) -> dict[str, Any]:
    plain = {"ledger_id": 1, "emails": "[]", "pay_url": None, "sent_at": None, "problem": None}
    return plain | values


def _xero_columns(row: Any) -> dict[str, Any]:
    return _columns(
        id=row.invoice_id,
        version=str(row.updated_date_utc),
        modified_at=row.updated_date_utc.astimezone(UTC),
        number=row.invoice_number,
        customer_id=row.contact.contact_id,
        issued_on=row.date,
        due_on=row.due_date,
        currency=row.currency_code.value,
        total=int(row.total * 100),
        balance=int(row.amount_due * 100),
        status="open",
        reference=row.reference,
    )


def _quickbooks_columns(row: Any) -> dict[str, Any]:
    return _columns(
        id=row.Id,
        version=row.SyncToken,
        modified_at=datetime.fromisoformat(row.MetaData.LastUpdatedTime),
        number=row.DocNumber,
        customer_id=row.CustomerRef.value,
        issued_on=date.fromisoformat(row.TxnDate),
        due_on=date.fromisoformat(row.DueDate),
        currency=row.CurrencyRef.value,
        total=round(row.TotalAmt * 100),
        balance=round(row.Balance * 100),
        status="open",
        emails=json.dumps([row.BillEmail.Address]),
        reference=None,
    )
