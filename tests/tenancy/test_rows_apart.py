"""What PostgreSQL keeps apart, whatever is asked: raw SQL in the role that a firm's work is done in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

import pytest
import sqlalchemy as sa

from sync import tables
from sync.clock import fixed
from sync.store import Store, firm_rows, firms, open_store, partitions, separation
from tests.postgres import ready_database
from tests.tenancy.rows import NOW, Row, row_in_every_table

TABLES = tables.metadata.sorted_tables
LATER = NOW + timedelta(days=400)
OF_FIRMS = [
    table
    for table in TABLES
    if separation.condition(table) not in ("", separation.NOBODYS) and table is not tables.firms
]


@dataclass
class Two:
    """Two firms, 1 and 2, with a row in every table each."""

    store: Store
    ours: dict[str, Row]
    theirs: dict[str, Row]


@pytest.fixture(scope="module")
def two(postgres_server: str) -> Iterator[Two]:
    """Kept apart by the database; nothing that is tried changes it."""
    with ready_database(postgres_server) as url, closing(open_store(url, fixed(NOW))) as store:
        with store.write() as connection:
            assert firms.add(connection, "harbour", None, NOW) == 2
            assert separation.separate(connection)
            ours, theirs = row_in_every_table(connection, 1), row_in_every_table(connection, 2)
        yield Two(store, ours, theirs)


def test_whose_the_rows_of_each_table_are_is_settled() -> None:
    unsettled = [table.name for table in TABLES if separation.condition(table) is None]
    assert unsettled == [], "say in sync.store.separation whose their rows are"
    assert separation.OTHERWISE.keys() <= tables.metadata.tables.keys()
    said_twice = [
        name for name in separation.OTHERWISE if {"firm_id", "ledger_id"} & {*tables.metadata.tables[name].c}
    ]
    assert said_twice == []


@pytest.mark.parametrize("narrowed", [False, True])
def test_a_firm_sees_and_changes_its_own_rows_of_every_table_and_no_others(two: Two, narrowed: bool) -> None:
    ledger_id = two.ours["ledgers"]["id"] if narrowed else None
    ours = two.store.of_firm(1, ledger_id)
    for table in OF_FIRMS:
        with ours.read() as connection:
            seen = connection.execute(sa.select(table)).mappings().all()
        assert [dict(row).items() >= two.ours[table.name].items() for row in seen] == [True], table.name
        with two.store.read() as connection:
            before = connection.execute(sa.select(table).order_by(*table.primary_key)).all()
        assert len(before) == 2
        key = [column == two.theirs[table.name][column.name] for column in table.primary_key]
        with ours.write() as connection:
            same = {column.name: column for column in table.c}
            assert connection.execute(sa.update(table).values(same)).rowcount == 1, table.name
            assert connection.execute(sa.delete(table).where(*key)).rowcount == 0, table.name
        with two.store.read() as connection:
            assert connection.execute(sa.select(table).order_by(*table.primary_key)).all() == before


def test_a_firm_writes_no_row_into_anothers(two: Two) -> None:
    ours = two.store.of_firm(1)
    for table in OF_FIRMS:
        with pytest.raises(sa.exc.ProgrammingError, match="row-level security"), ours.write() as connection:
            connection.execute(sa.insert(table).values(two.theirs[table.name]))


def test_where_no_firm_is_set_no_row_is_seen(two: Two) -> None:
    role = two.ours and two.store.of_firm(1).role
    with two.store.read() as connection:
        connection.execute(sa.text("SELECT set_config('role', :role, true)"), {"role": role})
        seen = {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) for table in TABLES
        }
    assert {name for name, rows in seen.items() if rows} == {"meta"}


def test_a_ledger_of_another_firm_opens_nothing_where_the_work_is_said_to_be_on_it(two: Two) -> None:
    theirs = two.theirs["ledgers"]["id"]
    with two.store.of_firm(1, theirs).read() as connection:
        [row] = connection.execute(sa.select(tables.customers.c.ledger_id)).all()
    assert row.ledger_id == two.ours["ledgers"]["id"]


def test_the_role_is_left_with_the_transaction_and_may_nothing_else(two: Two) -> None:
    ours = two.store.of_firm(1)
    with ours.read() as connection:
        assert connection.scalar(sa.text("SELECT current_user")) == ours.role
        may = connection.execute(
            sa.text(
                "SELECT rolsuper, rolcreaterole, rolcreatedb, rolcanlogin, rolbypassrls "
                "FROM pg_roles WHERE rolname = current_user"
            )
        ).one()
    assert not any(may)
    with two.store.read() as connection:
        assert connection.scalar(sa.text("SELECT current_user")) != ours.role
        assert len(connection.execute(sa.select(tables.ledgers)).all()) == 2
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), ours.write() as connection:
        connection.execute(sa.delete(tables.meta))


def _parts(two: Two) -> list[tuple[sa.Table, str]]:
    with two.store.read() as connection:
        return [
            (table, part.name) for table in partitions.PARTED for part in partitions.parts(connection, table)
        ]


def test_by_its_own_name_a_part_of_a_table_is_nobodys(two: Two) -> None:
    partitions.make_ahead(two.store, LATER)
    parts = _parts(two)
    assert len(parts) == 10
    ours = two.store.of_firm(1)
    for table, part in parts:
        with pytest.raises(sa.exc.ProgrammingError, match="permission denied"), ours.read() as connection:
            connection.execute(sa.select(sa.func.count()).select_from(sa.table(part)))
        with two.store.write() as connection:  # as whoever runs the database may have let it do
            connection.exec_driver_sql(f'GRANT ALL ON {part} TO "{ours.role}"')
        row = {column: value for column, value in two.ours[table.name].items() if column in table.c}
        with ours.read() as connection:
            assert connection.scalar(sa.select(sa.func.count()).select_from(sa.table(part))) == 0
        with pytest.raises(sa.exc.ProgrammingError, match="row-level security"), ours.write() as connection:
            connection.execute(sa.insert(table.to_metadata(sa.MetaData(), name=part)).values(row))
        with two.store.write() as connection:
            connection.exec_driver_sql(f'REVOKE ALL ON {part} FROM "{ours.role}"')
    with two.store.read() as connection:
        count = sa.select(sa.func.count())
        lying = [connection.scalar(count.select_from(sa.table(part))) or 0 for _, part in parts]
    assert sum(lying) == 4  # a row of each firm in each table, which only the tables show


def test_a_firm_reaches_its_rows_in_every_month_by_the_table(two: Two) -> None:
    partitions.make_ahead(two.store, LATER)
    made = [{"ledger_id": firm["ledgers"]["id"], "started_at": LATER} for firm in (two.ours, two.theirs)]
    with two.store.write() as connection:
        connection.execute(sa.insert(tables.runs), made)
        count = sa.select(sa.func.count()).select_from(sa.table(f"runs_{LATER:%Y_%m}"))
        assert connection.scalar(count) == 2
    mine = tables.runs.c.started_at == LATER
    with two.store.of_firm(1).write() as connection:
        assert connection.execute(sa.update(tables.runs).where(mine).values(outcome="done")).rowcount == 1
        assert connection.execute(sa.delete(tables.runs).where(mine)).rowcount == 1
    with two.store.write() as connection:
        assert connection.execute(sa.delete(tables.runs).where(mine)).rowcount == 1


def test_of_every_table_the_rows_of_an_erased_firm_go_and_no_others(two: Two) -> None:
    """The last of these tests: the second firm is gone then."""
    tables_of = [table for table, _ in firm_rows.tables_of(2, [])]
    with two.store.write() as connection:
        deleted = firm_rows.delete(connection, 2)
        left = {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table))
            for table in tables_of
        }
    assert deleted == dict.fromkeys(sorted(left), 1)
    assert {*left.values()} == {1}
    assert len(left) == len(OF_FIRMS)
