"""Leaving: an export holds every row that is a ledger's, comes back the same, and nothing half is let in."""

from __future__ import annotations

import hashlib
import json
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from dunning.ledger import of_minor
from sync import commands, config
from sync.clock import fixed
from sync.decide import decide_due
from sync.evidence.told import events_of
from sync.evidence.verify import verify
from sync.leaving import export
from sync.leaving import unlink as leaving
from sync.leaving.deletion import delete_due
from sync.leaving.export import Damaged
from sync.leaving.taking_up import NotTakenUp, take_up
from sync.office import Office
from sync.store import Store, departures, figures, ledgers
from sync.store.chain import head, tell
from sync.tables import Instant, effects, leases, metadata
from tests.sync.books import NOW, linked, opened
from tests.world import XERO, World, world

NAME = "main-street"
MONTHS_LATER = datetime(2027, 3, 1, 12, tzinfo=UTC)
OWNED = [table for table in metadata.sorted_tables if "ledger_id" in table.c]
_VALUES: dict[type, Callable[[str], Any]] = {
    str: lambda text: f"{text} é ”\n",
    bytes: lambda text: b"\x00\xff" + text.encode(),
    int: len,
    bool: lambda _text: False,
    date: lambda _text: date(2026, 2, 28),
}


def office_on(store: Store, folder: Path, now: datetime = NOW) -> Office:
    """Settings that name one ledger, on that store."""
    (folder / "duesync.key").write_text("", encoding="utf-8")
    one = {
        "provider": "quickbooks",
        "client_id": "an app",
        "client_secret": "its secret",
        "sender": {"name": "Main Street", "email": "accounts@example.com"},
    }
    return Office(config.read({"ledgers": {NAME: one, "renamed": one}}, folder), store, fixed(now))


def filled(store: Store, ledger_id: int) -> None:
    """One row of that ledger in every table there is, each column with something in it."""
    made: dict[str, Any] = {}
    with store.write() as connection:
        for table in metadata.sorted_tables:
            if table not in [*OWNED, *departures.shared()]:
                continue
            row = {column.name: _value(column, ledger_id, made) for column in table.c}
            if table is effects:
                row |= {"cause_id": None, "state": "uncertain"}
            if "id" in row and isinstance(row["id"], int):
                del row["id"]
            connection.execute(sa.insert(table).values(row))
            newest = sa.select(table).order_by(*[column.desc() for column in table.primary_key]).limit(1)
            made[table.name] = dict(connection.execute(newest).mappings().one())
        acts = made["effects"] | {"slot": uuid.uuid4().hex, "key": uuid.uuid4().hex}
        acts |= {"cause_id": acts["id"]}
        del acts["id"]
        connection.execute(sa.insert(effects).values(acts))


def _value(column: sa.Column[Any], ledger_id: int, made: dict[str, Any]) -> Any:
    if column.name == "ledger_id":
        return ledger_id
    for key in column.foreign_keys:
        if key.column.table.name in made:
            return made[key.column.table.name][key.column.name]
    if isinstance(column.type, Instant):
        return datetime(2026, 11, 18, 15, 0, 0, 123456, tzinfo=UTC)
    return _VALUES[column.type.python_type](f"{column.name} {uuid.uuid4().hex}")


def told(store: Store, name: str) -> dict[str, list[dict[str, Any]]]:
    """All that is that ledger's, by table, with its numbers counted from its first."""
    with store.read() as connection:
        ledger = ledgers.find(connection, name)
        assert ledger is not None
        rows = {
            table.name: [
                row
                for page in departures.pages(connection, table, departures.belonging(table, ledger.id))
                for row in page
            ]
            for table in departures.taken_along()
        }
    first = {
        table.name: min(row["id"] for row in rows[table.name])
        for table in OWNED
        if rows.get(table.name) and isinstance(rows[table.name][0].get("id"), int)
    }  # of the tables whose rows the store numbers
    for table in OWNED:
        moved = {
            key.parent.name: first[key.column.table.name]
            for key in table.foreign_keys
            if key.column.table.name in first
        }
        moved |= {"id": first[table.name]} if table.name in first else {}
        for row in rows.get(table.name, []):
            row |= {name: row[name] - by for name, by in moved.items() if row.get(name) is not None}
    return rows


