"""Retention: what is past its time goes, the chain verifies all the same, and what counts still stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from dunning.ledger import Kind
from sync import tables
from sync.evidence.verify import verify
from sync.keeping import keep_house
from sync.privacy.retention import Enforced, enforce, whole_months
from sync.replay import replay
from sync.store import partitions, personal
from tests.sync.books import NOW, TODAY, customer, invoice, rows_of, unreadable
from tests.sync.desk import NAME, Desk, desk

YEARS = timedelta(days=366)


@contextmanager
def a_month(folder: Path, url: str) -> Iterator[Desk]:
    """A month of business with one who is written to, one who waits, and a row that cannot be read."""
    with desk(folder, url) as made:
        made.stage(customer("C1"), invoice("CHASED", of="C1"))
        made.stage(customer("C2"), invoice("WAITS", of="C2", overdue=-20))
        made.stage(unreadable(Kind.INVOICE, "I9", "no date", of="C2", raw="Zephyrine"))
        for day in range(0, 20, 2):
            made.at(NOW + timedelta(days=day))
            made.stage(customer("C2", edit=day + 2, name=f"Customer {day}"))
            made.decide()
            if day % 6 == 0:
                made.send()
        yield made


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Desk]:
    with a_month(tmp_path, f"sqlite:///{tmp_path / 'duesync.db'}") as made:
        yield made


@pytest.fixture
def either(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """The same, on either database."""
    with a_month(tmp_path, store_url) as made:
        yield made


def count(on: Desk, table: sa.Table) -> int:
    return len(rows_of(on.office.store, table, on.ledger.id))


def enforced(on: Desk, later: timedelta) -> Enforced:
    on.at(NOW + later)
    [done] = enforce(on.office)
    with on.office.store.read() as connection:
        assert verify(connection, on.ledger.id, NAME, {}).broken == ()
    return done


def test_each_kind_goes_in_its_time_and_what_stands_or_was_acted_on_stays(either: Desk) -> None:
    month = either
    decided, versions = count(month, tables.decisions), count(month, tables.history)
    assert versions > 2
    assert not enforced(month, timedelta(days=60)).any()  # nothing goes before its time
    assert enforced(month, timedelta(days=130)).unreadable == 1
    assert [row["raw"] for row in rows_of(month.office.store, tables.problems, month.ledger.id)] == [""]
    gone = enforced(month, 2 * YEARS + timedelta(days=40))
    with month.office.store.read() as connection:
        went = sa.select(tables.effects.c.decision_id)
        old = sa.and_(tables.decisions.c.id.in_(went), sa.not_(tables.decisions.c.standing))
        acted = connection.scalar(sa.select(sa.func.count()).where(old)) or 0
    left = rows_of(month.office.store, tables.decisions, month.ledger.id)
    assert gone.decisions == decided - len(left) > 0
    assert len(left) == sum(row["standing"] for row in left) + acted
    assert replay(month.office, month.ledger, TODAY).erased == gone.decisions
    with month.office.store.read() as connection:
        unused = sa.select(sa.func.count()).where(
            tables.snapshots.c.digest.not_in(sa.select(tables.decisions.c.account_digest))
        )
        assert connection.scalar(unused) == 0
    assert enforced(month, 6 * YEARS + timedelta(days=60)).versions == versions
    assert count(month, tables.notices) > 0  # they owe it still


def test_what_was_done_about_one_who_paid_goes_after_the_years(month: Desk) -> None:
    month.stage(invoice("CHASED", of="C1", edit=90, balance=Decimal(0), status="paid"))
    assert enforced(month, 6 * YEARS + timedelta(days=60)).persons == 0  # a note waits to be written
    with month.office.store.write() as connection:
        ready = tables.effects.c.state == "ready"
        connection.execute(sa.update(tables.effects).where(ready).values(state="dropped"))
    assert enforced(month, 5 * YEARS).persons == 0
    assert count(month, tables.notices) > 0
    assert enforced(month, 6 * YEARS + timedelta(days=60)).persons == 1
    for table in (tables.notices, tables.effects):
        assert count(month, table) == 0
    with month.work():
        assert [one.busy for one in enforce(month.office)] == [True]  # left for the next time
    assert "C1" in {row["id"] for row in rows_of(month.office.store, tables.customers, month.ledger.id)}


def test_each_table_is_told_and_erased_by_person_or_says_why_not() -> None:
    """A new table with a `customer_id`, an `invoice_id` or a reference to such a row joins by itself."""
    known = {table.name for table in personal.personal()} | personal.NOT_PERSONAL.keys()
    store = {"alembic_version", "app_budgets", "departures", "firms", "leases", "ledgers", "meta"}
    assert {table.name for table in tables.metadata.sorted_tables} - store == known
    assert all(personal.NOT_PERSONAL.values())
    assert {"snapshots", "persons", "history", "papers"} <= known
    assert known >= personal.FACTS
    for table in personal.personal():
        named = {"customer_id", "invoice_id"} & {column.name for column in table.c}
        told = table in (tables.customers, tables.history, tables.problems, tables.allocations)
        assert (
            named
            or told
            or [key for key in table.foreign_keys if key.column.table.name != "ledgers"]
            or (personal.is_known_by_others(table))
        ), table.name


def _parts(on: Desk, table: sa.Table) -> list[str]:
    with on.office.store.read() as connection:
        return [part.name.removeprefix(f"{table.name}_") for part in partitions.parts(connection, table)]


def test_whole_months_go_at_once_after_the_longest_time_and_new_ones_are_there(
    postgres_url: str, tmp_path: Path
) -> None:
    with a_month(tmp_path, postgres_url) as made:
        with made.office.store.read() as connection:
            born = partitions.parts(connection, tables.runs)[0].until  # what was there before lies before it
        assert born is not None
        versions = count(made, tables.history)
        made.at(born)
        assert keep_house(made.office) == []
        ahead = [f"{born + timedelta(days=32 * months):%Y_%m}" for months in range(3)]
        assert _parts(made, tables.history) == _parts(made, tables.runs) == ["first", *ahead, "rest"]
        made.at(born + 2 * YEARS - timedelta(days=3))
        assert whole_months(made.office) == []
        made.at(born + 2 * YEARS)
        assert whole_months(made.office) == ["runs_first"]  # the versions are kept for longer
        assert count(made, tables.history) == versions
        made.at(born + 6 * YEARS)
        gone = whole_months(made.office)
        assert gone == ["history_first", *(f"runs_{one}" for one in ahead), *gone[4:]]
        assert _parts(made, tables.history)[:3] == ahead
        assert count(made, tables.history) == 0
        made.at(born + 7 * YEARS)
        assert whole_months(made.office)[:3] == [f"history_{one}" for one in ahead]


def test_months_that_may_not_be_made_stop_nothing_else(postgres_url: str, tmp_path: Path) -> None:
    with a_month(tmp_path, postgres_url) as made:
        decided = count(made, tables.decisions)
        made.at(NOW + 3 * YEARS)
        with made.office.store.engine.begin() as connection:  # somebody's own table has the name
            connection.exec_driver_sql(f"CREATE TABLE runs_{NOW + 3 * YEARS:%Y_%m} (id integer)")
        [told] = [one for one in keep_house(made.office) if "runs_" in one]
        assert "cannot be looked after" in told
        assert count(made, tables.decisions) < decided  # the rest of the house was kept
