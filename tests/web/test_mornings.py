"""The morning mail to a client's owner, and the page where they say yes: once a day, and only by a POST."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa

from connectors.sandbox.mail import MailServer, Received
from sync import commands, mornings
from sync.clock import fixed
from sync.commands import ActError
from sync.store import mornings as kept
from sync.store.mornings import Listed
from sync.worker import Worker
from tests.sync.books import NOW, TODAY, customer, invoice
from tests.sync.desk import NAME, Desk, desk
from tests.web.served import served

OWNER = "robin@summit.example"
POLICY = 'approval_required = "every"'
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Firm:
    """A desk with a mail server beside it, and an owner who is mailed."""

    desk: Desk
    post: MailServer

    def send(self) -> mornings.Mailed:
        return mornings.mail_owner(self.desk.office, self.desk.ledger)

    @property
    def came(self) -> list[Received]:
        return self.post.messages


@contextmanager
def firm(folder: Path, store: str = "sqlite:///duesync.db") -> Iterator[Firm]:
    """Reminders to Acme and to Bolt wait on a Wednesday at three in the afternoon."""
    with MailServer() as post, desk(folder, store, policy=POLICY) as made:
        path = folder / "config.toml"
        text = path.read_text(encoding="utf-8").replace("port = 9\n", f"port = {post.port}\n")
        owner = f'provider = "quickbooks"\nowner_email = "{OWNER}"\nowner_mail_at = "14:00"'
        path.write_text(text.replace('provider = "quickbooks"', owner), encoding="utf-8")
        made.at(NOW).stage(
            customer("C1", name="Acme Tools Ltd"), invoice("I1"),
            customer("C2", name="Bolt & <b>Sons</b>"), invoice("I2", of="C2", owes="70.00"),
        ).decide()  # fmt: skip
        yield Firm(made, post)


@pytest.fixture
def either(store_url: str, tmp_path: Path) -> Iterator[Firm]:
    with firm(tmp_path, store_url) as made:
        yield made


def test_the_owner_is_mailed_once_a_day_what_waits(either: Firm) -> None:
    done = either.send()
    assert (done.state, done.to, done.waiting) == ("sent", OWNER, 2)
    [mail] = either.came
    assert mail.recipients == (OWNER,)
    assert mail.message["Subject"] == "Company A-1: 2 messages wait for your yes"
    body, drawn = mail.message.get_body(("plain",)), mail.message.get_body(("html",))
    assert body is not None
    assert drawn is not None
    assert "  Acme Tools Ltd: Reminder, by e-mail, GBP 120.00\n" in body.get_content()
    assert "  Bolt & <b>Sons</b>: Reminder" in body.get_content()
    assert "<li>Bolt &amp; &lt;b&gt;Sons&lt;/b&gt;: Reminder" in drawn.get_content()
    assert "duesync approve summit" in body.get_content()  # there is no address of the web
    again = either.send()
    assert (again.state, again.why) == ("sent", "today's went already")
    assert len(either.came) == 1
    either.desk.at(NOW + 24 * HOUR)
    assert either.send().state == "sent"
    assert len(either.came) == 2


@pytest.mark.parametrize(
    ("failure", "state", "then"),
    [("defer", "late", "sent"), ("refuse", "refused", "refused"), ("lost", "uncertain", "uncertain")],
)
def test_only_what_certainly_did_not_leave_is_tried_again(
    tmp_path: Path, failure: str, state: str, then: str
) -> None:
    with firm(tmp_path) as made:
        made.post.fail(failure)  # type: ignore[arg-type]  # a table of its names
        first = made.send()
        assert (first.state, bool(first.why)) == (state, True)
        assert made.send().state == then
        assert len(made.came) == (1 if failure in ("defer", "lost") else 0)


def test_one_whose_sender_was_cut_off_is_not_sent_again(either: Firm) -> None:
    office, now = either.desk.office, either.desk.office.clock.now()
    listed = (Listed(customer_id="C1", currency="GBP", fingerprint="A" * 20),)
    taken = []
    for _ in range(2):
        with office.store.write() as connection:
            taken.append(
                kept.begin(
                    connection, either.desk.ledger.id, TODAY,
                    key="K" * 20, owner=OWNER, listed=listed, now=now, expires_at=now + HOUR,
                )
            )  # fmt: skip
    assert taken == [True, False]
    assert (either.send().state, either.came) == ("claimed", [])


def test_where_nothing_waits_nothing_is_mailed(tmp_path: Path) -> None:
    with firm(tmp_path) as made:
        made.desk.approve()
        assert (made.send().state, made.came) == ("nothing", [])
        made.desk.stage(customer("C4"), invoice("I4", of="C4")).decide()
        assert made.send().state == "sent"  # asked for by hand; the worker asked once


def test_it_goes_to_the_owner_alone_and_only_of_a_client_that_is_let_send(tmp_path: Path) -> None:
    with firm(tmp_path) as made:
        made.desk.stage(customer("C5", emails=(OWNER,)))
        with pytest.raises(ActError, match="is the address of a customer of summit"):
            made.send()
        made.desk.stage(customer("C5", edit=2, emails=())).update(released_at=None)
        with pytest.raises(ActError, match="summit is new"):
            made.send()
        assert made.came == []


def test_the_worker_mails_on_working_days_from_its_time_on(tmp_path: Path) -> None:
    with firm(tmp_path) as made:
        for hours, due in (
            (-2, False),
            (-1, True),
            (0, True),
            (2, True),
            (3, False),
            (72, False),
            (119, True),
        ):
            made.desk.at(NOW + hours * HOUR)
            assert mornings.is_due(made.desk.office, made.desk.ledger) is due, hours
        made.send()
        assert not mornings.is_due(made.desk.office, made.desk.ledger)


def test_the_worker_asks_once_and_again_after_a_while(tmp_path: Path) -> None:
    with firm(tmp_path) as made:
        worker = Worker(tmp_path / "config.toml", fixed(NOW))
        due = worker._due_mail
        assert [due(made.desk.office, NAME), due(made.desk.office, NAME)] == [("morning-mail",), None]
        worker.mails.clear()
        made.send()
        assert due(made.desk.office, NAME) is None


@dataclass(frozen=True)
class Page:
    """The page of a mail, and what is said there."""

    firm: Firm
    url: str

    def get(self) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            return session.get(self.url, timeout=20)

    def say(self, **form: str | list[str]) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            data = {name.replace("say_", "say-"): value for name, value in form.items()}
            return session.post(self.url, data=data, timeout=20)

    def mark(self, customer_id: str) -> str:
        waiting = commands.proposals(self.firm.desk.office, self.firm.desk.ledger)
        return next(one.notify.fingerprint for one in waiting if one.customer_id == customer_id)


@contextmanager
def page(folder: Path) -> Iterator[Page]:
    """The owner follows the address in the mail."""
    with firm(folder) as made, served(made.desk.office) as first:
        path = folder / "config.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(f'{text}[serve]\npublic_url = "{first.url}"\n', encoding="utf-8")
        made.desk.at(NOW)
        made.desk.office.store.prove_url(first.url)
        assert made.send().state == "sent"
        body = made.came[0].message.get_body(("plain",))
        assert body is not None
        address = re.search(r"http://\S+(/approve/\S+)", body.get_content())
        assert address is not None
        with served(made.desk.office) as one:
            yield Page(made, f"{one.url}{address.group(1)}")


def words(response: requests.Response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def test_an_owner_says_yes_and_leaves_a_customer_out(tmp_path: Path) -> None:
    with page(tmp_path) as here:
        shown = here.get()
        assert "Acme Tools Ltd 120.00 GBP Reminder, by e-mail" in words(shown)
        assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
        assert shown.headers["Referrer-Policy"] == "no-referrer"
        assert "<script" not in shown.text
        ledger = here.firm.desk.ledger
        read = Page(here.firm, f"{here.url}/{here.mark('C1')}").get()
        assert "Please pay £120.00" in read.text
        assert read.headers["Content-Security-Policy"].startswith("sandbox;")
        assert Page(here.firm, f"{here.url}/{'A' * 20}").get().status_code == 404
        assert len(commands.proposals(here.firm.desk.office, ledger)) == 2  # looking changes nothing
        said = here.say(**{f"say-{here.mark('C1')}": "approve", f"say-{here.mark('C2')}": "exclude"})
        assert "You said yes to 1: it goes today." in words(said)
        assert "Bolt &amp; &lt;b&gt;Sons&lt;/b&gt; is left out" in words(said)
        assert "Nothing waits for your yes." in words(said), "before the next look, too"
        here.firm.desk.decide()
        assert [act.recipients for act in here.firm.desk.ready()] == [("c1@customer.example",)]
        assert here.firm.desk.reasons()["C2"] == "HOLD"
        with here.firm.desk.office.store.read() as connection:
            by = connection.scalar(sa.text("SELECT approved_by FROM approvals"))
            acts = set(connection.scalars(sa.text("SELECT by FROM events WHERE kind IN ('act', 'approval')")))
        assert by == f"{OWNER}, by the morning mail"
        assert by in acts
        assert "Nothing waits for your yes." in words(here.get())


def test_what_changed_since_is_marked_and_is_not_said_yes_to_unseen(tmp_path: Path) -> None:
    with page(tmp_path) as here:
        seen = here.mark("C1")
        here.firm.desk.stage(invoice("I1", edit=2, owes="90.00"), customer("C3"), invoice("I3", of="C3"))
        here.firm.desk.decide()
        shown = words(here.get())
        assert shown.count("changed since the mail") == 1
        assert shown.count("new since the mail") == 1
        told = words(here.say(act="all", seen=[seen, here.mark("C2")]))
        assert "1 changed, or went, since you looked" in told
        assert "You said yes to 1: it goes today." in told
        still = commands.proposals(here.firm.desk.office, here.firm.desk.ledger)
        assert {one.customer_id for one in still} == {"C1", "C3"}
        assert "Nothing was chosen." in words(here.say(act="chosen"))
        here.firm.desk.update(released_at=None)
        new_again = here.say(act="all", seen=[here.mark("C1")])
        assert (new_again.status_code, "summit is new" in words(new_again)) == (400, True)


def test_its_address_cannot_be_guessed_and_ends(tmp_path: Path) -> None:
    with page(tmp_path) as here:
        good = here.url
        last = "A" if good[-1] != "A" else "B"
        for bad in (good[:-1] + last, good[:-30], f"{good}x", good.rpartition(".")[0]):
            assert Page(here.firm, bad).get().status_code == 404
        desk_, office = here.firm.desk, here.firm.desk.office
        assert mornings.revoke(office, desk_.ledger, "ann") == 1
        said = here.say(act="all", seen=[here.mark("C1")])
        assert (said.status_code, "This page was revoked." in words(said)) == (410, True)
        assert Page(here.firm, f"{good}/{here.mark('C1')}").get().status_code == 404
        assert len(commands.proposals(office, desk_.ledger)) == 2
        token = good.rpartition("/")[2]
        found = mornings.opened(office, token)
        assert found is not None
        later = replace(office, clock=fixed(NOW + 49 * HOUR))
        assert "past its time" in mornings.why_closed(later, replace(found, revoked_at=None))
        asked_no_more = replace(found, revoked_at=None, owner="somebody@else.example")
        assert "asked no more" in mornings.why_closed(office, asked_no_more)


def test_who_is_left_out_gets_nothing_by_a_yes_given_beside_it(tmp_path: Path) -> None:
    with page(tmp_path) as here:
        desk_ = here.firm.desk
        desk_.stage(invoice("I9", owes="50.00", currency="EUR")).decide()
        waiting = commands.proposals(desk_.office, desk_.ledger)
        pounds, euros = sorted(
            (one.notify for one in waiting if one.customer_id == "C1"), key=lambda one: one.currency != "GBP"
        )
        told = here.say(**{f"say-{pounds.fingerprint}": "exclude", f"say-{euros.fingerprint}": "approve"})
        assert "Acme Tools Ltd is left out" in words(told)
        assert "You said yes" not in words(told)
        with desk_.office.store.read() as connection:
            assert connection.scalar(sa.text("SELECT count(*) FROM approvals")) == 0


def test_who_asks_for_it_too_often_waits_and_who_guesses_keeps_nobody_out(tmp_path: Path) -> None:
    with page(tmp_path) as here:
        letter = Page(here.firm, f"{here.url}/{here.mark('C1')}")
        guess = Page(here.firm, f"{here.url[:-1]}{'A' if here.url[-1] != 'A' else 'B'}")
        wrong = [guess.get().status_code for _ in range(121)]
        assert wrong == [404] * 120 + [429]
        codes = [here.get().status_code for _ in range(29)]
        assert codes == [200] * 29
        assert [letter.get().status_code, letter.get().status_code, here.get().status_code] == [200, 429, 429]
        assert here.say(act="all", seen=[here.mark("C1")]).status_code == 429
