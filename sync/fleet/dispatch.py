"""Who has a turn now: asked for by jobs, the most urgent first, and never more than are soon begun.

The law: a look at ten thousand ledgers costs by how many are due. The queue stays short, so that what is
urgent later does not stand behind thousands that are not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.engine import Connection

from sync.due import is_heard_out
from sync.fleet.plan import Priority
from sync.office import Office
from sync.store import signals, turns, webhooks

TURN = "turn"  # the task's name
MOST_WAITING = 200


def due(office: Office) -> dict[str, Priority]:
    """The ledgers to be asked for now, each with its priority; those that wait already are hurried on."""
    now, wall = office.clock.now(), office.clock.wall()
    with office.store.write() as connection:
        told = signals.waiting(connection)
        heard = [name for name, one in told.items() if is_heard_out(one, wall)]
        turns.hurry(connection, heard, Priority.HEARD)
        turns.hurry_runs(connection, now, Priority.RUN)
        found: dict[str, Priority] = {}
        _take(found, turns.heard(connection, heard, wall), Priority.HEARD)
        room = MOST_WAITING - turns.waiting_jobs(connection, TURN)
        _fill(connection, found, (now, wall), room)
    return found


def enrol(office: Office) -> None:
    """Ledgers that were linked lately have a turn from now on."""
    with office.store.write() as connection:
        turns.enrol(connection, office.clock.now(), office.clock.wall())


def _fill(
    connection: Connection, found: dict[str, Priority], at: tuple[datetime, datetime], room: int
) -> None:
    lists = (
        (Priority.RUN, turns.runs_due),
        (Priority.POLL, turns.polls_due),
        (Priority.HISTORY, turns.first_pulls),
    )
    for priority, ask in lists:
        if len(found) < room:
            _take(found, ask(connection, *at, room - len(found)), priority)


def _take(found: dict[str, Priority], names: Iterable[str], priority: Priority) -> None:
    for name in names:
        found.setdefault(name, priority)


def others_are_to_be_told(office: Office) -> bool:
    """Whether any webhook of ours waits to be delivered."""
    with office.store.read() as connection:
        return webhooks.any_due(connection, office.clock.wall())
