"""`sandbox`, `demo`, `simulate` and `backtest`: the product on pretend books, and on past ones."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sync.cli.plain import console
from sync.cli.session import (
    JsonOption,
    LedgerArgument,
    Session,
    a_date,
    instant,
    print_json,
    progress,
)

SeedOption = Annotated[int, typer.Option(help="Which pretend book.")]


def sandbox(
    context: typer.Context,
    *,
    seed: SeedOption = 7,
    port: Annotated[int, typer.Option(help="First of six ports; 0 for any that are free.")] = 8710,
) -> None:
    """Serve a pretend QuickBooks, Xero and mail server on this machine, until stopped."""
    from sync.rehearsal.sandbox import serve

    session: Session = context.obj
    serve(seed, session.clock(), port, typer.echo)


def demo(
    context: typer.Context,
    *,
    seed: SeedOption = 7,
    customers: Annotated[int, typer.Option(min=5, help="Customers per ledger.")] = 24,
    unapproved: Annotated[
        bool, typer.Option("--unapproved", help="Do not approve the first messages: nothing is sent.")
    ] = False,
    now: Annotated[
        str | None, typer.Option(help="Pretend it is this instant; a working day when not given.")
    ] = None,
    stay: Annotated[
        bool, typer.Option("--stay", help="Then serve the console over such books, until stopped.")
    ] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the console is served.")] = 8520,
    as_json: JsonOption = False,
) -> None:
    """Do the main job end to end against pretend books, twice; nothing leaves this machine."""
    from sync.rehearsal.demo import run_demo

    session: Session = context.obj
    written = now or session.now
    fixed_at = None if written is None else instant(written)
    with progress(quiet=as_json) as show:
        outcome = run_demo(
            seed=seed, customers=customers, now=fixed_at, approve=not unapproved, progress=show
        )
    if as_json:
        print_json(outcome.summary())
        return
    from sync.cli.tables import show_demo

    show_demo(outcome, console())
    if stay:
        from sync.rehearsal.staying import stay as serve_demo

        serve_demo(seed=seed, customers=customers, now=fixed_at, port=port, tell=typer.echo)


def simulate(
    *,
    seed: Annotated[int, typer.Option(help="The same seed, days and customers give the same history.")] = 1,
    days: Annotated[int, typer.Option(min=1, help="How many days, from Monday 5 January 2026 on.")] = 365,
    customers: Annotated[int, typer.Option(min=25, help="Customers per ledger, at the beginning.")] = 26,
    http: Annotated[bool, typer.Option("--http", help="Over real HTTP and SMTP on this machine.")] = False,
    store: Annotated[
        str | None, typer.Option(help="An empty database to use instead of a file, such as postgresql://...")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Live through pretend days in which all goes wrong that can; each step is held against the rules.

    Nothing leaves this machine. It stops at the first rule that is broken, with what happened before.
    """
    from sync.rehearsal.simulation.outcome import Asked
    from sync.rehearsal.simulation.simulate import simulate

    with progress(quiet=as_json) as show:
        outcome = simulate(Asked(seed, days, customers, http, store), show)
    if as_json:
        print_json(outcome.summary())
    else:
        typer.echo("\n".join(outcome.lines()))
    if outcome.breaches:
        typer.echo("\n".join(outcome.history), err=True)
        raise typer.Exit(1)


def backtest(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    policy: Annotated[Path, typer.Option(help="A TOML file with a [policy], or its keys alone.")],
    since: Annotated[str, typer.Option(help="The first day, as 2026-01-01.")],
    plot: Annotated[
        Path | None, typer.Option(help="Draw both policies into this file, an .svg or a .png.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Try a policy on the past, day by day, beside the present one; nothing is sent or written.

    Every message is taken to be approved, and customers pay when they paid: what they would have done
    otherwise nobody knows.
    """
    from sync import private
    from sync.config import policy_in
    from sync.documents.backtest_chart import FORMATS, draw
    from sync.rehearsal.backtest import backtest as try_policy

    if plot is not None and plot.suffix.lower() not in FORMATS:
        msg = f"{plot}: a plot is an {' or a '.join(FORMATS)} file"
        raise typer.BadParameter(msg)

    session: Session = context.obj
    with session.office(ledger) as office:
        found = try_policy(office, office.linked(ledger), policy_in(policy), a_date(since))
    if plot is not None:
        private.write(plot, draw(found, plot.suffix.lower()))
    if as_json:
        print_json(found)
        return
    from sync.cli.tables import show_backtest

    show_backtest(found, console())
    if plot is not None:
        typer.echo(f"Drawn into {plot}")
