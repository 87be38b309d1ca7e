"""What came of the mutants, in a table by module, and which of them no test could tell from the module."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.mutants.mutants import Name
from tests.mutants.running import Outcome

EQUIVALENT = Path(__file__).with_name("equivalent.toml")
MOST_ALIVE = 0.05


def read_equivalent(modules: Collection[str] | None = None) -> dict[Name, str]:
    """The listed mutants of those modules, of all without any, each with its reason."""
    listed = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get("equivalent", [])
    return {
        (each["module"], each["within"], was, became, nth[0] if nth else 1): each["reason"]
        for each in listed
        if modules is None or each["module"] in modules
        for was, became, *nth in each["changes"]
    }


def report(
    outcomes: Sequence[Outcome], equivalent: Collection[Name], stale: Sequence[Name], seconds: float
) -> int:
    """Prints it; the exit code."""
    console = Console(width=160, highlight=False)
    fates: dict[str, Counter[str]] = {}
    for each in outcomes:
        fates.setdefault(each.mutant.module, Counter())[each.fate] += 1
        if each.fate == "alive":
            console.print(str(each.mutant), markup=False)
    same = Counter(name[0] for name in equivalent)
    table = Table(
        "module", "mutants", "killed", "of them by time", "alive", "alive %", "equivalent", "stillborn"
    )
    for module, counts in fates.items():
        table.add_row(module, *_row(counts, same[module]))
    total = sum(fates.values(), Counter())
    table.add_section()
    table.add_row("all", *_row(total, same.total()))
    console.print(table)
    used = sum(each.seconds for each in outcomes)
    console.print(f"{seconds:.0f} s, {used:.0f} s of processor time")
    for name in stale:
        console.print(f"listed as equivalent, but not found: {name}", markup=False)
    return 1 if stale or _alive(total) >= MOST_ALIVE else 0


def _alive(counts: Counter[str]) -> float:
    """Their share of those that could live: the stillborn and the equivalent are no test of the tests."""
    tested = counts["killed"] + counts["looped"] + counts["alive"]
    return counts["alive"] / tested if tested else 0.0


def _row(counts: Counter[str], same: int) -> list[str]:
    killed = counts["killed"] + counts["looped"]
    figures = (killed + counts["alive"] + same, killed, counts["looped"], counts["alive"])
    return [*map(str, figures), f"{100 * _alive(counts):.1f}", str(same), str(counts["stillborn"])]
