"""What customers answer, over a real mailbox: it stops the next message a moment before it would leave."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dunning.decisions import Notify
from sync import commands
from sync.decide import decide_due
from sync.deliver import deliver
from sync.delivered import notify_of
from sync.rehearsal.sandbox import inboxes
from sync.status import statuses
from sync.store import decided, outbox
from tests.stories.terminal import terminal
from tests.sync.mail_desk import letter, report
from tests.world import WORKING_DAY, XERO, World, world

OFFICE = f"accounts@{XERO}.example"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[World]:
    """Xero's ledger with an inbox, approved; nothing was sent yet."""
    with world(tmp_path, customers=8) as made:
        made.config.write_text(made.config.read_text("utf-8") + inboxes(made.sandbox), "utf-8")
        made.at(WORKING_DAY).ready_to_send(XERO)
        with made.office.work(XERO) as work:
            decide_due(work)
        yield made


def ready(made: World) -> dict[str, Notify]:
    """By customer id, the messages that would go."""
    with made.office.store.read() as connection:
        found = outbox.work(connection, made.office.linked(XERO).id, ("message",), "ready")
    return {each.customer_id: notify_of(each) for each in found}


def reason(made: World, customer: str) -> set[str]:
    with made.office.store.read() as connection:
        found = decided.standing(connection, made.office.linked(XERO).id, customer_id=customer)
    return {one.decision.reason.name for one in found}


def test_a_reply_that_came_a_moment_ago_stops_the_message(office: World) -> None:
    waiting = ready(office)
    customer, act = next(iter(waiting.items()))
    with office.office.work(XERO) as work:
        office.sandbox.imap.deliver(OFFICE, letter("We paid.", sender=act.recipients[0]))
        done = deliver(work)
    assert (done.messages, done.dropped) == (len(waiting) - 1, 1)
    assert act.recipients[0] not in {str(one["To"]) for one in office.mail()}
    assert reason(office, customer) == {"REPLY_WAITS"}


def test_while_the_inbox_cannot_be_read_nothing_goes(office: World) -> None:
    waiting = ready(office)
    office.sandbox.imap.fail("refuse", times=99)
    done = office.run(XERO)
    assert (done.delivered.messages, done.delivered.later, office.mail()) == (0, len(waiting), [])
    assert done.heard.problem is not None
    [status] = [one for one in statuses(office.office) if one.name == XERO]
    assert any("cannot be read, so no message is sent" in each for each in status.warnings)
    office.sandbox.imap.heal()
    assert office.run(XERO).delivered.messages == len(waiting)
    [status] = [one for one in statuses(office.office) if one.name == XERO]
    assert not any("cannot be read" in each for each in status.warnings)


