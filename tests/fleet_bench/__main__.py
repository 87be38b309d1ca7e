"""`make fleet-bench`: a fleet under everything that befalls one, what must hold of it, and what it costs.

    python -m tests.fleet_bench LEDGERS WORKERS SECONDS [SEED]

Prints a table and one JSON object; leaves with 1 where something did not hold or a bar was missed.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path

from tests.fleet_bench import measures
from tests.fleet_bench.holds import Held, check
from tests.fleet_bench.life import Crew
from tests.fleet_bench.siege import Story, siege
from tests.fleet_bench.town import Rules, town
from tests.postgres import ready_database, running_postgres

SAMPLE = 40  # ledgers that costs are measured with
SHOWN = 20  # cases of each invariant that does not hold; the JSON has all
BARS = {
    "overhead": ("at most", 0.20),
    "idle_share_of_a_core": ("at most", 0.02),
    "two_workers_to_one": ("at least", 1.7),
    "megabytes_per_worker": ("at most", 150.0),
    "memory_growth": ("at most", 0.05),
}


def rules_for(ledgers: int, seconds_a_pass: float) -> Rules:
    """Whole runs as often as this machine can make them with half of its strength to spare."""
    minutes = max(1, math.ceil(2 * ledgers * seconds_a_pass / 60))
    return Rules(every=60 * minutes, poll=max(30, 60 * minutes), lease=10)


def costs(folder: Path, url: str) -> dict[str, float]:
    """The ratios, in a town of their own and without faults."""
    with town(folder, url, SAMPLE, Rules(every=6 * 3600, poll=3600, lease=600)) as made:
        names = [*made.books]
        measures.looped(made, names)  # the first pull is another matter
        loop = min(measures.looped(made, names) for _ in range(2))
        crew = Crew(made)
        engine = min(measures.all_at_once(made, crew, workers=1, at_once=1) for _ in range(2))
        made.with_latency(measures.LATENCY)
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
        rules = rules_for(ledgers, found["pass_by_the_engine_ms"] / 1000)
        began = time.monotonic()
        with ready_database(server) as url, town(folder / "siege", url, ledgers, rules, seed) as made:
            found["seconds_to_link"] = round(time.monotonic() - began, 1)
            story = siege(made, workers, seconds, seed)
            held = check(made, story.since, story.until, story.life.crossed)
    found |= {"seconds_of_first_pulls": round(story.read_after, 1), "interval_seconds": rules.every}
    memory = story.crew.memory.values()
    found["megabytes_per_worker"] = round(max(max(seen, default=0.0) for seen in memory), 1)
    found["memory_growth"] = round(max(map(measures.growth, memory)), 3)
    bad = _tell(found, held, story)
    sys.exit(1 if bad or not held.is_good() else 0)


def _tell(found: dict[str, float], held: Held, story: Story) -> list[str]:
    """Print it; the bars that were missed."""
    missed = []
    for name, number in found.items():
        how, bar = BARS.get(name, ("", None))
        is_missed = bar is not None and (number > bar if how == "at most" else number < bar)
        missed += [name] if is_missed else []
        told = "" if bar is None else f"{how} {bar}" + ("   MISSED" if is_missed else "")
        _line(name, number, told)
    for name, cases in held.bad.items():
        _line(name, len(cases), "at most 0" + ("   BROKEN" if cases else ""))
        sys.stdout.writelines(f"    {line}\n" for line in cases[:SHOWN])
    counts = {name: value for name, value in asdict(held).items() if name != "bad"}
    acts = {
        name: dict(sorted(of.items())) for name, of in (("harm", story.crew.harm), ("life", story.life.acts))
    }
    for name, value in (counts | acts["harm"] | acts["life"]).items():
        _line(name, value)
    broken = {name: cases for name, cases in held.bad.items() if cases}
    whole = found | {name: len(cases) for name, cases in held.bad.items()} | counts | acts
    sys.stdout.write(json.dumps(whole | {"missed_bars": missed, "broken": broken}) + "\n")
    return missed


def _line(name: str, number: float, told: str = "") -> None:
    sys.stdout.write(f"{name.replace('_', ' '):34} {number:>10} {told}\n")


if __name__ == "__main__":
    main()
