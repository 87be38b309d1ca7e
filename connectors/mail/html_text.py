"""HTML as the text that a reader sees, with what is quoted in it marked as mail marks it: `> `.

By the standard library's parser. The libraries that turn pages into text (inscriptis, html2text) keep
nothing of what a mail program marked as a quote, by which the sender's own words are told apart.
"""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

_LONGEST = 400_000
_BLOCKS = frozenset(
    "address article blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr "
    "li main ol p pre section table tr ul".split()
)
_SILENT = frozenset("script style head title template noscript svg math object".split())
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")  # classes
_QUOTED_FROM = ("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container")  # ids


def text_of(html: str) -> str:
    """The visible text."""
    reader = _Reader()
    reader.feed(html[:_LONGEST])
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """`_open`: elements that are open and change how their text is read: (tag, "silent" or "quote")."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._opened: Counter[str] = Counter()
        self._silent = self._quotes = 0
        self._rest_is_quoted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS or tag == "br":
            self._break()
        if tag in _VOID:
            return
        if tag == "body":  # the end of the head may be left out
            self._leave("head")
        if tag in _SILENT or _HIDDEN.search(told.get("style", "")) or "hidden" in told:
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

    def handle_endtag(self, tag: str) -> None:
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

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._line.append(data)

    def _break(self) -> None:
        line = " ".join("".join(self._line).split())
        self._line.clear()
        if line:
            self._lines.append(f"> {line}" if self._quotes or self._rest_is_quoted else line)
        elif self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self) -> str:
        self._break()
        return "\n".join(self._lines).strip()