def test_before_the_books_are_here_nobody_could_know_whose_it_is(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made:
        made.config.write_text(made.config.read_text("utf-8") + inboxes(made.sandbox), "utf-8")
        made.at(WORKING_DAY).link(XERO)
        made.sandbox.imap.deliver(OFFICE, letter("Hello.", sender="jo@else.example"), at=WORKING_DAY)
        assert made.run(XERO).heard.new == []
        assert len(made.run(XERO).heard.new) == 1


def test_reading_alone_brings_answers_before_anything_is_approved(office: World) -> None:
    _, act = next(iter(ready(office).items()))
    office.sandbox.imap.deliver(OFFICE, letter("We paid.", sender=act.recipients[0]))
    with terminal(office) as desk:
        told = desk.type("sync", XERO)
        assert "; 1 message came in; " in told.out
        assert f"wrote: duesync reply {XERO} 1" in told.err
    assert act.recipients not in {each.recipients for each in ready(office).values()}


def test_who_asks_for_letters_gets_the_next_level_by_post(office: World) -> None:
    customer, act = next(iter(ready(office).items()))
    asked = letter("Please send me letters from now on.", sender=act.recipients[0])
    office.sandbox.imap.deliver(OFFICE, asked)
    office.run(XERO)
    ledger = office.office.linked(XERO)
    with terminal(office) as desk:
        told = desk.type("reply", XERO, "1")
        assert "draft 1: they want to hear from us by letter" in told.out
        assert commands.wish_of(office.office, ledger, customer).preference is None, "nobody confirmed it"
        told = desk.type("reply", XERO, "1", "--confirm", "1")
        assert "wants to hear from us by letter" in told.out
    office.run(XERO)
    waiting = commands.proposals(office.office, ledger)
    assert {one.notify.channel for one in waiting if one.customer_id == customer} == {"letter"}
    assert act.recipients[0] not in {str(one["To"]) for one in office.mail()}


def test_a_bounce_is_read_once_and_the_level_does_not_count(office: World) -> None:
    customer, act = next(iter(ready(office).items()))
    office.run(XERO)
    with office.office.store.read() as connection:
        done = outbox.work(connection, office.office.linked(XERO).id, ("message",), "done")
    key = next(one.key for one in done if one.customer_id == customer)
    office.sandbox.imap.deliver(OFFICE, report(key, *act.recipients))
    assert len(office.run(XERO).heard.new) == 1
    again = office.run(XERO)
    assert (again.heard.new, again.heard.known) == ([], 0)
    assert "NO_ADDRESS" in reason(office, customer)


def test_a_message_is_listed_and_settled(office: World) -> None:
    with terminal(office) as desk:
        _, act = next(iter(ready(office).items()))
        path = office.folder / "reply.eml"
        path.write_bytes(letter("I dispute this:\x1b[2J the pump was broken.", sender=act.recipients[0]))
        told = desk.type("hear", XERO, str(path))
        assert told.out.startswith(f"{XERO}: 1 new message\n1 message for you to see to")
        assert desk.type("hear", XERO, str(path)).out == f"{XERO}: 0 new messages; 1 known already\n"
        [one] = desk.type("replies", XERO, "--json").json["messages"]
        assert "I dispute this: the pump was broken." in desk.type("reply", XERO, str(one["number"])).out
        assert (desk.type("reply", XERO, str(one["number"]), "--resolve", " ").code) == 1
        number = str(one["number"])
        assert "is settled" in desk.type("reply", XERO, number, "--resolve", "we look at it").out
        assert desk.type("replies", XERO).out == f"{XERO}: no message waits for you\n"
        assert "we look at it" in desk.type("replies", XERO, "--settled").out
        assert desk.type("audit", "verify", XERO).code == 0


def test_whose_it_is_may_be_known_only_later(office: World) -> None:
    customer, act = next(iter(ready(office).items()))
    ref = next(one.customer.ref for one in office.sandbox.xero.books.contacts.values() if one.id == customer)
    office.sandbox.imap.deliver(OFFICE, letter("The pump was broken.", sender="new@their.example"))
    assert office.run(XERO).heard.unmatched == 1
    assert reason(office, customer) != {"REPLY_WAITS"}
    office.sandbox.xero.set_email(ref, "new@their.example")
    office.run(XERO)
    assert reason(office, customer) == {"REPLY_WAITS"}
    assert act.recipients != ("new@their.example",)


def test_a_stop_from_an_address_that_the_books_learn_later_is_honoured_then(office: World) -> None:
    customer = next(iter(ready(office)))
    ref = next(one.customer.ref for one in office.sandbox.xero.books.contacts.values() if one.id == customer)
    stop = letter("Please unsubscribe me from these emails.", sender="new@their.example")
    office.sandbox.imap.deliver(OFFICE, stop)
    office.run(XERO)
    office.sandbox.xero.set_email(ref, "new@their.example")
    office.run(XERO)
    assert reason(office, customer) == {"OPTED_OUT"}
    with terminal(office) as desk:
        assert "they want no more" in desk.type("replies", XERO, "--settled").out
        assert "new@their.example" in desk.type("suppressed").out
        assert desk.type("audit", "verify", XERO).code == 0
