"""A customer asks what is held of them, and to be erased: what goes, what stays and why, what comes back."""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from sync import commands
from sync.commands import ActError
from sync.evidence.verify import Verified, verify
from sync.keeping import keep_house
from sync.leaving import export
from sync.privacy import erase as erasing
from sync.privacy.access import to_file
from sync.privacy.again import take_back
from sync.store import ledgers
from sync.tables import customers, effects, invoices, metadata, opt_outs, persons, runs, tombstones
from tests.world import QUICKBOOKS, WORKING_DAY, World, world


@contextmanager
def a_company(folder: Path, store: str | None = None) -> Iterator[World]:
    """A small one on QuickBooks, read and decided, but nothing sent."""
    with world(folder, store=store, customers=8) as made:
        made.link(QUICKBOOKS).run(QUICKBOOKS)
        yield made


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[World]:
    with a_company(tmp_path) as made:
        yield made


@pytest.fixture
def either(store_url: str, tmp_path: Path) -> Iterator[World]:
    """The same, on either database."""
    with a_company(tmp_path, store_url) as made:
        yield made


def rows(made: World, table: sa.Table, *where: sa.ColumnElement[bool]) -> list[Any]:
    with made.office.store.read() as connection:
        return [*connection.execute(sa.select(table).where(*where))]


def owing(made: World) -> Any:
    """A customer with an e-mail address who owes something, and to whom nothing is owed."""
    owed = {
        row.customer_id for row in rows(made, invoices, invoices.c.status == "open", invoices.c.balance > 0)
    }
    alone = customers.c.bills_with.is_(None)
    return next(
        row
        for row in rows(made, customers, alone, customers.c.emails != "[]", customers.c.currency == "USD")
        if row.id in owed and len(row.name.encode()) == len(row.name) and "'" not in row.name
    )


def pay_all(made: World, customer: Any) -> list[str]:
    """At the source; returns the payments' ids."""
    source, owed = made.sandbox.quickbooks, invoices.c.balance > 0
    found = rows(made, invoices, invoices.c.customer_id == customer.id, owed)
    return [source.pay(row.number, source.balance_of(row.number)) for row in found]


def erased(made: World, customer: str) -> erasing.Report:
    return erasing.erase(made.office, made.office.linked(QUICKBOOKS), customer)


def looked_at(made: World) -> Verified:
    with made.office.store.read() as connection:
        ledger = ledgers.find(connection, QUICKBOOKS)
        assert ledger is not None
        return verify(connection, ledger.id, QUICKBOOKS, {})


def everything(made: World, out: Path) -> bytes:
    """All that lies anywhere: every row, the bytes of all files in the folder, what an export would hold."""
    ledger = made.office.linked(QUICKBOOKS)
    told = b"".join(repr(row).encode() for table in metadata.sorted_tables for row in rows(made, table))
    with made.office.store.read() as connection:
        export.to_file(connection, ledger, out, made.office.clock.now())
    with zipfile.ZipFile(out) as archive:
        told += b"".join(archive.read(name) for name in archive.namelist())
    files = (path for path in made.folder.iterdir() if path.is_file() and path.suffix not in (".key", ".zip"))
    return told + b"".join(path.read_bytes() for path in files)


def pull_anew(made: World) -> None:
    """All that the source has, from the beginning."""
    with made.office.store.write() as connection:
        ledgers.update(connection, made.office.linked(QUICKBOOKS).id, cursor=None)
    made.run(QUICKBOOKS)


