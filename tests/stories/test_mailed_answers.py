"""An invoice that is asked for by text goes by e-mail, and a text says so: once, and as the law has it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from connectors.sandbox.twilio.exchange import Text
from sync.rehearsal.sandbox import inboxes, texts_section
from sync.store import incoming
from sync.store.incoming import Kept
from tests.sync.mail_desk import report
from tests.world import WORKING_DAY, XERO, World, world

NUMBER, MAIL = "+447700900155", "ap@asking.example"
POLICY = """
[policy]
approval_required = "none"
replies.answer = ["invoice_copy"]
[policy.law]
debtor_kind = "{kind}"
[[policy.levels]]
name = "text"
days = 4
channel = "sms"
"""


@pytest.fixture(params=["company", "consumer"])
def asked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """They got a text, and texted that they want the invoice again."""
    with world(tmp_path, customers=8) as made:
        text = made.config.read_text("utf-8") + inboxes(made.sandbox) + texts_section(made.sandbox)
        text += 'keywords = "duesync"\n' + POLICY.format(kind=request.param)
        made.config.write_text(text, "utf-8")
        xero = made.sandbox.xero
        contact = next(
            each
            for each in xero.books.contacts.values()
            if each.customer is not None and not each.customer.people
        )
        assert contact.customer is not None
        xero.set_email(contact.customer.ref, MAIL)
        xero.set_phone(contact.customer.ref, NUMBER)
        xero.add_invoice(contact.customer.ref, Decimal(9000), WORKING_DAY.date() - timedelta(days=10))
        made.at(WORKING_DAY).ready_to_send(XERO)
        made.run(XERO)
        made.sandbox.texts.carry()
        assert len(to_them(made)) == 1
        made.sandbox.texts.text(NUMBER, "Please send the invoice again.")
        made.run(XERO)
        assert len(mails(made)) == 1
        yield made


def to_them(made: World) -> list[Text]:
    return [
        each
        for each in made.sandbox.texts.exchange.texts
        if each.theirs == NUMBER and each.direction != "inbound"
    ]


def mails(made: World) -> list[str]:
    """The keys of what went to them by mail."""
    return [str(one["Message-ID"])[1:21] for one in made.mail() if one["To"] == MAIL]


def question(made: World) -> Kept:
    with made.office.store.read() as connection:
        ledger = made.office.linked(XERO).id
        [kept] = [*incoming.waiting(connection, ledger), *incoming.settled(connection, ledger, 9)]
    return kept


def test_a_text_says_once_that_it_went_and_nothing_of_a_debt(asked: World) -> None:
    for _ in range(3):
        asked.run(XERO)
    _, told = to_them(asked)
    assert "has gone to you by e-mail" in told.body
    assert "STOP" in told.body
    assert not any(each in told.body for each in ("9,000", "INV", "£", MAIL))
    assert len(mails(asked)) == 1
    assert not question(asked).is_waiting


def test_no_text_says_so_after_a_stop_and_a_person_sees_what_they_asked(asked: World) -> None:
    asked.sandbox.texts.text(NUMBER, "STOP")
    for _ in range(2):
        asked.run(XERO)
    assert not any("e-mail" in each.body for each in to_them(asked))
    assert len(mails(asked)) == 1
    kept = question(asked)
    assert (kept.is_waiting, mails(asked)[0] in (kept.note or "")) == (True, True)


def test_what_came_back_is_not_told_and_the_question_is_open(asked: World) -> None:
    asked.sandbox.imap.deliver(f"accounts@{XERO}.example", report(mails(asked)[0], MAIL))
    for _ in range(2):
        asked.run(XERO)
    assert len(to_them(asked)) == 1
    with asked.office.store.read() as connection:
        [kept] = incoming.waiting(connection, asked.office.linked(XERO).id)
    assert "reached nobody" in (kept.note or "")


def test_what_comes_back_after_it_was_told_opens_the_question_again(asked: World) -> None:
    asked.run(XERO)
    assert not question(asked).is_waiting
    asked.sandbox.imap.deliver(f"accounts@{XERO}.example", report(mails(asked)[0], MAIL))
    for _ in range(2):
        asked.run(XERO)
    assert (len(to_them(asked)), len(mails(asked))) == (2, 1)
    with asked.office.store.read() as connection:
        [kept] = incoming.waiting(connection, asked.office.linked(XERO).id)
    assert kept.message.sender == NUMBER
