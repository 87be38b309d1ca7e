"""`make demo` stays on a terminal, for a newcomer to open what it prints, and ends everywhere else."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def made(tmp_path: Path) -> list[str]:
    """`make demo` with an installed `duesync` that only tells what it was asked for."""
    program = tmp_path / "bin" / "duesync"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho asked: $*\n", encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / ".installed").touch()
    return ["make", "--no-print-directory", "-C", str(ROOT), "demo", f"VENV={tmp_path}"]


def test_on_a_terminal_it_stays(made: list[str]) -> None:
    ours, its = pty.openpty()
    try:
        assert subprocess.run(made, stdin=its, stdout=its, check=False, timeout=30).returncode == 0  # noqa: S603 - our own
        assert os.read(ours, 1000).decode().split() == ["asked:", "demo", "--stay"]
    finally:
        os.close(ours)
        os.close(its)


def test_elsewhere_it_ends(made: list[str]) -> None:
    done = subprocess.run(made, capture_output=True, text=True, check=True, timeout=30)  # noqa: S603 - our own
    assert done.stdout.split() == ["asked:", "demo"]
