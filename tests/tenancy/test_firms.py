"""Firms as who runs the place handles them: added, bounded, given another key, exported, erased."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from connectors.base import Tokens
from connectors.errors import TryLater
from sync import doctor, firm_export, firm_keys, firms, tables, users
from sync.clock import fixed
from sync.config import ConfigError
from sync.firms import FirmError
from sync.keeping import keep_house
from sync.leaving import export, unlink
from sync.office import NoFirm, Office
from sync.rehearsal.demo import NOW
from sync.secrets import SecretsError
from sync.store import firm_rows, ledgers
from sync.store import firms as kept
from sync.store.firms import TooMany
from sync.tables import HOUSE
from tests.tenancy.two import NORTH, Two, two_firms


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Both companies linked and run."""
    with two_firms(tmp_path_factory.mktemp("run")) as made:
        yield made


def sealed(office: Office, name: str) -> bytes:
    with office.store.read() as connection:
        ledger = ledgers.find(connection, name)
        assert ledger is not None
        query = sa.select(tables.credentials.c.sealed).where(tables.credentials.c.ledger_id == ledger.id)
        return bytes(connection.execute(query).scalar_one())


def test_a_firms_secrets_are_sealed_with_its_own_key_and_rotating_touches_no_other(run: Two) -> None:
    office = run.office
    before = {name: sealed(office, name) for name in ("harbour", "summit")}
    store = office.config.vault()
    assert store.decrypt(before["harbour"], "harbour")
    with pytest.raises(SecretsError, match="can't be opened"):
        store.decrypt(before["summit"], "summit")
    north = run.of(NORTH)
    tokens = msgspec.json.decode(north.vault().decrypt(before["summit"], "summit"), type=Tokens)
    old = north.vault()
    assert firm_keys.rotate(office, north.store.firm or 0) == 1
    after = {name: sealed(office, name) for name in before}
    assert after["harbour"] == before["harbour"]
    with pytest.raises(SecretsError):
        old.decrypt(after["summit"], "summit")
    again = north.vault().decrypt(after["summit"], "summit")
    assert msgspec.json.decode(again, type=Tokens) == tokens
    with north.work("summit"):
        pass


def test_the_house_gets_a_key_of_its_own_when_it_is_rotated_and_what_was_sealed_stays_readable(
    run: Two,
) -> None:
    office = run.of("house")
    invitation = users.add(office, "kim@house.example", "Kim", "owner", None)
    user = users.accept(office, invitation.word, "four green herons wade")
    secret = users.new_totp()
    import pyotp

    users.set_totp(office, user, secret, pyotp.TOTP(secret).at(int(office.clock.wall().timestamp())), None)
    assert firm_keys.rotate(run.office, HOUSE) == 2  # harbour's sign-in, and the codes
    with pytest.raises(users.CodeNeeded):
        users.sign_in(run.office, "kim@house.example", "four green herons wade", None)
    later = int(office.clock.wall().timestamp()) + 30
    assert users.sign_in(
        run.office, "kim@house.example", "four green herons wade", pyotp.TOTP(secret).at(later)
    )


def test_more_than_its_quota_a_firm_does_not_get(run: Two) -> None:
    office = run.office
    firms.bound(office, NORTH, {"most_users": 1, "most_ledgers": 0, "calls_per_day": 3})
    north = run.of(NORTH)
    users.add(north, "a@north.example", "A", "owner", None)
    with pytest.raises(TooMany, match="may have 1 users"):
        users.add(north, "b@north.example", "B", "viewer", None)
    users.add(run.of("house"), "b@house.example", "B", "viewer", None)
    with pytest.raises(TooMany, match="the firm north may have 0 ledgers"), north.store.write() as connection:
        kept.refuse_more_ledgers(connection)
    assert firms.bound(office, NORTH, {}).most_users == 1
    firms.bound(office, NORTH, {"most_users": None, "most_ledgers": None})
    with pytest.raises(NoFirm, match="there is no firm south"):
        firms.bound(office, "south", {"most_users": 2})


