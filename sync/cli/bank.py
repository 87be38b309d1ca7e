"""`bank`: what came in at the bank: its file read in, matched with the invoices, and settled by a person."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.listing import show_list
from sync.cli.session import JsonOption, LedgerArgument, Session, count, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.commands.bank import WaitingLine, Word
    from sync.commands.statements import ReadIn
    from sync.office import Office
    from sync.store.ledgers import LinkedLedger

EPILOG = """certain: number and amount say so, and nothing else does; likely: look at it; open: only you can
say. Until a line is settled, nobody whose money it may be is reminded."""
_NAME = 40  # letters of a customer's name
_TEXT = 60  # letters of what the bank says that a table shows


def bank(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    file: Annotated[
        Path | None,
        typer.Argument(help="The bank's file: CSV, camt.053 or OFX. Without it, what waits is shown."),
    ] = None,
    *,
    confirm: Annotated[
        list[str] | None, typer.Option(metavar="LINE", help="Enter this line; may be repeated.")
    ] = None,
    invoice: Annotated[
        list[str] | None,
        typer.Option(help="The invoice that it pays, not the proposed one; may be repeated."),
    ] = None,
    excess: Annotated[
        bool, typer.Option("--excess", help="What is above those invoices stays with the customer as credit.")
    ] = False,
    other_money: Annotated[
        bool, typer.Option("--other-money", help="The line is not what the books have already.")
    ] = False,
    certain: Annotated[bool, typer.Option("--certain", help="Enter all that is certain.")] = False,
    refuse: Annotated[
        list[str] | None, typer.Option(metavar="LINE", help="This line pays nothing here; may be repeated.")
    ] = None,
    note: Annotated[str, typer.Option(help="Why, for those who ask later.")] = "",
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write what waits to this file, to be filled in.")
    ] = None,
    filled_in: Annotated[
        Path | None, typer.Option("--from", help="Read the choices from such a file; all of it, or nothing.")
    ] = None,
    settled: Annotated[
        bool, typer.Option("--settled", help="Show what was settled last, and by whom.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Read a bank's file into what waits, show it, and say what each line pays; the next run writes it."""
    _check(locals())
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if file is not None:
            _read(office, linked, file, as_json=as_json)
            return
        if settled:
            _show_settled(office, linked, as_json=as_json)
            return
        if certain:
            told = _certain(office, linked)
        elif words := _words(office, linked, locals()):
            told = _said(office, linked, words)
        else:
            _show_waiting(office, linked, csv, as_json=as_json)
            return
        _tell(ledger, told, _waiting(office, linked), as_json=as_json)


def _tell(ledger: str, told: Sequence[str], left: Sequence[WaitingLine], *, as_json: bool) -> None:
    if as_json:
        print_json({"ledger": ledger, "settled": told, "left": len(left)})
        return
    for line in told or ("nothing that waits is certain",):
        typer.echo(line)
    typer.echo(_what_is_left(ledger, left))


def _check(options: dict[str, Any]) -> None:
    """Raises `typer.BadParameter` where the options do not fit together."""
    ways = ("file", "certain", "csv", "filled_in", "settled")
    words = bool(options["confirm"] or options["refuse"])
    if sum(bool(options[way]) for way in ways) + words > 1:
        msg = "FILE, --confirm or --refuse, --certain, --csv, --from and --settled are different: give one"
        raise typer.BadParameter(msg)
    extra = options["invoice"] or options["excess"] or options["other_money"]
    if extra and (len(options["confirm"] or ()) != 1 or options["refuse"]):
        msg = "--invoice, --excess and --other-money are about one line: give one --confirm"
        raise typer.BadParameter(msg)


def _words(office: Office, linked: LinkedLedger, options: dict[str, Any]) -> list[Word]:
    """What was said on the command line, or in a file."""
    from sync.commands.bank import Word
    from sync.commands.bank_table import words_of

    path: Path | None = options["filled_in"]
    if path is not None:
        words, without = words_of(path.read_bytes(), str(path), _waiting(office, linked))
        if not words:
            msg = f'{path} has no choice in its column "choice": nothing was done ({count(without, "row")})'
            raise typer.BadParameter(msg)
        return words
    said = [
        Word(
            line=line,
            choice="confirm",
            numbers=tuple(options["invoice"] or ()),
            other_money=options["other_money"],
            excess=options["excess"],
            note=options["note"],
        )
        for line in options["confirm"] or ()
    ]
    return said + [Word(line=line, choice="refuse", note=options["note"]) for line in options["refuse"] or ()]


def _said(office: Office, linked: LinkedLedger, words: Sequence[Word]) -> list[str]:
    """All of them; where one is wrong, none: each fault is told in a line. Raises `typer.Exit`."""
    from sync.commands.bank import LinesRefused, say

    try:
        return say(office, linked, words, office.by)
    except LinesRefused as faults:
        for fault in faults.faults:
            sys.stderr.write(f"error: {linked.name}: {fault}\n")
        if len(words) > 1:
            sys.stderr.write("nothing was done: put that right, and say all of it again\n")
        raise typer.Exit(1) from faults


