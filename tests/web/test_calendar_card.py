"""The calendar and the card: what they show, to whom, and within which pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import requests
from defusedxml.ElementTree import fromstring
from icalendar import Calendar

from sync import commands
from sync.commands.targets import ActError
from sync.commands.tokens import Wanted, new_token, revoke_token
from sync.web.api.showing import MOST
from tests.sync.books import TODAY, customer, invoice
from tests.web.tools import EVERY, Tools, tools


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Tools]:
    """One who owes and is to be called, one who promised, one who pays in parts."""
    with tools(tmp_path) as made:
        for n, name in (("1", "Acme, Ltd"), ("2", "Blue Stone"), ("3", "Crow & Sons")):
            made.desk.stage(customer(f"C{n}", name=name), invoice(f"I{n}", of=f"C{n}", owes="300.00"))
        by = TODAY + timedelta(days=5)
        desk, said = made.desk, commands.Said(by="a test", customer="C2")
        commands.promise(desk.office, desk.ledger, said, amount=None, by=by)
        parts = [(TODAY + timedelta(days=days), Decimal(100)) for days in (7, 14, 21)]
        commands.instalments(desk.office, desk.ledger, commands.Said(by="a test", customer="C3"), parts)
        yield made


def to_be_called(one: Tools) -> None:
    one.desk.under(f'{EVERY}\nlevels = [{{ name = "call", days = 4, channel = "call", tone = "firm" }}]')
    one.desk.decide()


def calendar(one: Tools, token: str) -> requests.Response:
    return one.web.ask("GET", f"/calendar/{token}.ics")


def events(answer: requests.Response) -> list[Any]:
    return [*Calendar.from_ical(answer.content).walk("VEVENT")]


def entries(answer: requests.Response) -> dict[str, Any]:
    return {str(each["summary"]): each for each in events(answer)}


def test_promises_and_instalments_stand_on_their_days_with_names_where_the_token_says_so(one: Tools) -> None:
    answer = calendar(one, one.token("calendar", names=True))
    assert answer.headers["content-type"].startswith("text/calendar")
    found = {summary: each["dtstart"].dt for summary, each in entries(answer).items()}
    assert found["Promised payment of Blue Stone (summit)"] == TODAY + timedelta(days=5)
    parts = [each for each in events(answer) if each["summary"].startswith("Instalment of Crow")]
    days = [each["dtstart"].dt for each in parts]
    assert days == [TODAY + timedelta(days=each) for each in (7, 14, 21)]
    without = calendar(one, one.token("calendar")).text
    assert "Promised payment of customer C2 (summit)" in without
    for told in ("Blue", "Crow", "300", "100"):
        assert told not in without
    assert "300" not in answer.text, "no amount, whatever the token says"


def test_a_call_to_be_made_stands_on_the_day_on_which_it_was_decided(one: Tools) -> None:
    to_be_called(one)
    with_desk = Tools(one.desk, one.web)
    from tests.web.served import served

    with served(one.desk.office) as web:
        with_desk.web = web
        answer = calendar(with_desk, one.token("calendar", names=True))
        assert entries(answer)["Call Acme, Ltd (summit)"]["dtstart"].dt == date(2026, 11, 18)


def test_an_entry_is_the_same_at_every_look(one: Tools) -> None:
    token = one.token("calendar", names=True)
    first = calendar(one, token)
    again = calendar(one, token)
    assert first.content == again.content
    mark = {"If-None-Match": first.headers["etag"]}
    assert one.web.ask("GET", f"/calendar/{token}.ics", b"", mark).status_code == 304
    before = {summary: str(each["uid"]) for summary, each in entries(first).items()}
    one.desk.stage(customer("C2", name="Blue Stone", edit=2), invoice("I9", of="C2", overdue=3))
    one.desk.decide()
    after = {summary: str(each["uid"]) for summary, each in entries(calendar(one, token)).items()}
    assert after == before
    commands.end(
        one.desk.office,
        one.desk.ledger,
        "promise",
        commands.Said(by="a test", customer="C2"),
        number=None,
        how="withdrawn",
    )
    assert not any("Promised" in each for each in entries(calendar(one, token)))


def test_a_token_of_another_kind_or_that_was_revoked_shows_nothing(one: Tools) -> None:
    shown = {kind: one.token(kind) for kind in ("api", "calendar", "card")}
    paths = {"calendar": "/calendar/{}.ics", "card": "/card/{}"}
    for kind, path in (*paths.items(), ("card", "/card/{}.svg")):
        for other, token in shown.items():
            status = one.web.ask("GET", path.format(token)).status_code
            assert status == (200 if other == kind else 404), (kind, other)
    for number in (1, 2, 3):
        revoke_token(one.desk.office, number)
    for path, kind in (("/calendar/{}.ics", "calendar"), ("/card/{}", "card"), ("/card/{}.svg", "card")):
        answer = one.web.ask("GET", path.format(shown[kind]))
        assert answer.status_code == 404
        assert "summit" not in answer.text


def test_a_card_is_framed_by_the_pages_that_its_token_names_and_by_no_other(one: Tools) -> None:
    framed = one.token("card", origins=("https://intranet.example.com/", "http://localhost:3000"))
    policy = one.web.ask("GET", f"/card/{framed}").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors https://intranet.example.com http://localhost:3000")
    alone = one.web.ask("GET", f"/card/{one.token('card')}")
    assert alone.headers["content-security-policy"].endswith("frame-ancestors 'none'")
    assert alone.headers["referrer-policy"] == "no-referrer"
    assert "x-frame-options" not in alone.headers
    assert not alone.cookies
    assert "<script" not in alone.text


@pytest.mark.parametrize(
    "origin",
    [
        "http://intranet.example.com",
        "https://a.example/page",
        "https://a.example; script-src *",
        "*",
        "https://*.example",
    ],
)
def test_what_is_no_page_frames_nothing(one: Tools, origin: str) -> None:
    with pytest.raises(ActError, match="is not where a page lies"):
        one.token("card", origins=(origin,))


def test_a_card_names_nobody_unless_the_token_says_so(one: Tools) -> None:
    one.desk.decide()
    plain = one.web.ask("GET", f"/card/{one.token('card')}").text
    assert "900.00 GBP" in plain
    for name in ("Acme", "Blue", "Crow"):
        assert name not in plain
    named = one.web.ask("GET", f"/card/{one.token('card', names=True)}").text
    assert "<bdi>Acme, Ltd</bdi>: 300.00 GBP" in named
    assert "Crow &amp; Sons" in named


def test_the_badge_is_one_line_that_may_stand_anywhere(one: Tools) -> None:
    one.desk.decide()
    answer = one.web.ask("GET", f"/card/{one.token('card', names=True)}.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    drawn = fromstring(answer.text)
    assert drawn.attrib["aria-label"].startswith("Company A-1: ")
    assert "Acme" not in answer.text
    assert "script" not in answer.text


def test_strangers_wait_and_those_with_a_token_do_not(one: Tools) -> None:
    token = one.token("card")
    codes = [one.web.ask("GET", f"/card/wrong{n}").status_code for n in range(MOST + 1)]
    assert codes[-1] == 429
    assert one.web.ask("GET", f"/card/{token}.svg").status_code == 200


def test_a_token_that_makes_no_sense_is_not_made(one: Tools) -> None:
    office = one.desk.office
    for wanted, words in (
        (Wanted(kind="api", name="", ledgers=("summit",)), "needs a name"),
        (Wanted(kind="api", name="x", ledgers=("summit",), days=0), "works for 1 to"),
        (Wanted(kind="card", name="x", ledgers=("summit",), acts=True), "leave out --act"),
        (
            Wanted(kind="api", name="x", ledgers=("summit",), origins=("https://a.example",)),
            "leave out --origin",
        ),
    ):
        with pytest.raises(ActError, match=words):
            new_token(office, wanted)
