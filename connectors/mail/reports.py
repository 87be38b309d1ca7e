"""What mail servers write: delivery reports (RFC 3464), complaints (RFC 5965), and bounces in plain words.

The law: only a report made as the standard says is certain. What is known by its words alone is "perhaps",
and of whom it tells is for a person to see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.parser import HeaderParser
from email.policy import compat32

from connectors.mail.parts import Whole, content_of, kind_of, parts_of
from connectors.mail.plain_text import decoded, header
from dunning.incoming import Failure

_MOST = 50
_LONG = 400
_ADDRESS = re.compile(r"[^\s<>\"'(),:;@\[\]]{1,64}@[^\s<>\"'(),:;@\[\]]{1,190}")
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_ID = re.compile(r"<([^<>\s]{3,250})>")
_ID_LINE = re.compile(r"(?im)^[>\s]{0,8}(?:x-)?(?:original-)?message-id:\s{0,3}<([^<>\s]{3,250})>")
_DAEMONS = ("mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon", "mdaemon")
_FAILED = re.compile(
    r"undeliver|delivery (?:status notification|has failed|failure)|failure notice"
    r"|mail delivery (?:failed|system)|returned mail|delivery failed|message not delivered"
    r"|unzustellbar|nicht zugestellt|zustellung fehlgeschlagen"
    r"|non remis|échec de la remise|non distribu|no se puede entregar|no entregad|error de entrega|devuelto"
    r"|onbestelbaar|niet bezorgd|niet afgeleverd",
    re.IGNORECASE,
)
_DELAYED = re.compile(
    r"delay|will be retried|still being retried|verzög|retard[ée]|retras|vertraag", re.IGNORECASE
)


def is_delivery_report(message: Whole, parts: tuple[Whole, ...]) -> bool:
    """Whether it is one by its structure."""
    return any(kind_of(part) == "message/delivery-status" for part in parts) and _is_report(message)


def is_complaint(message: Whole, parts: tuple[Whole, ...]) -> bool:
    """Whether a mailbox provider tells that somebody complained of a message."""
    if not _is_report(message):
        return False
    told = [_fields(part) for part in parts if kind_of(part) == "message/feedback-report"]
    return any(_first(each, "Feedback-Type").lower() not in ("", "not-spam") for each in told)


def _is_report(message: Whole) -> bool:
    return message.get_content_type() in ("multipart/report", "multipart/mixed")


def failures(parts: tuple[Whole, ...]) -> tuple[Failure, ...]:
    """What a delivery report says of each recipient."""
    found = []
    for part in parts:
        if kind_of(part) != "message/delivery-status":
            continue
        for block in _blocks(part):
            if recipient := _recipient(block):
                action, status = _first(block, "Action").lower()[:20], _STATUS.search(_first(block, "Status"))
                why = _first(block, "Diagnostic-Code") or _first(block, "Status")
                code = "" if status is None else status[1]
                failure = Failure(
                    recipient=recipient,
                    action=action[:20],
                    status=code,
                    why=why[:_LONG],
                    certain=bool(action),
                )
                found.append(failure)
    return tuple(found[:_MOST])


def _recipient(block: Whole) -> str:
    """The address as we wrote to it, where the report has it; it may have been sent on from there.

    Between servers its "+" and "=" are written otherwise (xtext, RFC 3461), and some report them so.
    """
    original = _first(block, "Original-Recipient").replace("+2B", "+").replace("+3D", "=")
    told = (each.rpartition(";")[2] for each in (original, _first(block, "Final-Recipient")))
    return next((found[0].lower() for each in told if (found := _ADDRESS.search(each))), "")


def complained_of(parts: tuple[Whole, ...]) -> tuple[Failure, ...]:
    """Whose complaint it is, where it says so."""
    told = [_fields(part) for part in parts if kind_of(part) == "message/feedback-report"]
    addresses = [
        found[0].lower()
        for fields in told
        for name, value in fields.items()
        if name.lower() in ("original-rcpt-to", "removal-recipient")
        if (found := _ADDRESS.search(header(value, _LONG)))
    ]
    return tuple(
        Failure(recipient=one, action="complained", status="", why="", certain=True)
        for one in dict.fromkeys(addresses)
    )[:_MOST]


def returned_ids(parts: tuple[Whole, ...]) -> Iterator[str]:
    """Message-IDs of the message that a report is about, from what it returns of it."""
    for part in parts:
        if kind_of(part) in (
            "message/rfc822",
            "text/rfc822-headers",
            "message/rfc822-headers",
            "message/global",
        ):
            text, _ = decoded(content_of(part)[:100_000], None)
            found = HeaderParser(policy=compat32).parsestr(text.lstrip("\n"), headersonly=True)
            yield from ids_in(found.get("Message-ID", ""))
        elif kind_of(part) == "message/feedback-report":
            yield from ids_in(_first(_fields(part), "Original-Message-ID"))


def ids_in(value: object) -> list[str]:
    """The Message-IDs in a header."""
    return _ID.findall(header(value, 4000))


def plainly_failed(
    message: Whole, sender: str, subject: str, text: str
) -> tuple[tuple[Failure, ...], tuple[str, ...]]:
    """(whom a bounce in plain words tells of, Message-IDs in it); nothing where it is none.

    Exchange, Gmail, Exim and qmail send such where somebody switched reports off, and older ones always.
    """
    listed = header(message.get("X-Failed-Recipients", ""), _LONG)
    by_daemon = sender == "" or sender.partition("@")[0] in _DAEMONS
    if not listed and not (by_daemon and (_FAILED.search(subject) or _FAILED.search(text[:2000]))):
        return (), ()
    own = sender.rpartition("@")[2]
    named = [each.lower().rstrip(".") for each in _ADDRESS.findall(listed or text[:20_000])]
    others = [each for each in dict.fromkeys(named) if each.partition("@")[0] not in _DAEMONS and each != own]
    status = _STATUS.search(text[:20_000])
    late = _DELAYED.search(subject)
    why = next((line.strip() for line in text[:20_000].split("\n") if _STATUS.search(line)), "")
    found = [
        Failure(
            recipient=one,
            action="delayed" if late else "failed",
            status="" if status is None else status[1],
            why=why[:_LONG],
            certain=False,
        )
        for one in others[:5] or [""]
    ]
    return tuple(found), tuple(_ID_LINE.findall(text)[:_MOST])


def _blocks(part: Whole) -> list[Whole]:
    """A report's groups of fields: of the message, then of each recipient."""
    return parts_of(part) or [_fields(part)]


def _fields(part: Whole) -> Whole:
    """The fields that are the content of a part, also where it was encoded against the standard."""
    within = parts_of(part)
    if within and within[0].keys():
        return within[0]
    text, _ = decoded(content_of(within[0] if within else part), None)
    return HeaderParser(policy=compat32).parsestr(text[:100_000].lstrip("\n"))


def _first(fields: Whole, name: str) -> str:
    return header(fields.get(name, ""), _LONG)
