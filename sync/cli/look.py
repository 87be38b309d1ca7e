"""`status`, `why`, `replay`, `learned`, `doctor`: looking, and changing nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sync.cli.plain import console
from sync.cli.session import JsonOption, LedgerArgument, Session, a_date, print_json

if TYPE_CHECKING:
    from sync.office import Office
    from sync.status import Status

_MARKS = {"ok": "ok     ", "warn": "warning", "fail": "FAILED "}


def status(context: typer.Context, *, as_json: JsonOption = False) -> None:
    """Show every ledger: how fresh, what is owed, what waits and for whom, what is wrong."""
    session: Session = context.obj
    with session.office() as office:
        linked = office.linked_names()
        found = _found(office) if linked else []
        not_linked = [name for name in sorted(office.config.ledgers) if name not in linked]
    if as_json:
        print_json({"ledgers": found, "not_linked": not_linked})
        return
    from sync.cli.status_lines import show_status

    if not (found or not_linked):
        typer.echo(f"There is no ledger in {session.config} yet.")
    show_status(found, not_linked, console())


def _found(office: Office) -> list[Status]:
    from sync.status import statuses  # what it asks about a ledger is half of the store's modules

    return statuses(office)


def why(
    context: typer.Context,
    ledger: LedgerArgument,
    invoice: Annotated[str, typer.Argument(help="The invoice's number.")],
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Show every guard's answer, not only what stands in the way.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Explain the decision on an invoice's account: what stands in the way, and what comes next."""
    from sync.why import why as explain

    session: Session = context.obj
    with session.office(ledger) as office:
        found = explain(office, office.linked(ledger), invoice)
    if as_json:
        print_json(found)
        return
    from sync.cli.reasons import show_why

    show_why(found, console(), every=every)


def replay(
    context: typer.Context,
    ledger: LedgerArgument,
    *,
    since: Annotated[str, typer.Option(help="The first day, as 2026-11-01.")],
    as_json: JsonOption = False,
) -> None:
    """Decide everything since a date again, on the accounts as they were kept, and compare.

    Under the same versions all comes out the same; where it does not, that is a fault, and the exit code 1.
    """
    from sync.replay import replay as decide_again

    session: Session = context.obj
    with session.office(ledger) as office:
        found = decide_again(office, office.linked(ledger), a_date(since))
    if as_json:
        print_json(found)
    else:
        from sync.cli.tables import show_replay

        show_replay(found, console())
    if found.faults:
        raise typer.Exit(1)


def learned(context: typer.Context, ledger: LedgerArgument, *, as_json: JsonOption = False) -> None:
    """Show what the trial of a level has shown: whether debts that waited longer were paid as often."""
    from sync.learned import what_was_learned

    session: Session = context.obj
    with session.office(ledger) as office:
        found = what_was_learned(office, office.linked(ledger))
    if as_json:
        print_json({"ledger": ledger, "trials": found})
        return
    from sync.cli.tables import show_learned

    for one in found:
        show_learned(ledger, one, console())


def doctor(
    context: typer.Context,
    *,
    mail_to: Annotated[
        str, typer.Option(help="Send one of the ledger's letters to this address of yours, as a test.")
    ] = "",
    ledger: Annotated[str, typer.Option(help="Whose letter, where there are several ledgers.")] = "",
    received: Annotated[
        Path | None, typer.Option(help="The test mail as it arrived, saved as a file: what its headers tell.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check configuration, key, store, sign-ins, deposit accounts, mail server and the sender's domain."""
    from sync.doctor import arrived, examine

    session: Session = context.obj
    if received is not None:
        findings = arrived(received)
    else:
        with session.office() as office:
            if mail_to:
                _test_mail(office, ledger, mail_to, as_json=as_json)
                return
            findings = examine(office)
    if as_json:
        print_json({"findings": findings})
    else:
        for finding in findings:
            typer.echo(f"{_MARKS[finding.level]}  {finding.about}: {finding.text}")
    if any(finding.level == "fail" for finding in findings):
        raise typer.Exit(1)


def _test_mail(office: Office, ledger: str, to: str, *, as_json: bool) -> None:
    from sync.commands import ActError
    from sync.mailing import read_back, send_test

    names = sorted(office.config.ledgers)
    if not ledger and len(names) != 1:
        msg = f"say whose letter: --ledger, one of {', '.join(names) or 'none yet'}"
        raise ActError(msg)
    linked = office.linked(ledger or names[0])
    sent = send_test(office, linked, to)
    found = read_back(office, linked, sent)
    if as_json:
        print_json({"sent": sent, "findings": found})
        return
    shows = f"the letter to {sent.shows}" if sent.shows else "a line of text, for no letter is there yet"
    typer.echo(f"{sent.ledger}: sent to {sent.to}: {shows}. Subject: {sent.subject}")
    if found is not None:
        for each in found:
            typer.echo(f"{_MARKS[each.level]}  {each.about}: {each.text}")
        if not found:
            typer.echo(f"{_MARKS['warn']}  inbox: it did not arrive within a minute; look among the junk")
        return
    typer.echo(
        "Look whether it arrived, and not among the junk. Then show the original, or its source: in "
        "Authentication-Results there should be spf=pass, dkim=pass and dmarc=pass. Saved as a file, "
        "duesync doctor --received FILE reads that for you."
    )
