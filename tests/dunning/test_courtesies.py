"""The letters that demand nothing: terms note, statement and thanks, in each language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.letters.courtesy import in_hand, render_statement, render_terms_note, render_thanks
from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import LetterError, Particulars, Received, Rendered
from dunning.letters.lint.message import read_over
from tests.dunning.desk import SENDER, account, credit, customer, payment, sorting
from tests.dunning.golden_files import same_as_golden
from tests.dunning.test_letter_languages import HOME, NOW, TEMPLATES, asked_of

PAID = Particulars(received=(Received(date(2026, 5, 12), Decimal("50.5")),))


def as_approved(language: str, name: str, rendered: Rendered) -> None:
    assert rendered.language.startswith(language)
    assert read_over(rendered) == ()
    same_as_golden(f"{language}/{name}.txt", f"Subject: {rendered.subject}\n\n{rendered.text}")
    for line in (each.strip() for each in rendered.text.splitlines()):
        if line.startswith(("RE-", "Acme")):
            assert line in rendered.html


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_shows_all_that_is_open_net_of_credit(language: str) -> None:
    asked = asked_of(HOME[language])
    rendered = render_statement(asked, SENDER, TEMPLATES, NOW)
    as_approved(language, "statement", rendered)
    for number in ("RE-7", "RE-8", "RE-9"):
        assert number in rendered.text
        assert number in rendered.html
    assert "980" in rendered.text, "1000 + 0.50 + 80 - 100.25 = 980.25"
    assert "980" in rendered.html


def test_a_statement_names_no_old_debt_that_a_person_set_aside() -> None:
    asked = asked_of("GB")
    for word in (sorting("time_barred", "RE-7"), sorting("write_off", "RE-7")):
        rendered = render_statement(replace(asked, sortings=(word,)), SENDER, TEMPLATES, NOW)
        assert "RE-7" not in rendered.text + rendered.html
        assert "1,080.50" not in rendered.text
        assert "80.50" in rendered.text, "0.50 + 80"
    confirmed = replace(asked, sortings=(sorting("confirm", "RE-7"),))
    assert "RE-7" in render_statement(confirmed, SENDER, TEMPLATES, NOW).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terms_note_says_how_payment_works(language: str) -> None:
    asked = asked_of(HOME[language], single=True)
    rendered = render_terms_note("iRE-7", asked, SENDER, TEMPLATES, NOW)
    as_approved(language, "terms_note", rendered)
    for fact in ("RE-7", "30", "Account 12345678", "accounts@acme.example"):
        assert fact in rendered.text
        assert fact in rendered.html
    unknown = replace(asked, customer=customer(country=HOME[language], terms_days=None))
    assert "30" not in render_terms_note("iRE-7", unknown, SENDER, TEMPLATES, NOW).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_thanks_name_what_was_received_and_nothing_that_is_open(language: str) -> None:
    rendered = render_thanks(asked_of(HOME[language]), SENDER, TEMPLATES, PAID)
    as_approved(language, "thanks", rendered)
    assert "50" in rendered.text
    assert "RE-7" not in rendered.text
    assert "1000" not in rendered.text


def test_a_balance_in_the_customers_favour_is_called_so_and_nothing_is_asked_for() -> None:
    asked = replace(asked_of("GB"), credits=(credit("2000", currency="EUR"),))
    text = render_statement(asked, SENDER, TEMPLATES, NOW).text
    assert "Balance in your favour: €919.50" in text
    assert "How to pay" not in text
    nothing = account(currency="EUR", customer=customer())
    assert "Balance: €0.00" in render_statement(nothing, SENDER, TEMPLATES, NOW).text


def test_what_the_customer_has_in_hand_counts_active_documents_and_money_in_flight() -> None:
    asked = account(
        credits=(credit("10"), credit("5", status="void")),
        payments=(payment("3"), payment("7", status="deleted")),
        in_flight=Decimal(2),
    )
    assert in_hand(asked) == Decimal(15)


def test_a_note_on_an_unknown_invoice_and_thanks_for_nothing_are_no_letters() -> None:
    with pytest.raises(LetterError, match="elsewhere"):
        render_terms_note("elsewhere", asked_of("GB"), SENDER, TEMPLATES, NOW)
    with pytest.raises(LetterError, match="no payment"):
        render_thanks(asked_of("GB"), SENDER, TEMPLATES, Particulars(received=()))