def test_quotas_in_the_settings_hold_over_those_that_were_said_before(run: Two) -> None:
    path = run.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    firms.bound(run.office, NORTH, {"most_users": 5, "messages_per_day": 7, "calls_per_day": None})
    try:
        path.write_text(
            f"{text}\n[firms.limits.{NORTH}]\nledgers = 0\nusers = 3\ncalls_per_day = 9\n", encoding="utf-8"
        )
        with closing(opened(run)) as office:
            held = firms.bound(office, NORTH, {"messages_per_day": 8})
            assert (held.most_ledgers, held.most_users, held.calls_per_day) == (None, 3, 9)
            assert held.messages_per_day == 8
            with pytest.raises(firms.FirmError, match="stands in config"):
                firms.bound(office, NORTH, {"most_users": 30})
        path.write_text(f"{text}\n[firms.limits.{NORTH}]\nusers = -1\nseats = 3\n", encoding="utf-8")
        with pytest.raises(ConfigError, match=r"limits\.north\.users(.|\n)*limits\.north\.seats"):
            opened(run)
    finally:
        path.write_text(text, encoding="utf-8")
        quotas = ("most_ledgers", "most_users", "messages_per_day", "calls_per_day")
        firms.bound(run.office, NORTH, dict.fromkeys(quotas))


def test_a_quota_for_a_name_that_is_no_firms_is_told_of_by_doctor_and_worker(run: Two) -> None:
    path = run.folder / "config.toml"
    text = path.read_text(encoding="utf-8")
    try:
        more = "".join(f"\n[firms.limits.{name}]\nusers = 3\n" for name in ("nroth", "zebra", NORTH))
        path.write_text(text + more, encoding="utf-8")
        with closing(opened(run)) as office:
            told = [
                "[firms.limits.nroth] bounds nobody, for there is no firm nroth; is north meant?",
                "[firms.limits.zebra] bounds nobody, for there is no firm zebra; see: duesync firm list",
            ]
            assert keep_house(office)[:2] == told
            found = [one for one in doctor.examine(office) if one.about == "firms.limits"]
            assert [(one.level, one.text) for one in found] == [("warn", each) for each in told]
    finally:
        path.write_text(text, encoding="utf-8")
        firms.bound(run.office, NORTH, {"most_users": None})
    assert firms.bounded_nobody(run.office) == []


def test_messages_and_calls_over_the_quota_wait_and_say_why(run: Two) -> None:
    firms.bound(run.office, NORTH, {"messages_per_day": 2, "calls_per_day": 1})
    north = run.of(NORTH)
    bound = north.bound()
    assert [bound.take(1), bound.take(1)] == [None, None]
    full = bound.take(1)
    assert full is not None
    assert full.why == "the firm may send 2 a day"
    assert run.of("house").bound().take(1) is None
    with pytest.raises(TryLater, match="used up"), north.work("summit") as work:
        work.source.organisation()
    with run.office.work("harbour") as work:
        assert work.source.organisation().name
    firms.bound(run.office, NORTH, {"messages_per_day": None, "calls_per_day": None})


def test_calls_of_the_firms_other_ledgers_count_in_the_midst_of_a_pass(run: Two) -> None:
    firm, wall = firms.named(run.office, NORTH).id, run.office.clock.wall()
    north = run.of(NORTH)
    with north.store.write() as connection:
        summit = ledgers.find(connection, "summit")
        assert summit is not None
        same = {column.name: column for column in tables.ledgers.c if column.name != "id"}
        values = same | {"name": sa.literal("other"), "company_id": sa.literal("2")}
        copied = sa.select(*values.values()).where(tables.ledgers.c.id == summit.id)
        connection.execute(sa.insert(tables.ledgers).from_select([*values], copied))
        other = ledgers.find(connection, "other")
        assert other is not None
        made = connection.scalar(sa.select(sa.func.sum(tables.calls.c.calls))) or 0
    firms.bound(run.office, NORTH, {"calls_per_day": made + 50})
    today = {"ledger_id": other.id, "day": wall.date(), "calls": made + 50, "metered": 0}
    with north.work("summit") as work:
        assert work.source.organisation().name
        with run.office.store.write() as connection:
            connection.execute(sa.insert(tables.calls).values(today))
        with pytest.raises(TryLater, match="used up"):
            work.source.organisation()
    with run.office.store.write() as connection:
        connection.execute(sa.delete(tables.calls).where(tables.calls.c.ledger_id == other.id))
        connection.execute(sa.delete(tables.ledgers).where(tables.ledgers.c.id == other.id))
    firms.bound(run.office, NORTH, {"calls_per_day": None})
    assert firm == other.firm_id


