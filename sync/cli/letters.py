"""`letter`: letters on paper, from the list to the post; and the words of a step, for whoever asks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, count, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning.decisions import Notify
    from sync.commands import Content, Posting
    from sync.office import Office
    from sync.store.ledgers import LinkedLedger

_BY = {"sms": "text message", "voice": "automated call", "letter": "post"}


def letter(
    context: typer.Context,
    ledger: LedgerArgument,
    key: Annotated[str | None, typer.Argument(help="The letter's key, from the list.")] = None,
    *,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE.pdf", help="Read the books again, and print to this file.")
    ] = None,
    posted: Annotated[bool, typer.Option("--posted", help="It was posted, so its level counts.")] = False,
    on: Annotated[
        str | None, typer.Option(metavar="YYYY-MM-DD", help="The day on which it was posted, if not today.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the letters to be posted; print one as a PDF; say that it was posted."""
    from sync import commands

    _refuse_what_does_not_fit(key, out, on, posted=posted)
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if key is not None and out is not None:
            _print(office, linked, key, out, quiet=as_json)
        if key is not None and posted:
            went = commands.posted(office, linked, key, a_date(on))
            typer.echo(f"{key}: the letter to {went.customer} counts as posted", err=as_json)
        waiting = commands.to_post(office, linked)
    if as_json:
        print_json({"ledger": ledger, "to_post": waiting})
    elif key is None:
        _show(ledger, waiting)


def _refuse_what_does_not_fit(key: str | None, out: Path | None, on: str | None, *, posted: bool) -> None:
    """Raises `typer.BadParameter`."""
    if key is None and (out is not None or posted):
        msg = "say which letter, by its key: duesync letter LEDGER lists them"
    elif key is not None and out is None and not posted:
        msg = "say what to do with the letter: --out FILE.pdf prints it, --posted says that it went"
    elif on is not None and not posted:
        msg = "a day is for a letter that was posted: --posted"
    else:
        return
    raise typer.BadParameter(msg)


def _print(office: Office, linked: LinkedLedger, key: str, out: Path, *, quiet: bool) -> None:
    from sync import commands, private

    page, words = commands.printed(office, linked, key)
    private.write(out, page)
    typer.echo(f"{out}: {words.subject}", err=quiet)
    typer.echo(f"Once it is in the post: duesync letter {linked.name} {key} --posted", err=quiet)


def _show(ledger: str, waiting: Sequence[Posting]) -> None:
    for one in waiting:
        since = f"since {one.since:%Y-%m-%d}"
        typer.echo(f"{one.key}  {one.customer}  {one.level}  {one.currency} {one.amount:,}  {since}")
    if waiting:
        typer.echo(
            f"print: duesync letter {ledger} KEY --out FILE.pdf; then: duesync letter {ledger} KEY --posted"
        )
    else:
        typer.echo(f"{ledger}: no letter is to be posted")


def in_words(customer: str, act: Notify, words: Content) -> str:
    """One letter or text, whole, with whom it goes to and what its reading found."""
    if not words.text and not words.refused:
        return f"{customer}: {act.level}, {act.currency} {act.amount:,}, for a person\n"
    head = [f"To: {', '.join(words.to)}"]
    if act.channel in _BY:
        to = ", ".join(words.to) if words.to else "no number in the books"
        head = [f"To: {customer}, by {_BY[act.channel]}" + (f": {to}" if act.channel != "letter" else "")]
    if words.subject:
        head.append(f"Subject: {words.subject}")
    if words.segments is not None:
        marks = "" if words.segments.encoding == "gsm7" else " beyond the GSM alphabet"
        head.append(f"Length: {count(words.segments.count, 'segment')} ({words.segments.units} marks{marks})")
    remarks = [f"Would not leave: {each}" for each in words.refused]
    remarks += [f"Note: {each}" for each in words.remarks]
    return "\n".join((*head, "", words.text, *remarks, "-" * 60, ""))
