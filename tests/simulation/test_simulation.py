"""A short pretend life in `make test`; `make simulate` lives through years of them, and plants every bug."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import sleep
from weakref import ref

import pytest

from connectors.sandbox.mail import MailServer, Received
from connectors.sandbox.unreliable import Fate, unreliable_client
from sync.rehearsal.simulation.clock import Time
from sync.rehearsal.simulation.outcome import Asked
from sync.rehearsal.simulation.simulate import simulate
from sync.rehearsal.simulation.town import NotEmpty
from sync.rehearsal.simulation.trouble import FAIR, Trouble
from tests.simulation.hunting import caught
from tests.simulation.planted import BUGS, Bug
from tests.sync.books import opened
from tests.world import XERO, World

_QUICK = [bug for bug in BUGS if bug.quick]


def test_a_working_week_in_which_everything_goes_wrong_breaks_no_law_and_comes_the_same_again() -> None:
    outcome = simulate(Asked(seed=20261129, days=5, customers=25))
    assert outcome.breaches == []
    assert (outcome.days, outcome.ledgers) == (5, 2)
    assert outcome.messages
    assert outcome.notes
    assert outcome.faults
    asked = ["simulate", "--seed", "20261129", "--days", "5", "--customers", "25", "--json"]
    again = subprocess.run(  # noqa: S603  # our own command; a set has another order there
        [sys.executable, "-m", "sync", *asked],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        capture_output=True,
        check=True,
    )
    told = json.loads(again.stdout)
    assert told.pop("days_per_second") > 0
    assert told == {name: what for name, what in outcome.summary().items() if name != "days_per_second"}


def test_a_database_that_is_in_use_is_refused(small_world: World) -> None:
    small_world.link(XERO)
    store = f"sqlite:///{small_world.folder / 'duesync.db'}"
    with pytest.raises(NotEmpty, match="holds ledgers already"):
        simulate(Asked(seed=1, days=1, customers=25, store=store))


@pytest.mark.parametrize("bug", _QUICK, ids=lambda bug: bug.plant.__name__)
def test_a_planted_bug_is_caught(bug: Bug) -> None:
    assert caught(bug) & {law.__name__ for law in bug.laws}


@pytest.mark.parametrize(("fate", "read"), [("repeated", True), ("lost", False)])
def test_books_are_read_by_what_is_answered_also_where_it_arrived_twice(fate: Fate, read: bool) -> None:
    dice = Random(1)  # noqa: S311  # the same each time
    trouble = Trouble(Time(datetime(2026, 1, 5, tzinfo=UTC)), dice, lambda *_: None)
    with trouble.during("harbour", replace(FAIR, fates=(fate,), per_mille=1000)):
        assert trouble.leaving("GET /Invoices?page=1") == fate
    assert ("harbour" in trouble.read_at) is read


def test_a_lid_closed_after_a_message_was_handed_over_makes_it_no_later() -> None:
    time, came = Time(datetime(2026, 1, 5, tzinfo=UTC)), list[datetime]()
    trouble = Trouble(time, Random(1), lambda *_: None)  # noqa: S311  # the same each time

    def at_leisure(_: Received) -> None:
        sleep(0.1)  # so that whoever does not wait for the server's answer is ahead of it
        came.append(time.now)

    calls = 5  # EHLO, MAIL, RCPT and DATA before it
    weather = replace(FAIR, name="asleep", asleep_at=calls, asleep=7200.0)
    with MailServer() as server, trouble.during("harbour", weather):
        server.listen(at_leisure)
        with server.connect(unreliable_client(trouble)) as client:
            client.ehlo()
            client.mail("us@firm.example")
            client.rcpt("ann@customer.example")
            client.docmd("DATA")
            client.send(b"Subject: Reminder\r\n\r\nPlease pay.\r\n")
            client.send(b".\r\n")
            assert client.getreply()[0] == 250  # RFC 5321: done
    assert trouble.struck["asleep"] == 1
    assert [at.hour for at in came] == [0]
    assert time.now.hour == 2


def test_a_store_that_is_watched_does_not_keep_who_watches_it(tmp_path: Path) -> None:
    trouble = Trouble(Time(datetime(2026, 1, 5, tzinfo=UTC)), Random(1), lambda *_: None)  # noqa: S311  # as above
    with opened(f"sqlite:///{tmp_path / 'duesync.db'}") as store:
        trouble.watch(store)
        store.prove_url("https://firm.example")
        assert trouble.commits == 1
        watching = ref(trouble)
        del trouble
        gc.collect()
        assert watching() is None
