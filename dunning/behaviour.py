"""How a customer pays: days beyond terms, on-time share, and the segment that follows from them."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Segment = Literal["new", "prompt", "slipping", "late", "chronic"]


class Settled(msgspec.Struct, frozen=True):
    """One invoice that was paid in full: when it was due and when the last payment came."""

    due_on: date
    paid_on: date


class PayerBehaviour(msgspec.Struct, frozen=True, kw_only=True):
    """The segment with the figures it follows from.

    `settled`: invoices counted. `on_time_share`: 0 to 1, `None` without history.
    `mean_days_late`: mean of the days after the due date, early payment counted as 0.
    """

    segment: Segment
    settled: int
    on_time_share: float | None
    mean_days_late: float | None
