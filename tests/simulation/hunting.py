"""A planted bug, let loose: what the simulation makes of it."""

from __future__ import annotations

import pytest

from sync.rehearsal.simulation.simulate import Asked, simulate
from tests.simulation.planted import Bug


def caught(bug: Bug) -> set[str]:
    """The names of the laws that were found broken."""
    with pytest.MonkeyPatch.context() as patch:
        bug.plant(patch)
        return {breach.law for breach in simulate(Asked(bug.seed, bug.days, 25)).breaches}
