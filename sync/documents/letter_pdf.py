"""A letter on paper: the words that would go by mail, laid out for a window envelope.

The laws it keeps: it says what the mail says, word for word, and the address of the customer's own page once
more as a code to be photographed; the same letter on the same day is the same file. The address stands where
DIN 5008 form B and the common C5/6 and DL envelopes have their window: 20 mm from the left, 45 mm from the
top.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from dunning.effects import without_token
from dunning.letters.letter import Rendered, Sender
from dunning.letters.wording import day, lines, one_line
from sync.documents.fonts import CannotPrint, needed_for

if TYPE_CHECKING:
    from fpdf import FPDF

_LEFT, _RIGHT, _TOP, _BOTTOM = 25.0, 20.0, 20.0, 22.0  # margins in millimetres on A4
_WINDOW_LEFT, _WINDOW_TOP, _WINDOW_WIDTH, _MOST_LINES = 25.0, 50.0, 80.0, 7
_BODY_TOP = 98.0
_SIZE, _SMALL, _LINE = 10.5, 8.0, 5.2
_INDENT = 6.0
_OUTLINE = 0.15
_CODE = 26.0  # millimetres: a telephone reads it from an arm's length
_FACE = "letter"


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A letter as it is laid out. `heading`: name and address of the sender; `to`: of whom it goes to.

    `page`: the customer's own, whose address stands in the text; "" for none.
    """

    subject: str
    text: str
    language: str
    heading: tuple[str, ...]
    to: tuple[str, ...]
    on: date
    page: str = ""

    @property
    def day(self) -> str:
        """Its date in words."""
        return day(self.on, self.language.replace("-", "_"))

    @property
    def marks(self) -> str:
        """Everything that is written on it."""
        return " ".join((self.subject, self.text, self.day, *self.to, *self.heading, "0123456789/"))

    def as_kept(self) -> Sheet:
        """Without what works like a key."""
        if not self.page:
            return self
        text = self.text.replace(self.page, without_token(self.page))
        return msgspec.structs.replace(self, text=text, page="")

    def with_page(self, page: str) -> Sheet:
        """A kept one as it was printed, with that page's address, where it had one."""
        if not page or without_token(page) not in self.text:
            return self
        return msgspec.structs.replace(self, text=self.text.replace(without_token(page), page), page=page)


def sheet_of(letter: Rendered, sender: Sender, addressee: Sequence[str], on: date, page: str = "") -> Sheet:
    """The letter, ready to be laid out. `page`: as in `Sheet`.

    `CannotPrint` where the addressee has too many lines.
    """
    to = tuple(line for line in map(one_line, addressee) if line)
    if not to or len(to) > _MOST_LINES:
        msg = f"an address on paper has one to {_MOST_LINES} lines, not {len(to)}"
        raise CannotPrint(msg)
    heading = (one_line(sender.name), *lines(sender.address or ""))
    return Sheet(
        subject=letter.subject,
        text=letter.text,
        language=letter.language,
        heading=heading,
        to=to,
        on=on,
        page=page if page in letter.text else "",
    )


def letter_pdf(
    letter: Rendered, sender: Sender, addressee: Sequence[str], now: datetime, page: str = ""
) -> bytes:
    """The letter as a PDF of A4 pages. `addressee`: name and postal address, a line each; `now`: its date.

    Raises `CannotPrint` where the extra `letters` is not installed, or a name has marks that no font has.
    """
    sheet = sheet_of(letter, sender, addressee, now.date(), page)
    paper = blank(sheet.marks, sheet.subject, sheet.language, now)
    draw(paper, sheet)
    return bytes(paper.output())


def draw(page: FPDF, sheet: Sheet) -> int:
    """Add the letter to what is there; how many pages it took. Each bears its number of how many."""
    page.set_auto_page_break(auto=True, margin=_BOTTOM)
    page.add_page()
    first = page.page
    _address(page, sheet.heading, sheet.to)
    _take(page)
    page.set_xy(_LEFT, _BODY_TOP - 2 * _LINE)
    page.cell(0, _LINE, sheet.day, align="R")
    page.set_xy(_LEFT, _BODY_TOP)
    _write(page, sheet.subject, bold=True)
    page.ln(_LINE)
    _body(page, sheet.text, sheet.page)
    last = page.page
    page.set_auto_page_break(auto=False)
    for number in range(first, last + 1):
        page.page = number
        page.set_xy(_LEFT, page.h - _BOTTOM / 2 - _LINE / 2)
        _take(page, size=_SMALL)
        page.cell(0, _LINE, f"{number - first + 1}/{last - first + 1}", align="R")
    return last - first + 1


