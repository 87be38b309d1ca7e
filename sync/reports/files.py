"""A report as files of other programs: CSV, one for each table, and one XLSX workbook of them all.

The laws they keep: numbers are numbers and days are days, so that they can be reckoned with; a text that
would be a formula is none.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from connectors.sheets.cells import harmless
from sync import private
from sync.reports.report import Report
from sync.reports.sheets import Cell, Sheet, days, sheets

_LONGEST_NAME = 31  # of a worksheet
_WIDEST = 60  # characters


def csv_of(sheet: Sheet) -> str:
    """The table's text. It begins with the mark by which Excel knows UTF-8."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow([*(_titled(sheet, number) for number in range(len(sheet.columns)))])
    rows.writerows([_written(cell) for cell in row] for row in sheet.rows)
    return "\ufeff" + written.getvalue()


def _titled(sheet: Sheet, number: int) -> str:
    column = sheet.columns[number]
    of = f" ({sheet.currency})" if column.form == "money" and sheet.currency else ""
    return f"{column.title}{of}"


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return harmless(cell)
        case Decimal():
            return f"{cell:f}"
        case _:
            return str(cell)


def write_csv(report: Report, folder: Path) -> list[Path]:
    """Write each table into the folder, made where it is not there. Raises `OSError`."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    for sheet in sheets(report):
        path = folder / f"{report.ledger}-{sheet.name}.csv"
        private.write(path, csv_of(sheet))
        written.append(path)
    return written


def xlsx_of(report: Report, now: datetime) -> bytes:
    """The workbook. The same report at the same instant is the same file."""
    from xlsxwriter import Workbook  # where a workbook is asked for

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        book.set_properties({"title": _title(report), "created": now.replace(tzinfo=None)})
        forms = {
            "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "title": book.add_format({"bold": True, "font_size": 14}),
            "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left"}),
            "text": book.add_format({}),
        }
        for places in range(5):
            shown = "#,##0" + ("." + "0" * places if places else "")
            forms[str(places)] = book.add_format({"num_format": shown})
        for sheet in sheets(report):
            page = book.add_worksheet(sheet.name[:_LONGEST_NAME])
            _fill(page, sheet, report, forms)
    return out.getvalue()


def _title(report: Report) -> str:
    return f"{report.organisation}: {days(report.period)}"


def _fill(page: Any, sheet: Sheet, report: Report, forms: dict[str, Any]) -> None:
    page.write_string(0, 0, sheet.title, forms["title"])
    page.write_string(1, 0, _title(report))
    line = 2
    for words in (*sheet.words, *report.notes()):
        page.write_string(line, 0, words)
        line += 1
    line += 1
    for place in range(len(sheet.columns)):
        page.write_string(line, place, _titled(sheet, place), forms["head"])
    page.freeze_panes(line + 1, 1)
    for row in sheet.rows:
        line += 1
        for place, cell in enumerate(row):
            _put(page, line, place, cell, forms)
    for place, width in enumerate(_widths(sheet)):
        page.set_column(place, place, width)


def _put(page: Any, line: int, place: int, cell: Cell, forms: dict[str, Any]) -> None:
    match cell:
        case None:
            page.write_blank(line, place, None)
        case str():
            page.write_string(line, place, cell, forms["text"])
        case date():
            page.write_datetime(line, place, datetime.combine(cell, datetime.min.time()), forms["day"])
        case Decimal():
            exponent = cell.as_tuple().exponent
            places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
            page.write_number(line, place, cell, forms[str(min(places, 4))])
        case int():
            page.write_number(line, place, cell, forms["0"])


def _widths(sheet: Sheet) -> Iterator[int]:
    for place, column in enumerate(sheet.columns):
        texts = [_written(row[place]) for row in sheet.rows]
        yield min(max(map(len, (column.title, *texts))) + 3, _WIDEST)
