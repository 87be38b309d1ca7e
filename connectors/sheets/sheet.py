"""A file's bytes as lines of named cells: encoding, delimiter and header found out. Pure.

The law: a line that cannot be read spoils no other, and none is lost silently, a stray quotation
mark included. A file whose last line breaks off is being written, and is not read at all.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from connectors.errors import Refused, TryLater
from connectors.sheets.columns import Form, plain
from dunning.ledger import is_currency

_DELIMITERS: Final = (",", ";", "\t", "|")
_TITLE_LINES: Final = 30  # a report may have so many above its header
_FEWEST: Final = 2  # columns that make a line a header
_TOTALS: Final = frozenset("total totals grandtotal subtotal sum overall".split())


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One row. `number`: of its first line in the file. `fault`: why it cannot be read, if so."""

    number: int
    cells: Mapping[str, str]
    raw: str
    fault: str | None


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A file as read. `currency`: the one that its headers name, "Balance (EUR)".

    `summed`: it has a line of totals, and so is whole though nothing else may be in it. `ends`: with a
    line break; else its last cell may lack something.
    """

    form: Form
    columns: frozenset[str]
    currency: str | None
    lines: tuple[Line, ...]
    summed: bool
    ends: bool


def decoded(body: bytes) -> str:
    """The text: UTF-8 or UTF-16 where it is that, else as Windows writes Western languages."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    if b"\x00" in body[:200]:
        return body.decode("utf-16-le" if body[1:2] == b"\x00" else "utf-16-be", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def read(form: Form, body: bytes) -> Sheet:
    """`TryLater` for a file that is empty or breaks off, `Refused` for one that is another thing."""
    text = decoded(body).replace("\x00", "")
    lines = list(io.StringIO(text, newline=""))
    if not text.strip():
        msg = "is empty; export it again"
        raise TryLater(msg, about=form.name)
    at, delimiter = _header_at(form, lines)
    if at is None:
        if not lines[-1].endswith(("\n", "\r")) and len(lines) == 1:
            msg = "breaks off in its first line; is it being written?"
            raise TryLater(msg, about=form.name)
        msg = f"has no line of headers that could be read; there must be {_wanted(form)}"
        raise Refused(msg, about=form.name)
    header = next(csv.reader([lines[at]], delimiter=delimiter))
    columns = _columns(form, header, cut=at == len(lines) - 1 and not lines[at].endswith(("\n", "\r")))
    rows = list(_rows(form, lines, at + 1, delimiter, header, columns))
    found = tuple(row for row in rows if row is not None)
    return Sheet(
        form=form,
        columns=frozenset(columns),
        currency=_currency(header),
        lines=found,
        summed=len(found) < len(rows),
        ends=lines[-1].endswith(("\n", "\r")),
    )


def _header_at(form: Form, lines: Sequence[str]) -> tuple[int | None, str]:
    """The line that most headers can be read in, and the delimiter by which they can."""
    known = {plain(name) for names in form.columns.values() for name in names}
    best: tuple[int, int | None, str] = (_FEWEST - 1, None, ",")
    for number, line in enumerate(lines[:_TITLE_LINES]):
        for delimiter in _DELIMITERS:
            cells = next(csv.reader([line], delimiter=delimiter), [])
            score = len({plain(cell) for cell in cells} & known)
            if score > best[0]:
                best = (score, number, delimiter)
    return best[1], best[2]


def _columns(form: Form, header: Sequence[str], *, cut: bool) -> dict[str, int]:
    """The place of each column. Each header serves once; the earlier name of a column's list wins."""
    names = [plain(cell) for cell in header]
    places: dict[str, int] = {}
    for column, called in form.columns.items():
        known = [plain(name) for name in called]
        found = next(
            (name for name in known if name in names and names.index(name) not in places.values()), None
        )
        if found is None:
            continue
        if names.count(found) > 1:
            msg = f'has more than one column "{header[names.index(found)].strip()}"; leave one'
            raise Refused(msg, about=form.name)
        places[column] = names.index(found)
    missing = [group for group in form.needed if not any(column in places for column in group)]
    if missing:
        words = "; ".join(_called(form, group) for group in missing)
        if cut:
            msg = "breaks off in its header; is it being written?"
            raise TryLater(msg, about=form.name)
        msg = f"has no column for {words}; its headers are: {', '.join(filter(None, map(str.strip, header)))}"
        raise Refused(msg, about=form.name)
    return places


def _wanted(form: Form) -> str:
    return "; ".join(_called(form, group) for group in form.needed)


def _called(form: Form, group: Sequence[str]) -> str:
    """A column in words, with the names that it may bear."""
    names = ", ".join(f'"{name}"' for column in group for name in form.columns[column][:3])
    return f"{' or '.join(group)} (say {names})".replace("_", " ")


def _currency(header: Sequence[str]) -> str | None:
    """The one currency that stands in brackets behind the headers."""
    told = {cell[cell.rfind("(") + 1 : cell.rfind(")")].strip().upper() for cell in header if "(" in cell}
    codes = {code for code in told if is_currency(code)}
    return codes.pop() if len(codes) == 1 else None


class _Feed:
    """Physical lines handed out one by one, and again from an earlier one where asked."""

    def __init__(self, lines: Sequence[str], start: int) -> None:
        self.lines, self.next = lines, start

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.next >= len(self.lines):
            raise StopIteration
        self.next += 1
        return self.lines[self.next - 1]


def _rows(
    form: Form,
    lines: Sequence[str],
    start: int,
    delimiter: str,
    header: Sequence[str],
    columns: Mapping[str, int],
) -> Iterator[Line | None]:
    """Each line that is not blank; `None` for one that sums up others."""
    feed = _Feed(lines, start)
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while feed.next < len(lines):
        first = feed.next
        try:
            row, fault = next(reader), None
        except csv.Error as error:
            row, fault = [], _quoted(error)
        if any(
            part.count(delimiter) >= len(header) - 1
            for cell in row
            if "\n" in cell
            for part in cell.split("\n")
        ):
            fault = _quoted(None)
        if fault is not None:  # only its first line is lost, not what a stray mark made of the next ones
            feed.next = first + 1
            row = next(csv.reader([lines[first]], delimiter=delimiter, quoting=csv.QUOTE_NONE))
        whole = lines[feed.next - 1].endswith(("\n", "\r"))
        if not whole and (fault is not None or len(row) < len(header)):
            msg = f"line {first + 1} breaks off; is it being written?"
            raise TryLater(msg, about=form.name)
        cells = [_plain(cell) for cell in row]
        if not any(cells):
            continue
        if _is_total(cells, columns):
            yield None
        else:
            if len(row) > len(header):
                fault = f"has {len(row)} cells where the header has {len(header)}; is one not in quotes?"
            named = {column: cells[at] for column, at in columns.items() if at < len(cells)}
            raw = "".join(lines[first : feed.next]).strip()[:2000]
            yield Line(number=first + 1, cells=named, raw=raw, fault=fault)


def _quoted(error: csv.Error | None) -> str:
    return f"has a quotation mark out of place{f' ({error})' if error else ''}"


def _plain(cell: str) -> str:
    """What Excel shows: ="00123" is a way to keep the zeros."""
    bare = cell.strip().strip("\ufeff")
    return bare[2:-1].strip() if bare.startswith('="') and bare.endswith('"') else bare


def _is_total(cells: Sequence[str], columns: Mapping[str, int]) -> bool:
    """A line that sums up others: it begins with that word and has no number or date of its own."""
    first = plain(next(filter(None, cells)))
    if first not in _TOTALS and not first.startswith(("total", "subtotal")):
        return False
    own = [columns[column] for column in ("number", "due_on", "paid_on") if column in columns]
    return all(at >= len(cells) or not cells[at] or plain(cells[at]) == first for at in own)
