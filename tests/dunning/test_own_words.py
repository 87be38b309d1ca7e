"""Words of the house's own: they change what is said, and never what is listed; and they compute nothing."""

from __future__ import annotations

import pytest

from dunning.letters.own import PARTS, SINGLE, parts_of, read_own, sources_of
from dunning.letters.sample import example, step_at
from dunning.letters.written import written
from dunning.policy import DEFAULT_LEVELS, LETTERS
from dunning.reading import Problem
from tests.dunning.desk import SENDER, at, templates

NOW = at("2026-05-20")
REMINDER = DEFAULT_LEVELS[0]


def faults(piece: str) -> list[str]:
    problems: list[Problem] = []
    read_own({"en": {"friendly": {"ask": piece}}}, problems)
    assert all(key == "letters.en.friendly.ask" for key, _ in problems)
    return [text for _, text in problems]


def test_every_word_that_comes_with_us_could_be_the_houses_own() -> None:
    ours = templates()
    for language in ("en", "de", "fr", "es", "nl"):
        own: dict[str, object] = {name: ours[f"{language}/{file}"] for name, file in SINGLE.items()}
        own |= {letter: parts_of(ours[f"{language}/{letter}.j2"]) for letter in LETTERS}
        problems: list[Problem] = []
        changed = sources_of(read_own({language: own}, problems), ours)
        assert problems == []
        assert len(changed) == len(SINGLE) + len(LETTERS)
        assert {name: source.split() for name, source in changed.items()} == {
            name: ours[name].split() for name in changed
        }


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        ("{% for each in range(9) %}x{% endfor %}", 'may go through nothing but "consequences"'),
        ("{{ cycler('a') }}", "may call nothing but what words have"),
        ("{{ amount.upper() }}", "may call nothing but what words have"),
        ("{{ words.days.x() }}", "may call nothing but what words have"),
        ("{{ 'x' * 999999 }}", "no mul"),
        ("{{ amount | replace('', 'xx') }}", "no filter"),
        ("{% set x = 1 %}", "no assign"),
        ("{% include 'en/firm.j2' %}", "no include"),
        ("{% macro x() %}{% endmacro %}", "no macro"),
        ("{% block body %}{% endblock %}", "no block"),
        ("{%- endblock %}", "cannot be read"),
        ("{{ amount", "cannot be read"),
        ("<script>alert(1)</script>", "must hold no <"),
        (" ", "must be text in quotes"),
        ("x" * 2001, "2,000 characters or fewer"),
    ],
)
def test_words_name_facts_and_no_more(piece: str, told: str) -> None:
    assert any(told in one for one in faults(piece)), faults(piece)


def test_what_is_not_said_stays_as_it_comes_with_us_and_what_is_listed_always_does() -> None:
    ours = templates()
    problems: list[Problem] = []
    words = read_own({"en": {"friendly": {"opening": "A word on what is open."}}}, problems)
    debt = example(REMINDER, ("GBP", "GB"), NOW, count=2, before=False)
    act = step_at(REMINDER, debt, NOW)
    assert act is not None
    letter, found = written(act, debt, SENDER, {**ours, **sources_of(words, ours)}, NOW)
    assert "A word on what is open." in letter.text
    assert "may just have been missed" not in letter.text
    for kept in ("Please pay £1,510.00", "INV-1001", "INV-1002", "If you disagree", "Account 12345678"):
        assert kept in letter.text
    assert [each for each in found if each.level == "error"] == []


def test_what_is_not_known_is_told_with_its_key() -> None:
    problems: list[Problem] = []
    read_own({"en": {"frendly": {}, "firm": {"askk": "x"}}, "xx": {}}, problems)
    assert [key for key, _ in problems] == [
        "letters.en.firm.askk",
        "letters.en.frendly",
        "letters.xx",
    ]


def test_a_letter_has_the_parts_that_its_frame_asks_for() -> None:
    assert all(tuple(parts_of(templates()[f"en/{letter}.j2"])) == PARTS for letter in LETTERS)
