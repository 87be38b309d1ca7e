"""A console over real HTTP, and users who sign in to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from sync import users
from sync.clock import fixed
from sync.office import open_office
from sync.secrets import make_key_file
from sync.store.users import Role
from tests.sync.books import NOW
from tests.web.served import Served, linked_office, served

PASSWORD = "four green herons wade"


class Browser:
    """Requests with cookies, which send the token that forms hold along with what they post."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._session = requests.Session()
        self._session.trust_env = False

    def get(self, path: str, **more: Any) -> requests.Response:
        """A page, redirects followed unless it is said otherwise."""
        return self._session.get(f"{self.url}{path}", timeout=60, **more)

    def post(self, path: str, form: dict[str, Any] | None = None, **more: Any) -> requests.Response:
        """Send a form as a page of ours would."""
        token = next((one.value for one in self._session.cookies if one.name.endswith("duesync-form")), "")
        return self._session.post(
            f"{self.url}{path}", data={"csrftoken": token, **(form or {})}, timeout=60, **more
        )

    @property
    def cookies(self) -> requests.cookies.RequestsCookieJar:
        """What is kept."""
        return self._session.cookies


def words(response: requests.Response) -> str:
    """What a page says, without its markup, in one line."""
    without = re.sub(r"(?s)<(script|style).*?</\1>|<[^>]+>", " ", response.text)
    return " ".join(without.split())


def user(one: Served, role: Role = "bookkeeper", ledgers: list[str] | None = None) -> str:
    """A user with `PASSWORD`; returns the address."""
    email = f"{role}@firm.example"
    invitation = users.add(one.office, email, role.title(), role, ledgers)
    users.accept(one.office, invitation.word, PASSWORD)
    return email


def signed_in(one: Served, role: Role = "bookkeeper", ledgers: list[str] | None = None) -> Browser:
    """A browser in which such a user, who is made for it, is signed in."""
    browser = Browser(one.url)
    browser.get("/console/sign-in")
    came = browser.post("/console/sign-in", {"email": user(one, role, ledgers), "password": PASSWORD})
    assert came.status_code == 200, words(came)
    return browser


@contextmanager
def console(folder: Path, store: str, public_url: str | None = None) -> Iterator[Served]:
    """The three companies of `tests/web/served.py`, linked, and their console."""
    make_key_file(folder / "duesync.key")
    office = linked_office(folder, store)
    if public_url is not None:
        with (folder / "config.toml").open("a", encoding="utf-8") as config:
            config.write(f'\n[serve]\npublic_url = "{public_url}"\n')
        office.close()
        office = open_office(folder / "config.toml", fixed(NOW))
    try:
        with served(office) as one:
            yield one
    finally:
        office.close()
