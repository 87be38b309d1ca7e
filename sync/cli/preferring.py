"""`prefer`: how and when a customer wants to hear from us."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, print_json


def prefer(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str, typer.Argument(help="Who, by name or id.")],
    *,
    channel: Annotated[str | None, typer.Option(help="email, sms, call or letter.")] = None,
    opens: Annotated[str | None, typer.Option("--from", metavar="HH:MM", help="Not before.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="HH:MM", help="Not from then on; both at theirs.")
    ] = None,
    days: Annotated[str, typer.Option(metavar="mon,tue", help="On these days alone.")] = "",
    language: Annotated[
        str | None, typer.Option(help="en, de, fr, es or nl: of what is written to them.")
    ] = None,
    words: Annotated[str, typer.Option(help="What they said, in their words.")] = "",
    accept: Annotated[bool, typer.Option("--accept", help="Prefer the way by which they answer.")] = False,
    over: Annotated[bool, typer.Option("--end", help="They have no such wish any more.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Record how and when a customer wants to hear from you, in place of what was said before; or show it."""
    from sync import commands

    said = any(each for each in (channel, opens, until, days, language, words))
    if bool(said) + accept + over > 1:
        msg = "say what they want, or --accept, or --end"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    with session.office(ledger) as office:
        linked, by = office.linked(ledger), office.by
        if over:
            found = commands.end_preference(office, linked, customer, by)
        elif accept:
            found = commands.accept_learnt(office, linked, customer, by)
        elif said:
            wanted: dict[str, Any] = {"channel": channel, "hours": _hours(opens, until), "words": words}
            wanted["language"] = language
            listed = [each.strip() for each in days.split(",") if each.strip()]
            found = commands.prefer(office, linked, customer=customer, days=listed, by=by, **wanted)
        else:
            found = commands.wish_of(office, linked, customer)
    if as_json:
        print_json({"ledger": ledger, "wish": found})
        return
    from dunning.reaching import preference_in_words

    told = "nothing was said of how or when they want to hear from you"
    wish = found.preference
    typer.echo(f"{found.customer}: {told if wish is None else preference_in_words(wish)}")
    if found.told:
        typer.echo(f"  {found.told}")


def _hours(opens: str | None, until: str | None) -> Any:
    """Both or none. Raises `typer.BadParameter`."""
    from datetime import time

    if opens is None and until is None:
        return None
    try:
        return time.fromisoformat(opens or ""), time.fromisoformat(until or "")
    except ValueError:
        msg = "give both hours, as --from 09:00 --until 12:00"
        raise typer.BadParameter(msg) from None