def test_an_export_holds_the_firms_own_and_no_secret_and_its_ledgers_can_be_taken_up(
    run: Two, tmp_path: Path
) -> None:
    run.user(NORTH)
    written = firm_export.write(run.office, NORTH, tmp_path / "out")
    with export.opened(tmp_path / "out" / "ledgers" / "summit.zip") as found:
        found.check()
        assert (found.manifest.name, found.digest()) == ("summit", written.ledgers["summit"])
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.json*")}
    assert "owner@north.example" in files["users.jsonl"]
    assert "argon2" not in "".join(files.values())
    assert "house.example" not in "".join(files.values())
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o700
    with pytest.raises(FirmError, match="there already"):
        firm_export.write(run.office, NORTH, tmp_path / "out")


def test_a_mistake_in_one_firms_file_stops_that_firm_alone(run: Two) -> None:
    path = run.folder / "firms" / "north.toml"
    text = path.read_text(encoding="utf-8")
    try:
        for wrong, told in (
            (text + "\nnonsense = 1\n", "north.toml: .*nonsense"),
            ("[[", "north.toml: is not TOML"),
            (text + '\n[ledgers.harbour]\nprovider = "xero"\n', "stands in config.toml already"),
            (text + '\n[store]\nurl = "sqlite:///other.db"\n', "north.toml: store"),
        ):
            path.write_text(wrong, encoding="utf-8")
            office = opened(run)
            with closing(office):
                assert list(office.config.ledgers) == ["harbour"]
                assert office.linked("harbour")
                with office.store.read() as connection:
                    summit = ledgers.find(connection, "summit")
                assert summit is not None
                with pytest.raises(ConfigError, match=told):
                    office.for_name("summit").linked("summit")
                absent = office.why_absent(summit) or ""
                assert "stands still" in absent
                assert re.search(told, absent), absent
    finally:
        path.write_text(text, encoding="utf-8")


def opened(two: Two) -> Office:
    from sync.office import open_office

    return open_office(two.folder / "config.toml", fixed(NOW))


def test_a_ledger_that_moved_to_another_firms_file_stands_still(run: Two) -> None:
    path, config = run.folder / "firms" / "north.toml", run.folder / "config.toml"
    text, house = path.read_text(encoding="utf-8"), config.read_text(encoding="utf-8")
    try:
        path.unlink()
        config.write_text(house + text[text.index("[ledgers.summit]") :], encoding="utf-8")
        with closing(opened(run)) as office, pytest.raises(NoFirm, match="of the firm north, not of house"):
            office.linked("summit")
    finally:
        path.write_text(text, encoding="utf-8")
        config.write_text(house, encoding="utf-8")


def test_a_ledger_of_a_firm_that_was_never_added_is_not_linked(run: Two) -> None:
    path = run.folder / "firms" / "south.toml"
    sender = '[ledgers.quay.sender]\nname = "Quay"\nemail = "accounts@quay.example"\n'
    path.write_text(f'[ledgers.quay]\nprovider = "files"\nfolder = "quay"\n{sender}', encoding="utf-8")
    try:
        with closing(opened(run)) as office, pytest.raises(NoFirm, match="duesync firm add south"):
            office.for_name("quay")
    finally:
        path.unlink()


def test_a_firm_is_erased_once_its_ledgers_were_unlinked(run: Two) -> None:
    """The last of these tests: north is gone then."""
    with pytest.raises(FirmError, match=r"are linked \(summit\): unlink each first"):
        firms.erase(run.office, NORTH)
    with pytest.raises(FirmError, match="the house"):
        firms.erase(run.office, "house")
    north = run.of(NORTH)
    users.add(north, "last@north.example", "Last", "viewer", None)
    unlink.unlink(north, north.linked("summit"), file=None, days=None)
    receipt = firms.erase(run.office, NORTH)
    assert receipt.ledgers == ("summit",)
    assert receipt.deleted["users"] > 0
    with run.office.store.read() as connection:
        for table, mine in firm_rows.tables_of(2, [2]):
            assert connection.scalar(sa.select(sa.func.count()).where(mine).select_from(table)) == 0, table
        assert kept.key_of(connection, 2) is None
        assert [one.name for one in ledgers.every(connection)] == ["harbour"]
    with pytest.raises(NoFirm, match="was erased on"):
        firms.named(run.office, NORTH)
    with pytest.raises(FirmError, match="there is, or was, a firm north"):
        firms.add(run.office, NORTH)
    with run.office.work("harbour") as work:
        assert work.ledger.name == "harbour"
