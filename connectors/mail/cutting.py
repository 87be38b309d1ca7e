"""A message too large to be read whole, as a smaller one of the same shape.

Its headers, the headers of each part, and the beginning of each text and of each message within it are
read; what else is attached is left out, and its part stays, empty, with its name and kind. So who reads
it finds the words and what was attached wherever they stood, and fetches no more than `_MOST`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.parser import BytesHeaderParser
from typing import Any

from connectors.errors import Refused

WHOLE = 1 << 20
"""Bytes: a message no larger than this is read whole."""
_HEAD = 1 << 16
_TEXT = 1 << 17  # bytes of one text
_MOST = 1 << 20  # bytes of all texts
_MOST_PARTS = 100
_FIELDS = 7  # RFC 3501, 7.4.2: kind, subkind, parameters, id, description, encoding, size
_END = b"\r\n\r\n"

Read = Callable[..., Any]
"""Fetches sections of the message; the answer by section, as IMAPClient gives it, or `None`: it is gone."""


def section(answer: Any, name: str) -> bytes:
    """What the answer to a `read` holds of the section asked for as `name`; empty where it has none."""
    asked, _, partial = name.replace(".PEEK", "").partition("<")
    key = f"{asked}<{partial.partition('.')[0]}>" if partial else asked
    found = answer.get(key.encode())
    return found if isinstance(found, bytes) else b""


def beginning(read: Read) -> bytes | None:
    """Its first bytes as they stand, `WHOLE` at most. `None`: it is gone."""
    name = f"BODY.PEEK[]<0.{WHOLE}>"
    answer = read(name)
    return None if answer is None else section(answer, name)


def shortened(read: Read) -> bytes | None:
    """The smaller message. `None`: it is gone. `Refused` where its structure makes no sense."""
    top = f"BODY.PEEK[HEADER]<0.{_HEAD}>"
    answer = read("BODYSTRUCTURE", top)
    if answer is None:
        return None
    parts = dict(_walk(answer[b"BODYSTRUCTURE"], ""))
    texts = _texts(parts)
    heads = {number: f"BODY.PEEK[{number}.MIME]<0.{_HEAD}>" for number in parts if number}
    rest = read(*heads.values(), *texts.values())
    if rest is None:
        return None
    found = {number: section(rest, name) for number, name in heads.items()} | {"": section(answer, top)}
    return _entity("", parts, found, {number: section(rest, name) for number, name in texts.items()})


def _walk(structure: Any, number: str) -> Iterator[tuple[str, Any]]:
    """Each part with its number as IMAP has it: "" for the whole, "1", "2.1"."""
    yield number, structure
    if structure.is_multipart:
        for place, part in enumerate(structure[0][:_MOST_PARTS], 1):
            yield from _walk(part, f"{number}.{place}" if number else str(place))


def _texts(parts: dict[str, Any]) -> dict[str, str]:
    """The sections of those parts whose beginning is read."""
    if len(parts) > _MOST_PARTS:
        msg = f"it has {len(parts)} parts"
        raise Refused(msg)
    found, left = {}, _MOST
    for number, part in parts.items():
        if part.is_multipart or left <= 0:
            continue
        if len(part) < _FIELDS:
            msg = "its parts are not to be found"
            raise Refused(msg)
        if part[0].upper() in {b"TEXT", b"MESSAGE"}:
            length = min(_TEXT, left)
            found[number] = f"BODY.PEEK[{number or 'TEXT'}]<0.{length}>"
            left -= min(length, int(part[6]))
    return found


def _entity(number: str, parts: dict[str, Any], heads: dict[str, bytes], texts: dict[str, bytes]) -> bytes:
    """That part, header and body."""
    head = heads[number].rstrip(b"\r\n") + _END
    if not parts[number].is_multipart:
        return head + texts.get(number, b"")
    boundary = (BytesHeaderParser().parsebytes(head).get_boundary() or "").encode("utf-8", "surrogateescape")
    if not boundary:
        msg = "it has parts and does not say what stands between them"
        raise Refused(msg)
    within = [f"{number}.{place}" if number else str(place) for place in range(1, _MOST_PARTS + 1)]
    inner = (_entity(each, parts, heads, texts) for each in within if each in parts)
    # The line's end before a boundary belongs to the boundary, though some servers take it for the part's.
    body = b"".join(b"--%b\r\n%b\r\n" % (boundary, one.removesuffix(b"\r\n")) for one in inner)
    return head + body + b"--%b--\r\n" % boundary
