"""Calls by a machine: only to who allowed it, only where the law was read; elsewhere a person calls."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

import pytest
from msgspec.structs import replace

from dunning.account import Account, Contact, PhoneConsent, Suppressed
from dunning.decisions import Decision, Notify, Reason, Wait
from dunning.engine import decide, explain
from dunning.letters.facts import locale_of
from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import Papers
from dunning.letters.lint.finding import errors
from dunning.letters.lint.message import check_text
from dunning.letters.lint.words import found as found_in
from dunning.letters.voice import render_voice
from dunning.policy import read_policy
from dunning.speaking import answer_to, may_text, text_with, wish_of
from sync.law import by_country
from tests.dunning.desk import RULES, SENDER, account, at, customer, invoice
from tests.dunning.test_letter_languages import HOME, TEMPLATES, asked_of, step
from tests.dunning.test_letter_languages import NOW as SAID_AT

LAWFUL = replace(RULES, packs=by_country())
LEVELS = [{"name": "ring", "days": 4, "channel": "voice"}, {"name": "last", "days": 90}]
WRITTEN = {"approval_required": "none", "levels": LEVELS, "law": {"debtor_kind": "company"}}
POLICY = read_policy(WRITTEN)
NOW = at("2026-05-12", "15:00")
NUMBER = "+12125550123"


def consent(channel: Literal["sms", "voice"] = "voice", number: str = NUMBER) -> PhoneConsent:
    return PhoneConsent(number=number, kind="express", on=date(2026, 3, 1), how="form", channel=channel)


def owing(*given: PhoneConsent, country: str = "US", region: str = "NY", voice: bool = True) -> Account:
    whom = customer(country=country, region=region, phone="(212) 555-0123")
    found = account(invoice(), customer=whom, consents=given, text_number=NUMBER)
    return replace(found, books=replace(found.books, texts=True, voice=voice))


def decided(asked: Account) -> Decision:
    return decide(asked, POLICY, LAWFUL, NOW)


def way(asked: Account) -> str:
    act = decided(asked).action
    step_ = act.proposed if isinstance(act, Wait) else act
    assert isinstance(step_, Notify), decided(asked)
    return step_.channel


def test_who_allowed_it_for_that_number_is_called_by_the_machine() -> None:
    found = decided(owing(consent()))
    assert isinstance(found.action, Notify)
    assert (found.action.channel, found.action.recipients) == ("voice", (NUMBER,))


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (owing(), "no consent to automated calls to +12125550123 is on record"),
        (owing(consent("sms")), f"no consent to automated calls to {NUMBER} is on record"),
        (owing(consent(number="+12125550999")), f"no consent to automated calls to {NUMBER} is on record"),
        (owing(consent(), voice=False), "no calls are made by a machine here"),
        (replace(owing(consent()), opted_out=("voice",)), f"{NUMBER} is not to be called"),
    ],
)
def test_else_a_person_calls_and_why_says_so(asked: Account, why: str) -> None:
    assert way(asked) == "call"
    told = {each.guard: each.text for each in explain(asked, POLICY, LAWFUL, NOW)}["address"]
    assert told == f"No address is needed for a person's task. By telephone, for {why}."


def test_another_way_may_come_before_a_person() -> None:
    levels = [{**LEVELS[0], "channel": ["voice", "letter"]}, LEVELS[1]]
    policy = read_policy({**WRITTEN, "levels": levels})
    asked = owing()
    asked = replace(asked, customer=replace(asked.customer, address=("1 Mill Lane", "Leeds")))
    act = decide(asked, policy, LAWFUL, NOW).action
    assert isinstance(act, Wait)
    assert act.proposed is not None
    assert act.proposed.channel == "letter"


def tried(asked: Account, times: int) -> Account:
    contacts = tuple(
        Contact(channel="voice", at=NOW - timedelta(days=n), reached=False) for n in range(times, 0, -1)
    )
    return replace(asked, contacts=contacts)


def test_after_three_tries_a_person_calls() -> None:
    assert way(tried(owing(consent()), 2)) == "voice"
    assert way(tried(owing(consent()), 3)) == "call"


def test_one_try_a_day() -> None:
    asked = owing(consent())
    today = Contact(channel="voice", at=NOW - timedelta(hours=1), reached=False)
    found = decided(replace(asked, contacts=(today,)))
    assert (found.reason, found.review_at) == (Reason.HOUSE_LIMIT, at("2026-05-12", "23:00"))
    assert found.text == "An automated call reached nobody today: one a day is the most."


@pytest.mark.parametrize(
    ("country", "named"), [("FR", "Automated calls are used in AU"), ("BR", "Automated calls are used in AU")]
)
def test_where_nobody_read_the_law_no_machine_calls(country: str, named: str) -> None:
    found = decided(owing(consent(), country=country, region=""))
    assert found.reason is Reason.LAW
    assert named in found.text


def test_a_try_counts_as_an_attempt_by_law() -> None:
    asked = owing(consent(), region="MA")
    policy = read_policy({**WRITTEN, "law": {"debtor_kind": "consumer"}})
    for times, reason in ((1, Reason.LEVEL_DUE), (2, Reason.LAW)):
        found = decide(tried(asked, times), policy, LAWFUL, NOW)
        assert found.reason is reason
    assert found.citation is not None
    assert "940 CMR 7.04(1)(f)" in found.citation


def test_a_stopped_number_is_not_called_by_anybody() -> None:
    stop = Suppressed(kind="number", address=NUMBER, why="stopped", since=NOW - timedelta(days=1))
    assert decided(replace(owing(consent()), suppressed=(stop,))).reason is Reason.OPTED_OUT


def test_the_hours_of_calls_are_those_of_the_machine() -> None:
    contact = {"hours": {"call": {"from": "13:00", "until": "14:00"}}}
    policy = read_policy({**WRITTEN, "contact": contact})
    found = decide(owing(consent()), policy, RULES, at("2026-05-12", "15:00"))
    assert found.reason is Reason.OUT_OF_HOURS
    assert "automated call is for 13:00 to 14:00" in found.text


def test_an_address_is_texted_only_where_texts_are_allowed() -> None:
    assert not may_text(owing(consent()), POLICY, LAWFUL, NOW)
    assert may_text(owing(consent(), consent("sms")), POLICY, LAWFUL, NOW)
    assert may_text(owing(consent(), country="GB", region=""), POLICY, LAWFUL, NOW)
    dead = Suppressed(kind="number", address=NUMBER, why="bounced", since=NOW)
    assert not may_text(
        replace(owing(consent(), country="GB", region=""), suppressed=(dead,)), POLICY, LAWFUL, NOW
    )


def test_a_key_that_was_not_offered_is_none() -> None:
    assert [wish_of(key, "239") for key in ("1", "2", "3", "9", "", "0", "23")] == [
        None, "call", "dispute", "stop", None, None, None,
    ]  # fmt: skip
    assert wish_of("1", "1239") == "link"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("private", [True, False])
def test_it_says_who_calls_and_how_to_stop_and_to_a_consumer_no_debt(language: str, *, private: bool) -> None:
    asked = asked_of(HOME[language])
    act = step(asked, "firm")
    papers = Papers(texted="" if private else "https://pay.example/p/x")
    said = render_voice(act, asked, SENDER, TEMPLATES, SAID_AT, private=private, papers=papers)
    assert SENDER.phone is not None
    for fact in (SENDER.name, asked.customer.name, SENDER.phone):
        assert fact in said
    assert ("900" in said) is not private
    assert "example" not in said, "an address is texted, never spelled"
    keys = re.findall(r"(?:press|die|sur|pulse|op) (\d)\b", said)
    assert keys == ["2", "3", "9"] if private else ["1", "2", "3", "9"], said
    if private:
        assert list(found_in(language, "W205", said)) == []
    assert errors(check_text(said, act, locale_of(asked, SENDER, None), (), private=private)) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_answered_to_a_key_tells_nobody_of_a_debt(language: str) -> None:
    for wish in ("link", "call", "dispute", "stop", None):
        said = answer_to(wish, language)
        assert list(found_in(language, "W205", said)) == []
        assert language == "en" or said != answer_to(wish, "en")
    text = text_with("https://pay.example/p/x", language, "Acme Ltd")
    assert text.startswith("Acme Ltd")
    assert "https://pay.example/p/x " in text
    assert "STOP" in text
