"""How hard a text is: syllables, sentences and the measures, against counts made by hand."""

from __future__ import annotations

import pytest

from dunning.letters.lint.readability import measured, sentences, syllables_of


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            {"the": 1, "invoice": 2, "pay": 1, "table": 2, "please": 1, "agreed": 2, "credit": 2, "late": 1},
        ),
        ("de", {"Rechnung": 2, "überfällig": 4, "zahlen": 2, "Freude": 2, "Teile": 2, "Mai": 1, "sehen": 2}),
        ("fr", {"facture": 2, "payer": 2, "merci": 2, "règlement": 3, "nous": 1, "paiement": 2, "date": 1}),
        ("es", {"factura": 3, "pagar": 2, "días": 2, "pagado": 3, "cuenta": 2, "número": 3, "aéreo": 4}),
        ("nl", {"factuur": 2, "betalen": 3, "oudste": 2, "nieuwe": 2, "dagen": 2, "ons": 1, "mooie": 2}),
    ],
)
def test_syllables(language: str, words: dict[str, int]) -> None:
    assert {word: syllables_of(word, language) for word in words} == words


def test_a_point_after_a_figure_or_a_single_letter_ends_no_sentence() -> None:
    assert len(sentences("Am 1. Mai 2026 war z. B. die Rechnung fällig. Danke.")) == 2
    assert len(sentences("Pay £1,000.00 now. Thank you!\nBye")) == 3
    assert sentences("12.5 ...") == []


@pytest.mark.parametrize(
    ("language", "text", "ease"),
    [
        ("en", "The cat sat on the mat.", 206.835 - 1.015 * 6 - 84.6),
        ("de", "Das ist gut.", 180 - 3 - 58.5),
        ("fr", "Il est bon.", 207 - 1.015 * 3 - 73.6),
        ("es", "La casa es roja.", 206.84 - 1.02 * 4 - 60 * 6 / 4),
        ("nl", "Dat is goed.", 206.84 - 0.93 * 3 - 77),
        ("sv", "Det är bra sommarväder.", 120 - (4 + 100 / 4)),
    ],
)
def test_the_measure_of_a_language(language: str, text: str, ease: float) -> None:
    found = measured(text, language)
    assert found is not None
    assert found.ease == pytest.approx(ease)
    assert (found.grade is None) == (language != "en")


def test_the_school_grade_in_english() -> None:
    found = measured("The cat sat on the mat.", "en")
    assert found is not None
    assert found.grade == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert measured("1,000.00", "en") is None
