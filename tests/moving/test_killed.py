"""A move that is killed at any of its commits, or in the midst of a copy: never two stores at work."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from sync.moving.move import CannotMove, move, take_back
from tests.crash.nursery import nursery
from tests.moving.removal import CLOCK, lived_in, tallies, works
from tests.postgres import fresh_schema
from tests.world import WORKING_DAY

_CHILD = "tests.moving.child"


def _arguments(folder: Path, source: str, target: str, point: int, sent: str = "KILL") -> list[str]:
    report, errors = str(folder / "report.txt"), str(folder / "errors.txt")
    return [source, target, WORKING_DAY.isoformat(), str(point), sent, report, errors]


def _run(folder: Path, source: str, target: str, point: int) -> int | str:
    return nursery(_CHILD).run(_arguments(folder, source, target, point))


def _moved(source: str, target: str) -> None:
    assert (works(source), works(target)) == (False, True)


def test_killed_at_any_commit_it_leaves_one_store_at_most_and_goes_on(
    tmp_path: Path, postgres_server: str
) -> None:
    file = tmp_path / "duesync.db"
    whole = lived_in(tmp_path)
    source = f"sqlite:///{file}"
    expected = tallies(source)
    with fresh_schema(postgres_server) as target:
        assert _run(tmp_path, source, target, 0) == 0, (tmp_path / "errors.txt").read_text()
        _moved(source, target)
    points = (tmp_path / "report.txt").read_text(encoding="utf-8").splitlines()
    copies = [number for number, point in enumerate(points, 1) if point == "before copy"]
    commits = [number for number, point in enumerate(points, 1) if point != "before copy"]
    assert len(copies) > 10
    for number in (*commits, copies[0], copies[-1]):
        file.write_bytes(whole)
        with fresh_schema(postgres_server) as target:
            assert _run(tmp_path, source, target, number) == -signal.SIGKILL
            at_work = (works(source), works(target))
            assert at_work != (True, True), f"both at work after {number} ({points[number - 1]})"
            assert _run(tmp_path, source, target, 0) == 0, (tmp_path / "errors.txt").read_text()
            _moved(source, target)
            assert tallies(target) == expected
        for left in tmp_path.glob("duesync.db-*"):
            left.unlink()
