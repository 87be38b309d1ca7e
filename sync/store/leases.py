"""Leases: one worker at a time per name, with a fencing number that rises at every change of hands.

Times are the machine's. A lease whose holder's process is provably dead on this very machine may
be taken over at once; the calls it made are still looked at no sooner than their own `look_after`.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.errors import DuesyncError
from sync.store.dialects import insert
from sync.tables import leases

_ENDED = frozenset("ZX")  # zombie, dead
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_LOCKED = (  # asked in every transaction of a pass
    sa.select(leases.c.fence, leases.c.until).where(leases.c.name == sa.bindparam("named")).with_for_update()
)


class LeaseLost(DuesyncError):
    """Another worker holds the lease now: stop, and write nothing more."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Lease:
    """Held until `until`; every transaction made under it checks `fence`."""

    name: str
    holder: str
    fence: int
    until: datetime


@cache
def _machine() -> str:
    """Name this boot of this machine (and process namespace): pids mean nothing elsewhere."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return f"{socket.gethostname()}/unknown"


def _born(pid: int) -> str | None:
    """When that process started, in ticks since boot; `None` when there is none, or it has ended.

    One that was killed and that nobody has waited for yet is still listed: it does nothing more.
    """
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return None if told[0] in _ENDED else told[19]
    except (OSError, IndexError):
        return None


def holder() -> str:
    """Name this process, so that another one on this machine can tell when it is dead."""
    return f"{_machine()}|{os.getpid()}|{_born(os.getpid())}"


def is_dead(who: str) -> bool:
    """Whether that holder was a process of this machine which no longer runs. Unknown counts as alive."""
    machine, pid, born = who.split("|")
    if machine != _machine() or machine.endswith("/unknown"):
        return False
    return _born(int(pid)) != born


def acquire(connection: Connection, name: str, who: str, wall: datetime, seconds: float) -> Lease | None:
    """Take the lease, or `None` while a living other holds it."""
    made = insert(connection, leases)
    connection.execute(  # so that there is a row to lock, for the very first takers too
        made.values(name=name, holder="", fence=0, until=_NEVER).on_conflict_do_nothing()
    )
    row = connection.execute(sa.select(leases).where(leases.c.name == name).with_for_update()).one()
    until = wall + timedelta(seconds=seconds)
    if row.until > wall and not is_dead(row.holder):
        return None
    fence = row.fence + 1
    connection.execute(
        sa.update(leases).where(leases.c.name == name).values(holder=who, fence=fence, until=until)
    )
    return Lease(name, who, fence, until)


def check(connection: Connection, lease: Lease, wall: datetime) -> None:
    """Raise `LeaseLost` unless `lease` is still ours and not yet over; locks it to the commit."""
    if _still_ours(connection, lease) <= wall:
        msg = f"the lease {lease.name} ran out in the middle of a step"
        raise LeaseLost(msg)


def _still_ours(connection: Connection, lease: Lease) -> datetime:
    """Until when it is ours; its row is locked to the commit."""
    row = connection.execute(_LOCKED, {"named": lease.name}).one_or_none()
    if row is None or row.fence != lease.fence:
        msg = f"the lease {lease.name} was lost to another worker"
        raise LeaseLost(msg)
    until: datetime = row.until
    return until


def renew(connection: Connection, lease: Lease, wall: datetime, seconds: float) -> Lease:
    """The same lease, held longer; also after it ran out, as long as nobody took it. Raises `LeaseLost`."""
    _still_ours(connection, lease)
    until = wall + timedelta(seconds=seconds)
    connection.execute(sa.update(leases).where(leases.c.name == lease.name).values(until=until))
    return Lease(lease.name, lease.holder, lease.fence, until)


def release(connection: Connection, lease: Lease, wall: datetime) -> None:
    """Let go, if it is still ours."""
    connection.execute(
        sa.update(leases).where(leases.c.name == lease.name, leases.c.fence == lease.fence).values(until=wall)
    )


def let_go(connection: Connection, who: str, wall: datetime) -> None:
    """All that this holder holds; whoever it is knows that it works under none of them any more."""
    connection.execute(
        sa.update(leases).where(leases.c.holder == who, leases.c.until > wall).values(until=wall)
    )


def held_by(connection: Connection, name: str, wall: datetime) -> str | None:
    """Who holds it now, for a person to read."""
    row = connection.execute(sa.select(leases).where(leases.c.name == name)).one_or_none()
    if row is None or row.until <= wall or is_dead(row.holder):
        return None
    return f"process {row.holder.split('|')[1]} until {row.until:%H:%M:%S} UTC"


def all_held(connection: Connection, wall: datetime) -> dict[str, str]:
    """Who holds what now, by the lease's name, for a person to read."""
    names = connection.scalars(sa.select(leases.c.name).where(leases.c.until > wall).order_by(leases.c.name))
    found = {name: held_by(connection, name, wall) for name in names.all()}
    return {name: who for name, who in found.items() if who is not None}
