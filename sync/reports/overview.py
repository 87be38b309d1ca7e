"""All ledgers beside each other, one row each, the worst first; and reports kept while nothing changed."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from threading import Lock

import msgspec

from dunning.figures.debts import Period
from dunning.figures.figure import tenths
from sync.office import Office
from sync.reports.gather import gather, today_of
from sync.reports.report import Report
from sync.store import efforts
from sync.store.ledgers import LinkedLedger

_MOST = 200  # reports that are kept: sixty ledgers, three periods


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One ledger in its home currency (or, where it has no invoice in that, its first one).

    `overdue_share`, `over_90_share`: of the receivables, in per cent; `None` where nothing is owed.
    `others`: what is owed in other currencies.
    """

    ledger: str
    organisation: str
    currency: str
    receivables: Decimal
    overdue: Decimal
    overdue_share: Decimal | None
    over_90_share: Decimal | None
    countback: Decimal | None
    cei: Decimal | None
    messages: int
    others: dict[str, Decimal]
    notes: tuple[str, ...]


def line(report: Report) -> Line:
    """The report in one row."""
    ends = {each.currency: each.aging[-1].aged for each in report.blocks}
    first = report.blocks[0] if report.blocks else None
    book = None if first is None else ends[first.currency]
    owed = Decimal(0) if book is None else book.receivables
    return Line(
        ledger=report.ledger,
        organisation=report.organisation,
        currency=report.home_currency if first is None else first.currency,
        receivables=owed,
        overdue=Decimal(0) if book is None else book.overdue,
        overdue_share=None if book is None else _share(book.overdue, owed),
        over_90_share=None if book is None else _share(book.buckets["over 90"], owed),
        countback=None if first is None else first.collecting.countback.value,
        cei=None if first is None else first.collecting.cei.value,
        messages=sum(report.effort.messages.values()),
        others={
            code: each.receivables
            for code, each in ends.items()
            if first is not None and code != first.currency and each.receivables
        },
        notes=report.notes(),
    )


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    return tenths(part / whole * 100) if whole else None


def worst_first(lines: Iterable[Line]) -> list[Line]:
    """By the overdue share, then by what is over 90 days; those that are owed nothing last."""
    return sorted(lines, key=lambda one: (-(one.overdue_share or 0), -(one.over_90_share or 0), one.ledger))


@dataclass(slots=True)
class Kept:
    """Reports of this process, each as long as nothing changed that it rests on, and for a day at most."""

    _found: OrderedDict[tuple[object, ...], Report] = field(default_factory=OrderedDict)
    _turn: Lock = field(default_factory=Lock)

    def report(self, office: Office, ledger: LinkedLedger, period: Period) -> Report:
        """The report, made where it is not kept."""
        with office.store.read() as connection:
            state = efforts.state(connection, ledger.id)
        today, policy = today_of(office, ledger), office.config.policy_for(ledger.name).version
        key = (ledger.id, ledger.confirmed_through, policy, today, state, period)
        with self._turn:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = gather(office, ledger, period)
        with self._turn:
            self._found[key] = made
            while len(self._found) > _MOST:
                self._found.popitem(last=False)
        return made
