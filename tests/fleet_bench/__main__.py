"""`make fleet-bench`: a fleet under everything that befalls one, what must hold of it, and what it costs.

    python -m tests.fleet_bench LEDGERS WORKERS SECONDS [SEED]

Prints a table and one JSON object; leaves with 1 where something did not hold or a bar was missed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from tests.fleet_bench import measures
from tests.fleet_bench.holds import Held, check
from tests.fleet_bench.life import Crew
from tests.fleet_bench.siege import siege
from tests.fleet_bench.town import Rules, town
from tests.postgres import ready_database, running_postgres

SAMPLE = 40  # ledgers that costs are measured with
BARS = {
    "overhead": ("at most", 0.20),
    "idle_share_of_a_core": ("at most", 0.02),
    "two_workers_to_one": ("at least", 1.7),
    "megabytes_per_worker": ("at most", 150.0),
    "memory_growth": ("at most", 0.05),
}


def rules_for(ledgers: int, seconds: float) -> Rules:
    """Whole runs so often that two cores can make them, and each ledger has two at least in that time."""
    minutes = max(1, min(round(ledgers / 240 + 0.5), int(seconds / 120)))
    return Rules(every=60 * minutes, poll=max(30, 30 * minutes), lease=10)


def costs(folder: Path, url: str) -> dict[str, float]:
    """The ratios, in a town of their own and without faults."""
    with town(folder, url, SAMPLE, Rules(every=6 * 3600, poll=3600, lease=600)) as made:
        names = [*made.tenants]
        measures.looped(made, names)  # the first pull is another matter
        loop = min(measures.looped(made, names) for _ in range(2))
        crew = Crew(made)
        engine = min(measures.all_at_once(made, crew, workers=1, at_once=1) for _ in range(2))
        measures.with_latency(made, on=True)
        one = measures.all_at_once(made, crew, workers=1, at_once=2)
        two = measures.all_at_once(made, crew, workers=2, at_once=2)
        crew.hire(0)
        crew.hire(1)
        crew.await_(0)
        crew.await_(1)
        measures.idle_share(crew, 10)  # they keep house
        idle = measures.idle_share(crew, 30)
        crew.end()
    return {
        "pass_in_a_loop_ms": round(1000 * loop / SAMPLE, 1),
        "pass_by_the_engine_ms": round(1000 * engine / SAMPLE, 1),
        "overhead": round(engine / loop - 1, 3),
        "passes_a_second_of_one_worker": round(SAMPLE / one, 2),
        "passes_a_second_of_two": round(SAMPLE / two, 2),
        "two_workers_to_one": round(one / two, 2),
        "idle_share_of_a_core": round(idle, 4),
    }


def main() -> None:
    """The whole bench."""
    ledgers, workers, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    seed = int(sys.argv[4]) if sys.argv[4:] else 1
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="fleet-bench-") as made_for, running_postgres() as server:
        folder = Path(made_for)
        (folder / "costs").mkdir()
        with ready_database(server) as url:
            found |= costs(folder / "costs", url)
        (folder / "siege").mkdir()
        with (
            ready_database(server) as url,
            town(folder / "siege", url, ledgers, rules_for(ledgers, seconds), seed) as made,
        ):
            crew, since, until = siege(made, workers, seconds, seed)
            held = check(made, since, until)
            harm = dict(crew.harm)
    found["megabytes_per_worker"] = round(max(max(seen, default=0.0) for seen in crew.memory.values()), 1)
    found["memory_growth"] = round(max(map(measures.growth, crew.memory.values())), 3)
    bad = _tell(found, held, harm)
    sys.exit(1 if bad or not held.is_good() else 0)


def _tell(found: dict[str, float], held: Held, harm: dict[str, int]) -> list[str]:
    """Print it; the bars that were missed."""
    missed = []
    for name, number in found.items():
        how, bar = BARS.get(name, ("", None))
        is_missed = bar is not None and (number > bar if how == "at most" else number < bar)
        missed += [name] if is_missed else []
        told = "" if bar is None else f"{how} {bar}" + ("   MISSED" if is_missed else "")
        sys.stdout.write(f"{name.replace('_', ' '):34} {number:>10} {told}\n")
    figures = {name: value for name, value in asdict(held).items() if name != "details"}
    for name, value in (figures | harm).items():
        sys.stdout.write(f"{name.replace('_', ' '):34} {value:>10}\n")
    sys.stdout.writelines(f"  {line}\n" for line in held.details[:20])
    sys.stdout.write(json.dumps(found | figures | {"harm": harm, "missed_bars": missed}) + "\n")
    return missed


if __name__ == "__main__":
    main()
