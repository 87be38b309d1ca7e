"""A report in the terminal: its figures with what they came from, then its tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from dunning.figures.collecting import BASIS
from dunning.figures.figure import Figure
from sync.cli.session import count
from sync.cli.status_lines import amounts
from sync.reports.sheets import Cell, Sheet, aging, days, effort, levels, promised, value

if TYPE_CHECKING:
    from rich.console import Console

    from dunning.figures.beyond_terms import BeforeAfter
    from sync.reports.overview import Line
    from sync.reports.report import Report


def show_report(report: Report, console: Console) -> None:
    """The figures, each with what it came from, the tables that hold something, and what figures mean."""
    console.print(
        f"{report.organisation} ({report.ledger}): {days(report.period)}", style="bold", soft_wrap=True
    )
    for note in report.notes():
        console.print(note, style="yellow", soft_wrap=True)
    for block in report.blocks:
        console.print(f"\n{block.currency}", style="bold")
        for figure in block.figures():
            console.print(f"  {_line(figure)}", soft_wrap=True)
        _both(block.before_after, console)
        for sheet in (
            aging(block),
            *([promised(report, block)] if block.promises.made else []),
            *([levels(report, block)] if block.levels else []),
        ):
            _table(sheet, console)
    _table(effort(report), console)
    if report.blocks:
        console.print("\nWhat they mean", style="bold")
        console.print(f"  {BASIS}", soft_wrap=True)
        both = report.blocks[0].before_after.before
        for figure in (*report.blocks[0].figures(), both.days, both.overdue):
            of = figure.definition
            console.print(f"  {of.title}: {of.meaning}", soft_wrap=True)
            console.print(f"    = {of.formula}", style="dim", soft_wrap=True)


def _line(figure: Figure) -> str:
    of = figure.definition
    if figure.not_enough:
        return f"{of.title}: {value(figure)}: {figure.not_enough}"
    below = "" if figure.denominator is None else f"; {of.denominator} {figure.denominator:,}"
    return f"{of.title}: {value(figure)} ({of.numerator} {figure.numerator:,}{below})"


def _both(both: BeforeAfter, console: Console) -> None:
    left = f", {both.left_out} left out for too few invoices" if both.left_out else ""
    same = count(both.customers, "customer")
    words = f"Before and after linking on {both.linked_on}, the same {same}{left}; a comparison, not proof:"
    console.print(f"  {words}", soft_wrap=True)
    for before, after in ((both.before.days, both.after.days), (both.before.overdue, both.after.overdue)):
        why = before.not_enough or after.not_enough
        told = f"{value(before)} before, {value(after)} after{f': {why}' if why else ''}"
        console.print(f"    {before.definition.title}: {told}", soft_wrap=True)


def _table(sheet: Sheet, console: Console) -> None:
    title = f"{sheet.title}{f', {sheet.currency}' if sheet.currency else ''}"
    console.print(f"\n{title}", style="bold", soft_wrap=True)
    console.print(" ".join(sheet.words), style="dim", soft_wrap=True)
    _aligned(
        [column.title for column in sheet.columns],
        [column.form in ("text", "day") for column in sheet.columns],
        sheet.rows,
        console,
    )


def _aligned(
    titles: Sequence[str], left: Sequence[bool], rows: Iterable[Sequence[Cell]], console: Console
) -> None:
    """In columns as wide as they must be: no figure is cut off, however narrow the terminal."""
    cells = [list(titles), *([shown(cell) for cell in row] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for number, row in enumerate(cells):
        line = "  ".join(
            text.ljust(width) if at_left else text.rjust(width)
            for text, width, at_left in zip(row, widths, left, strict=True)
        )
        console.print(line.rstrip(), style="dim" if number == 0 else None, soft_wrap=True)


def shown(cell: Cell) -> str:
    """A cell in words."""
    if cell is None:
        return "-"
    return f"{cell:,}" if isinstance(cell, int | Decimal) else str(cell)


def show_lines(lines: Sequence[Line], console: Console) -> None:
    """One row each."""
    titles = ("Ledger", "", "Owed", "Past due", "%", "Over 90, %", "DSO", "CEI", "Messages")
    rows = [
        (
            one.ledger,
            one.currency,
            one.receivables,
            one.overdue,
            one.overdue_share,
            one.over_90_share,
            one.countback,
            one.cei,
            one.messages,
        )
        for one in lines
    ]
    _aligned(titles, [title in ("Ledger", "") for title in titles], rows, console)
    for one in lines:
        for note in one.notes:
            console.print(f"{one.ledger}: {note}", style="yellow", soft_wrap=True)
        if one.others:
            console.print(f"{one.ledger}: also owed {amounts(one.others)}", soft_wrap=True)
