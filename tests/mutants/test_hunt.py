"""The hunt itself, over a small module: what a test tells apart is killed, what none does lives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

import pytest

from tests.house.sources import ROOT
from tests.mutants.report import report

MODULE = """\
LIMIT = 3

def size(number):
    return "small" if number < LIMIT else "large"

def unasked(number):
    return number + 1

def count(number):
    while number > 0:
        number -= 1
    return number
"""
TESTS = """\
from dunning import small

def test_sizes():
    assert [small.size(2), small.size(3)] == ["small", "large"]

def test_count():
    assert small.count(3) == 0
"""
READ_EARLY = """\
from dunning import small

NUMBER = {"small": 1}[small.size(2)]

def test_number():
    assert NUMBER == 1
"""


def hunted(folder: Path, tests: str = TESTS) -> subprocess.CompletedProcess[str]:
    for path, text in (
        ("dunning/__init__.py", ""),
        ("dunning/small.py", MODULE),
        ("tests/dunning/test_small.py", tests),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    options = ["--root", str(folder), "--seconds", "1", "--log", str(folder / "log")]
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tests.mutants", "small.py", *options],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_a_test_tells_apart_is_killed_and_what_none_does_lives(tmp_path: Path) -> None:
    done = hunted(tmp_path)
    fates: defaultdict[str, set[str]] = defaultdict(set)
    for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        fates[row["name"][1]].add(row["fate"])
    assert fates == {
        "module": {"killed"},
        "size": {"killed"},
        "unasked": {"alive"},
        "count": {"killed", "looped"},
    }
    assert "+ return number - 1" in done.stdout
    assert done.returncode == 1


def test_a_mutant_that_keeps_a_file_of_tests_from_being_read_is_killed(tmp_path: Path) -> None:
    hunted(tmp_path, READ_EARLY)
    rows = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    assert {row["fate"] for row in rows if "XXsmallXX" in row["name"][3]} == {"killed"}


def test_tests_that_fail_by_themselves_prove_nothing(tmp_path: Path) -> None:
    done = hunted(tmp_path, f"{TESTS}\ndef test_wrong():\n    assert small.size(1) == 'large'\n")
    assert "fail without any mutant: tests/dunning/test_small.py::test_wrong" in done.stdout + done.stderr
    assert done.returncode == 2


def test_a_listed_equivalent_that_is_gone_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    gone = ("dunning/x.py", "f", "a < b", "a <= b", 1)
    assert report([], [gone], [gone], 0) == 1
    assert "not found: ('dunning/x.py', 'f', 'a < b', 'a <= b', 1)" in capsys.readouterr().out
