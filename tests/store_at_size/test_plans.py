"""No question that is asked all day reads a table that grows from end to end, in a store of 10,000 ledgers."""

from __future__ import annotations

from pathlib import Path

from sync.tables import metadata
from tests.store_at_size.asked import Asked, lived
from tests.store_at_size.crowd import multiply, pretend
from tests.store_at_size.plans import LARGE, scanned
from tests.world import World, world

_COPIES = 40


def _scans(made: World, asked: Asked) -> dict[str, list[str]]:
    with made.office.store.engine.connect() as connection:
        found = {statement: scanned(connection, statement, given) for statement, given in asked.items()}
    assert len(found) > len(LARGE)
    return {statement: steps for statement, steps in found.items() if steps}


def test_on_sqlite(tmp_path: Path) -> None:
    with world(tmp_path, customers=6) as made:
        assert _scans(made, lived(made)) == {}


def test_on_postgresql(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, customers=6, store=postgres_url) as made:
        asked = lived(made)
        with made.office.store.engine.begin() as connection:
            multiply(connection, _COPIES)
            pretend(connection)
        assert _scans(made, asked) == {}


def test_a_question_without_its_index_is_noticed(tmp_path: Path, store_url: str) -> None:
    del metadata
