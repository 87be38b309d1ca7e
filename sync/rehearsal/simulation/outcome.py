"""What was asked of a simulation, and what came of it: for people, and for programs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sync.rehearsal.simulation.invariants import Breach


@dataclass(frozen=True, slots=True)
class Asked:
    """What to simulate. `http`: over real sockets; `store`: in that database rather than in a file."""

    seed: int
    days: int
    customers: int
    http: bool = False
    store: str | None = None

    def command(self) -> str:
        """The command that does it again."""
        more = (" --http" if self.http else "") + (f" --store {self.store}" if self.store else "")
        return f"duesync simulate --seed {self.seed} --days {self.days} --customers {self.customers}{more}"


@dataclass(slots=True)
class Outcome:
    """What came of it. `faults`: how often each struck; `history`: of each breach, what happened there."""

    asked: Asked
    days: int = 0
    ledgers: int = 0
    messages: int = 0
    notes: int = 0
    payments: int = 0
    passes: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    breaches: list[Breach] = field(default_factory=list)
    history: list[str] = field(default_factory=list)
    digest: str = ""
    seconds: float = 0.0

    def lines(self) -> list[str]:
        """For a person to read."""
        rate = self.days / self.seconds if self.seconds else 0.0
        faults = ", ".join(f"{times} {kind}" for kind, times in sorted(self.faults.items()))
        whose = f"{self.ledgers} ledgers with {self.asked.customers} customers each"
        told = [
            f"Seed {self.asked.seed}: {self.days} days of {whose}, {rate:.1f} days a second",
            f"Messages {self.messages}, notes {self.notes}, payments {self.payments}",
            f"Passes: {', '.join(f'{times} {how}' for how, times in sorted(self.passes.items()))}",
            f"Went wrong: {faults or 'nothing'}",
        ]
        if not self.breaches:
            return [*told, "No rule was broken."]
        broken_ones = [f"Broken: {one.law.replace('_', ' ')}: {one.text}" for one in self.breaches]
        return [*told, *broken_ones, f"Again with: {self.asked.command()}"]

    def summary(self) -> dict[str, Any]:
        """The object that `simulate --json` prints."""
        return {
            "seed": self.asked.seed,
            "days": self.days,
            "customers": self.asked.customers,
            "ledgers": self.ledgers,
            "messages": self.messages,
            "notes": self.notes,
            "payments": self.payments,
            "passes": dict(sorted(self.passes.items())),
            "faults": dict(sorted(self.faults.items())),
            "violations": [
                {"law": one.law, "ledger": one.ledger, "at": one.at.isoformat(), "text": one.text}
                for one in self.breaches
            ],
            "history": self.digest,
            "days_per_second": round(self.days / self.seconds, 2) if self.seconds else 0.0,
        }
