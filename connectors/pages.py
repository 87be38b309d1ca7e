"""A provider's JSON page taken apart without being read as a whole. Pure.

The law: one bad row (a stray control character, half a surrogate, nesting without end) spoils
neither the page nor the other rows. The page is walked token by token, never by recursion; what is
in a row is not looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

import msgspec

from connectors.http import BROKEN

_BOM: Final = b"\xef\xbb\xbf"
_NUL: Final = re.compile(rb"(?<!\\)((?:\\\\)*)\\u0000")  # no database takes it in a text
_TOKEN: Final = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{},:]', re.DOTALL)
_CLOSES: Final = {b"{": b"}", b"[": b"]"}


def proper(body: bytes) -> bytes:
    """`body` without byte order mark and NUL, and in UTF-8: what is none becomes U+FFFD."""
    text = body.removeprefix(_BOM).replace(b"\x00", b"")
    if b"\\" in text and b"\\u0000" in text:  # most pages have no backslash, which is seen at once
        text = _NUL.sub(rb"\1", text)
    if not text.isascii():  # as most pages are, and that is seen ten times faster
        try:
            text.decode()
        except UnicodeDecodeError:
            text = text.decode("utf-8", "replace").encode()
    return text.strip()


def members(text: bytes) -> Iterator[tuple[str, bytes]]:
    """The outermost names and values of an object, in order; a name may come twice.

    `msgspec.DecodeError` when it is none, or not whole.
    """
    for part in _parts(text, b"{"):
        colon = _TOKEN.match(part)
        name = colon.group() if colon else b""
        value = part[len(name) :].lstrip()
        if not name.startswith(b'"') or not value.startswith(b":"):
            msg = "a name or a colon is missing"
            raise msgspec.DecodeError(msg)
        yield name[1:-1].decode("utf-8", "replace"), value[1:].strip()


def elements(text: bytes) -> tuple[bytes, ...]:
    """The rows of a list; one that is alone may lack the list, `null` is none.

    `msgspec.DecodeError` when it is none, or not whole.
    """
    if text == b"null":
        return ()
    return (text,) if text.startswith(b"{") else tuple(_parts(text, b"["))


def _parts(text: bytes, opening: bytes) -> Iterator[bytes]:
    """What stands between the outermost commas."""
    if text[:1] != opening:
        msg = f"no {opening.decode()} at its start"
        raise msgspec.DecodeError(msg)
    still_open: list[bytes] = []
    begin = 1
    for token in _TOKEN.finditer(text):
        sign = token.group()
        if sign in _CLOSES:
            still_open.append(_CLOSES[sign])
        elif sign in (b"}", b"]"):
            if not still_open or still_open.pop() != sign:
                break
            if not still_open:
                if last := text[begin : token.start()].strip():
                    yield last
                return
        elif sign == b"," and len(still_open) == 1:
            yield text[begin : token.start()].strip()
            begin = token.end()
    msg = "it is not whole"
    raise msgspec.DecodeError(msg)


def mended(row: bytes) -> bytes:
    """One row as strict JSON: numbers keep their digits, as strings; half a surrogate becomes "?".

    `msgspec.DecodeError` when nothing can be made of it.
    """
    try:
        lenient = json.loads(row, parse_float=str, parse_constant=str, strict=False)
        text = json.dumps(lenient, ensure_ascii=False)
    except (ValueError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from error
    return text.encode("utf-8", "replace")


def loosely(row: bytes) -> dict[str, Any]:
    """Those of a row's fields that can be read; none where it is no object."""
    with suppress(*BROKEN):
        return msgspec.json.decode(row, type=dict[str, Any])
    told: dict[str, Any] = {}
    with suppress(msgspec.DecodeError):  # not whole: those before the break count
        for name, text in members(row):
            with suppress(*BROKEN):  # this one is not readable; the others may be
                told[name] = msgspec.json.decode(text)
    return told
