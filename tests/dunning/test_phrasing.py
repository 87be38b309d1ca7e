"""Sentences of a model's: what of them is said, with our facts in them, and what never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dunning.phrasing import LONGEST, filled

FACTS = {"open": "£620.00", "overdue": "£500.00", "oldest_due": "6 November 2026", "invoices": "I1, I2"}
GOOD = {
    "en": "You have {open} open with us, and {overdue} of it is past due since {oldest_due}.",
    "de": "Insgesamt sind {open} offen, davon sind {overdue} seit dem {oldest_due} fällig.",
    "fr": "Vous avez encore {open} à régler chez nous, dont {overdue} depuis le {oldest_due}.",
    "es": "En total quedan pendientes {open}, de los cuales {overdue} vencieron el {oldest_due}.",
    "nl": "In totaal staat er {open} open, waarvan {overdue} sinds {oldest_due} te laat is.",
}


@pytest.mark.parametrize("language", GOOD)
def test_our_facts_stand_in_its_sentences(language: str) -> None:
    told = filled(GOOD[language], FACTS, ("open",), language)
    assert told == GOOD[language].format(**FACTS)


@pytest.mark.parametrize(
    "written",
    [
        "You owe us nothing at all. Have a nice day!",  # what was asked is not in it
        "You have {open} open with us, please pay 20 more.",
        "You have {open} open with us, in two invoices of yours.",
        "You have {open} open with us, please pay it by Friday.",
        "You have {open} open with us, please pay it next week.",
        "You have {open} open with us, due in November as we said.",
        "You have {open} open with us, plus € for the rest.",
        "You have {open} open with us, and it is in USD as you know.",
        "You have {open} open with us: pay it at pay.evil.example now.",
        "You have {open} open with us, write to a@b.example about it.",
        "You have {open} open with us, see https://evil.example for it.",
        "You have {open} open with us. <b>Please</b> look at it.",
        "You have {open} open with us and {secret} of somebody else.",
        "You have {open open with us, as the list below will show.",
        "You have {open} open with us, or we will take you to court.",
        "You have {open} open with us, or we will call the police.",
        "Sie haben noch {open} bei uns offen, wie Sie unten sehen.",
        "{open}",
        "",
        "You have {open} open with us. " + "We thank you for that. " * 30,
    ],
)
def test_what_says_anything_of_its_own_is_not_said(written: str) -> None:
    assert filled(written, FACTS, ("open",), "en") is None


@given(st.text(max_size=80), st.text(max_size=80))
def test_whatever_is_written_holds_no_figure_but_ours(before: str, after: str) -> None:
    told = filled(f"{before} You have {{open}} open with us {after}", {"open": "#"}, ("open",), "en")
    if told is not None:
        assert not any(sign.isnumeric() for sign in told)
        assert len(told) <= LONGEST
