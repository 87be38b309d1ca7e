"""A chart of columns on paper: parts one on the other, told apart in black and white too."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sync.documents.report import Bars

if TYPE_CHECKING:
    from fpdf import FPDF

_HEIGHT, _LEGEND, _AXIS, _SIDE = 46.0, 6.0, 5.0, 20.0  # millimetres
_STEPS = 4
_LABELS = 13  # along the bottom, before some are left out
_SHADES = ((176, 203, 224), (240, 191, 76), (226, 128, 52), (190, 52, 70), (92, 20, 48))  # ever darker
_RULE = 205
_MILLION = 1_000_000


def draw_bars(page: FPDF, bars: Bars, printable: Callable[[str], str], small: Callable[[], None]) -> None:
    """Below what is there; on the next page where it does not fit. `small`: takes the type of labels."""
    if page.will_page_break(_HEIGHT + _LEGEND + _AXIS + 4):
        page.add_page()
    top = page.get_y() + 2
    most = max((sum(parts) for parts in zip(*(each for _, each in bars.series), strict=True)), default=0.0)
    step = _step(most)
    high = step * _STEPS
    _grid(page, top, step, small)
    left, width = page.l_margin + _SIDE, (page.epw - _SIDE) / max(len(bars.labels), 1)
    every = -(-len(bars.labels) // _LABELS)
    for number, label in enumerate(bars.labels):
        foot = top + _HEIGHT
        for place, (_, heights) in enumerate(bars.series):
            part = heights[number] / high * _HEIGHT
            page.set_fill_color(*_SHADES[place % len(_SHADES)])
            if part > 0:
                page.rect(left + number * width + width * 0.14, foot - part, width * 0.72, part, style="F")
            foot -= part
        if (len(bars.labels) - 1 - number) % every == 0:
            small()
            page.set_xy(left + number * width - 6, top + _HEIGHT + 0.6)
            page.cell(width + 12, 4, printable(label), align="C")
    _legend(page, bars, top + _HEIGHT + _AXIS, printable, small)
    page.set_xy(page.l_margin, top + _HEIGHT + _AXIS + _LEGEND + 3)


def _step(most: float) -> float:
    """A round height of one of the steps, so that all reach as high as the highest column."""
    size = 1.0
    while size * 10 * _STEPS <= most:
        size *= 10
    return next((size * times for times in (1, 2, 2.5, 5, 10) if size * times * _STEPS >= most), size * 10)


def _grid(page: FPDF, top: float, step: float, small: Callable[[], None]) -> None:
    page.set_draw_color(_RULE)
    for number in range(_STEPS + 1):
        height = top + _HEIGHT - number * _HEIGHT / _STEPS
        page.line(page.l_margin + _SIDE, height, page.w - page.r_margin, height)
        small()
        page.set_xy(page.l_margin, height - 2)
        page.cell(_SIDE - 1.5, 4, short(number * step), align="R")


def short(number: float) -> str:
    """A figure along an axis: "12,500", "1.5 m"."""
    if abs(number) >= _MILLION:
        return f"{number / _MILLION:,.2f}".rstrip("0").rstrip(".") + " m"
    return f"{number:,.1f}".removesuffix(".0")


def _legend(
    page: FPDF, bars: Bars, top: float, printable: Callable[[str], str], small: Callable[[], None]
) -> None:
    left = page.l_margin + _SIDE
    for place, (name, _) in enumerate(bars.series):
        page.set_fill_color(*_SHADES[place % len(_SHADES)])
        page.rect(left, top + 1.2, 3, 3, style="F")
        small()
        page.set_xy(left + 4, top + 0.6)
        page.cell(28, 4, printable(name))
        left += 30
