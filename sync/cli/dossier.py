"""`dossier`: the evidence file about one customer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, print_json

if TYPE_CHECKING:
    from sync.evidence.dossier.bundle import Dossier

_LANGUAGES = ("en", "de")


def dossier(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="The customer, by name or id.")],
    *,
    out: Annotated[Path, typer.Option(metavar="FILE.zip", help="Write it to this file.")],
    address: Annotated[
        list[str] | None,
        typer.Option(metavar="LINE", help="A line of the debtor's postal address; once for each."),
    ] = None,
    company_number: Annotated[str | None, typer.Option(help="The debtor's number in the register.")] = None,
    language: Annotated[
        str | None, typer.Option(help="en or de; without it, the one of the ledger's country.")
    ] = None,
    fetch_invoices: Annotated[
        bool,
        typer.Option("--fetch-invoices", help="First read the PDFs of overdue invoices from the ledger."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make the evidence file: what is owed and why, all that was sent and said, and verifiers for it."""
    import getpass

    from sync.evidence.dossier import making

    if language not in (None, *_LANGUAGES):
        msg = f"{language!r} is no language that it is written in: give {' or '.join(_LANGUAGES)}"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        made = making.make(
            office,
            linked,
            customer,
            address=tuple(address or ()),
            number=company_number,
            language=language,
            fetched_by=getpass.getuser() if fetch_invoices else None,
        )
    making.write(made, out)
    told = made.cover.told
    if as_json:
        summary = {"file": str(out), "seal": made.seal, "bytes": len(made.body), "files": made.files}
        print_json({"ledger": ledger, **summary, **told})
        return
    _say(made, told, out)


def _say(made: Dossier, told: Any, out: Path) -> None:
    typer.echo(f"{out}: {told['debtor']}, {made.files} files, {len(made.body) / 1000:,.0f} kB")
    for one in made.missing:
        typer.echo(f"  missing: {one.text}{f' ({one.remedy})' if one.remedy else ''}")
    for account in told["accounts"]:
        currency, barred = account["currency"], account["limitation"]["barred_from"]
        daily = account["interest_per_day"]
        typer.echo(
            f"  {currency} {account['claim']:,} claimed; "
            f"{f'{currency} {daily:,} more each day' if daily is not None else 'no interest a day'}; "
            f"{f'not time-barred before {barred}' if barred else 'when it is time-barred is not known'}"
        )
    typer.echo(f"seal {made.seal}: give it to the receiver by another way than the file")
