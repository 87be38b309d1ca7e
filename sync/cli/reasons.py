"""`why` for people: the decision, the next step, what stands in its way and what lifts that."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rich.table import Table

from dunning.dates import weekday_in_words
from dunning.policy import PRE_DUE
from dunning.reaching import CHANNEL_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from dunning.charged import Charges
    from dunning.decisions import Notify
    from dunning.outlook import Condition, NextStep, Outlook
    from sync.why import Why

_SHOWN = 3  # numbers of invoices


def show_why(found: Why, console: Console, *, every: bool) -> None:
    """`every`: with the answer of each guard, those too that do not stand in the way."""
    for line in _lines(found):
        console.print(line, soft_wrap=True)
    if not found.guards:
        return
    if every:
        table = Table(box=None, pad_edge=False)
        for heading in ("guard", "stops it", "answer"):
            table.add_column(heading)
        for answer in found.guards:
            table.add_row(answer.guard, "yes" if answer.blocks else "", answer.text)
        console.print(table)
        return
    passed = ", ".join(each.guard for each in found.guards if not each.blocks)
    console.print(f"Asked too, and not in the way: {passed}. --all shows each answer.")


def _lines(found: Why) -> Iterator[str]:
    yield f"Invoice {found.invoice} of {found.customer} ({found.ledger}): {_done(found)}"
    yield f"  {found.text}"
    if found.part and found.part not in found.text:
        yield f"  This invoice: {found.part.replace('It ', 'it ', 1)}"
    if found.held_up:
        yield f"  {found.held_up}"
    if found.outdated:
        yield f"  {found.outdated}"
    if (habit := found.facts.get("behaviour")) is not None:
        segment = "late by habit" if habit.segment == "late" else habit.segment
        yield f"  Payer: {segment}; {'; '.join(habit.reasons)}."
    if wish := found.facts.get("preference"):
        yield f"  {wish}"
    if found.procedure:
        yield f"  {_followed(found)}"
    if found.proposed is not None and found.proposed.charges is not None:
        yield f"  It states beside the debt: {_claimed(found.proposed.charges)}."
    if found.outlook is not None:
        yield from _outlook(found, found.outlook)


def _claimed(claim: Charges) -> str:
    """What the next level states of interest and fixed sums, and why not more."""
    sums = f"interest {claim.interest}, fixed sums {claim.fixed} (duesync interest shows each line)"
    left = "".join(f"; left out: {why}" for _, why in claim.left_out)
    return f"{sums if claim.lines else 'no interest'}{left}"


def _done(found: Why) -> str:
    if found.action in {"wait", "none"}:
        return "nothing is sent now"
    return f"{CHANNEL_WORDS[found.action]} with the next run"


def _followed(found: Why) -> str:
    """The procedure, and who wrote what of it."""
    by: dict[str, list[str]] = {}
    for key, origin in sorted(found.origins.items()):
        by.setdefault(origin, []).append(key)
    written = "; ".join(f"{', '.join(keys)} ({origin})" for origin, keys in by.items())
    return f"It follows the {found.procedure} procedure: {written or 'all as it comes'}."


def _outlook(found: Why, outlook: Outlook) -> Iterator[str]:
    zone = ZoneInfo(outlook.timezone)
    step = outlook.next_step
    yield f"Next step: {_step(step, outlook.when) if step else 'none in sight, in the next 60 days.'}"
    if outlook.conditions:
        yield "What stands in the way, in order:"
    for number, condition in enumerate(outlook.conditions, 1):
        yield from _condition(number, condition, found, zone)
    yield f"If nothing changes (times in {outlook.timezone}):"
    for number, each in enumerate(outlook.unchanged):
        when = "from now on" if number == 0 and each.step is None else _when(each.at, zone)
        told = f"nothing. {each.reason.value}" if each.step is None else _told(each.step)
        yield f"  {when}: {told}"
    if all(each.step is None for each in outlook.unchanged):
        yield "  So nothing goes by itself in the next 60 days."


def _step(step: NextStep, when: str) -> str:
    number = f", level {step.position} of the procedure" if step.position else ""
    to = f" to {', '.join(step.recipients)}" if step.recipients else ""
    some, more = step.invoices[:_SHOWN], len(step.invoices) - _SHOWN
    invoices = f"{', '.join(some)}{f' and {more} more' if more > 0 else ''}"
    about = f"{step.currency} {step.amount:,} for invoice{'s' if len(step.invoices) > 1 else ''} {invoices}"
    named = f"{_named(step.level)}{number} ({step.origin})"
    return f"{named}, by {CHANNEL_WORDS[step.channel]}{to}: {about}, {when}."


def _told(step: Notify) -> str:
    to = f" to {', '.join(step.recipients)}" if step.recipients else ""
    return f"{_named(step.level)} by {CHANNEL_WORDS[step.channel]}{to}, {step.currency} {step.amount:,}."


def _named(level: str) -> str:
    return "a note before the due date" if level == PRE_DUE else f'"{level}"'


def _condition(number: int, condition: Condition, found: Why, zone: ZoneInfo) -> Iterator[str]:
    told = number == 1 and found.text.startswith(condition.text)
    text = "as said above." if told else condition.text
    by = f" By {condition.citation}." if condition.citation else ""
    settings = "; ".join(f"{each.key} = {each.value}, {each.origin}" for each in condition.settings)
    since = f", from {_when(condition.since, zone)}" if condition.since is not None else ""
    yield f"  {number}. {condition.guard}{since}: {text}{by}{f' ({settings})' if settings else ''}"
    ends = []
    if condition.ends_by_itself is not None:
        ends.append(f"by itself on {_when(condition.ends_by_itself, zone)}")
    if condition.ends_when:
        ends.append(f"when {condition.ends_when}")
    if condition.commands:
        ends.append(f"with {'  or  '.join(condition.commands)}")
    if ends:
        yield f"     Lifts {'; or '.join(ends)}"


def _when(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    clock = "" if local.hour == local.minute == 0 else f", {local:%H:%M}"
    return f"{weekday_in_words(local.date())}{clock}"
