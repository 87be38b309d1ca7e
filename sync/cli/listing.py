"""Tables of debts for people: what is listed, in the width there is, so that no line is lost."""

from __future__ import annotations

from collections.abc import Sequence

from sync.cli.plain import console

_SHOWN = 3
_FIGURES = ("amount", "days past due")
_WIDEST = 30  # letters of a name; a longer one goes on in the next line
_ROOM = 130  # a narrower terminal wraps the lines itself, and nothing is lost


def some(numbers: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    shown = ", ".join(numbers[:_SHOWN])
    return f"{shown} and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else shown


def show_list(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print them under these headings."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", box=None, pad_edge=False)
    for heading in headings:
        table.add_column(
            heading,
            overflow="fold",
            justify="right" if heading in _FIGURES else "left",
            no_wrap=heading == "amount",
            max_width=_WIDEST if heading == "customer" else None,
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out = console()
    out.width = max(out.width, _ROOM)
    out.print(table)
