"""Today: what waits, and what is said of it there, over real HTTP; nothing but what was seen is acted on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from sync import commands
from sync.commands import Proposal
from sync.commands.rewording import draft
from sync.decide import decide_due
from sync.office import Office
from sync.store import ledgers
from sync.store.ledgers import LinkedLedger
from sync.store.stage import stage
from sync.store.users import Role
from sync.today import clients
from tests.sync.books import NOW, TODAY, customer, invoice
from tests.sync.desk import Desk, desk
from tests.sync.mail_desk import ACME, hand_over, hear, letter
from tests.web.browser import PHONE, chromium, is_too_wide, opened, sign_in
from tests.web.console import PASSWORD, Browser, signed_in, user, words
from tests.web.many_clients import many
from tests.web.served import Served, served

EVERY = 'approval_required = "every"'
WAYS = """\
approval_required = "every"
[[policy.levels]]
name = "reminder"
days = 4
channel = "email"
[[policy.levels]]
name = "ring"
days = 20
channel = "call"
[[policy.levels]]
name = "post"
days = 40
channel = "letter"
"""
BY = "bookkeeper@firm.example"


@dataclass(frozen=True)
class Place:
    """A desk, its pages, and a bookkeeper in front of them."""

    desk: Desk
    served: Served
    browser: Browser

    def waiting(self, customer_id: str = "C1") -> Proposal:
        found = commands.proposals(self.desk.office, self.desk.ledger)
        return next(each for each in found if each.customer_id == customer_id)

    def is_released(self) -> bool:
        return self.desk.ledger.released_at is not None

    def mark(self, customer_id: str = "C1") -> str:
        return f"summit {self.waiting(customer_id).notify.fingerprint}"

    def act(self, name: str, *customers: str, **more: str) -> str:
        """What the page says after that act on these customers' messages."""
        chosen = [self.mark(each) for each in customers]
        return words(self.browser.post("/console/today", {"chosen": chosen, "act": name, **more}))

    def page(self, kind: str = "messages", customer_id: str = "C1") -> str:
        return f"/console/ledgers/summit/today/{kind}/{self.waiting(customer_id).notify.fingerprint}"


@contextmanager
def place(folder: Path, policy: str = EVERY, role: Role = "bookkeeper") -> Iterator[Place]:
    """Reminders to Acme and to Bolt wait for a yes."""
    with desk(folder, policy=policy) as made:
        made.stage(
            customer("C1", name="Acme Tools Ltd", emails=(ACME,), phone="020 7946 0123"), invoice("I1"),
            customer("C2", name="Bolt & Sons"), invoice("I3", of="C2", owes="70.00"),
        ).decide()  # fmt: skip
        with served(made.office) as one:
            yield Place(made, one, signed_in(one, role))


