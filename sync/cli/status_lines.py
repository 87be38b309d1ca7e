"""`duesync status` for people: one block of lines for each ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from sync.cli.session import count

if TYPE_CHECKING:
    from rich.console import Console

    from sync.status import Status


def amounts(by_currency: Mapping[str, Decimal]) -> str:
    """The amounts in one line: "EUR 1,200.00, GBP 40.00"."""
    return ", ".join(f"{currency} {total:,}" for currency, total in by_currency.items()) or "nothing"


def show_status(found: Sequence[Status], not_linked: Sequence[str], console: Console) -> None:
    """One block per ledger; lines are not broken, so that they can be searched for."""
    for one in found:
        _show_ledger_status(one, console)
    for name in not_linked:
        console.print(f"{name}  not linked yet; run: duesync connect {name}", soft_wrap=True)


def _show_ledger_status(one: Status, console: Console) -> None:
    def line(text: str, style: str | None = None) -> None:
        console.print(text, style=style, soft_wrap=True)

    sends = "may send" if one.released else f"sends nothing until: duesync approve {one.name}"
    if one.leaves_on is not None:
        sends = f"unlinked, deleted on {one.leaves_on}"
    line(f"{one.name}  {one.organisation} ({one.provider}), {sends}", "bold")
    pulled = "never" if one.pulled_at is None else f"{one.pulled_at:%Y-%m-%d %H:%M} UTC"
    line(f"  last pull {pulled}; last run {one.last_run or 'none'}")
    if one.heard_at is not None:
        line(f"  heard of changes at {one.heard_at:%Y-%m-%d %H:%M} UTC, to be pulled")
    line(f"  payments recorded up to {one.booked_through or 'no day yet'}")
    line(f"  {count(one.invoices, 'invoice')}; open {amounts(one.open_balance)}")
    if one.in_no_document:
        line(f"  in no document (journal entries; below 0 is credit) {amounts(one.in_no_document)}")
    line(f"  {count(one.overdue_accounts, 'overdue account')}{':' if one.waiting else ''}")
    for reason, number in one.waiting.items():
        line(f"    {number:>4}  {reason}")
    if one.effects:
        acts = (count(number, *name.replace("_", "-").split()) for name, number in one.effects.items())
        line(f"  acts: {', '.join(acts)}")
    line(f"  {count(one.holds, 'hold')}; {count(one.calls, 'call')}, {one.metered_calls} metered")
    for text in (
        *(f"agreed: {each}" for each in one.agreements),
        *(f"interest: {each}" for each in one.charges),
        *((one.write_offs,) if one.write_offs else ()),
        *((one.texts,) if one.texts else ()),
    ):
        line(f"  {text}")
    for style, texts in (("yellow", one.warnings), ("red", one.troubled), ("red", one.problems)):
        for text in texts:
            line(f"  ! {text}", style)
