"""A backup of a live store, and what is restored from it: nothing twice, nothing without a person's yes."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from connectors.errors import SignInAgain
from sync import commands
from sync.backup import Damaged, about, back_up, restore
from sync.clock import fixed, real
from sync.decide import decide_due
from sync.office import open_office
from sync.store import StoreError, decided, figures, open_store
from sync.tables import effects, meta, metadata
from tests.crash.sweep import check, prepare
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, World, world

_NOT_COPIED = {"meta", "allowances", "mail_quotas", "credentials", "leases"}  # of another store, or used up


@contextmanager
def restored(made: World, backup: Path, url: str = "sqlite:///duesync.db") -> Iterator[World]:
    """The same world with another store, made of that backup."""
    made.office.close()
    folder = made.folder / "restored"
    folder.mkdir()
    text = made.config.read_text(encoding="utf-8").replace("sqlite:///duesync.db", url)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    (folder / "duesync.key").write_bytes((made.folder / "duesync.key").read_bytes())
    (folder / "duesync.key").chmod(0o600)
    whole = url if url.startswith("postgres") else f"sqlite:///{folder / 'duesync.db'}"
    later = fixed(WORKING_DAY + timedelta(minutes=5))
    restore(backup, whole, later)
    again = World(folder, made.sandbox, open_office(folder / "config.toml", later))
    try:
        yield again
    finally:
        again.office.close()


def causes(made: World, name: str) -> list[str]:
    """What each standing decision says."""
    ledger = made.office.linked(name)
    with made.office.store.read() as connection:
        return [one.decision.text for one in decided.standing(connection, ledger.id)]


def after_restoring(made: World, name: str) -> int:
    """How many wait for a yes because of the backup."""
    return sum("restored from the backup" in text for text in causes(made, name))


@pytest.mark.parametrize("name", BOTH)
def test_what_was_done_since_the_backup_is_not_done_again(tmp_path: Path, name: str) -> None:
    with world(tmp_path, customers=8) as made:
        prepare(made, name)
        back_up(made.office.store, tmp_path / "kept")
        first = made.run(name).delivered
        assert (first.messages > 0, first.payments) == (True, 2)
        mails = len(made.mail())
        with restored(made, tmp_path / "kept") as again:
            with pytest.raises(SignInAgain):
                again.run(name)
            again.link(name)
            for _ in range(3):
                again.run(name)
            assert len(again.mail()) == mails
            check(again, name, messages=False)
            assert after_restoring(again, name) > 0
            assert again.approve(name) > 0
            assert again.run(name).delivered.messages > 0


def test_a_backup_of_one_kind_of_database_is_restored_to_the_other(
    tmp_path: Path, empty_postgres_url: str
) -> None:
    with world(tmp_path, customers=8) as made:
        made.ready_to_send(XERO)
        made.run(XERO)
        before = counts(made)
        back_up(made.office.store, tmp_path / "first")
        with restored(made, tmp_path / "first", empty_postgres_url) as again:
            assert counts(again) == before | {"events": before["events"] + 1}  # that it was restored
            ledger = again.office.linked(XERO)
            commands.hold(again.office, ledger, customer=None, invoice=None, until=None, note="numbers go on")
            told = back_up(again.office.store, tmp_path / "second")
            assert told.ledgers == (XERO,)
            assert about(tmp_path / "second").instance == again.office.store.instance_id()


def counts(made: World) -> dict[str, int]:
    """Rows of each table."""
    with made.office.store.read() as connection:
        return {
            table.name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for table in metadata.sorted_tables
            if table.name not in _NOT_COPIED
        }


def test_a_backup_is_of_one_instant_while_others_write(tmp_path: Path, store_url: str) -> None:
    store = open_store(store_url, real())
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            with store.write() as connection:  # both or neither
                for name in ("left", "right"):
                    connection.execute(sa.delete(meta).where(meta.c.name == name))
                    connection.execute(sa.insert(meta).values(name=name, value=str(number)))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        seen = set()
        for number in range(4):
            path = tmp_path / f"{number}.backup"
            back_up(store, path)
            with closing(sqlite3.connect(path)) as copy:
                both = dict(copy.execute("SELECT name, value FROM meta WHERE name IN ('left', 'right')"))
            assert both.get("left") == both.get("right")
            seen.add(both.get("left"))
        assert len(seen) > 1
    finally:
        stop.set()
        writer.join()
        store.close()
    assert (tmp_path / "0.backup").stat().st_mode & 0o777 == 0o600


def kept(tmp_path: Path) -> Path:
    """A backup of an empty store beside it, `one.db`."""
    store = open_store(f"sqlite:///{tmp_path / 'one.db'}", real())
    back_up(store, tmp_path / "kept")
    store.close()
    return tmp_path / "kept"


def test_what_is_restored_is_another_store(tmp_path: Path) -> None:
    path = kept(tmp_path)
    restore(path, f"sqlite:///{tmp_path / 'two.db'}", real())
    other = open_store(f"sqlite:///{tmp_path / 'two.db'}", real())
    assert other.instance_id() != about(path).instance
    other.close()
    with pytest.raises(Damaged, match="store in use"):
        about(tmp_path / "two.db")
    assert (tmp_path / "two.db").stat().st_mode & 0o777 == 0o600


def test_a_damaged_backup_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    path = kept(tmp_path)
    body = bytearray(path.read_bytes())
    for place in range(8192, len(body), 4096):
        body[place : place + 600] = b"\xff" * 600
    path.write_bytes(body)
    with pytest.raises(Damaged):
        restore(path, f"sqlite:///{tmp_path / 'two.db'}", real())
    assert not list(tmp_path.glob("two.db*"))


@pytest.mark.parametrize("body", [b"", b"no database at all" * 100])
def test_what_is_no_backup_is_refused_and_left_alone(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(body)
    with pytest.raises(Damaged, match="other"):
        restore(path, f"sqlite:///{tmp_path / 'two.db'}", real())
    store = open_store(f"sqlite:///{tmp_path / 'one.db'}", real())
    with closing(store.engine.raw_connection()), pytest.raises(Damaged, match="other"):
        back_up(store, path)
    store.close()
    assert path.read_bytes() == body


def test_a_damaged_store_says_what_to_do(tmp_path: Path) -> None:
    kept(tmp_path)
    live = tmp_path / "one.db"
    live.write_bytes(b"\xff" * 4096 + live.read_bytes()[4096:])
    for end in ("-wal", "-shm"):
        live.with_name(f"{live.name}{end}").unlink(missing_ok=True)
    with pytest.raises(StoreError, match="duesync restore FILE"):
        open_store(f"sqlite:///{live}", real())


def test_a_store_that_is_there_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is there already"):
        restore(kept(tmp_path), f"sqlite:///{tmp_path / 'one.db'}", real())


def test_a_backup_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = kept(tmp_path)
    with closing(sqlite3.connect(path)) as copy, copy:
        copy.execute("UPDATE meta SET value = json_set(value, '$.schema', '9999') WHERE name = 'backup'")
    with pytest.raises(Damaged, match="newer Duesync"):
        restore(path, f"sqlite:///{tmp_path / 'two.db'}", real())


def test_who_heard_once_since_the_restoring_hears_on_without_a_yes(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made:
        made.ready_to_send(QUICKBOOKS)
        back_up(made.office.store, tmp_path / "kept")
        with restored(made, tmp_path / "kept") as again:
            again.link(QUICKBOOKS).run(QUICKBOOKS)
            before = after_restoring(again, QUICKBOOKS)
            assert before > 0
            again.approve(QUICKBOOKS)
            assert again.run(QUICKBOOKS).delivered.messages == before
            again.at(WORKING_DAY + timedelta(days=14))
            ledger = again.office.linked(QUICKBOOKS)
            commands.confirm_books(again.office, ledger, again.office.clock.now().date())
            again.run(QUICKBOOKS)
            assert after_restoring(again, QUICKBOOKS) < before


def test_a_message_that_waited_is_decided_anew(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made:
        made.ready_to_send(XERO)
        ledger = made.office.linked(XERO)
        with made.office.work(XERO) as work:
            decide_due(work)
        with made.office.store.read() as connection:
            owed = figures.open_balances(connection, ledger.id)
        assert states(made)["ready"] > 0
        back_up(made.office.store, tmp_path / "kept")
        with restored(made, tmp_path / "kept") as again:
            with again.office.store.read() as connection:
                assert figures.open_balances(connection, ledger.id) == owed
            assert states(again).keys() == {"dropped"}


def states(made: World) -> Counter[str]:
    """Of messages."""
    with made.office.store.read() as connection:
        return Counter(connection.scalars(sa.select(effects.c.state).where(effects.c.kind == "message")))
