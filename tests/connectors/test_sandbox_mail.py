"""The mail server keeps what it accepted, and fails as mail servers fail."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from connectors.sandbox.mail import MailServer


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def letter(to: str = "anna@example.com") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "billing@example.org", to, "Rechnung für Łódź"
    message["Message-ID"] = "<ABC@example.org>"
    message.set_content("Grüße\n")
    return message


def post(mail: MailServer, message: EmailMessage) -> None:
    with smtplib.SMTP(mail.host, mail.port, timeout=5) as line:
        line.send_message(message)


def test_a_message_is_kept_as_it_came_with_its_envelope(mail: MailServer) -> None:
    post(mail, letter())
    post(mail, letter("bob@example.com, carl@example.com"))
    first, second = mail.messages
    assert first.sender == "billing@example.org"
    assert first.recipients == ("anna@example.com",)
    assert first.message["Subject"] == "Rechnung für Łódź"
    assert first.message.get_content() == "Grüße\n"
    assert b"Message-ID: <ABC@example.org>" in first.raw
    assert second.recipients == ("bob@example.com", "carl@example.com")


def test_a_refused_recipient_gets_550_and_nothing_is_kept(mail: MailServer) -> None:
    mail.fail("refuse", recipient="anna", times=None)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        post(mail, letter())
    assert refused.value.recipients["anna@example.com"][0] == 550
    assert mail.messages == []
    post(mail, letter("bob@example.com"))
    assert len(mail.messages) == 1


def test_a_deferred_message_may_be_handed_over_again(mail: MailServer) -> None:
    mail.fail("defer")
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        post(mail, letter())
    assert refused.value.recipients["anna@example.com"][0] == 451
    post(mail, letter())
    assert len(mail.messages) == 1


def test_a_lost_reply_leaves_the_message_accepted(mail: MailServer) -> None:
    mail.fail("lost")
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        post(mail, letter())
    assert len(mail.messages) == 1


def test_a_cut_line_leaves_nothing(mail: MailServer) -> None:
    mail.fail("cut")
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        post(mail, letter())
    assert mail.messages == []


def test_connections_can_be_refused_and_accepted_again_at_the_same_port(mail: MailServer) -> None:
    mail.refuse_connections()
    with pytest.raises(ConnectionError):
        post(mail, letter())
    mail.heal()
    post(mail, letter())
    assert len(mail.messages) == 1


def test_a_long_message_with_many_lines_arrives_whole(mail: MailServer) -> None:
    message = letter()
    message.set_content("\n".join(f".line {number}" for number in range(20_000)))
    post(mail, message)
    assert mail.messages[0].message.get_content().rstrip("\n").endswith(".line 19999")
