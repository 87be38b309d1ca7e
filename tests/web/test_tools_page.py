"""The page of other tools: tokens and webhooks that an owner makes, sees, tries and ends."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from standardwebhooks import Webhook

from sync import tables
from sync.commands import webhooks
from sync.commands.tokens import every_token
from sync.telling import tell_all
from tests.sync.books import customer, invoice
from tests.sync.desk import NAME, Desk
from tests.web.console import Browser, signed_in, words
from tests.web.many_clients import many
from tests.web.receiver import Receiver, receiver
from tests.web.served import Served, served

PAGE = "/console/tools"
_HERE = "[worker]\ntells_this_machine = true\n"
_POLICY = 'approval_required = "none"'


@contextmanager
def firm(folder: Path) -> Iterator[tuple[Desk, Served]]:
    """Two ledgers, `NAME` and harbour, with one customer each who owes; and their console."""
    with many(folder, _POLICY, ["harbour"], [customer("C1", name="Acme Ltd"), invoice("I1")]) as desk:
        path = folder / "config.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("[mail]\n", f"{_HERE}[mail]\n"), encoding="utf-8")
        with served(desk.at(desk.office.clock.now()).office) as one:
            yield desk, one


@pytest.fixture(name="both")
def _both(tmp_path: Path) -> Iterator[tuple[Desk, Served]]:
    with firm(tmp_path) as made:
        yield made


def copied(page: str, begins: str) -> str:
    """What the page shows to be copied, which begins so."""
    [found] = re.findall(rf"<input class=\"long\" readonly value=['\"]({re.escape(begins)}.*?)['\"]>", page)
    return html.unescape(found)


def told_chain(one: Served, name: str) -> str:
    """What the audit of that ledger says without sealed words."""
    query = sa.select(tables.events.c.content).where(
        tables.events.c.ledger_id == one.office.linked(name).id, tables.events.c.person.is_(None)
    )
    with one.office.store.read() as connection:
        return b" ".join(connection.scalars(query)).decode()


def test_a_token_is_shown_once_works_and_is_revoked(both: tuple[Desk, Served]) -> None:
    one = both[1]
    owner = signed_in(one, "owner")
    form = {"act": "new", "kind": "api", "name": "our CRM", "every": "1", "ledgers": NAME, "days": "30"}
    came = owner.post(f"{PAGE}/tokens", form)
    token = copied(came.text, "dsa_")
    assert token not in owner.get(PAGE).text, "shown once"
    assert "our CRM" in words(owner.get(PAGE))
    seen = one.ask("GET", "/api/v1/ledgers", headers={"Authorization": f"Bearer {token}"})
    assert [each["name"] for each in seen.json()["ledgers"]] == [NAME]
    assert '"act":"new token"' in told_chain(one, NAME)
    assert "new token" not in told_chain(one, "harbour")
    [made] = every_token(one.office)
    assert made.made_by == "owner@firm.example"
    told = words(owner.post(f"{PAGE}/tokens", {"act": "revoke", "number": str(made.id)}))
    assert "The token our CRM opens nothing any more." in told
    assert "1 token that ended" in told
    assert one.ask("GET", "/api/v1/ledgers", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert '"act":"revoke token"' in told_chain(one, NAME)


def test_a_calendar_and_a_card_are_shown_at_the_addresses_that_the_page_tells(
    both: tuple[Desk, Served],
) -> None:
    one = both[1]
    owner = signed_in(one, "owner")
    came = owner.post(f"{PAGE}/tokens", {"kind": "calendar", "name": "Jo", "every": "1", "names": "1"})
    address = copied(came.text, one.url)
    assert one.ask("GET", address.removeprefix(one.url)).text.startswith("BEGIN:VCALENDAR")
    form = {
        "kind": "card",
        "name": "intranet",
        "ledgers": "harbour",
        "origins": "https://a.example\nhttps://b.example",
    }
    frame = re.search('src="([^"]+)"', copied(owner.post(f"{PAGE}/tokens", form).text, "<iframe"))
    assert frame is not None
    card = one.ask("GET", frame[1].removeprefix(one.url))
    assert card.status_code == 200
    assert "frame-ancestors https://a.example https://b.example" in card.headers["content-security-policy"]
    calendar, status = every_token(one.office)
    assert (calendar.names, sorted(calendar.ledgers)) == (True, ["harbour", NAME])
    assert (status.names, [*status.ledgers]) == (False, ["harbour"])


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"name": "x", "kind": "api"}, "Choose the ledgers that the token sees"),
        ({"name": "x", "kind": "door", "every": "1"}, "Say what the token is for"),
        ({"name": " ", "kind": "api", "every": "1"}, "A token needs a name"),
        ({"name": "x", "kind": "api", "every": "1", "days": "-3"}, "is no number of days"),
        ({"name": "x", "kind": "api", "every": "1", "days": "9999"}, "A token works for 1 to 3650 days"),
        ({"name": "x", "kind": "card", "every": "1", "origins": "intranet"}, "is not where a page lies"),
    ],
)
def test_a_wrong_form_makes_nothing_and_keeps_what_was_typed(
    both: tuple[Desk, Served], wrong: dict[str, Any], why: str
) -> None:
    came = signed_in(both[1], "owner").post(f"{PAGE}/tokens", {"act": "new", **wrong})
    assert came.status_code == 400
    assert why in words(came)
    assert "duesync " not in words(came)
    assert wrong["kind"] == "door" or f'value="{wrong["name"].strip()}"' in came.text
    assert every_token(both[1].office) == []


def test_a_webhook_is_added_tried_told_switched_off_and_removed(both: tuple[Desk, Served]) -> None:
    desk, one = both
    owner = signed_in(one, "owner")
    with receiver() as to:
        came = owner.post(f"{PAGE}/webhooks", {"ledger": NAME, "url": f"{to.url}?key=s3cret"})
        secret = copied(came.text, "whsec_")
        assert secret not in owner.get(PAGE).text
        assert "s3cret" not in owner.get(PAGE).text
        here = at(one, NAME)
        assert "took a test: it works." in words(owner.post(here, {"act": "test"}))
        headers, body = to.got[0]
        assert Webhook(secret).verify(body, headers)["type"] == "test"
        desk.send()
        assert "notice.sent" in words(owner.get(here))
        assert "1 came, 0 did not." in words(owner.post(here, {"act": "deliver"}))
        assert Webhook(secret).verify(to.got[1][1], to.got[1][0])["type"] == "notice.sent"
        assert re.search(r"notice\.sent msg_\w+ .* 1 came ", words(owner.get(here)))
        assert "is told nothing until a test gets through." in words(owner.post(here, {"act": "off"}))
        assert "by owner@firm.example" in words(owner.get(here))
        failing(to, owner, here)
        assert "is told nothing more." in words(owner.post(here, {"act": "remove"}))
        assert owner.get(here).status_code == 404
    chain = told_chain(one, NAME)
    for act in ("add webhook", "test webhook", "switch off webhook", "remove webhook"):
        assert f'"act":"{act}"' in chain, act
    assert chain.count('"act":"test webhook"') == 3, "those that failed, too"
    assert "s3cret" not in chain
    assert "webhook" not in told_chain(one, "harbour")


def failing(to: Receiver, owner: Browser, here: str) -> None:
    """A test that fails leaves it off; one that gets through switches it on."""
    to.answers = lambda _event: 500
    assert "took no test: it answers 500." in words(owner.post(here, {"act": "test"}))
    assert "switched off" in words(owner.get(here))
    to.answers = lambda _event: 204
    assert "and is switched on again." in words(owner.post(here, {"act": "test"}))
    assert "switched off" not in words(owner.get(here))


def at(one: Served, name: str) -> str:
    """The page of that ledger's webhook."""
    [made] = webhooks.every_webhook(one.office, one.office.linked(name))
    return f"/console/ledgers/{name}/webhooks/{made.id}"


