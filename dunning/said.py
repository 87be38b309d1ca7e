"""What a person said of one step before it was taken: yes, not before a day, or no.

The laws it keeps: a yes and a no are about exactly what was shown, its invoices, balances and recipients, so
what changed since is asked about again; a yes lapses after some working days; a step that was postponed
waits whatever changes meanwhile, and comes back on its day.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

import msgspec


class Approved(msgspec.Struct, frozen=True, kw_only=True):
    """A person's yes to what bears that fingerprint."""

    fingerprint: str
    at: datetime
    by: str


class Deferral(msgspec.Struct, frozen=True, kw_only=True):
    """A person's word that a step is not taken now.

    "postponed": the step that this is, whatever its amount by then, waits `until` that day (exclusive).
    "declined": what bears this fingerprint is not sent; `until` is `None`. `kind`, `level`, `ordinal` and
    `episode` as in `Notify`. `on`: the ledger's date; `by`: who of ours; `words`: why.
    """

    choice: Literal["postponed", "declined"]
    kind: str
    level: str
    ordinal: int
    episode: str
    fingerprint: str
    until: date | None
    words: str
    on: date
    by: str
