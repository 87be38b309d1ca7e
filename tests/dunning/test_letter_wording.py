"""What careful readers found wrong in letters, so that it stays mended: words untrue of the case."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from dunning.account import Account
from dunning.letters.courtesy import render_thanks
from dunning.letters.languages import LANGUAGES
from dunning.letters.letter import Particulars, Received
from dunning.letters.lint.message import check
from dunning.letters.rendering import render
from dunning.letters.sms import Segments, render_sms, segments
from dunning.letters.wording import day
from dunning.policy import PRE_DUE
from tests.dunning.desk import SENDER, account, customer, invoice, notice
from tests.dunning.test_letter_languages import HOME, HOURS, NOW, TEMPLATES, asked_of, letter, step

_FORMAL = {"en": "Dear Bakers,", "de": "Guten Tag Bakers,", "fr": "Madame, Monsieur,", "es": "Buenos días:"}
_GREETED = _FORMAL | {"nl": "Geachte heer of mevrouw,"}


def _owed(language: str, *due: str) -> Account:
    owed = (invoice(f"RE-{number}", due=each, currency="EUR") for number, each in enumerate(due))
    return account(*owed, currency="EUR", customer=customer(country=HOME[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_single_day_is_named_for_several_that_fall_due_on_different_ones(language: str) -> None:
    asked = _owed(language, "2026-05-24", "2026-05-25")
    rendered, act = letter(asked, PRE_DUE)
    assert len(act.overdue) == 2
    before, _, _listed = rendered.text.partition("Acme Ltd")
    assert day(date(2026, 5, 25), rendered.language.replace("-", "_")) not in before, (
        "it is late for the first"
    )
    assert check(rendered, act, asked, HOURS) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_friendly_letter_after_a_part_payment_does_not_say_that_none_was_seen(language: str) -> None:
    asked = asked_of(HOME[language])
    part = Particulars(received=(Received(date(2026, 5, 12), Decimal(40)),))
    opening = letter(asked, "friendly", part)[0].text.split("\n")[2]
    assert opening == letter(asked, "friendly")[0].text.split("\n")[2]
    none_yet = ("not seen", "keine Zahlung", "pas encore reçu", "no hemos recibido", "geen betaling")
    assert not [each for each in none_yet if each in opening]


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_who_explained_is_not_told_that_the_reason_is_unknown(language: str) -> None:
    opening = letter(asked_of(HOME[language]), "serious")[0].text.split("\n")[2]
    unknown = ("do not know", "kennen den Grund nicht", "connaissons pas", "no sabemos", "weten niet")
    assert not [each for each in unknown if each in opening]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_customer_without_a_first_name_is_greeted_as_a_firm_is(language: str) -> None:
    nameless = customer(country=HOME[language], name="Bakers", first_name=None)
    asked = replace(_owed(language, "2026-05-01"), customer=nameless)
    rendered = render(step(asked, "firm"), asked, SENDER, TEMPLATES, NOW)
    assert rendered.text.split("\n")[0] == _GREETED[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_payments_are_thanked_for_as_several(language: str) -> None:
    once = Received(date(2026, 5, 12), Decimal(40))
    first, both = (
        render_thanks(asked_of(HOME[language]), SENDER, TEMPLATES, Particulars(received=paid)).text
        for paid in ((once,), (once, once))
    )
    assert first.split("\n")[2] != both.split("\n")[2]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_fits_one_segment_in_every_month(language: str) -> None:
    asked = _owed(language, "2026-05-01")
    act = step(asked, "firm")
    for month in range(1, 13):
        due = replace(asked.invoices[0], due_on=date(2026, month, 1))
        text = render_sms(act, replace(asked, invoices=(due,)), SENDER, TEMPLATES, NOW, private=False)
        assert segments(text) == Segments("gsm7", segments(text).units, 1), text


def test_one_who_was_written_to_about_another_invoice_only_is_not_told_that_we_wrote_before() -> None:
    other = notice("before", "2026-05-01", episode="e", currency="EUR", invoice_ids=("another",))
    asked = replace(_owed("en", "2026-05-01"), episode="e", notices=(other,))
    for template in ("polite", "firm", "final"):
        about = letter(asked, template)[0].text
        assert "wrote to you before" not in about
        assert "written to you" not in about
    same = replace(other, invoice_ids=tuple(each.id for each in asked.invoices))
    assert "wrote to you before" in letter(replace(asked, notices=(same,)), "polite")[0].text
