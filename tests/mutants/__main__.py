"""Mutation testing: `python -m tests.mutants [MODULE ...]`, `make mutants` for all of them.

Each small change of a module must make a test fail. A table by module; exit code 1 where one in twenty lives,
or where a mutant that is listed as equivalent is no longer there.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

import pytest

from tests.mutants.mutants import Mutated, mutated
from tests.mutants.report import read_equivalent, report
from tests.mutants.running import Hunt, Outcome

_ROOT = Path(__file__).resolve().parents[2]
_MODULES = ("guards/*.py", "law/*.py", "limits.py", "interest.py", "booked.py", "agreed.py", "choosing.py")


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", default=_MODULES, metavar="MODULE", help="in dunning/: law/*.py"
    )
    parser.add_argument("--within", help="only the mutants of this function")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=10, help="of processor time, for each test")
    parser.add_argument("--log", type=Path, help="every outcome as a line of JSON")
    parser.add_argument("--root", type=Path, default=_ROOT, help="where dunning/ and tests/dunning/ are")
    asked = parser.parse_args()
    begun = time.monotonic()
    modules = _mutated(parser, asked.root, asked.modules, asked.within)
    equivalent = read_equivalent({each.name for each in modules})
    every = {each.name for module in modules for each in module.mutants}
    stale = [] if asked.within else [name for name in equivalent if name not in every]
    for module in modules:
        module.mutants[:] = [each for each in module.mutants if each.name not in equivalent]
    outcomes: list[Outcome] = []
    log = asked.log.open("w", encoding="utf-8") if asked.log else None

    def told(outcome: Outcome) -> None:
        outcomes.append(outcome)
        if log is not None:
            row = {"name": outcome.mutant.name, "line": outcome.mutant.lines[0], "fate": outcome.fate}
            log.write(json.dumps(row | {"by": outcome.by, "seconds": round(outcome.seconds, 2)}) + "\n")
            log.flush()

    options = ["-qq", "-s", "-p", "no:xdist", "--noconftest", "--assert=plain", "--import-mode=importlib"]
    place = [f"--rootdir={asked.root}", str(asked.root / "tests/dunning")]
    code = pytest.main(
        [*options, *place], plugins=[Hunt(asked.root, modules, asked.processes, asked.seconds, told)]
    )
    if not outcomes:
        return int(code)
    return report(outcomes, equivalent, stale, time.monotonic() - begun)


def _mutated(
    parser: argparse.ArgumentParser, root: Path, patterns: list[str], within: str | None
) -> list[Mutated]:
    modules = []
    for pattern in patterns:
        paths = sorted((root / "dunning").glob(pattern))
        if not paths:
            parser.error(f"no module dunning/{pattern}")
        modules += [mutated(root, path) for path in paths]
    for module in modules:
        module.mutants[:] = [each for each in module.mutants if within in {None, each.within}]
    return modules


if __name__ == "__main__":
    sys.exit(main())
