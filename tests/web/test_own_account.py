"""One's own account: where one is signed in, one's password, and codes where everybody must have them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import sqlalchemy as sa

from sync import tables, users
from sync.clock import fixed
from sync.office import open_office
from sync.users import UserError
from tests.ready import FILE
from tests.sync.books import NOW
from tests.web.console import PASSWORD, Browser, console, signed_in, words
from tests.web.served import Served, served

ACCOUNT = "/console/account"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(name="one")
def _one(tmp_path: Path) -> Iterator[Served]:
    with console(tmp_path, f"sqlite:///{tmp_path / FILE}") as served_now:
        yield served_now


def elsewhere(one: Served, email: str, code: str = "") -> Browser:
    """The same user, signed in with another browser."""
    browser = Browser(one.url)
    browser.get("/console/sign-in")
    form = {"email": email, "password": PASSWORD, "code": code}
    assert browser.post("/console/sign-in", form, headers={"User-Agent": FIREFOX}).status_code == 200
    return browser


def is_in(browser: Browser) -> bool:
    return "/sign-in" not in browser.get("/console/ledgers").url


def test_who_is_signed_in_sees_where_and_ends_it_there(one: Served) -> None:
    here, email = signed_in(one, "viewer"), "viewer@firm.example"
    there, third = elsewhere(one, email), elsewhere(one, email)
    stranger = signed_in(one, "bookkeeper")
    page = here.get(ACCOUNT)
    assert words(page).count("Firefox on Windows") == 2
    assert words(page).count("this one") == 1
    marks = re.findall(r'name="session" value="([0-9a-f]{64})"', page.text)
    assert len(marks) == 2
    stranger.post(f"{ACCOUNT}/sessions", {"act": "one", "session": marks[0]})
    assert [is_in(there), is_in(third)] == [True, True], "nobody ends another's"
    assert "signed out in 1 other place." in words(
        here.post(f"{ACCOUNT}/sessions", {"act": "one", "session": marks[0]})
    )
    assert sorted([is_in(there), is_in(third)]) == [False, True]
    again = elsewhere(one, email)
    assert "signed out in 2 other places." in words(here.post(f"{ACCOUNT}/sessions", {"act": "others"}))
    assert [is_in(each) for each in (here, there, third, again, stranger)] == [
        True,
        False,
        False,
        False,
        True,
    ]


def test_everybody_sets_their_own_password_and_an_easy_one_is_refused_in_words(one: Served) -> None:
    viewer = signed_in(one, "viewer")
    new = {"old": PASSWORD, "new": "password1234", "again": "password1234"}
    refused = viewer.post(f"{ACCOUNT}/password", new)
    assert refused.status_code == 400
    assert "strength 1 of 4" in words(refused)
    assert "This is a very common password" in words(refused)
    new |= {"new": "seven calm herons wait", "again": "seven calm herons wait"}
    assert "Your password is changed" in words(viewer.post(f"{ACCOUNT}/password", new))


NEW = "seven calm herons wait"


def test_another_password_takes_the_present_one_and_signs_out_everywhere_else(one: Served) -> None:
    here, email = signed_in(one, "viewer"), "viewer@firm.example"
    there = elsewhere(one, email)
    form = {"old": "not the present one", "new": NEW, "again": NEW}
    refused = here.post(f"{ACCOUNT}/password", form)
    assert (refused.status_code, "the present password is not that one" in words(refused)) == (400, True)
    assert [is_in(here), is_in(there)] == [True, True]
    assert here.post(f"{ACCOUNT}/password", form | {"old": PASSWORD}).status_code == 200
    assert [is_in(here), is_in(there)] == [True, False]
    with pytest.raises(UserError, match="do not fit"):
        users.sign_in(one.office, email, PASSWORD, None)


def test_a_password_by_an_invitation_signs_out_whoever_was_in(one: Served) -> None:
    here, email = signed_in(one, "viewer"), "viewer@firm.example"
    word = users.invite(one.office, email).word
    assert is_in(here), "an invitation alone changes nothing"
    users.accept(one.office, word, NEW)
    assert not is_in(here)


def test_codes_are_ended_by_who_knows_the_password(one: Served) -> None:
    here, email = signed_in(one, "viewer"), "viewer@firm.example"
    secret, now = users.new_totp(), one.office.clock.wall()
    users.set_totp(one.office, users.every(one.office)[0], secret, pyotp.TOTP(secret).at(now), None)
    here = elsewhere(one, email, pyotp.TOTP(secret).at(now + timedelta(seconds=30)))
    refused = here.post(f"{ACCOUNT}/codes", {"act": "end", "password": "not the present one"})
    assert (refused.status_code, "the present password is not that one" in words(refused)) == (400, True)
    assert users.every(one.office)[0].has_totp
    here.post(f"{ACCOUNT}/codes", {"act": "end", "password": PASSWORD})
    assert not users.every(one.office)[0].has_totp


def test_a_session_that_outlived_its_user_opens_nothing(one: Served) -> None:
    here = signed_in(one, "viewer")
    with one.office.store.write() as connection:
        connection.execute(sa.update(tables.users).values(ended_at=one.office.clock.wall()))
    assert not is_in(here)


@pytest.mark.usefixtures("one")
def test_where_codes_are_required_nothing_opens_before_they_are_set_up(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f'{path.read_text(encoding="utf-8")}\n[serve]\nsecond_factor = "required"\n')
    office = open_office(path, fixed(NOW))
    try:
        with served(office) as strict:
            browser, email = signed_in(strict, "owner"), "owner@firm.example"
            for page in ("/console/ledgers", "/console/today", "/console/users"):
                assert browser.get(page).url.endswith(ACCOUNT)
            assert browser.post("/console/users", {"act": "add"}).url.endswith(ACCOUNT)
            assert "Set codes up below" in words(browser.get(ACCOUNT))
            browser.post(f"{ACCOUNT}/codes", {"act": "begin"})
            [secret] = re.findall(r"type <code>([A-Z2-7]+)</code>", browser.get(ACCOUNT).text)
            browser.post(f"{ACCOUNT}/codes", {"act": "confirm", "code": pyotp.TOTP(secret).now()})
            assert browser.get("/console/users").url.endswith("/console/users")
            kept = browser.post(f"{ACCOUNT}/codes", {"act": "end", "password": PASSWORD})
            assert "asks everybody for a code" in words(kept)
            assert users.every(office)[0].has_totp
            users.end_totp(office, email)  # an owner's or the operator's act, for a lost telephone
            assert browser.get("/console/ledgers").url.endswith(ACCOUNT)
    finally:
        office.close()
