"""Mutation testing: `python -m tests.mutants [MODULE ...]`, `make mutants` for all of them.

Each small change of a module must make a test fail. A table by module; exit code 1 where one in twenty lives.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from tests.mutants.mutants import Name, mutated
from tests.mutants.running import Hunt, Outcome

_ROOT = Path(__file__).resolve().parents[2]
_EQUIVALENT = Path(__file__).with_name("equivalent.toml")
_MODULES = ("guards/*.py", "law/*.py", "limits.py", "interest.py", "booked.py", "agreed.py", "choosing.py")
_MOST_ALIVE = 0.05


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument(
        "modules", nargs="*", default=_MODULES, metavar="MODULE", help="in dunning/: law/*.py"
    )
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--within", help="only the mutants of this function")
    parser.add_argument("--log", type=Path, help="every outcome as a line of JSON")
    asked = parser.parse_args()
    begun = time.monotonic()
    paths = [path for pattern in asked.modules for path in sorted((_ROOT / "dunning").glob(pattern))]
    modules = [mutated(_ROOT, path) for path in paths]
    if asked.within:
        for module in modules:
            module.mutants[:] = [each for each in module.mutants if each.within == asked.within]
    equivalent = read_equivalent({module.path.relative_to(_ROOT).as_posix() for module in modules})
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

    hunt = Hunt(_ROOT, modules, asked.processes, told)
    args = ["-qq", "--noconftest", "--assert=plain", "-p", "no:xdist", "-s", str(_ROOT / "tests/dunning")]
    code = pytest.main(args, plugins=[hunt])
    if not outcomes:
        return int(code)
    return report(outcomes, equivalent, stale, time.monotonic() - begun)


def read_equivalent(modules: set[str] | None) -> dict[Name, str]:
    """The mutants that no test can tell from the module, each with its reason."""
    listed = tomllib.loads(_EQUIVALENT.read_text(encoding="utf-8")).get("mutant", [])
    return {
        (each["module"], each["within"], each["was"], each["became"], each.get("nth", 1)): each["reason"]
        for each in listed
        if modules is None or each["module"] in modules
    }


def report(outcomes: list[Outcome], equivalent: dict[Name, str], stale: list[Name], elapsed: float) -> int:
    console = Console(width=160, highlight=False)
    for each in outcomes:
        if each.fate == "alive":
            console.print(str(each.mutant), markup=False)
    fates: dict[str, Counter[str]] = {}
    for each in outcomes:
        fates.setdefault(each.mutant.module, Counter())[each.fate] += 1
    same = Counter(name[0] for name in equivalent)
    table = Table(
        "module", "mutants", "killed", "of them by time", "alive", "alive %", "equivalent", "stillborn"
    )
    total: Counter[str] = Counter()
    for module, counts in fates.items():
        total += counts
        table.add_row(module, *_row(counts, same[module]))
    table.add_section()
    table.add_row("all", *_row(total, same.total()))
    console.print(table)
    seconds = sum(each.seconds for each in outcomes)
    console.print(f"{elapsed:.0f} s, {seconds:.0f} s of processor time")
    for name in stale:
        console.print(f"listed as equivalent, but not found: {name}", markup=False)
    return 1 if stale or _share(total) >= _MOST_ALIVE else 0


def _share(counts: Counter[str]) -> float:
    tested = counts["killed"] + counts["looped"] + counts["alive"]
    return counts["alive"] / tested if tested else 0.0


def _row(counts: Counter[str], same: int) -> list[str]:
    killed = counts["killed"] + counts["looped"]
    tested = killed + counts["alive"]
    return [
        str(tested + same), str(killed), str(counts["looped"]), str(counts["alive"]),
        f"{100 * _share(counts):.1f}", str(same), str(counts["stillborn"]),
    ]  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
