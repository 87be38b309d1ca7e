"""Mail by servers that ask who is there: passwords, certificates, and nothing in the clear."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from connectors.errors import SignInAgain, TryLater
from connectors.mail.channel import SmtpChannel
from connectors.mail.settings import MailSettings, Security
from tests.connectors.mail_desk import NOW, Post, _free_port, channel_to, letter, post_office
from tests.connectors.mail_tls import client_side, server_side


def test_a_check_reaches_the_server_and_sends_nothing_though_it_was_asleep_in_between() -> None:
    with post_office(timeout=0.2) as post, channel_to(post) as channel:
        channel.check()
        channel.check()
        time.sleep(0.6)
        channel.check()
        assert post.postmaster.connections == set()
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


def test_a_server_that_is_not_there_is_tried_later_and_named() -> None:
    settings = MailSettings(
        host="127.0.0.1", port=_free_port(), security="none", username=None, password=None, timeout=2.0
    )
    channel = SmtpChannel(settings, lambda: NOW)
    with pytest.raises(TryLater):
        channel.check()
    with pytest.raises(TryLater, match=rf"mail server 127\.0\.0\.1:{settings.port}: it can't be reached"):
        channel.send(letter())
    channel.close()


def test_a_server_that_accepts_and_says_nothing_is_tried_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        settings = MailSettings(
            host="127.0.0.1",
            port=mute.getsockname()[1],
            security="none",
            username=None,
            password=None,
            timeout=0.2,
        )
        with pytest.raises(TryLater):
            SmtpChannel(settings, lambda: NOW).send(letter())


def _password_of_ann(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
) -> AuthResult:
    del server, session, envelope, mechanism
    right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"ann", b"right-pass")
    return AuthResult(success=right, handled=False)


def test_a_server_that_offers_no_sign_in_is_tried_later() -> None:
    with (
        post_office() as post,
        channel_to(post, username="ann", password="right-pass") as channel,
        pytest.raises(TryLater, match="does not offer"),
    ):
        channel.send(letter())


def test_no_password_appears_when_settings_are_printed() -> None:
    with post_office() as post:
        settings = msgspec.structs.replace(post.settings, username="ann", password="right-pass")
    assert "right-pass" not in repr(settings)
    assert "right-pass" not in f"{SmtpChannel(settings, lambda: NOW)!r}"


@contextmanager
def office_with_sign_in(password: str | None) -> Iterator[tuple[Post, SmtpChannel]]:
    """Ann's mail server, and a channel that tries that password."""
    with (
        post_office(
            "starttls", tls_context=server_side(), auth_required=True, authenticator=_password_of_ann
        ) as post,
        channel_to(post, client_side(), username="ann", password=password) as channel,
    ):
        yield post, channel


def test_the_right_password_signs_in() -> None:
    with office_with_sign_in("right-pass") as (post, channel):
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


@pytest.mark.parametrize("password", ["wrong-pass", "wröng-pass", None])
def test_a_wrong_password_asks_to_sign_in_again_and_is_not_shown(
    password: str | None,
) -> None:
    with office_with_sign_in(password) as (post, channel):
        with pytest.raises(SignInAgain, match="mail server") as refused:
            channel.send(letter())
        assert post.postmaster.kept == []
    if password is not None:
        assert password not in f"{refused.value} {refused.value.__cause__!r} {channel!r}"


Office = Callable[[ssl.SSLContext], Any]


OFFICES: dict[Security, Office] = {
    "starttls": lambda context: post_office("starttls", tls_context=context, require_starttls=True),
    "tls": lambda context: post_office("tls", ssl_context=context),
}


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_an_encrypted_server_that_is_trusted_gets_the_letter(security: Security) -> None:
    with OFFICES[security](server_side()) as post, channel_to(post, client_side()) as channel:
        channel.send(letter())
        assert len(post.postmaster.kept) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_is_not_trusted_gets_nothing(security: Security) -> None:
    with OFFICES[security](server_side()) as post, channel_to(post) as channel:
        with pytest.raises(TryLater, match="certificate is not to be trusted"):
            channel.send(letter())
        assert post.postmaster.kept == []


def test_a_server_without_starttls_gets_nothing_in_the_clear() -> None:
    with post_office("starttls") as post, channel_to(post) as channel:
        with pytest.raises(TryLater, match="does not offer"):
            channel.send(letter())
        assert post.postmaster.kept == []


def test_a_plain_server_where_tls_was_expected_is_told_apart() -> None:
    with (
        post_office() as post,
        channel_to(post, security="tls", timeout=1.0) as channel,
        pytest.raises(TryLater),
    ):
        channel.send(letter())
