"""Linking in the console: the whole round trip, what goes wrong on it, and a pass begun there."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from sync.rehearsal.sandbox import LEDGERS, consent
from sync.store import ledgers
from tests.web.browser import chromium, opened, sign_in
from tests.web.console import PASSWORD, Browser, signed_in, user, words
from tests.web.firm import pretended
from tests.web.served import Served


def sent_off(browser: Browser, name: str) -> str:
    """Where the page sends a browser to sign in at the provider."""
    came = browser.post(f"/console/ledgers/{name}/link", allow_redirects=False)
    assert came.status_code == 200
    [address] = re.findall(r'http-equiv="refresh" content="0; url=([^"]+)"', came.text)
    assert f'href="{address}"' in came.text, "who is not taken there goes on by hand"
    return html.unescape(address)


def back(one: Served, address: str) -> str:
    """The path that the provider sends the browser back to after consent."""
    came = consent(address)
    assert came.startswith(f"{one.url}/console/linked?")
    return came.removeprefix(one.url)


@pytest.mark.parametrize("name", [*LEDGERS.values()])
def test_an_owner_links_a_ledger_and_runs_it(tmp_path: Path, name: str) -> None:
    with pretended(tmp_path, link=False) as (_, one):
        browser = signed_in(one, "owner")
        came = browser.get(back(one, sent_off(browser, name)))
        assert came.url == f"{one.url}/console/ledgers/{name}"
        assert f"{name} is linked to" in words(came)
        ran = browser.post(f"/console/ledgers/{name}/run")
        assert "rows pulled" in words(ran)
        assert "0 messages sent" in words(ran)
        with one.office.store.read() as connection:
            kept = ledgers.find(connection, name)
        assert kept is not None
        assert kept.complete


@pytest.mark.parametrize("name", [*LEDGERS.values()])
def test_a_browser_goes_the_whole_round(tmp_path: Path, name: str) -> None:
    """It keeps to the page's policy on where forms may lead, which no other client does."""
    with pretended(tmp_path, link=False) as (_, one), chromium() as browser, opened(browser) as page:
        email = user(one, "owner")
        sign_in(page, one.url, email, PASSWORD)
        page.locator("tr", has_text=name).get_by_role("button", name="Link it").click()
        page.wait_for_url(lambda url: not url.startswith(one.url))
        page.locator("button").first.click()
        page.wait_for_url(f"{one.url}/console/ledgers/{name}")
        assert f"{name} is linked to" in page.inner_text("main")
        page.click("text=Link it anew")
        page.wait_for_url(lambda url: not url.startswith(one.url))
        page.locator("button").first.click()
        page.wait_for_url(f"{one.url}/console/ledgers/{name}")
        assert f"{name} is linked to" in page.inner_text("main")


def test_what_is_linked_anew_goes_on_as_before(tmp_path: Path) -> None:
    with pretended(tmp_path) as (_, one):
        browser = signed_in(one, "owner")
        told = {name: words(browser.get(back(one, sent_off(browser, name)))) for name in LEDGERS.values()}
        assert "It goes on as before." in told["harbour"]
        assert "Nothing is sent before you approved the first list." in told["summit"]
        assert "It goes on" not in told["summit"]


def test_what_comes_back_counts_in_the_session_that_went_off_and_once(tmp_path: Path) -> None:
    with pretended(tmp_path, link=False) as (_, one):
        browser = signed_in(one, "owner")
        path = back(one, sent_off(browser, "harbour"))
        other = Browser(one.url)
        other.get("/console/sign-in")
        other.post("/console/sign-in", {"email": "owner@firm.example", "password": "four green herons wade"})
        assert "was not begun here" in words(other.get(path))
        assert "was not begun here" not in words(browser.get(path))
        assert "was not begun here" in words(browser.get(path))


def test_a_wrong_state_and_a_refused_consent_link_nothing(tmp_path: Path) -> None:
    with pretended(tmp_path, link=False) as (_, one):
        browser = signed_in(one, "owner")
        sent_off(browser, "harbour")
        assert "harbour is not linked" in words(browser.get("/console/linked?code=1&state=other"))
        sent_off(browser, "harbour")
        assert "harbour is not linked" in words(browser.get("/console/linked?error=access_denied&state=x"))
        with one.office.store.read() as connection:
            assert ledgers.every(connection) == []


def test_unlinking_takes_the_ledgers_name(tmp_path: Path) -> None:
    with pretended(tmp_path) as (_, one):
        browser = signed_in(one, "owner")
        assert "Not unlinked" in words(browser.post("/console/ledgers/summit/unlink", {"name": "harbour"}))
        assert "summit is unlinked" in words(
            browser.post("/console/ledgers/summit/unlink", {"name": "summit"})
        )
        shown = words(browser.get("/console/ledgers"))
        assert "it is deleted on" in shown


def test_what_was_unlinked_is_kept_after_all_and_linked_and_approved_anew(tmp_path: Path) -> None:
    with pretended(tmp_path) as (_, one):
        browser = signed_in(one, "owner")
        page = "/console/ledgers/harbour"
        assert "Keep it after all" not in words(browser.get(page))
        assert browser.post(f"{page}/keep").status_code == 400, "it was not unlinked"
        assert "until then you can keep it" in words(browser.post(f"{page}/unlink", {"name": "harbour"}))
        assert "Link it anew" not in words(browser.get(page))
        assert "Keep it after all" in words(browser.get(page))
        assert "harbour stays. Link it anew now" in words(browser.post(f"{page}/keep"))
        assert "harbour is linked to" in words(browser.get(back(one, sent_off(browser, "harbour"))))
        kept = one.office.linked("harbour")
        assert (kept.leaves_on, kept.released_at) == (None, None)


def test_ledgers_tell_whether_they_are_safe_to_chase_and_what_waits(tmp_path: Path) -> None:
    with pretended(tmp_path) as (_, one):
        shown = words(signed_in(one, "viewer").get("/console/ledgers"))
        assert "new: look at what the first two weeks would send" in shown
