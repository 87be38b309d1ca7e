"""A `Message` as the bytes that travel: RFC 5322 headers over a multipart/alternative body, and its PDFs.

The headers are written here rather than by `email.policy`, whose folding differs between Python's
patch releases (it has broken long names, long Message-IDs and line breaks within them). All values
are proven to be one line first. Bodies travel as quoted-printable or base64, so no server has to be
asked for 8BITMIME, and a resend of one message is the same bytes but for its Date.
"""

from __future__ import annotations

import re
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

import msgspec

from connectors.errors import Refused
from connectors.mail.mailbox import Mailbox, mailbox, one_line, shown, words
from dunning.effects import Message

_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f\x41-\x7e]+@[\x21-\x3b\x3d\x3f\x41-\x7e]+>")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[\x21\x23-\x3b\x3d\x3f-\x7e]{1,900}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_BODY = policy.SMTP.clone(cte_type="7bit")


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A message made ready: `sender` and `recipients` for the envelope, `content` with CRLF ends."""

    about: str
    sender: Mailbox
    recipients: tuple[Mailbox, ...]
    content: bytes

    @property
    def needs_utf8(self) -> bool:
        """Whether an address in it asks for SMTPUTF8."""
        return any(box.needs_utf8 for box in (self.sender, *self.recipients))


def compose(message: Message, at: datetime) -> Letter:
    """The letter, dated `at` (aware). `Refused` when an address or header is not fit to be sent."""
    about = f"message {message.key}"
    sender = mailbox(message.sender, about)
    recipients = _each_once(tuple(mailbox(written, about) for written in message.recipients))
    if not recipients:
        msg = "it has no recipient"
        raise Refused(msg, about=about)
    headers = [
        ("Date", format_datetime(at)),
        ("From", shown(sender, header="From")),
        ("To", ",\r\n ".join(shown(box, header="To") for box in recipients)),
        ("Subject", words(one_line(message.subject, about), header="Subject")),
        ("Message-ID", _message_id(message.message_id, about)),
        ("Auto-Submitted", "auto-replied" if message.answers else "auto-generated"),
        ("Content-Language", _language(message.language, about)),
    ]
    if message.reply_to:
        headers.insert(2, ("Reply-To", shown(mailbox(message.reply_to, about), header="Reply-To")))
    if message.in_reply_to:
        headers.append(("In-Reply-To", _message_id(message.in_reply_to, about)))
    if message.references:
        earlier = (_message_id(reference, about) for reference in message.references)
        headers.append(("References", "\r\n ".join(earlier)))
    headers += _stopping(message.stop_at, about)
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return Letter(
        about=about, sender=sender, recipients=recipients, content=head.encode() + _body(message, about)
    )


def _stopping(addresses: tuple[str, ...], about: str) -> list[tuple[str, str]]:
    """How its reader stops such messages: RFC 2369, and by one click (RFC 8058) where that is on the web.

    Folded between addresses only: what is folded within one can break the signature, and the address.
    """
    if not addresses:
        return []
    for each in addresses:
        if not _ADDRESS.fullmatch(each):
            msg = f"{each!r} is no address to stop by"
            raise Refused(msg, about=about)
    found = [("List-Unsubscribe", ",\r\n ".join(f"<{each}>" for each in addresses))]
    if any(each.startswith("http") for each in addresses):
        found.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    return found


def _each_once(boxes: tuple[Mailbox, ...]) -> tuple[Mailbox, ...]:
    first: dict[str, Mailbox] = {}
    for box in boxes:
        first.setdefault(box.address.casefold(), box)
    return tuple(first.values())


def _message_id(written: str, about: str) -> str:
    if not _MESSAGE_ID.fullmatch(written):
        msg = f"{written!r} is not a Message-ID"
        raise Refused(msg, about=about)
    return written


def _language(written: str, about: str) -> str:
    tag = written.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        msg = f"{written!r} is not a language"
        raise Refused(msg, about=about)
    return tag


def _body(message: Message, about: str) -> bytes:
    """The MIME headers and the parts: plain text first, then HTML, the one that readers prefer."""
    parts = EmailMessage(policy=_BODY)
    try:
        parts.set_content(message.text)
        if message.html:
            parts.add_alternative(message.html, subtype="html")
            parts.set_boundary(f"=_{message.key}")  # neither base64 nor quoted-printable can hold "=_"
        for one in message.attachments:
            parts.add_attachment(one.content, maintype="application", subtype="pdf", filename=one.name)
        if message.attachments:
            parts.set_boundary(f"=_with_{message.key}")
    except UnicodeEncodeError as bad:
        msg = "its text holds characters that are none"
        raise Refused(msg, about=about) from bad
    return re.sub(rb"\r\n|\r|\n", b"\r\n", parts.as_bytes())
