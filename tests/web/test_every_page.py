"""Every page at once: who may open it, what it goes out with, how it reads by machine and on a telephone."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Literal

import pytest
import requests
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types
from PIL import Image
from playwright.sync_api import Browser as Chrome
from playwright.sync_api import Page

from sync.tables import sessions, user_events, user_ledgers, users
from tests.web.browser import PHONE, WIDE, chromium, is_too_wide, opened, sign_in
from tests.web.console import PASSWORD, Browser, signed_in, user, words
from tests.web.every_page import TOKENS, filled, pages, token_for
from tests.web.firm import pretended
from tests.web.pictures import differs
from tests.web.served import Served

OPEN = {
    "/console/sign-in",
    "/console/sign-out",
    "/console/welcome/{word}",
    "/static/{name}",
    "/healthz",
    "/readyz",
    "/paid",
    "/proof/{nonce}",
    "/api",
    "/api/openapi.json",
}
"""What a stranger may open; the rest is nothing to one."""
Answers = dict[str, tuple[str, requests.Response]]
"""By name of the page: its address, and what came of it."""
KINDS: dict[str, tuple[tuple[int, int], Literal["light", "dark"]]] = {
    "light": (WIDE, "light"),
    "dark": (WIDE, "dark"),
    "phone": (PHONE, "light"),
}
NOTHING = {400, 401, 403, 404, 405, 413, 415, 421, 422, 429}


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with pretended(tmp_path_factory.mktemp("firm"), busy=True) as (_, served):
        user(served, "owner")
        yield served


@pytest.fixture(scope="module")
def chrome() -> Iterator[Chrome]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def answers(one: Served) -> Answers:
    """Every page that is looked at, as its owner gets it."""
    browser = owner(one)
    found = {**console_pages(one), **token_pages(one), "api": "/api"}
    return {name: (path, browser.get(path)) for name, path in found.items()}


def test_a_stranger_opens_nothing(one: Served) -> None:
    """Unsigned, and with a session, token or key that is made up."""
    tried = 0
    for page in pages(one.office):
        path = re.sub(r"\{\w+(:\w+)?\}", "A" * 24, filled(one.office, page.pattern))
        for method in sorted(page.methods):
            for headers in ({}, {"Cookie": "duesync=" + "a" * 32}, {"Authorization": "Bearer " + "a" * 40}):
                came = requests.request(
                    method, f"{one.url}{path}", headers=headers, timeout=10, allow_redirects=False
                )
                tried += 1
                if page.pattern in OPEN or came.status_code in NOTHING:
                    continue
                assert came.status_code == 303, (method, path, came.status_code, came.text[:200])
                assert came.headers["location"].startswith("/console/sign-in"), (method, path)
    assert tried > 40


def test_a_signed_address_opens_its_own_pages_and_nothing_else(one: Served) -> None:
    """Nor does it where a letter of it was changed, or where another's belongs."""
    tokens = {base: token_for(one.office, base) for base in TOKENS}
    signed = [page.pattern for page in pages(one.office) if "{token}" in page.pattern]
    for base, token in tokens.items():
        assert one.ask("GET", base.replace("{token}", token)).status_code == 200, base
        changed = token[:-1] + ("A" if token[-1] != "A" else "B")
        for pattern in signed:
            wrong = [changed] if pattern.startswith(base) else [changed, token]
            paths = [filled(one.office, pattern).replace("{token}", each) for each in wrong]
            assert {one.ask("GET", path).status_code for path in paths} <= NOTHING, (pattern, base)


def test_who_sees_one_ledger_opens_nothing_of_another(one: Served) -> None:
    """Each page of the other ledger is as if there were none, looked at or acted upon."""
    browser = signed_in(one, "bookkeeper", ["harbour"])
    tried = 0
    for page in pages(one.office):
        if "{ledger}" not in page.pattern or not page.pattern.startswith("/console/"):
            continue
        path = re.sub(r"\{\w+(:\w+)?\}", "1", filled(one.office, page.pattern, "summit"))
        for method in sorted(page.methods):
            came = (
                browser.get(path, allow_redirects=False)
                if method == "GET"
                else browser.post(path, {}, allow_redirects=False)
            )
            assert came.status_code in (403, 404), (method, path, came.status_code)
            tried += 1
    assert tried > 3
    for path in ("/console/ledgers", "/console/today", "/console/reports", "/console/search?q=a"):
        assert "summit" not in browser.get(path).text, path


def test_a_viewer_changes_nothing(one: Served) -> None:
    browser = signed_in(one, "viewer")
    own = {f"/console/account/{name}" for name in ("password", "codes", "sessions")}
    for page in pages(one.office):
        if (
            not page.pattern.startswith("/console/")
            or "POST" not in page.methods
            or page.pattern in OPEN | own
        ):
            continue
        path = re.sub(r"\{\w+(:\w+)?\}", "1", filled(one.office, page.pattern))
        assert browser.post(path, {}, allow_redirects=False).status_code == 403, path


def console_pages(one: Served) -> dict[str, str]:
    """Addresses of all pages that a signed-in owner looks at, by name: of the first ledger that has such."""
    found: dict[str, str] = {}
    for page in pages(one.office):
        if "GET" in page.methods and page.pattern.startswith("/console"):
            paths = (filled(one.office, page.pattern, name) for name in ("harbour", "summit"))
            path = next((each for each in paths if "{" not in each), None)
            if path is not None:
                found[page.name] = path
    return found


