"""A worker's part of one pass: python -m tests.benchmarks.pass_child CONFIG NAME NOW TIMES

Prints one JSON object: seconds of processor time and transactions of a pass, the mean of so many after a
first one, or of the first one where TIMES is 0; and megabytes of memory at the end.
"""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from sync.clock import fixed
from sync.office import open_office
from sync.run import run_pass


def main(config: str, name: str, now: str, times: str) -> None:
    """Run them."""
    office = open_office(Path(config), fixed(datetime.fromisoformat(now)))
    commits = [0]

    @sa.event.listens_for(office.store.engine, "commit")
    def _committed(_connection: object) -> None:
        commits[0] += 1

    def one() -> None:
        with office.work(name) as work:
            run_pass(work)

    measured = int(times)
    if measured:
        one()
    began, before = time.process_time(), commits[0]
    for _ in range(max(1, measured)):
        one()
    passes = max(1, measured)
    told = {
        "seconds": (time.process_time() - began) / passes,
        "transactions": (commits[0] - before) / passes,
        "megabytes": _megabytes(),
    }
    sys.stdout.write(json.dumps(told) + "\n")
    office.close()


def _megabytes() -> float:
    """The most memory that this process ever held; `getrusage` would tell its parent's."""
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"^VmHWM:\s+(\d+) kB", told, re.MULTILINE).group(1)) / 1024  # type: ignore[union-attr]  # Linux has it


if __name__ == "__main__":
    main(*sys.argv[1:])
