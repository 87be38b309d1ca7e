"""`audit`, `access`, `erase` and `retention` as they are typed: what they say, and their exit codes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.tables import events, invoices
from tests.stories.terminal import Terminal, terminal
from tests.world import QUICKBOOKS, world


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """One ledger, with messages that went; the chain is looked at only, or put right again."""
    with world(tmp_path_factory.mktemp("typed"), customers=6) as made, terminal(made) as one:
        made.ready_to_send(QUICKBOOKS).run(QUICKBOOKS)
        yield one


def customer_of(typed: Terminal) -> str:
    told = typed.type("audit", "show", QUICKBOOKS, "--json").json["events"]
    return next(str(one["customer"]) for one in told if one["kind"] == "message")


def test_the_chain_is_shown_verified_and_held_against_heads(typed: Terminal, tmp_path: Path) -> None:
    whole = typed.type("audit", "verify")
    assert (whole.code, whole.err) == (0, "")
    assert whole.out.startswith(f"{QUICKBOOKS}: whole (")
    file = str(tmp_path / "heads.txt")
    kept = typed.type("audit", "head", "--head", file)
    assert kept.err == f"1 head added to {file}\n"
    assert typed.type("audit", "head").out.split()[1:] == kept.out.split()[1:]
    assert typed.type("audit", "verify", QUICKBOOKS, "--head", file, "--json").json["ok"] is True
    lines = typed.type("audit", "show", QUICKBOOKS).out.splitlines()
    assert " duesync begun: " in lines[0]
    assert [line for line in lines if " duesync message: " in line]
    name = customer_of(typed)
    of_one = typed.type("audit", "show", QUICKBOOKS, "--customer", name, "--json").json["events"]
    assert {one["customer"] for one in of_one} == {name}
    assert {"decision", "approval", "message", "delivery"} <= {one["kind"] for one in of_one}
    assert typed.type("audit", "show").code == 2


def test_a_break_is_named_and_is_exit_code_1(typed: Terminal) -> None:
    store, third = typed.world.office.store, events.c.number == 3
    with store.write() as connection:
        before = connection.scalar(sa.select(events.c.by).where(third))
        connection.execute(sa.update(events).where(third).values(by="nobody"))
    told = typed.type("audit", "verify")
    assert told.code == 1
    assert f"{QUICKBOOKS}: BROKEN" in told.out
    assert "\n  event 3 was changed" in told.out
    found = typed.type("audit", "verify", "--json")
    assert (found.code, found.json["ledgers"][0]["broken"][0]["number"]) == (1, 3)
    with store.write() as connection:
        connection.execute(sa.update(events).where(third).values(by=before))
    assert typed.type("audit", "verify").code == 0


def test_access_writes_a_file_and_erase_says_why_not_until_when_and_what_stays(
    typed: Terminal, tmp_path: Path
) -> None:
    name, out = customer_of(typed), tmp_path / "held.zip"
    told = typed.type("access", QUICKBOOKS, name, "--out", str(out))
    assert told.code == 0
    assert told.out.startswith(f"{out}: ")
    assert zipfile.ZipFile(out).namelist() == ["held.json", "held.html"]
    assert "is there already" in typed.type("access", QUICKBOOKS, name, "--out", str(out)).err
    refused = typed.type("erase", QUICKBOOKS, name, "--yes")
    assert refused.code == 1
    assert "cannot be erased" in refused.out
    assert "once that is settled" in refused.out
    assert "nothing was erased" in typed.type("erase", QUICKBOOKS, name, answers=lambda _said: "n").err
    source, store = typed.world.sandbox.quickbooks, typed.world.office.store
    with store.read() as connection:
        owner = typed.type("erase", QUICKBOOKS, name, "--yes", "--json").json
        mine = [row for row in connection.execute(sa.select(invoices)) if row.balance > 0]
    assert owner["outcome"] == "refused"
    for row in mine:
        source.pay(row.number, source.balance_of(row.number))
    assert typed.type("run", QUICKBOOKS).code == 0
    done = typed.type("erase", QUICKBOOKS, name, "--yes")
    assert (done.code, done.err) == (0, "")
    assert f"{name} is erased from {QUICKBOOKS}" in done.out
    assert "It may go on 20" in done.out
    assert "Remains: At quickbooks" in done.out
    assert "no customer" in typed.type("erase", QUICKBOOKS, name, "--yes").err
    assert "was erased from" in typed.type("erase", QUICKBOOKS, "nobody", "--take-back").err
    assert typed.type("retention", "--json").json["ledgers"][0]["persons"] == 0
    assert typed.type("retention", QUICKBOOKS).out.startswith(f"{QUICKBOOKS}: deleted what was done about 0")
    assert typed.type("audit", "verify").code == 0
