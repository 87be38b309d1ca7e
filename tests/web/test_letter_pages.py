"""The letters' page: words are shown as they would be said, and what is forbidden is not kept."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.commands.policy import history
from tests.sync.desk import NAME
from tests.web.console import words
from tests.web.ledger_pages import Pages, form_of, pages, path

LETTERS = path("letters")
REMINDER = f"{LETTERS}?step=reminder&language=en&way=email"


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Pages]:
    with pages(tmp_path) as found:
        yield found


def preview(text: str) -> str:
    [src] = re.findall(r'<iframe id="preview"[^>]* src="([^"]+)"', text)
    return html.unescape(src)


def test_words_are_shown_before_they_count_and_said_once_they_do(over: Pages) -> None:
    browser = over.visitor()
    form = form_of(browser.get(REMINDER))
    assert form["ask"] == ["Please pay {{ amount }} when you next make payments."]
    form["ask"] = ["Please pay {{ amount }} this week."]
    checked = browser.post(f"{LETTERS}/check", form, headers={"HX-Request": "true"})
    assert "Nothing is wrong with it." in words(checked)
    shown = browser.get(preview(checked.text))
    assert "this week." in words(shown)
    assert "sandbox" in shown.headers["content-security-policy"]
    assert history(over.desk.office, over.desk.ledger) == []
    assert "Version 1 is in force" in words(browser.post(LETTERS, form))
    assert over.desk.office.in_force(NAME).words == {
        "en": {"friendly": {"ask": "Please pay {{ amount }} this week."}}
    }
    assert "your own words" in browser.get(REMINDER).text
    form = form_of(browser.get(REMINDER)) | {"ask": [""]}
    browser.post(LETTERS, form)
    assert over.desk.office.in_force(NAME).words == {}


def test_forbidden_words_are_refused_beside_the_piece_that_holds_them(over: Pages) -> None:
    browser = over.visitor()
    form = form_of(browser.get(REMINDER)) | {
        "opening": ["We will call the police."],
        "ask": ["Please pay {{ amonut }}."],
        "closing": ["{% for each in [1] %}x{% endfor %}"],
    }
    came = browser.post(LETTERS, form)
    assert came.status_code == 400
    assert re.search(r'id="e-closing">may go through nothing but', came.text)
    form["closing"] = ["Thank you."]
    came = browser.post(LETTERS, form)
    assert re.search(r'id="e-opening">E101, a threat with the police', came.text)
    assert re.search(r'id="e-ask">E100, [^<]*amonut', came.text)
    assert history(over.desk.office, over.desk.ledger) == []


def test_a_letter_can_be_shown_about_a_real_debt_and_a_text_with_its_length(over: Pages) -> None:
    browser = over.visitor("viewer")
    page = browser.get(f"{REMINDER}&who=GBP%20C3")
    assert "Dear" in words(browser.get(preview(page.text)))
    assert "N-I5" in words(browser.get(preview(page.text)))
    sms = browser.get(f"{LETTERS}?step=reminder&language=de&way=sms")
    assert re.search(r"\d+ characters, 1 segment", words(sms))
    assert "Put these words" not in words(sms)
    for wrong in ("step=none", "language=xx", "way=fax"):
        assert browser.get(f"{LETTERS}?{wrong}").status_code == 404
    for wrong in ("who=GBP%20NOBODY", "words=zzzz", "words=eJwrSS0uAQAEXQHB"):
        assert browser.get(f"{LETTERS}/preview?{wrong}").status_code == 404


def test_letters_that_ask_for_nothing_are_edited_as_the_others_are(over: Pages) -> None:
    browser, office = over.visitor(), over.desk.office
    for number, (letter, says) in enumerate(
        (
            ("thanks", "Your payment has reached us"),
            ("statement", "Here is what our books show"),
            ("terms_note", "This is our first invoice to you"),
        ),
        1,
    ):
        page = f"{LETTERS}?step={letter}&language=en&way=sms"  # these are only ever mailed
        shown = browser.get(page)
        assert says in words(browser.get(preview(shown.text)))
        form = form_of(shown)
        assert "ask" not in form
        refused = browser.post(LETTERS, form | {"closing": ["We will call the police."]})
        assert re.search(r'id="e-closing">E101', refused.text)
        came = browser.post(LETTERS, form | {"closing": [f"See you soon, {letter}."]})
        assert f"Version {number} is in force" in words(came)
        assert office.in_force(NAME).words["en"][letter] == {"closing": f"See you soon, {letter}."}
        assert f"See you soon, {letter}." in office.letters(NAME)[f"en/{letter}.j2"]
        assert f"See you soon, {letter}." in words(browser.get(preview(browser.get(page).text)))
