"""`duesync prefer`: what customers want is written down, shown, kept to where it may be, and ended."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dunning.account import Contact
from dunning.engine import explain
from sync import commands
from sync.cli import app
from sync.commands import ActError
from sync.store import decided
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import NAME, Desk, desk


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """One customer with a door, whose reminder is ready to leave by e-mail."""
    with desk(tmp_path, store_url) as made:
        made.stage(customer("C1", name="Acme"), invoice("I1")).decide()
        yield made


def wanted(bench: Desk, **more: Any) -> commands.Wish:
    facts: dict[str, Any] = {"channel": None, "hours": None, "days": (), "words": "", "by": "robin"}
    return commands.prefer(bench.office, bench.ledger, customer="Acme", **(facts | more))


def typed(bench: Desk, *arguments: str) -> str:
    config = str(bench.folder / "config.toml")
    result = CliRunner().invoke(app, ["--config", config, *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_wish_takes_the_place_of_e_mail_until_it_ends(bench: Desk) -> None:
    wanted(bench, channel="letter", words="by post, please")
    bench.decide()
    [waiting] = commands.proposals(bench.office, bench.ledger)  # what a person does waits for their yes
    assert waiting.notify.channel == "letter"
    wanted(bench, hours=(time(9), time(12)))  # the newest counts, and says nothing of the way
    bench.decide()
    assert bench.reasons() == {"C1": "OUT_OF_HOURS"}  # it is 15:00 in London
    commands.end_preference(bench.office, bench.ledger, "Acme", "robin")
    bench.decide()
    assert [each.channel for each in bench.ready()] == ["email"]
    with pytest.raises(ActError, match="Acme has no wish on record"):
        commands.end_preference(bench.office, bench.ledger, "Acme", "robin")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "say what they want"),
        ({"channel": "visit"}, "'visit' is no way of ours"),
        ({"hours": (time(7), time(9))}, "07:00 to 09:00 cannot be kept"),
        ({"hours": (time(12), time(9))}, "12:00 to 09:00 cannot be kept"),
        ({"hours": (time(19), time(21))}, "19:00 to 21:00 cannot be kept"),
        ({"days": ("sun",)}, "'sun' is no day for messages"),
    ],
)
def test_a_wish_that_cannot_be_kept_is_told(bench: Desk, more: dict[str, Any], said: str) -> None:
    with pytest.raises(ActError, match=said):
        wanted(bench, **more)


def test_nobody_hears_by_two_ways_on_one_day_unless_the_policy_says_so(bench: Desk) -> None:
    one_each_day = 'approval_required = "none"\ncontact.days_between = 0'
    bench.under(one_each_day).decide()
    assert [each.channel for each in bench.ready()] == ["email"]
    rung = Contact(channel="call", at=NOW - timedelta(hours=2), reached=True)
    commands.log(bench.office, bench.ledger, customer="Acme", contact=rung, by="robin")
    bench.decide()
    assert bench.reasons() == {"C1": "HOUSE_LIMIT"}
    assert "one way a day is the most" in bench.standing().text
    assert bench.ready() == []
    bench.under(f"{one_each_day}\ncontact.several_channels_a_day = true").decide()
    assert [each.channel for each in bench.ready()] == ["email"]
    bench.under(one_each_day).at(NOW + timedelta(days=1)).decide()
    assert [each.channel for each in bench.ready()] == ["email"], "a day later the other way is open"


def test_the_command_records_shows_and_ends(bench: Desk) -> None:
    who = ("prefer", NAME, "Acme")
    assert typed(bench, *who) == "Acme: nothing was said of how or when they want to hear from you\n"
    told = typed(
        bench, *who, "--channel", "letter", "--from", "09:00", "--until", "12:00", "--days", "mon, tue"
    )
    assert told.startswith("Acme: by letter from 09:00 to 12:00 on Mondays, Tuesdays (")
    found = json.loads(typed(bench, *who, "--json"))["wish"]["preference"]
    assert (found["channel"], found["days"], found["opens"]) == ("letter", [0, 1], "09:00:00")
    bench.decide()
    assert "They want to hear from us by letter from 09:00" in typed(bench, "why", NAME, "N-I1")
    assert "They want to hear from us by letter" in typed(bench, "briefing", NAME, "Acme")
    assert typed(bench, *who, "--end").startswith("Acme: nothing was said")


def test_who_owes_in_two_currencies_hears_once_a_day_and_by_one_way(tmp_path: Path) -> None:
    settings = 'approval_required = "none"\ncontact = { days_between = 0, most = 9 }'
    with desk(tmp_path, policy=settings) as made:
        made.stage(customer(), invoice("I1"), invoice("I2", currency="EUR")).decide()
        assert len(made.ready()) == 2
        assert made.send() == 1
        made.decide()
        assert made.ready() == []
        with made.office.store.read() as connection:
            found = decided.standing(connection, made.ledger.id, customer_id="C1")
            accounts = [decided.snapshot(connection, one.account_digest) for one in found]
        policy, rules = made.office.policy(NAME), made.office.rules(made.ledger)
        for account in accounts:
            blocks = {each.guard for each in explain(account, policy, rules, NOW) if each.blocks}
            assert "house limits" in blocks, account.currency
