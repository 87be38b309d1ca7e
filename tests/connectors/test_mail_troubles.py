"""Mail when something goes wrong: what is tried later, what is refused, what stays uncertain."""

from __future__ import annotations

import socket
import threading
import time

import pytest

from connectors.errors import Refused, SignInAgain, TryLater, Uncertain
from connectors.mail.channel import SmtpChannel
from connectors.mail.settings import MailSettings
from tests.connectors.mail_desk import KEY, NOW, channel_to, letter, post_office


def test_a_batch_goes_over_one_connection() -> None:
    with post_office() as post, channel_to(post) as channel:
        for number in range(5):
            channel.send(letter(subject=f"Letter {number}"))
        assert len(post.postmaster.kept) == 5
        assert len(post.postmaster.connections) == 1


def test_a_connection_that_the_server_dropped_while_idle_is_opened_again() -> None:
    with post_office(timeout=0.2) as post, channel_to(post) as channel:
        channel.send(letter())
        time.sleep(0.6)
        channel.send(letter())
        assert len(post.postmaster.kept) == 2
        assert len(post.postmaster.connections) == 2


def test_a_server_that_ends_the_batch_with_421_gets_the_rest_over_a_new_connection() -> None:
    with post_office() as post, channel_to(post) as channel:
        channel.send(letter())
        post.postmaster.mail = ["421 4.7.0 too many messages in this connection"]
        channel.send(letter())
        assert len(post.postmaster.kept) == 2


def test_a_server_that_says_421_at_once_is_tried_later() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.mail = ["421 4.3.2 shutting down"] * 2
        with pytest.raises(TryLater, match=r"421 4\.3\.2 shutting down"):
            channel.send(letter())
        assert len(post.postmaster.mail) == 1


def test_a_connection_cut_before_the_content_is_tried_later() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.cut_after = "mail"
        with pytest.raises(TryLater, match="closed the connection"):
            channel.send(letter())
        assert post.postmaster.kept == []
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


def test_a_letter_that_may_not_leave_any_more_when_all_is_said_is_not_handed_over() -> None:
    with post_office() as post, channel_to(post) as channel:
        with pytest.raises(TryLater, match="too late"):
            channel.send(letter(), lambda: False)
        assert post.postmaster.kept == []
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


def test_a_reply_lost_after_the_server_took_the_letter_leaves_it_uncertain() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.cut_after = "data"
        with pytest.raises(Uncertain, match="may have gone") as lost:
            channel.send(letter())
        assert lost.value.about == f"message {KEY}"
        assert len(post.postmaster.kept) == 1
        channel.send(letter(subject="another"))
        assert len(post.postmaster.kept) == 2


def test_a_server_silent_after_the_letter_leaves_it_uncertain_within_the_timeout() -> None:
    with post_office() as post, channel_to(post, timeout=0.3) as channel:
        post.postmaster.silent = True
        began = time.monotonic()
        with pytest.raises(Uncertain):
            channel.send(letter())
        assert time.monotonic() - began < 10
        assert len(post.postmaster.kept) == 1


def test_an_answer_that_is_neither_yes_nor_no_leaves_it_uncertain() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.data = ["354 go on"]
        with pytest.raises(Uncertain, match="go on"):
            channel.send(letter())


def test_a_connection_cut_within_the_content_is_tried_later_for_no_server_can_have_taken_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        cutter = threading.Thread(target=_take_a_little_of_one_letter, args=(listening,))
        cutter.start()
        settings = MailSettings(
            host="127.0.0.1",
            port=listening.getsockname()[1],
            security="none",
            username=None,
            password=None,
            timeout=5.0,
        )
        with pytest.raises(TryLater, match="cut the connection"):
            SmtpChannel(settings, lambda: NOW).send(letter(html="<p>" + "x" * 30_000_000))
        cutter.join()


def _take_a_little_of_one_letter(listening: socket.socket) -> None:
    """A mail server that goes away in the middle: aiosmtpd has no place to do so."""
    connection, _ = listening.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 ready\r\n")
        for line in lines:
            if line.upper().startswith(b"DATA"):
                connection.sendall(b"354 go on\r\n")
                lines.read(1000)
                return
            connection.sendall(b"250 ok\r\n")


def test_a_letter_larger_than_the_server_takes_is_refused_before_its_content() -> None:
    with post_office(data_size_limit=5000) as post, channel_to(post) as channel:
        with pytest.raises(Refused, match="552"):
            channel.send(letter(html="x" * 10_000))
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("451 4.7.1 greylisted, come back", TryLater),
        ("452 4.3.1 disk full", TryLater),
        ("421 4.3.0 going down", TryLater),
        ("554 5.7.1 looks like spam", Refused),
        ("552 5.3.4 too big", Refused),
    ],
)
def test_a_no_to_the_content_says_whether_to_try_again(answer: str, error: type[Exception]) -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.data = [answer]
        with pytest.raises(error, match=answer):
            channel.send(letter())
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("550 5.1.1 no such user", Refused),
        ("450 4.2.1 mailbox busy", TryLater),
        ("530 5.7.0 authentication required", SignInAgain),
    ],
)
def test_a_no_to_the_only_recipient_says_whether_to_try_again(answer: str, error: type[Exception]) -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.rcpt = {"payables@customer.test": answer}
        with pytest.raises(error, match=answer):
            channel.send(letter())
        assert post.postmaster.kept == []
        channel.send(letter(recipients=("other@customer.test",)))
        assert len(post.postmaster.kept) == 1


def test_a_sender_the_server_does_not_allow_is_refused() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.mail = ["553 5.7.1 not your address"]
        with pytest.raises(Refused, match=r"the sender accounts@muster\.test"):
            channel.send(letter())


def test_one_refused_recipient_does_not_keep_the_letter_from_the_other() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.rcpt = {"gone@x.test": "550 5.1.1 no such user"}
        receipt = channel.send(letter(recipients=("gone@x.test", "here@x.test")))
        assert post.postmaster.kept[0].rcpt_tos == ["here@x.test"]
    assert receipt.provider_id == ("250 2.0.0 Ok: queued as 4Q7; not to gone@x.test: 550 5.1.1 no such user")


def test_when_all_recipients_are_turned_away_one_not_now_is_worth_another_try() -> None:
    with post_office() as post, channel_to(post) as channel:
        post.postmaster.rcpt = {"gone@x.test": "550 5.1.1 none", "busy@x.test": "450 4.2.1 busy"}
        with pytest.raises(TryLater, match=r"busy@x\.test"):
            channel.send(letter(recipients=("gone@x.test", "busy@x.test")))
