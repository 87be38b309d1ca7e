"""Letters in one file to print, behind a list of what is in it: for whom, which level, on which pages.

The law: the same letters of the same print are the same file, whenever it is made again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from sync.documents.letter_pdf import Sheet, blank, draw

if TYPE_CHECKING:
    from fpdf import FPDF

_SIDE, _TOP, _LIST_TOP, _ROW = 20.0, 20.0, 46.0, 10.0  # millimetres on A4
_ROWS = 22  # letters on a page of the list
_COLUMNS = (("no.", 10.0), ("customer", 60.0), ("level", 38.0), ("pages", 16.0), ("key", 46.0))
_FACE, _TITLE, _SIZE, _LEAST, _STEP = "letter", 14.0, 8.5, 3.0, 4.3  # _LEAST: below it nobody reads


class Enclosed(msgspec.Struct, frozen=True, kw_only=True):
    """One letter of a print. `note`: what became of it since, where it is to be posted no more."""

    key: str
    customer: str
    level: str
    sheet: Sheet
    note: str = ""


def letters_pdf(
    title: str, about: str, letters: Sequence[Enclosed], made_at: datetime
) -> tuple[bytes, list[int]]:
    """The file, and how many pages each letter has. `title`, `about`: the head of the list.

    Raises `CannotPrint` where the extra `letters` is not installed, or a name has marks that no font has.
    """
    words = [
        text for one in letters for text in (one.key, one.customer, one.level, one.note, one.sheet.marks)
    ]
    page = blank(" ".join((title, about, *words, *(name for name, _ in _COLUMNS))), title, "en", made_at)
    page.set_auto_page_break(auto=False)
    lists = -(-len(letters) // _ROWS)
    for _ in range(lists):
        page.add_page()
    counts = [draw(page, one.sheet) for one in letters]
    first = lists + 1
    for number in range(lists):
        page.page = number + 1
        _head(page, title, about, f"list {number + 1}/{lists}")
        some = range(number * _ROWS, min((number + 1) * _ROWS, len(letters)))
        for row, place in enumerate(some):
            _line(page, _LIST_TOP + (row + 1) * _ROW, place + 1, letters[place], first, counts[place])
            first += counts[place]
    return bytes(page.output()), counts


def _head(page: FPDF, title: str, about: str, which: str) -> None:
    _take(page, _TITLE)
    page.set_xy(_SIDE, _TOP)
    page.cell(0, 7, title)
    _take(page, _SIZE)
    page.set_xy(_SIDE, _TOP + 8)
    page.multi_cell(page.w - 2 * _SIDE, 4.5, about, align="L")
    page.set_xy(page.w - _SIDE - 40, page.h - 15)
    page.cell(40, 5, which, align="R")
    left = _SIDE
    for name, width in _COLUMNS:
        page.set_xy(left, _LIST_TOP + 3)
        page.cell(width, 5, name)
        left += width
    page.line(_SIDE, _LIST_TOP + _ROW - 1, page.w - _SIDE, _LIST_TOP + _ROW - 1)


def _line(page: FPDF, top: float, number: int, one: Enclosed, first: int, count: int) -> None:
    pages = f"{first}" if count == 1 else f"{first}-{first + count - 1}"
    cells = (str(number), one.customer, one.level, pages, one.key)
    left = _SIDE
    for text, (name, width) in zip(cells, _COLUMNS, strict=True):
        _cell(page, (left, top), width - 2, text, lines=1 if name == "key" else 2)
        left += width
    if one.note:
        _cell(page, (_SIDE + sum(width for _, width in _COLUMNS[:2]), top + _STEP), 98, one.note, lines=1)


def _cell(page: FPDF, at: tuple[float, float], width: float, text: str, lines: int = 2) -> None:
    """On so many lines at most: a text that is too long for them is set smaller, as far as it must be."""
    size = _SIZE
    _take(page, size)
    while size > _LEAST and len(_broken(page, width, text)) > lines:
        size -= 0.5
        _take(page, size)
    for number, line in enumerate(_broken(page, width, text)):
        page.set_xy(at[0], at[1] + number * _STEP)
        page.cell(width, _STEP, line)


def _broken(page: FPDF, width: float, text: str) -> list[str]:
    found = page.multi_cell(width, _STEP, text, align="L", dry_run=True, output="LINES")
    assert isinstance(found, list)  # noqa: S101 - what was asked for
    return found


def _take(page: FPDF, size: float) -> None:
    """Our font again: after a line in another one the page has it wrong, unless something changes."""
    page.set_font(_FACE, size=size + 1)
    page.set_font(_FACE, size=size)
