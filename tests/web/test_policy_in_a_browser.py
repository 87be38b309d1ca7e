"""The policy and its letters in a real browser: what is typed is looked at while it is typed."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.web.browser import chromium, opened
from tests.web.ledger_pages import pages, path


def test_what_is_typed_is_checked_and_shown_at_once_and_counts_for_nobody(tmp_path: Path) -> None:
    with pages(tmp_path) as over, chromium() as browser, opened(browser) as page:
        page.context.add_cookies(
            [
                {"name": one.name, "value": one.value or "", "url": over.one.url}
                for one in over.cookies["bookkeeper"]
            ]
        )
        page.goto(f"{over.one.url}{path('policy')}")
        page.fill("[name='levels.2.days']", "2")
        expect(page.locator("#e-levels-2-days")).to_be_empty()  # it is only put before the first
        expect(page.locator("#steps tbody tr").nth(1)).to_contain_text("second reminder")
        page.fill("[name='levels.2.days']", "4")
        expect(page.locator("#e-levels-2-days")).to_contain_text("must be more than the 4")
        expect(page.locator("#verdict")).to_contain_text("nothing is changed")
        page.goto(f"{over.one.url}{path('letters')}?step=reminder&language=en&way=email")
        page.fill("#f-ask", "Please pay {{ amount }} this week.")
        expect(page.frame_locator("#preview").locator("body")).to_contain_text("this week.")
        page.fill("#f-ask", "Pay {{ amount }}, or we call the police.")
        expect(page.locator("#e-ask")).to_have_text('a threat with the police or a crime: "police"')
        expect(page.locator("#findings")).not_to_contain_text("police")  # once, beside the words to blame
        assert over.desk.office.in_force("summit").number is None
