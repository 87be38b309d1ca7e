"""A report as values: headings, paragraphs, tables. How it looks on paper is `report_pdf`'s business."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec


class Heading(msgspec.Struct, frozen=True):
    """What the following is about."""

    text: str


class Text(msgspec.Struct, frozen=True):
    """A paragraph; line breaks in it are kept. `tone`: "strong" for what must be seen."""

    text: str
    tone: Literal["plain", "small", "strong", "quoted"] = "plain"


class Pairs(msgspec.Struct, frozen=True):
    """Names with what they are, one below the other."""

    rows: tuple[tuple[str, str], ...]


class Points(msgspec.Struct, frozen=True):
    """A list."""

    texts: tuple[str, ...]


class Column(msgspec.Struct, frozen=True):
    """`share`: of the width, beside the others'. `figures`: they stand at the right."""

    title: str
    share: float
    figures: bool = False


class Row(msgspec.Struct, frozen=True):
    """`strong`: a sum."""

    cells: tuple[str, ...]
    strong: bool = False


class Table(msgspec.Struct, frozen=True):
    """Its head is said again on each page."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Bars(msgspec.Struct, frozen=True):
    """Columns of parts, one on the other, none below 0. `series`: (name, height at each of `labels`)."""

    labels: tuple[str, ...]
    series: tuple[tuple[str, tuple[float, ...]], ...]


Block = Heading | Text | Pairs | Points | Table | Bars


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One document. `running`: at the head of each page; `foot`: at its foot, before the page's number.

    `language`: of its text, BCP 47. `logo`: a PNG or JPEG file, at the top of the first page.
    """

    title: str
    subtitle: str
    running: str
    foot: str
    page_word: str
    language: str
    blocks: tuple[Block, ...]
    logo: bytes | None = None


def texts_of(report: Report) -> Iterator[str]:
    """All that is to be written."""
    yield from (report.title, report.subtitle, report.running, report.foot, report.page_word)
    for block in report.blocks:
        match block:
            case Heading() | Text():
                yield block.text
            case Pairs():
                yield from (text for pair in block.rows for text in pair)
            case Points():
                yield from block.texts
            case Bars():
                yield from (*block.labels, *(name for name, _ in block.series))
            case Table():
                yield from (column.title for column in block.columns)
                yield from (cell for row in block.rows for cell in row.cells)