def test_what_did_not_get_through_stands_there_with_why_and_its_next_try(both: tuple[Desk, Served]) -> None:
    desk, one = both
    owner = signed_in(one, "owner")
    with receiver() as to:
        to.answers = lambda _event: 503
        owner.post(
            f"{PAGE}/webhooks", {"ledger": NAME, "url": to.url, "events": ["notice.sent", "invoice.paid"]}
        )
        desk.send()
        here = at(one, NAME)
        assert "0 came, 1 did not." in words(owner.post(here, {"act": "deliver"}))
        told = words(owner.get(here))
    assert re.search(r"waits next try [^:]+:\d\d it answers 503", told), told
    assert "Told of notice.sent, invoice.paid" in told
    assert "failing since" in told
    assert "failing since" in words(owner.get(PAGE))


def test_what_a_person_switched_off_is_no_trouble_of_the_ledgers(both: tuple[Desk, Served]) -> None:
    desk, one = both
    webhooks.add_webhook(one.office, desk.ledger, "https://books.example.com/hook", ())
    webhooks.switch_off_webhook(one.office, desk.ledger, "https://books.example.com/hook")
    owner = signed_in(one, "owner")
    assert "books.example.com" not in words(owner.get(f"/console/ledgers/{NAME}"))
    assert "switched off already" in words(owner.post(at(one, NAME), {"act": "off"}))


