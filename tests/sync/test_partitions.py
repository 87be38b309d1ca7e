"""Runs and earlier versions lie by month on PostgreSQL: made ahead, dropped whole, none is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from dunning.ledger import Kind
from sync import migrations, tables
from sync.migrations import Stand
from sync.moving import rows
from sync.moving.rows import Tally
from sync.store import Store, altered, open_store, partitions, runs, separation
from sync.store.versions import Versions
from tests.moving.removal import CLOCK
from tests.sync.books import NOW, gone, linked, opened

MONTH = timedelta(days=31)


@pytest.fixture
def store(postgres_url: str) -> Iterator[Store]:
    with opened(postgres_url) as made:
        linked(made)
        yield made


def _parts(store: Store, table: sa.Table = tables.runs) -> list[str]:
    with store.read() as connection:
        return [part.name.removeprefix(f"{table.name}_") for part in partitions.parts(connection, table)]


def _lying(store: Store, table: sa.Table = tables.runs) -> dict[str, int]:
    """How many rows each part has that has any."""
    query = sa.select(sa.cast(sa.literal_column("tableoid::regclass"), sa.Text), sa.func.count())
    with store.read() as connection:
        found = connection.execute(query.select_from(table).group_by(sa.text("1"))).all()
    return {name.removeprefix(f"{table.name}_"): number for name, number in found}


def _ran(store: Store, *at: datetime) -> None:
    with store.write() as connection:
        for one in at:
            runs.finish(connection, runs.start(connection, 1, one), one, "done", "{}")


def _later(store: Store, months: int) -> datetime:
    """The middle of a month, so many after all that the first part takes."""
    with store.read() as connection:
        until = partitions.parts(connection, tables.runs)[0].until
    assert until is not None
    return until + MONTH * months + timedelta(days=14)


def test_months_are_made_ahead_once_and_what_lay_in_the_rest_comes_along(store: Store) -> None:
    assert _parts(store) == ["first", "rest"]
    now = _later(store, 1)
    _ran(store, now, now + MONTH, now + MONTH * 12, NOW)
    assert _lying(store) == {"first": 1, "rest": 3}
    made = partitions.make_ahead(store, now)
    names = [f"{now + MONTH * months:%Y_%m}" for months in range(3)]
    assert made == [f"{table}_{name}" for table in ("history", "runs") for name in names]
    assert partitions.make_ahead(store, now) == []
    assert _parts(store) == ["first", *names, "rest"]
    assert _lying(store) == {"first": 1, names[0]: 1, names[1]: 1, "rest": 1}
    assert len(partitions.make_ahead(store, now - MONTH)) == 2  # the one that was left out
    with store.read() as connection:
        bounds = partitions.parts(connection, tables.runs)[:-1]
    assert all(one.until == two.since for one, two in pairwise(bounds))
    _ran(store, now)
    assert _lying(store)[names[0]] == 2


def test_a_year_that_ends_is_followed_by_the_next(store: Store) -> None:
    partitions.make_ahead(store, datetime(2031, 11, 30, 23, tzinfo=UTC))
    assert _parts(store)[1:-1] == ["2031_11", "2031_12", "2032_01"]


def test_whole_months_that_are_past_are_dropped_and_no_other_row(store: Store) -> None:
    now = _later(store, 1)
    partitions.make_ahead(store, now)
    _ran(store, NOW, now, now + MONTH)
    with store.read() as connection:
        first, month = partitions.parts(connection, tables.runs)[:2]
    assert month.until is not None
    assert partitions.drop_past(store, tables.runs, month.until - timedelta(microseconds=1)) == [first.name]
    assert sum(_lying(store).values()) == 2
    assert partitions.drop_past(store, tables.runs, month.until) == [month.name]
    assert sum(_lying(store).values()) == 1
    assert _parts(store)[-1] == "rest"
    assert partitions.drop_past(store, tables.runs, now + MONTH * 60) != []
    assert _parts(store) == ["rest"]
    _ran(store, NOW, now)  # the numbers go on, though the table that they began with is gone
    with store.read() as connection:
        assert connection.scalar(sa.select(sa.func.min(tables.runs.c.id))) == 4


@pytest.mark.parametrize("held", ["runs_first", "runs_rest", "ledgers"])
def test_what_is_in_use_is_left_for_another_day_and_keeps_nobody_waiting(store: Store, held: str) -> None:
    now = _later(store, 1)
    partitions.make_ahead(store, now)
    with store.engine.connect() as other, other.begin():
        other.exec_driver_sql(f"LOCK TABLE {held} IN ROW EXCLUSIVE MODE")
        began = time.monotonic()
        dropped = partitions.drop_past(store, tables.runs, now - MONTH)
        made = [one for one in partitions.make_ahead(store, now + MONTH * 6) if one.startswith("runs")]
        assert time.monotonic() - began < 20
        assert bool(dropped) == (held == "ledgers")
        assert bool(made) == (held == "runs_first")
    partitions.drop_past(store, tables.runs, now - MONTH)
    partitions.make_ahead(store, now + MONTH * 6)
    assert "first" not in _parts(store)
    assert f"{now + MONTH * 6:%Y_%m}" in _parts(store)


def test_what_the_login_may_not_do_is_told(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE ROLE stranger")
        connection.exec_driver_sql("GRANT SELECT, UPDATE ON ALL TABLES IN SCHEMA public TO stranger")
    try:

        @sa.event.listens_for(store.engine, "begin")
        def _be_a_stranger(connection: sa.Connection) -> None:
            connection.exec_driver_sql("SET LOCAL ROLE stranger")

        with pytest.raises(partitions.NotLookedAfter, match="cannot be looked after: permission denied"):
            partitions.make_ahead(store, _later(store, 1))
        with pytest.raises(partitions.NotLookedAfter, match="must be owner of table runs_first"):
            partitions.drop_past(store, tables.runs, _later(store, 1))
    finally:
        sa.event.remove(store.engine, "begin", _be_a_stranger)
        with store.engine.begin() as connection:
            connection.exec_driver_sql("DROP OWNED BY stranger")
            connection.exec_driver_sql("DROP ROLE stranger")


def test_a_version_is_kept_once_whichever_month_it_comes_again_in(store: Store) -> None:
    now = _later(store, 1)
    partitions.make_ahead(store, now)
    for at, ids in ((NOW, "ab"), (now, "abc"), (now + MONTH, "bd")):
        with store.write() as connection:
            Versions(connection, 1, at).keep(Kind.INVOICE, [gone(Kind.INVOICE, id_) for id_ in ids])
    assert sorted(_lying(store, tables.history).values()) == [1, 1, 2]


def test_a_store_of_before_is_carried_over_as_it_is_and_back(postgres_url: str) -> None:
    with closing(open_store(postgres_url, CLOCK)) as store:
        linked(store)
        separation_is = _separated(store)
        _as_before(postgres_url)
        far = datetime(2400, 1, 1, tzinfo=UTC)  # by a clock that was wrong
        _ran(store, NOW, NOW + timedelta(days=1), far)
        with store.write() as connection:
            Versions(connection, 1, NOW).keep(Kind.INVOICE, [gone(Kind.INVOICE, id_) for id_ in "abc"])
            assert partitions.parts(connection, tables.runs) == []
        assert partitions.make_ahead(store, NOW) == partitions.drop_past(store, tables.runs, far) == []
        before = _told(store)
        assert _brought_on(postgres_url, after=False).after == "0040"
        with store.write() as connection:  # between the halves the key of before is there yet, and ours does
            Versions(connection, 1, NOW + MONTH).keep(Kind.INVOICE, [gone(Kind.INVOICE, "a")])
        assert _brought_on(postgres_url).after == migrations.head()
        assert _told(store) == before
        assert _lying(store) == {"first": 2, "rest": 1}
        assert _lying(store, tables.history) == {"first": 3}
        assert separation_is == _guards(store)
        _ran(store, NOW + timedelta(days=2))
        _as_before(postgres_url)
        assert _parts(store) == []
        _ran(store, NOW + timedelta(days=3))
        with store.read() as connection:
            assert connection.scalar(sa.select(sa.func.max(tables.runs.c.id))) == 5


def _told(store: Store) -> list[Tally]:
    """Of what is moved about."""
    with store.read() as connection:
        return [rows.tally(connection, table) for table in (tables.runs, tables.history)]


def _as_before(url: str) -> None:
    since = ScriptDirectory.from_config(migrations.config()).walk_revisions("0041", "head")
    with altered(url, CLOCK) as connection, Operations.context(MigrationContext.configure(connection)):
        for revision in since:
            revision.module.downgrade()
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0040'"))
        separation.keep_up(connection)


def _brought_on(url: str, *, after: bool = True) -> Stand:
    with altered(url, CLOCK) as connection:
        return migrations.run(connection, after=after)


def _separated(store: Store) -> list[tuple[object, ...]]:
    with store.write() as connection:
        separation.separate(connection)
    return _guards(store)


def _guards(store: Store) -> list[tuple[object, ...]]:
    """Of each table and part: whether rows are kept apart, by how many policies, and who else may what."""
    query = sa.text(
        "SELECT relname, relrowsecurity, (SELECT count(*) FROM pg_policy WHERE polrelid = c.oid), "
        "(SELECT count(*) FROM aclexplode(relacl) WHERE grantee <> relowner) FROM pg_class c "
        "WHERE relname ~ '^(runs|history)(_first|_rest)?$' ORDER BY relname"
    )
    with store.read() as connection:
        return [tuple(row) for row in connection.execute(query)]
