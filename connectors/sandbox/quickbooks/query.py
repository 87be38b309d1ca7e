"""The query language: text to `Query`, refusing what QuickBooks refuses with faults 4000 and 4001.

One entity, conditions joined by AND, values in single quotes (backslash escapes) or true/false.
There is no OR, no double quote, no unquoted number, no expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from connectors.sandbox.quickbooks.refusals import query_invalid, query_unparsed

DEFAULT_PAGE = 100
LONGEST_PAGE = 1000
_TOKEN = re.compile(
    r"\s*(?:(?P<STRING>'(?:[^'\\]|\\.)*')|(?P<INTEGER>-?\d+(?:\.\d+)?)|(?P<IDENTIFIER>[A-Za-z_][\w.]*)"
    r"|(?P<MARK><=|>=|[=<>(),*]))",
    re.DOTALL,
)
_WORDS = frozenset(
    "SELECT FROM WHERE AND OR NOT IN LIKE ORDERBY ORDER BY ASC DESC STARTPOSITION MAXRESULTS COUNT".split()
)
_COMPARISONS = frozenset("= < > <= >=".split())


@dataclass(frozen=True, slots=True)
class Condition:
    """`name` compared by `operator` with one value, or with several for IN."""

    name: str
    operator: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """`columns`: `None` for a count. `start`: counts from 1. `order`: (property, descending)."""

    entity: str
    columns: tuple[str, ...] | None
    conditions: tuple[Condition, ...]
    order: tuple[tuple[str, bool], ...]
    start: int
    limit: int


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int

    @property
    def word(self) -> str:
        """The key word it is, in capitals, or nothing."""
        upper = self.text.upper()
        return upper if self.kind == "IDENTIFIER" and upper in _WORDS else ""


def _tokens(text: str) -> Iterator[_Token]:
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None or found.lastgroup is None:
            at += len(text[at:]) - len(text[at:].lstrip())
            opened = text[at] == "'"
            what = f'<EOF> after : "{text[at:]}"' if opened else f'"{text[at]}" ({ord(text[at])}), after : ""'
            column = len(text) + 1 if opened else at + 1
            msg = f"Lexical error at line 1, column {column}.  Encountered: {what}"
            raise query_unparsed(msg)
        yield _Token(found.lastgroup, found[found.lastgroup], found.start(found.lastgroup) + 1)
        at = found.end()
    yield _Token("EOF", "<EOF>", len(text) + 1)


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0

    @property
    def here(self) -> _Token:
        return self._tokens[self._at]

    def step(self) -> _Token:
        token = self.here
        self._at += token.kind != "EOF"
        return token

    def fail(self) -> NoReturn:
        token = self.here
        kind = f'" "{token.word}" "' if token.word else f'" <{token.kind}> "'
        msg = f'Encountered {kind}{token.text} "" at line 1, column {token.column}.'
        raise query_unparsed(msg)

    def takes(self, *words: str) -> bool:
        if self.here.word in words or (self.here.kind == "MARK" and self.here.text in words):
            self.step()
            return True
        return False

    def needs(self, word: str) -> None:
        if not self.takes(word):
            self.fail()

    def name(self) -> str:
        if self.here.kind != "IDENTIFIER" or self.here.word:
            self.fail()
        return self.step().text

    def value(self) -> str:
        token = self.here
        if token.kind == "STRING":
            return re.sub(r"\\(.)", r"\1", self.step().text[1:-1], flags=re.DOTALL)
        if token.text.lower() not in {"true", "false"}:
            self.fail()
        return self.step().text.lower()

    def whole(self, least: int, most: int | None) -> int:
        if self.here.kind != "INTEGER" or "." in self.here.text:
            self.fail()
        number = int(self.step().text)
        if number < least:
            msg = f"value {number} is too small. Min allowed value is {least}"
            raise query_invalid(msg)
        if most is not None and number > most:
            msg = f"value {number} is too large. Max allowed value is {most}"
            raise query_invalid(msg)
        return number

    def columns(self) -> tuple[str, ...] | None:
        if self.takes("COUNT"):
            for mark in "(*)":
                self.needs(mark)
            return None
        names = [self._column()]
        while self.takes(","):
            names.append(self._column())
        return tuple(names)

    def _column(self) -> str:
        return "*" if self.takes("*") else self.name()

    def condition(self) -> Condition:
        name = self.name()
        if self.takes("IN"):
            self.needs("(")
            values = [self.value()]
            while self.takes(","):
                values.append(self.value())
            self.needs(")")
            return Condition(name, "IN", tuple(values))
        if self.takes("LIKE"):
            return Condition(name, "LIKE", (self.value(),))
        if self.here.text not in _COMPARISONS:
            self.fail()
        return Condition(name, self.step().text, (self.value(),))

    def order(self) -> tuple[tuple[str, bool], ...]:
        keys: list[tuple[str, bool]] = []
        while not keys or self.takes(","):
            name = self.name()
            descending = self.takes("DESC")
            if not descending:
                self.takes("ASC")
            keys.append((name, descending))
        return tuple(keys)

    def window(self) -> tuple[int, int]:
        start, limit = 1, DEFAULT_PAGE
        while self.here.kind != "EOF":
            if self.takes("STARTPOSITION"):
                start = self.whole(1, None)
            elif self.takes("MAXRESULTS"):
                limit = self.whole(0, LONGEST_PAGE)
            else:
                self.fail()
        return start, limit


def parse(text: str) -> Query:
    """The query that `text` asks. Raises `Refusal` 4000 when it does not parse, 4001 on bad limits."""
    parser = _Parser(text)
    parser.needs("SELECT")
    columns = parser.columns()
    parser.needs("FROM")
    entity = parser.name()
    conditions: list[Condition] = []
    if parser.takes("WHERE"):
        conditions.append(parser.condition())
        while parser.takes("AND"):
            conditions.append(parser.condition())
    order: tuple[tuple[str, bool], ...] = ()
    if parser.takes("ORDERBY"):
        order = parser.order()
    elif parser.takes("ORDER"):
        parser.needs("BY")
        order = parser.order()
    start, limit = parser.window()
    return Query(
        entity=entity, columns=columns, conditions=tuple(conditions), order=order, start=start, limit=limit
    )
