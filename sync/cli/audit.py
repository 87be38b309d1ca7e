"""`audit`: what was done, in a chain that shows whether anybody changed it since."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, Session, count, print_json

if TYPE_CHECKING:
    from sync.evidence.verify import Verified
    from sync.office import Office

_BROKEN = 1


class Action(StrEnum):
    """What is to be done with the chain."""

    VERIFY = "verify"
    SHOW = "show"
    HEAD = "head"


def audit(
    context: typer.Context,
    action: Annotated[
        Action,
        typer.Argument(help="verify: look for changes. show: print it. head: where it stands now."),
    ],
    ledger: Annotated[str | None, typer.Argument(help="The ledger; without it, every one.")] = None,
    *,
    customer: Annotated[
        str | None, typer.Option(help="Show what is told of this customer, by name or id.")
    ] = None,
    head: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Heads to verify against, or to add the new ones to."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what was done, and prove that nobody changed it since: the audit chain of each ledger."""
    session: Session = context.obj
    with session.office(ledger) as office:
        match action:
            case Action.VERIFY:
                code = _verify(office, ledger, head, as_json=as_json)
            case Action.HEAD:
                code = _head(office, ledger, head, as_json=as_json)
            case Action.SHOW:
                code = _show(office, ledger, customer, as_json=as_json)
    if code:
        raise typer.Exit(code)


def _verify(office: Office, ledger: str | None, file: Path | None, *, as_json: bool) -> int:
    from sync.evidence import heads
    from sync.evidence.verify import verify
    from sync.leaving.unlink import known
    from sync.store import ledgers

    kept = heads.read(file) if file is not None else {}
    if ledger is not None:
        known(office, ledger)
    with office.store.read() as connection:
        found = [
            verify(connection, one.id, one.name, kept.get(one.name, {}))
            for one in ledgers.every(connection)
            if ledger in (None, one.name)
        ]
    broken = any(one.broken for one in found)
    if as_json:
        print_json({"ok": not broken, "ledgers": found})
    else:
        for one in found:
            _in_words(one)
    return _BROKEN if broken else 0


def _in_words(found: Verified) -> None:
    told = f"{count(found.events, 'event')}, {count(found.decisions, 'decision')}"
    if not found.broken:
        typer.echo(f"{found.ledger}: whole ({told}); it stands at {found.number} {found.hash}")
    else:
        typer.echo(f"{found.ledger}: BROKEN ({told})")
    for each in found.broken:
        typer.echo(f"  event {each.number} {each.what}")
    if found.sealed:
        typer.echo(f"  {count(found.sealed, 'event')} about persons who were erased cannot be read any more")
    if found.unproven:
        typer.echo(
            f"  {count(found.unproven, 'decision')} from before the chain began, which it cannot prove"
        )


def _head(office: Office, ledger: str | None, file: Path | None, *, as_json: bool) -> int:
    from sync.evidence import heads

    found = heads.heads(office, ledger) if file is None else heads.keep(office, file)
    if as_json:
        print_json({"heads": found})
        return 0
    for one in found:
        typer.echo(one.line())
    if file is not None:
        sys.stderr.write(f"{count(len(found), 'head')} added to {file}\n")
    return 0


def _show(office: Office, ledger: str | None, customer: str | None, *, as_json: bool) -> int:
    from sync.evidence import shown
    from sync.leaving.unlink import known

    if ledger is None:
        msg = "say which ledger: duesync audit show LEDGER"
        raise typer.BadParameter(msg)
    lines = shown.shown(office, known(office, ledger), customer)
    if as_json:
        print_json({"ledger": ledger, "events": [*lines]})
        return 0
    for line in lines:
        typer.echo(shown.in_words(line))
    return 0
