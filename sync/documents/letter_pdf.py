"""A letter on paper: the words that would go by mail, laid out for a window envelope.

The laws it keeps: it says what the mail says, word for word; the same letter on the same day is the same
file. The address stands where DIN 5008 form B and the common C5/6 and DL envelopes have their window:
20 mm from the left, 45 mm from the top.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING

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
_FACE = "letter"


def letter_pdf(letter: Rendered, sender: Sender, addressee: Sequence[str], now: datetime) -> bytes:
    """The letter as a PDF of A4 pages. `addressee`: name and postal address, a line each; `now`: its date.

    Raises `CannotPrint` where the extra `letters` is not installed, or a name has marks that no font has.
    """
    to = [line for line in map(one_line, addressee) if line]
    if not to or len(to) > _MOST_LINES:
        msg = f"an address on paper has one to {_MOST_LINES} lines, not {len(to)}"
        raise CannotPrint(msg)
    heading = [one_line(sender.name), *lines(sender.address or "")]
    on = day(now.date(), letter.language.replace("-", "_"))
    page = _blank(" ".join((letter.subject, letter.text, on, *to, *heading, "0123456789/")), letter, now)
    page.add_page()
    _address(page, heading, to)
    _take(page)
    page.set_xy(_LEFT, _BODY_TOP - 2 * _LINE)
    page.cell(0, _LINE, on, align="R")
    page.set_xy(_LEFT, _BODY_TOP)
    _write(page, letter.subject, bold=True)
    page.ln(_LINE)
    _body(page, letter.text)
    return bytes(page.output())


def _blank(text: str, letter: Rendered, now: datetime) -> FPDF:
    """A document without a page, that has the fonts for this text."""
    try:
        from fpdf import FPDF
    except ImportError as error:
        msg = "letters on paper need an extra: pip install 'duesync[letters]'"
        raise CannotPrint(msg) from error

    class Page(FPDF):
        """Pages with their number at the foot, where there are several."""

        def footer(self) -> None:
            self.set_y(-_BOTTOM / 2 - _LINE / 2)
            _take(self, size=_SMALL)
            self.cell(0, _LINE, f"{self.page_no()}/{{nb}}", align="R")

    page = Page(format="A4")
    page.set_creation_date(now)
    page.set_title(letter.subject)
    page.set_lang(letter.language)
    page.set_margins(_LEFT, _TOP, _RIGHT)
    page.set_auto_page_break(auto=True, margin=_BOTTOM)
    first, *others = needed_for(text)
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


def _body(page: FPDF, text: str) -> None:
    """Paragraph by paragraph: what is set in stays together, a heading goes with what follows it."""
    parts = [part for part in text.split("\n\n") if part.strip()]
    for number, part in enumerate(parts):
        rows = part.strip("\n").splitlines()
        following = parts[number + 1].strip("\n").splitlines() if number + 1 < len(parts) else []
        heading = number > 0 and len(rows) == 1 and rows[0][0] != " " and rows[0][-1] not in ".:?!,"
        together = min(len(rows) + (1 + len(following) if heading else 0), 12)
        if page.will_page_break(together * _LINE):
            page.add_page()
        for row in rows:
            deep = len(row) - len(row.lstrip(" "))
            _write(page, row.strip(), bold=heading, indent=_INDENT * deep / 2)
        page.ln(_LINE / (4 if heading else 2))


def _write(page: FPDF, text: str, *, bold: bool = False, align: str = "L", indent: float = 0.0) -> None:
    """One paragraph. Bold is drawn with an outline: a second font would take seconds to make ready."""
    _take(page)
    page.set_x(_LEFT + indent)
    outline = page.local_context(text_mode="FILL_STROKE", line_width=_OUTLINE) if bold else nullcontext()
    with outline:
        page.multi_cell(0, _LINE, text, align=align, new_x="LMARGIN", new_y="NEXT")


def _take(page: FPDF, size: float = _SIZE) -> None:
    """Our font again: after a line in another one the page has it wrong, unless something changes."""
    page.set_font(_FACE, size=size + 1)
    page.set_font(_FACE, size=size)
