"""A mailbox to be read, on a real IMAP server, and a reader of it."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage

import msgspec

from connectors.mail.imap_inbox import ImapInbox
from connectors.mail.settings import InboxSettings
from connectors.sandbox.imap.server import ImapServer
from connectors.sandbox.mail import PASSWORD

LINKED = datetime(2026, 6, 1, 12, tzinfo=UTC)
AFTER = datetime(2026, 6, 10, 9, 30, tzinfo=UTC)
OURS = "accounts@muster.test"


def reply(subject: str = "Re: Invoice INV-95", *, words: str = "We paid on Monday.\n") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "payables@customer.test", OURS, subject
    message["Message-ID"] = f"<{abs(hash(subject))}@customer.test>"
    message.set_content(words)
    return message


def wire(message: EmailMessage) -> bytes:
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def settings_of(server: ImapServer) -> InboxSettings:
    return InboxSettings(
        host=server.host,
        port=server.port,
        security="none",
        username=OURS,
        password=PASSWORD,
        timeout=5.0,
        folders=("INBOX",),
        sent=None,
    )


@contextmanager
def inbox_on(
    server: ImapServer,
    folder: str = "INBOX",
    tls: ssl.SSLContext | None = None,
    since: datetime = LINKED,
    **changed: object,
) -> Iterator[ImapInbox]:
    inbox = ImapInbox(msgspec.structs.replace(settings_of(server), **changed), folder, since, tls)
    try:
        yield inbox
    finally:
        inbox.close()
