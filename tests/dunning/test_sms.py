"""Text messages: what they cost, and what they say to whom."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import LetterError, Papers
from dunning.letters.lint.words import found
from dunning.letters.sms import Segments, render_sms, segments
from tests.dunning.desk import SENDER, account, customer, invoice
from tests.dunning.test_letter_languages import HOME, NOW, TEMPLATES, asked_of, step


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Segments("gsm7", 0, 0)),
        ("a" * 160, Segments("gsm7", 160, 1)),
        ("a" * 161, Segments("gsm7", 161, 2)),
        ("a" * 306, Segments("gsm7", 306, 2)),
        ("a" * 307, Segments("gsm7", 307, 3)),
        ("€" * 80, Segments("gsm7", 160, 1)),
        ("a" + "€" * 80, Segments("gsm7", 161, 2)),
        ("a" * 152 + "€" + "a" * 152, Segments("gsm7", 306, 3)),  # a double mark is not split
        ("[]{}\\|~^€\f", Segments("gsm7", 20, 1)),
        ("äöüÄÖÜßñÑàèéìòùÇ£$¥@", Segments("gsm7", 20, 1)),
        ("í", Segments("ucs2", 1, 1)),
        ("ç", Segments("ucs2", 1, 1)),
        ("ж" * 70, Segments("ucs2", 70, 1)),
        ("ж" * 71, Segments("ucs2", 71, 2)),
        ("😀" * 35, Segments("ucs2", 70, 1)),
        ("😀" * 36, Segments("ucs2", 72, 2)),
        ("ж" * 66 + "😀" + "ж" * 66, Segments("ucs2", 134, 3)),
        ("ж€", Segments("ucs2", 2, 1)),
    ],
)
def test_what_a_text_costs(text: str, expected: Segments) -> None:
    assert segments(text) == expected


@given(st.text(), st.text())
def test_more_text_never_costs_less(text: str, more: str) -> None:
    assert segments(text + more).count >= segments(text).count


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("private", [True, False])
def test_a_text_message_fits_one_segment(language: str, *, private: bool) -> None:
    asked = asked_of(HOME[language], single=True)
    text = render_sms(step(asked, "firm"), asked, SENDER, TEMPLATES, NOW, private=private)
    assert segments(text) == Segments("gsm7", segments(text).units, 1), text
    assert text.startswith("Acme Ltd")
    assert "STOP" in text
    assert SENDER.phone is not None
    assert SENDER.phone in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_consumers_preview_tells_nobody_else_of_a_debt(language: str) -> None:
    asked = asked_of(HOME[language])
    act = step(asked, "firm")
    private = render_sms(act, asked, SENDER, TEMPLATES, NOW)
    assert list(found(language, "W205", private)) == []
    for fact in ("900", "RE-7", "€"):
        assert fact not in private
        assert fact in render_sms(act, asked, SENDER, TEMPLATES, NOW, private=False)


def test_without_a_phone_the_address_is_given_and_a_single_invoices_link() -> None:
    bare = replace(SENDER, phone=None)
    owed = invoice("7", currency="EUR", pay_url="https://pay.example/7", total=Decimal(100))
    asked = account(owed, currency="EUR", customer=customer(country="DE"))
    act = step(asked, "firm")
    assert "accounts@acme.example" in render_sms(act, asked, bare, TEMPLATES, NOW)
    assert "Zahlen: https://pay.example/7" in render_sms(act, asked, bare, TEMPLATES, NOW, private=False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_customers_own_page_stands_where_a_pay_link_would_while_it_costs_two_segments(
    language: str,
) -> None:
    asked = asked_of(HOME[language], single=True)
    act = step(asked, "firm")

    def texted(page: str, *, private: bool = False) -> str:
        papers = Papers(page=page)
        return render_sms(act, asked, SENDER, TEMPLATES, NOW, private=private, papers=papers)

    page = f"https://pay.acme.example/p/{'K' * 20}.{'s' * 24}"
    assert page in texted(page)
    assert segments(texted(page)) == Segments("gsm7", segments(texted(page)).units, 2)
    assert "STOP" in texted(page)[-4:] + texted(page)[-24:]
    assert texted(page, private=True) == texted("", private=True), "it would lead to amounts"
    assert texted(f"https://{'a' * 200}.example/p/K.s") == texted("")
    assert texted("javascript:alert(1)") == texted("")


def test_a_broken_text_message_is_named() -> None:
    asked = asked_of("DE")
    wrong = TEMPLATES | {"de/sms.txt.j2": "{{ nonsense }}"}
    with pytest.raises(LetterError, match=r"de/sms\.txt\.j2"):
        render_sms(step(asked, "firm"), asked, SENDER, wrong, NOW)
