"""Long lists of ids, cut so that every database takes them."""

from __future__ import annotations

from collections.abc import Iterable

CHUNK = 500  # ids in one IN list: SQLite allows 32,766 variables, PostgreSQL plans short lists better


def chunks(ids: Iterable[str]) -> Iterable[list[str]]:
    """Lists of at most CHUNK."""
    every = list(ids)
    return (every[start : start + CHUNK] for start in range(0, len(every), CHUNK))
