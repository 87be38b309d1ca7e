"""`operation`: files for whoever runs Duesync for many."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sync.cli.session import JsonOption, print_json


def operation(
    *,
    write: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write the files there; none is overwritten.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List the files for running Duesync: a runbook, units, alert rules, a dashboard; or write them.

    They are examples, to be changed: paths, names and how large it all is are yours.
    """
    from sync import operation as files

    if write is not None:
        try:
            written = files.write(write)
        except OSError as error:
            msg = f"{write} cannot be written to: {error.strerror}"
            raise files.Kept(msg) from error
        if as_json:
            print_json({"written": [str(path) for path in written]})
            return
        typer.echo(f"{write}: {', '.join(path.name for path in written)}")
        return
    if as_json:
        print_json({"files": files.FILES})
        return
    for name, what in files.FILES.items():
        typer.echo(f"{name:18}{what}")
    typer.echo("To have them: duesync operation --write FOLDER")
