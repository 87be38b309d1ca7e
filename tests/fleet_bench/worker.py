"""One worker of the pretend town: `duesync worker`, but that its business time runs on from another day.

    python -m tests.fleet_bench.worker CONFIG SECONDS_AHEAD
    python -m tests.fleet_bench.worker CONFIG SECONDS_AHEAD LEDGER ...   whole runs of these, in a row

The second is what a fleet's worker is measured against: `run_pass` in a loop. It prints its seconds.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sync.cli.daily  # noqa: F401 - a user's worker holds it too
from sync.__main__ import settle
from sync.clock import Clock
from sync.fleet.worker import work_in_fleet
from sync.office import open_office
from sync.run import run_pass


def main() -> None:
    """Work, or run."""
    settle()
    config, shift, names = Path(sys.argv[1]), timedelta(seconds=float(sys.argv[2])), sys.argv[3:]
    clock = Clock(now=lambda: datetime.now(UTC) + shift)
    if not names:
        work_in_fleet(config, clock)
        return
    office = open_office(config, clock)
    began = time.monotonic()
    for name in names:
        with office.work(name) as work:
            run_pass(work)
    sys.stdout.write(f"{time.monotonic() - began}\n")
    office.close()


if __name__ == "__main__":
    main()
