"""The process that the eight are forked from, so that each need not load the program anew.

    python -m tests.load.nursery FOLDER LEDGER NOW SEED LOG

What befalls the eight is written to LOG, a line each. It says "ready", waits for a line, and then
keeps eight alive: one that was killed is followed by another of its role. At the end of its input all
die, and it says how many were killed before.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import traceback
from datetime import datetime
from pathlib import Path

import alembic.command  # noqa: F401  # loaded before the eight are forked, as what opens a store needs it
import intuitlib.client  # noqa: F401  # and what opens a ledger needs these

import connectors.quickbooks.client
import connectors.xero.client  # noqa: F401  # as above
from sync.clock import fixed
from sync.office import open_office
from tests.load.child import Child, live

ROLES = ("worker", "worker", "worker", "refresher", "refresher", "reader", "reader", "clerk")


class Nursery:
    """Who is alive, by process id, and in which role."""

    def __init__(self, arguments: list[str]) -> None:
        self.arguments = arguments
        self.alive: dict[int, str] = {}
        self.started = self.killed = 0

    def bear(self, role: str) -> None:
        """One more."""
        self.started += 1
        pid = os.fork()
        if pid:
            self.alive[pid] = role
            return
        try:
            folder, ledger, now, seed, log = self.arguments
            office = open_office(Path(folder) / "config.toml", fixed(datetime.fromisoformat(now)))
            chance = random.Random(f"{seed}/{self.started}")  # noqa: S311  # a play, no secret
            live(role, Child(office, office.linked(ledger), chance, Path(log)))
        except BaseException:  # noqa: BLE001  # shown in full; nothing of the parent's may run here
            traceback.print_exc()
        os._exit(1)

    def bury(self, *, wait: bool = False) -> list[str]:
        """The roles of those who are dead by now; with `wait`, of all."""
        dead = []
        while self.alive:
            pid, status = os.waitpid(-1, 0 if wait else os.WNOHANG)
            if not pid:
                break
            dead.append(self.alive.pop(pid))
            if not os.WIFSIGNALED(status):
                sys.exit(f"a {dead[-1]} ended by itself")
            self.killed += 1
        return dead

    def end(self) -> None:
        """All die."""
        for pid in self.alive:
            os.kill(pid, signal.SIGTERM)
        self.bury(wait=True)


def main() -> None:
    """Keep eight alive."""
    nursery = Nursery(sys.argv[1:])
    print("ready", flush=True)  # noqa: T201  # how it answers
    sys.stdin.readline()
    try:
        for role in ROLES:
            nursery.bear(role)
        while not select.select([sys.stdin], [], [], 0.1)[0]:
            for role in nursery.bury():
                nursery.bear(role)
        killed = nursery.killed
    finally:
        nursery.end()
    print(killed, flush=True)  # noqa: T201  # how it answers


if __name__ == "__main__":
    main()
