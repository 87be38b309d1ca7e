"""`suppressed`, `suppress`: addresses and numbers that nothing is sent to, whatever the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from sync.cli.session import JsonOption, Session, print_json

FirmOption = Annotated[str, typer.Option(help="The firm that sends nothing there.")]


def suppressed(context: typer.Context, *, firm: FirmOption = "house", as_json: JsonOption = False) -> None:
    """List the addresses and numbers that nothing is sent to in any ledger, why, and whose they are."""
    from sync import commands, firms
    from sync.cli.listing import show_list

    session: Session = context.obj
    with session.office() as opened:
        office = opened.of_firm(firms.named(opened, firm).id)
        found = commands.suppressed(office)
    if as_json:
        told = [{"suppression": one.suppression, "customers": _customers(one.customers)} for one in found]
        print_json({"suppressed": told})
    elif not found:
        typer.echo("nothing is suppressed: no address or number was stopped, came back or complained")
    else:
        rows = [
            (
                one.suppression.address,
                one.suppression.why,
                f"{one.suppression.since:%Y-%m-%d}",
                one.suppression.source,
                "; ".join(f"{ledger}: {name}" for ledger, name in one.customers),
            )
            for one in found
        ]
        headings = ("address or number", "why", "since", "how it is known", "whose")
        show_list("Nothing is sent there, in any ledger", headings, rows)


def _customers(found: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"ledger": ledger, "customer": name} for ledger, name in found]


def suppress(
    context: typer.Context,
    address: Annotated[str, typer.Argument(help="An e-mail address, or a number as +44 20 7946 0000.")],
    *,
    why: Annotated[
        str, typer.Option(help="stopped, bounced, complained or wrong (somebody else's).")
    ] = "stopped",
    source: Annotated[str, typer.Option(help="How you know: a reply of 3 May, a call.")] = "",
    over: Annotated[bool, typer.Option("--end", help="Messages may go there again.")] = False,
    words: Annotated[
        str, typer.Option(help="With --end, on whose word: after a STOP, what the customer said.")
    ] = "",
    firm: FirmOption = "house",
    as_json: JsonOption = False,
) -> None:
    """Send nothing to an address or number any more, in any ledger: the person behind it is the same."""
    from sync import commands, firms

    session: Session = context.obj
    with session.office() as opened:
        office = opened.of_firm(firms.named(opened, firm).id)
        if over:
            form, lifted = commands.lift(office, address, words)
            stood = ", ".join(f"{each.why} since {each.since:%Y-%m-%d}" for each in lifted)
            told, text = {}, f"messages may go to {form} again ({stood})"
        else:
            form, whose = commands.suppress(office, address, why=why, source=source)
            known = "; ".join(f"{ledger}: {name}" for ledger, name in whose) or "no ledger has it now"
            told, text = {"customers": _customers(whose)}, f"nothing is sent to {form} any more ({known})"
    if as_json:
        print_json({"address": form, "suppressed": not over} | told)
    else:
        typer.echo(text)
