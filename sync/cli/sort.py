"""`sort`: what was long overdue when a ledger was linked, and what becomes of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.listing import show_list, some
from sync.cli.session import JsonOption, LedgerArgument, Session, count, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dunning.old_debt import OldDebt
    from sync.commands import Wanted
    from sync.commands.sorting import Key, SortedDebt
    from sync.office import Office
    from sync.store.ledgers import LinkedLedger

EPILOG = """The choices: confirm (the balance is confirmed first, then the procedure follows); level N or
level NAME (the procedure begins there); plan DATE=AMOUNT ...; dispute REASON; paid [DATE] [REFERENCE];
exclude; write-off; time-barred. What is given none stays silent."""


def sort(  # noqa: PLR0913 - one for each option
    context: typer.Context,
    ledger: LedgerArgument,
    customer: Annotated[str | None, typer.Argument(help="One customer, by name or id.")] = None,
    choice: Annotated[list[str] | None, typer.Argument(help="What becomes of their old debt.")] = None,
    *,
    invoice: Annotated[
        list[str] | None, typer.Option(help="Only this invoice of theirs, by number; may be repeated.")
    ] = None,
    currency: Annotated[str, typer.Option(help="Which currency, where they owe in several.")] = "",
    note: Annotated[str, typer.Option(help="Why, for those who ask later.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was said of the customer's.")] = False,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write the table to this file, to be filled in.")
    ] = None,
    filled_in: Annotated[
        Path | None, typer.Option("--from", help="Read the choices from such a file; all of it, or nothing.")
    ] = None,
    as_suggested: Annotated[
        bool, typer.Option("--as-suggested", help="Take every suggestion of the table.")
    ] = False,
    done: Annotated[bool, typer.Option("--sorted", help="Show what was sorted, and by whom.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the old debt that waits, and say what becomes of it; what nobody sorted is never asked for."""
    _check(locals())
    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if customer is not None:
            said = _sort_one(office, linked, locals())
        elif filled_in is not None:
            said = _sort_file(office, linked, filled_in)
        elif as_suggested:
            said = _as_suggested(office, linked, yes=yes)
        elif done:
            _show_sorted(office, linked, as_json=as_json)
            return
        else:
            _show_waiting(office, linked, csv, as_json=as_json)
            return
        left = _waiting(office, linked)
    if as_json:
        print_json({"ledger": ledger, "sorted": said, "left": len(left)})
        return
    for words in said:
        typer.echo(words)
    typer.echo(_what_is_left(ledger, left))


def _check(options: dict[str, Any]) -> None:
    """Raises `typer.BadParameter` where the options do not fit together."""
    ways = ("customer", "csv", "filled_in", "as_suggested", "done")
    if sum(options[way] not in (None, False) for way in ways) > 1:
        msg = "a customer, --csv, --from, --as-suggested and --sorted are different things: give one"
        raise typer.BadParameter(msg)
    if options["customer"] is None and (options["undo"] or options["invoice"] or options["note"]):
        msg = "say whose: duesync sort LEDGER CUSTOMER"
        raise typer.BadParameter(msg)
    if options["customer"] is not None and bool(options["choice"]) == options["undo"]:
        msg = f"say what becomes of it, or --undo. {' '.join(EPILOG.split())}"
        raise typer.BadParameter(msg)


def _sort_one(office: Office, linked: LinkedLedger, options: dict[str, Any]) -> list[str]:
    import getpass

    from sync import commands

    customer, currency = options["customer"], options["currency"].upper()
    if options["undo"]:
        return [commands.undo_sorting(office, linked, customer, currency, getpass.getuser())]
    wanted = commands.Wanted(
        place="",
        customer_id="",
        customer=customer,
        currency=currency,
        invoices=tuple(options["invoice"] or ()),
        choice=" ".join(options["choice"]),
        note=options["note"],
    )
    [(key, words)] = _sorted(office, linked, [wanted])
    return [f"{words}.", commands.follows(office, linked, key)]


def _sorted(office: Office, linked: LinkedLedger, rows: Sequence[Wanted]) -> list[tuple[Key, str]]:
    """All of them; where one is wrong, none: each fault is told in a line. Raises `typer.Exit`."""
    import getpass

    from sync import commands

    try:
        return commands.sort_rows(office, linked, rows, getpass.getuser())
    except commands.RowsRefused as refused:
        for fault in refused.faults:
            sys.stderr.write(f"error: {linked.name}: {fault}\n")
        if len(rows) > 1:
            sys.stderr.write("nothing was sorted: put that right, and give the whole file again\n")
        raise typer.Exit(1) from refused


def _sort_file(office: Office, linked: LinkedLedger, path: Path) -> list[str]:
    from sync.commands.sort_table import wanted_of

    rows, without = wanted_of(path.read_bytes(), str(path))
    if not rows:
        msg = f'{path} has no choice in its column "choice": nothing was sorted ({count(without, "row")})'
        raise typer.BadParameter(msg)
    return [words for _, words in _sorted(office, linked, rows)]


