"""The policy as it is written by hand: the defaults, and every mistake told at once."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from dunning.policy import LETTERS, PolicyError, read_policy


def problems(mapping: dict[str, object]) -> dict[str, str]:
    with pytest.raises(PolicyError) as told:
        read_policy(mapping)
    return dict(told.value.problems)


def test_an_empty_policy_is_the_default_procedure() -> None:
    policy = read_policy({})
    assert [(level.name, level.days, level.tone, level.channel) for level in policy.levels] == [
        ("reminder", 4, "friendly", "email"),
        ("second_reminder", 11, "polite", "email"),
        ("firm", 21, "firm", "email"),
        ("call", 35, "serious", "call"),
        ("hand_over", 50, "final", "hand_over"),
    ]
    note = policy.pre_due
    assert note is not None
    assert (note.days, note.terms_over, note.segments) == (3, 10, ("new", "slipping", "late", "chronic"))
    contact = policy.contact
    assert (contact.days_between, contact.most, contact.window_days) == (7, 3, 30)
    hours = contact.hours["email"]
    assert (hours.opens, hours.until, hours.days, hours.on_holidays) == (
        time(8),
        time(18),
        (0, 1, 2, 3, 4),
        False,
    )
    assert policy.minimum_in("GBP") == Decimal(10)
    assert (policy.approval_required, policy.old_debt_days, policy.booked_after_days) == (
        "new_and_serious",
        90,
        2,
    )


def test_what_is_written_is_what_holds() -> None:
    policy = read_policy(
        {
            "approval_required": "every",
            "minimum_balance": {"GBP": "25.50", "JPY": 1000},
            "pre_due": {"enabled": False},
            "contact": {
                "days_between": 10,
                "hours": {"email": {"from": "09:30", "until": time(17), "days": ["fri", "mon"]}},
            },
            "levels": [{"name": "Erste Mahnung", "days": 10, "tone": "firm", "template": "polite"}],
        }
    )
    assert policy.pre_due is None
    assert (policy.minimum_in("GBP"), policy.minimum_in("JPY"), policy.minimum_in("EUR")) == (
        Decimal("25.50"),
        Decimal(1000),
        Decimal(10),
    )
    assert policy.contact.hours["email"].days == (0, 4)
    assert policy.contact.hours["email"].opens == time(9, 30)
    assert (policy.levels[0].template, policy.levels[0].channel) == ("polite", "email")
    assert (policy.position_of("Erste Mahnung"), policy.position_of("gone")) == (1, 0)


def test_every_mistake_is_told_at_once_with_its_key() -> None:
    told = problems(
        {
            "aproval_required": "none",
            "approval_required": "evry",
            "old_debt_days": -1,
            "minimum_gap_days": True,
            "pre_due": {"segments": ["new", "lat"], "days": "3"},
            "minimum_balance": {"default": 10.5, "GBX": "1", "GBP": "-3", "EUR": "NaN"},
            "contact": {
                "most": 0,
                "hours": {"emial": {}, "email": {"from": "19:00"}, "call": {"until": "late"}},
            },
            "levels": [
                {"name": "a", "days": 4, "tone": "frendly", "chanel": "email"},
                {"name": "a", "days": 4, "channel": "smoke", "template": "poem"},
                {"days": 0},
                "call",
            ],
        }
    )
    tones = '"friendly", "polite", "firm", "serious" or "final"'
    assert told == {
        "aproval_required": 'is not known; did you mean "approval_required"?',
        "approval_required": 'must be "every", "new_and_serious" or "none", not "evry"; '
        'did you mean "every"?',
        "old_debt_days": "must be 0 or more, not -1",
        "minimum_gap_days": "must be a whole number, not true",
        "pre_due.segments": 'must hold only "new", "prompt", "slipping", "late" or "chronic", '
        'not "lat"; did you mean "late"?',
        "pre_due.days": 'must be a whole number, not "3"',
        "minimum_balance.default": 'must be an amount in quotes such as "10.00", not 10.5',
        "minimum_balance.GBX": 'is no currency code such as "GBP"',
        "minimum_balance.GBP": 'must not be negative, not "-3"',
        "minimum_balance.EUR": 'must be an amount in quotes such as "10.00", not "NaN"',
        "contact.most": "must be 1 or more, not 0",
        "contact.hours.emial": 'is not known; did you mean "email"?',
        "contact.hours.email.until": "must be later than 19:00, not 18:00",
        "contact.hours.call.until": 'must be a time such as "08:00", not "late"',
        "levels.1.tone": f'must be {tones}, not "frendly"; did you mean "friendly"?',
        "levels.1.chanel": 'is not known; did you mean "channel"?',
        "levels.2.name": '"a" is taken: each level has a name of its own',
        "levels.2.days": 'must be more than the 4 of "a", not 4',
        "levels.2.channel": 'must be "email", "sms", "call", "voice", "letter" or "hand_over", not "smoke"',
        "levels.2.template": f'must be "pre_due", {tones}, not "poem"; did you mean "polite"?',
        "levels.3.name": "is missing",
        "levels.3.days": "must be 1 or more, not 0",
        "levels.4": 'must be a table, not "call"',
    }


@pytest.mark.parametrize(
    ("mapping", "key"),
    [
        ({"levels": []}, "levels"),
        ({"levels": "reminder"}, "levels"),
        ({"levels": [{"name": "pre_due", "days": 1}]}, "levels.1.name"),
        ({"levels": [{"name": "two\nlines", "days": 1}]}, "levels.1.name"),
        ({"levels": [{"name": 7, "days": 1}]}, "levels.1.name"),
        ({"contact": []}, "contact"),
        ({"contact": {"hours": {"email": {"days": []}}}}, "contact.hours.email.days"),
        ({"contact": {"hours": {"email": {"on_holidays": "no"}}}}, "contact.hours.email.on_holidays"),
        ({"booked_after_days": 31}, "booked_after_days"),
        ({"approval_required": ["none"]}, "approval_required"),
        ({"minimum_balance": {"default": date(2026, 1, 1)}}, "minimum_balance.default"),
    ],
)
def test_a_single_mistake_is_found(mapping: dict[str, object], key: str) -> None:
    assert key in problems(mapping)


def test_the_version_names_the_content_and_not_the_way_it_is_written() -> None:
    assert read_policy({}).version == read_policy({"old_debt_days": 90}).version
    assert read_policy({}).version != read_policy({"old_debt_days": 91}).version
    one = read_policy({"minimum_balance": {"GBP": "1", "EUR": "2"}})
    other = read_policy({"minimum_balance": {"EUR": "2", "GBP": "1"}})
    assert one.version == other.version
    assert len(one.version) == 16


def test_each_tone_of_the_default_procedure_has_its_letter() -> None:
    assert {level.template for level in read_policy({}).levels} <= set(LETTERS)
