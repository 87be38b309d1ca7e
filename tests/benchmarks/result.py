"""What a benchmark says: a figure, the bar it is held against, and whether it holds."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

REPEATS = 3


@dataclass(frozen=True, slots=True)
class Result:
    """`value` must be at most or at least `bar`; both without a unit (ratios, calls) or in MB."""

    name: str
    value: float
    sense: Literal["at most", "at least"]
    bar: float
    about: str

    @property
    def ok(self) -> bool:
        """Whether the bar is kept."""
        return self.value <= self.bar if self.sense == "at most" else self.value >= self.bar


def medians(contenders: Mapping[str, Callable[[], float]], repeats: int = REPEATS) -> dict[str, float]:
    """The median figure of each, all run in turn, so that a busy moment of the machine meets them all."""
    found: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(repeats):
        for name, run in contenders.items():
            found[name].append(run())
    return {name: statistics.median(figures) for name, figures in found.items()}
