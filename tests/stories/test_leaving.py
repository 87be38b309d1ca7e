"""A ledger leaves one Duesync for another, and is deleted where it was."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from connectors.errors import SignInAgain
from connectors.sandbox.faults import Fault
from connectors.xero.sign_in import XeroSignIn
from sync import commands
from sync.clock import fixed
from sync.leaving import unlink as leaving
from sync.leaving.deletion import delete_due
from sync.leaving.taking_up import NotTakenUp, take_up
from sync.office import NotLinked, open_office
from sync.secrets import make_key_file
from sync.store import figures, ledgers
from sync.store.credentials import StoredCredentials
from sync.store.ledgers import Leaving
from sync.tables import credentials, customers, effects, metadata, suppressions
from tests.stories.terminal import terminal
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World, world

PAYMENTS = {XERO: "PUT .*Payments", QUICKBOOKS: "POST .*payment"}
FAR_AHEAD = datetime(2100, 1, 1, tzinfo=UTC)


@contextmanager
def elsewhere(made: World, folder: Path, store: str) -> Iterator[World]:
    """Another Duesync, with a store and a key of its own, whose settings name the same ledgers."""
    folder.mkdir()
    text = made.config.read_text(encoding="utf-8").splitlines()
    text = [f'url = "{store}"' if line.startswith("url = ") else line for line in text]
    (folder / "config.toml").write_text("\n".join(text), encoding="utf-8")
    make_key_file(folder / "duesync.key")
    other = World(folder, made.sandbox, open_office(folder / "config.toml", fixed(WORKING_DAY)))
    try:
        yield other
    finally:
        other.office.close()


def gone_from(made: World, name: str, *, file: Path | None = None, days: int | None = None) -> None:
    """Unlinked there without a hitch."""
    _, trouble = leaving.unlink(made.office, leaving.known(made.office, name), file=file, days=days)
    assert trouble is None


def look_up_from(made: World, moment: datetime) -> None:
    """What is uncertain may be looked up from then on."""
    with made.office.store.write() as connection:
        connection.execute(sa.update(effects).values(look_after=moment))


@pytest.mark.parametrize(("name", "kinds"), [(XERO, "from sqlite"), (QUICKBOOKS, "from postgresql")])
def test_nothing_is_repeated_by_the_duesync_that_takes_a_ledger_up(
    tmp_path: Path, postgres_url: str, name: str, kinds: str
) -> None:
    file = tmp_path / "left.zip"
    here, there = f"sqlite:///{tmp_path / 'one.db'}", postgres_url
    if kinds == "from postgresql":
        here, there = there, here
    with world(tmp_path, customers=10, store=here) as made, elsewhere(made, tmp_path / "b", there) as other:
        books = made.sandbox.xero if name == XERO else made.sandbox.quickbooks
        made.ready_to_send(name)
        made.sandbox.mail.fail("lost")  # one message may or may not have gone
        ledger = made.office.linked(name)
        with made.office.store.read() as connection:
            owing = figures.open_invoices(connection, ledger.id)
        row = next(one for one in owing if one.currency == ledger.home_currency and one.balance > 10000)
        paid = commands.pay(
            made.office, ledger, row.number, Decimal("12.34"), paid_on=None, reference="BANK-7"
        )
        books.faults.add(Fault(match=PAYMENTS[name], action="lost"))  # it stands there, and we do not know
        done = made.run(name).delivered
        assert (done.uncertain, done.payments) == (2, 0)
        assert done.notes >= done.messages > 3
        look_up_from(made, FAR_AHEAD)
        told = leaving.look_up(made.office, ledger)
        assert told is not None
        assert "1 uncertain cannot be looked up yet" in told
        [in_flight] = leaving.still_open(made.office, ledger)["payments in flight"]
        assert paid.key in in_flight
        gone_from(made, name, file=file)
        mailed = len(made.mail())

        take_up(other.office, file, None)
        other.link(name)
        look_up_from(other, WORKING_DAY)
        first = other.run(name)
        assert first.settled.found == 1
        other.approve(name)
        again = [first.delivered, other.run(name).delivered]
        assert [one.payments for one in again] == [0, 0]
        wrote = made.mail()[mailed:]  # at most to who paid, whose first message waited for that payment
        assert len(wrote) == sum(one.messages for one in again) <= 1
        assert not {one["To"] for one in wrote} & {one["To"] for one in made.mail()[:mailed]}
        assert sum(one.notes for one in again) <= len(wrote)
        assert max(len(books.notes_on(one.number)) for one in owing) == 1
        assert [one[1] for one in books.payments_on(row.number)].count(paid.key) == 1
        assert len(commands.uncertain_messages(other.office, other.office.linked(name))) == 1
        with pytest.raises(commands.ActError, match="already recorded"):
            commands.pay(
                other.office,
                other.office.linked(name),
                row.number,
                Decimal("12.34"),
                paid_on=None,
                reference="BANK-7",
            )

        check_the_next_level_comes(other, name)


def check_the_next_level_comes(other: World, name: str) -> None:
    """When its time has come, and as an answer to what was sent before by whomever."""
    before = {message["Message-ID"] for message in other.mail()}
    later = WORKING_DAY + timedelta(days=14)
    other.at(later)
    commands.confirm_books(other.office, other.office.linked(name), later.date())
    other.run(name)
    other.approve(name)
    assert other.run(name).delivered.messages > 0
    threaded = [one["In-Reply-To"] for one in other.mail()[len(before) :] if one["In-Reply-To"]]
    assert threaded
    assert set(threaded) <= before


def test_an_unlinked_ledger_does_nothing_more_and_its_sign_in_has_ended(small_world: World) -> None:
    small_world.ready_to_send(XERO)
    ledger = small_world.office.linked(XERO)
    held = StoredCredentials(small_world.office.store, small_world.office.vault(), ledger.id, XERO)
    tokens = held.tokens()
    with terminal(small_world, secrets=(tokens.refresh_token,)) as typed:
        file = small_world.folder / "left.zip"
        assert typed.type("sync", XERO).code == 0
        asked = typed.type("unlink", XERO, "--export", str(file), answers=lambda _said: "n")
        assert "not sent or written yet:" in asked.out
        assert small_world.office.linked(XERO).leaves_on is None
        told = typed.type("unlink", XERO, "--export", str(file), "--yes")
        assert told.code == 0, told.err
        assert "deleted on 2026-12-18" in told.out
        assert file.stat().st_mode & 0o777 == 0o600
        with zipfile.ZipFile(file) as archive:
            content = b"".join(archive.read(one) for one in archive.namelist())
        assert tokens.access_token.encode() not in content
        assert tokens.refresh_token.encode() not in content
        for words in (("run", XERO), ("sync", XERO), ("approve", XERO), ("hold", XERO), ("plan", XERO)):
            refused = typed.type(*words)
            assert refused.code == 1
            assert f"{XERO} was unlinked, and is deleted on 2026-12-18" in refused.err
        assert "unlinked, deleted on 2026-12-18" in typed.type("status").out
        assert small_world.mail() == []
        with pytest.raises(Leaving):
            small_world.link(XERO)
        with pytest.raises(SignInAgain):
            XeroSignIn(small_world.office.connection(XERO, None)).refresh(tokens)
        with small_world.office.store.read() as connection:
            assert connection.scalar(sa.select(sa.func.count()).select_from(credentials)) == 0


def test_unlinking_one_company_leaves_the_others_sign_in_alone(small_world: World) -> None:
    small_world.link()
    small_world.run(QUICKBOOKS)
    gone_from(small_world, XERO)
    assert small_world.run(QUICKBOOKS).pulled.pages > 0


def test_a_sign_in_that_cannot_be_ended_is_told_and_tried_again(small_world: World) -> None:
    small_world.link(QUICKBOOKS)
    books = small_world.sandbox.quickbooks
    with terminal(small_world) as typed:
        books.faults.add(Fault(match="revoke", action="status", status=503, times=None))
        told = typed.type("unlink", QUICKBOOKS, "--yes")
        assert told.code == 4
        assert f"try it again with: duesync unlink {QUICKBOOKS}" in told.err
        assert "its sign-in was not ended" in typed.type("status").out
        books.faults.clear()
        assert typed.type("unlink", QUICKBOOKS, "--yes").code == 0
        assert "its sign-in was not ended" not in typed.type("status").out


def test_a_ledger_may_be_kept_after_all(small_world: World) -> None:
    small_world.ready_to_send(QUICKBOOKS)
    sent = small_world.run(QUICKBOOKS).delivered.messages
    assert sent > 0
    gone_from(small_world, QUICKBOOKS)
    with terminal(small_world) as typed:
        assert "stays" in typed.type("unlink", QUICKBOOKS, "--take-back").out
        assert typed.type("unlink", QUICKBOOKS, "--take-back").code == 1
    with pytest.raises(SignInAgain):
        small_world.run(QUICKBOOKS)
    small_world.link(QUICKBOOKS)
    small_world.approve(QUICKBOOKS)
    assert small_world.run(QUICKBOOKS).delivered.messages == 0
    assert delete_due(small_world.at(WORKING_DAY + timedelta(days=400)).office) == []


def addresses(made: World, ledger_id: int) -> list[str]:
    """The e-mail addresses in the books of that ledger."""
    with made.office.store.read() as connection:
        found = connection.scalars(sa.select(customers.c.emails).where(customers.c.ledger_id == ledger_id))
        return [address.casefold() for emails in found for address in json.loads(emails)]


def test_on_its_day_a_ledger_is_deleted_and_a_receipt_stays(small_world: World) -> None:
    small_world.ready_to_send()
    small_world.run(XERO)
    ledger, other = small_world.office.linked(XERO), small_world.office.linked(QUICKBOOKS)
    with small_world.office.store.read() as connection:
        mine = list(connection.scalars(sa.select(customers.c.id).where(customers.c.ledger_id == ledger.id)))
    known, elsewhere = (set(addresses(small_world, each.id)) for each in (ledger, other))
    for address in (alone := min(known - elsewhere), both := min(known & elsewhere)):
        commands.suppress(small_world.office, address, why="stopped", source="a reply")
    with small_world.office.store.read() as connection:
        kept = rows_by_table(connection, other.id)
    gone_from(small_world, XERO)
    assert delete_due(small_world.at(WORKING_DAY + timedelta(days=29)).office) == []
    [receipt] = delete_due(small_world.at(WORKING_DAY + timedelta(days=30)).office)
    assert receipt.signed_out
    assert receipt.deleted["invoices"] > 100
    assert receipt.deleted["snapshots"] > 0
    assert receipt.evidence["notices"] == receipt.deleted["notices"] > 0
    assert str(receipt.evidence_until) == "2032-11-18"
    with small_world.office.store.read() as connection:
        assert not any(rows_by_table(connection, ledger.id).values())
        assert rows_by_table(connection, other.id) == kept
        left = [*connection.scalars(sa.select(suppressions.c.address))]  # of one of them only a mark
        assert (both in left, alone in left, len(left)) == (True, False, 2)
    with pytest.raises(NotLinked):
        small_world.office.linked(XERO)
    with terminal(small_world) as typed:
        assert XERO not in [one["name"] for one in typed.type("status", "--json").json["ledgers"]]
        [told] = typed.type("departures", "--json").json["departures"]
        assert told["receipt"]["deleted"] == receipt.deleted
        evidence = small_world.folder / "evidence.zip"
        assert typed.type("departures", "--evidence", "1", "--to", str(evidence)).code == 0
        with zipfile.ZipFile(evidence) as archive:
            acts = [json.loads(line) for line in archive.read("effects.jsonl").splitlines()]
            assert json.loads(archive.read("manifest.json"))["holds"] == "evidence"
        assert any(one["kind"] == "message" and one["rendered"] for one in acts)
        assert typed.type("import", str(evidence)).code == 1
        new = typed.link(XERO)
        assert "It was here before, and was deleted on 2026-12-18" in new.out
    small_world.office.close()
    database = small_world.folder / "duesync.db"
    with closing(sqlite3.connect(database)) as connected:
        connected.execute("VACUUM")  # as the README tells those who want no trace of it
    file = database.read_bytes()
    small_world.at(WORKING_DAY)
    assert len(mine) > 10
    assert [one for one in mine if one.encode() in file] == []


def test_evidence_goes_when_its_time_is_over(small_world: World) -> None:
    small_world.ready_to_send(XERO)
    small_world.run(XERO)
    gone_from(small_world, XERO, days=0)
    assert len(delete_due(small_world.office)) == 1
    with terminal(small_world) as typed:
        to = small_world.folder / "evidence.zip"
        words = ("departures", "--evidence", "1", "--to", str(to))
        delete_due(small_world.at(datetime(2032, 11, 17, 12, tzinfo=UTC)).office)
        assert typed.type(*words).code == 0
        to.unlink()
        delete_due(small_world.at(datetime(2032, 11, 19, 12, tzinfo=UTC)).office)
        assert typed.type(*words).code == 1


def test_an_export_that_is_older_than_what_left_here_is_refused(tmp_path: Path, small_world: World) -> None:
    """Else a ledger that went on here would say again what it said since."""
    old, new = tmp_path / "old.zip", tmp_path / "new.zip"
    small_world.ready_to_send(XERO)
    gone_from(small_world, XERO, file=old)
    ledger = leaving.known(small_world.office, XERO)
    with pytest.raises(NotTakenUp, match="is here already"):
        take_up(small_world.office, old, None)
    leaving.take_back(small_world.office, ledger)
    small_world.link(XERO)
    small_world.approve(XERO)
    assert small_world.run(XERO).delivered.messages > 0
    gone_from(small_world, XERO, file=new, days=0)
    assert len(delete_due(small_world.office)) == 1
    with pytest.raises(NotTakenUp, match="is older than what was known here"):
        take_up(small_world.office, old, None)
    taken = take_up(small_world.office, new, None)
    assert taken.rows["notices"] > 0
    with pytest.raises(NotTakenUp, match="is here already"):
        take_up(small_world.office, new, None)


def rows_by_table(connection: sa.Connection, ledger_id: int) -> dict[str, int]:
    """How many rows of each table are that ledger's."""
    return {
        table.name: int(
            connection.scalar(
                sa.select(sa.func.count()).select_from(table).where(table.c.ledger_id == ledger_id)
            )
            or 0
        )
        for table in metadata.sorted_tables
        if "ledger_id" in table.c
    }


def test_a_deleted_ledger_is_missed_by_nobody_who_runs_the_others(small_world: World) -> None:
    small_world.link()
    gone_from(small_world, XERO)
    small_world.at(WORKING_DAY + timedelta(days=30))
    with terminal(small_world) as typed:
        told = typed.type("sync", now=WORKING_DAY + timedelta(days=30))
    assert told.code == 0, told.err
    assert f"{XERO}: deleted" in told.err
    with small_world.office.store.read() as connection:
        assert [one.name for one in ledgers.every(connection)] == [QUICKBOOKS]
