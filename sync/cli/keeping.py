"""`backup` and `restore`: the whole store in one file, and back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sync.cli.session import JsonOption, Session, print_json


def backup(
    context: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(
            help="The file; an earlier backup there is replaced. None: a new one in the folder of [backup]."
        ),
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Keep the whole store in one file, of one instant, while others go on working; and look it over.

    The key that its secrets are sealed with is not in it: keep that elsewhere.
    """
    from dataclasses import asdict

    from sync.backup import back_up
    from sync.daily_backup import make

    session: Session = context.obj
    with session.office() as office:
        file, made = make(office) if file is None else (file, back_up(office.store, file))
        key = office.config.secrets_key
    if as_json:
        print_json({"file": str(file), "bytes": file.stat().st_size, **asdict(made)})
        return
    typer.echo(f"{file}: {', '.join(made.ledgers) or 'no ledger'}, {file.stat().st_size:,} bytes, sound")
    sys.stderr.write(f"its secrets need the key that is not in it ({key}): keep that elsewhere\n")


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A backup.")],
    *,
    as_json: JsonOption = False,
) -> None:
    """Make the store of a backup, where there is none yet, and hold all of it.

    Each ledger is to be linked again, is compared with its books first, and writes to no customer before
    you approved the next message to them: nobody knows what went since the backup was made.
    """
    from dataclasses import asdict

    from sync.backup import restore as restored_from
    from sync.config import load
    from sync.privacy.again import erase_again

    session: Session = context.obj
    made = restored_from(file, load(session.config).store_url(), session.clock())
    with session.office() as office:
        erased = erase_again(office)
    if as_json:
        print_json({"file": str(file), **asdict(made), "erased_again": erased})
        return
    typer.echo(
        f"restored as it was on {made.made_at:%Y-%m-%d %H:%M} UTC: {', '.join(made.ledgers) or 'no ledger'}"
    )
    for line in erased:
        sys.stderr.write(f"{line}\n")
    for name in made.ledgers:
        sys.stderr.write(f"{name}: link it again: duesync connect {name}; then: duesync run {name}\n")
