"""Situations that a bookkeeper meets, and the day each is looked at: what every guard says is kept of them.

The first is the plain one: a reminder goes. Of the others only what differs from it is worth reading.
"""

from __future__ import annotations

from tests.dunning.situations_desk import PLAIN, Situation
from tests.dunning.situations_of_agreements import AGREED
from tests.dunning.situations_of_debts import DEBTS
from tests.dunning.situations_of_time import TIMES

__all__ = ["PLAIN", "SITUATIONS", "Situation"]

SITUATIONS: dict[str, Situation] = DEBTS | TIMES | AGREED
