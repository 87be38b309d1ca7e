"""What a guard is: a question about a case, and the block it answers with.

The law it keeps: a guard looks at the case alone, never at what another guard said; `check` builds an
answer only when it blocks, so that passing costs nothing in bulk; `clear` says why it passes, for
whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec

from dunning.decisions import Reason
from dunning.limits import next_morning
from dunning.procedure import Case


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """Why nothing may be done now. `review_at`: when that could change; `None`: by new facts only."""

    reason: Reason
    text: str
    review_at: datetime | None
    citation: str | None = None


class Guard(msgspec.Struct, frozen=True, kw_only=True):
    """One question. `asks`: in words; `check`: the block, or `None`; `clear`: why it passes."""

    name: str
    asks: str
    check: Callable[[Case], Block | None]
    clear: Callable[[Case], str]


def until_a_person(case: Case, reason: Reason, text: str) -> Block:
    """A block that only a person can lift: looked at again the next morning at the ledger's."""
    return Block(reason=reason, text=text, review_at=next_morning(case.now, case.zone))