@pytest.fixture
def both(tmp_path: Path, postgres_url: str) -> Iterator[dict[str, Store]]:
    """A store of each kind, each with a ledger of its own in it, so that ids differ."""
    with opened(f"sqlite:///{tmp_path / 'one.db'}") as one, opened(postgres_url) as other:
        for number, store in ((1, one), (3, other)):
            for each in range(number):
                filled(store, linked(store, f"own {each}", f"own-{each}"))
        yield {"sqlite": one, "postgresql": other}


@pytest.mark.parametrize(
    ("here", "there"), [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite")]
)
def test_every_row_of_every_table_arrives_as_it_left(
    both: dict[str, Store], tmp_path: Path, here: str, there: str
) -> None:
    file = tmp_path / "left.zip"
    store = both[here]
    filled(store, linked(store, "A-1", NAME))
    with opened(f"sqlite:///{tmp_path / 'third.db'}") as third:
        target = third if here == there else both[there]
        before = told(store, NAME)
        own = told(target, "own-0") if target is not third else None
        with store.read() as connection:
            ledger = ledgers.find(connection, NAME)
            assert ledger is not None
            export.to_file(connection, ledger, file, NOW)
        taken = take_up(office_on(target, tmp_path), file, None)
        after = told(target, NAME)
        assert after["events"].pop()["kind"] == "act"  # that it was taken up here
        assert taken.rows == {name: len(rows) for name, rows in before.items() if rows and name != "ledgers"}
        assert {name for name, rows in before.items() if not rows} == {"suppressions"}  # of no one ledger
        for name, rows in before.items():
            changed = {"id", "problem"} if name == "ledgers" else set()
            if name == "accounts":
                changed = {"review_at"}
            assert without(after[name], changed) == without(rows, changed), name
        assert after["effects"][1]["cause_id"] == 0
        assert own is None or told(target, "own-0") == own
        filled(target, linked(target, "later", "later"))  # what comes after is numbered on


def without(rows: list[dict[str, Any]], names: set[str]) -> list[dict[str, Any]]:
    """The rows without these columns."""
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


def test_what_is_a_ledgers_is_exported_or_left_out_for_a_reason() -> None:
    """A table of a later time joins by its `ledger_id` alone; leaving one out needs words."""
    exported = {table.name for table in departures.taken_along()}
    assert {table.name for table in OWNED} - exported == set(departures.NOT_TAKEN_ALONG)
    assert all(departures.NOT_TAKEN_ALONG.values())
    assert exported >= {"invoices", "effects", "notices", "decisions", "snapshots", "holds", "approvals"}
    others = {table.name for table in metadata.sorted_tables} - exported - set(departures.NOT_TAKEN_ALONG)
    # a store's own, or its mail accounts' or apps'; a new one must say whose it is
    of_users = {"users", "user_ledgers", "user_events", "sessions"}
    shared = {"mail_quotas", "app_budgets"}
    assert others == {
        "meta",
        "firms",
        "leases",
        "departures",
        *shared,
        "heard_texts",
        "api_tokens",
        "app_budgets",
        *of_users,
    }


def test_all_of_a_ledger_is_deleted_and_nothing_of_another(store_url: str, tmp_path: Path) -> None:
    with opened(store_url) as store:
        filled(store, linked(store, "B-1", "other"))
        kept = told(store, "other")
        filled(store, linked(store, "A-1", NAME))
        office = office_on(store, tmp_path)
        _, trouble = leaving.unlink(office, leaving.known(office, NAME), file=None, days=0)
        assert trouble is not None  # there is no key, so the provider could not be told
        [receipt] = delete_due(office)
        assert not receipt.signed_out
        names = {table.name for table in (*OWNED, *departures.shared())}
        assert receipt.deleted == dict.fromkeys(sorted(names), 1) | {"effects": 2, "events": 2}
        assert told(store, "other") == kept
        with store.read() as connection:
            assert [one.name for one in ledgers.every(connection)] == ["other"]


def test_the_audit_chain_goes_along_and_is_gone_on_with(both: dict[str, Store], tmp_path: Path) -> None:
    store, target, file = both["postgresql"], both["sqlite"], tmp_path / "left.zip"
    ledger_id = linked(store, "A-1", NAME)
    with store.write() as connection:
        tell(connection, ledger_id, "act", {"act": "hold", "note": "they called"}, of="C1", by="ann")
    with store.read() as connection:
        ledger = ledgers.find(connection, NAME)
        assert ledger is not None
        number, hash_ = head(connection, ledger_id) or (0, "")
        export.to_file(connection, ledger, file, NOW)
    take_up(office_on(target, tmp_path), file, None)
    with target.read() as connection:
        ledger = ledgers.find(connection, NAME)
        assert ledger is not None
        found = verify(connection, ledger.id, NAME, {number: hash_})
        [held] = events_of(connection, ledger.id, ["C1"])
    assert (found.broken, found.events) == ((), number + 1)
    assert held.body["note"] == "they called"


def test_of_a_deleted_ledger_the_chain_stays_and_what_it_tells_of_those_who_were_written_to(
    store_url: str, tmp_path: Path
) -> None:
    with opened(store_url) as store:
        ledger_id = linked(store, "A-1", NAME)
        filled(store, ledger_id)
        with store.write() as connection:
            customer = connection.scalar(sa.select(effects.c.customer_id))
            for of in (customer, "never written to"):
                tell(connection, ledger_id, "act", {"act": "hold"}, of=of)
            connection.execute(sa.update(effects).values(settled_at=NOW))
        office = office_on(store, tmp_path)
        leaving.unlink(office, leaving.known(office, NAME), file=None, days=0)
        [receipt] = delete_due(office)
        assert receipt.evidence["events"] == 4
        assert receipt.evidence["persons"] == 1


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """An export of a full ledger."""
    with opened(f"sqlite:///{tmp_path / 'one.db'}") as store:
        filled(store, linked(store, "A-1", NAME))
        with store.read() as connection:
            ledger = ledgers.find(connection, NAME)
            assert ledger is not None
            export.to_file(connection, ledger, tmp_path / "left.zip", NOW)
    return tmp_path / "left.zip"


def rewritten(file: Path, entry: str, change: Callable[[bytes], bytes]) -> None:
    """The same zip with one entry changed."""
    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    content[entry] = change(content[entry])
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)


