"""What a QuickBooks cursor says: how far the first pull is, or since when to ask for changes.

The law: a cursor is JSON of our own, made after the rows it covers; one that cannot be read is
refused, never taken for the beginning.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from connectors.base import Cursor
from connectors.errors import Refused
from connectors.http import BROKEN
from connectors.quickbooks.walking import Place

Phase = Literal["open", "customers", "credits", "payments", "history", "since"]
FIRST_PULL: Final[tuple[Phase, ...]] = ("open", "customers", "credits", "payments", "history")


class State(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`start`: position of the next page; `tail`: ids it must begin among.

    `since`: time of the first answer, where the next incremental pull starts. `home`: the company's
    currency, once it had to be asked for; `homeless`: it would not tell, though a row names none.
    `seen`: changes whose customers were read already; the next answer shows them once more.
    `plain`: the day on which the company would not tell of what is beside its documents.
    """

    phase: Phase = "open"
    since: str = ""
    start: int = 1
    tail: tuple[str, ...] = ()
    home: str | None = None
    homeless: bool = False
    seen: tuple[str, ...] = ()
    plain: str = ""

    def cursor(self) -> Cursor:
        """As text."""
        return Cursor(msgspec.json.encode(self).decode())

    def after(self) -> Cursor:
        """Where a pull goes on; the whole first pull comes again where a currency could not be learned."""
        again = self.homeless and self.phase == "since"
        return (State() if again else self).cursor()

    def moved(self, phase: Phase, on: Place | None) -> State:
        """The state after a page of `phase`: at its next page, else at the next list."""
        phases: tuple[Phase, ...] = (*FIRST_PULL, "since")
        at = on or Place()
        goes_to = phases[phases.index(phase) + 1] if on is None else phase
        return replace(self, phase=goes_to, start=at.start, tail=at.tail)


def state_of(cursor: Cursor | None) -> State:
    """Where to begin. `Refused` when the cursor is none of ours."""
    try:
        return State() if cursor is None else msgspec.json.decode(cursor.text, type=State)
    except BROKEN as error:
        msg = "the place where the last pull stopped cannot be read; pull the ledger anew"
        raise Refused(msg, about="cursor") from error
