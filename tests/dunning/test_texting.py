"""What a text that came in asks for, in the words that people use, and in whose name it is answered."""

from __future__ import annotations

import pytest

from dunning.letters.languages import LANGUAGES
from dunning.letters.sms import segments
from dunning.texting import Word, answer_to, wants_no_more, word_of
from sync.law import by_country


@pytest.mark.parametrize(
    ("text", "word"),
    [
        *(
            (text, "stop")
            for text in ("STOP", " stop. ", "Stop!", "StopAll", "QUIT", "end", "Cancel", "REVOKE")
        ),
        *(
            (text, "stop")
            for text in ("OPT OUT", "opt-out", "optout", "Don't text", "Don\u2019t text", "please stop")
        ),
        *((text, "stop") for text in ("Arrêt", "BAJA", "afmelden", "Keine SMS mehr!")),
        *((text, "start") for text in ("START", "unstop")),
        *((text, "help") for text in ("HELP?", "info", "Hilfe")),
        *((text, None) for text in ("yes", "", "I paid", "the end of the month", "when does it start")),
    ],
)
def test_a_word_counts_alone_in_any_spelling(text: str, word: Word | None) -> None:
    assert word_of(text) == word


@pytest.mark.parametrize(
    "text", ["I paid, stop texting me", "remove me from this list", "STOP it now", "opt out!"]
)
def test_who_says_more_may_mean_it_too(text: str) -> None:
    assert wants_no_more(text)


@pytest.mark.parametrize("text", ["I will pay at the end of May", "cancel invoice 12", "nonstop work", "ok"])
def test_what_says_something_else_ends_nothing(text: str) -> None:
    assert not wants_no_more(text)
    assert word_of(text) is None


def test_every_word_of_the_law_is_known() -> None:
    packs = {pack.pack.id: pack for pack in by_country()["US"]}
    words = {word for pack in packs.values() for consent in pack.consent for word in consent.revoke_words}
    assert len(words) > 10
    assert {word for word in words if word_of(word) != "stop"} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("word", ["stop", "start", "help"])
def test_an_answer_names_us_in_one_segment(word: Word, language: str) -> None:
    said = answer_to(word, language, "Harbour & Sons Ltd", "+44 20 7946 0000")
    assert said.startswith("Harbour & Sons Ltd")
    assert segments(said).count == 1
