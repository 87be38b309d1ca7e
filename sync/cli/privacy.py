"""`access`, `erase`, `retention`: what is held of a person, until when, and its end."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, count, print_json

if TYPE_CHECKING:
    from sync.privacy.erase import Report

_REFUSED = 1
CustomerArgument = Annotated[str, typer.Argument(help="The customer, by name or by id in the books.")]


def access(
    context: typer.Context,
    ledger: LedgerArgument,
    customer: CustomerArgument,
    *,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The new zip: a page to read, and JSON.")],
    as_json: JsonOption = False,
) -> None:
    """Write all that is held of a customer to a file that you can give them."""
    from sync.leaving.unlink import known
    from sync.privacy.access import to_file

    session: Session = context.obj
    with session.office(ledger) as office:
        rows = to_file(office, known(office, ledger), customer, out)
    if as_json:
        print_json({"ledger": ledger, "file": str(out), "rows": rows})
        return
    typer.echo(f"{out}: {count(sum(rows.values()), 'row')} about {customer}, in held.html and held.json.")
    typer.echo("Look it over before you give it away: free text may name others.")


def erase(
    context: typer.Context,
    ledger: LedgerArgument,
    customer: CustomerArgument,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    take_back: Annotated[
        bool, typer.Option("--take-back", help="Let an erased customer, given by id, be pulled again.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Erase a customer: refused while something is owed, narrowed while evidence must be kept."""
    from sync.privacy.again import take_back as let_back
    from sync.privacy.erase import erase as erase_now

    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if take_back:
            let_back(office, linked, customer)
            typer.echo(f"Customer {customer} comes back with the next pull, which reads all of {ledger}.")
            return
        if not (yes or (not as_json and typer.confirm(f"Erase {customer} from {ledger}, for good?"))):
            sys.stderr.write("nothing was erased; --yes says yes\n")
            raise typer.Exit(_REFUSED)
        report = erase_now(office, linked, customer)
    if as_json:
        print_json(report)
    else:
        _show(report, customer)
    if report.outcome == "refused":
        raise typer.Exit(_REFUSED)


def _show(report: Report, customer: str) -> None:
    if report.outcome == "refused":
        typer.echo(f"{customer} cannot be erased from {report.ledger} yet:")
    else:
        gone = count(sum(report.rows.values()), "row")
        typer.echo(f"{customer} is erased from {report.ledger}: {gone} deleted; no pull brings them back.")
    for ground in report.grounds:
        when = f"on {ground.until}" if ground.until else "once that is settled"
        stays = "" if report.outcome == "refused" else f"{count(sum(report.kept.values()), 'row')} stay: "
        typer.echo(f"  {stays}{ground.text} ({ground.citation}). It may go {when}.")
    if report.outcome == "narrowed":
        typer.echo("  The worker deletes them on that day, or duesync retention does.")
    if report.outcome != "refused" and not report.compacted:
        typer.echo(
            "  The database is in use, so traces of earlier versions are in its free space still: run "
            "duesync retention when nothing else runs."
        )
    for line in report.remains:
        typer.echo(f"  Remains: {line}")


def retention(
    context: typer.Context,
    ledger: Annotated[str | None, typer.Argument(help="The ledger; without it, every one.")] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Delete what is past its time, as [retention] in the settings says, and who was erased before.

    The worker does it once a day, and when it starts.
    """
    from sync.leaving.unlink import known
    from sync.privacy.again import erase_again
    from sync.privacy.retention import enforce, whole_months

    session: Session = context.obj
    with session.office() as office:
        if ledger is not None:
            known(office, ledger)
        again = erase_again(office)
        months = whole_months(office) if ledger is None else []
        done = enforce(office, ledger)
    if as_json:
        print_json({"ledgers": done, "erased_again": again, "months": months})
        return
    for line in again:
        typer.echo(line)
    if months:
        typer.echo(f"deleted whole months: {', '.join(months)}")
    for one in done:
        if one.busy:
            typer.echo(f"{one.ledger}: in use by another process; try again later")
            continue
        typer.echo(
            f"{one.ledger}: deleted what was done about {count(one.persons, 'customer')}; "
            f"{count(one.decisions, 'decision')}, {count(one.versions, 'earlier version')}, "
            f"{count(one.unreadable, 'unreadable text')}, {count(one.bank_lines, 'text')} of the bank's, "
            f"{count(one.messages, 'message')} about nobody, "
            f"{count(one.runs, 'run')}"
        )
