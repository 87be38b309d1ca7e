"""A store that moves takes along all it knows, and what it left does nothing more."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory

from sync import migrations
from sync.moving.move import CannotMove, move, take_back, without_password
from sync.moving.rows import NotTaken
from sync.office import open_office
from sync.store import StoreError, altered, ledgers, open_store
from sync.tables import customers, effects, leases, meta
from sync.work import held_ledger
from tests.crash.sweep import check, killed, points_of, prepare
from tests.moving.removal import CLOCK, looked_at, quiet, tallies, works
from tests.world import XERO, World, world


def test_what_was_under_way_is_done_by_the_new_store_and_once(tmp_path: Path, postgres_url: str) -> None:
    points = points_of(XERO)
    sent = [number for number, point in enumerate(points, 1) if point == "mail sent"]
    with world(tmp_path, customers=8) as made:
        prepare(made, XERO)
        killed(made, XERO, sent[len(sent) // 2])  # a message went, and nobody knows
        made.office.close()
        source = f"sqlite:///{tmp_path / 'duesync.db'}"
        moved = move(source, postgres_url, CLOCK, quiet)
        assert not any(chain.broken for chain in moved.chains)
        assert [one.ledger for one in moved.chains] == [XERO]
        text = made.config.read_text(encoding="utf-8").replace("sqlite:///duesync.db", postgres_url)
        made.config.write_text(text, encoding="utf-8")
        made.office = open_office(made.config, CLOCK)
        assert _claims_and_fences(source) == _claims_and_fences(postgres_url) != ([], [])
        for _ in range(3):
            made.run(XERO)
        check(made, XERO)
        _takes_a_new_row(made)


def _claims_and_fences(url: str) -> tuple[list[object], list[object]]:
    claims = sa.select(effects.c.key, effects.c.fence, effects.c.look_after).where(
        effects.c.state == "claimed"
    )
    with looked_at(url) as store, store.read() as connection:
        return (
            [*map(tuple, connection.execute(claims))],
            [*map(tuple, connection.execute(sa.select(leases.c.name, leases.c.fence, leases.c.holder)))],
        )


def _takes_a_new_row(made: World) -> None:
    """Numbers go on after those that came along."""
    with made.office.store.write() as connection:
        last = connection.scalar(sa.select(sa.func.max(effects.c.id))) or 0
        copied = {
            column.name: column for column in effects.columns if column.name not in ("id", "key", "slot")
        }
        query = sa.select(*copied.values(), sa.literal("K"), sa.literal("S")).limit(1)
        connection.execute(sa.insert(effects).from_select([*copied, "key", "slot"], query))
        assert (connection.scalar(sa.select(sa.func.max(effects.c.id))) or 0) > last


def test_there_and_back_nothing_is_another(source: str, tmp_path: Path, postgres_url: str) -> None:
    with looked_at(source) as store, store.write() as connection:
        odd = {
            "name": "Ærø \\N\t\n\x7f'\"\U0001d518 ",
            "emails": "[]",
            "people": "",
            "phone": None,
            "balance": -(2**53) - 1,
        }
        connection.execute(sa.update(customers).values(**odd))
    before, back = tallies(source), f"sqlite:///{tmp_path / 'back.db'}"
    move(source, postgres_url, CLOCK, quiet)
    assert tallies(postgres_url) == before
    move(postgres_url, back, CLOCK, quiet)
    assert tallies(back) == before
    assert [works(url) for url in (source, postgres_url, back)] == [False, False, True]
    with (
        looked_at(postgres_url) as store,
        pytest.raises(StoreError, match="closed"),
        store.write() as connection,
    ):
        connection.execute(sa.update(leases).values(fence=1))


def test_one_cell_that_is_another_is_noticed(source: str) -> None:
    before = tallies(source)
    with looked_at(source) as store, store.write() as connection:
        first = sa.select(sa.func.min(customers.c.id)).scalar_subquery()
        connection.execute(sa.update(customers).values(contactable=False).where(customers.c.id == first))
    after = tallies(source)
    assert {name for name in before if before[name] != after[name]} == {"customers"}


def test_who_had_the_old_store_open_writes_nothing_more(
    source: str, postgres_url: str, tmp_path: Path
) -> None:
    open_for_long = open_store(source, CLOCK)
    with closing(sqlite3.connect(tmp_path / "duesync.db")) as older_program:
        move(source, postgres_url, CLOCK, quiet)
        with pytest.raises(sqlite3.IntegrityError, match="moved"):
            older_program.execute("UPDATE leases SET fence = fence + 1")
    with pytest.raises(StoreError, match="moved"), held_ledger(open_for_long, XERO, 1):
        pass
    open_for_long.close()
    with pytest.raises(StoreError, match="moved to postgresql") as told:
        open_store(source, CLOCK)
    assert without_password(postgres_url) in str(told.value)
    again = move(source, postgres_url, CLOCK, quiet)
    assert again.already
    with pytest.raises(CannotMove, match="has taken over"):
        take_back(source, postgres_url, CLOCK)


def test_an_older_store_is_brought_up_to_date_first_and_none_is_made_up(
    source: str, postgres_url: str, tmp_path: Path
) -> None:
    newest = ScriptDirectory.from_config(migrations.config()).get_revision(migrations.head())
    with altered(source, CLOCK) as here, Operations.context(MigrationContext.configure(here)):
        newest.module.downgrade()
        before = sa.text("UPDATE alembic_version SET version_num = :name")
        here.execute(before, {"name": newest.down_revision})
    with pytest.raises(CannotMove, match="there is no store yet"):
        move(f"sqlite:///{tmp_path / 'none.db'}", postgres_url, CLOCK, quiet)
    move(source, postgres_url, CLOCK, quiet)
    assert works(postgres_url)


def test_while_a_ledger_is_in_hand_nothing_moves(source: str, postgres_url: str) -> None:
    store = open_store(source, CLOCK)
    with held_ledger(store, XERO, 1), pytest.raises(CannotMove, match=f"{XERO} is being run by process"):
        move(source, postgres_url, CLOCK, quiet)
    assert (works(source), works(postgres_url)) == (True, False)
    store.close()


@pytest.mark.parametrize(
    "in_the_way", ["a row that it does not take", "a row that it changes", "a row of its own"]
)
def test_what_does_not_go_leaves_the_store_where_it_is(
    source: str, postgres_url: str, in_the_way: str
) -> None:
    told = {"a row that it does not take": "customers.*NUL", "a row that it changes": "leases: 1 rows"}
    with looked_at(source) as old, looked_at(postgres_url) as new, old.write() as here, new.write() as there:
        if in_the_way == "a row of its own":
            there.execute(sa.insert(leases), [{"name": "x", "holder": "", "fence": 0, "until": CLOCK.now()}])
        elif in_the_way == "a row that it changes":
            there.exec_driver_sql("ALTER TABLE leases ALTER until TYPE timestamptz(0)")
            here.execute(sa.update(leases).values(until=CLOCK.now().replace(microsecond=7)))
        else:
            here.execute(sa.update(customers).values(name="Mill\0 Lane"))
    before = tallies(source)
    with pytest.raises((CannotMove, NotTaken), match=told.get(in_the_way, "is not empty: it has leases")):
        move(source, postgres_url, CLOCK, quiet)
    assert works(source)
    assert tallies(source) == before
    with looked_at(postgres_url) as new, new.read() as there:
        assert ledgers.every(there) == []
        assert there.scalar(sa.select(sa.func.count()).select_from(meta)) == 0
