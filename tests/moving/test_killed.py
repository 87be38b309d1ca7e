"""A move that is killed at any of its commits, or in the midst of a copy: never two stores at work."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from sync.moving.move import CannotMove, move, take_back
from tests.crash.nursery import nursery
from tests.moving.removal import CLOCK, quiet, tallies, works
from tests.postgres import ready_database
from tests.world import WORKING_DAY

_CHILD = "tests.moving.child"


def _arguments(folder: Path, source: str, target: str, point: int, sent: str = "KILL") -> list[str]:
    report, errors = str(folder / "report.txt"), str(folder / "errors.txt")
    return [source, target, WORKING_DAY.isoformat(), str(point), sent, report, errors]


def _run(folder: Path, source: str, target: str, point: int = 0) -> None:
    code = nursery().run(_arguments(folder, source, target, point), _CHILD)
    assert code == (-signal.SIGKILL if point else 0), (folder / "errors.txt").read_text(encoding="utf-8")


def _points(folder: Path, source: str, server: str) -> list[str]:
    """Those that an undisturbed move passes."""
    with ready_database(server) as target:
        _run(folder, source, target)
        assert (works(source), works(target)) == (False, True)
    return (folder / "report.txt").read_text(encoding="utf-8").splitlines()


def test_killed_at_any_commit_it_leaves_one_store_at_most_and_goes_on(
    tmp_path: Path, source: str, postgres_server: str
) -> None:
    file = tmp_path / "duesync.db"
    whole, expected = file.read_bytes(), tallies(source)
    points = _points(tmp_path, source, postgres_server)
    copies = [number for number, point in enumerate(points, 1) if point == "before copy"]
    commits = [number for number, point in enumerate(points, 1) if point == "before commit"]
    assert len(copies) > 10
    for number in (*commits, copies[-1], len(points)):  # after one commit is before the next
        for left in tmp_path.glob("duesync.db*"):
            left.unlink()
        file.write_bytes(whole)
        with ready_database(postgres_server) as target:
            _run(tmp_path, source, target, number)
            at_work = (works(source), works(target))
            assert at_work != (True, True), f"both at work after {number} ({points[number - 1]})"
            _run(tmp_path, source, target)
            assert (works(source), works(target)) == (False, True)
            assert tallies(target) == expected


def test_while_one_moves_no_other_does_and_once_it_is_dead_it_can_be_taken_back(
    tmp_path: Path, source: str, postgres_url: str
) -> None:
    children, before = nursery(), tallies(source)
    mover = children.begin(_arguments(tmp_path, source, postgres_url, 9, "STOP"), _CHILD)
    assert children.wait(mover) == "stopped"
    for other in (
        lambda: move(source, postgres_url, CLOCK, quiet),
        lambda: take_back(source, postgres_url, CLOCK),
    ):
        with pytest.raises(CannotMove, match="another process is moving"):
            other()
    assert not works(source)
    os.kill(mover, signal.SIGKILL)
    assert children.wait(mover) == -signal.SIGKILL
    take_back(source, postgres_url, CLOCK)
    assert (works(source), works(postgres_url)) == (True, False)
    assert tallies(source) == before
