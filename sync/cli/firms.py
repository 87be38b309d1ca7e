"""`firm`: the firms whose ledgers and users this store keeps apart; for who runs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.session import JsonOption, Session, count, print_json

if TYPE_CHECKING:
    from sync.firms import Known

firm = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

NameArgument = Annotated[str, typer.Argument(help="The firm's name, which its file of settings has too.")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
_NO_BOUND = 0


@firm.command("add")
def add(context: typer.Context, name: NameArgument, *, as_json: JsonOption = False) -> None:
    """Make a firm, with a key of its own; from the second firm on PostgreSQL keeps their rows apart."""
    from sync import firms

    session: Session = context.obj
    with session.office() as office:
        made = firms.add(office, name)
        settings = office.config.firms.get(name)
        file = f"{name}.toml in the folder that [firms] folder names" if settings is None else settings.path
    if as_json:
        print_json({"firm": made})
        return
    typer.echo(f"{name} is a firm now. Its ledgers stand in {file}; then: duesync connect LEDGER")
    typer.echo(f"Its first user: duesync user add EMAIL --name NAME --role owner --firm {name}")


@firm.command("list")
def list_firms(context: typer.Context, *, as_json: JsonOption = False) -> None:
    """Show the firms, what each has and may have, and whose settings cannot be used."""
    from sync import firms

    session: Session = context.obj
    with session.office() as office:
        found = firms.every(office)
    if as_json:
        print_json({"firms": found})
        return
    for one in found:
        typer.echo(_line(one))


def _line(one: Known) -> str:
    held, of = one.firm, [count(len(one.ledgers), "ledger"), count(one.users, "user")]
    bounds = [
        f"{most} {what}"
        for most, what in (
            (held.most_ledgers, "ledgers"),
            (held.most_users, "users"),
            (held.messages_per_day, "messages a day"),
            (held.calls_per_day, "calls a day"),
        )
        if most is not None
    ]
    told = f"{held.name}: {', '.join(of)}"
    told += f"; at most {', '.join(bounds)}" if bounds else ""
    told += "" if one.own_key or held.id == 1 else "; NO KEY of its own"
    return told + (f"\n  stands still: {one.problem}" if one.problem else "")


@firm.command("limit")
def limit(
    context: typer.Context,
    name: NameArgument,
    *,
    ledgers: Annotated[int | None, typer.Option(min=0, help="Ledgers linked at once.")] = None,
    users: Annotated[int | None, typer.Option(min=0, help="Users who may sign in.")] = None,
    messages: Annotated[int | None, typer.Option(min=0, help="Mails and texts in any 24 hours.")] = None,
    calls: Annotated[int | None, typer.Option(min=0, help="Calls to its ledgers in a day (UTC).")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say how much a firm may have and do; 0 lifts a limit, and what is not named stays as it is."""
    from sync import firms

    given = {
        "most_ledgers": ledgers,
        "most_users": users,
        "messages_per_day": messages,
        "calls_per_day": calls,
    }
    quotas = {column: most or None for column, most in given.items() if most is not None}
    session: Session = context.obj
    with session.office() as office:
        firms.bound(office, name, quotas)
        [known] = [one for one in firms.every(office) if one.firm.name == name]
    if as_json:
        print_json(known)
    else:
        typer.echo(_line(known))


@firm.command("rotate")
def rotate(context: typer.Context, name: NameArgument, *, as_json: JsonOption = False) -> None:
    """Give a firm another key, and seal its secrets anew; nobody else's are touched."""
    from sync import firm_keys, firms

    session: Session = context.obj
    with session.office() as office:
        number = firm_keys.rotate(office, firms.named(office, name).id)
    if as_json:
        print_json({"firm": name, "sealed_anew": number})
    else:
        typer.echo(f"{name} has another key; {count(number, 'secret')} sealed anew")


@firm.command("export")
def export(
    context: typer.Context,
    name: NameArgument,
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Write all that is known of a firm: a file for each ledger, which `import` takes, and its own rows."""
    from sync import firm_export

    session: Session = context.obj
    with session.office() as office:
        written = firm_export.write(office, name, folder)
    if as_json:
        print_json(written)
        return
    rows = sum(written.rows.values())
    typer.echo(f"{folder}: {count(len(written.ledgers), 'ledger')}, {count(rows, 'row')} of the firm's own")


@firm.command("erase")
def erase(
    context: typer.Context, name: NameArgument, *, yes: YesOption = False, as_json: JsonOption = False
) -> None:
    """Delete a firm whose ledgers were all unlinked: every row, kept evidence and its key, for good."""
    from sync import firms

    session: Session = context.obj
    with session.office() as office:
        firms.refuse_erasing(office, name)
        if not yes:
            asked = (
                f"Delete all of {name} for good, what the law may ask for included? An export comes before"
            )
            typer.confirm(asked, abort=True)
        receipt = firms.erase(office, name)
    if as_json:
        print_json(receipt)
        return
    typer.echo(f"{name} is erased: {count(sum(receipt.deleted.values()), 'row')} deleted, and its key.")


@firm.command("separate")
def separate(context: typer.Context) -> None:
    """Let PostgreSQL keep firms apart, after a store was restored or moved; done again it changes nothing."""
    from sync import firms

    session: Session = context.obj
    with session.office() as office:
        can = firms.separate(office)
    typer.echo("the database keeps firms apart" if can else "SQLite keeps nothing apart: Duesync alone does")
