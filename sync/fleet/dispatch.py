"""Who has a turn now: asked for by jobs, the most urgent first, and never more than are soon begun.

The law: a look at ten thousand ledgers costs by how many are due. The queue stays short, so that what is
urgent later does not stand behind thousands that are not, nor one firm's ledger behind another's thousands;
and what is less urgent and waits takes no room of what is more so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice

from sync.due import is_heard_out
from sync.fair import Due, in_turn
from sync.fleet.plan import Priority
from sync.office import Office
from sync.store import signals, turns, webhooks

TURN = "turn"  # the task's name
MOST_WAITING = 200
_LONG = timedelta(seconds=30)


def due(office: Office) -> dict[str, Priority]:
    """The ledgers to be asked for now, in that order; those that wait already are hurried on."""
    now, wall = office.clock.now(), office.clock.wall()
    with office.store.write() as connection:
        told = signals.waiting(connection)
        heard = [name for name, one in told.items() if is_heard_out(one, wall)]
        turns.hurry(connection, heard, Priority.HEARD)
        turns.hurry_runs(connection, now, Priority.RUN)
        turns.hurry_runs(connection, now - _LONG, Priority.LATE)
        found = _Found(*turns.in_hand(connection, TURN))
        found.take(turns.heard(connection, heard, wall), Priority.HEARD, most=len(heard))
        for priority, ask in (
            (Priority.RUN, turns.runs_due),
            (Priority.POLL, turns.polls_due),
            (Priority.HISTORY, turns.first_pulls),
        ):
            if (room := found.room_for(priority)) > 0:
                found.take(ask(connection, now, wall, room), priority, most=room)
    return found.names


def enrol(office: Office) -> None:
    """Ledgers that were linked lately have a turn from now on."""
    with office.store.write() as connection:
        turns.enrol(connection, office.clock.now(), office.clock.wall())


@dataclass(slots=True)
class _Found:
    """Whose turn it is. `waiting`: how many wait, by priority; `theirs`: how many each firm has in hand."""

    waiting: Counter[int]
    theirs: Counter[int]
    names: dict[str, Priority] = field(default_factory=dict)

    def room_for(self, priority: Priority) -> int:
        """How many more of that priority are soon begun."""
        return MOST_WAITING - sum(number for before, number in self.waiting.items() if before >= priority)

    def take(self, those: Sequence[Due[str]], priority: Priority, *, most: int) -> None:
        """So many of those at most, in fair shares."""
        for one in islice(
            in_turn([each for each in those if each.what not in self.names], self.theirs), most
        ):
            self.names[one.what] = priority
            self.theirs[one.firm_id] += 1
            self.waiting[priority] += 1


def others_are_to_be_told(office: Office) -> bool:
    """Whether any webhook of ours waits to be delivered."""
    with office.store.read() as connection:
        return webhooks.any_due(connection, office.clock.wall())