def _certain(office: Office, linked: LinkedLedger) -> list[str]:
    from sync.commands.bank import confirm_certain

    return confirm_certain(office, linked, office.by)


def _waiting(office: Office, linked: LinkedLedger) -> list[WaitingLine]:
    from sync.commands.bank import waiting_lines

    return waiting_lines(office, linked)


def _read(office: Office, linked: LinkedLedger, file: Path, *, as_json: bool) -> None:
    from sync.commands.statements import read_in

    found = read_in(office, linked, file.read_bytes(), str(file))
    if as_json:
        print_json({"ledger": linked.name, "file": str(file), "read": found})
        return
    typer.echo(f"{linked.name}: {_in_words(found)}")
    waits = found.certain + found.likely + found.open
    if waits:
        typer.echo(
            f"{count(waits, 'new line')} to be settled: {found.certain} certain, {found.likely} likely, "
            f"{found.open} open. See: duesync bank {linked.name}"
        )


def _in_words(found: ReadIn) -> str:
    words = [f"{count(found.lines, 'line')} read ({found.source})"]
    words += [f"{found.known} were there already"] if found.known else []
    words += [f"{found.booked} in the books already"] if found.booked else []
    words += [f"{found.out} went out and concern no invoice: not kept"] if found.out else []
    words += [f"{found.pending} not booked by the bank yet: left out"] if found.pending else []
    return "; ".join(words)


def _what_is_left(ledger: str, left: Sequence[WaitingLine]) -> str:
    if not left:
        return f"{ledger}: no line of the bank's waits any more. Next: duesync run {ledger}"
    return f"{ledger}: {count(len(left), 'line')} of the bank's still to be settled: duesync bank {ledger}"


def _show_waiting(office: Office, linked: LinkedLedger, csv: Path | None, *, as_json: bool) -> None:
    from sync.commands.bank_table import csv_of

    found = _waiting(office, linked)
    if csv is not None:
        if csv.exists():
            msg = f"{csv} is there already, and may hold choices: give another name, or remove it"
            raise typer.BadParameter(msg)
        csv.write_text(csv_of(found), encoding="utf-8", newline="")
    if as_json:
        print_json({"ledger": linked.name, "waiting": found})
    elif csv is not None:
        typer.echo(
            f'{csv}: {count(len(found), "row")}. Write "confirm" or "refuse" in the column "choice", change '
            f"the invoices where they are others, and give it back: duesync bank {linked.name} --from {csv}"
        )
    elif not found:
        typer.echo(
            f"{linked.name}: no line of the bank's waits. Read a file: duesync bank {linked.name} FILE"
        )
    else:
        _show_table(linked.name, found)
        typer.echo(f"duesync bank {linked.name} --confirm LINE enters one as shown, --invoice names others,")
        typer.echo("--refuse LINE says that it pays nothing here, --certain enters all that is certain;")
        typer.echo("--csv FILE, then --from FILE, does all in a spreadsheet.")


def _show_table(ledger: str, found: Sequence[WaitingLine]) -> None:
    rows = [
        (
            one.line,
            str(one.on),
            f"{one.currency} {one.amount:,}",
            " / ".join(filter(None, (one.payer, one.text)))[:_TEXT],
            one.confidence,
            _proposed(one),
            "; ".join(one.why),
        )
        for one in found
    ]
    headings = ("line", "date", "amount", "what the bank says", "how sure", "we propose", "why")
    show_list(f"{ledger}: came in at the bank, and waits for you", headings, rows)


def _proposed(one: WaitingLine) -> str:
    if one.amount < 0:
        return "take back what it returns"
    who = f"{one.customer[:_NAME]}..." if len(one.customer) > _NAME + 3 else one.customer
    if not one.invoices:
        return who
    parts = [f"{each.amount:,} for {each.number}" for each in one.invoices]
    parts += [f"{one.excess:,} as credit"] if one.excess else []
    return f"{who}: {', '.join(parts)}"


def _show_settled(office: Office, linked: LinkedLedger, *, as_json: bool) -> None:
    from sync.commands.bank import in_words, settled_lines
    from sync.intake.settling import BOOKS

    found = settled_lines(office, linked)
    if as_json:
        rows = [
            {
                "line": one.name,
                "on": one.booked_on,
                "amount": one.amount,
                "currency": one.currency,
                "payer": one.said.payer,
                "became": in_words(one),
                "by": one.settled_by,
                "at": one.settled_at,
                "note": one.note or "",
            }
            for one in found
        ]
        print_json({"ledger": linked.name, "settled": rows})
        return
    if not found:
        typer.echo(f"{linked.name}: no line of the bank's was settled yet")
        return
    for one in found:
        note = f" ({one.note})" if one.note else ""
        by = "" if one.settled_by == BOOKS else f", by {one.settled_by}"
        said, became = (one.said.payer or one.said.text)[:_NAME], in_words(one)
        typer.echo(f"{one.name}  {one.booked_on}  {one.currency} {one.amount:,}  {said}: {became}{by}{note}")
