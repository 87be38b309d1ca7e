"""Each kind of rule that a pack may hold, at its limit, a day before and after, by a pack made up for it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from dunning.law.judge import judge
from dunning.law.question import contacts_by
from dunning.ledger import Money
from tests.dunning.golden_files import same_as_golden
from tests.dunning.law_acts import acts, money, states
from tests.dunning.law_contacts import contacts, hours
from tests.dunning.law_desk import (
    ALWAYS,
    NOW,
    RATE,
    SPEAKS,
    asking,
    claim,
    pack,
)
from tests.dunning.law_scopes import scopes, several
from tests.dunning.test_law_answers import told


def test_each_kind_of_rule_answers_as_it_was_approved() -> None:
    lines = []
    for cases in (acts(), states(), contacts(), hours(), scopes(), several(), money()):
        for name, (packs, question) in cases.items():
            verdict = judge(question, packs, (RATE,))
            lines += [
                name,
                f"    {told(verdict, 'hits')}",
                *(f"    - {told(hit, 'cite', 'mark')}" for hit in verdict.hits),
            ]
    same_as_golden("law_rules.txt", "\n".join([*lines, ""]))


def test_a_pack_that_nearly_fits_is_asked_only_where_that_is_wanted() -> None:
    near = pack(scope={"stage": ["collections"]}, hold=[SPEAKS], outside=[{"of": "stage"}])
    question = asking(states={"dispute": None})
    assert [hit.effect for hit in judge(question, (near,)).hits] == ["allow_warn"]
    assert judge(question, (near,), nearly=False).hits == ()


@pytest.mark.parametrize(
    ("place", "currency"),
    [
        ("GB-ENG", "GBP"),
        ("US-NY-NYC", "USD"),
        ("AU", "AUD"),
        ("CA-QC", "CAD"),
        ("NZ", "NZD"),
        ("FR", "EUR"),
    ],
)
def test_where_nobody_says_of_how_much_nothing_is_in_the_currency_of_the_place(
    place: str, currency: str
) -> None:
    found = judge(asking(action="money", place=place, claim=claim("interest", None)), ())
    assert (found.outcome, found.amount) == ("block", Money(Decimal(0), currency))


def test_a_holiday_is_looked_up_where_nobody_says() -> None:
    shut = pack(hours=[{**ALWAYS, "from": "08:00", "until": "18:00", "holidays": "deny"}])
    asked: list[date] = []

    def is_holiday(day: date) -> bool:
        asked.append(day)
        return day == NOW.date()

    assert judge(asking(), (shut,), is_holiday=is_holiday).next_allowed_at == NOW.replace(hour=8) + timedelta(
        days=1
    )
    assert asked
    assert judge(asking(holiday=False), (shut,), is_holiday=is_holiday).outcome == "allow"


@pytest.mark.parametrize(("closed", "opens"), [(0, 0), (12, 12), (13, 13), (14, None)])
def test_an_hour_that_is_open_by_law_is_looked_for_within_two_weeks(closed: int, opens: int | None) -> None:
    shut = pack(hours=[{**ALWAYS, "from": "18:00", "until": "19:00", "holidays": "deny"}])
    last = NOW.date() + timedelta(days=closed)
    found = judge(asking(), (shut,), is_holiday=lambda day: day < last).next_allowed_at
    assert found == (None if opens is None else NOW.replace(hour=18) + timedelta(days=opens))


@pytest.mark.parametrize(
    ("way", "called"),
    [
        ("*", "contacts"),
        ("phone", "calls"),
        ("voice", "automated calls"),
        ("sms", "text messages"),
        ("email", "e-mails"),
        ("letter", "letters"),
        ("visit", "visits"),
        ("fax", "contacts by fax"),
    ],
)
def test_contacts_are_called_as_a_bookkeeper_would(way: str, called: str) -> None:
    assert contacts_by(way) == called
