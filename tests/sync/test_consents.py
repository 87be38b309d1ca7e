"""`duesync consent`: recorded by number in whatever form it was written, and ended by an opt-out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sync import commands
from sync.cli import app
from sync.commands import ActError
from sync.phones import e164, zones_of
from tests.sync.books import NOW, TODAY, customer, invoice
from tests.sync.desk import NAME, Desk, desk

POLICY = """approval_required = "none"
law = { debtor_kind = "consumer" }
[[policy.levels]]
name = "text"
days = 4
channel = "sms"
[[policy.levels]]
name = "last"
days = 90"""


@pytest.fixture
def bench(store_url: str, tmp_path: Path) -> Iterator[Desk]:
    """A customer in New York whose next step is a text."""
    with desk(tmp_path, store_url, policy=POLICY) as made:
        made.stage(
            customer("C1", name="Acme", country="US", region="NY", phone="(212) 555-0123"), invoice("I1")
        ).decide()
        yield made


def record(bench: Desk, number: str = "+1 212-555-0123", **more: object) -> commands.Consents:
    facts = {"customer": "Acme", "kind": "express", "on": None, "how": "order form", "by": "robin"} | more
    found = commands.record_consent(bench.office, bench.ledger, number=number, **facts)  # type: ignore[arg-type]  # a mapping of facts
    bench.decide()
    return found


@pytest.mark.parametrize(
    ("written", "country", "found"),
    [
        ("(212) 555-0123", "US", "+12125550123"),
        ("+1 212 555 0123", "DE", "+12125550123"),
        ("020 7946 0999", "GB", "+442079460999"),
        ("0044 20 7946 0999", "GB", "+442079460999"),
        ("030 23125 000", "DE", "+493023125000"),
        ("212 555 0123", None, None),
        ("ask Ann", "US", None),
        ("12", "US", None),
        ("", "US", None),
        (None, "US", None),
    ],
)
def test_a_number_is_known_however_it_was_written(
    written: str | None, country: str | None, found: str | None
) -> None:
    assert e164(written, country) == found


def test_a_text_waits_for_the_consent_and_is_proposed_with_it(bench: Desk) -> None:
    assert bench.reasons() == {"C1": "LAW"}
    found = record(bench)
    assert (found.number, [each.number for each in found.given]) == ("+12125550123", ["+12125550123"])
    assert bench.reasons() == {"C1": "APPROVAL"}
    [waiting] = commands.proposals(bench.office, bench.ledger)
    assert waiting.notify.channel == "sms"


def test_when_the_ledgers_number_changes_it_waits_again(bench: Desk) -> None:
    record(bench)
    bench.stage(customer("C1", name="Acme", country="US", region="NY", phone="212 555 0199", edit=2)).decide()
    assert bench.reasons() == {"C1": "LAW"}
    assert "There is one for +12125550123, and the ledger has +12125550199." in bench.standing().text


def test_withdrawn_or_opted_out_it_counts_no_more(bench: Desk) -> None:
    record(bench)
    commands.withdraw_consent(bench.office, bench.ledger, customer="C1", number="212 555 0123", by="robin")
    bench.decide()
    assert bench.reasons() == {"C1": "LAW"}
    with pytest.raises(ActError, match="no consent of Acme stands"):
        commands.withdraw_consent(bench.office, bench.ledger, customer="C1", number=None, by="robin")
    record(bench)
    sms = {"customer": "C1", "channel": "sms", "source": "STOP"}
    commands.opt_out(bench.office, bench.ledger, over=False, **sms)
    bench.decide()
    assert bench.reasons() == {"C1": "OPTED_OUT"}
    commands.opt_out(bench.office, bench.ledger, over=True, **sms)
    bench.decide()
    assert bench.reasons() == {"C1": "LAW"}, "to take texts again is no consent"


def test_an_opt_out_of_another_way_leaves_it(bench: Desk) -> None:
    record(bench)
    commands.opt_out(bench.office, bench.ledger, customer="C1", channel="call", source="", over=False)
    bench.decide()
    assert bench.reasons() == {"C1": "APPROVAL"}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": "ask Ann"}, "'ask Ann' is no telephone number: write it with its country"),
        ({"kind": "spoken"}, "'spoken' is no kind of consent: give express or express-written"),
        ({"how": "  "}, "say how it was given"),
        ({"on": TODAY + timedelta(days=1)}, "is in the future for summit"),
        ({"customer": "Nobody"}, "Nobody"),
    ],
)
def test_what_could_prove_nothing_is_refused(bench: Desk, wrong: dict[str, object], said: str) -> None:
    with pytest.raises(ActError, match=said):
        record(bench, **wrong)  # type: ignore[arg-type]  # a mapping of facts


def test_it_is_typed_and_shown(bench: Desk) -> None:
    head = ["--config", str(bench.folder / "config.toml"), "--now", NOW.isoformat(), "consent", NAME, "Acme"]
    assert (
        "no consent to text messages or automated calls is on record" in CliRunner().invoke(app, head).output
    )
    words = ["212 555 0177", "--kind", "express-written", "--on", "2026-03-01", "--how", "order form"]
    told = CliRunner().invoke(app, [*head, *words]).output.splitlines()
    assert told == [
        "Acme: express written consent for +12125550177, given on 2026-03-01: order form",
        "Mind: the ledger's number is +12125550123, and texts and calls go to that one.",
    ]
    found = json.loads(CliRunner().invoke(app, [*head, "--json"]).output)["consents"]
    assert found["given"] == [
        {
            "number": "+12125550177",
            "kind": "written",
            "on": "2026-03-01",
            "how": "order form",
            "channel": "sms",
        }
    ]
    calls = CliRunner().invoke(app, [*head, "212 555 0177", "--to", "calls", "--how", "told us"]).output
    assert "express consent for automated calls to +12125550177" in calls
    assert "express written consent for +12125550177" in calls, "one takes nothing from the other"
    assert date.fromisoformat(found["given"][0]["on"]) < TODAY
    assert "no consent" in CliRunner().invoke(app, [*head, "--withdraw"]).output


@pytest.mark.parametrize(
    ("number", "zones"),
    [
        ("+12125550123", ("America/New_York",)),
        ("+493012345678", ("Europe/Berlin",)),
        ("+447700900123", ()),  # a mobile of a country with one, for all that its number tells
        (None, ()),
    ],
)
def test_a_number_tells_its_time_zones_as_far_as_it_does(number: str | None, zones: tuple[str, ...]) -> None:
    assert zones_of(number) == zones
