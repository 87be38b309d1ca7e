"""Mail servers that fail, refuse, dawdle, or hold more than anyone should read."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from connectors.errors import SignInAgain, TryLater
from connectors.mail.cutting import WHOLE
from connectors.sandbox.imap.server import ImapServer
from tests.connectors.inbox_desk import AFTER, OURS, inbox_on, reply, settings_of, wire
from tests.connectors.mail_tls import client_side, server_side

LARGE = 3 * WHOLE


@pytest.fixture
def server() -> Iterator[ImapServer]:
    with ImapServer() as running:
        yield running


def lay(server: ImapServer, *subjects: str) -> None:
    for subject in subjects:
        server.deliver(OURS, wire(reply(subject)), at=AFTER)


def parsed(content: bytes) -> EmailMessage:
    message = message_from_bytes(content.replace(b"\r\n", b"\n"), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_wrong_password_asks_to_sign_in_again_and_is_not_shown(server: ImapServer) -> None:
    with (
        inbox_on(server, password="wrong-pass") as inbox,
        pytest.raises(SignInAgain, match="refused username or password") as refused,
    ):
        inbox.check()
    assert not refused.value.relink
    assert "wrong-pass" not in f"{refused.value} {refused.value.__cause__!r} {inbox!r}"


def test_a_password_that_cannot_be_said_is_not_shown_either(server: ImapServer) -> None:
    with inbox_on(server, password="wröng-pass") as inbox, pytest.raises(SignInAgain) as refused:
        inbox.check()
    assert "wröng" not in f"{refused.value} {refused.value.__cause__!r}"


def test_a_server_that_is_busy_is_tried_later(server: ImapServer) -> None:
    server.fail("busy")
    with inbox_on(server) as inbox:
        with pytest.raises(TryLater, match="can't answer now"):
            inbox.check()
        inbox.check()


def test_a_connection_cut_in_the_middle_of_a_message_loses_none(server: ImapServer) -> None:
    lay(server, "one", "two", "three")
    with inbox_on(server) as inbox:
        arrived = inbox.new(None)
        last = next(arrived).place
        server.fail("cut")
        with pytest.raises(TryLater, match="closed the connection"):
            list(arrived)
        assert [parsed(one.content)["Subject"] for one in inbox.new(last)] == ["two", "three"]


def test_a_connection_dropped_while_nobody_read_is_opened_again(server: ImapServer) -> None:
    lay(server, "one")
    with inbox_on(server) as inbox:
        inbox.check()
        server.hang_up()
        assert len(list(inbox.new(None))) == 1


def test_an_answer_that_trickles_in_ends_in_time(server: ImapServer) -> None:
    lay(server, "one")
    server.fail("slow")
    with inbox_on(
        server, timeout=0.3
    ) as inbox:  # each piece comes within it, and the whole would take longer
        before = time.monotonic()
        with pytest.raises(TryLater, match="did not answer in time"):
            list(inbox.new(None))
        assert time.monotonic() - before < 2


def test_a_reader_may_take_its_time_between_two_messages(server: ImapServer) -> None:
    lay(server, "one", "two")
    with inbox_on(server, timeout=0.3) as inbox:
        arrived = inbox.new(None)
        next(arrived)
        time.sleep(0.4)  # longer than any answer may take, which is what is tried
        assert len(list(arrived)) == 1


def test_a_folder_that_is_numbered_anew_while_it_is_read_is_left_for_later(server: ImapServer) -> None:
    lay(server, "one", "two")
    with inbox_on(server) as inbox:
        arrived = inbox.new(None)
        next(arrived)
        server.renumber(OURS)
        inbox.sent("<x@muster.test>")
        with pytest.raises(TryLater, match="numbered anew"):
            next(arrived)


def test_a_server_that_is_not_there_or_says_nothing_is_tried_later(server: ImapServer) -> None:
    server.stop()
    with inbox_on(server) as inbox, pytest.raises(TryLater, match="can't be reached"):
        inbox.check()
    with (
        socket.create_server(("127.0.0.1", 0)) as mute,
        inbox_on(server, port=mute.getsockname()[1], timeout=0.2) as inbox,
        pytest.raises(TryLater, match="did not answer in time"),
    ):
        inbox.check()


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_encrypted_server_that_is_trusted_is_read(security: str) -> None:
    encryption = server_side()
    with ImapServer(encryption=encryption, at_once=security == "tls") as server:
        lay(server, "one")
        with inbox_on(server, tls=client_side(), security=security) as inbox:
            assert len(list(inbox.new(None))) == 1
        with (
            inbox_on(server, security=security) as inbox,
            pytest.raises(TryLater, match="certificate is not to be trusted"),
        ):
            inbox.check()


def test_a_server_without_starttls_gets_no_password(server: ImapServer) -> None:
    with inbox_on(server, security="starttls") as inbox, pytest.raises(TryLater, match="does not offer"):
        inbox.check()


def large(*, text_last: bool = False) -> EmailMessage:
    message = reply(words="We paid on Monday, see the attached advice.\n")
    message.add_attachment(
        b"%PDF-1.7" + bytes(LARGE), maintype="application", subtype="pdf", filename="Zahlungsavis.pdf"
    )
    if text_last:
        parts = message.get_payload()
        assert isinstance(parts, list)
        message.set_payload(parts[::-1])
    return message


@pytest.mark.parametrize("text_last", [False, True])
def test_of_a_large_message_the_words_are_read_and_what_was_attached_is_named(
    server: ImapServer, text_last: bool
) -> None:
    whole = large(text_last=text_last)
    server.deliver(OURS, wire(whole), at=AFTER)
    with inbox_on(server) as inbox:
        (one,) = inbox.new(None)
    assert one.cut
    assert len(one.content) < 5000
    message = parsed(one.content)
    assert message["Message-ID"] == whole["Message-ID"]
    assert not message.defects
    body = message.get_body()
    assert body is not None
    assert body.get_content() == "We paid on Monday, see the attached advice.\n"
    (attached,) = message.iter_attachments()
    assert (attached.get_filename(), attached.get_content_type()) == ("Zahlungsavis.pdf", "application/pdf")
    assert attached.get_content() == b""


def test_of_a_large_text_its_beginning_is_read(server: ImapServer) -> None:
    server.deliver(
        OURS, wire(reply(words="We paid. " + "x" * 70 + "\n" + ("y" * 70 + "\n") * 30000)), at=AFTER
    )
    with inbox_on(server) as inbox:
        (one,) = inbox.new(None)
    assert one.cut
    assert 100_000 < len(one.content) < 200_000
    assert parsed(one.content).get_content().startswith("We paid. xxx")


def test_of_a_large_bounce_the_report_and_the_message_that_came_back_are_read(server: ImapServer) -> None:
    ours = large()
    del ours["Message-ID"]
    ours["Message-ID"] = "<KEY@muster.test>"
    bounce = EmailMessage()
    bounce["From"], bounce["To"], bounce["Subject"] = "MAILER-DAEMON@customer.test", OURS, "Undelivered"
    bounce.set_content("It did not arrive.\n")
    bounce.make_mixed()
    report = EmailMessage()
    report.set_content(
        "Status: 5.1.1\n\nFinal-Recipient: rfc822; x@customer.test\n", subtype="rfc822-headers"
    )
    bounce.attach(report)
    bounce.add_attachment(ours)
    server.deliver(OURS, wire(bounce), at=AFTER)
    with inbox_on(server) as inbox:
        (one,) = inbox.new(None)
    assert one.cut
    assert len(one.content) < 300_000
    assert b"Status: 5.1.1" in one.content
    returned = [part for part in parsed(one.content).walk() if part.get_content_type() == "message/rfc822"]
    assert returned[0].get_payload()[0]["Message-ID"] == "<KEY@muster.test>"  # type: ignore[index]  # a message


_MIXED = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n"
NONSENSE = {
    "a boundary that is nowhere": b"Content-Type: multipart/mixed; boundary=nowhere\r\n\r\nWe paid.\r\n",
    "no boundary": b"Content-Type: multipart/mixed\r\n\r\nWe paid.\r\n",
    "no headers": b"We paid.\r\n",
    "headers that are none": b"\xff\xfe: \x00\r\n\r\nWe paid.\r\n",
    "parts within parts": b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (depth, depth)
        for depth in range(60)
    )
    + b"\r\nWe paid.\r\n",
    "hundreds of parts": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    + b"--b\r\n\r\nWe paid.\r\n" * 300,
}


@pytest.mark.parametrize("nonsense", NONSENSE)
def test_a_large_message_of_no_sound_structure_is_read_anyhow(server: ImapServer, nonsense: str) -> None:
    server.deliver(OURS, NONSENSE[nonsense] + (b"z" * 900 + b"\r\n") * (LARGE // 900), at=AFTER)
    lay(server, "the next")
    with inbox_on(server) as inbox:
        one, after = inbox.new(None)
    assert one.cut
    assert b"We paid." in one.content
    assert len(one.content) <= WHOLE
    assert parsed(after.content)["Subject"] == "the next"


def test_the_settings_of_a_reader_show_no_password(server: ImapServer) -> None:
    with inbox_on(server) as inbox:
        assert "sandbox-pass" not in f"{settings_of(server)!r} {inbox!r}"
