"""Sign-ins under load and at their ends: one refresh at a time, nobody signed out, one's end is its own."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from connectors.errors import SignInAgain, TryLater
from connectors.sandbox.faults import Fault
from sync.clock import fixed
from sync.doctor import Finding, examine
from sync.status import statuses
from sync.tables import credentials
from sync.worker import Worker
from tests.load.turns import turns
from tests.stories.terminal import terminal
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, World, world

_TOKENS = {XERO: "/connect/token", QUICKBOOKS: "/tokens/bearer"}


@pytest.fixture
def made(tmp_path: Path, store_url: str) -> Iterator[World]:
    """Both ledgers, linked; a refresh token is dead as soon as it was used."""
    with world(tmp_path, customers=4, store=store_url) as made:
        for name in BOTH:
            strict(made, name)
        yield made.link()


def strict(made: World, name: str) -> Any:
    """The source of that ledger, which takes each refresh token once."""
    if name == XERO:
        made.sandbox.xero.grants.grace = timedelta(0)
        return made.sandbox.xero
    made.sandbox.quickbooks.grants.rotate_every = timedelta(0)
    return made.sandbox.quickbooks


def works(made: World, name: str) -> bool:
    """Whether the stored sign-in is good for a call."""
    with made.office.source(made.office.linked(name)) as (_, source):
        return bool(source.organisation().name)


@pytest.mark.parametrize("name", BOTH)
def test_eight_processes_renew_a_token_that_dies_with_each_use_and_none_is_signed_out(
    made: World, name: str
) -> None:
    source = strict(made, name)
    before = len(source.calls)
    assert [turn.ended() for turn in turns(made.folder, name, WORKING_DAY, 8, 4)] == ["good"] * 8
    refreshes = [call for call in source.calls[before:] if _TOKENS[name] in call.path]
    assert {call.status for call in refreshes} == {200}
    assert 4 <= len(refreshes) <= 32
    source.expire_access()
    assert works(made, name)


@pytest.mark.parametrize("name", BOTH)
def test_a_process_killed_while_it_asks_for_new_tokens_leaves_the_sign_in_to_the_others(
    made: World, name: str
) -> None:
    source = strict(made, name)
    source.faults.add(Fault(match=_TOKENS[name], action="slow", seconds=20))
    [turn] = turns(made.folder, name, WORKING_DAY, 1, 1)
    while not source.faults.spent():  # the call has not come in yet
        time.sleep(0.05)  # it is another process's, and nothing here is told of it
    os.kill(turn.pid, signal.SIGKILL)
    assert turn.ended() == "killed"
    source.expire_access()
    began = time.monotonic()
    assert works(made, name)
    assert time.monotonic() - began < 15  # the dead one's lease would have run for ninety


def test_a_refresh_whose_answer_was_lost_ends_a_sign_in_only_where_the_provider_keeps_no_grace(
    made: World,
) -> None:
    """Xero takes the old token for half an hour more. Intuit promises nothing: a person must link again."""
    for name in BOTH:
        source = strict(made, name)
        source.expire_access()
        source.faults.add(Fault(match=_TOKENS[name], action="lost"))
    made.sandbox.xero.grants.grace = timedelta(minutes=30)
    assert works(made, XERO)
    with pytest.raises(TryLater):
        works(made, QUICKBOOKS)
    with pytest.raises(SignInAgain, match="link the ledger again"):
        works(made, QUICKBOOKS)


# which company's it is says nothing of the database, so each is tried in one
@pytest.mark.parametrize(
    ("store_url", "gone"), [("sqlite", XERO), ("postgresql", QUICKBOOKS)], indirect=["store_url"]
)
def test_a_revoked_grant_stops_that_ledger_alone_and_names_the_command_in_run_worker_status_and_doctor(
    made: World, gone: str, capfd: pytest.CaptureFixture[str]
) -> None:
    [other] = set(BOTH) - {gone}
    strict(made, gone).revoke_grants()
    command = f"duesync connect {gone}"
    worker = Worker(made.config, fixed(WORKING_DAY), WORKING_DAY.isoformat())
    worker.tick()
    codes = {name: run.process.wait(timeout=120) for name, run in worker.running.items()}
    assert codes == {gone: 3, other: 0}
    assert command in capfd.readouterr().err
    with terminal(made) as typed:
        ran = typed.type("run")
        assert ran.code == 3
        assert [line.endswith(command) for line in ran.err.splitlines() if line.startswith("error:")] == [
            True
        ]
        assert f"{other}: " in ran.out
        told = {one.name: one for one in statuses(made.office)}
        assert [command in line for line in told[gone].warnings if "failed" in line] == [True]
        assert not [line for line in told[other].warnings if "failed" in line]
        assert [command in one.text for one in failures(made) if one.about == gone] == [True]
        assert not [one for one in failures(made) if one.about == other]
        assert typed.link(gone).code == 0
        assert typed.type("run").code == 0


def failures(made: World) -> list[Finding]:
    """What `doctor` says is broken."""
    return [one for one in examine(made.office) if one.level == "fail"]


@pytest.mark.parametrize(
    ("store_url", "name", "unused_days", "years"),
    [("sqlite", XERO, 60, None), ("postgresql", QUICKBOOKS, 100, 5)],
    indirect=["store_url"],
)
def test_the_ends_of_a_sign_in_are_known_from_the_day_it_was_made_and_warned_of_in_time(
    made: World, name: str, unused_days: int, years: int | None
) -> None:
    ledger = made.office.linked(name)
    with made.office.store.read() as connection:
        kept = connection.execute(sa.select(credentials).where(credentials.c.ledger_id == ledger.id)).one()
    today = made.office.clock.wall()
    assert (kept.refresh_expires_at - today).days in (unused_days - 1, unused_days)
    if years is None:
        assert kept.hard_expires_at is None
    else:
        assert abs((kept.hard_expires_at - today).days - 365 * years) <= 1
    assert warned(made, name) == (False, False)
    soon = today + timedelta(days=10)
    for column in ("refresh_expires_at", *(("hard_expires_at",) if years else ())):
        with made.office.store.write() as connection:
            ends = {"refresh_expires_at": None, "hard_expires_at": None, column: soon}
            mine = credentials.c.ledger_id == ledger.id
            connection.execute(sa.update(credentials).where(mine).values(ends))
        assert warned(made, name) == (True, True)


def warned(made: World, name: str) -> tuple[bool, bool]:
    """Whether status and doctor tell of an end, with the command."""

    def tells(line: str) -> bool:
        return "the sign-in ends on" in line and f"duesync connect {name}" in line

    [status] = [one for one in statuses(made.office) if one.name == name]
    return any(map(tells, status.warnings)), any(
        one.level == "warn" and tells(one.text) for one in examine(made.office)
    )