def blank(marks: str, title: str, language: str, made_at: datetime) -> FPDF:
    """A document without a page, that has the fonts for these marks. Raises `CannotPrint`."""
    try:
        from fpdf import FPDF
    except ImportError as error:
        msg = "letters on paper need an extra: pip install 'duesync[letters]'"
        raise CannotPrint(msg) from error
    page = FPDF(format="A4")
    page.set_creation_date(made_at)
    page.set_title(title)
    page.set_lang(language)
    page.set_margins(_LEFT, _TOP, _RIGHT)
    first, *others = needed_for(marks)
    page.add_font(_FACE, fname=first)
    for number, path in enumerate(others):
        page.add_font(f"other{number}", fname=path)
    page.set_fallback_fonts([f"other{number}" for number in range(len(others))], exact_match=False)
    page.set_text_shaping(use_shaping_engine=True)
    page.set_font(_FACE, size=_SIZE)
    return page


def _address(page: FPDF, heading: Sequence[str], to: Sequence[str]) -> None:
    """The sender above, the addressee in the window, and the sender in one small line over it."""
    page.set_xy(_LEFT, _TOP)
    for number, line in enumerate(heading):
        _write(page, line, bold=number == 0, align="R")
    page.set_xy(_WINDOW_LEFT, _WINDOW_TOP)
    _take(page, size=_SMALL - 1)
    page.multi_cell(_WINDOW_WIDTH, 4, ", ".join(heading), border="B", new_x="LMARGIN", new_y="NEXT")
    page.ln(1.5)
    for line in to:
        _take(page)
        page.set_x(_WINDOW_LEFT)
        page.multi_cell(_WINDOW_WIDTH, _LINE, line, new_x="LMARGIN", new_y="NEXT")


def _body(page: FPDF, text: str, coded: str) -> None:
    """Paragraph by paragraph: what is set in stays together, a heading goes with what follows it.

    `coded`: an address among them below which it stands as a code too; "" for none.
    """
    parts = [part for part in text.split("\n\n") if part.strip()]
    for number, part in enumerate(parts):
        rows = part.strip("\n").splitlines()
        following = parts[number + 1].strip("\n").splitlines() if number + 1 < len(parts) else []
        heading = number > 0 and len(rows) == 1 and rows[0][0] != " " and rows[0][-1] not in ".:?!,"
        has_code = bool(coded) and part.strip() == coded
        together = min(len(rows) + (1 + len(following) if heading else 0), 12)
        if page.will_page_break(together * _LINE + (_CODE if has_code else 0)):
            page.add_page()
        for row in rows:
            deep = len(row) - len(row.lstrip(" "))
            write = _write_whole if has_code else partial(_write, bold=heading)
            write(page, row.strip(), indent=_INDENT * deep / 2)
        if has_code:
            _code(page, coded)
        page.ln(_LINE / (4 if heading else 2))


def _code(page: FPDF, address: str) -> None:
    """The address as a QR code, below what was written last."""
    import segno

    rows = [*segno.make(address, error="m", micro=False).matrix_iter(border=0)]
    side, left, top = _CODE / len(rows), _LEFT + _INDENT, page.get_y() + _LINE / 4
    page.set_fill_color(0)
    for down, row in enumerate(rows):
        for across, dark in enumerate(row):
            if dark:
                page.rect(left + across * side, top + down * side, side, side, style="F")
    page.set_y(top + _CODE)


def _write(page: FPDF, text: str, *, bold: bool = False, align: str = "L", indent: float = 0.0) -> None:
    """One paragraph. Bold is drawn with an outline: a second font would take seconds to make ready."""
    _take(page)
    page.set_x(_LEFT + indent)
    outline = page.local_context(text_mode="FILL_STROKE", line_width=_OUTLINE) if bold else nullcontext()
    with outline:
        page.multi_cell(0, _LINE, text, align=align, new_x="LMARGIN", new_y="NEXT")


def _write_whole(page: FPDF, address: str, *, indent: float) -> None:
    """In one line, however small: an address is typed off as it stands, a break in it would be, too."""
    _take(page)
    room = page.epw - indent - 2 * page.c_margin
    _take(page, size=min(_SIZE, _SIZE * room / page.get_string_width(address)))
    page.set_x(_LEFT + indent)
    page.cell(0, _LINE, address, new_x="LMARGIN", new_y="NEXT")


def _take(page: FPDF, size: float = _SIZE) -> None:
    """Our font again: after a line in another one the page has it wrong, unless something changes."""
    page.set_font(_FACE, size=size + 1)
    page.set_font(_FACE, size=size)
