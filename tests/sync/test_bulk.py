"""Pages of ready rows: on both databases the same rows, read back alike by whoever reads them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import Connection

from sync import tables
from sync.store import Store, bulk, dialects
from sync.store.bulk import Over, Row
from sync.store.review import TABLES
from tests.sync.books import DAWN, linked, opened

PAYMENTS = tuple(column.name for column in tables.payments.columns)
HISTORY = tuple(column.name for column in tables.history.columns)
SIZES = pytest.mark.parametrize("size", [3, 250, 750, 751])  # few and many go by different ways
ODD = (
    "",
    "\\N",
    "\\",
    "tab\there",
    "line\nline\r\n",
    "'\"`;--",
    "\N{SNOWMAN}\N{PILE OF POO}",
    "%s %(x)s",
    "NULL",
)


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    with opened(store_url) as made:
        yield made


@pytest.fixture
def ledger_id(store: Store) -> int:
    return linked(store)


def rows(connection: Connection, ledger_id: int, size: int, edit: int = 1, **changed: Any) -> list[Row]:
    """`size` payments; every second one's texts and dates are missing."""
    form = dialects.forms(connection)
    odd = itertools.cycle(ODD)
    made = []
    for number in range(size):
        values = {
            "ledger_id": ledger_id,
            "id": f"P{number:04}",
            "version": str(edit),
            "modified_at": form.instant(DAWN + timedelta(minutes=edit, microseconds=number)),
            "customer_id": next(odd) if number % 2 else None,
            "paid_on": form.day(date(2026, 1, 1) + timedelta(days=number)) if number % 2 else None,
            "currency": "GBP",
            "amount": 10**16 - number,
            "unapplied": -number,
            "reference": next(odd),
            "status": "active",
        }
        made.append((*(values | changed).values(),))
    return made


def told(connection: Connection, ledger_id: int) -> list[dict[str, Any]]:
    """The payments as SQLAlchemy reads them."""
    query = sa.select(tables.payments).where(tables.payments.c.ledger_id == ledger_id)
    return [dict(row) for row in connection.execute(query.order_by(tables.payments.c.id)).mappings()]


@SIZES
def test_rows_of_the_driver_are_read_back_as_sqlalchemy_would_have_written_them(
    store: Store, ledger_id: int, size: int
) -> None:
    other = linked(store, "B-2")
    with store.write() as connection:
        bulk.upsert(connection, tables.payments, PAYMENTS, rows(connection, ledger_id, size))
        by_core = [
            row
            | {
                "ledger_id": other,
                "modified_at": DAWN + timedelta(minutes=1, microseconds=number),
                "paid_on": date(2026, 1, 1) + timedelta(days=number) if number % 2 else None,
            }
            for number, row in enumerate(told(connection, ledger_id))
        ]
        connection.execute(sa.insert(tables.payments), by_core)
        assert told(connection, other) == by_core
        assert [row | {"ledger_id": other} for row in told(connection, ledger_id)] == by_core
        ids = [row["id"] for row in by_core]
        by_driver = [
            bulk.read(connection, tables.payments, PAYMENTS[1:], one, ids) for one in (ledger_id, other)
        ]
        assert sorted(by_driver[0]) == sorted(by_driver[1])
        assert sorted(by_driver[0]) == [row[1:] for row in rows(connection, ledger_id, size)]


@SIZES
@pytest.mark.parametrize(
    ("over", "edit", "stands"),
    [
        ("any", 1, "new"),
        ("older", 1, "old"),
        ("older", 2, "new"),
        ("older", 3, "new"),
        ("other", 1, "new"),
        ("none", 3, "old"),
    ],
)
def test_which_row_stands_after_another_came_is_said_by_over(
    store: Store, ledger_id: int, size: int, over: Over, edit: int, stands: str
) -> None:
    with store.write() as connection:
        bulk.upsert(connection, tables.payments, PAYMENTS, rows(connection, ledger_id, size, 2, status="old"))
    with store.write() as connection:
        newer = rows(connection, ledger_id, size + 5, edit, status="new")
        bulk.upsert(connection, tables.payments, PAYMENTS, newer, over=over)
        found = [row["status"] for row in told(connection, ledger_id)]
    assert found == [stands] * size + ["new"] * 5


