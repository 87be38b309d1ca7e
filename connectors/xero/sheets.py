"""A page of Xero's, read as a whole, and row by row where it will not do as a whole.

The law: a row that does not fit becomes a `BadRow` with its problem, and the rest go on.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Generic, TypeVar

import msgspec

from connectors.http import BROKEN
from connectors.pages import elements, loosely, members, mended, proper
from connectors.xero.wire import Wire

_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?$", re.DOTALL)


class BadRow(msgspec.Struct, frozen=True):
    """A row that could not be read: `problem` in words, `raw` as received, `fields` those it has."""

    problem: str
    raw: str
    fields: dict[str, Any]


class Pagination(msgspec.Struct, frozen=True, rename="camel"):
    """How many pages there are; absent in answers of before 2024."""

    page_count: int | None = None
    item_count: int | None = None


R = TypeVar("R", bound=Wire)


class Sheet(msgspec.Struct, Generic[R], frozen=True, kw_only=True):
    """One page as read. `at`: Xero's own clock when it answered, as sent."""

    rows: tuple[R | BadRow, ...]
    page_count: int | None
    item_count: int | None
    at: str | None


class _Envelope(Wire, frozen=True, kw_only=True):
    date_time_utc: str | None = None


@cache
def _envelope(resource: str, row: Any) -> msgspec.json.Decoder[Any]:
    """A decoder of the object around `resource`, its rows of type `row`; numeric strings pass."""
    fields = [
        ("rows", list[row] | None, msgspec.field(name=resource)),
        ("pagination", Pagination | None, msgspec.field(name="pagination", default=None)),
    ]
    return msgspec.json.Decoder(
        msgspec.defstruct(f"{resource}Page", fields, bases=(_Envelope,), kw_only=True), strict=False
    )


@cache
def _alone(row: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(row, strict=False)


def json_text(body: bytes) -> bytes | None:
    """`body` as JSON text, a byte order mark and stray bytes mended; `None` when it is none.

    What is inside a row may still be no JSON: that is for `sheet` to name.
    """
    text = proper(body)
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except BROKEN:
        if not _is_whole(text):
            return None
    return text if text[:1] in (b"{", b"[") else None


def _is_whole(text: bytes) -> bool:
    try:
        return bool(list(members(text)))  # all of them: a body may break off anywhere
    except msgspec.DecodeError:
        return False


def sheet(body: bytes, resource: str, row: type[R]) -> Sheet[R]:
    """One answer's rows of `resource`. `ValueError` when the answer holds no such list."""
    try:
        page = _envelope(resource, row).decode(body)
    except BROKEN:
        page = None
    rows: tuple[R | BadRow, ...]
    if page is not None:
        rows, pagination, at = tuple(page.rows or ()), page.pagination, page.date_time_utc
    else:
        rows, pagination, at = _row_by_row(body, resource, row)
    return Sheet(
        rows=rows,
        page_count=pagination.page_count if pagination else None,
        item_count=pagination.item_count if pagination else None,
        at=at,
    )


def _row_by_row(
    body: bytes, resource: str, row: type[R]
) -> tuple[tuple[R | BadRow, ...], Pagination | None, str | None]:
    """The slow way, when some part of the page is not as it should be."""
    parts = dict(members(body))
    if resource not in parts:
        msg = f"the answer has no {resource}"
        raise ValueError(msg)
    return (
        tuple(_row(raw, row) for raw in elements(parts[resource])),
        _part(parts, "pagination", Pagination),
        _part(parts, "DateTimeUTC", str),
    )


P = TypeVar("P")


def _part(parts: dict[str, bytes], name: str, kind: type[P]) -> P | None:
    """A part of the envelope that can be done without."""
    try:
        return msgspec.json.decode(parts.get(name, b"null"), type=kind | None, strict=False)
    except BROKEN:
        return None


def _row(raw: bytes, row: type[R]) -> R | BadRow:
    try:
        return _decoded(raw, row)
    except BROKEN as error:
        return BadRow(_in_words(error), raw.decode("utf-8", "replace"), loosely(raw))


def _decoded(raw: bytes, row: type[R]) -> R:
    decoder = _alone(row)
    try:
        decoded: R = decoder.decode(raw)
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:  # NaN, a stray control character, half a surrogate
        decoded = decoder.decode(mended(raw))
    return decoded


def _in_words(error: Exception) -> str:
    """`Invalid decimal string - at `$.Total`` as "its Total cannot be read (invalid decimal string)"."""
    match = _AT.match(str(error))
    what, where = match.groups() if match else (str(error), None)
    what = what.replace("`", "").replace(" | null", "")
    return f"its {where or 'row'} cannot be read ({what[:1].lower()}{what[1:]})"