def token_pages(one: Served) -> dict[str, str]:
    """Addresses of all pages that a signed address opens: a customer's own, the owner's, the card."""
    tokens = {base: token_for(one.office, base) for base in TOKENS}
    found: dict[str, str] = {}
    for page in pages(one.office):
        for base, token in tokens.items():
            if page.pattern.startswith(base) and "GET" in page.methods:
                found[page.name] = filled(one.office, page.pattern).replace("{token}", token)
    return found


def is_page(came: requests.Response) -> bool:
    """Whether that is HTML, and there."""
    return came.status_code == 200 and came.headers.get("content-type", "").startswith("text/html")


def owner(one: Served) -> Browser:
    """The owner, signed in."""
    browser = Browser(one.url)
    browser.get("/console/sign-in")
    browser.post("/console/sign-in", {"email": "owner@firm.example", "password": PASSWORD})
    return browser


def is_letter(came: requests.Response) -> bool:
    """A letter as its reader gets it: it brings its own style, and nothing runs in it, axe neither."""
    return came.headers.get("content-security-policy", "").startswith("sandbox;")


def test_every_page_goes_out_strictly(answers: Answers) -> None:
    for kind in ("messages", "calls", "replies"):
        assert [name for name in answers if f"-today-{kind}-" in name], kind
    for path, came in answers.values():
        assert came.status_code in (200, 404), (path, came.status_code, words(came)[:300])
        assert came.status_code == 404 or came.headers["x-content-type-options"] == "nosniff", path
        policy = came.headers.get("content-security-policy", "")
        if came.headers.get("content-type", "").startswith("text/html"):
            assert "default-src 'none'" in policy, path
            assert not re.search(r"<script(?![^>]* src=)|\son\w+=|javascript:", came.text), path
            assert is_letter(came) or not re.search(r"\sstyle=", came.text), path


def test_each_page_reads_well_by_machine_and_looks_as_it_was_last_seen(
    one: Served, answers: Answers, chrome: Chrome
) -> None:
    """axe-core finds nothing serious; nothing is too wide for a telephone; the pictures still fit.

    A page is loaded once and then seen in every kind, as by who turns the telephone or the light down.
    """
    axe = Axe().axe_script
    faults: list[str] = []
    only_the_owner(one)
    with opened(chrome) as shown:
        sign_in(shown, one.url, "owner@firm.example", PASSWORD)
        for name, (path, came) in answers.items():
            if came.history or is_letter(came) or not is_page(came):
                continue
            shown.goto(f"{one.url}{path}")
            shown.evaluate(axe)
            for kind, ((width, height), scheme) in KINDS.items():
                shown.set_viewport_size({"width": width, "height": height})
                shown.emulate_media(color_scheme=scheme)
                faults += filter(None, [differs(shown, f"{name}-{kind}")])
                faults += [f"{path} {kind}: {told}" for told in serious(shown, kind)]
                if is_too_wide(shown):
                    faults.append(f"{path} {kind}: too wide")
    assert faults == []


def test_all_ledgers_fit_a_laptop_beside_each_other(one: Served, chrome: Chrome) -> None:
    with opened(chrome, size=(1280, 800)) as shown:
        sign_in(shown, one.url, "owner@firm.example", PASSWORD)
        shown.goto(f"{one.url}/console/ledgers")
        assert shown.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('.wide'))") == 0


def test_a_letter_in_the_making_is_read_in_the_dark_too(one: Served, chrome: Chrome) -> None:
    with opened(chrome, dark=True) as shown:
        sign_in(shown, one.url, "owner@firm.example", PASSWORD)
        shown.goto(f"{one.url}/console/ledgers/harbour/letters")
        shown.frame_locator("#preview").locator("p").first.wait_for()
        letter = Image.open(io.BytesIO(shown.locator("#preview").screenshot())).convert("L")
        counted = letter.histogram()
        paper = counted.index(max(counted))
        inked = sum(number for light, number in enumerate(counted) if abs(light - paper) > 128)
        assert inked > 0.01 * letter.width * letter.height, "words are in the colour of their paper"


def test_the_api_is_folded_and_a_link_opens_what_it_leads_to(one: Served, chrome: Chrome) -> None:
    with opened(chrome) as shown:
        shown.goto(f"{one.url}/api")
        assert shown.evaluate("document.documentElement.scrollHeight") < 5000
        assert not shown.locator("#t-Invoices").is_visible()
        shown.click("summary:has-text('page by page') >> nth=0")
        shown.click("a[href='#t-Invoices'] >> nth=0")
        shown.locator("#t-Invoices").wait_for(state="visible")


def only_the_owner(one: Served) -> None:
    """What pages list of users does not depend on which tests this process ran before."""
    with one.office.store.write() as connection:
        for table in (sessions, user_events, user_ledgers):
            connection.execute(sa.delete(table))
        connection.execute(sa.delete(users).where(users.c.email != "owner@firm.example"))


def serious(shown: Page, kind: str) -> list[str]:
    """What axe-core, which is on the page, finds that keeps somebody from using it.

    In the dark its colours alone are others, so only they are asked about.
    """
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if kind == "dark":
        options["runOnly"] = ["color-contrast", "link-in-text-block"]
    return [
        f"{each['id']} at {each['nodes'][0]['html'][:160]}"
        for each in shown.evaluate("(options) => axe.run(options).then((found) => found.violations)", options)
        if each["impact"] in ("serious", "critical")
    ]
