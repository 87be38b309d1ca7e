"""A report as tables of typed cells: what pages, spreadsheets, the PDF and the terminal all show.

The law: a cell holds the number or the day itself, never a text made of it; `None` where there is not enough
for a number, and why stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from dunning.dates import in_words
from dunning.figures.aged import BUCKETS, CURRENT
from dunning.figures.beyond_terms import ENOUGH_EACH, WATCHED, BeforeAfter, Side
from dunning.figures.collecting import BASIS
from dunning.figures.debts import Period
from dunning.figures.figure import Figure
from dunning.figures.followed import NOT_PROOF, WITHIN
from dunning.figures.promised import OUTCOMES
from sync.reports.report import Block, Effort, Report

Cell = str | int | Decimal | date | None
Form = Literal["text", "money", "number", "tenths", "day"]
CHANNELS = {
    "email": "E-mails",
    "sms": "Text messages",
    "call": "Calls, as tasks of ours",
    "voice": "Automated calls",
    "letter": "Letters",
    "hand_over": "Handed over",
}
_BY_HAND = {
    "call": "calls",
    "voice": "automated calls that reached nobody",
    "email": "e-mails",
    "sms": "text messages",
    "letter": "letters",
    "visit": "visits",
}
_WRITTEN = {
    "note": "Notes",
    "payment": "Payments",
    "void": "Payments reversed",
    "charge": "Drafts of interest",
    "fee": "Fees of payments online",
}
_BECAME = {
    "kept": "Kept",
    "broken": "Broken",
    "open": "Open: the day is not over, or the books do not reach it",
    "moved": "Moved to another day",
    "withdrawn": "Withdrawn",
}
_UNITS = {"days": "days", "percent": "%", "money": "", "number": ""}


class Column(msgspec.Struct, frozen=True):
    """`form`: of its cells."""

    title: str
    form: Form = "text"


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One table. `name`: for a file, unique in the report. `currency`: of its amounts, "" where it has none.

    `words`: what it shows, in paragraphs.
    """

    name: str
    title: str
    currency: str
    words: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def sheets(report: Report) -> list[Sheet]:
    """All of it, currency by currency, and what it took last."""
    return [*(each for block in report.blocks for each in _of(report, block)), effort(report)]


def _of(report: Report, block: Block) -> Iterator[Sheet]:
    yield figures(report, block)
    yield aging(block)
    yield counted_back(block)
    yield before_after(block)
    yield promised(report, block)
    yield levels(report, block)


def days(period: Period) -> str:
    """The period in words."""
    return f"{in_words(period.first)} to {in_words(period.last)}, both days included"


def value(figure: Figure) -> str:
    """A figure as one reads it: "41.3 days", or "not enough"."""
    if figure.value is None:
        return "not enough"
    return f"{figure.value:,} {_UNITS[figure.definition.unit]}".strip()


def figures(report: Report, block: Block) -> Sheet:
    """The figures of the period, each with what it came from."""
    return Sheet(
        name=f"figures-{block.currency}",
        title="Figures",
        currency=block.currency,
        words=(f"{days(report.period)}. In {block.currency} alone.", BASIS),
        columns=_FIGURES,
        rows=tuple(_figure(each, days(report.period)) for each in block.figures()),
    )


_FIGURES = (
    Column("Figure"),
    Column("Value", "tenths"),
    Column("Unit"),
    Column("Not enough, because"),
    Column("Numerator", "number"),
    Column("is"),
    Column("Denominator", "number"),
    Column("is"),
    Column("Period"),
    Column("Formula"),
    Column("What it means"),
)


def _figure(figure: Figure, period: str) -> tuple[Cell, ...]:
    of = figure.definition
    return (
        of.title,
        figure.value,
        _UNITS[of.unit],
        figure.not_enough,
        figure.numerator,
        of.numerator,
        figure.denominator,
        of.denominator,
        period,
        of.formula,
        of.meaning,
    )


_AGING = (
    "What open invoices owed when the day ended, by days past due then; a payment counts from the day it "
    "bears. The buckets sum to the receivables. Credit that was applied is taken off its invoice from the "
    "start. Beside them: what stood in the books then and is void or deleted since. DSO is counted back from "
    "that day."
)


def aging(block: Block) -> Sheet:
    """What was owed at each month's end."""
    return Sheet(
        name=f"aging-{block.currency}",
        title="Aging over time",
        currency=block.currency,
        words=(
            _AGING,
            f"Credit and payments that are applied to no invoice now: {block.currency} {block.unapplied:,}.",
        ),
        columns=(
            Column("End of", "day"),
            *(Column("Not due" if name == CURRENT else f"{name} days", "money") for name in BUCKETS),
            Column("Receivables", "money"),
            Column("Past due", "money"),
            Column("DSO, days", "tenths"),
            Column("Void since", "money"),
        ),
        rows=tuple(
            (
                each.aged.on,
                *each.aged.buckets.values(),
                each.aged.receivables,
                each.aged.overdue,
                each.countback,
                each.voided,
            )
            for each in block.aging
        ),
    )


def counted_back(block: Block) -> Sheet:
    """The steps of the countback."""
    found = block.collecting
    end, last = f"{found.end.receivables:,}", in_words(found.period.last)
    return Sheet(
        name=f"countback-{block.currency}",
        title="DSO counted back",
        currency=block.currency,
        words=(f"What {block.currency} {end}, owed on {last}, takes up in days of invoicing, latest first.",),
        columns=(
            Column("From", "day"),
            Column("To", "day"),
            Column("Invoiced", "money"),
            Column("Days", "tenths"),
        ),
        rows=tuple((each.month.first, each.month.last, each.billed, each.days) for each in found.steps),
    )


