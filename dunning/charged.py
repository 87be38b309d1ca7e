"""Interest and fixed sums as values: what is claimed beside a debt, and which days were charged already.

The law it keeps: a claim says of each invoice the days it counts, and no day of an invoice that was
charged before is among them. `since` is inclusive and `until` exclusive, everywhere.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from dunning.ledger import Money

_NOTHING = Decimal(0)


class Charged(msgspec.Struct, frozen=True, kw_only=True):
    """Days of one invoice for which an invoice of its own was made. `fixed`: the fixed sum was in it too."""

    invoice_id: str
    since: date
    until: date
    fixed: bool


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Days at one rate. `rate`: percent a year, all told; `source`: of the rate.

    `amount`: rounded so that those of a line add up to its interest.
    """

    since: date
    until: date
    rate: Decimal
    amount: Decimal
    source: str

    @property
    def days(self) -> int:
        """How many count."""
        return (self.until - self.since).days


class ChargeLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one invoice bears. `principal`: what is open of it, less credit; `cite`: the rule of interest.

    `interest`: its stretches' sum. `fixed`: 0 where none is claimed, and `fixed_cite` is "" then.
    """

    invoice_id: str
    principal: Decimal
    stretches: tuple[Stretch, ...]
    interest: Decimal
    cite: str
    fixed: Decimal
    fixed_cite: str

    @property
    def amount(self) -> Decimal:
        """Interest and fixed sum."""
        return self.interest + self.fixed

    @property
    def terms(self) -> str:
        """What does not change from day to day: an approval binds to this and not to the sum."""
        rates = " ".join(f"{each.rate.normalize():f} from {each.since}" for each in self.stretches)
        return f"{self.invoice_id}: {rates}; {self.cite}; {self.fixed.normalize():f} {self.fixed_cite}"


class Charges(msgspec.Struct, frozen=True, kw_only=True):
    """A claim on top of a debt. `until`: the first day that does not count. `lines`: none is of nothing.

    `by_contract`: else by law. `left_out`: (invoice id, why) of what bears nothing, or less than it might,
    in words; the id is empty where it is about them all.
    """

    until: date
    currency: str
    by_contract: bool
    lines: tuple[ChargeLine, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def interest(self) -> Money:
        """All of the interest."""
        return Money(sum((each.interest for each in self.lines), _NOTHING), self.currency)

    @property
    def fixed(self) -> Money:
        """All of the fixed sums."""
        return Money(sum((each.fixed for each in self.lines), _NOTHING), self.currency)

    @property
    def total(self) -> Money:
        """Both."""
        return self.interest + self.fixed
