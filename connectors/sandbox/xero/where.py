"""Xero's `where` filter and `order`, as much as it answers fast: comparisons joined by AND.

Anything else (OR, functions, brackets, unknown fields) is refused with 400, so that no connector
comes to lean on what the real API answers slowly or not at all.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from connectors.sandbox.xero.wire import query_refused

Sort = Literal["text", "guid", "date", "number", "flag", "null"]
Predicate = Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class Field:
    """A field that can be filtered on: what kind it is and where a document has it.

    `ranges`: whether `<`, `<=`, `>`, `>=` are answered too, and not only `==`.
    """

    sort: Sort
    of: Callable[[Any], Any]
    ranges: bool = False


Fields = Mapping[str, Field]
"""By the name in lower case; Xero does not mind case here."""

_TERM = re.compile(
    r"""\s*(?P<name>[A-Za-z]+(?:\.[A-Za-z]+)?)\s*(?P<sign>==|>=|<=|>|<|=)\s*
    (?P<value>"(?:[^"\\]|\\.)*"|guid\(\s*"[^"]*"\s*\)|DateTime\([\d,\s]*\)|-?\d+(?:\.\d+)?|true|false|null)\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_AND = re.compile(r"(?:AND\b|&&)", re.IGNORECASE)
_SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "=": operator.eq,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


def _literal(text: str) -> tuple[Sort, Any]:
    """What kind of literal it is, and its value."""
    low = text.lower()
    if low.startswith("guid"):
        return "guid", text.split('"')[1].lower()
    if low.startswith("datetime"):
        numbers = [int(part) for part in text[text.index("(") + 1 : -1].split(",") if part.strip()]
        try:
            return "date", date(*numbers[:3])
        except (TypeError, ValueError) as error:
            msg = f"{text} is not a date"
            raise query_refused(msg) from error
    if low in {"true", "false"}:
        return "flag", low == "true"
    if low == "null":
        return "null", None
    if text.startswith('"'):
        return "text", re.sub(r"\\(.)", r"\1", text[1:-1])
    return "number", Decimal(text)


def _compared(term: re.Match[str], fields: Fields, kind: str) -> Predicate:
    name, sign = term["name"], term["sign"]
    field = fields.get(name.lower())
    if field is None:
        msg = f"No property or field '{name}' exists in type '{kind}' (at index {term.start('name')})"
        raise query_refused(msg)
    sort, value = _literal(term["value"])
    if sort == "null" and _SIGNS[sign] is operator.eq:
        return lambda document: field.of(document) is None
    if sort != field.sort:
        msg = f"Operator '{sign}' incompatible with operand types '{field.sort}' and '{sort}'"
        raise query_refused(msg)
    compare = _SIGNS[sign]
    if compare is not operator.eq and not field.ranges:
        msg = f"Your request is not filtering {kind}s efficiently: '{sign}' on {name}"
        raise query_refused(msg)

    def holds(document: object) -> bool:
        own = field.of(document)
        return own is not None and compare(own, value)

    return holds


def predicate(where: str | None, fields: Fields, kind: str) -> Predicate:
    """Whether a document of `kind` passes the filter. `XeroError` (400) when it is not understood."""
    if not where:
        return lambda _document: True
    checks, at = [], 0
    while True:
        term = _TERM.match(where, at)
        if term is None:
            msg = f"Syntax error (at index {at})"
            raise query_refused(msg)
        checks.append(_compared(term, fields, kind))
        at = term.end()
        if at == len(where):
            return lambda document: all(check(document) for check in checks)
        joined = _AND.match(where, at)
        if joined is None:
            msg = f"Syntax error (at index {at})"
            raise query_refused(msg)
        at = joined.end()


def in_order(documents: list[Any], order: str | None, fields: Fields, kind: str) -> list[Any]:
    """The documents as `order` ("UpdatedDateUTC DESC, Date") has them; by update and id by default."""
    documents = sorted(documents, key=lambda one: (one.updated, one.id))
    for part in reversed((order or "").split(",")):
        words = part.split()
        if not words:
            continue
        name, direction = words[0], (words[1:] or ["ASC"])[0].upper()
        if direction not in {"ASC", "DESC"} or words[2:]:
            msg = f"Syntax error in order '{order}'"
            raise query_refused(msg)
        if name.lower() == "updateddateutc":
            key: Callable[[Any], Any] = operator.attrgetter("updated")
        elif name.lower() in fields:
            key = fields[name.lower()].of
        else:
            msg = f"No property or field '{name}' exists in type '{kind}'"
            raise query_refused(msg)
        documents.sort(key=lambda one: ((value := key(one)) is not None, value), reverse=direction == "DESC")
    return documents
