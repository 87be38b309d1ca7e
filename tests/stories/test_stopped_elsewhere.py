"""One person behind customers of two ledgers: a stop that lies unread with the one stops the other too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from sync.delivered import notify_of
from sync.rehearsal.sandbox import inboxes
from sync.store import incoming, outbox, suppressions
from sync.store.outbox import Effect
from tests.sync.mail_desk import letter, report
from tests.texting import MINE, NUMBERS, OTHER, OURS, POLICY, texting
from tests.world import QUICKBOOKS, WORKING_DAY, XERO, World, world

SHARED = "jo@both.example"
XEROS = f"accounts@{XERO}.example"
Sent = tuple[World, Effect]


@pytest.fixture(params=["sqlite", "postgresql"])
def sent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Sent]:
    """The first ledger has written to them, and its message is at hand; the second's is about to go."""
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
        ref = next(
            ref
            for ref, id_ in quickbooks.customer_ids.items()
            if "ParentRef" not in quickbooks.company.rows["Customer"][id_]
            and quickbooks.company.rows["Customer"][id_]["Active"]
        )
        quickbooks.set_email(ref, SHARED)
        quickbooks.add_invoice(ref, "Q-BOTH", Decimal(9000), due_on=due_on, billed_to=SHARED)
        made.at(WORKING_DAY).ready_to_send()
        made.run(XERO)
        [first] = to_them(made, XERO, "done")
        yield made, first


def to_them(made: World, name: str, state: str) -> list[Effect]:
    with made.office.store.read() as connection:
        found = outbox.work(connection, made.office.linked(name).id, ("message",), state)
    return [each for each in found if SHARED in notify_of(each).recipients]


def mails_of(made: World, name: str) -> int:
    return sum(
        f"accounts@{name}.example" in str(one["From"]) and SHARED in str(one["To"]) for one in made.mail()
    )


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