def before_after(block: Block) -> Sheet:
    """The same customers before and after the ledger was linked."""
    found = block.before_after
    left = f"{found.left_out} others had too few" if found.left_out else "none was left out"
    return Sheet(
        name=f"before-after-{block.currency}",
        title="The same customers before and after",
        currency=block.currency,
        words=(
            f"Up to twelve months before this ledger was linked, on {in_words(found.linked_on)}, and after.",
            f"Customers with at least {ENOUGH_EACH} invoices in both: {found.customers}; {left}.",
            f"An invoice is counted once it was watched for {WATCHED} days after its due date.",
            "A comparison, not proof: much else may have changed.",
        ),
        columns=(
            Column("Figure"),
            Column("Before", "tenths"),
            Column("After", "tenths"),
            Column("Unit"),
            Column("Not enough, because"),
            Column("Before is"),
            Column("After is"),
            Column("Formula"),
        ),
        rows=(_days_beyond(found), _overdue(found)),
    )


def _days_beyond(found: BeforeAfter) -> tuple[Cell, ...]:
    before, after = found.before.days, found.after.days
    return (
        before.definition.title,
        before.value,
        after.value,
        "days",
        before.not_enough or after.not_enough,
        _due(found.before),
        _due(found.after),
        before.definition.formula,
    )


def _due(side: Side) -> str:
    if not side.invoices:
        return "no invoices"
    return (
        f"{side.days.numerator:,} days / {side.invoices:,} invoices due {side.due.first} to {side.due.last}"
    )


def _overdue(found: BeforeAfter) -> tuple[Cell, ...]:
    before, after = found.before.overdue, found.after.overdue
    return (
        before.definition.title,
        before.value,
        after.value,
        "%",
        before.not_enough or after.not_enough,
        _ends(found.before),
        _ends(found.after),
        before.definition.formula,
    )


def _ends(side: Side) -> str:
    of = side.overdue
    if of.numerator is None or not side.ends:
        return f"{len(side.ends)} month ends"
    return f"{of.numerator:,} / {of.denominator:,} at {len(side.ends)} month ends to {side.ends[-1]}"


def promised(report: Report, block: Block) -> Sheet:
    """Promises made in the period."""
    found = block.promises
    return Sheet(
        name=f"promises-{block.currency}",
        title="Promises to pay",
        currency=block.currency,
        words=(f"Those made from {days(report.period)}: {found.made}. {found.kept.definition.meaning}",),
        columns=(Column("Became"), Column("Promises", "number"), Column("Promised", "money")),
        rows=(
            *((_BECAME[each], found.outcomes[each], found.amounts[each]) for each in OUTCOMES),
            ("All", found.made, found.amount),
        ),
    )


def levels(report: Report, block: Block) -> Sheet:
    """What followed each level."""
    return Sheet(
        name=f"levels-{block.currency}",
        title=f"What followed a level: {NOT_PROOF}",
        currency=block.currency,
        words=(
            f"Messages and tasks delivered from {days(report.period)}.",
            f"Followed by payment: something was paid within {WITHIN} days on the invoices they asked for.",
            "Many would have paid without: only a trial could tell.",
        ),
        columns=(
            Column("Level"),
            Column("Delivered", "number"),
            Column("Too early to tell", "number"),
            Column("Followed by payment", "number"),
            Column("Share, %", "tenths"),
            Column("All paid", "number"),
            Column("Asked for", "money"),
            Column("Came", "money"),
        ),
        rows=tuple(
            (
                each.name,
                each.delivered,
                each.too_early,
                each.followed,
                each.share.value,
                each.in_full,
                each.asked,
                each.came,
            )
            for each in block.levels
        ),
    )


def effort(report: Report) -> Sheet:
    """What following up took, and what came in."""
    return Sheet(
        name="effort",
        title="What it took, and what came back",
        currency="",
        words=(f"{days(report.period)}; all currencies together. Days of API calls are by UTC.",),
        columns=(Column("What"), Column("Number", "number"), Column("More")),
        rows=tuple(_effort(report.effort)),
    )


def _effort(found: Effort) -> Iterator[tuple[Cell, ...]]:
    for channel, name in CHANNELS.items():
        if channel in ("email", *found.messages):
            yield name, found.messages.get(channel, 0), "delivered"
    yield "Did not arrive after all", found.came_back, "bounced later, or taken back: not counted above"
    for channel, number in found.contacts.items():
        yield f"Contacts by hand: {_BY_HAND[channel]}", number, "logged by a person"
    if found.contacts:
        yield "They were reached", found.reached, "of these contacts"
    known = f"in {found.timed} of {sum(found.contacts.values())} contacts whose minutes were logged"
    yield (
        "Minutes of people",
        found.minutes if found.timed else None,
        known if found.timed else "none were logged",
    )
    yield "Replies", found.replies, "messages that a person may have written"
    yield "Automatic answers", found.automatic, "out of office and the like"
    yield "Bounces", found.bounces, ""
    yield "Complaints", found.complaints, "a message of ours was called spam"
    yield "Opt-outs", sum(found.opt_outs.values()), _listed(found.opt_outs)
    for kind, number in found.written.items():
        yield _WRITTEN[kind], number, "written to the ledger"
    yield "API calls", found.calls, f"{found.metered_calls:,} of them metered by the provider"
    for currency, cost in found.texts_cost.items():
        yield f"Text messages cost, {currency}", cost, "as their provider priced them"
    if found.texts_unpriced:
        yield "Text messages without a price yet", found.texts_unpriced, "not in that cost"


def _listed(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} of {channel}" for channel, number in numbers.items())
