"""Opening a store: the tables are what the program thinks they are, and nobody is let in half-way."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Timer

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sync import migrations, tables
from sync.clock import fixed
from sync.store import StoreError, open_store, partitions
from tests.sync.books import NOW, opened
from tests.sync.child import all_at_once, children
from tests.unsynced import synced


def test_the_migrated_tables_are_those_the_program_writes_to(empty_store_url: str) -> None:
    with opened(empty_store_url) as store, store.engine.connect() as connection:
        lying = {part.name for table in partitions.PARTED for part in partitions.parts(connection, table)}
        assert bool(lying) == (connection.dialect.name == "postgresql")

        def is_whole(name: str | None, kind: str, _of: object) -> bool:
            return kind != "table" or name not in lying

        compared = {"compare_type": True, "compare_server_default": True, "include_name": is_whole}
        context = MigrationContext.configure(connection, opts=compared)
        assert compare_metadata(context, tables.metadata) == []


def test_the_indexes_that_guard_against_doubles_are_partial_in_the_database_too(empty_store_url: str) -> None:
    with opened(empty_store_url) as store:
        for table, name in ((tables.effects, "uq_effects_live"), (tables.decisions, "uq_decisions_standing")):
            [index] = [one for one in sa.inspect(store.engine).get_indexes(table.name) if one["name"] == name]
            assert index["unique"]
            options = index["dialect_options"]
            assert any("standing" in str(where) or "taken_back" in str(where) for where in options.values())


def test_the_newest_revision_is_known_without_alembic_and_is_the_one_that_alembic_knows() -> None:
    assert migrations.head() == ScriptDirectory.from_config(migrations.config()).get_current_head()


def test_processes_that_open_a_new_store_at_once_all_find_the_same_one(empty_store_url: str) -> None:
    with children(4, "open", empty_store_url) as started:
        instances = all_at_once(started)
    with opened(empty_store_url) as store:
        assert {*instances} == {store.instance_id()}


def test_a_new_file_that_another_process_just_writes_to_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "duesync.db"
    with sqlite3.connect(path, isolation_level=None, check_same_thread=False) as other:
        other.execute("BEGIN IMMEDIATE")
        ends = Timer(0.3, other.commit)
        ends.start()
        with opened(f"sqlite:///{path}") as store, store.read() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert not ends.is_alive()
    other.close()


def test_opening_again_changes_nothing(empty_store_url: str) -> None:
    with opened(empty_store_url) as store:
        first = store.instance_id()
    with opened(empty_store_url) as store:
        assert store.instance_id() == first


def test_an_open_store_can_be_looked_at_while_another_writes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'duesync.db'}"
    with opened(url) as store, store.write(), opened(url) as other:
        assert other.instance_id() == store.instance_id()


def test_a_store_of_a_newer_program_is_refused_in_one_line(empty_store_url: str) -> None:
    with opened(empty_store_url) as store, store.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match=r"newer Duesync.*'9999'") as refused:
        open_store(empty_store_url, fixed(NOW))
    assert "\n" not in str(refused.value)
    assert migrations.head() != "9999"


def test_a_new_database_file_is_its_owners_alone_and_survives_a_power_cut(tmp_path: Path) -> None:
    path = tmp_path / "duesync.db"
    with synced(), opened(f"sqlite:///{path}") as store:
        assert path.stat().st_mode & 0o777 == 0o600
        with store.read() as connection:
            pragmas = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
    assert pragmas == ["wal", 2, 1]


def test_what_cannot_be_opened_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear customer, " * 200, encoding="utf-8")
    cases = {
        f"sqlite:///{tmp_path / 'letter.txt'}": "not a database",
        f"sqlite:///{tmp_path}": "cannot be opened",
        f"sqlite:///{tmp_path / 'nowhere' / 'duesync.db'}": "does not exist",
        "postgresql+psycopg://clerk:secret@127.0.0.1:1/books": "cannot be opened",
        "clerk:secret": "not a database address",
        "postgresql+psycopg://clerk:secret@127.0.0.1:secret/books": "not a database address",
        "oddity://clerk:secret@host/books": "not a database address",
    }
    for url, told in cases.items():
        with pytest.raises(StoreError, match=told) as refused:
            open_store(url, fixed(NOW))
        assert "\n" not in str(refused.value)
        assert "secret" not in str(refused.value)


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE effects (id INTEGER)")
    connection.commit()
    connection.close()
    with pytest.raises(StoreError, match="already exists"):
        open_store(f"sqlite:///{path}", fixed(NOW))
    connection = sqlite3.connect(path)
    names = connection.execute("SELECT name FROM sqlite_master").fetchall()
    connection.close()
    assert names == [("effects",)]
