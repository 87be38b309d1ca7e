"""`make year`: what a simulated year left behind, looked at as a court's expert or an auditor would.

    python -m tests.verifiers.year [--seed S] [--days D]

Every decision of it is taken again and must come out the same, each audit chain must hold, and of every
customer who was written to there is a dossier: its verifier, by a bare Python that has nothing of ours
and in a folder of its own, must find it whole, and broken when one bit is another. Exit code 1 otherwise.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import sqlalchemy as sa

from sync.evidence.dossier import making, verifier
from sync.evidence.verify import verify
from sync.office import Office
from sync.rehearsal.simulation.outcome import Asked
from sync.rehearsal.simulation.simulate import simulate
from sync.rehearsal.simulation.town import Town
from sync.replay import replay
from sync.store.ledgers import LinkedLedger
from sync.store.review import billed_customers
from sync.tables import effects

FLIPS = 5
"""Bits changed in each dossier, one at a time."""


def main() -> int:
    """The exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.verifiers.year", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=365)
    asked = parser.parse_args()
    faults: list[str] = []

    def afterwards(town: Town) -> None:
        for name in ("harbour", "summit"):
            faults.extend(_looked_at(town.office, name, Random(f"{asked.seed} {name}")))  # noqa: S311 - reproducible

    outcome = simulate(Asked(asked.seed, asked.days, 26, http=False, store=None), afterwards=afterwards)
    _tell("\n".join((*outcome.lines(), *outcome.history, *faults)))
    return 1 if faults or outcome.breaches else 0


def _looked_at(office: Office, name: str, dice: Random) -> Iterator[str]:
    ledger = office.linked(name)
    again = replay(office, ledger, office.clock.now().date().replace(year=2026, month=1, day=1))
    told = f"{again.decisions} decisions again, {again.same_versions} under the same versions"
    _tell(f"{name}: {told}, {again.erased} of erased customers, {len(again.faults)} otherwise")
    yield from (f"{name}: decided otherwise: {fault}" for fault in again.faults)
    with office.store.read() as connection:
        chain = verify(connection, ledger.id, name, {})
    _tell(f"{name}: {chain.events} events in its audit chain, {len(chain.broken)} not as they were")
    yield from (f"{name}: audit chain: {one.number} {one.what}" for one in chain.broken)
    count: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as made:
        script = Path(made) / "verify.py"
        script.write_bytes(Path(verifier.verify.__file__).read_bytes())
        for customer in _written_to(office, ledger):
            path = Path(made) / "dossier.zip"
            making.write(
                making.make(
                    office, ledger, customer, address=(), number=None, language=None, fetched_by=None
                ),
                path,
            )
            count["dossiers"] += 1
            count["kB"] += path.stat().st_size // 1000
            if not _is_whole(script, path):
                yield f"{name}, {customer}: a dossier that nobody touched is said to be broken"
            for place in (dice.randrange(path.stat().st_size) for _ in range(FLIPS)):
                whole = path.read_bytes()
                path.write_bytes(
                    whole[:place] + bytes([whole[place] ^ 1 << dice.randrange(8)]) + whole[place + 1 :]
                )
                count["flips"] += 1
                if _is_whole(script, path):
                    yield f"{name}, {customer}: byte {place} was changed, and nothing is said of it"
                path.write_bytes(whole)
            path.unlink()
    _tell(f"{name}: {count['dossiers']} dossiers, {count['kB']} kB, {count['flips']} changed bits")
    if not count["dossiers"]:
        yield f"{name}: nobody was written to"


def _written_to(office: Office, ledger: LinkedLedger) -> list[str]:
    """Whoever got a message; where they were merged since, or are billed by another, that one."""
    query = sa.select(effects.c.customer_id).distinct()
    with office.store.read() as connection:
        billed = billed_customers(connection, ledger.id)
        found = connection.scalars(query.where(effects.c.ledger_id == ledger.id, effects.c.kind == "message"))
        return sorted({billed.get(one, one) for one in found})


def _is_whole(script: Path, dossier: Path) -> bool:
    command = [
        shutil.which("python3", path="/usr/bin:/usr/local/bin") or sys.executable,
        "-I",
        str(script),
        str(dossier),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=script.parent, env={})  # noqa: S603 - our own
    return done.returncode == 0 and "OK: " in done.stdout


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
