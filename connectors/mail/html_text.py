"""HTML as the text that a reader sees, with what is quoted in it marked as mail marks it: `> `.

The law: it takes time in step with its length, whatever is in it; each character is looked at a fixed number
of times. The standard library's parser takes minutes for text made for it, and the libraries that turn pages
into text (inscriptis, html2text) keep nothing of what a mail program marked as a quote.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

_LONGEST = 400_000
_LONGEST_TAG = 2000
_BLOCKS = frozenset(
    "address article blockquote body br center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr "
    "li main ol p pre section table tr ul".split()
)
_RAW = ("script", "style", "title", "textarea", "xmp", "noscript", "svg", "math", "object", "template")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")  # classes
_QUOTED_FROM = ("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container")  # ids
_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:-]{0,40}")
_ATTRIBUTE = re.compile(
    r"""\b(class|id|style)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)|\s(hidden)\b""", re.IGNORECASE
)


def text_of(html: str) -> str:
    """The visible text."""
    reader = _Reader()
    for name, told in _pieces(html[:_LONGEST]):
        if not name:
            reader.text(told)
        elif name.startswith("/"):
            reader.end(name[1:])
        else:
            reader.begin(name, told)
    return reader.whole()


def _pieces(html: str) -> Iterator[tuple[str, str]]:
    """("", text); (name, attributes) of an element's begin; ("/name", "") of its end."""
    lower, place = html.lower(), 0
    while (start := html.find("<", place)) >= 0:
        yield "", html[place:start]
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            place = len(html) if end < 0 else end + 3
            continue
        named = _NAME.match(html, start + 1)
        if named is None and html[start + 1 : start + 2] not in ("!", "?", "/"):
            yield "", "<"
            place = start + 1
            continue
        end = html.find(">", start)
        if end < 0:
            return  # a browser shows nothing of a tag that never ends
        place = end + 1
        if named is None:
            continue
        name = named[0].lower()
        if name in _RAW and html[end - 1] != "/":
            closing = lower.find(f"</{name}", end)
            place = len(html) if closing < 0 else closing
            continue
        yield name, html[named.end() : min(end, start + _LONGEST_TAG)]
    yield "", html[place:]


class _Reader:
    """`_open`: elements that are open and change how their text is read: (tag, "silent" or "quote")."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._opened: Counter[str] = Counter()
        self._silent = self._quotes = 0
        self._rest_is_quoted = False

    def begin(self, tag: str, attributes: str) -> None:
        if tag in _BLOCKS:
            self._break()
        if tag in _VOID:
            return
        if tag == "body":  # the end of the head may be left out
            self._leave("head")
        told = {(each[0] or each[2]).lower(): each[1].strip("\"'") for each in _ATTRIBUTE.findall(attributes)}
        if tag == "head" or "hidden" in told or _HIDDEN.search(told.get("style", "")):
            self._enter(tag, "silent")
        elif tag == "blockquote" or any(each in told.get("class", "") for each in _QUOTES):
            self._enter(tag, "quote")
        elif self._opened[tag]:
            self._enter(tag, "")  # so that its end is not taken for that of the one around it
        if told.get("id", "").lower().removeprefix("x_") in _QUOTED_FROM:
            self._rest_is_quoted = True

    def _enter(self, tag: str, how: str) -> None:
        self._open.append((tag, how))
        self._opened[tag] += 1
        self._silent += how == "silent"
        self._quotes += how == "quote"

    def end(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._break()
        self._leave(tag)

    def _leave(self, tag: str) -> None:
        """Leave the innermost element of that name, and what was never closed within it."""
        while self._opened[tag]:
            name, how = self._open.pop()
            self._opened[name] -= 1
            self._silent -= how == "silent"
            self._quotes -= how == "quote"
            if name == tag:
                return

    def text(self, told: str) -> None:
        if told and not self._silent:
            self._line.append(unescape(told))

    def _break(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        if line:
            self._lines.append(f"> {line}" if self._quotes or self._rest_is_quoted else line)
        elif self._lines and self._lines[-1]:
            self._lines.append("")

    def whole(self) -> str:
        self._break()
        return "\n".join(self._lines).strip()
