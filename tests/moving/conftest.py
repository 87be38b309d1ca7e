"""A store that was lived in, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.moving.removal import lived_in


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Its file."""
    return lived_in(tmp_path_factory.mktemp("lived"))


@pytest.fixture
def source(lived: bytes, tmp_path: Path) -> str:
    """The address of a copy of one's own."""
    (tmp_path / "duesync.db").write_bytes(lived)
    return f"sqlite:///{tmp_path / 'duesync.db'}"
