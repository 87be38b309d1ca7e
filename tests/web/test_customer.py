"""The page of one customer, and every act on it: done by the command of that name, or refused as it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from sync import tables
from sync.evidence.told import events_of
from sync.store import ledgers
from tests.ready import FILE
from tests.sync.answering_desk import half_a_year
from tests.sync.books import TODAY, invoice
from tests.web.browser import chromium, opened, sign_in
from tests.web.console import PASSWORD, Browser, signed_in, user, words
from tests.web.customers_desk import ACME, SUMMIT, bookkeeper, books, put
from tests.web.served import Served, served

SOON = (TODAY + timedelta(days=9)).isoformat()


@pytest.fixture
def one(tmp_path: Path) -> Iterator[Served]:
    with books(tmp_path) as served:
        yield served


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, Browser]]:
    """For tests that change nothing."""
    with books(tmp_path_factory.mktemp("shared")) as one:
        yield one, bookkeeper(one)


def rows(one: Served, table: sa.Table) -> list[dict[str, Any]]:
    with one.office.store.read() as connection:
        return [dict(row) for row in connection.execute(sa.select(table)).mappings()]


def did(browser: Browser, act: str, at: str = ACME, **fields: Any) -> str:
    """Send the form of that act; what the next page says of it."""
    came = browser.post(at, {"act": act, **fields})
    assert came.status_code == 200, words(came)
    return words(came)


def undo(browser: Browser, act: str, **fields: Any) -> None:
    """Send the form, and do not look where it leads: a page takes longer than what is asked here."""
    came = browser.post(ACME, {"act": act, **fields}, allow_redirects=False)
    assert (came.status_code, came.headers["location"]) == (303, f"{ACME}#main"), words(came)


def test_the_page_tells_what_is_owed_what_comes_next_and_what_happened(
    shared: tuple[Served, Browser],
) -> None:
    told = words(shared[1].get(ACME))
    for text in (
        "Overdue 150.00 GBP",
        "Open 150.00 GBP",
        "Credit not used 20.00 GBP",
        "Billed with them: Quay",
    ):
        assert text in told, text
    assert "Reminder by e-mail" in told
    assert "Credit note CN-K1" in told
    assert re.search(r"N-I2 Quay \d+ \w+ 2026 \d+ \w+ 2026 40 days 30.00 30.00 GBP", told)
    assert "How they pay Too little history to say." in told


def test_who_is_billed_elsewhere_leads_there_and_nobody_is_404(shared: tuple[Served, Browser]) -> None:
    _, browser = shared
    assert browser.get(f"{SUMMIT}/customers/SUB").url.endswith("/customers/C1")
    assert "Müller" in words(browser.get(f"{SUMMIT}/customers/B%2F2"))
    for path in (f"{SUMMIT}/customers/C9", "/console/ledgers/nowhere/customers/C1", f"{SUMMIT}/customers/H1"):
        assert browser.get(path).status_code == 404
    assert browser.post(ACME, {"act": "sell"}).status_code == 404
    assert browser.post(f"{SUMMIT}/customers/C9", {"act": "note", "words": "x"}).status_code == 404


def test_what_is_agreed_is_recorded_and_ended_by_whom_it_was_done(one: Served) -> None:
    browser = bookkeeper(one)
    told = did(browser, "promise", by=SOON, who="Ann", quote="by then")
    assert "The promise of GBP 130.00 by 27 November 2026 (Ann) with Acme is recorded" in told
    assert "promised by 27 Nov 2026" in told
    assert "is withdrawn, and stays on record" in did(browser, "end", kind="promise", number="1")
    assert "The plan of 2 instalments" in did(
        browser, "instalments", part_on=[SOON, "2026-12-20", ""], part_amount=["100.00", "30.00", ""]
    )
    undo(browser, "end", kind="plan", number="2")
    disputed = did(browser, "dispute", invoice="I1", reason="wrong price")
    assert "The dispute about the whole" in disputed
    assert "duesync" not in disputed  # the way on is on this page
    told = did(browser, "end", kind="dispute", number="3", how="answered", words="that was agreed")
    assert "is answered, and stays on record" in told
    assert "The claim that GBP 130.00 was paid" in did(browser, "claim", reference="TX-9")
    undo(browser, "end", kind="claim", number="4")
    assert "The settlement of GBP 100.00 for GBP 130.00" in did(browser, "settle", amount="100", by=SOON)
    undo(browser, "end", kind="settlement", number="5")
    assert "The hand-over to Collect Ltd (agency)" in did(browser, "hand_over", to="Collect Ltd")
    assert "is ended, and stays on record" in did(browser, "end", kind="hand_over", number="6")
    found = rows(one, tables.agreements)
    assert [row["kind"] for row in found] == [
        "promise",
        "plan",
        "dispute",
        "claim",
        "settlement",
        "hand_over",
    ]
    assert (
        {row["made_by"] for row in found} == {row["ended_by"] for row in found} == {"bookkeeper@firm.example"}
    )


def test_an_old_agreement_that_bears_on_nothing_any_more_can_be_ended_too(one: Served) -> None:
    browser = bookkeeper(one)
    undo(browser, "promise", by=SOON)
    paid: dict[str, Any] = {"edit": 5, "status": "paid", "balance": Decimal(0)}
    put(one, "summit", invoice("I1", **paid), invoice("I2", of="SUB", **paid))
    came = browser.get(ACME).text
    assert "Stands now" not in came
    assert (
        '<input type="hidden" name="kind" value="promise"><input type="hidden" name="number" value="1">'
        in came
    )
    undo(browser, "end", kind="promise", number="1")
    assert 'name="kind" value="promise"' not in browser.get(ACME).text


def test_holds_wishes_contacts_and_papers_are_written_and_taken_back(one: Served) -> None:
    browser = bookkeeper(one)
    assert "Acme is on hold from now on." in did(browser, "hold", sort="hold", until=SOON, note="talks")
    assert "on hold until 27 Nov 2026" in did(browser, "note", words="ask for Ann")
    assert "is followed up again" in did(browser, "release", whom="C1", sort="hold")
    assert "is never followed up" in did(browser, "hold", sort="exclude", about="I2")
    undo(browser, "release", about="I2", whom="SUB", sort="exclude")
    assert "Logged with Acme." in did(browser, "log", channel="call", reached="no", note="nobody there")
    assert "Call" in did(browser, "unlog", number="1")
    assert "They want to hear from us by letter" in did(browser, "prefer", channel="letter", words="by post")
    undo(browser, "prefer", over="yes")
    assert "They want nothing by e-mail." in did(browser, "opt_out", channel="email", source="a call")
    undo(browser, "opt_out", channel="email", over="yes")
    consent = {"number": "+44 7700 900123", "kind": "express", "how": "order form"}
    assert "They allow text messages to +447700900123" in did(browser, "consent", **consent)
    undo(browser, "consent", number="+447700900123", over="yes")
    assert "Letters go to 9 New Road, LEEDS, as written here." in did(
        browser, "address", lines="9 New Road\r\nLEEDS"
    )
    undo(browser, "address", over="yes")
    assert "The note is withdrawn." in did(browser, "unnote", number="1")
    ended = {
        tables.holds: "released_at", tables.contacts: "withdrawn_at", tables.preferences: "ended_at",
        tables.consents: "withdrawn_at", tables.own_addresses: "ended_at", tables.notes: "withdrawn_at",
    }  # fmt: skip
    for table, column in ended.items():
        found = rows(one, table)
        assert found, table.name
        assert all(row[column] for row in found), table.name
    assert rows(one, tables.opt_outs) == []
    with one.office.store.read() as connection:
        ledger = ledgers.find(connection, "summit")
        assert ledger is not None
        acts = [each for each in events_of(connection, ledger.id, ["C1", "SUB"]) if each.kind == "act"]
    assert {each.by for each in acts} == {"bookkeeper@firm.example"}


def test_the_way_they_answer_is_shown_with_its_reason_and_accepted(tmp_path: Path) -> None:
    with half_a_year(tmp_path, f"sqlite:///{tmp_path / FILE}") as bench, served(bench.office) as one:
        browser = bookkeeper(one)
        shown = "They answer text messages (2 of 3), not e-mails (0 of 3): it is not preferred until"
        assert shown in words(browser.get(ACME))
        assert "They hear from us by text message" in did(browser, "prefer", accept="yes")
        assert shown not in words(browser.get(ACME))
        undo(browser, "prefer", over="yes")
        assert shown in words(browser.get(ACME))


def test_a_form_with_a_file_needs_its_token_too(shared: tuple[Served, Browser]) -> None:
    one, browser = shared
    for form in ({"csrftoken": "", "act": "attach"}, {"csrftoken": "a.b", "act": "attach"}):
        came = browser.post(ACME, form, files={"file": ("order.pdf", b"%PDF-1.7 signed")})
        assert came.status_code == 403
    assert rows(one, tables.documents) == []


def test_a_document_comes_and_goes_and_a_payment_is_recorded_once(one: Served) -> None:
    browser = bookkeeper(one)
    came = browser.post(
        ACME, {"act": "attach", "kind": "order"}, files={"file": ("order.pdf", b"%PDF-1.7 signed")}
    )
    assert "order.pdf is attached." in words(came)
    saved = browser.get(f"{ACME}/documents/1")
    assert saved.content == b"%PDF-1.7 signed"
    assert saved.headers["content-disposition"] == "attachment; filename*=UTF-8''order.pdf"
    assert browser.get(f"{SUMMIT}/customers/C3/documents/1").status_code == 404
    assert "is withdrawn, and its content deleted" in did(browser, "detach", number="1")
    assert browser.get(f"{ACME}/documents/1").status_code == 404
    told = did(browser, "pay", invoice=["I2", "I1"], amount="50.00", reference="B-7")
    assert "The payment is recorded; the next run writes it" in told
    again = browser.post(ACME, {"act": "pay", "invoice": "I2", "amount": "5.00", "reference": "B-7"})
    assert again.status_code == 400
    assert len([row for row in rows(one, tables.effects) if row["kind"] == "payment"]) == 1


@pytest.mark.parametrize(
    ("act", "fields", "why"),
    [
        ("promise", {"by": "2026-11-01", "who": "Ann"}, "2026-11-01 is past for summit"),
        ("promise", {"by": ""}, "Give the day."),
        ("promise", {"by": SOON, "amount": "12,50"}, "'12,50' is not an amount such as 120.50"),
        ("promise", {"by": "2027-06-01"}, "is 195 days ahead, and the policy allows 30"),
        ("instalments", {"part_on": SOON, "part_amount": "5.00"}, "make them equal"),
        ("dispute", {"reason": "wrong"}, "A dispute is about one invoice"),
        ("end", {"kind": "dispute", "number": "7", "how": "answered"}, "Write the answer"),
        ("end", {"kind": "secret", "number": "7"}, "That is no agreement that could be ended"),
        ("hold", {"sort": "exclude", "until": SOON}, "leave the day out"),
        ("release", {"whom": "C1", "sort": "hold"}, "Acme is not on hold"),
        ("log", {"channel": "call", "at": "2031-01-01T10:00"}, "is in the future"),
        ("prefer", {"opens": "07:00", "until": "09:00"}, "cannot be kept"),
        ("consent", {"number": "12", "how": "told"}, "is no telephone number"),
        ("address", {"lines": "one"}, "an address has 2 to 5 lines"),
        ("attach", {}, "Choose the file"),
        ("pay", {"amount": "5"}, "Choose the invoices that were paid"),
        ("pay", {"invoice": "I1", "amount": "900"}, "less than 900"),
        ("hand_over", {"to": " "}, "Say who is handed over, and to whom"),
        ("note", {"words": " "}, "A note has words"),
    ],
)
def test_a_refusal_stands_beside_what_was_typed(
    shared: tuple[Served, Browser], act: str, fields: dict[str, str], why: str
) -> None:
    one, browser = shared
    came = browser.post(ACME, {"act": act, **fields})
    assert came.status_code == 400
    told = words(came)
    assert why.lower() in unescape(told).lower()
    assert not re.search(r"duesync [a-z]|--[a-z]", told.partition("Do something")[2]), told
    for name, value in fields.items():
        if (
            name in {"by", "amount", "reason", "who", "until", "at", "to", "number"}
            and act != "end"
            and value.strip()
        ):
            assert f'value="{value}"' in came.text or f">{value}<" in came.text, name
    assert rows(one, tables.agreements) == rows(one, tables.holds) == rows(one, tables.contacts) == []


def test_a_viewer_sees_the_page_without_forms_and_may_do_nothing(shared: tuple[Served, Browser]) -> None:
    one, _ = shared
    browser = signed_in(one, "viewer", ["summit"])
    came = browser.get(ACME)
    assert "Overdue 150.00 GBP" in words(came)
    assert f'action="{ACME}' not in came.text
    assert browser.post(ACME, {"act": "note", "words": "x"}).status_code == 403
    assert rows(one, tables.notes) == []


def test_who_owes_in_two_currencies_has_two_accounts_and_says_in_which(one: Served) -> None:
    put(one, "summit", invoice("I9", currency="EUR", owes="9.00"))
    browser = bookkeeper(one)
    told = words(browser.get(ACME))
    assert "Overdue 150.00 GBP" in told
    assert "Overdue 9.00 EUR" in told
    assert "say which" in words(browser.post(ACME, {"act": "promise", "by": SOON}))
    assert "The promise of EUR 9.00" in did(browser, "promise", by=SOON, currency="EUR")


def test_what_happened_can_be_chosen_and_paged_and_no_other_customers_likelihood_is_told(one: Served) -> None:
    put(one, "summit", *(invoice(f"OLD{n}", status="paid", overdue=100 + n) for n in range(40)))
    browser = bookkeeper(one)
    money = browser.get(f"{ACME}?only=money").text
    assert (
        money.count('<li class="invoice">')
        + money.count('<li class="payment">')
        + money.count('<li class="credit">')
        == 30
    )
    second = browser.get(f"{ACME}?only=money&page=2").text
    assert "Page 2 of 2" in words(browser.get(f"{ACME}?only=money&page=2"))
    assert not set(re.findall(r"Invoice (N-\w+),", money)) & set(re.findall(r"Invoice (N-\w+),", second))
    assert "Nothing of the kind." in words(browser.get(f"{ACME}?only=agreed"))
    told = words(browser.get(f"{ACME}/likelihood"))
    assert "N-I1" in told
    assert "not known" in told
    assert "N-E1" not in told


def test_in_a_browser_parts_come_in_their_places_and_what_was_done_is_seen(one: Served) -> None:
    email = user(one)
    with chromium() as browser, opened(browser) as page:
        sign_in(page, one.url, email, PASSWORD)
        page.goto(f"{one.url}{ACME}")
        page.get_by_text("How likely they pay what is overdue").click()
        page.wait_for_selector("#likelihood")
        assert "N-I1" in page.locator("#likelihood").inner_text()
        page.locator("#timeline nav.only").get_by_text("Money").click()
        page.wait_for_selector("#timeline [aria-current]:text('Money')")
        assert page.url == f"{one.url}{ACME}"
        assert page.locator("#timeline li.decision").count() == 0
        page.get_by_text("They promise to pay").click()
        page.fill("#promise-by", SOON)
        page.get_by_role("button", name="Record the promise").click()
        page.wait_for_selector("p.note[role=status]")
        assert page.url == f"{one.url}{ACME}#main"
        assert "is recorded" in page.locator("p.note[role=status]").inner_text()
