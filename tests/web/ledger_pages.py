"""The console over a bookkeeper's desk: books staged by hand, looked at and changed through pages."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp

import requests
from requests.cookies import RequestsCookieJar

from sync.clock import fixed
from sync.office import open_office
from sync.store.users import Role
from tests.sync.books import NOW, customer, invoice
from tests.sync.desk import NAME, Desk, desk
from tests.web.console import Browser, signed_in
from tests.web.served import Served, served

OLD = 500  # days past due: the ledger was linked 365 days ago


ROLES: tuple[Role, ...] = ("viewer", "bookkeeper", "owner")


@dataclass(frozen=True, slots=True)
class Pages:
    """The desk, and the console over it. `cookies`: of those who are signed in, by role."""

    desk: Desk
    one: Served
    cookies: Mapping[Role, RequestsCookieJar]

    def visitor(self, role: Role = "bookkeeper") -> Browser:
        """Somebody who is signed in."""
        browser = Browser(self.one.url)
        browser.cookies.update(self.cookies[role])
        return browser

    @contextmanager
    def served_anew(self) -> Iterator[Pages]:
        """The same after a new start, with the settings as they are by now."""
        with served(self.desk.at(NOW).office) as one:
            yield Pages(self.desk, one, self.cookies)


@cache
def _prepared() -> tuple[Path, Mapping[Role, RequestsCookieJar]]:
    """The desk's folder, and one of each role signed in: made once, for passwords take their time."""
    folder = Path(mkdtemp(prefix="duesync-pages-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with desk(folder) as made:
        made.stage(
            customer("C1", name="Acme"), invoice("I1", overdue=OLD), invoice("I3"),
            customer("C2", name="Bolt"), invoice("I4", of="C2", overdue=OLD, owes="80.00"),
            customer("C3", name="Cord"), invoice("I5", of="C3"),
        )  # fmt: skip
        made.decide()
        with served(made.office) as one:
            cookies = {role: signed_in(one, role).cookies for role in ROLES}
    return folder, cookies


@contextmanager
def pages(folder: Path) -> Iterator[Pages]:
    """Acme owes an old invoice and one 12 days late; Bolt an old one; Cord one 12 days late."""
    prepared, cookies = _prepared()
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    made = Desk(folder, open_office(folder / "config.toml", fixed(NOW)))
    try:
        with served(made.office) as one:
            yield Pages(made, one, cookies)
    finally:
        made.office.close()


def path(*parts: str) -> str:
    """A page of the desk's ledger."""
    return "/".join((f"/console/ledgers/{NAME}", *parts))


class _Form(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._select = ""
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told: Mapping[str, str | None] = dict(attrs)
        name, value = told.get("name") or "", told.get("value") or ""
        if tag == "input" and name and told.get("type") not in ("submit", "file"):
            if told.get("type") not in ("checkbox", "radio") or "checked" in told:
                self.fields.setdefault(name, []).append(value)
        elif tag == "select":
            self._select = name
            self.fields.setdefault(name, [])
        elif tag == "option" and self._select and ("selected" in told or not self.fields[self._select]):
            self.fields[self._select] = [value]
        elif tag == "textarea":
            self._area = name
            self.fields[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self.fields[self._area][0] += data


def form_of(response: requests.Response) -> dict[str, list[str]]:
    """Every field of the page as a browser would send it, all forms together."""
    parser = _Form()
    parser.feed(response.text)
    return parser.fields