def test_one_who_was_never_written_to_is_gone_at_once_and_stays_so(either: World, tmp_path: Path) -> None:
    desk = either
    customer = owing(desk)
    [email, *_] = msgspec.json.decode(customer.emails)
    ledger = desk.office.linked(QUICKBOOKS)
    commands.opt_out(
        desk.office, ledger, customer=customer.name, channel="email", source="they said so", over=False
    )
    commands.suppress(desk.office, email, why="stopped", source=f"a reply of {customer.name}")
    refused = erased(desk, customer.name)
    assert (refused.outcome, refused.rows) == ("refused", {})
    assert refused.grounds[0].citation == "Art. 17(3)(e) GDPR"
    assert "open invoice" in refused.grounds[0].text
    pay_all(desk, customer)
    desk.run(QUICKBOOKS)
    with desk.office.store.write() as connection:
        connection.execute(sa.update(runs).values(summary=f"failed at {customer.name}" * 500))
    with desk.office.store.write() as connection:  # which leaves it in the database's free space
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA secure_delete=OFF")  # as it comes, but not on Debian
        connection.execute(sa.update(runs).values(summary=f"failed at {customer.name}"))
    assert customer.name.encode() in everything(desk, tmp_path / "before.zip")
    whole = erased(desk, customer.name)
    assert (whole.outcome, whole.grounds, whole.kept, whole.compacted) == ("erased", (), {}, True)
    assert whole.rows["customers"] == 1
    assert {"decisions", "snapshots", "persons", "payments", "opt_outs"} <= whole.rows.keys()
    assert any("bookkeeping" in line for line in whole.remains)
    for _ in range(2):
        left = everything(desk, tmp_path / "after.zip")
        assert customer.name.encode() not in left
        assert email.encode() not in left
        found = looked_at(desk)
        assert (found.broken, found.sealed > 0) == ((), True)
        pull_anew(desk)
    assert rows(desk, customers, customers.c.id == customer.id) == []
    with pytest.raises(ActError, match="no customer"):
        erased(desk, customer.name)


def test_their_wish_to_hear_nothing_holds_for_the_same_address_under_another_name(desk: World) -> None:
    customer = owing(desk)
    [email, *_] = msgspec.json.decode(customer.emails)
    ledger = desk.office.linked(QUICKBOOKS)
    commands.opt_out(desk.office, ledger, customer=customer.name, channel="email", source="call", over=False)
    commands.suppress(desk.office, email, why="stopped", source="a reply")
    commands.suppress(desk.office, "nobody@elsewhere.example", why="bounced", source="")
    pay_all(desk, customer)
    desk.run(QUICKBOOKS)
    assert {each.suppression.address for each in commands.suppressed(desk.office)} > {email.casefold()}
    assert erased(desk, customer.name).outcome == "erased"
    [left] = commands.suppressed(desk.office)
    assert left.suppression.address == "nobody@elsewhere.example"
    other = owing(desk)
    with desk.office.store.write() as connection:  # as if they had not been read yet
        connection.execute(sa.delete(customers).where(customers.c.id == other.id))
    source = desk.sandbox.quickbooks
    source.set_email(next(ref for ref, id_ in source.customer_ids.items() if id_ == other.id), email)
    pull_anew(desk)
    assert [row.customer_id for row in rows(desk, opt_outs)] == [other.id]
    [known] = [each for each in commands.suppressed(desk.office) if each != left]
    assert known.suppression.address == email.casefold()
    assert [name for _, name in known.customers] == [other.name]


def test_what_was_sent_stays_while_the_law_may_ask_for_it_and_goes_on_its_day(
    desk: World, tmp_path: Path
) -> None:
    desk.approve(QUICKBOOKS)
    desk.run(QUICKBOOKS)
    wrote_to = {row.customer_id for row in rows(desk, effects, effects.c.kind == "message")}
    customer = next(row for row in rows(desk, customers, customers.c.id.in_(wrote_to)) if row.emails != "[]")
    pay_all(desk, customer)
    desk.run(QUICKBOOKS)
    report = erased(desk, customer.id)
    today = WORKING_DAY.date()
    until = date(today.year + 6, today.month, today.day)
    assert (report.outcome, report.kept_until) == ("narrowed", until)
    assert rows(desk, customers, customers.c.id == customer.id) == []
    assert report.kept["effects"] > 1
    assert len(rows(desk, persons, persons.c.customer_id == customer.id)) == 1
    desk.at(WORKING_DAY + timedelta(days=365 * 6 - 3))
    assert keep_house(desk.office) == []
    assert len(rows(desk, persons, persons.c.customer_id == customer.id)) == 1
    desk.at(WORKING_DAY + timedelta(days=365 * 6 + 3))
    assert keep_house(desk.office) == []
    left = everything(desk, tmp_path / "after.zip")
    assert customer.name.encode() not in left
    assert msgspec.json.decode(customer.emails)[0].encode() not in left
    assert looked_at(desk).broken == ()


