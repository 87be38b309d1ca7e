"""The trial of a file: its checks, what cannot be checked, the figures, and the verdict in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

import msgspec

from connectors.sheets.cells import DateOrder, DecimalMark
from sync.scoring import history
from sync.scoring.bills import ScoreError, labels
from sync.scoring.history import History, Told
from sync.scoring.protocol import Trial, run

_FORECASTS: Final = 0.05  # share of rows with a date ahead that makes the file one of forecasts
_ENOUGH: Final = 30  # settled invoices that cannot all be paid alike by chance
_NOT_CHECKED: Final = (
    "one file cannot show that its settled dates happened and were not forecast: compare an older copy of it",
    "nor whether they are the days of the last payments or of the first",
    "a small, clean file tests the method; it says little of other firms",
)


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was looked at before anything was measured."""

    name: str
    ok: bool
    words: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about the file. `rows`: that could be read; `repeated`: the same invoice once more.

    `ships`: "model" or "ratio", by label.
    """

    file: str
    rows: int
    customers: int
    settled: int
    open: int
    repeated: int
    left_out: tuple[Told, ...]
    dates: str | None
    checks: tuple[Check, ...]
    not_checked: tuple[str, ...]
    ships: dict[str, str]
    trial: Trial


def of_file(
    path: Path,
    today: date,
    *,
    days: int,
    late_over: int,
    dates: DateOrder | None = None,
    decimal: DecimalMark | None = None,
) -> Report:
    """Read, check, try. Raises `ScoreError` where the file is refused or has too little history."""
    read = history.read(path, today, dates, decimal)
    checks = _checks(read)
    settled = sum(bill.settled_on is not None for bill in read.bills)
    try:
        trial = run(read.bills, labels(late_over, days))
    except ScoreError as error:
        first = read.left_out[0] if read.left_out else None
        more = (
            f" ({len(read.left_out)} rows were left out; line {first.line}: {first.problem})" if first else ""
        )
        msg = f"{read.name}: {error}{more}"
        raise ScoreError(msg) from error
    return Report(
        file=read.name,
        rows=len(read.bills),
        customers=len({bill.customer for bill in read.bills}),
        settled=settled,
        open=len(read.bills) - settled,
        repeated=read.repeated,
        left_out=read.left_out,
        dates=read.dates,
        checks=checks,
        not_checked=_NOT_CHECKED,
        ships={each.label: each.verdict.ships for each in trial.outcomes},
        trial=trial,
    )


def _checks(read: History) -> tuple[Check, ...]:
    """Raises `ScoreError` where the settled dates are no outcomes."""
    ahead = [each for each in read.left_out if "forecast" in each.problem]
    if len(ahead) > _FORECASTS * (len(read.bills) + len(ahead)):
        msg = (
            f"{read.name} is refused: {len(ahead)} of its dates are after today (line {ahead[0].line}, say), "
            "so its settled dates are forecasts; export what has happened"
        )
        raise ScoreError(msg)
    paid = [bill for bill in read.bills if bill.settled_on is not None]
    if len(paid) >= _ENOUGH and len({(bill.settled_on or bill.due_on) - bill.due_on for bill in paid}) == 1:
        msg = (
            f"{read.name} is refused: every invoice is settled {paid[0].days_late} days after its due date, "
            "so these are no payment dates; export the day on which each was paid"
        )
        raise ScoreError(msg)
    early = sum(bill.days_to_pay < 0 for bill in paid)
    numbered = sum(bill.number is not None for bill in read.bills)
    return (
        _consistency(read.differ, len(paid)),
        Check(
            name="settled dates are outcomes",
            ok=not ahead,
            words="none is after today, and they are not all alike"
            if not ahead
            else f"{len(ahead)} after today, left out",
        ),
        Check(
            name="one line for each invoice",
            ok=numbered == len(read.bills),
            words=f"{numbered} of {len(read.bills)} have a number; "
            + (f"{read.repeated} repeated with the same dates, left out" if read.repeated else "none twice"),
        ),
        Check(
            name="paid after they were written",
            ok=early == 0,
            words=f"{early} settled before the invoice date, kept as paid in time",
        ),
    )


def _consistency(differ: Sequence[Told] | None, paid: int) -> Check:
    if differ is None:
        words = "the file has no lateness of its own; late is settled after due"
    elif not differ:
        words = f"the file's own lateness agrees with its dates in all {paid} settled invoices"
    else:
        lines = ", ".join(str(each.line) for each in differ[:5])
        words = (
            f"{len(differ)} lines say another lateness than their dates (line {lines}); the dates are taken"
        )
    return Check(name="labels agree with dates", ok=not differ, words=words)
