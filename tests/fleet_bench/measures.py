"""What a fleet costs and brings: the engine beside `run_pass` in a loop, one worker beside two, and idleness.

All in one town and one sitting, so that ratios mean something on a machine of any speed. The first is with a
source that answers at once, which is the hardest for the engine; the second with one that takes its time, as
real ones do, for else two workers, the source and the database would share two cores.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from sync import tables
from sync.fleet.plan import Turn
from sync.store import ledgers, turns
from sync.tables import runs
from tests.fleet_bench.life import ROOT, Crew
from tests.fleet_bench.town import Town

_TICKS = os.sysconf("SC_CLK_TCK")
LATENCY = 0.2  # seconds
_LONG = 600.0


def looped(town: Town, names: list[str]) -> float:
    """Seconds that whole runs of these take one after the other in one process, loading left out."""
    shift = (town.clock.now() - town.clock.wall()).total_seconds()
    command = [sys.executable, "-m", "tests.fleet_bench.worker", str(town.folder / "config.toml"), str(shift)]
    done = subprocess.run(  # noqa: S603 - ourselves
        [*command, *names], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def all_at_once(town: Town, crew: Crew, workers: int, at_once: int) -> float:
    """Seconds from the first begin to the last end when every ledger is due at the same moment."""
    town.rules = replace(town.rules, at_once=at_once)
    far = town.clock.wall() + timedelta(days=1)
    with town.office.store.write() as connection:
        for one in ledgers.every(connection):
            planned = Turn(run_at=far, poll_at=far)
            turns.put(connection, one.id, **asdict(planned))
    for number in range(workers):
        crew.hire(number)
    for number in range(workers):
        crew.await_(number)
    with town.office.store.write() as connection:  # none was ever run, so all are due
        connection.execute(sa.delete(runs))
        connection.execute(sa.update(tables.turns).values(run_at=town.clock.now()))
    _await(town, len(town.books))
    crew.look()
    crew.end()
    crew.alive.clear()
    with town.office.store.read() as connection:
        ends = sa.select(sa.func.min(runs.c.started_at), sa.func.max(runs.c.finished_at))
        first, last = connection.execute(ends).one()
    return float((last - first).total_seconds())


def _await(town: Town, number: int) -> None:
    query = sa.select(sa.func.count(runs.c.ledger_id.distinct())).where(
        runs.c.outcome.in_(("done", "failed"))
    )
    give_up = time.monotonic() + _LONG
    while True:
        with town.office.store.read() as connection:
            if (connection.scalar(query) or 0) >= number:
                return
        assert time.monotonic() < give_up, "not every ledger was run"
        time.sleep(0.2)


def idle_share(crew: Crew, seconds: float) -> float:
    """The largest share of a core that a worker uses that has nothing to do."""
    before = {number: _used(process.pid) for number, process in crew.alive.items()}
    time.sleep(seconds)
    return max((_used(crew.alive[number].pid) - used) / seconds for number, used in before.items())


def _used(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def growth(seen: list[float]) -> float:
    """By how much the last third of what was seen lies above the second, as a share."""
    third = len(seen) // 3
    if third == 0:
        return 0.0
    middle, last = seen[third : 2 * third], seen[2 * third :]
    return sum(last) / len(last) / (sum(middle) / len(middle)) - 1
