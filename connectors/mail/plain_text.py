"""Bytes and headers of a stranger's message as text that is safe to show, to search and to keep.

The law: whatever comes in, what goes out is Unicode without control characters, escapes of terminals or
marks that turn or hide what is written beside them; only line ends and tabs stay.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header

_JOINERS = "\u200c\u200d"  # part of some scripts' spelling
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b[\\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?|\x1b.?"
)
_NO_CHARSETS = frozenset("idna punycode raw-unicode-escape unicode-escape undefined mbcs oem".split())
_LONGEST_HEADER = 4000


def clean(text: str) -> str:
    """The text with line ends as line feeds, and nothing in it that does not show itself."""
    if text.isascii() and text.isprintable():
        return text
    lines = _LINE_ENDS.sub("\n", _ESCAPES.sub("", text))
    return "".join(each for each in lines if each in "\n\t" or each in _JOINERS or _shows(each))


def _shows(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co", "Cn")


def decoded(raw: bytes, charset: str | None) -> tuple[str, str]:
    """(the text, what was wrong with how it was told to be written; "" where nothing was)."""
    wanted = (charset or "us-ascii").strip().strip("\"'").lower()
    for name in dict.fromkeys((wanted, "utf-8")):
        if _is_charset(name):
            try:
                return clean(raw.decode(name)), "" if name == wanted or charset is None else _other(wanted)
            except (UnicodeError, ValueError):
                continue
    return clean(raw.decode("cp1252", "replace")), "" if charset is None else _other(wanted)


def _is_charset(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError, UnicodeError):
        return False
    return (
        bool(getattr(found, "_is_text_encoding", False)) and found.name.replace("_", "-") not in _NO_CHARSETS
    )


def _other(charset: str) -> str:
    return f"it is not written in {clean(charset)[:40]!r} as it says, so some letters may be wrong"


def header(value: object, longest: int) -> str:
    """A header as one line of text, its encoded words read; cut after `longest` letters."""
    raw = str(value)[:_LONGEST_HEADER]
    bare = raw.encode("utf-8", "surrogateescape") if not raw.isascii() else None
    if bare is not None:
        raw, _ = decoded(bare, "utf-8")
    return " ".join(_words(raw).split())[:longest]


def _words(raw: str) -> str:
    if "=?" not in raw:
        return clean(raw)
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        return clean(raw)
    return "".join(
        clean(piece) if isinstance(piece, str) else decoded(piece, charset or "us-ascii")[0]
        for piece, charset in pieces
    )
