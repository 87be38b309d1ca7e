"""`make simulate`: seed after seed, and the ledger-years that have come through without a broken law.

    python -m tests.simulation [--seconds N] [--first SEED] [--days N] [--http] [--postgresql] [--bugs]

They add up in `.simulation.json` of the folder it is run in, by the way they went: in process, over HTTP, on
PostgreSQL. `--bugs`: the planted ones first, each of which must be caught. Exit code 1 where a law was
broken, or a planted bug went unnoticed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from contextlib import nullcontext
from pathlib import Path

from sync.__main__ import settle
from sync.rehearsal.simulation.outcome import Asked, Outcome
from sync.rehearsal.simulation.simulate import simulate
from tests import compiled, unsynced
from tests.postgres import ready_database, running_postgres
from tests.simulation.hunting import caught
from tests.simulation.planted import BUGS

_TALLY = Path(".simulation.json")
_YEAR = 365


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seconds", type=float, default=3600, help="no seed is begun after these")
    parser.add_argument("--first", type=int, help="the first seed; the next one not yet tried if left out")
    parser.add_argument("--days", type=int, default=_YEAR)
    parser.add_argument("--customers", type=int, default=26)
    parser.add_argument("--http", action="store_true")
    parser.add_argument("--postgresql", action="store_true", help="on a server of our own")
    parser.add_argument("--bugs", action="store_true")
    asked = parser.parse_args()
    settle()
    compiled.share()
    unsynced.share()
    failed = asked.bugs and not _hunt()
    how = "on PostgreSQL" if asked.postgresql else "over HTTP" if asked.http else "in process"
    seed = asked.first or 1 + max(_tally().get(how, {}).get("seeds", [0]))
    with running_postgres() if asked.postgresql else nullcontext() as server:
        until = time.monotonic() + asked.seconds
        while time.monotonic() < until and not failed:
            with ready_database(server) if server is not None else nullcontext() as store:
                outcome = simulate(Asked(seed, asked.days, asked.customers, asked.http, store))
            failed = bool(outcome.breaches)
            _say(outcome)
            if not failed:
                _add(how, outcome)
            seed += 1
    return 1 if failed else 0


def _hunt() -> bool:
    """Whether every planted bug is caught."""
    unnoticed = 0
    for bug in BUGS:
        began = time.monotonic()
        laws = caught(bug)
        named = ", ".join(sorted(laws)) or "NOTHING"
        _tell(f"{bug.plant.__name__}: broke {named} ({time.monotonic() - began:.0f} s)")
        unnoticed += not laws & {law.__name__ for law in bug.laws}
    _tell(f"{unnoticed} of {len(BUGS)} planted bugs went unnoticed")
    return not unnoticed


def _say(outcome: Outcome) -> None:
    _tell("\n".join(outcome.lines()))
    if outcome.breaches:
        _tell("\n".join(outcome.history))


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _tally() -> dict[str, dict[str, list[int]]]:
    return json.loads(_TALLY.read_text(encoding="utf-8")) if _TALLY.exists() else {}


def _add(how: str, outcome: Outcome) -> None:
    """The seed and its ledger-days are added to the tally."""
    tally = _tally()
    so_far = tally.setdefault(how, {"seeds": [], "ledger_days": [0]})
    so_far["seeds"].append(outcome.asked.seed)
    so_far["ledger_days"][0] += outcome.days * outcome.ledgers
    _TALLY.write_text(json.dumps(tally, indent=1), encoding="utf-8")
    _tell(f"{so_far['ledger_days'][0] / _YEAR:.2f} ledger-years {how}, {len(so_far['seeds'])} seeds\n")


if __name__ == "__main__":
    sys.exit(main())
