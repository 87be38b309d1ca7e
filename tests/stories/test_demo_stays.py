"""A newcomer's first hour: the demo that stays, as a process of its own, in a real browser."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest
import requests
from playwright.sync_api import Page

from tests.web.browser import PHONE, chromium, opened
from tests.web.receiver import receiver

READY = "listening on"


@dataclass(slots=True)
class Demo:
    """What it prints on its terminal, and its keyboard."""

    screen: IO[str]
    keyboard: IO[str]
    printed: list[str] = field(default_factory=list)

    def until(self, words: str) -> str:
        """Read on to the line that has these words."""
        for line in self.screen:
            self.printed.append(line)
            if words in line:
                return line
        pytest.fail("".join(self.printed))

    def find(self, pattern: str) -> re.Match[str]:
        """What was printed so far and fits."""
        found = re.search(pattern, "".join(self.printed))
        assert found is not None, self.printed
        return found

    def press_enter(self) -> str:
        """The next day; what it says of it."""
        self.keyboard.write("\n")
        self.keyboard.flush()
        return self.until("It is")

    def sandbox(self, path: str) -> Any:
        """Ask the pretend services what happened there."""
        base = self.find(r"where to answer it: (\S+)/mail").group(1)
        return requests.get(f"{base}{path}", timeout=10).json()

    def mail_since(self, count: int) -> list[dict[str, Any]]:
        """What reached anybody after so many messages."""
        found: list[dict[str, Any]] = self.sandbox("/messages")[count:]
        return found


@contextmanager
def demo() -> Iterator[Demo]:
    """`duesync demo --stay`, up and running."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "sync", "demo", "--stay", "--customers", "6", "--port", str(port)]
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(  # noqa: S603 - our own command
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    one = Demo(process.stdout, process.stdin)
    try:
        one.until(READY)
        yield one
    finally:
        process.terminate()
        process.communicate(timeout=30)


def sign_in(console: Page, told: Demo) -> str:
    """As the demo says; the console's address."""
    seen = told.find(r"Open +(\S+) +and sign in as (\S+) with the password: (.+)")
    console.goto(seen.group(1))
    console.fill("#f-email", seen.group(2))
    console.fill("#f-password", seen.group(3).strip())
    console.click("button[type=submit]")
    return seen.group(1)


def run(console: Page, address: str) -> str:
    """Press "Run it now" on the ledger's page; what it says."""
    console.goto(f"{address}/ledgers/summit")
    console.click("text=Run it now")
    return str(console.locator(".note[role=status]").inner_text())


def paid_by(phone: Page, link: str) -> list[str]:
    """A customer opens their link and pays what is due; the numbers of the invoices."""
    phone.goto(link)
    phone.click("section.first button")
    phone.wait_for_url("**/c/pay/**")
    lines = phone.locator("li").all_inner_texts()
    phone.click("button[value=card]")
    phone.wait_for_url("**/paid*")
    assert "Thank you" in phone.inner_text("h1")
    return [line.split()[-1] for line in lines]


def test_a_newcomer_approves_a_message_pays_as_its_reader_and_sees_it_in_the_books() -> None:
    with receiver() as other, demo() as told, chromium() as browser, opened(browser) as console:
        address = sign_in(console, told)

        console.goto(f"{address}/tools")
        console.locator("details", has=console.locator("[name=url]")).locator("summary").click()
        console.fill("[name=url]", other.url)
        console.select_option("form[action$=webhooks] [name=ledger]", "summit")
        console.click("button:has-text('Tell it')")

        console.click("nav >> text=Today")
        console.click("#summit [data-tick-all]")
        console.click("#together button[value=approve]")
        assert "approved. They go with the next run." in console.locator(".note[role=status]").inner_text()
        before = len(told.sandbox("/messages"))
        run(console, address)
        letter = next(one for one in told.mail_since(before) if one["text"].startswith("Dear"))

        link = re.search(r"http://127\.0\.0\.1:\d+/p/\S+", letter["text"])
        assert link is not None
        with opened(browser, size=PHONE) as phone:
            numbers = paid_by(phone, link.group())
        assert numbers

        until = time.monotonic() + 30
        while not other.got and time.monotonic() < until:
            time.sleep(0.1)
        assert {event["data"]["ledger"] for event in other.events} == {"summit"}
        assert "and 1 payment written" in run(console, address)
        assert "Thursday, 19 November 2026" in told.press_enter()
        run(console, address)
        run(console, address)
        for number in numbers:
            [payment] = told.sandbox(f"/payments?ledger=quickbooks&number={number}")
            assert payment["reference"]
            console.goto(f"{address}/ledgers/summit/invoices/{number}")
            assert "paid" in console.inner_text("main")
        reminder, thanks = (one for one in told.mail_since(before) if one["to"] == letter["to"])
        assert reminder == letter
        assert "Thank you" in thanks["text"]


def test_a_clients_owner_says_yes_by_the_morning_mail_and_the_console_shows_it() -> None:
    with demo() as told, chromium() as browser, opened(browser) as console:
        asked = told.find(r"harbour's owner sees, from the morning mail to them: (\S+)").group(1)
        [mail] = [one for one in told.sandbox("/messages") if one["to"] == ["owner@duesync.example"]]
        assert asked in mail["text"]
        before = len(told.sandbox("/messages"))
        with opened(browser, size=PHONE) as phone:
            phone.goto(asked)
            names = [each.split("\n")[0] for each in phone.locator("legend").all_inner_texts()]
            assert len(names) > 1
            phone.locator("fieldset").first.get_by_text("Leave this customer out").click()
            phone.click("text=Yes to all others too")
            assert "is left out" in phone.inner_text("main")
            assert "Nothing waits for your yes." in phone.inner_text("main")
        address = sign_in(console, told)
        console.goto(f"{address}/ledgers/harbour")
        console.click("text=Run it now")
        assert len(told.mail_since(before)) == len(names) - 1
        console.goto(f"{address}/ledgers/harbour/customers")
        console.locator("main table a").filter(has_text=names[0].strip()).first.click()
        assert "never to be followed up" in console.inner_text("main")