def test_what_is_held_is_told_whole_and_nothing_of_others(desk: World, tmp_path: Path) -> None:
    customer = owing(desk)
    others = [row.name for row in rows(desk, customers) if row.id != customer.id and len(row.name) > 8]
    ledger = desk.office.linked(QUICKBOOKS)
    commands.hold(
        desk.office, ledger, customer=customer.name, invoice=None, until=None, note="<b>they called</b>"
    )
    to_file(desk.office, ledger, customer.name, tmp_path / "held.zip")
    with zipfile.ZipFile(tmp_path / "held.zip") as archive:
        page, held = archive.read("held.html").decode(), msgspec.json.decode(archive.read("held.json"))
    assert (tmp_path / "held.zip").stat().st_mode & 0o777 == 0o600
    assert {"customers", "invoices", "decisions", "snapshots", "holds"} <= held["rows"].keys()
    assert "persons" not in held["rows"]  # keys
    assert [one["kind"] for one in held["audit_chain"]] == ["decision", "act"]
    assert "<b>" not in page.partition("</style>")[2]
    assert "&lt;b&gt;they called" in page
    for text in (unescape(page), msgspec.json.encode(held).decode()):
        assert customer.name in text
        assert not [name for name in others if name in text]
    with pytest.raises(ActError, match="is there already"):
        to_file(desk.office, ledger, customer.name, tmp_path / "held.zip")


def test_an_invoice_of_one_who_was_erased_is_told_of_and_they_may_come_back(desk: World) -> None:
    customer = owing(desk)
    [payment, *_] = pay_all(desk, customer)
    desk.run(QUICKBOOKS)
    erased(desk, customer.name)
    desk.sandbox.quickbooks.delete_payment(payment)
    assert desk.run(QUICKBOOKS).pulled.withheld == {customer.id: 1}
    ledger = desk.office.linked(QUICKBOOKS)
    with pytest.raises(ActError, match="was erased"):
        take_back(desk.office, ledger, "nobody")
    take_back(desk.office, ledger, customer.id)
    assert desk.run(QUICKBOOKS).pulled.withheld == {}
    assert [row.name for row in rows(desk, customers, customers.c.id == customer.id)] == [customer.name]


def test_who_was_erased_is_erased_again_when_an_older_copy_is_put_back(desk: World, tmp_path: Path) -> None:
    customer, copy = owing(desk), tmp_path / "copy.db"
    pay_all(desk, customer)
    desk.run(QUICKBOOKS)
    with closing(sqlite3.connect(desk.folder / "duesync.db")) as database:
        database.execute("VACUUM INTO ?", (str(copy),))
    erased(desk, customer.name)
    desk.office.close()
    for path in desk.folder.glob("duesync.db*"):
        path.unlink()
    copy.rename(desk.folder / "duesync.db")
    desk.at(WORKING_DAY)
    assert rows(desk, customers, customers.c.id == customer.id) != []
    assert keep_house(desk.office) == [
        f"{QUICKBOOKS}: customer {customer.id} was erased, and is here by an older copy: erased"
    ]
    assert rows(desk, customers, customers.c.id == customer.id) == []
    assert customer.name.encode() not in (desk.folder / "duesync.db").read_bytes()
    assert keep_house(desk.office) == []
    take_back(desk.office, desk.office.linked(QUICKBOOKS), customer.id)
    desk.run(QUICKBOOKS)
    assert keep_house(desk.office) == []
    assert rows(desk, customers, customers.c.id == customer.id) != []


def test_a_copy_from_before_they_were_customers_keeps_them_out_too(desk: World) -> None:
    customer = owing(desk)
    pay_all(desk, customer)
    desk.run(QUICKBOOKS)
    erased(desk, customer.name)
    with desk.office.store.write() as connection:
        connection.execute(sa.delete(tombstones))
    assert keep_house(desk.office) == []
    pull_anew(desk)
    assert rows(desk, customers, customers.c.id == customer.id) == []


def test_a_message_or_a_state_that_was_changed_in_the_outbox_is_named(desk: World) -> None:
    desk.approve(QUICKBOOKS)
    desk.run(QUICKBOOKS)
    assert looked_at(desk).broken == ()
    for change, told in (
        ({"rendered": b"{}"}, "in other words"),
        ({"state": "refused"}, "was done, and here it is refused"),
        ({"taken_back": True}, "was done, and here it is taken back"),
    ):
        [first, *_] = rows(desk, effects, effects.c.kind == "message", effects.c.state == "done")
        mine = effects.c.id == first.id
        with desk.office.store.write() as connection:
            connection.execute(sa.update(effects).where(mine).values(change))
        [broken] = looked_at(desk).broken
        assert told in broken.what
        assert first.key in broken.what
        with desk.office.store.write() as connection:
            before = {name: getattr(first, name) for name in change}
            connection.execute(sa.update(effects).where(mine).values(before))