def test_an_address_that_may_not_be_told_is_refused(both: tuple[Desk, Served]) -> None:
    owner = signed_in(both[1], "owner")
    came = owner.post(f"{PAGE}/webhooks", {"ledger": NAME, "url": "http://books.example.com/hook"})
    assert came.status_code == 400
    assert "http://books.example.com/hook must begin with https://" in words(came)
    assert 'value="http://books.example.com/hook"' in came.text
    assert webhooks.every_webhook(both[1].office, None) == []


def test_what_is_of_another_ledger_or_not_there_is_nowhere(both: tuple[Desk, Served]) -> None:
    one = both[1]
    webhooks.add_webhook(one.office, both[0].ledger, "https://books.example.com/hook", ())
    owner = signed_in(one, "owner")
    elsewhere = at(one, NAME).replace(f"/{NAME}/", "/harbour/")
    assert owner.get(elsewhere).status_code == 404
    assert owner.post(elsewhere, {"act": "remove"}).status_code == 404
    unknown = {"ledger": "none", "url": "https://books.example.com/other"}
    assert owner.post(f"{PAGE}/webhooks", unknown).status_code == 404
    form = {"act": "new", "kind": "api", "name": "wide", "ledgers": [NAME, "none"]}
    assert owner.post(f"{PAGE}/tokens", form).status_code == 404
    for number in ("7", "x", ""):
        came = owner.post(f"{PAGE}/tokens", {"act": "revoke", "number": number})
        assert (came.status_code, "was never made" in words(came)) == (400, True), number
    assert every_token(one.office) == []
    assert len(webhooks.every_webhook(one.office, None)) == 1


@pytest.mark.parametrize("role", ["bookkeeper", "viewer"])
def test_who_is_no_owner_comes_not_in(both: tuple[Desk, Served], role: Any) -> None:
    one = both[1]
    webhooks.add_webhook(one.office, both[0].ledger, "https://books.example.com/hook", ())
    browser = signed_in(one, role)
    assert "Tools" not in words(browser.get("/console/account"))
    for path in (PAGE, at(one, NAME)):
        assert browser.get(path).status_code == 403
    form = {"kind": "api", "name": "x", "every": "1"}
    for path in (f"{PAGE}/tokens", f"{PAGE}/webhooks", at(one, NAME)):
        assert browser.post(path, {"act": "remove", **form}).status_code == 403
    assert every_token(one.office) == []
    assert len(webhooks.every_webhook(one.office, None)) == 1


def test_one_receiver_is_told_alone(both: tuple[Desk, Served]) -> None:
    desk, one = both
    with receiver() as first, receiver() as second:
        for to in (first, second):
            webhooks.add_webhook(one.office, desk.ledger, to.url, ())
        desk.send()
        told = webhooks.deliver_to(one.office, desk.ledger, second.url)
        assert (told.came, len(first.got), len(second.got)) == (1, 0, 1)
        assert tell_all(one.office).came == 1
        assert len(first.got) == 1
