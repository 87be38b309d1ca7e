"""Tables for people: the demo's account of itself, and what replays, trials and backtests found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from dunning.trial import ENOUGH
from sync.cli.session import count
from sync.cli.status_lines import amounts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from dunning.law.pack import Pack
    from dunning.trial import Learned
    from sync.rehearsal.backtest import Backtest, Group
    from sync.rehearsal.demo import DemoLedger, Outcome
    from sync.replay import Replayed


_ROOM = 110  # a narrower terminal wraps the lines itself, and nothing is lost


def show_demo(outcome: Outcome, console: Console) -> None:
    """What was staged, decided, sent and written back, for each ledger, and that twice is once."""
    for one in outcome.ledgers:
        _show_ledger(one, console)
    mail = Table(title="Messages the mail server took")
    mail.add_column("subject")
    mail.add_column("to")
    for subject, recipients in outcome.mail:
        mail.add_row(subject, recipients)
    console.print(mail)
    runs = Table(title="Two runs")
    for heading in ("run", "accounts decided", "of them wait", "messages", "notes", "payments"):
        runs.add_column(heading, justify="left" if heading == "run" else "right")
    for name, run in (("first", outcome.first_run), ("second", outcome.second_run)):
        figures = (run.decisions, run.waits, run.messages, run.notes, run.payments)
        runs.add_row(name, *(str(figure) for figure in figures))
    console.print(runs)
    console.print(
        f"{outcome.payments_confirmed} payments written were seen in the ledgers by the next pull; "
        f"{outcome.seconds:.1f} seconds"
    )


def _show_ledger(one: DemoLedger, console: Console) -> None:
    console.print(f"\n{one.name} ({one.provider})", style="bold")
    same = "the same" if one.open_balance == one.source_open_balance else "DIFFERENT"
    console.print(f"  {one.invoices} invoices staged; {one.calls} calls made, {one.metered_calls} metered")
    console.print(f"  open balance staged     {amounts(one.open_balance)}")
    console.print(f"  open balance at source  {amounts(one.source_open_balance)}  ({same})")
    table = Table(title="What was decided for whom, and why")
    for heading in ("customer", "", "action", "why"):
        table.add_column(heading)
    for row in one.decided:
        table.add_row(row.customer, row.currency, row.action, row.text)
    console.print(table)


def show_packs(packs: Sequence[Pack], console: Console) -> None:
    """Each pack with its scope and its rules; what is from memory says so."""
    marks = {"V": "", "S": "", "M": " (from memory: it warns only)", "D": " (our own)"}
    for each in packs:
        head, scope = each.pack, each.scope
        console.print(f"{head.id}  {head.title}", style="bold", soft_wrap=True)
        about = "; ".join(map(", ".join, (scope.debtor_place, scope.debtor_kind, scope.collector_role)))
        status = head.status.replace("_", " ")
        console.print(
            f"  {about.replace('*', 'any')}; {status}, to be reviewed by {head.review_due}", soft_wrap=True
        )
        for rule in each.rules:
            told = f"    {rule.id}: {rule.delivered.replace('_', ' ')}; {rule.cite}{marks[rule.mark]}"
            console.print(told, soft_wrap=True)


def show_replay(found: Replayed, console: Console) -> None:
    """What came out the same, and each decision that did not, with what has changed since."""
    console.print(f"{found.ledger}: {count(found.decisions, 'decision')} since {found.since} decided again.")
    same = found.same_versions - len(found.faults)
    console.print(f"  under the same versions: {found.same_versions}, the same again: {same}")
    if found.erased:
        told = "of customers who were erased, or past their time: they cannot be decided again"
        console.print(f"  {found.erased} more {told}", soft_wrap=True)
    for names, (number, otherwise) in found.by_version.items():
        console.print(
            f"  since then another {names}: {number}, of which {otherwise} would come out otherwise"
        )
    for each in found.changed:
        console.print(
            f"{each.decided_at:%Y-%m-%d %H:%M} UTC  {each.customer} ({each.currency})", style="bold"
        )
        console.print(f"  was    {each.was[0]}: {each.was[2]}", soft_wrap=True)
        console.print(f"  is now {each.is_now[0]}: {each.is_now[2]}", soft_wrap=True)
        if not each.under:
            console.print("  Nothing has changed that explains it: please tell us.", soft_wrap=True)


def show_backtest(found: Backtest, console: Console) -> None:
    """Both policies side by side."""
    console.width = max(console.width, _ROOM)
    console.print(f"{found.ledger}, {found.since} to {found.until}: what would have gone out", style="bold")
    table = Table(box=None, pad_edge=False)
    for heading in ("", "the one tried", "the present one"):
        table.add_column(heading, justify="right" if heading else "left")
    both = (found.tried, found.present)
    table.add_row("messages", *(str(each.messages) for each in both))
    table.add_row("tasks for a person", *(str(each.tasks) for each in both))
    for name in dict.fromkeys((*found.tried.levels, *found.present.levels)):
        table.add_row(f"by level: {name}", *(str(each.levels.get(name, 0)) for each in both))
    for name in sorted({*found.tried.groups, *found.present.groups}):
        groups = [each.groups.get(name) for each in both]
        table.add_row(f"messages, customers: {name}", *(_per_customer(group) for group in groups))
    table.add_row("on the fullest day", *(f"{each.on_worst_day} on {each.worst_day or '-'}" for each in both))
    for name in sorted({*found.tried.waits, *found.present.waits}):
        told = name.lower().replace("_", " ")
        table.add_row(f"kept back: {told}", *(str(each.waits.get(name, 0)) for each in both))
    table.add_row("chased after paying", *(str(each.chased_after_paying) for each in both))
    console.print(table)
    console.print(
        f"The books before {found.rebuilt_before} are rebuilt from dated payments. No one knows what "
        "customers would have done: they pay here when they paid.",
        soft_wrap=True,
    )


def show_learned(ledger: str, found: Learned, console: Console) -> None:
    """Those who waited beside the others, and how far that says anything."""
    days = count(found.days, "day")
    console.print(f'{ledger}: "{found.level}" goes {days} later for some debts', style="bold", soft_wrap=True)
    table = Table(box=None, pad_edge=False)
    within = f"paid within {found.outcome_days} days"
    for heading in ("", "debts", "of them over", within):
        table.add_column(heading, justify="right" if heading else "left")
    for name, arm in (("as usual", found.as_usual), (f"{days} later", found.delayed)):
        share = "-" if arm.share is None else f"{arm.paid} ({arm.share:.0%})"
        table.add_row(name, str(arm.debts), str(arm.over), share)
    console.print(table)
    console.print(_verdict(found), soft_wrap=True)


def _verdict(found: Learned) -> str:
    if found.difference is None:
        return (
            f"Too few to say anything: at least {ENOUGH} debts of each kind must be over, and even then only "
            "a large difference shows."
        )
    apart, low, high = (100 * each for each in found.difference)
    told = f"{apart:+.0f} points where it went later (95 % interval: {low:+.0f} to {high:+.0f})"
    if found.verdict == "no difference shown":
        return f"{told}: no difference is shown. That is not to say that there is none."
    return f"{told}: {found.verdict} in time where it went later."


def _per_customer(group: Group | None) -> str:
    if group is None or not group.accounts:
        return "-"
    return f"{group.messages / group.accounts:.1f} each of {group.accounts}, {group.most} at most"
