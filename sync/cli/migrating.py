"""`migrate`: the tables of a fleet, before a new Duesync is deployed and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.session import JsonOption, Session, print_json

if TYPE_CHECKING:
    from sync.migrations import Stand


def migrate(
    context: typer.Context,
    *,
    before: Annotated[
        bool, typer.Option("--before", help="Add what this Duesync needs; older workers go on meanwhile.")
    ] = False,
    after: Annotated[
        bool, typer.Option("--after", help="Take away what only older ones needed, once none is left.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Say where the tables stand, and bring them on: half before a deploy, half after it.

    On one machine there is no need: a store is brought up to date as it is opened.
    """
    from sync import migrations
    from sync.config import load
    from sync.store import altered

    session: Session = context.obj
    with altered(load(session.config).store_url(), session.clock()) as connection:
        stands = migrations.stand(connection)
        if before or after:
            stands = migrations.run(connection, before=before, after=after)
    told = _told(stands, migrations.head())
    if as_json:
        print_json(told)
    else:
        done = f"before a deploy up to {told['before'] or 'none'}, after it up to {told['after'] or 'none'}"
        typer.echo(f"{done}; {told['then']}")


def _told(stands: Stand, head: str) -> dict[str, Any]:
    if stands.after > head:
        then = "they were made by a newer Duesync; install that one"
    elif stands.before < head:
        then = f"this Duesync needs {head}: run duesync migrate --before"
    elif stands.after < head:
        then = "this Duesync and the one before it may work; once all are this one: duesync migrate --after"
    else:
        then = "this Duesync may work"
    return {"before": stands.before or None, "after": stands.after or None, "needs": head, "then": then}
