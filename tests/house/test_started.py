"""What the program starts of itself is itself, whatever lies in the folder that it is started in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_STARTS = re.compile(r'\[sys\.executable, (.*?)"-m"')
STARTERS = {
    path.relative_to(ROOT).as_posix(): _STARTS.findall(text)
    for folder in ("sync", "connectors", "dunning")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "sys.executable" in (text := path.read_text(encoding="utf-8"))
}


@pytest.mark.parametrize("path", STARTERS)
def test_python_is_told_not_to_look_into_the_folder_we_are_in(path: str) -> None:
    assert STARTERS[path] == ['"-P", ']
