"""`timeline`: all that passed between us and a customer, in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, print_json

if TYPE_CHECKING:
    from sync.timeline import Entry

_LONGEST = 160  # letters of what was said; --json has all of it


def timeline(
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="The customer, by name or id.")],
    *,
    only: Annotated[
        str, typer.Option(metavar="KINDS", help="Some of said, agreed, money, decided, noted, with commas.")
    ] = "",
    last: Annotated[int, typer.Option(min=0, help="The newest so many; 0 for all.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """Show what was said, sent, decided, promised, paid and noted, the newest last."""
    from sync.timeline import GROUPS
    from sync.timeline import timeline as gathered

    wanted = [each.strip() for each in only.split(",") if each.strip()]
    unknown = [each for each in wanted if each not in GROUPS]
    if unknown:
        msg = f"{unknown[0]!r} is none of {', '.join(GROUPS)}"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    with session.office(ledger) as office:
        found = gathered(office, office.linked(ledger), customer, wanted)
    shown = found.entries[: last or None]
    if as_json:
        print_json({"ledger": ledger, "customer": found.customer, "entries": shown})
        return
    typer.echo(f"{found.customer} ({ledger})")
    if len(shown) < len(found.entries):
        typer.echo(f"  {len(found.entries) - len(shown)} older ones are left out: --last 0 shows all")
    for each in reversed(shown):
        typer.echo(_line(each))


def _line(one: Entry) -> str:
    amount = "" if one.amount is None else f", {one.currency} {one.amount:,}"
    named = [each for each in one.invoices if each not in one.title]
    about = f" [{', '.join(named)}]" if named else ""
    words = " ".join(one.words.split())
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]}..."
    told = f': "{words}"' if words else ""
    by = f", by {one.by}" if one.by else ""
    return f"  {one.on}  {one.title}{amount}{about}{told}{f' ({one.state})' if one.state else ''}{by}"