def test_many_pages_in_one_transaction_leave_nothing_but_their_rows(store: Store, ledger_id: int) -> None:
    with store.write() as connection:
        for edit in (1, 2, 3):
            page = rows(connection, ledger_id, 300, edit)
            bulk.upsert(connection, tables.payments, PAYMENTS, page, over="older")
            kept = [(ledger_id, "payment", row[1], str(edit), b"\\x00\x00\t", row[3]) for row in page]
            bulk.upsert(connection, tables.history, HISTORY, kept, over="none")
        names = set(sa.inspect(connection).get_temp_table_names())
        assert not {name for name in names if name.startswith("arriving")}
    with store.read() as connection:
        assert {row["version"] for row in told(connection, ledger_id)} == {"3"}
        bodies = list(connection.scalars(sa.select(tables.history.c.body)))
    assert bodies == [b"\\x00\x00\t"] * 900


def test_a_page_that_is_taken_back_leaves_nothing(store: Store, ledger_id: int) -> None:
    def torn() -> None:
        with store.write() as connection:
            bulk.upsert(connection, tables.payments, PAYMENTS, rows(connection, ledger_id, 300))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        torn()
    with store.write() as connection:
        assert told(connection, ledger_id) == []
        bulk.upsert(connection, tables.payments, PAYMENTS, rows(connection, ledger_id, 300))
        assert len(told(connection, ledger_id)) == 300


def test_only_the_rows_asked_for_are_read_however_many(store: Store, ledger_id: int) -> None:
    other = linked(store, "B-2")
    with store.write() as connection:
        for one in (ledger_id, other):
            bulk.upsert(connection, tables.payments, PAYMENTS, rows(connection, one, 2000))
        asked = [f"P{number:04}" for number in range(1000, 3000)] + list(ODD)
        found = bulk.read(connection, tables.payments, ("ledger_id", "id"), ledger_id, asked)
        assert sorted(found) == [(ledger_id, f"P{number:04}") for number in range(1000, 2000)]
        assert bulk.read(connection, tables.payments, PAYMENTS, ledger_id, ()) == []


def test_ids_of_any_text_are_found_among_others(store: Store, ledger_id: int) -> None:
    with store.write() as connection:
        [row] = rows(connection, ledger_id, 1)
        page = [(ledger_id, id_, *row[2:]) for id_ in ODD]
        bulk.upsert(connection, tables.payments, PAYMENTS, page)
        query = sa.select(tables.payments.c.id).where(
            dialects.among(tables.payments.c.id, [*ODD[:4], "no such"])
        )
        assert set(connection.scalars(query)) == set(ODD[:4])


def test_columns_in_another_order_than_the_tables_are_refused(store: Store, ledger_id: int) -> None:
    swapped = ("ledger_id", "id", "modified_at", "version")
    with store.write() as connection, pytest.raises(ValueError, match="order of the table payments"):
        bulk.upsert(connection, tables.payments, swapped, [(ledger_id, "P1", "x", "y")])


ZONES = st.sampled_from([UTC, timezone(timedelta(hours=13, minutes=45)), timezone(-timedelta(hours=11))])


@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=ZONES))  # noqa: DTZ001  # bounds are naive
def test_an_instant_is_stored_in_the_very_form_that_sqlalchemy_stores(instant: datetime) -> None:
    written = tables.Instant().dialect_impl(sqlite.dialect()).bind_processor(sqlite.dialect())
    assert written is not None
    assert dialects._SQLITE.instant(instant) == written(instant)
    assert dialects._SQLITE.read_instant(written(instant)) == instant


@pytest.mark.parametrize("form", [dialects._SQLITE, dialects._POSTGRES])
def test_a_time_without_its_zone_is_refused(form: dialects.Forms) -> None:
    with pytest.raises(ValueError, match="no time zone"):
        form.instant(DAWN.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("table", "columns", "by"),
    [
        *((table, (*(column.name for column in table.columns),), "id") for table in TABLES.values()),
        (tables.allocations, ("payment_id", "invoice_id", "amount"), "payment_id"),
        (tables.allocations, ("invoice_id", "payment_id"), "invoice_id"),
    ],
    ids=str,
)
def test_what_a_page_asks_for_is_found_by_index_and_not_by_reading_the_whole_ledger(
    table: sa.Table, columns: tuple[str, ...], by: str
) -> None:
    """SQLite alone plans so, without having seen a row: it once read every allocation for each page."""
    with opened("sqlite://") as store, store.read() as connection:
        query = bulk._query(table, columns, by, "", on_postgres=False)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", (1, "[]")).all()
    (search,) = [row[3] for row in plan if table.name in row[3].split()]
    assert f"(ledger_id=? AND {by}=?" in search
