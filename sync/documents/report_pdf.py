"""A report on A4 pages: for a lawyer's file, so it is sober, numbered on each page, and prints well in black.

The laws it keeps: no cell is cut off, a table's head stands on each of its pages; the same report at the same
instant is the same file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sync.documents.bars import draw_bars
from sync.documents.faces import Faces
from sync.documents.fonts import CannotPrint
from sync.documents.report import Bars, Block, Column, Heading, Pairs, Points, Report, Row, Table, Text

if TYPE_CHECKING:
    from fpdf import FPDF

_SIDE, _TOP, _BOTTOM = 20.0, 24.0, 20.0  # margins in millimetres on A4
_SIZE, _SMALL, _TITLE, _HEAD = 10.0, 8.5, 19.0, 12.0
_LINE, _ROW, _PAD, _GAP = 5.0, 4.1, 1.0, 1.6  # _GAP: beside a cell's text
_LABEL = 52.0
_EXTRA = "a PDF needs an extra: pip install 'duesync[letters]'"
_LOGO = (60.0, 16.0)  # at most so wide and high
_TOGETHER = 60.0  # a row no higher than this is not split over two pages
_FACE, _OTHER = "report", "other"
_GREY, _RULE, _SHADE = 90, 185, 243
_TONES = {"plain": (_SIZE, _LINE), "strong": (_SIZE, _LINE), "small": (_SMALL, 4.2), "quoted": (_SMALL, 4.2)}


def report_pdf(report: Report, faces: Faces, now: datetime) -> bytes:
    """The report as a PDF. Raises `CannotPrint` without the extra `letters`, and where the logo is none."""
    logo = None if report.logo is None else _image(report.logo)  # before files of fonts are opened
    page = _blank(report, faces, now)
    page.add_page()
    if logo is not None:
        left, (width, height) = page.w - _SIDE - _LOGO[0], _LOGO
        page.image(logo, x=left, y=_TOP, w=width, h=height, keep_aspect_ratio=True)
        page.set_xy(_SIDE, _TOP + height + _LINE)
    _take(page, _TITLE, bold=True)
    page.multi_cell(0, 8.5, faces.printable(report.title), align="L", new_x="LMARGIN", new_y="NEXT")
    _take(page, _SIZE, grey=True)
    page.multi_cell(0, _LINE, faces.printable(report.subtitle), align="L", new_x="LMARGIN", new_y="NEXT")
    page.ln(_LINE)
    for block in report.blocks:
        _draw(page, faces, block)
    return bytes(page.output())


def _blank(report: Report, faces: Faces, now: datetime) -> FPDF:
    try:
        from fpdf import FPDF
    except ImportError as error:
        raise CannotPrint(_EXTRA) from error

    class Page(FPDF):
        """Pages that say whose they are, and which of how many."""

        def header(self) -> None:
            _take(self, _SMALL, grey=True)
            self.set_xy(_SIDE, 12)
            self.cell(0, _LINE, _fitting(self, faces.printable(report.running)), align="L")
            self.set_draw_color(_RULE)
            self.line(_SIDE, 18, self.w - _SIDE, 18)
            self.set_xy(_SIDE, _TOP)

        def footer(self) -> None:
            _take(self, _SMALL, grey=True)
            self.set_xy(_SIDE, self.h - 14)
            self.cell(0, _LINE, faces.printable(report.foot), align="L")
            self.set_x(_SIDE)
            self.cell(0, _LINE, f"{report.page_word} {self.page_no()} / {{nb}}", align="R")

    page = Page(format="A4")
    page.set_creation_date(now)
    page.set_title(report.title)
    page.set_lang(report.language)
    page.set_margins(_SIDE, _TOP, _SIDE)
    page.c_margin = 0
    page.set_auto_page_break(auto=True, margin=_BOTTOM)
    page.add_font(_FACE, fname=faces.regular)
    page.add_font(_FACE, style="B", fname=faces.bold)
    for number, path in enumerate(faces.others):
        page.add_font(f"{_OTHER}{number}", fname=path)
    page.set_fallback_fonts([f"{_OTHER}{number}" for number in range(len(faces.others))], exact_match=False)
    page.set_text_shaping(use_shaping_engine=faces.joined)  # it takes as long as all the rest
    return page


def _image(logo: bytes) -> Any:
    try:
        from PIL import Image

        image = Image.open(io.BytesIO(logo), formats=("PNG", "JPEG"))
        image.load()
    except (OSError, ValueError) as error:  # as Pillow says so
        msg = f"the logo cannot be read as a PNG or JPEG image: {error}"
        raise CannotPrint(msg) from error
    except ImportError as error:
        raise CannotPrint(_EXTRA) from error
    return image


def _fitting(page: FPDF, text: str) -> str:
    """As much of it as one line holds."""
    if page.get_string_width(text) <= page.epw:
        return text
    while text and page.get_string_width(f"{text}…") > page.epw:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _take(page: FPDF, size: float, *, bold: bool = False, grey: bool = False) -> None:
    """Our font again: after a line in another one the page has it wrong, unless something changes."""
    style = "B" if bold else ""
    page.set_font(_FACE, style=style, size=size + 1)
    page.set_font(_FACE, style=style, size=size)
    page.set_text_color(_GREY if grey else 0)


def _draw(page: FPDF, faces: Faces, block: Block) -> None:
    match block:
        case Heading(text):
            if page.will_page_break(4 * _LINE):
                page.add_page()
            page.ln(2.5)
            _take(page, _HEAD, bold=True)
            page.multi_cell(0, 6.5, faces.printable(text), align="L", new_x="LMARGIN", new_y="NEXT")
            page.ln(1)
        case Text(text, tone):
            _paragraph(page, faces.printable(text), tone)
        case Pairs(rows):
            _pairs(page, faces, rows)
        case Points(texts):
            _points(page, faces, texts)
        case Table(columns, rows):
            _table(page, faces, columns, rows)
        case Bars():
            draw_bars(page, block, faces.printable, lambda: _take(page, _SMALL, grey=True))


def _paragraph(page: FPDF, text: str, tone: str) -> None:
    size, height = _TONES[tone]
    indent = 4.0 if tone == "quoted" else 0.0
    page.set_left_margin(_SIDE + indent)
    for line in text.split("\n"):
        _take(page, size, bold=tone == "strong", grey=tone == "small")
        page.set_x(_SIDE + indent)
        if line.strip():
            page.multi_cell(0, height, line, align="L", new_x="LMARGIN", new_y="NEXT")
        else:
            page.ln(height / 2)
    page.set_left_margin(_SIDE)
    page.ln(2)


def _pairs(page: FPDF, faces: Faces, rows: Sequence[tuple[str, str]]) -> None:
    for name, what in rows:
        lines = _lines(page, faces.printable(what), page.epw - _LABEL, _SIZE, bold=False)
        if page.will_page_break(min(len(lines), 4) * _LINE):
            page.add_page()
        _take(page, _SIZE, grey=True)
        page.set_x(_SIDE)
        page.cell(_LABEL, _LINE, faces.printable(name))
        for line in lines:
            _take(page, _SIZE)
            page.set_x(_SIDE + _LABEL)
            page.cell(0, _LINE, line, new_x="LMARGIN", new_y="NEXT")
    page.ln(2)


def _points(page: FPDF, faces: Faces, texts: Sequence[str]) -> None:
    for text in texts:
        _take(page, _SIZE)
        page.set_x(_SIDE)
        page.cell(5, _LINE, "-")
        page.set_left_margin(_SIDE + 5)
        page.multi_cell(0, _LINE, faces.printable(text), align="L", new_x="LMARGIN", new_y="NEXT")
        page.set_left_margin(_SIDE)
        page.ln(0.6)
    page.ln(2)


def _table(page: FPDF, faces: Faces, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    whole = sum(column.share for column in columns)
    widths = [page.epw * column.share / whole for column in columns]
    titles = Row(tuple(column.title for column in columns), strong=True)
    if page.will_page_break(4 * _ROW):
        page.add_page()

    def head() -> None:
        _row(page, faces, columns, widths, titles, shaded=True)

    head()
    for row in rows:
        _row(page, faces, columns, widths, row, again=head)
    page.ln(3)


def _row(
    page: FPDF,
    faces: Faces,
    columns: Sequence[Column],
    widths: Sequence[float],
    row: Row,
    *,
    shaded: bool = False,
    again: object = None,
) -> None:
    """One row, line by line, so that a high one goes on to the next page below the head said again."""
    cells = [
        _lines(page, faces.printable(text), width - 2 * _GAP, _SMALL, bold=row.strong)
        for text, width in zip(row.cells, widths, strict=True)
    ]
    height = max(len(lines) for lines in cells) * _ROW + 2 * _PAD
    if callable(again) and height <= _TOGETHER and page.will_page_break(height):
        page.add_page()
        again()
    if shaded:
        page.set_fill_color(_SHADE)
        page.rect(_SIDE, page.get_y(), page.epw, height, style="F")
    page.set_y(page.get_y() + _PAD)
    for number in range(max(len(lines) for lines in cells)):
        if page.will_page_break(_ROW):
            page.add_page()
            if callable(again):
                again()
        _line_of(page, columns, widths, [lines[number : number + 1] for lines in cells], strong=row.strong)
    page.set_y(page.get_y() + _PAD)
    page.set_draw_color(0 if row.strong and not shaded else _RULE)
    page.line(_SIDE, page.get_y(), page.w - _SIDE, page.get_y())


def _line_of(
    page: FPDF,
    columns: Sequence[Column],
    widths: Sequence[float],
    texts: Sequence[Sequence[str]],
    *,
    strong: bool,
) -> None:
    left, top = _SIDE, page.get_y()
    for column, width, text in zip(columns, widths, texts, strict=True):
        if text and text[0]:
            _take(page, _SMALL, bold=strong)
            page.set_xy(left + _GAP, top)
            page.cell(width - 2 * _GAP, _ROW, text[0], align="R" if column.figures else "L")
        left += width
    page.set_xy(_SIDE, top + _ROW)


def _lines(page: FPDF, text: str, width: float, size: float, *, bold: bool) -> list[str]:
    """How the text breaks in that width."""
    if not text:
        return [""]
    _take(page, size, bold=bold)
    found = []
    for part in text.split("\n"):
        lines: Any = page.multi_cell(width, _ROW, part, dry_run=True, output="LINES")
        found += [str(each) for each in lines] or [""]
    return found
