"""Ledgers of one firm: a stop that lies unread with one stops the others too, whoever's customer it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from sync.delivered import notify_of
from sync.rehearsal.sandbox import inboxes
from sync.store import incoming, outbox, places, suppressions
from sync.store.outbox import Effect
from sync.tables import customers, invoices
from tests.sync.mail_desk import letter, report
from tests.texting import MINE, NUMBERS, OTHER, OURS, POLICY, export, texting
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World, world

SHARED, HERS = "jo@both.example", "kim@quickbooks-only.example"
XEROS = f"accounts@{XERO}.example"
Sent = tuple[World, Effect]


@pytest.fixture(params=["sqlite", "postgresql"])
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sent]:
    """The first ledger has written to them, and its message is at hand; the second's is about to go.

    `HERS` is somebody whom the second's books alone know.
    """
    store = None if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
    with world(tmp_path, customers=12, store=store) as made:
        made.config.write_text(made.config.read_text("utf-8") + inboxes(made.sandbox), "utf-8")
        due_on = WORKING_DAY.date() - timedelta(days=10)
        xero, quickbooks = made.sandbox.xero, made.sandbox.quickbooks
        contact = next(
            each
            for each in xero.books.contacts.values()
            if each.customer is not None and not each.customer.people and each.status == "ACTIVE"
        )
        assert contact.customer is not None
        xero.set_email(contact.customer.ref, SHARED)
        xero.add_invoice(contact.customer.ref, Decimal(9000), due_on)
        refs = [
            ref
            for ref, id_ in quickbooks.customer_ids.items()
            if "ParentRef" not in quickbooks.company.rows["Customer"][id_]
            and quickbooks.company.rows["Customer"][id_]["Active"]
        ]
        for ref, address in zip(refs, (SHARED, HERS), strict=False):
            quickbooks.set_email(ref, address)
            quickbooks.add_invoice(ref, f"Q-{ref}", Decimal(9000), due_on=due_on, billed_to=address)
        made.at(WORKING_DAY).ready_to_send()
        made.run(XERO)
        [first] = to_them(made, XERO, "done")
        yield made, first


def to_them(made: World, name: str, state: str) -> list[Effect]:
    with made.office.store.read() as connection:
        found = outbox.work(connection, made.office.linked(name).id, ("message",), state)
    return [each for each in found if SHARED in notify_of(each).recipients]


def mails_of(made: World, name: str, to: str = SHARED) -> int:
    return sum(f"accounts@{name}.example" in str(one["From"]) and to in str(one["To"]) for one in made.mail())


def put(made: World, raw: bytes) -> None:
    made.sandbox.imap.deliver(XEROS, raw)


STOPS: dict[str, Callable[[str], bytes]] = {
    "in words": lambda key: letter("Please stop sending me e-mails.", sender=SHARED, to_key=key),
    "by the button": lambda key: letter("", sender="nobody@bots.example", subject=f"stop {key}"),
    "dead": lambda key: report(key, SHARED),
}


@pytest.mark.parametrize("how", STOPS)
def test_what_lies_unread_with_another_ledger_is_heard_before_anything_goes(sent: Sent, how: str) -> None:
    made, first = sent
    put(made, STOPS[how](first.key))
    assert made.run(QUICKBOOKS).delivered.messages > 0, "others are written to"
    assert mails_of(made, QUICKBOOKS) == 0
    with made.office.store.read() as connection:
        assert suppressions.suppressed(connection, "email", [SHARED])
        assert incoming.waiting(connection, made.office.linked(XERO).id) == [], "that ledger reads it itself"
    assert made.run(XERO).heard.new


@pytest.mark.parametrize("read_first", [False, True], ids=["unread", "read"])
def test_a_stop_holds_also_where_only_the_other_ledgers_books_know_who_it_is(
    sent: Sent, *, read_first: bool
) -> None:
    made, _ = sent
    with made.office.store.write() as connection:  # nobody is behind customers of both any more
        xero = made.office.linked(XERO).id
        connection.execute(
            sa.update(customers).where(customers.c.ledger_id == xero).values(emails="[]", people="[]")
        )
        connection.execute(sa.update(invoices).where(invoices.c.ledger_id == xero).values(emails="[]"))
    put(made, letter("Please stop sending me e-mails.", sender=HERS))
    if read_first:
        [number] = made.run(XERO).heard.new
        with made.office.store.read() as connection:
            kept = incoming.find(connection, made.office.linked(XERO).id, number)
        assert kept is not None
        assert (kept.is_waiting, kept.whose) == (True, ())
        assert kept.note == f"they want no more: no e-mail goes to {HERS} any more"
    assert made.run(QUICKBOOKS).delivered.messages > 0, "others are written to"
    assert mails_of(made, QUICKBOOKS, HERS) == 0
    with made.office.store.read() as connection:
        assert suppressions.suppressed(connection, "email", [HERS])


def test_who_answers_from_another_address_is_stopped_at_both(sent: Sent) -> None:
    made, first = sent
    put(made, letter("Please stop sending me e-mails.", sender="jo@home.example", to_key=first.key))
    made.run(QUICKBOOKS)
    assert mails_of(made, QUICKBOOKS) == 0
    with made.office.store.read() as connection:
        assert len(suppressions.suppressed(connection, "email", [SHARED, "jo@home.example"])) == 2


def test_a_stop_that_names_a_message_of_another_ledger_stops_whom_it_went_to(sent: Sent) -> None:
    made, first = sent
    made.sandbox.imap.deliver(
        f"accounts@{QUICKBOOKS}.example", letter("", sender="a@bots.example", subject=f"stop {first.key}")
    )
    made.run(QUICKBOOKS)
    assert mails_of(made, QUICKBOOKS) == 0


def test_what_was_looked_through_is_looked_through_once(sent: Sent) -> None:
    made, first = sent
    made.run(XERO)
    put(made, letter("We paid on Monday.", sender=SHARED, to_key=first.key))
    xero = made.office.linked(XERO).id
    with made.office.store.read() as connection:
        before = places.find(connection, xero, "INBOX")
    made.run(QUICKBOOKS)
    with made.office.store.read() as connection:
        own, looked = places.find(connection, xero, "INBOX"), places.looked_until(connection, xero, "INBOX")
    assert own == before
    assert looked is not None
    assert looked != own
    put(made, letter("And on Tuesday.", sender=SHARED, to_key=first.key, message_id="<2@both.example>"))
    assert len(made.run(XERO).heard.new) == 2, "its own pass reads all of it"
    with made.office.store.read() as connection:
        own, again = places.find(connection, xero, "INBOX"), places.looked_until(connection, xero, "INBOX")
    assert again == own != looked


def test_what_a_person_lifted_meanwhile_stays_lifted(sent: Sent) -> None:
    made, first = sent
    made.sandbox.imap.deliver(XEROS, STOPS["in words"](first.key), at=WORKING_DAY)
    made.at(WORKING_DAY + timedelta(minutes=5)).run(QUICKBOOKS)
    with made.office.store.write() as connection:
        said = "they want them again, by telephone"
        assert suppressions.lift(connection, "email", SHARED, said, "Robin", made.office.clock.now())
    assert made.run(XERO).heard.new
    with made.office.store.read() as connection:
        assert not suppressions.suppressed(connection, "email", [SHARED])


def test_what_stops_nothing_keeps_nothing_back(sent: Sent) -> None:
    made, first = sent
    put(made, letter("We paid on Monday.", sender=SHARED, to_key=first.key))
    made.run(QUICKBOOKS)
    assert mails_of(made, QUICKBOOKS) == 1


def test_while_another_ledgers_inbox_cannot_be_read_only_those_of_both_wait(sent: Sent) -> None:
    made, first = sent
    put(made, STOPS["in words"](first.key))
    text = made.config.read_text("utf-8")
    before, inbox = text.split(f"[ledgers.{XERO}.mail.inbox]")
    wrong = inbox.replace("password = ", 'password = "wrong" # ', 1)
    made.config.write_text(f"{before}[ledgers.{XERO}.mail.inbox]{wrong}", "utf-8")
    done = made.at(WORKING_DAY).run(QUICKBOOKS).delivered
    assert done.messages > 0
    assert mails_of(made, QUICKBOOKS) == 0
    assert mails_of(made, QUICKBOOKS, HERS) == 1, "one client's broken mailbox does not silence all others"
    assert 0 < done.later < done.messages
    assert any(f"a stop may lie unread with {XERO}" in each for each in done.remarks)
    made.config.write_text(text, "utf-8")
    made.at(WORKING_DAY).run(QUICKBOOKS)
    assert mails_of(made, QUICKBOOKS) == 0
    assert to_them(made, QUICKBOOKS, "ready") == []


def test_a_text_to_another_ledgers_number_stops_ours_too(tmp_path: Path, store_url: str) -> None:
    second = "+447700900009"
    with texting(tmp_path, store_url) as made:
        made.twin.exchange.numbers += (second,)
        text = (tmp_path / "config.toml").read_text("utf-8")
        own = f'[ledgers.{OTHER}.sms]\nfrom = "{second}"\n'
        (tmp_path / "config.toml").write_text(text.replace(POLICY, f"{own}{POLICY}"), "utf-8")
        made.at(WORKING_DAY).link(OTHER)
        made.run(OTHER)
        made.twin.exchange.receive(NUMBERS[0], second, "STOP")
        made.run(MINE)
        got = [each for each in made.out() if each.ours == OURS]
        assert {each.theirs for each in got} == {*NUMBERS[1:]}


def test_a_text_to_another_ledgers_number_stops_one_whom_only_our_books_know(
    tmp_path: Path, store_url: str
) -> None:
    second = "+447700900009"
    with texting(tmp_path, store_url) as made:
        made.twin.exchange.numbers += (second,)
        export(tmp_path / "others", ("+447700900888",))
        text = (tmp_path / "config.toml").read_text("utf-8")
        own = f'[ledgers.{OTHER}.sms]\nfrom = "{second}"\n'
        before, theirs = text.replace(POLICY, f"{own}{POLICY}").split(f"[ledgers.{OTHER}]")
        changed = theirs.replace('folder = "exports"', 'folder = "others"', 1)
        (tmp_path / "config.toml").write_text(f"{before}[ledgers.{OTHER}]{changed}", "utf-8")
        made.at(WORKING_DAY).link(OTHER)
        made.run(OTHER)
        made.twin.exchange.receive(NUMBERS[0], second, "STOP")
        made.run(MINE)
        got = [each for each in made.out() if each.ours == OURS]
        assert {each.theirs for each in got} == {*NUMBERS[1:]}
