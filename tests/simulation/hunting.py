"""A planted bug, let loose: what the simulation makes of it."""

from __future__ import annotations

from random import Random

import pytest

from sync.rehearsal.simulation import simulate as run
from sync.rehearsal.simulation.outcome import Asked
from sync.rehearsal.simulation.simulate import simulate
from sync.rehearsal.simulation.trouble import Weather, weather
from tests.simulation.planted import Bug


def caught(bug: Bug) -> set[str]:
    """The names of the laws that were found broken."""

    def as_wanted(dice: Random) -> Weather:
        while True:
            one = weather(dice)
            if bug.weather in {None, one.name}:
                return one

    with pytest.MonkeyPatch.context() as patch:
        bug.plant(patch)
        patch.setattr(run, "weather", as_wanted)
        return {breach.law for breach in simulate(Asked(bug.seed, bug.days, 25)).breaches}
