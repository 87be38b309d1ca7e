"""Another worker at the same app: python -m tests.apps.child URL FILE LEDGERS

It says "ready" when it has loaded, and at a line on its input makes calls until it is refused. Of each it
writes a line to the file, as a provider would count it, so that what a killed one did is known.
"""

from __future__ import annotations

import os
import sys
import time
from threading import Thread

from connectors.base import Limits
from connectors.errors import TryLater
from sync.clock import real
from sync.store import open_store
from sync.store.allowance import StoredAllowance
from sync.store.app_budget import AppLimit
from sync.store.app_calls import AppAllowance

PER_MINUTE = 120


def main(url: str, file: str, ledgers: str) -> None:
    """Threads, each at a ledger of its own, call as fast as they may, for three seconds at most."""
    store = open_store(url, real())
    app = AppAllowance(store, "app", "Xero", AppLimit(per_minute=PER_MINUTE), 20.0)
    print("ready", flush=True)  # noqa: T201 - how it answers
    sys.stdin.readline()
    wall = os.open(file, os.O_APPEND | os.O_WRONLY)
    give_up = time.monotonic() + 3

    def work(ledger_id: int) -> None:
        limits = Limits(at_once=10, per_minute=1000)
        allowance = StoredAllowance(store, ledger_id, "harbour", limits, 20.0, app)
        while time.monotonic() < give_up:
            try:
                with allowance.call(metered=True):
                    os.write(wall, b"call\n")
            except TryLater:
                return

    threads = [Thread(target=work, args=(int(each),), daemon=True) for each in ledgers.split(",")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(max(0.0, give_up - time.monotonic()) + 0.5)
    os._exit(0)  # those that wait for the minute's end are not waited for


if __name__ == "__main__":
    main(*sys.argv[1:])
