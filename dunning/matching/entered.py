"""Money that is in the books already: which line is which payment, and which lines may be.

The law it keeps: to enter money twice is the worst fault, so each payment is taken for one line at most, the
nearest in time first, and whatever may be in the books already is left to a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

import msgspec

from dunning.matching.money import Arrived, Entered

_NEAR, _NAMED, _FAR = 4, 31, 14  # days: the same surely by who paid; by which invoice; perhaps
_UNAPPLIED = 35  # days: perhaps, where it is theirs and no invoice has it


class Evidence(msgspec.Struct, frozen=True):
    """Who a line is about. `invoices`: ids that its text names; `customers`: who may have paid.

    `text`: in capitals.
    """

    invoices: frozenset[str]
    customers: frozenset[str]
    text: str


class Found(msgspec.Struct, frozen=True):
    """What is in the books of the lines. `same`: payments by line; `perhaps`: those that may be, by line."""

    same: Mapping[str, tuple[Entered, ...]]
    perhaps: Mapping[str, tuple[Entered, ...]]


def in_the_books(
    lines: Sequence[Arrived], entered: Iterable[Entered], about: Mapping[str, Evidence]
) -> Found:
    """Take each payment for one line at most; neither's order matters."""
    groups: dict[tuple[str, Decimal], list[tuple[Entered, ...]]] = defaultdict(list)
    for group in _groups(entered):
        groups[group[0].currency, sum((each.amount for each in group), Decimal(0))].append(group)
    pairs = [
        (far, abs((line.on - group[0].on).days), line.id, tuple(each.id for each in group), group)
        for line in lines
        for group in groups.get((line.currency, line.amount), ())
        if (far := _distance(line, group, about[line.id])) is not None
    ]
    same: dict[str, tuple[Entered, ...]] = {}
    gone: set[str] = set()
    for _, _, line_id, ids, group in sorted(pairs, key=lambda pair: pair[:4]):
        if line_id not in same and gone.isdisjoint(ids):
            same[line_id] = group
            gone |= set(ids)
    perhaps = {
        line.id: tuple(
            group[0]
            for group in groups.get((line.currency, line.amount), ())
            if len(group) == 1 and group[0].id not in gone and _may_be(line, group[0], about[line.id])
        )
        for line in lines
        if line.id not in same
    }
    return Found(same, perhaps)


def _groups(entered: Iterable[Entered]) -> Iterable[tuple[Entered, ...]]:
    """Each payment, and all that one customer paid on one day together: Xero has one for each invoice."""
    free = [each for each in entered if not each.line]
    by_day: dict[tuple[str, str, object], list[Entered]] = defaultdict(list)
    for each in sorted(free, key=lambda one: one.id):
        yield (each,)
        by_day[each.customer_id, each.currency, each.on].append(each)
    yield from (tuple(group) for group in by_day.values() if len(group) > 1)


def _distance(line: Arrived, group: Sequence[Entered], about: Evidence) -> int | None:
    """How far a group is from being that line, 0 or 1; `None`: it is not known to be."""
    days = abs((line.on - group[0].on).days)
    first = group[0]
    if first.reference and len(first.reference) > _NEAR and first.reference.upper() in about.text:
        return 0 if days <= _NAMED else None
    if about.invoices and about.invoices & {one for each in group for one in each.invoice_ids}:
        return 0 if days <= _NAMED else None
    return 1 if first.customer_id in about.customers and days <= _NEAR else None


def _may_be(line: Arrived, one: Entered, about: Evidence) -> bool:
    """Whether nothing says that it is other money."""
    theirs = one.customer_id in about.customers
    most = _UNAPPLIED if theirs and not one.invoice_ids else _FAR
    return abs((line.on - one.on).days) <= most and (theirs or not about.customers)
