"""A question by mail and its answer, over a real mailbox and mail server: once, and never to a machine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from sync.rehearsal.sandbox import inboxes
from sync.store import decided, incoming
from sync.store.incoming import Kept
from tests.stories.terminal import terminal
from tests.sync.mail_desk import letter, report
from tests.world import WORKING_DAY, XERO, World, world

OFFICE = f"accounts@{XERO}.example"
POLICY = """
[policy]
approval_required = "none"
replies.answer = ["owed", "how_to_pay", "invoice_copy", "who"]
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[World]:
    """Xero's ledger with an inbox; reminders went to some."""
    with world(tmp_path, customers=8) as made:
        made.config.write_text(made.config.read_text("utf-8") + inboxes(made.sandbox) + POLICY, "utf-8")
        made.at(WORKING_DAY).ready_to_send(XERO)
        made.run(XERO)
        yield made


def key(mail: EmailMessage) -> str:
    return str(mail["Message-ID"]).strip("<>").partition("@")[0]


def write(made: World, text: str, about: EmailMessage, number: int, **more: str) -> None:
    """Whoever a message of ours went to answers it."""
    identity = f"<{number}@customer.example>"
    content = letter(text, sender=str(about["To"]), to_key=key(about), message_id=identity, **more)
    made.sandbox.imap.deliver(OFFICE, content)


def more_mail(made: World) -> list[EmailMessage]:
    """What goes out in the next pass."""
    before = len(made.mail())
    made.run(XERO)
    return made.mail()[before:]


def waiting(made: World) -> list[Kept]:
    with made.office.store.read() as connection:
        return incoming.waiting(connection, made.office.linked(XERO).id)


def test_a_question_is_answered_once_and_a_machine_never(office: World) -> None:
    reminder = office.mail()[0]
    write(office, "Hello,\nwhat do I owe you, and how can I pay?\nThanks", reminder, 1)
    [answer] = more_mail(office)
    assert (answer["To"], answer["Auto-Submitted"]) == (reminder["To"], "auto-replied")
    assert answer["In-Reply-To"] == "<1@customer.example>"
    assert str(answer["References"]).split() == [f"<{key(reminder)}@summit.example>", "<1@customer.example>"]
    body = answer.get_body(("plain",))
    assert body is not None
    assert "Account 12345678" in body.get_content()
    assert waiting(office) == []
    assert more_mail(office) == []
    write(office, "I am away, what do I owe you?", answer, 2, Auto_Submitted="auto-replied")
    write(
        office, "Thank you for your message. What do I owe you?", answer, 3
    )  # a machine that does not say so
    assert more_mail(office) == []
    assert [each.message.message_id for each in waiting(office)] == ["3@customer.example"]
    office.at(WORKING_DAY + timedelta(days=1))
    assert str(reminder["To"]) not in {str(each["To"]) for each in more_mail(office)}


def test_a_question_whose_answer_came_back_is_open_again(office: World) -> None:
    reminder = office.mail()[0]
    write(office, "What do I owe you?", reminder, 1)
    [answer] = more_mail(office)
    assert waiting(office) == []
    office.sandbox.imap.deliver(OFFICE, report(key(answer), str(answer["To"])))
    assert more_mail(office) == []
    [kept] = waiting(office)
    assert (kept.message.message_id, kept.note) == (
        "1@customer.example",
        f"our answer {key(answer)} reached nobody: smtp; 550 5.1.1 no such user",
    )
    [customer] = kept.whose
    with office.office.store.read() as connection:
        found = decided.standing(connection, office.office.linked(XERO).id, customer_id=customer)
    assert {one.decision.reason.name for one in found} == {"REPLY_WAITS"}


def test_copies_go_along(office: World) -> None:
    reminder = office.mail()[0]
    write(office, "Please send me the invoice again.", reminder, 1)
    [answer] = more_mail(office)
    files = [part.get_filename() for part in answer.iter_attachments()]
    assert files
    assert all(each is not None and each.endswith(".pdf") for each in files)
    with terminal(office) as desk:
        told = desk.type("reply", XERO, "1").out
        assert "message 1, settled" in told
        assert "answered from the books, as the policy says: an invoice once more" in told


def test_a_forged_sender_gets_nothing_and_holds(office: World) -> None:
    reminder = office.mail()[0]
    forged = letter("What do I owe you?", sender=str(reminder["To"]), message_id="<1@forger.example>")
    office.sandbox.imap.deliver(OFFICE, forged)
    write(office, "What do I owe you?", reminder, 2, Reply_To="thief@forger.example")
    assert more_mail(office) == []
    assert len(waiting(office)) == 2
    with office.office.store.read() as connection:
        held = [
            one.decision.reason.name
            for one in decided.standing(connection, office.office.linked(XERO).id)
            if one.customer_id in waiting(office)[0].whose
        ]
    assert "REPLY_WAITS" in held