def _as_suggested(office: Office, linked: LinkedLedger, *, yes: bool) -> list[str]:
    from sync import commands
    from sync.commands.sort_table import suggested

    found = commands.waiting(office, linked)
    if not found:
        return []
    if not yes:
        _show_table(linked.name, found)
        typer.confirm(f"Sort {'this one' if len(found) == 1 else f'these {len(found)}'} so?", abort=True)
    rows = [
        commands.Wanted(
            place="",
            customer_id=one.customer_id,
            customer=one.customer,
            currency=one.currency,
            invoices=tuple(each.number or each.id for each in one.invoices),
            choice=suggested(one),
            note="as suggested",
        )
        for one in found
    ]
    return [words for _, words in _sorted(office, linked, rows)]


def _waiting(office: Office, linked: LinkedLedger) -> list[OldDebt]:
    from sync import commands

    return commands.waiting(office, linked)


def _what_is_left(ledger: str, left: Sequence[OldDebt]) -> str:
    if not left:
        return f"{ledger}: no old debt waits to be sorted any more. Next: duesync sync {ledger}"
    waits = "waits" if len(left) == 1 else "wait"
    return f"{ledger}: the old debt of {count(len(left), 'account')} {waits} still: duesync sort {ledger}"


def _show_waiting(office: Office, linked: LinkedLedger, csv: Path | None, *, as_json: bool) -> None:
    from sync import private
    from sync.commands.sort_table import csv_of, suggested

    found = _waiting(office, linked)
    if csv is not None:
        if csv.exists():
            msg = f"{csv} is there already, and may hold choices: give another name, or remove it"
            raise typer.BadParameter(msg)
        private.write(csv, csv_of(found))
    if as_json:
        rows = [
            {
                "customer": one.customer,
                "customer_id": one.customer_id,
                "currency": one.currency,
                "invoices": [each.number or each.id for each in one.invoices],
                "oldest_due": one.oldest_due,
                "days_past_due": one.days,
                "amount": one.amount,
                "barred_from": one.barred_from,
                "citation": one.citation,
                "suggestion": suggested(one),
                "why": one.why,
            }
            for one in found
        ]
        print_json({"ledger": linked.name, "complete": linked.complete, "waiting": rows})
    elif csv is not None:
        typer.echo(
            f'{csv}: {count(len(found), "row")}. Fill in the column "choice" and give it back: '
            f"duesync sort {linked.name} --from {csv}"
        )
        _show_choices()
    elif not linked.complete:
        typer.echo(f"{linked.name}: its first pull is not finished; run: duesync sync {linked.name}")
    elif not found:
        typer.echo(f"{linked.name}: no old debt waits to be sorted")
    else:
        _show_table(linked.name, found)
        typer.echo(f"Say what becomes of each: duesync sort {linked.name} CUSTOMER CHOICE")
        typer.echo("All in a spreadsheet: --csv FILE, then --from FILE. All as suggested: --as-suggested")
        _show_choices()


def _show_choices() -> None:
    from sync.commands.choices import KINDS

    for kind, means in KINDS.items():
        typer.echo(f"  {kind:<12} {means}")
    typer.echo("What is given no choice stays silent.")


def _show_table(ledger: str, found: Sequence[OldDebt]) -> None:
    from sync.commands.sort_table import suggested

    rows = [
        (
            one.customer,
            f"{one.currency} {one.amount:,}",
            str(one.days),
            some([each.number or each.id for each in one.invoices]),
            str(one.barred_from or ""),
            suggested(one),
            one.why,
        )
        for one in found
    ]
    headings = (
        "customer",
        "amount",
        "days past due",
        "invoices",
        "maybe time-barred from",
        "we suggest",
        "why",
    )
    show_list(f"{ledger}: long overdue when it was linked, and silent until sorted", headings, rows)


def _show_sorted(office: Office, linked: LinkedLedger, *, as_json: bool) -> None:
    from sync import commands

    found = commands.sorted_already(office, linked)
    if as_json:
        print_json({"ledger": linked.name, "sorted": [_as_row(one) for one in found]})
        return
    if not found:
        typer.echo(f"{linked.name}: no old debt was sorted as confirm, level, write-off or time-barred")
        return
    rows = [
        (
            one.customer,
            f"{one.currency} {one.amount:,}",
            some([each.number or each.id for each in one.invoices]),
            _said(one),
            f"{one.word.by}, {one.word.on}",
            one.word.note,
        )
        for one in found
    ]
    headings = ("customer", "amount", "invoices", "sorted as", "by", "note")
    show_list(f"{linked.name}: old debt as it was sorted", headings, rows)


def _as_row(one: SortedDebt) -> dict[str, Any]:
    return {
        "customer": one.customer,
        "currency": one.currency,
        "amount": one.amount,
        "invoices": [each.number or each.id for each in one.invoices],
        "choice": _said(one),
        "by": one.word.by,
        "on": one.word.on,
        "note": one.word.note,
    }


def _said(one: SortedDebt) -> str:
    """As it would be typed."""
    return one.word.choice.replace("_", "-") + (f" {one.word.level}" if one.word.level else "")
