"""`replies`, `reply`, `hear`: what customers wrote back, and what a person says of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.listing import show_list
from sync.cli.session import JsonOption, LedgerArgument, Session, count, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.commands.drafts import Draft
    from sync.commands.replies import Message
    from sync.intake.heard import Heard

_EXCERPT = 90
_KINDS = {"bounce": "may not have arrived: ", "complaint": "complaint: ", "unreadable": "unreadable: "}
_NUMBER = Annotated[int, typer.Argument(metavar="N", help="Its number, as `duesync replies` shows it.")]


def replies(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    settled: Annotated[bool, typer.Option("--settled", help="Show what was settled last, and how.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what came in and nobody has seen to, the oldest first. Whose it is, is not reminded meanwhile."""
    from sync.commands.replies import messages

    session: Session = context.obj
    with session.office(ledger) as office:
        found = messages(office, office.linked(ledger), settled=settled)
    if as_json:
        print_json({"ledger": ledger, "messages": found})
    elif not found:
        typer.echo(f"{ledger}: no message {'was settled yet' if settled else 'waits for you'}")
    elif settled:
        for one in found:
            typer.echo(f"{one.number}  {one.received_at:%Y-%m-%d}  {_whose(one)}: {one.became} (by {one.by})")
    else:
        _show(ledger, found)


def _show(ledger: str, found: Sequence[Message]) -> None:
    rows = [
        (
            str(one.number),
            f"{one.received_at:%Y-%m-%d}",
            f"{count(one.days, 'day')}{', late' if one.late else ''}",
            _whose(one),
            one.sender or one.sender_name,
            _excerpt(one),
        )
        for one in found
    ]
    headings = ("number", "came on", "waits", "customer", "from", "what they say")
    show_list(f"{ledger}: came in, and waits for you", headings, rows)
    typer.echo(f"duesync reply {ledger} N shows one; --resolve NOTE settles it, --assign CUSTOMER says whose")
    typer.echo("it is. Until then nobody whose it may be is reminded.")


def _whose(one: Message) -> str:
    return " or ".join(one.whose) or "nobody known"


def _excerpt(one: Message) -> str:
    words = " ".join((one.words or one.subject or "; ".join(one.problems)).split())
    cut = f"{words[:_EXCERPT]}..." if len(words) > _EXCERPT + 3 else words
    return f"{_KINDS.get(one.kind, '')}{cut}"


def reply(
    context: typer.Context,
    ledger: LedgerArgument,
    number: _NUMBER,
    *,
    resolve: Annotated[
        str | None, typer.Option(metavar="NOTE", help="It is seen to; what became of it.")
    ] = None,
    assign: Annotated[
        str | None, typer.Option(metavar="CUSTOMER", help="Whose it is, by name or id.")
    ] = None,
    confirm: Annotated[
        list[int] | None,
        typer.Option(metavar="DRAFT", help="Record this draft of what it means; may be repeated."),
    ] = None,
    propose: Annotated[
        bool, typer.Option("--propose", help="Ask the model of [replies.model] what it may mean, once.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show one message that came in and what it may mean; say whose it is, and what became of it."""
    from sync.commands.drafts import confirm as record
    from sync.commands.drafts import drafts
    from sync.commands.proposing import propose as ask
    from sync.commands.replies import assign_reply, message, resolve_reply

    if confirm and resolve is not None:
        msg = "--confirm settles the message by itself: leave --resolve out"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    told = []
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if propose and not ask(office, linked, number, office.by):
            told.append(f"message {number}: the model proposes nothing")
        if assign is not None:
            name = assign_reply(office, linked, number, assign, office.by)
            told.append(f"message {number} is {name}'s")
        if resolve is not None:
            resolve_reply(office, linked, number, resolve, office.by)
            told.append(f"message {number} is settled: nobody is held for it any more")
        if confirm:
            told += [
                f"message {number}: {each}" for each in record(office, linked, number, confirm, office.by)
            ]
        found, meant = message(office, linked, number), drafts(office, linked, number)
    if as_json:
        print_json({"ledger": ledger, "message": found, "drafts": meant})
    elif told:
        for line in told:
            typer.echo(line)
    else:
        _show_one(ledger, found, meant)


def _show_one(ledger: str, one: Message, meant: Sequence[Draft]) -> None:
    sender = one.sender if not one.sender_name else f"{one.sender_name} <{one.sender}>".removesuffix(" <>")
    lines = [
        ("from", sender or "nobody named"),
        ("to", ", ".join(one.recipients)),
        ("came", f"{one.received_at:%Y-%m-%d %H:%M} UTC, {count(one.days, 'day')} ago"),
        ("subject", one.subject),
        ("customer", f"{_whose(one)}: {one.how}" if one.whose else _whose(one)),
        ("kind", one.kind.replace("_", " ")),
        *(("file", each) for each in one.attachments),
        *(("problem", each) for each in one.problems),
        ("settled" if not one.waiting else "note", f"{one.became} (by {one.by})" if one.by else one.became),
    ]
    typer.echo(f"{ledger}: message {one.number}, {'waiting' if one.waiting else 'settled'}")
    for name, text in lines:
        if text:
            typer.echo(f"  {name:<9}{text}")
    typer.echo(f"\n{_indented(one.words or '(no words of their own)')}")
    if one.quoted:
        typer.echo(f"\n  quoted, or their signature:\n{_indented(one.quoted)}")
    for each in meant:
        unsure = "" if each.sure == "certain" else " (perhaps)"
        unsure = " (proposed by a model)" if each.proposed else unsure
        typer.echo(f'\n  draft {each.number}: {each.says}{unsure}\n    "{each.quote}"')
    if one.waiting:
        by_draft = any(each.confirmable for each in meant)
        how = "--confirm DRAFT records one and settles it; " if by_draft else ""
        typer.echo(f"\nduesync reply {ledger} {one.number}: {how}--resolve NOTE says what became of it")


def _indented(text: str) -> str:
    return "\n".join(f"  | {line}" for line in text.split("\n"))


def hear(
    context: typer.Context,
    ledger: LedgerArgument,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Messages, as a mail program saves.")
    ],
    *,
    as_json: JsonOption = False,
) -> None:
    """Take in messages that a mail program saved as files, as if they had come to the inbox."""
    from sync.commands import replies as commands

    contents = [path.read_bytes() for path in files]
    session: Session = context.obj
    with session.office(ledger) as office:
        heard = commands.hear(office, office.linked(ledger), contents)
    if as_json:
        print_json({"ledger": ledger, "heard": heard})
        return
    typer.echo(f"{ledger}: {in_words(heard)}")
    if heard.waiting:
        sys.stdout.write(f"{count(heard.waiting, 'message')} for you to see to: duesync replies {ledger}\n")


def in_words(heard: Heard) -> str:
    """What came in, in one line."""
    words = [f"{count(len(heard.new), 'new message')}"]
    words += [f"{heard.unmatched} of nobody known"] if heard.unmatched else []
    words += [f"{heard.known} known already"] if heard.known else []
    words += [f"{heard.left} of machines and about nobody: not kept"] if heard.left else []
    words += [f"{heard.own} of our own"] if heard.own else []
    return "; ".join(words)
