"""A run killed anywhere and started again does each thing once; `make sweep` tries every point."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.sweep import Disturb, check, crowded, kill_and_check, overtaken, points_of, prepare
from tests.world import BOTH, QUICKBOOKS, WORKING_DAY, XERO, world

_SEED = 20261122
_PICKED = 5  # of each ledger's several hundred points


@pytest.mark.parametrize("name", BOTH)
def test_a_run_killed_anywhere_and_started_again_does_each_thing_once(name: str) -> None:
    points = points_of(name)
    assert len(points) > 200
    for number in random.Random(f"{_SEED}{name}").sample(range(1, len(points) + 1), _PICKED):  # noqa: S311 - a fixed choice, not a secret
        kill_and_check(name, number)


@pytest.mark.parametrize(
    ("name", "moment"),
    [
        (XERO, "request sent"),
        (QUICKBOOKS, "request sent"),
        (XERO, "mail sent"),
        (QUICKBOOKS, "mail reply came"),
    ],
)
def test_the_worst_moments_are_survived(name: str, moment: str) -> None:
    """The last such point lies in the writing of notes; the middle one in the midst of the messages."""
    points = points_of(name)
    places = [number for number, point in enumerate(points, 1) if point == moment]
    kill_and_check(name, places[-1] if moment == "request sent" else places[len(places) // 2])


def test_killed_on_postgresql_too(postgres_url: str) -> None:
    kill_and_check(XERO, 300, store=postgres_url)


@pytest.mark.parametrize("disturb", [crowded, overtaken])
@pytest.mark.parametrize(("name", "moment"), [(XERO, "request sent"), (QUICKBOOKS, "mail sent")])
def test_a_run_that_sleeps_while_another_works_does_nothing_twice(
    name: str, moment: str, disturb: Disturb
) -> None:
    places = [number for number, point in enumerate(points_of(name), 1) if point == moment]
    kill_and_check(name, places[len(places) * 2 // 3], disturb=disturb)


def test_overtaken_on_postgresql_too(postgres_url: str) -> None:
    kill_and_check(XERO, 300, postgres_url, overtaken)


def test_two_runs_at_once_do_the_work_once(tmp_path: Path) -> None:
    with world(tmp_path, customers=8) as made:
        prepare(made, XERO)
        command = [sys.executable, "-m", "sync", "--config", str(made.config)]
        command += ["--now", WORKING_DAY.isoformat(), "run", XERO]
        both = [
            subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own command
            for _ in range(2)
        ]
        told = [run.communicate(timeout=60)[1] for run in both]
        assert sorted(run.returncode for run in both) in ([0, 4], [0, 0]), told  # 4: busy
        assert all("is being run by" in text for run, text in zip(both, told, strict=True) if run.returncode)
        check(made, XERO)
