"""The policy's page: what differs from the file is kept, what is wrong stands beside its field."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from sync.commands.policy import history, write
from sync.web.console import policy
from tests.sync.desk import NAME
from tests.web.console import Browser, words
from tests.web.ledger_pages import Pages, form_of, pages, path

POLICY = path("policy")


@pytest.fixture
def over(tmp_path: Path) -> Iterator[Pages]:
    with pages(tmp_path) as found:
        yield found


def sent(browser: Browser, *more: str, change: dict[str, Any], htmx: bool = False) -> Any:
    """The page's form with these fields changed, sent there."""
    form = form_of(browser.get(POLICY)) | change
    headers = {"HX-Request": "true"} if htmx else {}
    return browser.post("/".join((POLICY, *more)), form, headers=headers)


def texts(over: Pages) -> list[str]:
    return [one.text for one in history(over.desk.office, over.desk.ledger)]


def test_a_form_that_nobody_touched_says_nothing_otherwise(over: Pages) -> None:
    browser = over.visitor()
    came = sent(browser, change={})
    assert "nothing is changed" in words(came)
    assert texts(over) == []


def test_only_what_differs_from_the_file_is_kept_and_told_as_changed_here(over: Pages) -> None:
    browser = over.visitor()
    came = sent(browser, change={"minimum_gap_days": "10", "contact.hours.email.days": ["", "mon", "tue"]})
    assert "Version 1 is in force" in words(came)
    assert texts(over) == [
        'minimum_gap_days = 10\n\n[contact.hours.email]\ndays = [\n    "mon",\n    "tue",\n]\n'
    ]
    policy = over.desk.office.policy(NAME)
    assert (policy.minimum_gap_days, policy.contact.hours["email"].days) == (10, (0, 1))
    assert re.search(r'id="o-minimum_gap_days">changed here<', came.text)
    assert re.search(r'id="o-approval_required">from config.toml, house<', came.text)
    assert re.search(r'id="o-old_debt_days">as usual<', came.text)
    sent(browser, change={"minimum_gap_days": ""})
    assert over.desk.office.policy(NAME).minimum_gap_days == 7


def test_a_level_is_put_in_by_its_days_and_one_is_taken_out(over: Pages) -> None:
    new = {
        "levels.6.name": "letter",
        "levels.6.days": "28",
        "levels.6.way": "letter",
        "levels.6.else": "email",
    }
    came = sent(over.visitor(), change={**new, "levels.4.remove": "1"})
    levels = over.desk.office.policy(NAME).levels
    assert [(one.name, one.days) for one in levels] == [
        ("reminder", 4),
        ("second_reminder", 11),
        ("firm", 21),
        ("letter", 28),
        ("hand_over", 50),
    ]
    assert (levels[3].channel, levels[3].fallback) == ("letter", ("email",))
    assert "28 days late, by letter or else e-mail" in words(came)


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_changed(over: Pages) -> None:
    browser = over.visitor()
    change = {"levels.1.days": "30", "levels.2.days": "9", "levels.3.days": "9", "contact.most": "x"}
    for came in (sent(browser, "check", change=change, htmx=True), sent(browser, change=change)):
        assert re.search(r'id="e-levels-3-days"[^>]*>must be more than the 9 of', came.text)
        assert re.search(r'id="e-contact-most"[^>]*>must be a whole number, not', came.text)
        assert re.search(r'id="e-levels-1-days"[^>]*></small>', came.text)
        assert "2 to put right" in words(came)
    shown = form_of(sent(browser, change=change))
    assert (shown["contact.most"], shown["levels.1.days"]) == (["x"], ["30"])
    rest = sent(browser, "check", change={"rest": "old_debt_days = 3\n"}, htmx=True)
    assert "has a field or a page of its own" in rest.text
    assert texts(over) == []


def test_the_rest_stands_in_toml_and_words_of_letters_are_left_alone(over: Pages) -> None:
    text = '[replies]\nstop = false\n\n[letters.en.friendly]\nask = "Please pay {{ amount }} soon."\n'
    write(over.desk.office, over.desk.ledger, text, "Ann")
    browser = over.visitor()
    assert form_of(browser.get(POLICY))["rest"] == ["[replies]\nstop = false\n"]
    sent(browser, change={"minimum_gap_days": "9"})
    counts = over.desk.office.in_force(NAME)
    assert not counts.policy.replies.stop
    assert counts.words == {"en": {"friendly": {"ask": "Please pay {{ amount }} soon."}}}


def test_a_draft_is_previewed_and_tried_on_the_past_without_being_kept(over: Pages) -> None:
    browser, change = over.visitor(), {"minimum_gap_days": "12"}
    ahead = words(sent(browser, "preview", change=change))
    assert "1 customer hears otherwise" in ahead
    assert "Cord" in ahead
    page = sent(browser, "past", change={**change, "since": "2026-11-01"})
    assert "What it would have done from 1 Nov 2026 on" in words(page)
    [drawn] = re.findall(r'<img src="([^"]+past\.svg[^"]+)"', page.text)
    picture = browser.get(html.unescape(drawn))
    assert picture.headers["content-type"] == "image/svg+xml"
    assert {"in force", "draft", "1 Nov"} <= {each.text for each in fromstring(picture.content).iter()}
    many = b'{"since": "2026-11-01", "step": 1, "in_force": [1], "draft": [1, -1]}'
    for wrong in ("", "bars=zzzz", f"bars={base64.urlsafe_b64encode(many).decode()}"):
        assert browser.get(f"{drawn.partition('?')[0]}?{wrong}").status_code == 404
    assert "is not in the past" in words(sent(browser, "past", change={**change, "since": "2027-11-01"}))
    assert texts(over) == []


