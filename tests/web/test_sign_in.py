"""Signing in to the console: who comes in, who does not, what a session is worth, what a form must bear."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
import requests
import sqlalchemy as sa

from sync import users
from sync.tables import sessions, user_events
from sync.tables import users as table
from sync.users import UserError
from tests.ready import FILE
from tests.web.console import PASSWORD, Browser, console, signed_in, user, words
from tests.web.served import Served

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Served]:
    with console(tmp_path, f"sqlite:///{tmp_path / FILE}") as served:
        yield served


def knock(one: Served, email: str, password: str, code: str = "") -> tuple[Browser, int, str]:
    """Try to sign in; the browser, the status, the page's words."""
    browser = Browser(one.url)
    browser.get("/console/sign-in")
    came = browser.post("/console/sign-in", {"email": email, "password": password, "code": code})
    return browser, came.status_code, words(came)


def test_a_stranger_is_sent_to_sign_in_and_then_to_the_page_asked_for(one: Served) -> None:
    email, browser = user(one), Browser(one.url)
    came = browser.get("/console/ledgers/harbour")
    assert came.url == f"{one.url}/console/sign-in?to=/console/ledgers/harbour"
    there = browser.post(
        "/console/sign-in?to=/console/ledgers/harbour", {"email": email, "password": PASSWORD}
    )
    assert there.url == f"{one.url}/console/ledgers/harbour"


@pytest.mark.parametrize(
    "to",
    [
        *(
            "https://evil.example/",
            "//evil.example",
            "/console//evil.example",
            "/\\evil.example",
            "/consoles",
        ),
        *(
            "/console/../p/somebody",
            "/console/ledgers/%252e%252E/..",
            "/console/%252e%252e/p",
            "/console/%09/x",
        ),
    ],
)
def test_signing_in_leads_to_no_other_place(one: Served, to: str) -> None:
    browser, email = Browser(one.url), user(one)
    browser.get("/console/sign-in")
    form = {"email": email, "password": PASSWORD}
    came = browser.post(f"/console/sign-in?to={to}", form, allow_redirects=False)
    assert came.headers["location"] == "/console"


def test_a_wrong_password_and_an_unknown_address_read_alike(one: Served) -> None:
    email = user(one)
    _, wrong, told = knock(one, email, "not the password at all")
    _, unknown, also_told = knock(one, "nobody@firm.example", "not the password at all")
    assert wrong == unknown == 401
    assert told == also_told
    assert "do not fit" in told


def test_ten_wrong_tries_lock_an_account_for_a_while_even_to_the_right_password(one: Served) -> None:
    email = user(one)
    for _ in range(10):
        assert knock(one, email, "wrong wrong wrong")[1] == 401
    assert "too many wrong tries" in knock(one, email, PASSWORD)[2]
    with one.office.store.write() as connection:
        for row in connection.execute(sa.select(user_events)).all():
            connection.execute(
                sa.update(user_events)
                .where(user_events.c.id == row.id)
                .values(at=row.at - timedelta(minutes=16))
            )
    assert knock(one, email, PASSWORD)[1] == 200


def test_right_ones_do_not_count_as_tries(one: Served) -> None:
    email = user(one)
    for _ in range(11):
        assert knock(one, email, PASSWORD)[1] == 200


def test_a_post_without_the_forms_token_is_refused(one: Served) -> None:
    browser = signed_in(one, "owner")
    for form in ({"csrftoken": ""}, {"csrftoken": "x.y"}):
        came = browser.post("/console/users", {"act": "end", "email": "owner@firm.example", **form})
        assert came.status_code == 403
    fresh = Browser(one.url)
    assert (
        fresh.post("/console/sign-in", {"email": "owner@firm.example", "password": PASSWORD}).status_code
        == 403
    )


def test_a_session_gets_a_new_word_at_sign_in_and_ends_at_sign_out(one: Served) -> None:
    browser = Browser(one.url)
    browser.cookies.set("duesync", "a-word-that-somebody-else-knows", domain="127.0.0.1", path="/")
    browser.get("/console/sign-in")
    browser.post("/console/sign-in", {"email": user(one), "password": PASSWORD})
    word = browser.cookies["duesync"]
    assert word != "a-word-that-somebody-else-knows"
    with one.office.store.read() as connection:
        [kept] = connection.scalars(sa.select(sessions.c.mark)).all()
    assert word not in kept
    browser.post("/console/sign-out")
    thief = Browser(one.url)
    thief.cookies.set("duesync", word)
    assert "/sign-in" in thief.get("/console/ledgers").url


