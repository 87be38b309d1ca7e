"""A short pretend life in `make test`; `make simulate` lives through years of them, and plants every bug."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from sync.rehearsal.simulation.simulate import Asked, simulate
from tests.simulation.hunting import caught
from tests.simulation.planted import BUGS, Bug

_QUICK = [bug for bug in BUGS if bug.quick]


def test_two_weeks_in_which_everything_goes_wrong_break_no_law() -> None:
    outcome = simulate(Asked(seed=20261129, days=14, customers=25))
    assert outcome.breaches == []
    assert (outcome.days, outcome.ledgers) == (14, 2)
    assert outcome.messages
    assert outcome.notes
    assert outcome.faults


def test_the_same_seed_gives_the_same_history_whatever_the_order_of_sets() -> None:
    command = [sys.executable, "-m", "sync", "simulate", "--seed", "5", "--days", "3", "--customers", "25"]
    told = [
        json.loads(
            subprocess.run(  # noqa: S603  # our own command
                [*command, "--json"],
                env={**os.environ, "PYTHONHASHSEED": hash_seed},
                capture_output=True,
                check=True,
            ).stdout
        )
        for hash_seed in ("1", "2")
    ]
    assert told[0]["history"] == told[1]["history"]
    assert told[0]["violations"] == []


@pytest.mark.parametrize("bug", _QUICK, ids=lambda bug: bug.plant.__name__)
def test_a_planted_bug_is_caught(bug: Bug) -> None:
    assert caught(bug) & {law.__name__ for law in bug.laws}
