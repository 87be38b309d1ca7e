"""Golden files: what was once read by a person and found right.

To write them anew after a change of words, and then read the diff:

    DUESYNC_UPDATE_GOLDEN=1 .venv/bin/pytest tests/dunning
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def same_as_golden(name: str, text: str) -> None:
    """Compare with the file of that name, or write it when told to update."""
    path = FOLDER / name
    if os.environ.get("DUESYNC_UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), f"no golden file {name}: see the head of tests/dunning/golden_files.py"
    assert text == path.read_text(encoding="utf-8")
