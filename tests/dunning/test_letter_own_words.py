"""A person's words in a letter: sentences alone are theirs, and the reading reads them as any."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.decisions import Notify
from dunning.engine import decide
from dunning.letters.letter import Particulars, Rendered, Words
from dunning.letters.lint.finding import Finding, errors
from dunning.letters.wording import written_lines
from dunning.letters.written import written
from tests.dunning.desk import RULES, SENDER, UNASKED, account, at, invoice, notify, templates

NOW = at("2026-05-06", "12:00")
OWES = account(invoice())
OWN = Words(
    subject="Our talk on Monday",
    opening=("It was good to talk to you.", "", "Here is the invoice <b>again</b>."),
    ask=("Please pay £100.00 this week.",),
    closing=("Call me if anything is unclear.",),
)


def step(asked: Account = OWES) -> Notify:
    return notify(decide(asked, UNASKED, RULES, NOW))


def letter(own: Words | None) -> tuple[Rendered, tuple[Finding, ...]]:
    return written(step(), OWES, SENDER, templates(), NOW, particulars=Particulars(own=own))


def test_the_words_are_a_persons_and_the_facts_stay() -> None:
    plain, _ = letter(None)
    own, found = letter(OWN)
    assert not errors(found)
    assert own.subject == "Our talk on Monday"
    assert "It was good to talk to you.\n\nHere is the invoice <b>again</b>." in own.text
    assert "It was good to talk to you.<br>\n<br>\nHere is the invoice &lt;b&gt;again&lt;/b&gt;." in own.html
    assert "Please pay £100.00 this week." in own.text
    assert plain.template is not None
    assert own.template == plain.template  # what they stand in place of is told still
    for line in plain.template.opening:
        assert (line in plain.text, line in own.text) == (True, False)
    for fact in ("1001", "£100.00", SENDER.bank_details.splitlines()[0]):
        assert fact in own.text
        assert fact in own.html


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"closing": ("We will call the police.",)}, "police"),
        ({"ask": ("Please pay £150.00 this week.",)}, "£150.00"),
        ({"ask": ("Please pay this week.",)}, "the amount asked for, £100.00, is not in the text"),
        ({"subject": "Pay, or we call the police"}, "police"),
        ({"subject": "You owe £150.00"}, "£150.00"),
        ({"subject": " "}, "one line"),
    ],
)
def test_what_the_law_forbids_is_refused_in_their_words_too(change: dict[str, object], told: str) -> None:
    _, found = letter(replace(OWN, **change))
    assert any(told in each.text for each in errors(found)), found


def test_a_sentence_cannot_be_set_apart_from_the_reading_by_spaces() -> None:
    typed = tuple(written_lines("All is well.\r\n\r\n\r\n   We will call the police.\t\n"))
    assert typed == ("All is well.", "", "We will call the police.")
    _, found = letter(replace(OWN, opening=typed))
    assert errors(found)


def test_a_template_within_their_words_is_text() -> None:
    own, _ = letter(replace(OWN, opening=("{{ 7 * 7 }} {% raw %}",)))
    assert "{{ 7 * 7 }} {% raw %}" in own.text
