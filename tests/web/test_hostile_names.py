"""Books in which every name and every word is an attack: no page runs one, no table holds one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Dialog

from sync import commands
from sync.portal.visitor import hand_over
from tests.stories.hostile import NAMES
from tests.sync.books import customer, invoice
from tests.sync.desk import Desk, desk
from tests.web.browser import chromium, opened, sign_in
from tests.web.console import PASSWORD, Browser, user
from tests.web.firm import PUBLIC
from tests.web.served import Served, served
from tests.web.test_today import WAYS

ATTACKS = (
    *(name for name in NAMES if "\0" not in name and "\r" not in name),
    '" onmouseover="alert(1)" autofocus="',
    "'><svg/onload=alert(1)>",
    "</textarea></script><script>alert(1)</script>",
    "javascript:alert(1)//",
)
OURS = ("/console", "/p/")
MOST = 160  # pages that are looked at
DISPUTED, PROMISED, OLD = range(3)  # of every four; of the fourth a message waits


class Reader(HTMLParser):
    """What of a page would run: a script in it, an attribute that holds one, an address that is one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One tag."""
        values = dict(attrs)
        runs = [name for name in values if name.startswith("on")]
        leads = [each for each in values.values() if each and each.lower().startswith("javascript:")]
        fields = ("input", "option", "textarea", "button")  # whose value leads nowhere
        if runs or (leads and tag not in fields) or (tag == "script" and not values.get("src")):
            self.found.append(f"<{tag} {attrs}>")


def bad(seen: dict[str, str]) -> list[tuple[str, list[str]]]:
    """The pages that would run something, with what."""
    return [(path, found) for path, text in seen.items() if (found := Reader(text).found)]


def attacked(at: Desk) -> None:
    """Each name is a customer's, a person's, a street and an invoice's number; and said in words, too."""
    for n, name in enumerate(ATTACKS):
        at.stage(
            customer(f"C{n}", name=name, first_name=name, address=(name, name), phone="020 7946 0123"),
            invoice(f"I{n}", of=f"C{n}", number=name, overdue=10 + 9 * n),
        )
        if n % 4 == OLD:
            at.stage(invoice(f"O{n}", of=f"C{n}", number=f"{name} old", overdue=500))
    at.decide()
    for n, name in enumerate(ATTACKS):
        said = commands.Said(by=name, customer=commands.targets.Id(f"C{n}"), who=name, where=name, quote=name)
        if n % 4 == DISPUTED:
            about = commands.Said(by=name, invoices=(commands.targets.Id(f"I{n}"),), quote=name, who=name)
            commands.dispute(
                at.office, at.ledger, about, reason=name, amount=None, owner=name, answer_by=None
            )
        elif n % 4 == PROMISED:
            commands.promise(at.office, at.ledger, said, amount=None, by=at.office.clock.now().date())
        commands.notes.write_note(at.office, at.ledger, commands.targets.Id(f"C{n}"), name, None, name)
    at.decide()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Served]]:
    with desk(tmp_path_factory.mktemp("attacked"), policy=WAYS) as at:
        path = at.folder / "config.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("[ledgers.", f'[serve]\npublic_url = "{PUBLIC}"\n[ledgers.', 1), "utf-8")
        at.at(at.office.clock.now())
        at.office.store.prove_url(PUBLIC)
        attacked(at)
        with served(at.office) as web:
            user(web, "owner")
            yield at, web


def links(page: str, base: str) -> Iterator[str]:
    """Where a page of ours leads, or what it shows in a frame."""
    for found in re.findall(r'(?:href|src)="([^"#]+)', page):
        there = urlsplit(urljoin(base, unescape(found)))
        yield there.path + (f"?{there.query}" if there.query else "")


def walked(browser: Browser, *begin: str) -> dict[str, str]:
    """Every page and table that one comes to by links alone, with what it says."""
    seen: dict[str, str] = {}
    ahead = list(begin)
    while ahead and len(seen) < MOST:
        path = ahead.pop(0)
        came = browser.get(path)
        assert came.status_code == 200, (path, came.status_code)
        kind = came.headers["content-type"]
        seen[path] = came.text if kind.startswith("text/") else ""
        if kind.startswith("text/html"):
            fresh = [each for each in links(came.text, path) if each.startswith(OURS) and "/pdf/" not in each]
            ahead += [each for each in dict.fromkeys(fresh) if each not in seen and each not in ahead]
    return seen


def test_no_page_and_no_table_of_the_console_holds_one(place: tuple[Desk, Served]) -> None:
    _, web = place
    browser = Browser(web.url)
    browser.get("/console/sign-in")
    browser.post("/console/sign-in", {"email": "owner@firm.example", "password": PASSWORD})
    seen = walked(browser, "/console/today", "/console/ledgers", "/console/today?ledger=summit")
    for part in ("/customers/", "/invoices/", "/old-debt", "/reports", "/today/messages/"):
        assert [path for path in seen if part in path], part
    assert bad({path: text for path, text in seen.items() if not path.endswith(".csv")}) == []
    tables = {path: text for path, text in seen.items() if path.endswith(".csv")}
    assert tables
    for path, text in tables.items():
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert not [cell for row in rows for cell in row if cell[:1] in {*"=+-@\t\r"}], path


def test_no_customers_page_holds_one(place: tuple[Desk, Served]) -> None:
    at, web = place
    for n in range(len(ATTACKS)):
        link = hand_over(at.office, at.ledger, commands.targets.Id(f"C{n}"), None, "robin").address
        seen = walked(Browser(web.url), urlsplit(link).path)
        assert len(seen) > 4, ATTACKS[n]
        assert bad(seen) == []


def test_a_browser_runs_none_and_complains_of_none(place: tuple[Desk, Served]) -> None:
    _, web = place
    with chromium() as browser, opened(browser) as page:
        asked: list[str] = []

        def refused(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", refused)
        sign_in(page, web.url, "owner@firm.example", PASSWORD)
        page.wait_for_url("**/console/ledgers")
        for path in ("today?ledger=summit", "ledgers/summit/customers", "ledgers/summit/old-debt",
                     *(f"ledgers/summit/customers/C{n}" for n in range(len(ATTACKS)))):  # fmt: skip
            page.goto(f"{web.url}/console/{path}")
            assert page.locator("h1").count() == 1, path
        assert asked == []
