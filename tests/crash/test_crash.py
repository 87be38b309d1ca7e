"""A run killed anywhere and started again does each thing once; `make sweep` tries every point."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.crash.killed import begun
from tests.crash.nursery import nursery
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
        said = [made.folder / f"{who}.txt" for who in ("first", "second")]
        words = ("--now", WORKING_DAY.isoformat(), "run", XERO)
        both = [begun("never", made.config, each, *words) for each in said]
        codes = [int(nursery().wait(pid)) for pid in both]
        told = [each.read_text(encoding="utf-8") for each in said]
        assert sorted(codes) in ([0, 4], [0, 0]), told  # 4: busy
        assert all("is being run by" in text for code, text in zip(codes, told, strict=True) if code)
        check(made, XERO)
