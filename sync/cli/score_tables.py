"""The tables of `score`, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from sync.cli.session import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from sync.scoring.live import Live
    from sync.scoring.metrics import Bin
    from sync.scoring.protocol import Candidate, Outcome
    from sync.scoring.trial import Report

_LINES_SHOWN = 10


def show_live(found: Live, console: Console) -> None:
    """The overdue invoices, most at risk first."""

    def line(text: str, style: str | None = None) -> None:
        console.print(text, style=style, soft_wrap=True)

    line(f"{found.ledger}: {count(len(found.overdue), 'overdue invoice')} on {found.today}", "bold")
    line(f"  from {count(found.settled, 'settled invoice')} of this ledger alone; {found.rests_on}")
    line(f"  paid: the likelihood that it is within {found.days} days")
    line("  at risk: the balance times the likelihood that it is not; credit in hand is not taken off")
    if not found.overdue:
        return
    table = _table("invoice", "customer", "days", "balance", "paid", "at risk", "why")
    for each in found.overdue:
        table.add_row(
            each.invoice,
            each.customer,
            str(each.days_past_due),
            f"{each.currency} {each.balance:,}",
            "?" if each.chance is None else f"{each.chance:.0%}",
            f"{each.at_risk:,.0f}",
            each.reasons[-1],
        )
    console.print(table)


def show_terms(found: Live, console: Console) -> None:
    """Suggested credit terms. Nothing is changed by them."""
    console.print(f"{found.ledger}: suggested credit terms, for you to approve", style="bold")
    console.print("  Nothing is changed: set in the ledger what you agree with.", soft_wrap=True)
    if not found.terms:
        console.print("  None this quarter: the present terms suit how customers pay, or history is short.")
        return
    table = _table("customer", "days now", "suggested", "why")
    for each in found.terms:
        one = each.suggestion
        suggested = "in advance" if one.suggested_days == 0 else str(one.suggested_days)
        table.add_row(each.customer, str(one.present_days), suggested, one.reason)
    console.print(table)


def show_trial(report: Report, console: Console) -> None:
    """The verdict first, then what it rests on."""

    def line(text: str, style: str | None = None) -> None:
        console.print(text, style=style, soft_wrap=True)

    line(f"{report.file}: {count(report.rows, 'invoice')} of {count(report.customers, 'customer')}", "bold")
    line(f"  {report.settled} settled, {report.open} open; {report.repeated} repeated")
    for outcome in report.trial.outcomes:
        line(f"  {outcome.words}: {_in_words(outcome)}", None if outcome.verdict.useful else "yellow")
    if report.trial.model.startswith("scikit-learn is not"):
        line(f"  {report.trial.model}")
    line("\nChecked first", "bold")
    for check in report.checks:
        line(f"  {'ok ' if check.ok else ' ! '} {check.name}: {check.words}", None if check.ok else "yellow")
    for text in report.not_checked:
        line(f"   ?  {text}")
    for told in report.left_out[:_LINES_SHOWN]:
        line(f"   !  line {told.line} left out: {told.problem}", "yellow")
    if len(report.left_out) > _LINES_SHOWN:
        line(f"   !  and {len(report.left_out) - _LINES_SHOWN} more lines; --json names all", "yellow")
    first = report.trial.outcomes[0]
    line(
        f"\nLearnt from {first.training} invoices settled before {report.trial.splits_on}, tried on the "
        f"newest 30 %: {first.test} settled ones. {first.censored} of the newest are still open "
        f"and do not count; {first.abstained:.0%} had too little history before them."
    )
    for outcome in report.trial.outcomes:
        _show_outcome(outcome, console)
    _show_days(report.trial.days_off, console)


def _in_words(outcome: Outcome) -> str:
    verdict = outcome.verdict
    constant = f"the constant rate of {outcome.training_share:.0%}"
    if verdict.nothing_useful:
        return (
            f"nothing here predicts better than {constant}: order by amount alone. The smoothed ratio would "
            f"ship, as {verdict.why}"
        )
    if not verdict.useful:
        return (
            f"the smoothed ratio ships, as {verdict.why}; but it predicts no better than {constant}: "
            "order by amount alone"
        )
    ships = "the model" if verdict.ships == "model" else "the smoothed ratio"
    return f"{ships} ships, as {verdict.why}"


def _show_outcome(outcome: Outcome, console: Console) -> None:
    title = f"{outcome.words[:1].upper()}{outcome.words[1:]}: {outcome.share:.1%} of the {outcome.test}"
    console.print(f"\n{title}", style="bold", soft_wrap=True)
    _show_candidates(outcome.candidates, console)
    if outcome.fitted is not None:
        console.print(f"The model is {outcome.fitted}, calibrated.", soft_wrap=True)
    if outcome.cold_invoices:
        few = f"{count(outcome.cold_invoices, 'invoice')} of customers with fewer than 3 settled before"
        console.print(f"Of these, {few}:", soft_wrap=True)
        _show_candidates(outcome.cold, console)
    _show_bins(outcome, console)


def _show_candidates(candidates: Sequence[Candidate], console: Console) -> None:
    table = _table("predicted by", "AUC", "95 %", "Brier", "95 %", "top tenth")
    for each in candidates:
        table.add_row(
            each.name,
            "" if each.auc is None else f"{each.auc:.3f}",
            _between(each.auc_interval),
            "" if each.brier is None else f"{each.brier:.4f}",
            _between(each.brier_interval),
            f"{each.top_decile:.0%}",
            style="dim" if each.leaky else None,
        )
    console.print(table)


def _show_bins(outcome: Outcome, console: Console) -> None:
    """What was said against what came, side by side."""
    console.print(
        "Said and came, by tenths of what was said; NO is further apart than chance:", soft_wrap=True
    )
    names = list(outcome.reliability)
    table = _table("from", *(heading for name in names for heading in (name, "said", "came", "close")))
    found = {(name, one.low): one for name in names for one in outcome.reliability[name]}
    for low in sorted({low for _, low in found}):
        cells: list[str] = []
        for name in names:
            one = found.get((name, low))
            cells += ["", "", "", ""] if one is None else _bin(one)
        table.add_row(f"{low:.0%}", *cells)
    console.print(table)


def _bin(one: Bin) -> list[str]:
    close = "few" if one.close is None else ("yes" if one.close else "NO")
    return [str(one.invoices), f"{one.predicted:.0%}", f"{one.observed:.0%}", close]


def _table(*headings: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, heading in enumerate(headings):
        left = number == 0 or heading in ("customer", "why")
        table.add_column(heading, justify="left" if left else "right", no_wrap=heading != "why")
    return table


def _between(pair: tuple[float, float] | None) -> str:
    return "" if pair is None else f"{pair[0]:.2f}-{pair[1]:.2f}"


def _show_days(days_off: dict[str, float], console: Console) -> None:
    console.print("\nDays late: off by, on average", style="bold")
    table = _table("predicted by", "days")
    for name, off in sorted(days_off.items(), key=lambda pair: pair[1]):
        table.add_row(name, f"{off:.2f}")
    console.print(table)
