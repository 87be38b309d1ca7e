"""`law`: the rule packs that decisions keep to, and cases of law judged by them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sync.cli.plain import console
from sync.cli.session import JsonOption, print_json

law = typer.Typer(rich_markup_mode=None)


@law.callback(invoke_without_command=True)
def show_help(context: typer.Context) -> None:
    """Show the rules of law that are kept, or judge cases by them."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
        raise typer.Exit(2)


@law.command("list")
def list_packs(*, as_json: JsonOption = False) -> None:
    """Show every rule pack: whom it is about, its rules with their source and mark, when to review it."""
    from sync.law import packs

    found = packs()
    if as_json:
        print_json({"packs": found})
        return
    from sync.cli.tables import show_packs

    show_packs(found, console())


@law.command("check")
def check_cases(
    file: Annotated[Path, typer.Argument(help="A CSV file of cases with their expected outcome.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Judge every case of a file; the exit code is 1 where one is not as expected.

    A case agrees in its outcome, its amount, and the dates and states that it names.
    """
    from sync.law import check_file

    results = check_file(file)
    wrong = [each for each in results if not each.ok]
    if as_json:
        print_json({"results": results})
    else:
        for each in wrong:
            typer.echo(f"{each.id}: expected {each.expected}, got {each.got}")
        typer.echo(f"{len(results) - len(wrong)} of {len(results)} cases as expected.")
    if wrong:
        raise typer.Exit(1)
