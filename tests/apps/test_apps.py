"""Which ledgers share an app, what its plan allows, and what is told of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from sync.apps import app_of, apps
from sync.config import Config, ConfigError, load
from sync.doctor import examine
from sync.pressure import waits
from sync.status import statuses
from sync.store import app_calls
from sync.store.app_budget import Memory
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World

_LEDGER = """
[ledgers.{name}]
provider = "{provider}"
environment = "{environment}"
client_id = "{client}"
client_secret = "secret"
[ledgers.{name}.sender]
name = "{name}"
email = "accounts@{name}.example"
"""


def config(folder: Path, more: str, *ledgers: tuple[str, str, str, str]) -> Config:
    path = folder / "config.toml"
    text = more + "".join(
        _LEDGER.format(name=name, provider=provider, client=client, environment=environment)
        for name, provider, client, environment in ledgers
    )
    path.write_text(text, encoding="utf-8")
    return load(path)


def test_xero_counts_by_client_id_and_intuit_by_account_in_production_alone(tmp_path: Path) -> None:
    found = config(
        tmp_path,
        "",
        ("a", "xero", "one", "production"),
        ("b", "xero", "one", "production"),
        ("c", "xero", "two", "production"),
        ("d", "quickbooks", "three", "production"),
        ("e", "quickbooks", "four", "production"),
        ("f", "quickbooks", "four", "sandbox"),
    )
    assert [app.ledgers for app in apps(found, found.ledgers)] == [("d", "e"), ("a", "b"), ("c",)]
    one = app_of(found, found.ledger("a"))
    assert one is not None
    assert (one.limit.per_minute, one.limit.reads) == (10_000, None)
    books = app_of(found, found.ledger("d"))
    assert books is not None
    assert (books.limit.reads, books.limit.blocked) == (500_000, True)


def test_a_plan_says_what_is_allowed_and_own_numbers_go_before_it(tmp_path: Path) -> None:
    more = '[apps.quickbooks]\nplan = "silver"\n[apps.xero]\nplan = "starter"\ncalls_per_minute = 500\n'
    found = config(tmp_path, more, ("a", "xero", "one", "production"), ("d", "quickbooks", "x", "production"))
    books, xero = apps(found, found.ledgers)
    assert (books.limit.reads, books.limit.blocked) == (1_000_000, False)
    assert xero.limit.per_minute == 500
    assert xero.plan is not None
    assert (xero.plan.connections, xero.plan.per_day) == (5, 1000)
    more = '[apps.quickbooks]\nplan = "silver"\nreads_per_month = 900\n'
    (books,) = apps(config(tmp_path, more, ("d", "quickbooks", "x", "production")), ["d"])
    assert (books.limit.reads, books.limit.blocked) == (900, True)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("[apps.sage]\n", "apps.sage is no kind of ledger with an app; there are quickbooks, xero"),
        ("[apps.files]\n", "apps.files is needless: such a ledger has no app"),
        ('[apps.xero]\nplan = "silver"\n', "apps.xero.plan"),
        ("[apps.xero]\ncalls = 3\n", "apps.xero.calls"),
    ],
)
def test_mistakes_are_told_by_their_key(tmp_path: Path, written: str, told: str) -> None:
    with pytest.raises(ConfigError) as refused:
        config(tmp_path, written)
    assert told in str(refused.value)


def memory(world: World, name: str) -> Memory:
    app = app_of(world.office.config, world.office.config.ledger(name))
    assert app is not None
    return app.allowance(world.office.store).memory()


def test_every_call_of_linking_and_of_a_pass_is_one_of_the_apps_and_nothing_stays_lent(
    small_world: World,
) -> None:
    small_world.link()
    for name in (XERO, QUICKBOOKS):
        small_world.run(name)
    small_world.approve(QUICKBOOKS)
    small_world.run(QUICKBOOKS)
    xero, books = memory(small_world, XERO), memory(small_world, QUICKBOOKS)
    calls = [one for one in small_world.sandbox.xero.calls if one.path.startswith("/api.xro/")]
    assert sum(xero.made.values()) == len(calls) > 10
    assert sum(books.reads.values()) == small_world.sandbox.quickbooks.metered_calls() > 3
    assert (xero.lent, books.lent) == ({}, {})


def test_a_month_that_runs_out_is_told_by_status_and_doctor_and_idle_polls_wait(small_world: World) -> None:
    small_world.link(QUICKBOOKS)
    office = small_world.office
    app = app_of(office.config, office.config.ledger(QUICKBOOKS))
    assert app is not None
    today = (datetime.now(UTC) - datetime(1970, 1, 1, tzinfo=UTC)).days
    with office.store.write() as connection:
        app_calls._BODIES.recall(connection, app.key)
        app_calls._BODIES.keep(connection, app.key, Memory(reads={today: 499_990}))
    (status,) = [one for one in statuses(office) if one.name == QUICKBOOKS]
    (warned,) = [told for told in status.warnings if "metered" in told]
    assert warned.startswith("QuickBooks Online: 499,990 of 500,000 metered reads used this month; ")
    assert warned.endswith("; polls that nothing asks for wait")
    (told,) = [one.text for one in examine(office) if one.about == "apps.quickbooks"]
    assert "at the pace of the last days they run out on" in told
    assert waits(office, QUICKBOOKS, idle=True) > 0
    assert waits(office, QUICKBOOKS, idle=False) == 0
    assert office.is_short(QUICKBOOKS)
    app.allowance(office.store).refused(40)
    assert 0 < waits(office, QUICKBOOKS, idle=False) <= 40
    assert any(
        "does not answer and is left alone for" in one.text
        for one in examine(office)
        if one.about == "apps.quickbooks"
    )
    assert msgspec.json.encode(status)
    assert office.clock.now() == WORKING_DAY