def test_what_was_written_meanwhile_is_not_written_over(over: Pages) -> None:
    browser = over.visitor()
    form = form_of(browser.get(POLICY)) | {"minimum_gap_days": "3"}
    write(over.desk.office, over.desk.ledger, "minimum_gap_days = 20\n", "Ann")
    came = browser.post(POLICY, form)
    assert came.status_code == 400
    assert "Ann wrote version 1 of this policy meanwhile" in words(came)
    assert browser.post(POLICY, form_of(came)).status_code == 400  # nor by sending it once more
    assert over.desk.office.policy(NAME).minimum_gap_days == 20


def test_versions_are_told_with_their_differences_and_one_can_go_back(over: Pages) -> None:
    browser = over.visitor()
    sent(browser, change={"minimum_gap_days": "10", "note": "gentler"})
    sent(browser, change={"minimum_gap_days": "12"})
    shown = words(browser.get(POLICY))
    assert "-minimum_gap_days = 10 +minimum_gap_days = 12" in shown
    assert "bookkeeper@firm.example gentler" in shown
    assert "as version 1 was" in words(browser.post(f"{POLICY}/back", {"version": "1"}))
    assert over.desk.office.policy(NAME).minimum_gap_days == 10
    browser.post(f"{POLICY}/back", {"version": "0"})
    assert texts(over)[0] == ""


def test_who_collects_and_whom_from_is_for_owners(over: Pages) -> None:
    law, bookkeeper = {"law.debtor_kind": "company"}, over.visitor()
    came = sent(bookkeeper, change=law)
    assert came.status_code == 400
    assert re.search(r'id="e-law-debtor_kind"[^>]*>only an owner may change this', came.text)
    assert "Version 1" in words(sent(over.visitor("owner"), change=law))
    assert "only an owner" in words(bookkeeper.post(f"{POLICY}/back", {"version": "0"}))


def test_a_viewer_sees_it_and_changes_nothing(over: Pages) -> None:
    browser = over.visitor("viewer")
    assert "Put it in force" not in words(browser.get(POLICY))
    assert sent(browser, change={"minimum_gap_days": "1"}).status_code == 403


def test_the_picture_is_drawn_from_the_steps_that_its_address_holds(over: Pages) -> None:
    browser = over.visitor("viewer")
    [src] = re.findall(r'<img id="picture" src="([^"]+)"', browser.get(POLICY).text)
    drawn = browser.get(src)
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    assert "second reminder" in drawn.text
    assert browser.get(f"{POLICY}/procedure.svg").text == drawn.text
    for wrong in ("x", "WzFd", "WyI8c2NyaXB0PiIsIDFd"):
        assert browser.get(f"{POLICY}/procedure.svg?steps={wrong}").status_code == 404


def test_what_no_longer_fits_the_file_is_told_and_can_be_left(over: Pages) -> None:
    write(over.desk.office, over.desk.ledger, '[interest]\nbasis = "statutory"\nfrom_level = "firm"\n', "Ann")
    file = over.desk.folder / "config.toml"
    with_other_levels = file.read_text(encoding="utf-8") + '[[policy.levels]]\nname = "only"\ndays = 3\n'
    file.write_text(with_other_levels, encoding="utf-8")
    with over.served_anew() as again:
        browser = again.visitor()
        assert "does not fit config.toml any more" in words(browser.get(POLICY))
        assert "config.toml alone" in words(browser.post(f"{POLICY}/back", {"version": "0"}))


def test_procedures_for_some_customers_are_told_with_whom_they_are_for(over: Pages) -> None:
    text = '[[procedures]]\nname = "abroad"\nfor = { countries = ["DE", "AT"], balance_from = "100" }\n'
    write(over.desk.office, over.desk.ledger, text, "Ann")
    shown = words(over.visitor("viewer").get(POLICY))
    assert "1 procedure for some customers" in shown
    assert "abroad countries DE, AT; balance from 100" in shown


def test_what_takes_too_long_is_told_with_the_command_that_has_the_time(
    over: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(policy, "_SECONDS", -1.0)
    browser, change = over.visitor(), {"minimum_gap_days": "12"}
    assert "too much to be tried within" in words(sent(browser, "preview", change=change))
    past = words(sent(browser, "past", change={**change, "since": "2026-11-01"}))
    assert "duesync backtest summit --policy draft.toml --since 2026-11-01" in past
    assert "minimum_gap_days = 12" in past
    assert "approval_required = " in past  # the file's own is in it: the command takes it alone
    monkeypatch.undo()
    assert "What it would have done" in words(sent(browser, "past", change={**change, "since": "2026-11-01"}))
