"""`policy`: what a ledger's customers are followed up under, who wrote each value, and its versions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, count, print_json

if TYPE_CHECKING:
    from dunning.policy import Policy
    from sync.office import Office
    from sync.policies import Written
    from sync.store.ledgers import LinkedLedger
    from sync.store.policies import Version


def policy(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    history: Annotated[bool, typer.Option("--history", help="List its versions, the newest first.")] = False,
    show: Annotated[
        int | None, typer.Option(metavar="N", help="Print version N as it was written, in TOML.")
    ] = None,
    back_to: Annotated[
        int | None, typer.Option(metavar="N", min=0, help="Put version N in force again; 0: the file alone.")
    ] = None,
    set_: Annotated[
        Path | None,
        typer.Option("--set", metavar="FILE.toml", help="Put what this file says in force."),
    ] = None,
    note: Annotated[str, typer.Option(help="Why it is changed, for those who look later.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Show the policy in force: its steps, each value that is not the default, and who wrote it.

    What is written here or in the console is kept in the store, version by version, and laid over
    config.toml: the keys of a [policy], and words of letters under [letters]. The next run decides
    anew whatever it touches.
    """
    from sync.commands import policy as acts

    if sum((history, show is not None, back_to is not None, set_ is not None)) > 1:
        msg = "give one of --history, --show, --back-to and --set"
        raise typer.BadParameter(msg)
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if history:
            _list(acts.history(office, linked), linked, as_json=as_json)
        elif show is not None:
            _show(acts.version(office, linked, show), as_json=as_json)
        elif back_to is not None:
            _told(acts.go_back(office, linked, back_to, office.by, note), linked, as_json=as_json)
        elif set_ is not None:
            made = acts.write(office, linked, _read(set_), office.by, note)
            _told(made, linked, as_json=as_json)
        else:
            _in_force(office, linked, as_json=as_json)


def _read(path: Path) -> str:
    from sync.commands.targets import ActError

    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read as UTF-8 text: {getattr(error, 'strerror', None) or error}"
        raise ActError(msg) from error


def _in_force(office: Office, ledger: LinkedLedger, *, as_json: bool) -> None:
    from sync.policies import written_in

    counts = office.in_force(ledger.name)
    written = written_in(office.config.ledger(ledger.name), counts)
    if as_json:
        print_json(
            {
                "ledger": ledger.name,
                "version": counts.number,
                "policy": counts.policy.version,
                "levels": counts.policy.levels,
                "pre_due": counts.policy.pre_due,
                "written": written,
                "letters": counts.words,
            }
        )
        return
    said = "config.toml alone" if counts.number is None else f"version {counts.number}, over config.toml"
    typer.echo(f"{ledger.name}: {said}")
    for line in (*_steps(counts.policy), *_values(written)):
        typer.echo(f"  {line}")
    for language, found in counts.words.items():
        typer.echo(f"  letters in {language} with words of your own: {', '.join(found)}")


def _steps(policy: Policy) -> list[str]:
    note = policy.pre_due
    before = [] if note is None else [f"{note.days:>3} days before  a note, by email"]
    return before + [
        f"{level.days:>3} days late    {level.name}, by {' or else '.join((level.channel, *level.fallback))}"
        + (f", {level.times} times, {level.every_days} days apart" if level.times > 1 else "")
        for level in policy.levels
    ]


def _values(written: list[Written]) -> list[str]:
    if not written:
        return ["all of it as it is by default"]
    return [f"{one.key} = {_in_short(one.value)} ({one.origin})" for one in written]


def _in_short(value: object) -> str:
    """As it would be written, lists of tables by their number."""
    if isinstance(value, list) and any(isinstance(each, dict) for each in value):
        return count(len(value), "table")
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value).replace("'", '"')


def _list(versions: list[Version], ledger: LinkedLedger, *, as_json: bool) -> None:
    if as_json:
        print_json({"ledger": ledger.name, "versions": versions})
        return
    if not versions:
        typer.echo(f"{ledger.name}: config.toml alone, and it was never otherwise")
    for one in versions:
        typer.echo(_line(one))


def _line(one: Version) -> str:
    what = (
        ""
        if one.back_to is None
        else ", back to " + (f"version {one.back_to}" if one.back_to else "the file alone")
    )
    note = f": {one.note}" if one.note else ""
    return f"{one.number:>4}  {one.written_at:%Y-%m-%d %H:%M} UTC  {one.written_by}{what}{note}"


def _show(one: Version, *, as_json: bool) -> None:
    if as_json:
        print_json(one)
        return
    sys.stderr.write(f"{_line(one).strip()}\n")
    typer.echo(one.text.rstrip() or "# nothing: the file alone")


def _told(one: Version, ledger: LinkedLedger, *, as_json: bool) -> None:
    if as_json:
        print_json({"ledger": ledger.name, "version": one.number, "policy": one.policy})
        return
    typer.echo(
        f"{ledger.name}: version {one.number} of its policy is in force; the next run decides anew what it "
        "touches"
    )
