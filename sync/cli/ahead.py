"""`plan`, `approve`: what is coming, and a person's yes to it."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.letters import in_words
from sync.cli.plain import console
from sync.cli.session import JsonOption, LedgerArgument, Session, count, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sync.commands import Content, Proposal
    from sync.commands.ranking import Ranked
    from sync.office import Office
    from sync.store.ledgers import LinkedLedger

_STEPS = {
    "balance_confirmation": "balance confirmation",
    "pre_due": "note before the due date",
    "thanks": "thanks for a payment",
    "terms_note": "note on how payment works",
    "answer": "answer to a question",
    "statement": "monthly statement",
    "hand_over": "a person hands it over",
    "call": "a person calls",
    "letter": "a person posts a letter",
    "sms": "a person sends a text",
    "voice": "automated call",
}

_WIDEST = 30  # letters of a name or a step; a longer one goes on in the next line
_ROOM = 90  # letters beside an address; a narrower terminal wraps the lines itself, and nothing is lost


def plan(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    days: Annotated[int, typer.Option(min=1, max=90, help="How many days ahead.")] = 14,
    as_json: JsonOption = False,
) -> None:
    """Show what is coming over the next days, if nothing is paid, the books are kept and you approve."""
    from sync import commands
    from sync.status import unsorted_in_words
    from sync.store import figures

    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        coming = commands.plan(office, linked, days)
        with office.store.read() as connection:
            names = figures.customer_names(connection, linked.id)
            unsorted = unsorted_in_words(connection, linked)
    if as_json:
        rows = [
            {"customer": names.get(customer, customer), "planned": planned} for customer, planned in coming
        ]
        print_json(
            {
                "ledger": ledger,
                "days": days,
                "complete": linked.complete,
                "planned": rows,
                "unsorted": unsorted,
            }
        )
        return
    if not linked.complete:
        typer.echo(
            f"{ledger}: its first pull is not finished, so nothing is planned; run: duesync sync {ledger}"
        )
        return
    table = [
        (
            str(planned.on),
            names.get(customer, customer),
            _step(planned.level, planned.channel),
            f"{planned.currency} {planned.amount:,}",
        )
        for customer, planned in coming
    ]
    _show(
        f"{ledger}: the next {days} days, if nothing is paid, the books are kept up and you approve it",
        ("date", "customer", "step", "amount"),
        table,
    )
    customers = len({customer for customer, _ in coming})
    typer.echo(f"{count(len(coming), 'step')} to {count(customers, 'customer')}")
    if unsorted:
        typer.echo(f"Not among these: {unsorted}")


def approve(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    customer: Annotated[str | None, typer.Option(help="Approve only this customer's, by name or id.")] = None,
    letters: Annotated[
        bool,
        typer.Option(
            "--letters", help="Show each letter and text as it would go, and what to know for calls."
        ),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Look at what waits for a yes, and give it. The first time, this lets the ledger send at all."""
    from sync import commands
    from sync.commands.replies import late_in_words
    from sync.status import unsorted_in_words

    session: Session = context.obj
    with session.office(ledger) as office:
        linked = office.linked(ledger)
        if customer is not None:
            with office.store.read() as connection:
                wanted = commands.the_customer(connection, linked, customer).id
        waiting = [
            one for one in commands.proposals(office, linked) if customer is None or one.customer_id == wanted
        ]
        ordered_by, ranked = commands.in_order(office, linked, waiting)
        waiting = [one.proposal for one in ranked]
        said = [(one, commands.content(office, linked, one)) for one in waiting if letters]
        proposals = [_as_told(office, linked, one) for one in ranked] if as_json else []
        first = linked.released_at is None
        if not as_json:
            _show_proposals(waiting, ledger, late_in_words(office, linked))
            if len(waiting) > 1:
                typer.echo(f"Each list is ordered by {ordered_by}.")
            for one, words in said:
                typer.echo(_whole(office, linked, one, words))
            with office.store.read() as connection:
                unsorted = unsorted_in_words(connection, linked)
            if unsorted:
                typer.echo(f"Not among these: {unsorted}")
            if first and not linked.complete:
                typer.echo("The first pull is not finished, so more will come to wait for you.")
        approved = bool(waiting or first) and (
            yes or (not as_json and typer.confirm(_question(waiting, first=first)))
        )
        if approved:
            commands.approve(office, linked, waiting, getpass.getuser(), whole=customer is None)
    if as_json:
        told = {"letters": [words for _, words in said]} if letters else {}
        order = {"ordered_by": ordered_by, "proposals": proposals}
        print_json({"ledger": ledger, "approved": approved} | order | told)
    elif approved:
        typer.echo(_approved(len(waiting), ledger))


