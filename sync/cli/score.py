"""`score`: how likely invoices are to be paid in time; a trial on a CSV, or a linked ledger's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from sync.cli.plain import console
from sync.cli.session import JsonOption, Session, print_json

DatesOption = Annotated[
    Literal["dmy", "mdy"] | None, typer.Option("--dates", help="What 03/04/2026 means in the file.")
]
DecimalOption = Annotated[
    Literal[".", ","] | None, typer.Option("--decimal", help="What stands before the decimals in the file.")
]


def score(  # noqa: PLR0913 - each is an option of the command
    context: typer.Context,
    ledger: Annotated[str | None, typer.Argument(help="A linked ledger's name.")] = None,
    *,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Try it on an invoice history in a file instead.")
    ] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=365, help="Paid within so many days.")] = 30,
    late_over: Annotated[
        int, typer.Option("--late-over", min=1, max=365, help="Also: late by more than so many days.")
    ] = 5,
    dates: DatesOption = None,
    decimal: DecimalOption = None,
    terms: Annotated[
        bool, typer.Option("--terms", help="Suggest other credit terms, for a person to approve.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Say how likely invoices are to be paid, from history alone, and how well that can be known."""
    session: Session = context.obj
    if (ledger is None) == (csv is None):
        msg = "name a linked ledger, or a file with --csv FILE"
        raise typer.BadParameter(msg)
    if csv is not None and terms:
        msg = "--terms is for a linked ledger, not for a file"
        raise typer.BadParameter(msg)
    if csv is not None:
        _try(session, csv, days, late_over, dates=dates, decimal=decimal, as_json=as_json)
        return
    from sync.scoring.live import of_ledger

    with session.office(ledger) as office:
        found = of_ledger(office, office.linked(ledger or ""), days=days, late_over=late_over)
    if as_json:
        print_json(found)
        return
    from sync.cli.score_tables import show_live, show_terms

    (show_terms if terms else show_live)(found, console())


def _try(
    session: Session,
    csv: Path,
    days: int,
    late_over: int,
    *,
    dates: Literal["dmy", "mdy"] | None,
    decimal: Literal[".", ","] | None,
    as_json: bool,
) -> None:
    from sync.scoring.trial import of_file

    today = session.clock().now().date()
    report = of_file(csv, today, days=days, late_over=late_over, dates=dates, decimal=decimal)
    if as_json:
        print_json(report)
        return
    from sync.cli.score_tables import show_trial

    show_trial(report, console())