def test_a_session_of_a_strangers_choice_is_not_signed_in_with_its_reader(one: Served) -> None:
    """Somebody plants the cookie of a session of their own, and waits until an owner signs in with it."""
    thief = signed_in(one, "viewer")
    owner, planted = Browser(one.url), thief.cookies["duesync"]
    owner.cookies.set("duesync", planted, domain="127.0.0.1", path="/")
    owner.get("/console/sign-in")
    owner.post("/console/sign-in", {"email": user(one, "owner"), "password": PASSWORD})
    assert owner.get("/console/users").status_code == 200
    assert owner.cookies.get("duesync", domain="127.0.0.1") != planted
    assert "/sign-in" in thief.get("/console/users").url


@pytest.mark.parametrize("ends", [True, False])
def test_who_is_ended_or_changed_is_out_at_once(one: Served, ends: bool) -> None:
    browser, email = signed_in(one, "bookkeeper"), "bookkeeper@firm.example"
    user(one, "owner")
    assert browser.get("/console/ledgers").url.endswith("/console/ledgers")
    if ends:
        users.end(one.office, email)
    else:
        users.change(one.office, email, "viewer", None)
    assert "/sign-in" in browser.get("/console/ledgers").url


def test_the_last_owner_stays(one: Served) -> None:
    email = user(one, "owner")
    with pytest.raises(UserError, match="no owner"):
        users.end(one.office, email)
    with pytest.raises(UserError, match="no owner"):
        users.change(one.office, email, "viewer", None)


def test_an_invitation_is_good_once_and_for_a_time(one: Served) -> None:
    invitation = users.add(one.office, "new@firm.example", "New", "viewer", ["harbour"])
    browser, path = Browser(one.url), f"/console/welcome/{invitation.word}"
    browser.get(path)
    assert "too easy" in words(browser.post(path, {"password": "aaaaaaaaaaaaa", "again": "aaaaaaaaaaaaa"}))
    assert "not the same" in words(browser.post(path, {"password": PASSWORD, "again": f"{PASSWORD}!"}))
    assert browser.post(path, {"password": PASSWORD, "again": PASSWORD}).url.endswith("/console/ledgers")
    assert browser.get(path).status_code == 404
    assert browser.get("/console/welcome/nonsense").status_code == 404
    again = users.invite(one.office, "new@firm.example")
    with one.office.store.write() as connection:
        connection.execute(sa.update(table).values(invited_until=one.office.clock.wall()))
    assert Browser(one.url).get(f"/console/welcome/{again.word}").status_code == 404
    user(one, "owner")
    third = users.invite(one.office, "new@firm.example")
    users.end(one.office, "new@firm.example")
    assert Browser(one.url).get(f"/console/welcome/{third.word}").status_code == 404
    with pytest.raises(UserError, match="used or is past"):
        users.accept(one.office, third.word, PASSWORD)


def test_a_session_ends_by_itself(one: Served) -> None:
    browser = signed_in(one)
    with one.office.store.write() as connection:
        until = connection.scalars(sa.select(sessions.c.until)).all()
        assert max(until) <= one.office.clock.wall() + timedelta(hours=12)
        connection.execute(sa.update(sessions).values(until=one.office.clock.wall()))
    assert "/sign-in" in browser.get("/console/ledgers").url


def test_codes_are_asked_for_once_set_up_and_each_is_good_once(one: Served) -> None:
    email = user(one)
    found = users.every(one.office)[0]
    secret = users.new_totp()
    with pytest.raises(UserError, match="not the code"):
        users.set_totp(one.office, found, secret, "000000", None)
    totp, now = pyotp.TOTP(secret), int(one.office.clock.wall().timestamp())
    users.set_totp(one.office, found, secret, totp.at(now - 30), None)
    _, status, told = knock(one, email, PASSWORD)
    assert (status, "code" in told) == (401, True)
    assert knock(one, email, PASSWORD, totp.at(now - 30))[1] == 401  # used already
    assert knock(one, email, PASSWORD, totp.at(now + 30))[1] == 200
    assert knock(one, email, PASSWORD, totp.at(now + 30))[1] == 401
    with one.office.store.read() as connection:
        assert secret.encode() not in (connection.scalar(sa.select(table.c.totp)) or b"")
    users.end_totp(one.office, email)
    assert knock(one, email, PASSWORD)[1] == 200


