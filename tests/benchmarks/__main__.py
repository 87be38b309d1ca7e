"""The benchmarks: a table, then one JSON object, name to `{value, bar, ok}`.

    python -m tests.benchmarks [calls staging startup pulling deciding faces moving]

Every figure is a count, or a ratio of two things measured in the same run.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table

from tests.benchmarks import calls, deciding, faces, moving, pulling, staging, startup
from tests.benchmarks.result import Result

_GROUPS: dict[str, Callable[[], Iterator[Result]]] = {
    "calls": calls.measured,
    "startup": startup.measured,
    "staging": staging.measured,
    "pulling": pulling.measured,
    "deciding": deciding.measured,
    "faces": faces.measured,
    "moving": moving.measured,
}


def main() -> None:
    """Measure the groups named, all when none is; exit code 1 when a bar is missed."""
    console = Console(stderr=True, highlight=False)
    found: list[Result] = []
    for name in sys.argv[1:] or _GROUPS:
        for result in _GROUPS[name]():
            found.append(result)
            console.print(f"{result.name}: {result.value:.2f} ({result.about})")
    table = Table("what", "value", "bar", "", "of")
    for result in found:
        told = "ok" if result.ok else "MISSED"
        table.add_row(
            result.name, f"{result.value:.2f}", f"{result.sense} {result.bar:g}", told, result.about
        )
    Console(width=160).print(table)
    report = {
        each.name: {"value": round(each.value, 3), "bar": f"{each.sense} {each.bar:g}", "ok": each.ok}
        for each in found
    }
    sys.stdout.write(json.dumps(report) + "\n")
    sys.exit(0 if all(each.ok for each in found) else 1)


if __name__ == "__main__":
    main()
