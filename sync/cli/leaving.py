"""`unlink`, `import`, `departures`: a ledger leaves, arrives from elsewhere, or is gone."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, count, print_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sync.leaving.unlink import Receipt

_LATER = 4
_MOST_DAYS = 3650
_SHOWN = 20  # lines of one heading; `--json` has them all


def unlink(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    export: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all that is known of it here, for `import`.")
    ] = None,
    delete_after: Annotated[
        int | None,
        typer.Option(min=0, max=_MOST_DAYS, metavar="DAYS", help="When to delete it; 0: now, for good."),
    ] = None,
    take_back: Annotated[
        bool, typer.Option("--take-back", help="Keep it after all: link and approve it anew.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """End a ledger: drop what was not sent, export it, sign out, and delete it on a stated day."""
    from sync.leaving import deletion
    from sync.leaving import unlink as leaving

    session: Session = context.obj
    with session.office(ledger) as office:
        linked = leaving.known(office, ledger)
        if take_back:
            leaving.take_back(office, linked)
            typer.echo(f"{ledger} stays. Next: duesync connect {ledger}, then approve what it may send")
            return
        doubt = leaving.look_up(office, linked)
        if doubt is not None:
            sys.stderr.write(f"warning: {ledger}: {doubt}\n")
        left = leaving.still_open(office, linked)
        if not as_json:
            _show(left, ledger)
        if not (yes or (not as_json and typer.confirm(f"Unlink {linked.organisation} ({ledger})?"))):
            if as_json:
                print_json({"ledger": ledger, "open": left, "receipt": None})
            return
        receipt, trouble = leaving.unlink(office, linked, file=export, days=delete_after)
        deleted = [one for one in deletion.delete_due(office) if one.name == ledger]
    receipt = deleted[0] if deleted else receipt
    if as_json:
        print_json({"ledger": ledger, "open": left, "receipt": receipt, "trouble": trouble})
    else:
        typer.echo(_in_words(receipt))
    if trouble is not None and not deleted:
        sys.stderr.write(f"warning: {ledger}: {trouble}; try it again with: duesync unlink {ledger}\n")
        raise typer.Exit(_LATER)


def _show(left: Mapping[str, Sequence[str]], ledger: str) -> None:
    if not left:
        typer.echo(f"{ledger}: nothing is open")
    for heading, lines in left.items():
        typer.echo(f"{heading}:")
        for line in lines[:_SHOWN]:
            typer.echo(f"  {line}")
        if len(lines) > _SHOWN:
            typer.echo(f"  and {len(lines) - _SHOWN} more: see --json")


def _in_words(receipt: Receipt) -> str:
    dropped = sum(receipt.dropped.values())
    words = [f"{receipt.name} is unlinked; {count(dropped, 'act')} not begun {_were(dropped)} dropped"]
    if receipt.exported_to is not None:
        words.append(f"exported to {receipt.exported_to} (SHA-256 {receipt.export_sha256})")
    if receipt.deleted_at is None:
        words.append(
            f"deleted on {receipt.deletes_on}; until then: duesync unlink {receipt.name} --take-back"
        )
        return "; ".join(words)
    words.append(f"deleted: {count(sum(receipt.deleted.values()), 'row')}")
    if receipt.evidence_until is not None:
        rows = sum(receipt.evidence.values())
        words.append(f"{count(rows, 'row')} kept as evidence until {receipt.evidence_until}")
    if not receipt.signed_out:
        words.append("its access at the provider is to be ended there by hand")
    return "; ".join([*words, "receipt: duesync departures"])


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def import_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="What `unlink --export` wrote.")],
    *,
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Its name here, where not its old one.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Take up a ledger that was unlinked elsewhere, with all that it ever did; nothing is repeated."""
    from sync.leaving.taking_up import take_up

    session: Session = context.obj
    with session.office() as office:
        taken = take_up(office, file, name)
    if as_json:
        print_json(taken)
        return
    typer.echo(
        f"{taken.name} is {taken.organisation}, {count(sum(taken.rows.values()), 'row')} taken up. "
        f"Nothing is sent yet. Next: duesync connect {taken.name}"
    )


def departures(
    context: typer.Context,
    *,
    evidence: Annotated[
        int | None, typer.Option(metavar="NUMBER", help="Write the evidence kept of this one to a file.")
    ] = None,
    to: Annotated[Path, typer.Option(metavar="FILE", help="That file.")] = Path("evidence.zip"),
    as_json: JsonOption = False,
) -> None:
    """Show the receipts of ledgers that were unlinked, and write out what is kept of them."""
    import msgspec

    from sync.leaving import deletion
    from sync.leaving.unlink import Receipt
    from sync.store import departures as stored

    session: Session = context.obj
    with session.office() as office:
        if evidence is not None:
            deletion.write_evidence(office, evidence, to)
            typer.echo(f"wrote {to}")
            return
        with office.store.read() as connection:
            found = [
                (one.id, msgspec.json.decode(one.receipt, type=Receipt)) for one in stored.every(connection)
            ]
    if as_json:
        print_json({"departures": [{"number": number, "receipt": receipt} for number, receipt in found]})
        return
    for number, receipt in found:
        typer.echo(f"{number}  {receipt.organisation}: {_in_words(receipt)}")
    if not found:
        typer.echo("no ledger was unlinked")
