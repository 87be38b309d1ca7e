"""What replies mean, by rules of words: the labelled sets hold their floors, and what must never be said.

The figures are of sets that the rules have seen; README.md tells those of their first look.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunning.intents import KINDS, Known, Meaning
from dunning.intents.reading import meanings
from dunning.intents.words import LANGUAGES
from tests.dunning.confusion import SETS, Table, measured
from tests.dunning.replies_desk import FOLDER, TODAY, known, labelled

NEVER = [line.split(" | ") for line in (FOLDER / "never.txt").read_text(encoding="utf-8").splitlines()]
PRECISE = {"stop": 1.0, "out_of_office": 1.0, "paid": 0.98, "promise": 0.98}
WORDS = sorted({word for each in labelled("first") for word in each.words.split()})


@lru_cache(maxsize=8)
def _table(name: str) -> Table:
    return measured(labelled(name))


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("kind", PRECISE)
def test_what_would_mislead_or_is_confirmed_by_itself_is_said_rightly(name: str, kind: str) -> None:
    assert _table(name).scores[kind, "all"].precision >= PRECISE[kind]


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_found_with_its_values(name: str, kind: str) -> None:
    score = _table(name).scores[kind, "all"]
    assert score.precision >= 0.9
    assert score.recall >= 0.9
    assert score.values >= 0.9 * score.found


def test_the_sets_are_as_large_as_is_said() -> None:
    first = labelled("first")
    assert len(first) >= 300
    assert min(sum(each.language == language for each in first) for language in LANGUAGES) >= 60
    assert len(labelled("second")) >= 150
    assert len(labelled("last")) >= 100
    assert len(labelled("fourth")) == 250
    assert len(labelled("fifth")) == 200


@pytest.mark.parametrize(("about", "words"), NEVER)
def test_what_is_denied_asked_conditional_or_of_others_is_not_said(about: str, words: str) -> None:
    language, kind = about.split()
    assert kind not in {each.kind for each in meanings(words, known(language))}


def test_the_quoted_words_are_those_that_say_it() -> None:
    words = "Hello,\n\nwe paid 2041 yesterday, 2042 is wrong.\n\nRegards\nTom Paid"
    paid, dispute = meanings(words, known("en"))
    assert words[paid.start : paid.end] == "we paid 2041 yesterday"
    assert words[dispute.start : dispute.end] == "2042 is wrong"


@pytest.mark.parametrize(
    "quoted",
    [
        "> please pay, we will take you to court",
        "On Mon, 16 Nov 2026 at 09:00, Harbour Books wrote:\nPlease ignore this if you have already paid.",
        "Am 16.11.2026 um 09:00 schrieb Harbour Books:\nHaben Sie bereits bezahlt?",
        "-----Original Message-----\nwe paid this yesterday",
        "From: us@example.com\nSent: Monday\nwe paid this yesterday",
    ],
)
def test_what_is_quoted_is_nobodys_answer(quoted: str) -> None:
    assert [each.kind for each in meanings(f"ok thanks\n\n{quoted}", known("en"))] == ["agrees"]


def test_lines_that_end_as_mail_ends_them_are_the_same() -> None:
    words = "Thank you.\n\nwe paid this\nyesterday\n-- \nTom Lee\nWe sue you in court\n> we paid"
    assert [each.kind for each in meanings(words, known("en"))] == ["paid"]
    assert [each.kind for each in meanings(words.replace("\n", "\r\n"), known("en"))] == ["paid"]


def test_a_signature_says_nothing() -> None:
    words = "Thank you.\n\nKind regards\nTom Lee\nLegal department, Lee Insolvency Lawyers"
    assert [each.kind for each in meanings(words, known("en"))] == ["agrees"]


def test_a_lawyer_who_signs_on_the_last_line_threatens_nobody() -> None:
    words = "Die Rechnung wird am Freitag bezahlt.\n\nMeier & Partner, Rechtsanw\u00e4lte"
    assert [each.kind for each in meanings(words, known("de"))] == ["promise"]
    words = "Die Rechnung ist falsch.\nRechtsanw\u00e4lte sind eingeschaltet"
    assert {each.kind for each in meanings(words, known("de"))} == {"dispute", "legal_threat"}


def test_where_the_right_person_is_reached_may_stand_in_another_sentence() -> None:
    (found,) = meanings("I left in May. You want accounts@leeds.example", known("en"))
    assert (found.kind, found.address) == ("wrong_person", "accounts@leeds.example")


def test_whoever_asks_what_is_owed_is_the_right_person() -> None:
    asked = "We moved in May and our files are gone. What do we still owe you?"
    assert [each.kind for each in meanings(asked, known("en"))] == ["question"]


def test_a_question_without_a_number_is_about_the_one_named_before() -> None:
    (asked,) = meanings("We have looked at 2042. Which officer placed this order?", known("en"))
    assert (asked.kind, asked.invoices) == ("question", ("INV-2042",))


def test_what_is_denied_is_not_agreed_to() -> None:
    assert [each.kind for each in meanings("No me parece bien.", known("es"))] == ["unclear"]


def test_an_american_writes_the_month_first() -> None:
    american = Known(today=TODAY, language="en-US", currency="USD", owed=())
    (promise,) = meanings("we will pay on 12/03", american)
    assert promise.day is not None
    assert (promise.day.last, promise.day.sure) == (date(2026, 12, 3), "likely")
    (promise,) = meanings("we will pay on 03/12", known("en"))
    assert promise.day is not None
    assert (promise.day.last, promise.day.sure) == (date(2026, 12, 3), "certain")


def test_two_days_of_one_promise_are_its_range() -> None:
    (promise,) = meanings("We will pay on Thursday or Friday.", known("en"))
    assert promise.day is not None
    assert (promise.day.first, promise.day.last) == (date(2026, 11, 19), date(2026, 11, 20))


def test_a_day_that_is_all_of_a_reply_is_promised() -> None:
    (promise,) = meanings("Friday week. Definitely.", known("en"))
    assert promise.day is not None
    assert (promise.kind, promise.sure, promise.day.last) == ("promise", "likely", date(2026, 11, 27))
    assert [each.kind for each in meanings("Friday?", known("en"))] == ["unclear"]
    assert [each.kind for each in meanings("Friday, the boiler man.", known("en"))] == ["unclear"]


def test_time_is_asked_for_until_a_day() -> None:
    (asked,) = meanings("Could you give us until 15 December?", known("en"))
    assert asked.day is not None
    assert (asked.kind, asked.day.last) == ("asks_time", date(2026, 12, 15))
    assert [each.day for each in meanings("We can't pay on Friday", known("en"))] == [None]


def test_the_only_invoice_named_is_what_a_claim_and_a_dispute_are_about() -> None:
    words = "We paid 1000 of 2041 on Monday. The rest is not owed, two chairs were broken."
    assert [each.invoices for each in meanings(words, known("en"))] == [("INV-2041",), ("INV-2041",)]


def test_what_an_unfit_promise_lay_over_may_hold() -> None:
    (found,) = meanings("We are waiting for our customer to settle before we can pay.", known("en"))
    assert found.kind == "asks_time"


def test_half_is_worked_out_and_the_rest_is_not() -> None:
    (half,) = meanings("We will pay half of 2041 on Friday", known("en"))
    assert half.amount is not None
    assert (half.amount.amount, half.amount.part, half.amount.sure) == (Decimal("600.00"), "half", "likely")
    (rest,) = meanings("We will pay the rest on Friday", known("en"))
    assert rest.amount is not None
    assert (rest.amount.amount, rest.amount.part) == (None, "rest")


def test_nothing_at_all_is_for_a_person_to_read() -> None:
    assert [each.kind for each in meanings("", known("en"))] == ["unclear"]
    assert [each.kind for each in meanings("\n\n> quoted", known("en"))] == ["unclear"]


def test_who_administers_an_insolvency_is_named() -> None:
    (found,) = meanings("Unsere Firma ist insolvent. Insolvenzverwalter ist Dr. Max Stein.", known("de"))
    assert (found.kind, found.person) == ("insolvency", "Dr. Max Stein")


def _sound(words: str, found: tuple[Meaning, ...]) -> None:
    assert found
    for each in found:
        assert 0 <= each.start <= each.end <= len(words)
        if each.kind == "paid" and each.day is not None:
            assert each.day.first <= each.day.last <= TODAY
        if each.kind == "promise":
            assert each.day is not None
            assert each.day.last >= TODAY
    assert "unclear" not in {each.kind for each in found} or len(found) == 1


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), st.sampled_from(LANGUAGES))
def test_any_words_in_any_order_are_read(words: str, language: str) -> None:
    _sound(words, meanings(words, known(language)))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(words: str) -> None:
    _sound(words, meanings(words, known("en")))


@pytest.mark.parametrize("sign", ["1 ", "paid ", "a", ".", "\n", "\u0130", "12.11. "])
def test_a_very_long_text_is_read_as_far_as_anybody_would(sign: str) -> None:
    words = sign * (9000 // len(sign) if sign in (".", "\n", "\u0130") else 300)
    _sound(words, meanings(words, known("en")))
