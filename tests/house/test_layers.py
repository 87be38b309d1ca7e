"""import-linter's contracts in pyproject.toml, run here too, and each of them seen to break."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.house.sources import PACKAGES, ROOT

WRONG = {
    "dunning/aging.py": ["import connectors.base", "import requests"],
    "connectors/base.py": ["import sqlite3"],
    "sync/run.py": ["import smtplib", "import connectors.sandbox.book"],
    "connectors/sandbox/book.py": ["import connectors.http"],
}


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache", "--no-logo"]
    return subprocess.run(  # noqa: S603 - the linter of this very environment
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_imports_go_one_way_only() -> None:
    answer = _lint(ROOT)
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "6 kept, 0 broken" in answer.stdout


def test_every_contract_can_break(tmp_path: Path) -> None:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, lines in WRONG.items():
        with (tmp_path / name).open("a", encoding="utf-8") as opened:
            opened.write("\n" + "\n".join(lines) + "\n")
    answer = _lint(tmp_path)
    assert answer.returncode != 0
    assert "0 kept, 6 broken" in answer.stdout, answer.stdout + answer.stderr
