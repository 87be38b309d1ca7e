"""The table of old debt as a CSV file: written to be filled in in a spreadsheet, and read back.

What a spreadsheet makes of it is read all the same: another delimiter, another encoding, an id that lost its
zeros. Only whom a row is about, its choice and its note are read; the rest is for people.
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
from dunning.ledger import Kind as FactKind
from dunning.old_debt import OldDebt
from sync.commands.sorting import Wanted
from sync.commands.targets import ActError

COLUMNS = (
    "customer", "currency", "amount", "due date", "days past due", "maybe time-barred from", "we suggest",
    "why", "choice", "note", "invoices", "customer id",
)  # fmt: skip


def _form(name: str) -> Form:
    """`due_on` lets a customer called "Total Ltd" be no line of totals."""
    return Form(
        name=name,
        kind=FactKind.CUSTOMER,
        columns={
            "customer": ("customer",),
            "currency": ("currency",),
            "due_on": ("duedate",),
            "choice": ("choice",),
            "note": ("note",),
            "invoices": ("invoices",),
            "customer_id": ("customerid",),
        },
        needed=(("choice",), ("customer", "customer_id")),
        amounts=(),
    )


def csv_of(waiting: Sequence[OldDebt]) -> str:
    """The file's text; `choice` and `note` are empty. It begins with the mark by which Excel knows UTF-8."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for one in waiting:
        numbers = "; ".join(f"#{each.number or each.id}" for each in one.invoices)
        cells = (
            one.customer, one.currency, f"{one.amount:f}", str(one.oldest_due), str(one.days),
            str(one.barred_from or ""), suggested(one), one.why, "", "", numbers, one.customer_id,
        )  # fmt: skip
        rows.writerow(harmless(cell) for cell in cells)
    return "\ufeff" + written.getvalue()


def suggested(one: OldDebt) -> str:
    """The suggestion as it would be typed as a choice."""
    return "level 1" if one.suggestion == "level" else one.suggestion


def wanted_of(body: bytes, name: str) -> tuple[list[Wanted], int]:
    """The rows with a choice, and how many have none. Raises `ActError`."""
    try:
        sheet = read(_form(name), body)
    except (Refused, TryLater) as error:
        msg = f"{error}; nothing was sorted"
        raise ActError(msg) from error
    faults = [f"row {line.number} {line.fault}" for line in sheet.lines if line.fault is not None]
    if faults:
        msg = f"{name}: {'; '.join(faults)}; nothing was sorted"
        raise ActError(msg)
    rows = []
    for line in sheet.lines:
        cells = {column: unharmed(text) for column, text in line.cells.items()}
        if not cells.get("choice"):
            continue
        numbers = re.split(r"\s*;\s*", cells.get("invoices", ""))
        rows.append(
            Wanted(
                place=f"row {line.number}: ",
                customer_id=cells.get("customer_id", ""),
                customer=cells.get("customer", ""),
                currency=cells.get("currency", "").upper(),
                invoices=tuple(each.removeprefix("#") for each in numbers if each),
                choice=cells["choice"],
                note=cells.get("note", ""),
            )
        )
    return rows, len(sheet.lines) - len(rows)
