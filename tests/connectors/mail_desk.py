"""A mail server to be written to, as strict or as broken as a test wants it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import msgspec
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from connectors.mail.channel import SmtpChannel
from connectors.mail.settings import MailSettings, Security
from dunning.effects import Message

NOW = datetime(2026, 6, 10, 9, 30, tzinfo=UTC)


KEY = "ABCDEFGHIJKLMNOPQRST"


LETTER = Message(
    key=KEY,
    message_id=f"<{KEY}@muster.test>",
    sender="Muster Ltd <accounts@muster.test>",
    reply_to=None,
    recipients=("payables@customer.test",),
    subject="Invoice INV-95 is overdue",
    text="Dear customer,\n\nplease pay.\n",
    html="<p>Dear customer,</p><p>please pay.</p>",
    in_reply_to=None,
    references=(),
    language="en-GB",
)


class Postmaster:
    """A mail server's decisions. `rcpt` and `data`: its answers, by address or in order."""

    def __init__(self) -> None:
        self.kept: list[Envelope] = []
        self.mail: list[str] = []
        self.rcpt: dict[str, str] = {}
        self.data: list[str] = []
        self.connections: set[int] = set()
        self.cut_after: str | None = None
        self.silent = False

    async def handle_MAIL(  # noqa: N802  # aiosmtpd finds it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.connections.add(id(session))
        if self.mail:
            return self.mail.pop(0)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        if self.cut_after == "mail":
            self._cut(server)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802  # aiosmtpd finds it by this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        del server, session
        if address in self.rcpt:
            return self.rcpt[address]
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # as above
        del session
        answer = self.data.pop(0) if self.data else "250 2.0.0 Ok: queued as 4Q7"
        if answer.startswith("250"):
            self.kept.append(envelope)
        if self.cut_after == "data":
            self._cut(server)
        if self.silent:
            await asyncio.sleep(2)
        return answer

    def _cut(self, server: SMTP) -> None:
        self.cut_after = None
        assert isinstance(server.transport, asyncio.WriteTransport)
        server.transport.abort()


class Post(msgspec.Struct, frozen=True):
    """A running server and how to reach it."""

    postmaster: Postmaster
    settings: MailSettings
    controller: Controller

    @property
    def letters(self) -> list[EmailMessage]:
        return [
            message_from_bytes(kept.original_content or b"", policy=policy.default)
            for kept in self.postmaster.kept
        ]


@contextmanager
def post_office(security: Security = "none", **of_server: Any) -> Iterator[Post]:
    postmaster = Postmaster()
    of_server.setdefault("enable_SMTPUTF8", True)
    controller = Controller(postmaster, hostname="127.0.0.1", port=_free_port(), **of_server)
    controller.start()
    settings = MailSettings(
        host="127.0.0.1", port=controller.port, security=security, username=None, password=None, timeout=5.0
    )
    try:
        yield Post(postmaster, settings, controller)
    finally:
        controller.stop(no_assert=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def channel_to(post: Post, tls: ssl.SSLContext | None = None, **changed: Any) -> Iterator[SmtpChannel]:
    channel = SmtpChannel(msgspec.structs.replace(post.settings, **changed), lambda: NOW, tls)
    try:
        yield channel
    finally:
        channel.close()


def letter(**changed: Any) -> Message:
    return msgspec.structs.replace(LETTER, **changed)
