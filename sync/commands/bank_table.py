"""The waiting lines as a CSV file: written to be filled in in a spreadsheet, and read back.

Only the line, its choice, its invoices and its note are read; the rest is for people. What a spreadsheet
makes of it is read all the same.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from connectors.errors import Refused, TryLater
from connectors.sheets.cells import harmless, unharmed
from connectors.sheets.columns import Form
from connectors.sheets.sheet import read
from dunning.ledger import Kind
from sync.commands.bank import WaitingLine, Word
from sync.commands.targets import ActError

COLUMNS = ("line", "date", "amount", "currency", "payer", "text", "confidence", "customer", "why", "choice",
           "invoices", "note")  # fmt: skip
_CHOICES = ("confirm", "refuse")


def csv_of(waiting: Sequence[WaitingLine]) -> str:
    """The file's text; `choice` and `note` are empty. It begins with the mark by which Excel knows UTF-8."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for one in waiting:
        numbers = "; ".join(f"#{each.number}" for each in one.invoices)
        cells = (
            f"#{one.line}", str(one.on), f"{one.amount:f}", one.currency, one.payer, one.text, one.confidence,
            one.customer, "; ".join(one.why), "", numbers, "",
        )  # fmt: skip
        rows.writerow(harmless(cell) for cell in cells)
    return "\ufeff" + written.getvalue()


def words_of(body: bytes, name: str, waiting: Sequence[WaitingLine]) -> tuple[list[Word], int]:
    """The rows with a choice, and how many have none. Raises `ActError`.

    A row whose invoices are those that were proposed is confirmed as proposed.
    """
    form = Form(
        name=name,
        kind=Kind.PAYMENT,
        columns={column: (column,) for column in ("line", "choice", "invoices", "note")}
        | {"paid_on": ("date",)},
        needed=(("line",), ("choice",)),
        amounts=(),
    )
    try:
        sheet = read(form, body)
    except (Refused, TryLater) as error:
        msg = f"{error}; nothing was done"
        raise ActError(msg) from error
    proposed = {one.line: tuple(each.number for each in one.invoices) for one in waiting}
    faults = [f"row {line.number} {line.fault}" for line in sheet.lines if line.fault is not None]
    words = []
    for line in sheet.lines:
        cells = {column: unharmed(text) for column, text in line.cells.items()}
        choice = cells.get("choice", "").casefold()
        if not choice:
            continue
        key = cells.get("line", "").removeprefix("#")
        numbers = tuple(
            each.removeprefix("#") for each in re.split(r"\s*;\s*", cells.get("invoices", "")) if each
        )
        if choice not in _CHOICES:
            faults.append(f'row {line.number}: the choice is "confirm" or "refuse", not "{choice[:20]}"')
            continue
        as_shown = sorted(numbers) == sorted(proposed.get(key, ()))
        words.append(
            Word(
                line=key,
                choice="confirm" if choice == "confirm" else "refuse",
                numbers=() if as_shown else numbers,
                note=cells.get("note", ""),
                place=f"row {line.number}: ",
            )
        )
    if faults:
        msg = f"{name}: {'; '.join(faults)}; nothing was done"
        raise ActError(msg)
    return words, len(sheet.lines) - len(words)
