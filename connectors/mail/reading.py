"""A message that came in by mail, read: who, to whom, in answer to what, in what words, of what kind.

The law: no bytes make `read` raise, run long or let a control character through; what can't be read is told.
Anybody can write anything into a message, so all of this is what it says, and nothing of it is proven.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

from connectors.mail import reports
from connectors.mail.automatic import has_no_return, is_automatic, is_away
from connectors.mail.own_words import apart
from connectors.mail.parts import MOST_BYTES, Opened, Whole, attached, kind_of, opened, texts
from connectors.mail.plain_text import header
from dunning.incoming import Failure, Incoming, IncomingKind

_SUBJECT, _ADDRESS, _NAME = 300, 254, 200
_MOST_RECIPIENTS = _MOST_IDS = 50
_MOST_WORDS = 20_000  # letters kept, of the own words and of what is quoted
_MOST_FILES = 50


def read(content: bytes, received_at: datetime) -> Incoming:
    """What came in. `received_at` (aware): when the mailbox got it. Never raises."""
    try:
        return _read(content, received_at)
    except Exception as error:  # noqa: BLE001 - the law: a stranger's bytes stop nothing, and are told of
        return _unread(content, received_at, f"it could not be read ({type(error).__name__})")


def _unread(content: bytes, received_at: datetime, problem: str) -> Incoming:
    return Incoming(
        kind="unreadable",
        digest=hashlib.sha256(content).hexdigest(),
        message_id="",
        sender="",
        sender_name="",
        recipients=(),
        subject="",
        sent_at=None,
        received_at=received_at,
        about=(),
        words="",
        quoted="",
        attachments=(),
        failures=(),
        back_on=None,
        problems=(problem,),
    )


def _read(content: bytes, received_at: datetime) -> Incoming:
    found = opened(content)
    message = found.message
    if not message.keys():
        return _unread(content, received_at, "it has no headers, so it is no message")
    sender_name, sender = _sender(message)
    subject = header(message.get("Subject", ""), _SUBJECT)
    words, quoted, problems = _words(found)
    kind, failures, named = _kind(found, sender, subject, f"{words}\n{quoted}", words)
    ids = reports.ids_in(message.get("Message-ID", ""))
    return Incoming(
        kind=kind,
        digest=hashlib.sha256(content[:MOST_BYTES]).hexdigest(),
        message_id=ids[0] if ids else "",
        sender=sender,
        sender_name=sender_name,
        recipients=tuple(_recipients(message)),
        subject=subject,
        sent_at=_date(message),
        received_at=received_at,
        about=tuple(dict.fromkeys((*named, *_answered(message))))[:_MOST_IDS],
        words=words[:_MOST_WORDS],
        quoted=quoted[:_MOST_WORDS],
        attachments=attached(found.parts)[:_MOST_FILES],
        failures=failures,
        back_on=None,
        problems=tuple(dict.fromkeys((*found.problems, *problems))),
    )


def _words(found: Opened) -> tuple[str, str, list[str]]:
    """The own words and the rest of the first text that has any; which of both is shown is the reader's."""
    plain, shown, problems = texts(found.parts)
    own, rest = apart(plain)
    if own:
        return own, rest, problems
    other, others = apart(shown)
    return (other, others, problems) if other or not rest else (own, rest, problems)


def _kind(
    found: Opened, sender: str, subject: str, text: str, words: str
) -> tuple[IncomingKind, tuple[Failure, ...], tuple[str, ...]]:
    """(what it is, whom a report tells of, Message-IDs that it tells of)."""
    message, parts = found.message, found.parts
    if reports.is_complaint(message, parts):
        return "complaint", reports.complained_of(parts), (*reports.returned_ids(parts),)
    if reports.is_delivery_report(message, parts):
        return "bounce", reports.failures(parts), (*reports.returned_ids(parts),)
    failures, named = reports.plainly_failed(message, sender, subject, text)
    if failures:
        return "bounce", failures, (*reports.returned_ids(parts), *named)
    if is_automatic(message) or _is_receipt(message):
        return "out_of_office" if is_away(subject, words) else "automatic", (), ()
    if found.problems and not parts:
        return "unreadable", (), ()
    return "reply", (), ()


def _is_receipt(message: Whole) -> bool:
    """A note that the message was opened (RFC 8098)."""
    report = message.get_param("report-type")
    return kind_of(message) == "multipart/report" and str(report).lower() == "disposition-notification"


def _sender(message: Whole) -> tuple[str, str]:
    """(name, address) of the first author."""
    for name in ("From", "Sender"):
        for shown, address in _addresses(message, name):
            return shown, address
    if has_no_return(message):
        return "", ""
    return "", next((address for _, address in _addresses(message, "Return-Path")), "")


def _recipients(message: Whole) -> Iterator[str]:
    known: dict[str, None] = {}
    for name in ("To", "Cc", "Delivered-To", "X-Original-To"):
        known |= {address: None for _, address in _addresses(message, name)}
    yield from list(known)[:_MOST_RECIPIENTS]


def _addresses(message: Whole, name: str) -> list[tuple[str, str]]:
    """(name, address) of those in these headers; what is no address is left out."""
    written = [str(each)[:2000] for each in message.get_all(name, [])[:5]]
    try:
        pairs = getaddresses([each.encode("ascii", "replace").decode() for each in written])
    except (ValueError, IndexError, RecursionError):
        return []
    clean = [(header(shown, _NAME), header(address, 400).lower()) for shown, address in pairs]
    return [
        (shown, address)
        for shown, address in clean
        if len(address) <= _ADDRESS and " " not in address and 0 < address.find("@") < len(address) - 1
    ]


def _answered(message: Whole) -> list[str]:
    """The nearest first: In-Reply-To, then References from their end."""
    references = reports.ids_in(" ".join(str(each) for each in message.get_all("References", [])[:3]))
    return [*reports.ids_in(message.get("In-Reply-To", "")), *reversed(references)]


def _date(message: Whole) -> datetime | None:
    try:
        found = parsedate_to_datetime(header(message.get("Date", ""), 200))
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