def manifest(**changed: Any) -> Callable[[bytes], bytes]:
    """That change of the manifest."""
    return lambda text: json.dumps(json.loads(text) | changed).encode()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-300]),
    "empty": lambda file: file.write_bytes(b""),
    "another file": lambda file: file.write_text("a letter", encoding="utf-8"),
    "one byte": lambda file: file.write_bytes(_flipped(file.read_bytes(), _within(file))),
    "a row less": lambda file: rewritten(file, "notices.jsonl", lambda _text: b""),
    "a row changed": lambda file: rewritten(file, "effects.jsonl", lambda text: text.replace(b"e", b"f", 1)),
    "a newer format": lambda file: rewritten(file, "manifest.json", manifest(format=2, tables="new")),
    "a newer schema": lambda file: rewritten(file, "manifest.json", manifest(schema="9999")),
    "an unknown table": lambda file: rewritten(
        file, "manifest.json", manifest(tables={"promises": {"rows": 0, "sha256": ""}})
    ),
    "no manifest": lambda file: rewritten(file, "manifest.json", lambda _text: b"{}"),
}


def test_an_export_of_before_there_were_agreements_is_taken_up(exported: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(exported) as archive:
        rows = [json.loads(line) for line in archive.read("holds.jsonl").splitlines()]
        parts = json.loads(archive.read("manifest.json"))["tables"]
    for row in rows:
        del row["excluded"]
    text = b"".join(json.dumps(row).encode() + b"\n" for row in rows)
    for later in ("agreements", "contacts", "charges", "charged_days"):
        del parts[later]
    parts["holds"]["sha256"] = hashlib.sha256(text).hexdigest()
    rewritten(exported, "holds.jsonl", lambda _text: text)
    rewritten(exported, "manifest.json", manifest(tables=parts, schema="0003"))
    with opened(f"sqlite:///{tmp_path / 'two.db'}") as store:
        taken = take_up(office_on(store, tmp_path), exported, None)
        assert taken.rows["holds"] == len(rows) > 0
        assert [row["excluded"] for row in told(store, NAME)["holds"]] == [False] * len(rows)


def _within(file: Path) -> int:
    """A place in the content of the file's largest part: elsewhere a byte may mean nothing."""
    with zipfile.ZipFile(file) as archive:
        largest = max(archive.infolist(), key=lambda part: part.compress_size)
    return largest.header_offset + 30 + len(largest.filename) + largest.compress_size // 2


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_or_newer_export_is_refused_by_name_and_changes_nothing(
    exported: Path, tmp_path: Path, damage: str
) -> None:
    DAMAGE[damage](exported)
    with opened(f"sqlite:///{tmp_path / 'two.db'}") as store:
        with pytest.raises(Damaged, match=r"left\.zip") as refused:
            take_up(office_on(store, tmp_path), exported, None)
        assert "\n" not in str(refused.value)
        assert ("newer Duesync" in str(refused.value)) == ("newer" in damage or "unknown" in damage)
        with store.read() as connection:
            assert ledgers.every(connection) == []


def test_an_export_may_take_another_name_but_not_one_that_is_taken(exported: Path, tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'two.db'}") as store:
        office = office_on(store, tmp_path)
        linked(store, "B-1", NAME)
        with pytest.raises(NotTakenUp, match=f"{NAME} is here already"):
            take_up(office, exported, None)
        with pytest.raises(config.ConfigError, match=r"ledgers\.quay is not there"):
            take_up(office, exported, "quay")
        assert take_up(office, exported, "renamed").name == "renamed"
        with store.read() as connection:
            taken = ledgers.find(connection, "renamed")
        assert taken is not None
        assert (taken.company_id, taken.released_at, taken.leaves_on) == ("A-1", None, None)


def test_an_export_replaces_no_file_but_an_earlier_one_of_the_same_company(
    exported: Path, tmp_path: Path
) -> None:
    with opened(f"sqlite:///{tmp_path / 'one.db'}") as store, store.read() as connection:
        ledger = ledgers.find(connection, NAME)
        assert ledger is not None
        before = exported.read_bytes()
        export.to_file(connection, ledger, exported, NOW)
        assert exported.read_bytes() == before  # the same rows make the same file
        letter = tmp_path / "letter.txt"
        letter.write_text("Dear all", encoding="utf-8")
        with pytest.raises(Damaged, match=r"letter\.txt"):
            export.to_file(connection, ledger, letter, NOW)
        assert letter.read_text(encoding="utf-8") == "Dear all"
        assert not list(tmp_path.glob("*.part"))


class Cut(Exception):
    """The power went."""


@contextmanager
def cut_at(made: World, number: int) -> Iterator[None]:
    """The power goes before the nth transaction of the block."""
    seen: list[int] = []

    def count(_connection: sa.Connection) -> None:
        seen.append(1)
        if len(seen) == number:
            raise Cut

    sa.event.listen(made.office.store.engine, "begin", count, insert=True)
    try:
        yield
    finally:
        sa.event.remove(made.office.store.engine, "begin", count)
        with made.office.store.write() as connection:  # its process is dead, so its lease is nobody's
            connection.execute(sa.delete(leases))


def test_an_unlinking_that_is_cut_off_anywhere_is_ended_by_doing_it_again(tmp_path: Path) -> None:
    file = tmp_path / "left.zip"
    with world(tmp_path, customers=4) as made:
        made.ready_to_send(XERO)
        number, more = 1, True
        while more:
            with made.office.work(XERO) as work:  # what is approved becomes ready to be sent
                decide_due(work)
            with made.office.store.read() as connection:
                assert "message ready" in figures.effect_counts(connection, work.ledger.id)
            ledger = leaving.known(made.office, XERO)
            try:
                with cut_at(made, number):
                    leaving.unlink(made.office, ledger, file=file, days=None)
                more = False
            except Cut:
                leaving.unlink(made.office, leaving.known(made.office, XERO), file=file, days=None)
            check_gone(made, file)
            leaving.take_back(made.office, leaving.known(made.office, XERO))
            made.link(XERO).approve(XERO)
            number += 1
        assert number > 8


def test_money_that_was_recorded_and_not_yet_written_is_not_forgotten(tmp_path: Path) -> None:
    """Whoever keeps the ledger after all must not chase the one who paid."""
    with world(tmp_path, customers=4) as made:
        made.ready_to_send(XERO)
        ledger = leaving.known(made.office, XERO)
        with made.office.store.read() as connection:
            row = figures.open_invoices(connection, ledger.id)[0]
        paid = of_minor(row.balance, row.currency)
        commands.pay(made.office, ledger, row.number, paid, paid_on=None, reference="BANK-1")
        leaving.unlink(made.office, leaving.known(made.office, XERO), file=None, days=None)
        leaving.take_back(made.office, leaving.known(made.office, XERO))
        made.link(XERO).run(XERO)
        made.approve(XERO)
        made.run(XERO)
        with made.office.store.read() as connection:
            query = sa.select(effects.c.state, effects.c.reason).where(effects.c.kind == "payment")
            assert connection.execute(query).all() == [("refused", leaving.UNLINKED)]
            query = sa.select(effects.c.customer_id).where(
                effects.c.kind == "message", effects.c.state == "done"
            )
            assert row.customer_id not in {*connection.scalars(query)}


def check_gone(made: World, file: Path) -> None:
    """Nothing is ready, nothing is signed in, the export is whole, and its day is one that counts."""
    with made.office.store.read() as connection:
        ledger = ledgers.find(connection, XERO)
        assert ledger is not None
        assert ledger.leaves_on == date(2026, 12, 18)
        counts = connection.execute(
            sa.select(effects.c.state, sa.func.count()).group_by(effects.c.state)
        ).all()
        assert "ready" not in {row.state for row in counts}
        assert connection.scalar(sa.text("SELECT count(*) FROM credentials")) == 0
        [departure] = departures.every(connection)
    receipt = json.loads(departure.receipt)
    assert receipt["signed_out"]
    with export.opened(file) as found:
        found.check()
        assert receipt["export_sha256"] == found.digest()


def test_a_deletion_that_is_cut_off_deletes_nothing_and_is_ended_later(tmp_path: Path) -> None:
    with world(tmp_path, customers=4) as made:
        made.ready_to_send(XERO)
        made.run(XERO)
        leaving.unlink(made.office, leaving.known(made.office, XERO), file=None, days=7)
        made.at(MONTHS_LATER)
        before = told(made.office.store, XERO)
        number = 1
        while leaving_still(made):
            assert told(made.office.store, XERO) == before
            with suppress(Cut), cut_at(made, number):
                delete_due(made.office)
            number += 1
        assert number > 4
        assert delete_due(made.office) == []
        with made.office.store.read() as connection:
            [departure] = departures.every(connection)
        assert json.loads(departure.receipt)["deleted"]["effects"] == len(before["effects"])


def leaving_still(made: World) -> bool:
    """Whether it is there yet."""
    with made.office.store.read() as connection:
        return ledgers.find(connection, XERO) is not None


def test_an_unlinking_that_was_not_through_is_never_followed_by_the_deletion(tmp_path: Path) -> None:
    with world(tmp_path, customers=4) as made:
        made.link(XERO)
        with made.office.store.write() as connection:  # as after the very first step
            ledgers.update(connection, made.office.linked(XERO).id, leaves_on=date(2026, 11, 18))
        assert delete_due(made.at(MONTHS_LATER).office) == []
        assert leaving_still(made)
