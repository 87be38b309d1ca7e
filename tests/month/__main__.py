"""`make month`: a month of messages and answers, and what an oracle found wrong.

    python -m tests.month [--days N] [--seed N] [--history] [--bugs] [--postgres]

`--bugs`: the planted ones first, each of which must be caught. `--postgres`: the month on a PostgreSQL too.
Exit code 1 where a law was broken, or a planted bug went unnoticed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.month.month import live
from tests.month.planted import BUGS, caught
from tests.postgres import ready_database, running_postgres


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.month", description=__doc__)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--history", action="store_true", help="what was put on the wire too")
    parser.add_argument("--bugs", action="store_true", help="the planted bugs first")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own too")
    asked = parser.parse_args()
    unnoticed = _hunt() if asked.bugs else 0
    breaches = _month(asked, None)
    if asked.postgres:
        with running_postgres() as server, ready_database(server) as store:
            breaches += _month(asked, store)
    return 1 if breaches or unnoticed else 0


def _month(asked: argparse.Namespace, store: str | None) -> int:
    """How many laws were broken."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        month = live(Path(folder), days=asked.days, seed=asked.seed, store=store)
    if asked.history:
        _tell("\n".join(month.history))
    for what, number in sorted(month.tally.items()):
        _tell(f"{number:6} {what}")
    _tell("\n".join(map(str, month.breaches)))
    took = time.monotonic() - began
    where = "SQLite" if store is None else "PostgreSQL"
    _tell(f"seed {month.seed}, {month.days} days, {where}: {len(month.breaches)} broken laws ({took:.0f} s)")
    return len(month.breaches)


def _hunt() -> int:
    unnoticed = 0
    for bug in BUGS:
        laws = caught(bug)
        _tell(f"{bug.plant.__name__}: broke {', '.join(sorted(laws)) or 'NOTHING'}")
        unnoticed += not laws & {*bug.laws}
    _tell(f"{unnoticed} of {len(BUGS)} planted bugs went unnoticed")
    return unnoticed


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