def test_a_page_of_another_s_ledger_is_not_there(one: Served) -> None:
    browser = signed_in(one, "bookkeeper", ["harbour"])
    assert "main-street" not in browser.get("/console/ledgers").text
    assert browser.get("/console/ledgers/harbour").status_code == 200
    assert browser.get("/console/ledgers/main-street").status_code == 404
    assert browser.get("/console/ledgers/nowhere").status_code == 404


def test_what_takes_an_owner_is_refused_to_others(one: Served) -> None:
    browser = signed_in(one, "bookkeeper")
    assert browser.get("/console/users").status_code == 403
    assert browser.post("/console/ledgers/harbour/link").status_code == 403
    assert browser.post("/console/ledgers/harbour/unlink", {"name": "harbour"}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "books.example:8712", ""])
def test_the_console_answers_by_no_strangers_name(one: Served, host: str) -> None:
    came = Browser(one.url).get("/console/sign-in", headers={"Host": host})
    assert came.status_code in (400, 421)
    assert "password" not in came.text


def test_behind_https_it_answers_by_that_name_alone_and_cookies_go_no_other_way(tmp_path: Path) -> None:
    url = "https://books.example.com"
    with console(tmp_path, f"sqlite:///{tmp_path / FILE}", url) as served:
        assert Browser(served.url).get("/console/sign-in").status_code == 421
        name = {"Host": "books.example.com"}
        came = Browser(served.url).get("/console/sign-in", headers=name)
        assert came.status_code == 200
        assert came.headers["set-cookie"].startswith("__Host-duesync-form=")
        assert "Secure" in came.headers["set-cookie"]
        assert came.headers["strict-transport-security"] == "max-age=31536000"
        form = came.cookies["__Host-duesync-form"]
        sent = {"email": user(served), "password": PASSWORD, "csrftoken": form}
        cookie = name | {"Cookie": f"__Host-duesync-form={form}"}
        there = requests.post(
            f"{served.url}/console/sign-in", sent, headers=cookie, timeout=20, allow_redirects=False
        )
        session = there.headers["set-cookie"].casefold()
        assert session.startswith("__host-duesync=")
        for each in (session, came.headers["set-cookie"].casefold()):
            flags = {flag.strip() for flag in each.split(";")[1:]}
            assert {"secure", "path=/"} <= flags
        assert "httponly" in session
        assert "samesite=lax" in session
        assert "samesite=strict" in came.headers["set-cookie"].casefold()


def test_too_much_is_turned_away(one: Served) -> None:
    browser = signed_in(one)
    came = browser.post("/console/account/password", {"old": "x" * (33 << 20)})
    assert came.status_code == 413


def test_too_much_is_turned_away_before_it_comes_and_where_its_length_is_not_said(one: Served) -> None:
    host, _, port = one.url.removeprefix("http://").partition(":")
    head = f"POST /console/sign-in HTTP/1.1\r\nHost: {host}\r\nContent-Type: {FORM}\r\n"
    with socket.create_connection((host, int(port)), timeout=20) as line:
        line.sendall(f"{head}Content-Length: {33 << 20}\r\n\r\n".encode())
        assert b" 413 " in line.recv(200), "and nothing of it was sent"
    browser = signed_in(one)
    token = browser.cookies["duesync-form"]
    pieces = (b"a=" + b"x" * (1 << 19) + b"&" for _ in range(66))
    headers = {"Content-Type": FORM, "x-csrftoken": token}
    came = requests.post(
        f"{one.url}/console/account/password", pieces, cookies=browser.cookies, headers=headers, timeout=20
    )
    assert came.status_code == 413


def test_every_page_is_kept_nowhere_and_runs_nothing_foreign(one: Served) -> None:
    came = signed_in(one).get("/console/ledgers")
    assert came.headers["cache-control"] == "no-store"
    assert "unsafe" not in came.headers["content-security-policy"]
    assert "frame-ancestors 'none'" in came.headers["content-security-policy"]
    assert "form-action 'self';" in came.headers["content-security-policy"]
