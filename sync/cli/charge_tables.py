"""Tables for people: a claim of interest and fixed sums, with how each figure came about."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from rich.console import Console

    from sync.commands.charges import Claim

_OFF = "Interest is off for them: [policy.interest] in the settings says how to claim it."
_BASES = {"statutory": "by law", "contractual": "by contract"}


def show_claim(found: Claim, console: Console) -> None:
    """Each figure with its days, its rate and its source; what is left out; what was charged before."""
    if found.basis == "none":
        console.print(f"{found.customer} ({found.ledger}): {_OFF}", soft_wrap=True)
        return
    console.print(
        f"{found.customer} ({found.ledger}), {found.currency}: {_BASES[found.basis]}, up to and with "
        f"{found.until - timedelta(days=1)}",
        style="bold",
        soft_wrap=True,
    )
    if found.invoices:
        console.print(_table(found))
        for told in dict.fromkeys(_sources(found)):
            console.print(f"  {told}", soft_wrap=True)
        sums = f"interest {found.interest:,}, fixed sums {found.fixed:,}, together {found.total:,}"
        console.print(f"{found.currency}: {sums}", soft_wrap=True)
        console.print(f'Letters state it from the level "{found.from_level}" on.', soft_wrap=True)
    else:
        console.print("Nothing can be claimed.")
    for number, why in found.left_out:
        console.print(f"  left out{f' {number}' if number else ''}: {why}", soft_wrap=True)
    for number, since, until in found.charged:
        console.print(f"  charged before: {number}, {since} to {until - timedelta(days=1)}", soft_wrap=True)


def _table(found: Claim) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("invoice", "open", "from", "to", "days", "a year", "amount"):
        numeric = heading in {"open", "days", "a year", "amount"}
        table.add_column(heading, justify="right" if numeric else "left")
    for each in found.invoices:
        for one in each.stretches:
            last = one.until - timedelta(days=1)
            table.add_row(
                each.number, f"{each.principal:,}", str(one.since), str(last), str(one.days),
                _rate(one.rate), f"{one.amount:,}",
            )  # fmt: skip
        if each.fixed:
            table.add_row(each.number, f"{each.principal:,}", "fixed sum", "", "", "", f"{each.fixed:,}")
    return table


def _sources(found: Claim) -> Iterator[str]:
    """Where each rate and each fixed sum comes from."""
    for each in found.invoices:
        yield from (f"{_rate(one.rate)}: {one.source}" for one in each.stretches)
    yield from (f"fixed sum: {each.fixed_cite}" for each in found.invoices if each.fixed)


def _rate(rate: Decimal) -> str:
    return f"{rate.normalize():f}%"
