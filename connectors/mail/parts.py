"""The parts of a message: its texts, what was attached, and the reports that mail servers write.

The law: nothing here grows beyond what one message may cost, however it is made: neither its bytes, nor its
parts, nor how deep they lie in one another. A message that is quoted whole within another is not looked into.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import TypeAlias

from connectors.mail.html_text import text_of
from connectors.mail.plain_text import clean, decoded, header
from dunning.incoming import Attached

MOST_BYTES = 50_000_000
_MOST_BOUNDARIES = 2000  # lines that may begin a part
_MOST_LINES = 2_000_000
_MOST_PARTS = 200
_MOST_TEXT = 400_000
_HEAD_BYTES = 200_000
_NAME = 200
_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}")

Whole: TypeAlias = "Message[str, str]"


@dataclass(frozen=True, slots=True)
class Opened:
    """`parts`: the leaves, in order, without those of messages within it. `problems`: what was not read."""

    message: Whole
    parts: tuple[Whole, ...]
    problems: tuple[str, ...]


def opened(content: bytes) -> Opened:
    """The message as far as it can be taken apart; of one that is made to hurt, its headers."""
    problems = []
    if len(content) > MOST_BYTES:
        content = content[:MOST_BYTES]
        problems.append(f"it is larger than {MOST_BYTES // 1_000_000} MB, and was cut there")
    if content.count(b"\n--") > _MOST_BOUNDARIES or content.count(b"\n") > _MOST_LINES:
        problems.append("it has too many parts or lines, so only its headers were read")
        return Opened(_headers(content), (), tuple(problems))
    try:
        message = message_from_bytes(content, policy=compat32)
        parts = tuple(_leaves(message))
    except RecursionError:
        problems.append("its parts lie too deep in one another, so only its headers were read")
        return Opened(_headers(content), (), tuple(problems))
    if len(parts) > _MOST_PARTS:
        problems.append(f"of its {len(parts)} parts the first {_MOST_PARTS} were read")
    return Opened(message, parts[:_MOST_PARTS], tuple(problems))


def _headers(content: bytes) -> Whole:
    return BytesHeaderParser(policy=compat32).parsebytes(content[:_HEAD_BYTES])


def _leaves(message: Whole) -> Iterator[Whole]:
    if message.get_content_maintype() != "multipart" or not message.is_multipart():
        yield message
        return
    for part in parts_of(message):
        yield from _leaves(part)


def parts_of(part: Whole) -> list[Whole]:
    """What lies directly within it."""
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def kind_of(part: Whole) -> str:
    """Its type, as "text/plain"; what is none is that."""
    found = clean(part.get_content_type()).strip()
    return found if _TYPE.fullmatch(found) else "text/plain"


def is_attached(part: Whole) -> bool:
    """Whether it is a file beside the message, not a text of it."""
    told = header(part.get("Content-Disposition", ""), _NAME).lower()
    return told.startswith("attachment") or kind_of(part).partition("/")[0] not in ("text", "multipart")


def content_of(part: Whole) -> bytes:
    """Its bytes, as far as their encoding can be read."""
    payload = part.get_payload(decode=True)
    if isinstance(payload, bytes):
        return payload
    within = parts_of(part)  # a message within the message
    return within[0].as_bytes() if within else b""


def texts(parts: tuple[Whole, ...]) -> tuple[str, str, list[str]]:
    """(what stands there plainly, what stands there as HTML, problems)."""
    plain: list[str] = []
    html: list[str] = []
    problems: list[str] = []
    for part in parts:
        if is_attached(part) or kind_of(part) not in ("text/plain", "text/html"):
            continue
        raw = content_of(part)
        if len(raw) > _MOST_TEXT:
            problems.append("its text is very long, and only the beginning of it was read")
        text, fault = decoded(raw[:_MOST_TEXT], _charset(part))
        problems += [fault] if fault else []
        (html if kind_of(part) == "text/html" else plain).append(text)
    shown = clean("\n".join(text_of(each) for each in html))
    return "\n".join(plain), shown, problems


def _charset(part: Whole) -> str | None:
    found = part.get_param("charset")
    return found if isinstance(found, str) else None


def attached(parts: tuple[Whole, ...]) -> tuple[Attached, ...]:
    """The files that came along; their content is looked at once, for its digest."""
    return tuple(
        Attached(
            name=_file_name(part),
            type=kind_of(part),
            size=len(raw),
            digest=hashlib.sha256(raw).hexdigest(),
        )
        for part in parts
        if is_attached(part) and not kind_of(part).startswith("message/")
        for raw in (content_of(part),)
    )


def _file_name(part: Whole) -> str:
    """As it was given, on one line and without folders."""
    name = header(part.get_filename() or "", _NAME).replace("\\", "/").rpartition("/")[2]
    return name or "unnamed"
