"""`report`: the figures of a ledger over a period, or of all of them; shown, as files, or by mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.plain import console
from sync.cli.session import JsonOption, Session, a_date, print_json

if TYPE_CHECKING:
    from datetime import date

    from sync.office import Office
    from sync.reports.report import Report
    from sync.store.ledgers import LinkedLedger

WeeklyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--weekly-to",
        metavar="ADDRESS",
        help="Who gets each week's figures from now on, once for each; none; or config, as in the file.",
    ),
]
EPILOG = (
    "Each figure comes with its formula and with what it was reckoned from. A payment counts from the day it "
    "bears; no currency is added to another; where there is too little for a figure, it says so."
)


def report(  # noqa: PLR0913 - its options, by name
    context: typer.Context,
    ledger: Annotated[
        str | None, typer.Argument(help="The ledger's name; without it all, in a row each.")
    ] = None,
    *,
    first: Annotated[
        str | None, typer.Option("--from", metavar="YYYY-MM-DD", help="First day; else twelve months back.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="YYYY-MM-DD", help="Last day, included; else yesterday.")
    ] = None,
    csv: Annotated[Path | None, typer.Option(metavar="DIR", help="Write each table there, as CSV.")] = None,
    xlsx: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a workbook of all tables.")] = None,
    pdf: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it on paper; without days, of the last month.")
    ] = None,
    mail: Annotated[
        bool, typer.Option("--mail", help="Send last week's figures to those in the settings who lack them.")
    ] = False,
    weekly_to: WeeklyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show DSO, CEI, aging over time, promises, what it took and what came of it, for a period."""
    from sync.reports.gather import gather, period_of, today_of

    session: Session = context.obj
    days = a_date(first), a_date(last)
    if ledger is None:
        if csv or xlsx or pdf or mail or weekly_to:
            msg = "name the ledger that it is about"
            raise typer.BadParameter(msg)
        _all(session, days, as_json=as_json)
        return
    if mail or weekly_to:
        if csv or xlsx or pdf or first or last or (mail and weekly_to):
            msg = "--mail goes alone, as --weekly-to does: they are about whole weeks"
            raise typer.BadParameter(msg)
        _by_mail(session, ledger, weekly_to, as_json=as_json)
        return
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if pdf and not (first or last):
            days = _last_month(today_of(office, linked))
        found = gather(office, linked, period_of(office, linked, *days))
        written = _written(office, found, csv, xlsx)
        if pdf:
            _print(office, linked, found, pdf)
            written.append(pdf)
    if as_json:
        print_json(found)
    elif written:
        for path in written:
            typer.echo(f"wrote {path}")
    else:
        from sync.cli.report_tables import show_report

        show_report(found, console())


def _last_month(today: date) -> tuple[date, date]:
    from sync.reports.choices import named

    period = named(today)["last-month"][1]
    return period.first, period.last


def _by_mail(session: Session, ledger: str, to: list[str] | None, *, as_json: bool) -> None:
    """Send it now, or say who gets it."""
    if not to:
        _mail(session, ledger, as_json=as_json)
        return
    from sync.commands.weekly import mail_weekly

    with session.office() as office:
        said = None if to == ["config"] else () if to == ["none"] else to
        now = mail_weekly(office, office.linked(ledger), said)
    if as_json:
        print_json({"ledger": ledger, "weekly_to": now})
    else:
        typer.echo(f"{ledger}: the week's figures go to {', '.join(now) or 'nobody'}")


def _mail(session: Session, ledger: str, *, as_json: bool) -> None:
    from sync.commands.weekly import weekly_to
    from sync.reports.weekly import mail_week, week_of

    with session.office(ledger) as office:
        linked = office.linked(ledger)
        to = weekly_to(office, linked)
        if not to:
            msg = f"nobody is named to get it: weekly_to in [ledgers.{ledger}.reports], or --weekly-to"
            raise typer.BadParameter(msg)
        week, days = week_of(office, linked)
        sent = mail_week(office, linked)
    if as_json:
        print_json({"ledger": ledger, "week": week, "from": days.first, "to": days.last, "sent": sent})
    elif sent:
        typer.echo(f"{ledger}: the week {days.first} to {days.last} went to {', '.join(sent)}")
    else:
        typer.echo(f"{ledger}: the week {days.first} to {days.last} went to everybody before; it goes once")


def _written(office: Office, found: Report, csv: Path | None, xlsx: Path | None) -> list[Path]:
    from sync import private
    from sync.reports.files import write_csv, xlsx_of

    written = [] if csv is None else write_csv(found, csv)
    if xlsx is not None:
        private.write(xlsx, xlsx_of(found, office.clock.now()))
        written.append(xlsx)
    return written


def _print(office: Office, ledger: LinkedLedger, found: Report, path: Path) -> None:
    from sync import private
    from sync.reports.gather import gather
    from sync.reports.pdf import pdf_of, year_to

    year = gather(office, ledger, year_to(found.period))
    private.write(path, pdf_of(found, year, office.config.branding, office.clock.now()))


def _all(session: Session, days: tuple[object, object], *, as_json: bool) -> None:
    from sync.reports.gather import gather, period_of
    from sync.reports.overview import line, worst_first

    with session.office() as office:
        lines = worst_first(
            line(gather(office, each, period_of(office, each, *days)))  # type: ignore[arg-type]  # dates
            for each in _linked(office)
        )
    if as_json:
        print_json({"ledgers": lines})
        return
    from sync.cli.report_tables import show_lines

    show_lines(lines, console())


def _linked(office: Office) -> list[LinkedLedger]:
    from sync.store import ledgers

    with office.store.read() as connection:
        every = ledgers.every(connection)
    return [each for each in every if each.name in office.config.ledgers and each.leaves_on is None]
