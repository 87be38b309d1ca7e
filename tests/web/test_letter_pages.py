"""The letters' page: words are shown as they would be said, and what is forbidden is not kept."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dunning.letters.languages import LANGUAGES
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
    assert re.search(r'id="e-opening">a threat with the police', came.text)
    assert re.search(r'id="e-ask">[^<]*amonut', came.text)
    form["ask"] = ["Please pay {{ amount }}."]
    told = words(browser.post(LETTERS, form))
    assert (told.count("a threat with the police"), "Nothing is wrong" in told) == (1, False)
    assert "E101" not in told
    assert history(over.desk.office, over.desk.ledger) == []


def test_a_fault_is_told_once_and_not_by_the_amounts_of_who_was_made_up(over: Pages) -> None:
    browser = over.visitor()
    form = form_of(browser.get(REMINDER))
    told = words(browser.post(LETTERS, form | {"ask": ["Please pay soon."]}))
    assert told.count("the amount asked for") == 1
    assert "the amount asked for is not in it: write {{ amount }}" in told
    told = words(browser.post(LETTERS, form | {"closing": ["Thanks, {{ nonsense }}."]}))
    assert "no letter has a fact called &#34;nonsense&#34;" in told
    assert "undefined" not in told


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
        assert re.search(r'id="e-closing">a threat with the police', refused.text)
        came = browser.post(LETTERS, form | {"closing": [f"See you soon, {letter}."]})
        assert f"Version {number} is in force" in words(came)
        assert office.in_force(NAME).words["en"][letter] == {"closing": f"See you soon, {letter}."}
        assert f"See you soon, {letter}." in office.letters(NAME)[f"en/{letter}.j2"]
        assert f"See you soon, {letter}." in words(browser.get(preview(browser.get(page).text)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("way", "says"), [("voice", "9"), ("answer", "STOP")])
def test_what_a_machine_says_on_the_telephone_and_answers_by_text_is_fine_as_it_comes(
    over: Pages, language: str, way: str, says: str
) -> None:
    page = over.visitor().get(f"{LETTERS}?step=reminder&language={language}&way={way}")
    assert "Nothing is wrong with it." in words(page) or re.search(r"characters, \d segment", words(page))
    assert 'class="note bad"' not in page.text
    assert says in words(over.visitor().get(preview(page.text)))


def test_the_words_of_a_call_are_edited_and_every_key_must_be_named(over: Pages) -> None:
    browser, office = over.visitor(), over.desk.office
    page = f"{LETTERS}?step=reminder&language=en&way=voice"
    form = form_of(browser.get(page))
    assert "press 9" in form["menu"][0]
    mute = form["menu"][0].replace("To get no more calls and texts from us, press 9.", "Goodbye.")
    refused = browser.post(LETTERS, form | {"menu": [mute]})
    assert refused.status_code == 400
    assert "a key that an automated call must offer is not named: press 9" in words(refused)
    threat = browser.post(LETTERS, form | {"voice": [f"{form['voice'][0]} Or we call the police."]})
    assert re.search(r'id="e-voice">a threat with the police', threat.text)
    assert history(office, over.desk.ledger) == []
    plain = form["menu"][0].replace("To be called by one of us, press 2.", "For a call, press 2.")
    assert "Version 1 is in force" in words(browser.post(LETTERS, form | {"menu": [plain]}))
    assert office.in_force(NAME).words == {"en": {"menu": plain}}
    assert "For a call, press 2." in words(browser.get(preview(browser.get(page).text)))


def test_the_answer_to_a_text_is_edited_as_the_others_are(over: Pages) -> None:
    browser, office = over.visitor(), over.desk.office
    form = form_of(browser.get(f"{LETTERS}?step=reminder&language=en&way=answer"))
    own = form["sms_answer"][0].replace("this is who texted you.", "it is us.")
    assert "Version 1 is in force" in words(browser.post(LETTERS, form | {"sms_answer": [own]}))
    assert "it is us." in office.letters(NAME)["en/sms_answer.txt.j2"]
    refused = browser.post(LETTERS, form | {"sms_answer": [f"{own} Or we call the police."]})
    assert re.search(r'id="e-sms_answer">a threat with the police', refused.text)
