"""Deciding over a million invoices: read from the store, decided, and the decisions written.

The bar is a multiple of the bare loop over tuples in memory, which reads and writes nothing. Beside it
one GROUP BY over the same table, and Tryton's dunning wizard, which also writes what it decides.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.deciders import CHANGED, CUSTOMERS, INVOICES
from tests.benchmarks.pulling import ROOT, peers
from tests.benchmarks.result import REPEATS, Result

TRYTON = ROOT / ".bench" / "tryton"
LINES = 10_000
_TRYTON = ("trytond==8.2.1", "trytond_account_dunning==8.2.0", "proteus==8.2.0")


def measured() -> Iterator[Result]:
    """The whole round, the next day's, and the peers."""
    took = _race()
    whole, daily, bare = took["ours"]["seconds"], took["ours"]["daily"], took["bare"]["seconds"]
    grouped = took["grouped"]["seconds"]
    about = (
        f"{INVOICES} invoices of {CUSTOMERS} customers, ours {whole:.1f} s, bare loop {bare:.2f} s, "
        f"GROUP BY {grouped:.2f} s"
    )
    yield Result("decisions_to_bare", whole / bare, "at most", 40, about)
    peak, others = took["ours"]["peak_mb"], took["ours"]["others_mb"]
    about = f"its own {peak:.0f}, and {others:.0f} of the process beside"
    yield Result("decisions_peak_mb", peak + others, "at most", 300, about)
    about = f"{CUSTOMERS // CHANGED} accounts changed or fell due, {daily:.2f} s"
    yield Result("decisions_of_a_day_percent", 100 * daily / whole, "at most", 3, about)
    wizard = ROOT / "tests" / "benchmarks" / "peers" / "tryton_dunning.py"
    tryton = _run([str(peers(TRYTON, *_TRYTON)), str(wizard), str(LINES)])
    theirs, mine = tryton["rows"] / tryton["seconds"], INVOICES / whole
    about = f"lines a second: ours {mine:.0f}, Tryton's wizard {theirs:.0f} on {LINES}"
    yield Result("decisions_tryton_to_ours", mine / theirs, "at least", 50, about)


def _race() -> dict[str, dict[str, float]]:
    """The medians of each, all run in turn over the same book."""
    figures: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as folder:
        book, copy = Path(folder) / "book", Path(folder) / "copy"
        _contender("make", book)
        for _ in range(REPEATS):
            for name in ("bare", "grouped", "ours"):
                shutil.copytree(book, copy)
                os.sync()  # or the system would write the copy while somebody is measured
                for key, value in _contender(name, copy).items():
                    figures[name][key].append(value)
                shutil.rmtree(copy)
    return {
        name: {key: statistics.median(values) for key, values in found.items()}
        for name, found in figures.items()
    }


def _contender(name: str, folder: Path) -> dict[str, float]:
    return _run([sys.executable, "-m", "tests.benchmarks.deciders", name, str(folder)])


def _run(command: Sequence[str]) -> dict[str, float]:
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603  # our own commands
    if done.returncode:
        raise AssertionError(done.stderr)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told
