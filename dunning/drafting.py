"""The lines of a draft invoice for interest and fixed sums: each says what it is for, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta

from dunning.charged import ChargeLine, Charges
from dunning.dates import counted, in_words
from dunning.effects import DraftLine
from dunning.ledger import Money


def draft_lines(charges: Charges, numbers: Mapping[str, str]) -> tuple[DraftLine, ...]:
    """A line for each stretch of interest and each fixed sum. `numbers`: the invoices' by their ids."""
    return tuple(
        line
        for each in charges.lines
        for line in _lines(each, numbers.get(each.invoice_id, each.invoice_id), charges.currency)
    )


def _lines(line: ChargeLine, number: str, currency: str) -> Iterator[DraftLine]:
    open_ = Money(line.principal, currency)
    for each in line.stretches:
        if each.amount > 0:
            days = f"{in_words(each.since)} to {in_words(each.until - timedelta(days=1))}"
            text = (
                f"Interest on invoice {number} ({open_} open), {days}: {counted(each.days, 'day')} at "
                f"{each.rate.normalize():f}% a year ({line.cite})"
            )
            yield DraftLine(description=text, amount=each.amount)
    if line.fixed > 0:
        yield DraftLine(description=f"Fixed sum on invoice {number} ({line.fixed_cite})", amount=line.fixed)
