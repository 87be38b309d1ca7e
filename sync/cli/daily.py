"""`sync`, `plan`, `approve`, `run`, `worker`: the day's work."""

from __future__ import annotations

import getpass
import signal
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sync.cli.session import JsonOption, LedgerArgument, Session, console, print_json, progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from sync.commands import Proposal
    from sync.office import Office

SomeLedgers = Annotated[
    list[str] | None, typer.Argument(help="Ledgers by name; all linked ones when none is given.")
]


def register(app: typer.Typer) -> None:
    """Add this module's commands."""
    app.command(name="sync")(sync_ledgers)
    app.command()(plan)
    app.command()(approve)
    app.command()(run)
    app.command()(worker)


def sync_ledgers(
    context: typer.Context,
    ledgers: SomeLedgers = None,
    *,
    accept_removals: Annotated[
        bool, typer.Option("--accept-removals", help="Nearly all invoices vanished, and that is right.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Pull what changed into the store, and decide; nothing is sent or written back."""
    from dataclasses import asdict

    from sync.decide import decide_due
    from sync.pull import pull

    def one(office: Office, name: str, show: Callable[[str], None]) -> dict[str, Any]:
        with office.work(name, show, accept_removals=accept_removals) as work:
            return {"pulled": asdict(pull(work)), "decided": asdict(decide_due(work))}

    def told(result: dict[str, Any]) -> str:
        pulled, decided = result["pulled"], result["decided"]
        return (
            f"{pulled['rows']} rows in {pulled['pages']} pages, {pulled['problems']} with a problem; "
            f"{decided['decisions']} accounts decided, {decided['waits']} of them wait"
        )

    _each(context.obj, ledgers, one, told, as_json=as_json)


def run(context: typer.Context, ledgers: SomeLedgers = None, *, as_json: JsonOption = False) -> None:
    """Do a whole pass: pull, decide, send what may go, write back."""
    from dataclasses import asdict

    from sync.run import run_pass

    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: asked.append(number))

    def one(office: Office, name: str, show: Callable[[str], None]) -> dict[str, Any]:
        with office.work(name, show, asked_to_stop=lambda: bool(asked)) as work:
            return asdict(run_pass(work))

    def told(result: dict[str, Any]) -> str:
        done, settled = result["delivered"], result["settled"]
        words = [
            f"{result['pulled']['rows']} rows pulled",
            f"{result['decided']['decisions']} accounts decided",
            f"{done['messages']} messages sent",
            f"{done['tasks']} tasks handed over",
            f"{done['notes']} notes and {done['payments']} payments written",
        ]
        words += [f"{done[key]} {key}" for key in ("refused", "uncertain", "dropped", "later") if done[key]]
        if settled["for_a_person"]:
            words.append(f"{settled['for_a_person']} messages wait for a person: see duesync status")
        if settled["waiting"]:
            words.append(f"{settled['waiting']} uncertain writes are looked up by a later run")
        return ", ".join(words)

    _each(context.obj, ledgers, one, told, as_json=as_json)


def _each(
    session: Session,
    wanted: list[str] | None,
    one: Callable[[Office, str, Callable[[str], None]], dict[str, Any]],
    told: Callable[[dict[str, Any]], str],
    *,
    as_json: bool,
) -> None:
    """Serve every ledger, also when another one fails; the exit code is that of the worst."""
    from sync.cli import explained
    from sync.store import ledgers as stored

    worst = 0
    results: dict[str, dict[str, Any]] = {}
    with session.office() as office:
        with office.store.read() as connection:
            linked = [ledger.name for ledger in stored.every(connection)]
        if not (wanted or linked):
            typer.echo("no ledger is linked yet; run: duesync connect NAME", err=True)
            raise typer.Exit(2)
        for name in wanted or linked:
            try:
                with progress(quiet=as_json) as show:
                    results[name] = one(office, name, show)
            except Exception as error:  # noqa: BLE001 - told below; the other ledgers are still served
                text, code = explained(error)
                results[name] = {"error": text}
                worst = max(worst, code)
                sys.stderr.write(f"error: {name}: {text}\n")
            else:
                if not as_json:
                    typer.echo(f"{name}: {told(results[name])}")
    if as_json:
        print_json({"ledgers": results})
    if worst:
        raise typer.Exit(worst)


def plan(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    days: Annotated[int, typer.Option(min=1, max=90, help="How many days ahead.")] = 14,
    as_json: JsonOption = False,
) -> None:
    """Show what is coming over the next days, if nothing is paid and you approve it."""
    from rich.table import Table

    from sync import commands
    from sync.store import figures

    session: Session = context.obj
    with session.office() as office:
        linked = office.linked(ledger)
        coming = commands.plan(office, linked, days)
        with office.store.read() as connection:
            names = figures.customer_names(connection, linked.id)
    if as_json:
        rows = [
            {"customer": names.get(customer, customer), "planned": planned} for customer, planned in coming
        ]
        print_json({"ledger": ledger, "days": days, "planned": rows})
        return
    table = Table(title=f"{ledger}: the next {days} days, if nothing is paid")
    for heading in ("date", "customer", "level", "channel", "amount"):
        table.add_column(heading, justify="right" if heading == "amount" else "left")
    for customer, planned in coming:
        amount = f"{planned.currency} {planned.amount:,}"
        table.add_row(str(planned.on), names.get(customer, customer), planned.level, planned.channel, amount)
    console().print(table)
    typer.echo(f"{len(coming)} messages and tasks to {len({customer for customer, _ in coming})} customers")


def approve(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: Annotated[str | None, typer.Option(help="Approve only this customer's, by name or id.")] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Look at what waits for a yes, and give it. The first time, this lets the ledger send at all."""
    from sync import commands

    session: Session = context.obj
    with session.office() as office:
        linked = office.linked(ledger)
        waiting = commands.proposals(office, linked)
        if customer is not None:
            waiting = [one for one in waiting if customer.lower() in (one.customer.lower(), one.customer_id)]
        if not as_json:
            _show_proposals(waiting, ledger)
        if not waiting and linked.released_at is not None:
            approved = False
        else:
            approved = yes or (not as_json and typer.confirm(_question(waiting, linked.released_at is None)))
        if approved:
            commands.approve(office, linked, waiting, getpass.getuser())
        if as_json:
            print_json({"ledger": ledger, "approved": approved, "proposals": waiting})
        elif approved:
            typer.echo(f"approved {len(waiting)}; they go with the next: duesync run {ledger}")


def _question(waiting: list[Proposal], first: bool) -> str:
    release = " and let this ledger send from now on" if first else ""
    return f"Approve these {len(waiting)}{release}?"


def _show_proposals(waiting: list[Proposal], ledger: str) -> None:
    from rich.table import Table

    if not waiting:
        typer.echo(f"{ledger}: nothing waits for approval")
        return
    table = Table(title=f"{ledger}: waiting for a yes")
    for heading in ("customer", "level", "channel", "to", "amount", "why asked"):
        table.add_column(heading, justify="right" if heading == "amount" else "left")
    for one in waiting:
        act = one.notify
        amount = f"{act.currency} {act.amount:,}"
        table.add_row(one.customer, act.level, act.channel, ", ".join(act.recipients), amount, one.reason)
    console().print(table)


def worker(context: typer.Context) -> None:
    """Run every linked ledger at its times, until stopped."""
    from sync.worker import work_forever

    session: Session = context.obj
    work_forever(session.config, session.clock())
