"""What replies mean, by the rules of words: the labelled sets, and what must never happen."""

from __future__ import annotations

import pytest

from dunning.intents import meanings
from tests.dunning.confusion import SETS, Table, measured
from tests.dunning.replies_desk import known, labelled


@pytest.fixture(scope="module", params=SETS)
def table(request: pytest.FixtureRequest) -> Table:
    name = request.param
    assert isinstance(name, str)
    return measured(each for each in labelled(name) if each.language == "en")


@pytest.mark.parametrize("kind", ["stop", "out_of_office", "paid", "promise"])
def test_what_may_be_confirmed_or_would_mislead_is_hardly_ever_said_wrongly(table: Table, kind: str) -> None:
    assert table.scores[kind, "all"].precision >= 0.97


@pytest.mark.parametrize(
    "words",
    [
        "We have not paid this yet.",
        "I can't pay on Friday",
        "If you send the credit note we will pay.",
        "Should this have been paid?",
        "I will pay on 3 November",
    ],
)
def test_what_is_denied_conditional_or_over_is_no_claim_and_no_promise(words: str) -> None:
    assert not {"paid", "promise"} & {each.kind for each in meanings(words, known("en"))}


def test_the_quoted_words_are_those_that_say_it() -> None:
    words = "Hello,\n\nwe paid 2041 yesterday, 2042 is wrong.\n\nRegards\nTom Paid"
    paid, dispute = meanings(words, known("en"))
    assert words[paid.start : paid.end] == "we paid 2041 yesterday"
    assert words[dispute.start : dispute.end] == "2042 is wrong"
