"""A real Chromium, in which pages are looked at as people do: wide and on a telephone, light and dark."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

WIDE, PHONE = (1440, 900), (360, 740)
_NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine. Skips where there is none; fails where tests must be whole (CI)."""
    installed = next(filter(None, map(shutil.which, _NAMES)), None)
    if installed is None:
        text = "there is no Chromium here: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(text)
        pytest.skip(text)
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=installed, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(browser: Browser, *, size: tuple[int, int] = WIDE, dark: bool = False) -> Iterator[Page]:
    """A page in a window of its own; what its scripts or the content policy complain of fails the test."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        locale="en-GB",
        timezone_id="UTC",
        reduced_motion="reduce",
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    try:
        yield page
    finally:
        context.close()
    assert not faults, faults


def sign_in(page: Page, url: str, email: str, password: str) -> None:
    """Through the form."""
    page.goto(f"{url}/console/sign-in")
    page.fill("#f-email", email)
    page.fill("#f-password", password)
    page.click("button[type=submit]")


def shot(page: Page, path: Path) -> None:
    """The whole page as an image."""
    page.screenshot(path=path, full_page=True)


def is_too_wide(page: Page) -> bool:
    """Whether one must scroll sideways to read it."""
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