def _as_told(office: Office, linked: LinkedLedger, one: Ranked) -> dict[str, object]:
    """The proposal with what it was ordered by; with a call its briefing."""
    from dataclasses import asdict

    from sync import commands

    act = one.proposal.notify
    key = one.proposal.customer_id, act.currency
    told = {"at_risk": one.at_risk, "days_past_due": one.days_past_due}
    call = {"call": commands.prepared(office, linked, key, act)} if act.channel == "call" else {}
    return asdict(one.proposal) | told | call


def _whole(office: Office, linked: LinkedLedger, one: Proposal, words: Content) -> str:
    """The letter or text as it would go; for a call the briefing."""
    from sync import commands
    from sync.cli.briefing_text import in_full

    if one.notify.channel != "call":
        return in_words(one.customer, one.notify, words)
    key = one.customer_id, one.notify.currency
    return f"{in_full(commands.prepared(office, linked, key, one.notify))}\n{'-' * 60}\n"


def _approved(number: int, ledger: str) -> str:
    if number == 0:
        return f"{ledger} may send from now on, each message once it is approved"
    them = "it goes" if number == 1 else "they go"
    return f"approved {number}; {them} out with the next: duesync run {ledger}"


def _question(waiting: Sequence[Proposal], *, first: bool) -> str:
    if not waiting:
        return "Let this ledger send from now on, each message once it is approved?"
    these = "this one" if len(waiting) == 1 else f"these {len(waiting)}"
    return f"Approve {these}{' and let this ledger send from now on' if first else ''}?"


def _show_proposals(waiting: Sequence[Proposal], ledger: str, late: Sequence[str]) -> None:
    """One table for each reason, which is the first sentence of the proposal's.

    `late`: messages that wait for too long, which come before all.
    """
    for line in late:
        typer.echo(line)
    if not waiting:
        typer.echo(f"{ledger}: nothing waits for approval")
    reasons = dict.fromkeys(one.reason.partition(". ")[0] for one in waiting)
    for reason in reasons:
        rows = [
            (
                one.customer,
                _step(one.notify.level, one.notify.channel, sent=bool(one.notify.recipients)),
                ", ".join(one.notify.recipients),
                f"{one.notify.currency} {one.notify.amount:,}",
            )
            for one in waiting
            if one.reason.partition(". ")[0] == reason
        ]
        _show(f"{reason.rstrip('.')}:", ("customer", "step", "to", "amount"), rows)
    for one in waiting:
        for told in one.earlier:
            typer.echo(f"{one.customer}: {told}")


def _step(level: str, channel: str, *, sent: bool = False) -> str:
    """`sent`: by us, and no person's task."""
    by = "text message" if sent and channel == "sms" else _STEPS.get(channel, channel)
    step = _STEPS.get(level, level.replace("_", " "))
    return step if channel == "email" or step == by else f"{step}: {by}"


def _show(title: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table whose cells are never cut short: what a person says yes to must be read in full."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(title), title_justify="left", box=None, pad_edge=False)
    unbroken = ("to", "amount")  # Rich would rather cut these than break the others, so it gets room
    for heading in headings:
        table.add_column(
            heading,
            overflow="fold",
            justify="right" if heading == "amount" else "left",
            no_wrap=heading in unbroken,
            max_width=None if heading in unbroken else _WIDEST,
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    out = console()
    out.width = max(
        out.width,
        _ROOM + max((len(row[headings.index("to")]) for row in rows), default=0) if "to" in headings else 0,
    )
    out.print(table)
