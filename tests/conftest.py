"""Fixtures that more than one folder of tests uses."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests import compiled, unsynced
from tests.hand import Hand
from tests.postgres import fresh_schema, ready_database, running_postgres
from tests.ready import FILE, ready
from tests.world import World, world

# how long an example takes says how busy the machine is, and nothing about us
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "fuzz", settings.get_profile("untimed"), max_examples=int(os.environ.get("DUESYNC_FUZZ", "100"))
)
settings.load_profile("fuzz" if "DUESYNC_FUZZ" in os.environ else "untimed")
compiled.share()
unsynced.share()
# the tests themselves are many objects that stay: to look through them for garbage took a tenth of the time
gc.set_threshold(50_000, 10, 10)


def pytest_collection_finish() -> None:
    """What was loaded and collected is no garbage before the end."""
    gc.freeze()


@pytest.fixture
def hand() -> Hand:
    """A clock's, to be moved."""
    return Hand()


@pytest.fixture
def small_world(tmp_path: Path) -> Iterator[World]:
    """A world on SQLite, nothing linked yet."""
    with world(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Address of a PostgreSQL of this test session's own, to be formatted."""
    with running_postgres() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """A database that nobody else uses, its tables made."""
    with ready_database(postgres_server) as url:
        yield url


@pytest.fixture
def empty_postgres_url(postgres_server: str) -> Iterator[str]:
    """Where nothing is yet."""
    with fresh_schema(postgres_server) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A fresh store of each kind, its tables made."""
    if request.param == "sqlite":
        return ready(tmp_path / FILE)
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store of each kind will be made."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / FILE}"
    return str(request.getfixturevalue("empty_postgres_url"))
