"""A customer's answer to a message that the pretend mail server took, as a mail program writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses
from typing import Any

from connectors.sandbox.mail import Received


def reply(
    messages: Sequence[Received], sent: Mapping[str, Any], at: datetime, number: int
) -> tuple[str, bytes]:
    """Where it goes, and the message with CRLF ends.

    `sent`: "text"; "message_id" of the message answered (the newest); "from" (who got it), "to" (where
    it asked for replies), "subject"; "headers", more of them by name. `number` makes its id.
    `LookupError` where there is no such message.
    """
    asked = sent.get("message_id")
    answered = [one for one in messages if asked is None or str(one.message["Message-ID"]) == asked]
    if not answered:
        msg = f"no message {asked}" if asked else "no message was taken yet"
        raise LookupError(msg)
    ours = answered[-1].message
    back = getaddresses([str(ours["Reply-To"] or ours["From"])])[0][1]
    sender = str(sent.get("from") or answered[-1].recipients[0])
    to = str(sent.get("to") or back)
    message = EmailMessage(policy=SMTP)
    message["Date"] = format_datetime(at)
    message["From"] = sender
    message["To"] = to
    message["Subject"] = str(sent.get("subject") or f"Re: {ours['Subject']}")
    message["Message-ID"] = f"<reply-{number}@{sender.rpartition('@')[2]}>"
    message["In-Reply-To"] = str(ours["Message-ID"])
    message["References"] = " ".join(filter(None, (str(ours["References"] or ""), str(ours["Message-ID"]))))
    for name, value in (sent.get("headers") or {}).items():
        del message[name]
        message[name] = str(value)
    message.set_content(str(sent.get("text", "")) + "\n")
    return to, message.as_bytes()
