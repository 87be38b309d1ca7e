"""What the mapping of each file works with: cells as amounts, dates and currencies, and what failed.

`ValueError` says in words what is wrong with a row; `Taken.refuse` turns it into the problem that a
person reads, with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TypeVar

from connectors.files.settings import Shape
from connectors.sheets.cells import DecimalMark, amount, day, decimal_mark
from connectors.sheets.sheet import Line, Sheet
from dunning.ledger import Kind, Unreadable, is_currency, of_minor, to_minor

T = TypeVar("T")
_ADDRESS = re.compile(r"[^\s<>;,()\"']+@[^\s<>;,()\"']+")
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # facts get their time when they are told


class Row:
    """One line of a file, its cells read on demand."""

    def __init__(self, sheet: Sheet, line: Line, shape: Shape, mark: DecimalMark | None) -> None:
        self.sheet, self.line, self._shape, self._mark = sheet, line, shape, mark

    def check(self) -> None:
        """`ValueError` where the line as such is damaged, so that its cells are not to be believed."""
        if self.line.fault is not None:
            raise ValueError(self.line.fault)

    def text(self, column: str) -> str | None:
        """The cell, `None` where there is none or nothing in it."""
        return self.line.cells.get(column) or None

    def emails(self) -> tuple[str, ...]:
        """Every address in the cell, each once."""
        found = _ADDRESS.findall(self.text("email") or "")
        return tuple(dict.fromkeys(one.removeprefix("mailto:") for one in found))

    def currency(self, *columns: str) -> str:
        """The row's, else what stands beside one of the amounts, else the header's, else the home one."""
        told = (self.text("currency") or "").upper()
        beside = [self._amount(column)[1] for column in columns if self.text(column)]
        codes = [allowed for allowed in beside if allowed is not None]
        alone = {code for allowed in codes if len(allowed) == 1 for code in allowed}
        found = (
            told or (alone.pop() if len(alone) == 1 else "") or self.sheet.currency or self._shape.currency
        )
        if not is_currency(found):
            msg = f'"{found[:20]}" is no currency'
            raise ValueError(msg)
        if any(found not in allowed for allowed in codes):
            msg = f"the sign beside an amount is not that of {found}"
            raise ValueError(msg)
        return found

    def money(self, column: str, currency: str) -> Decimal | None:
        """The amount, with the currency's own decimals; `None` where the cell is empty."""
        if self.text(column) is None:
            return None
        return of_minor(to_minor(self._amount(column)[0], currency), currency)

    def day(self, column: str) -> date | None:
        """The date; `None` where the cell is empty."""
        cell = self.text(column)
        return None if cell is None else self._said(column, lambda: day(cell, self._shape.dates))

    def _amount(self, column: str) -> tuple[Decimal, frozenset[str] | None]:
        cell = self.text(column) or ""
        return self._said(column, lambda: amount(cell, self._mark))

    def _said(self, column: str, read: Callable[[], T]) -> T:
        try:
            return read()
        except ValueError as error:
            msg = f"{column.replace('_', ' ')} {error}"
            raise ValueError(msg) from None


class Taken:
    """What was read so far that is no fact: the rows that could not be."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.unreadable: list[Unreadable] = []

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """The rows of a file. What marks decimals there is told by all its amounts together."""
        cells = (line.cells.get(column, "") for line in sheet.lines for column in sheet.form.amounts)
        mark = self.shape.decimal or decimal_mark(cells)
        for line in sheet.lines:
            yield Row(sheet, line, self.shape, mark)

    def refuse(
        self, row: Row, problem: object, *, kind: Kind, number: str | None, customer_id: str | None
    ) -> None:
        """Note that a row could not be read. Without a `number` of its own it is known by its place."""
        name, line = row.sheet.form.name, row.line.number
        self.unreadable.append(
            Unreadable(
                kind=kind,
                id=number or f"{name}:{line}",
                customer_id=customer_id,
                number=number,
                problem=f"{name} line {line}: {problem}",
                raw=row.line.raw,
            )
        )
