"""A report of one ledger over a period: its figures by currency, and what following up took.

The laws it keeps: what is counted is of whole days by the ledger's own calendar, both ends included; no
currency is added to another; where the books do not reach the period's end, the report says so.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from dunning.dates import counted, in_words
from dunning.figures.aged import Aged
from dunning.figures.beyond_terms import BeforeAfter
from dunning.figures.collecting import Collecting
from dunning.figures.debts import Period
from dunning.figures.figure import Figure
from dunning.figures.followed import Level
from dunning.figures.promised import Promises


class AgedDay(msgspec.Struct, frozen=True, kw_only=True):
    """The book at a month's end, or at the end of the period.

    `voided`: what stood in the books then beside, and is void or deleted by now. `countback`: the DSO that
    would have been read then, in days.
    """

    aged: Aged
    voided: Decimal
    countback: Decimal | None


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of one currency. `unapplied`: credit and payments that are applied to no invoice now."""

    currency: str
    collecting: Collecting
    aging: tuple[AgedDay, ...]
    unapplied: Decimal
    before_after: BeforeAfter
    promises: Promises
    levels: tuple[Level, ...]

    def figures(self) -> tuple[Figure, ...]:
        """Those of the period itself."""
        return (
            self.collecting.countback,
            self.collecting.dso,
            self.collecting.cei,
            self.promises.kept,
        )


class ByMonth(msgspec.Struct, frozen=True, kw_only=True):
    """Messages and tasks delivered in a month, or the part of it that is in the period, by channel."""

    month: Period
    channels: dict[str, int]


class Effort(msgspec.Struct, frozen=True, kw_only=True):
    """What following up took in the period, of all currencies together.

    `messages`: delivered by us, or done by a person as a task of ours, by channel; `came_back`: of those,
    that turned out not to have arrived. `contacts`: logged by hand, beside those, by channel; `reached`: of
    them. `minutes`: of those logged with it, `timed` many. `written`: to the ledger, by kind. `replies`,
    `bounces`, `complaints`, `automatic`: what came in. `opt_outs`: by channel. `texts_cost`: by currency;
    `texts_unpriced`: whose price the provider has not told. `calls`: of the API; `metered_calls`: of those.
    """

    messages: dict[str, int]
    by_month: tuple[ByMonth, ...]
    came_back: int
    contacts: dict[str, int]
    reached: int
    minutes: int
    timed: int
    written: dict[str, int]
    replies: int
    complaints: int
    bounces: int
    automatic: int
    opt_outs: dict[str, int]
    texts_cost: dict[str, Decimal]
    texts_unpriced: int
    calls: int
    metered_calls: int


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """`asked`: the days asked for; `period`: those of them that it is about. `made_on`: the ledger's date.

    `known_from`: the first day whose settled invoices are known. `booked_through`: date of the newest payment
    recorded, or later where a person said so. `undated`: invoices left out, for they bear no date.
    """

    ledger: str
    organisation: str
    home_currency: str
    asked: Period
    period: Period
    made_on: date
    linked_on: date
    known_from: date | None
    booked_through: date | None
    undated: int
    blocks: tuple[Block, ...]
    effort: Effort

    def notes(self) -> tuple[str, ...]:
        """What a reader must know before the figures."""
        said = []
        if self.period != self.asked:
            first = in_words(self.period.first)
            said.append(
                f"Settled invoices are known from {first} on, so the report begins there; of earlier ones "
                "only those still open are known."
            )
        through = self.booked_through
        if through is None:
            said.append(
                "No payment is recorded in these books yet, so every figure is as if nobody had paid."
            )
        elif through < self.period.last:
            day = in_words(through)
            said.append(
                f"Payments are recorded up to {day}: what was paid after that day is missing, so the "
                "last days look worse than they are."
            )
        if self.undated:
            said.append(f"Left out for want of any date: {counted(self.undated, 'invoice')}.")
        if not self.blocks:
            said.append("There are no invoices in these books.")
        return tuple(said)
