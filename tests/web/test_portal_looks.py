"""A customer's own page in a real Chromium: tapped through, read by machine, on a telephone."""

from __future__ import annotations

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types

from tests.web.browser import PHONE, chromium, is_too_wide, opened
from tests.web.portal_desk import pages

LOOKED_AT = (
    "", "/pay", "/paid", "/promise", "/plan", "/plan?parts=3&every=month&first=2026-11-25",
    "/dispute", "/ask", "/choices", "/invoices/N-I1", "/promise?currency=XXX",
)  # fmt: skip


def test_it_is_read_by_machine_and_tapped_through_on_a_telephone(tmp_path: Path) -> None:
    axe, faults = Axe(), []
    with pages(tmp_path) as acme, chromium() as browser, opened(browser) as wide:
        home = f"{acme.web.url}/p/{acme.token}"
        with opened(browser, size=PHONE, dark=True) as phone:
            for path in LOOKED_AT:
                for shown in (wide, phone):
                    shown.goto(f"{home}{path}")
                    found = axe.run(shown).response["violations"]
                    faults += [
                        (path, each["id"]) for each in found if each["impact"] in ("serious", "critical")
                    ]
                    if is_too_wide(shown):
                        faults.append((path, "too wide"))
            assert faults == []
            phone.goto(home)
            phone.click("text=I need time")
            phone.fill("#f-by", "2026-11-25")
            phone.click("button[type=submit]")
            assert phone.text_content(".note.good") == (
                "Thank you. We have noted the day, and will not remind you of it before then."
            )
            phone.click("text=Ask a question")
            phone.fill("#f-words", "How much do I owe you?")
            phone.click("button[type=submit]")
            assert "This is what is open" in phone.inner_text("main")
    assert len(acme.agreed()) == 1