def test_several_are_approved_together_by_whom_it_was(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        shown = words(here.browser.get("/console/today"))
        assert "2 to approve" in shown
        assert "Acme Tools Ltd Reminder, by e-mail · every message is approved here 120.00 GBP" in shown
        assert "2 messages and tasks approved" in here.act("approve", "C1", "C2")
        shown = words(here.browser.get("/console/today"))
        assert "0 to approve" in shown
        assert "Approved, going with the next run: 2" in shown
        here.desk.decide()
        assert len(here.desk.ready()) == 2
        with here.desk.office.store.read() as connection:
            by = connection.scalars(sa.text("SELECT approved_by FROM approvals")).all()
        assert set(by) == {BY}
        still = here.browser.get("/console/today").text
        [one, _] = re.findall(r'action="(/console/ledgers/summit/today/approved/[^"]+)"', still)
        assert "taken back" in words(here.browser.post(one, {"customer": "C1", "currency": "GBP"}))
        here.desk.decide()
        assert "1 to approve" in words(here.browser.get("/console/today"))
        assert "no yes to take back" in words(here.browser.post(one, {"customer": "C1", "currency": "GBP"}))


def test_a_new_client_is_approved_whole_and_what_changed_since_it_was_seen_not_at_all(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        here.desk.update(released_at=None)
        told = here.act("approve", "C1")
        assert "Summit is new: look at the whole list first, and hold those" in told
        assert not here.is_released()
        seen = here.mark()
        here.desk.stage(invoice("I1", edit=2, owes="90.00")).decide()
        form = {"chosen": [seen, here.mark("C1"), here.mark("C2")], "act": "approve"}
        told = words(here.browser.post("/console/today", form))
        assert "1 changed, or went, since you looked" in told
        assert "2 messages and tasks approved" in told
        assert here.is_released()
        here.desk.decide()
        assert [act.amount for act in here.desk.ready()] == [90, 70]


def test_each_refusal_keeps_its_reason(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        assert "Say to which day" in here.act("postpone", "C1")
        assert f"{TODAY} is not within the year" in here.act("postpone", "C1", until=str(TODAY))
        assert "Say why it is not to be sent" in here.act("refuse", "C2", reason=" ")
        assert "Nothing was chosen" in here.act("approve")
        assert "Melt is no act" in here.act("melt", "C1")
        until = str(TODAY + timedelta(days=3))
        assert f"put off to {until}" in here.act("postpone", "C1", until=until, words="in talks")
        assert "1 message or task refused" in here.act("refuse", "C2", reason="a friend")
        here.desk.decide()
        assert here.desk.reasons() == {"C1": "POSTPONED", "C2": "DECLINED"}
        assert here.desk.standing("C2").text.startswith(f"{BY} refused it on 18 November 2026: a friend.")
        only = words(here.browser.get("/console/today?ledger=summit"))
        assert "Put off or refused: 2" in only
        again = here.browser.post("/console/ledgers/summit/today/put-off", {"customer": "C2"})
        assert "Bolt &amp; Sons: nothing is put off any more" in words(again)
        here.desk.decide()
        assert here.desk.reasons()["C2"] == "APPROVAL"


def test_a_viewer_sees_it_and_does_nothing_and_a_stranger_sees_nothing(tmp_path: Path) -> None:
    with place(tmp_path, role="viewer") as here:
        viewer = here.browser
        shown = viewer.get("/console/today")
        assert "Acme Tools Ltd" in shown.text
        assert "<form id=" not in shown.text
        assert viewer.get(here.page()).status_code == 200
        refused = viewer.post("/console/today", {"chosen": here.mark(), "act": "approve"})
        assert refused.status_code == 403
        other = signed_in(here.served, "bookkeeper", [])
        assert "Acme" not in other.get("/console/today").text
        for path in (here.page(), f"{here.page()}/mail", "/console/today?ledger=summit"):
            assert other.get(path).status_code == 404
        assert other.post("/console/today", {"chosen": here.mark(), "act": "approve"}).status_code == 404
        here.desk.decide()
        assert here.desk.ready() == []


def test_a_message_is_shown_as_it_will_go_and_in_a_frame_that_runs_nothing(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        shown = here.browser.get(here.page())
        assert f'src="{here.page()}/mail"' in shown.text
        assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=|javascript:", shown.text)
        for told in ("N-I1", ACME, "every message is approved here", "120.00 GBP"):
            assert told in words(shown)
        part = here.browser._session.get(f"{here.served.url}{here.page()}", headers={"HX-Request": "true"})
        assert "<html" not in part.text
        assert "N-I1" in part.text
        mail = here.browser.get(f"{here.page()}/mail")
        assert mail.text == draft(here.desk.office, here.desk.ledger, here.waiting()).letter.html
        assert mail.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        gone = here.browser.get("/console/ledgers/summit/today/messages/AAAAAAAAAAAAAAAAAAAA")
        assert (gone.status_code, "does not wait any more" in words(gone)) == (400, True)


def test_words_are_edited_within_the_law(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        form = {"opening": "It was good to talk.\n\nHere it is again.", "act": "reword"}
        kept = here.browser.post(here.page(), form)
        assert "in the words of bookkeeper@firm.example" in words(kept)
        assert "It was good to talk.<br>" in here.browser.get(f"{here.page()}/mail").text
        bad = here.browser.post(here.page(), {"closing": "We will call the police.", "act": "reword"})
        assert (
            bad.status_code,
            "sent in these words: a threat with the police" in words(bad),
        ) == (400, True)
        assert "We will call the police." in bad.text  # what was typed is not lost
        assert "police" not in here.browser.get(f"{here.page()}/mail").text
        again = here.browser.post(here.page(), {"act": "template"})
        assert "the words of" not in words(again)


def test_a_call_has_its_briefing_and_a_place_for_what_came_of_it(tmp_path: Path) -> None:
    with place(tmp_path, WAYS) as here:
        here.desk.approve().decide()
        assert here.desk.send() == 2
        later = here.desk.office.clock.now() + timedelta(days=9)
        here.desk.at(later).update(confirmed_through=later.date()).decide()
        with served(here.desk.office) as one:
            browser = signed_in(one, "owner")
            call = here.page("calls")
            shown = words(browser.get(call))
            assert "020 7946 0123" in shown
            assert "What came of it" in shown
            assert "2 calls and tasks" in words(browser.get("/console/today"))
            empty = browser.post(call, {"came": "promise"})
            assert (empty.status_code, "on which day" in words(empty)) == (400, True)
            assert browser.post(call, {"came": "promise", "pay_on": "soon"}).status_code == 400
            day = str(later.date() + timedelta(days=7))
            done = browser.post(call, {"came": "promise", "pay_on": day, "note": "after the fair"})
            assert "Customer C1" not in words(done)
            here.desk.decide()
            assert here.desk.reasons()["C1"] == "PROMISED"
            far = str(later.date() + timedelta(days=90))
            told = words(browser.post(here.page("calls", "C2"), {"came": "promise", "pay_on": far}))
            assert "The call counts, but the promise was not recorded" in told
            assert "agree on an earlier day or on instalments." in told
            assert "They promise to pay" in told, "it is the customer's page, where another day is recorded"


def test_a_reply_is_read_confirmed_assigned_and_seen_to(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        hear(here.desk, letter("We will pay on 25 November.", sender="Jo <someone@else.example>"))
        [one] = commands.replies.messages(here.desk.office, here.desk.ledger)
        path = f"/console/ledgers/summit/today/replies/{one.number}"
        assert "1 reply" in words(here.browser.get("/console/today"))
        shown = words(here.browser.get(path))
        assert "We will pay on 25 November." in shown
        assert "Nobody known." in shown
        assert "Tick what it means." in words(here.browser.post(path, {"act": "confirm"}))
        assert here.browser.post(path, {"act": "assign", "customer": "Nobody"}).status_code == 400
        whose = words(here.browser.post(path, {"act": "assign", "customer": "Acme Tools Ltd"}))
        assert "From Acme Tools Ltd, as a person said." in whose
        here.desk.decide()
        assert here.desk.reasons()["C1"] == "REPLY_WAITS"
        drafted = re.search(r'name="draft" value="(\d+)"', here.browser.get(path).text)
        assert drafted is not None
        here.browser.post(path, {"act": "confirm", "draft": drafted.group(1)})
        here.desk.decide()
        assert here.desk.reasons()["C1"] == "PROMISED"
        assert "Seen to by bookkeeper@firm.example" in words(here.browser.get(path))
        assert here.browser.get("/console/ledgers/summit/today/replies/999").status_code == 404


def test_a_wish_in_a_reply_is_ticked_and_stands_on_the_customers_page(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        hear(here.desk, letter("Please send me letters from now on."))
        [one] = commands.replies.messages(here.desk.office, here.desk.ledger)
        path = f"/console/ledgers/summit/today/replies/{one.number}"
        shown = here.browser.get(path)
        assert "they want to hear from us by letter" in words(shown)
        drafted = re.search(r'name="draft" value="(\d+)"', shown.text)
        assert drafted is not None
        customer = "/console/ledgers/summit/customers/C1"
        assert "want to hear from us by letter" not in words(here.browser.get(customer))
        here.browser.post(path, {"act": "confirm", "draft": drafted.group(1)})
        here.desk.decide()
        told = words(here.browser.get(customer))
        assert "They want to hear from us by letter (bookkeeper@firm.example" in told
        assert "Please send me letters from now on" in told


def test_it_is_said_of_a_message_in_doubt_whether_it_went(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        here.desk.approve().decide()
        one, two = here.desk.effects()
        for each in (one, two):
            assert hand_over(here.desk, each, certain=False)
        shown = words(here.browser.get("/console/today"))
        assert "2 not as it should be" in shown
        assert "nobody knows whether it went. no answer" in shown
        path = "/console/ledgers/summit/today/uncertain"
        assert here.browser.post(f"{path}/{one.key}", {"act": "perhaps"}).status_code == 400
        assert "it went, and counts" in words(here.browser.post(f"{path}/{one.key}", {"act": "sent"}))
        assert "did not go" in words(here.browser.post(f"{path}/{two.key}", {"act": "not-sent"}))
        assert [each.key for each in here.desk.effects("done")] == [one.key]
        assert [each.key for each in here.desk.effects("refused")] == [two.key]


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_book(tmp_path: Path) -> None:
    with desk(tmp_path, policy=EVERY) as made:
        made.stage(customer(), invoice()).decide()
        office = made.office
        few = asked(office, [made.ledger])
        for number in range(10, 60):
            made.stage(customer(f"C{number}"), invoice(f"I{number}", of=f"C{number}"))
        made.decide()
        assert len(clients(office, [made.ledger])[0].messages) == 51
        assert asked(office, [made.ledger]) == few
        assert few <= 7


def test_a_client_of_whom_nothing_waits_costs_no_question_and_a_busy_one_few(tmp_path: Path) -> None:
    names = [f"client-{number}" for number in range(12)]
    with many(tmp_path, EVERY, names, [customer()]) as made:
        office = made.office
        every = [office.linked(name) for name in names]
        alone = asked(office, every[:1])
        assert asked(office, every) == alone <= 3
        for busy in (1, 2, 12):
            for one in every[:busy]:
                with office.store.write() as connection:
                    stage(connection, one.id, [invoice()], NOW)
                with office.work(one.name) as work:
                    decide_due(work)
            assert asked(office, every) == alone + 4 * busy
        assert [len(each.messages) for each in clients(office, every)] == [1] * 12


def asked(office: Office, ledgers: list[LinkedLedger]) -> int:
    """How many questions to the database Today asks of these."""
    count = 0

    def counted(*_told: object) -> None:
        nonlocal count
        count += 1

    sa.event.listen(office.store.engine, "before_cursor_execute", counted)
    found = clients(office, ledgers)
    sa.event.remove(office.store.engine, "before_cursor_execute", counted)
    assert len(found) == len(ledgers)
    return count


def test_a_day_is_worked_through_by_keyboard(tmp_path: Path) -> None:
    with place(tmp_path) as here, chromium() as browser, opened(browser, size=PHONE) as page:
        sign_in(page, here.served.url, user(here.served, "owner"), PASSWORD)
        page.wait_for_url("**/console/ledgers")
        page.goto(f"{here.served.url}/console/today")
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.wait_for_selector("textarea[name=opening]")
        page.fill("textarea[name=opening]", "We talked about this one.")
        page.click("button[value=reword]")
        page.wait_for_selector("text=in the words of owner@firm.example")
        page.goto(f"{here.served.url}/console/today")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
        for key in "jjxr":
            page.keyboard.press(key)
        page.keyboard.type("a friend of the house")
        page.keyboard.press("Escape")
        page.keyboard.press("r")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=refused: not sent")
        here.desk.decide()
        assert here.desk.reasons()["C2"] == "DECLINED"


def test_enter_in_the_field_of_a_refusal_or_delay_never_approves(tmp_path: Path) -> None:
    until = f"{TODAY + timedelta(days=2)}"
    with place(tmp_path) as here, chromium() as browser:
        email = user(here.served, "owner")
        with opened(browser) as page:
            sign_in(page, here.served.url, email, PASSWORD)
            page.goto(f"{here.served.url}{here.page(customer_id='C2')}")
            page.click("text=Postpone or refuse")
            page.fill("main input[name=until]", until)
            page.press("main input[name=reason]", "Enter")
            page.wait_for_selector("text=Say why it is not to be sent", timeout=5000)
            page.goto(f"{here.served.url}{here.page(customer_id='C2')}")
            page.click("text=Postpone or refuse")
            page.fill("main input[name=until]", until)
            page.press("main input[name=until]", "Enter")
            page.wait_for_selector("text=put off to")
        bare = browser.new_context(java_script_enabled=False).new_page()
        sign_in(bare, here.served.url, email, PASSWORD)
        bare.goto(f"{here.served.url}/console/today")
        bare.check(f"input[value='{here.mark()}']")
        bare.click("#together summary:has-text('Refuse')")
        bare.fill("#t-reason", "a friend of the house")
        bare.press("#t-reason", "Enter")
        bare.wait_for_timeout(300)
        bare.click("#together button[value=refuse]")
        bare.wait_for_selector("text=refused: not sent")
        here.desk.decide()
        assert here.desk.ready() == []
        assert here.desk.reasons() == {"C1": "DECLINED", "C2": "POSTPONED"}


def test_what_changed_since_approved_fits_a_phone(tmp_path: Path) -> None:
    with place(tmp_path) as here, chromium() as browser, opened(browser, size=PHONE) as page:
        here.desk.approve().decide()
        here.desk.stage(invoice("I1", edit=2, owes="1234567.50")).decide()
        sign_in(page, here.served.url, user(here.served, "owner"), PASSWORD)
        page.wait_for_url("**/console/ledgers")
        page.goto(f"{here.served.url}/console/today")
        assert page.locator("text=changed since approved").is_visible()
        assert not is_too_wide(page)
        assert not page.locator("#together > button[disabled]").is_visible()


def test_what_was_put_off_is_told_before_the_next_run(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        here.act("postpone", "C1", until=f"{TODAY + timedelta(days=2)}", words="in talks")
        shown = words(here.browser.get("/console/today?ledger=summit"))
        assert "Put off or refused: 1" in shown
        assert f"{BY} put it off to 20 November 2026 on 18 November 2026 (in talks)." in shown
        here.browser.post("/console/ledgers/summit/today/put-off", {"customer": "C1"})
        assert "Put off or refused" not in words(here.browser.get("/console/today?ledger=summit"))
        assert here.waiting().customer_id == "C1"


def test_disputes_wait_in_today_until_they_are_answered(tmp_path: Path) -> None:
    with place(tmp_path) as here:
        office, ledger = here.desk.office, here.desk.ledger
        said = commands.Said(by="a test", invoices=("N-I1",), quote="two <b>of</b> them broke")
        commands.dispute(office, ledger, said, reason="broken goods", amount=None, owner=None, answer_by=None)
        here.desk.decide()
        [one] = clients(office, [ledger])
        [waits] = one.disputes
        assert (waits.customer, waits.number, waits.late, one.exceptions) == (
            "Acme Tools Ltd",
            "N-I1",
            False,
            0,
        )
        page = here.browser.get("/console/today")
        assert "Disputes to answer 1" in words(page)
        assert "two &lt;b&gt;of&lt;/b&gt; them broke" in page.text
        here.desk.stage(invoice("I9"))
        twice = commands.Said(by="a test", invoices=("N-I9",), quote="The van\nnever came")
        commands.dispute(
            office, ledger, twice, reason="lost: The van never came", amount=None, owner=None, answer_by=None
        )
        assert words(here.browser.get("/console/today")).count("The van never came") == 1
        here.desk.at(NOW + timedelta(days=30))
        [one] = clients(here.desk.office, [ledger])
        assert (one.disputes[0].late, one.exceptions) == (True, 2)
        said = commands.Said(by="a test", invoices=("N-I1",))
        office, words_of_ours = here.desk.office, "they are as ordered"
        commands.end(office, ledger, "dispute", said, number=None, how="answered", words=words_of_ours)
        assert [each.number for each in clients(office, [ledger])[0].disputes] == ["N-I9"]


def test_of_many_clients_what_is_wrong_is_read_first_and_the_rest_opens_by_keyboard(tmp_path: Path) -> None:
    rows = (customer(), invoice(), customer("C2"), invoice("I2", of="C2"))
    others = ["a-firm", "b-firm", "c-firm", "d-firm"]
    with many(tmp_path, EVERY, others, rows) as made:
        with made.office.store.write() as connection:
            ledgers.update(connection, made.office.linked("d-firm").id, problem="the books are closed")
        with served(made.office) as one:
            browser = signed_in(one, "owner")
            page = browser.get("/console/today")
            sections = re.findall(r'<section class="client" id="([^"]+)"', page.text)
            assert sections == ["d-firm", "a-firm", "b-firm", "c-firm", "summit"]
            assert "The last run failed: the books are closed" in page.text.partition('id="a-firm"')[0]
            assert words(page).count("2 messages for a yes") == len(sections)
            with chromium() as chrome, opened(chrome, size=PHONE) as shown:
                sign_in(shown, one.url, "owner@firm.example", PASSWORD)
                shown.goto(f"{one.url}/console/today")
                ticks = shown.locator("input[name=chosen]")
                assert [each.is_visible() for each in ticks.all()] == [False] * 10
                for key in "jxojx":
                    shown.keyboard.press(key)
                assert [each.is_visible() for each in ticks.all()] == [True] * 2 + [False] * 8
                assert [each.is_checked() for each in ticks.all()] == [True] + [False] * 9
