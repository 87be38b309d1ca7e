"""The newest run is found however long ago it was, and whichever never finished is said to be cut off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync import tables
from sync.store import runs
from tests.sync.books import NOW, linked, opened

YEARS = timedelta(days=900)


@pytest.fixture
def at_work(store_url: str) -> Iterator[Connection]:
    with opened(store_url) as store:
        assert linked(store) == 1
        with store.write() as connection:
            yield connection


def _outcomes(connection: Connection) -> list[str | None]:
    return [*connection.scalars(sa.select(tables.runs.c.outcome).order_by(tables.runs.c.id))]


def _ended(connection: Connection, at: datetime, outcome: str = "done") -> None:
    runs.finish(connection, runs.start(connection, 1, at), at, outcome, "{}")


@pytest.mark.parametrize("ago", [timedelta(0), timedelta(days=40), runs.LATELY, YEARS])
def test_the_last_whole_run_is_found_however_long_ago(at_work: Connection, ago: timedelta) -> None:
    assert runs.last_whole(at_work, 1, NOW) is None
    assert runs.last(at_work, 1, NOW) is None
    _ended(at_work, NOW - YEARS - ago)
    _ended(at_work, NOW - ago, "failed")
    cut = runs.start(at_work, 1, NOW - ago + timedelta(hours=1))
    assert runs.last_whole(at_work, 1, NOW) == NOW - ago
    newest = runs.last(at_work, 1, NOW)
    assert newest is not None
    assert (newest.id, newest.finished_at) == (cut.id, None)


@pytest.mark.parametrize("ago", [timedelta(hours=1), timedelta(days=40), YEARS])
def test_a_run_that_never_finished_is_cut_off_by_the_next_however_much_later(
    at_work: Connection, ago: timedelta
) -> None:
    _ended(at_work, NOW - ago - timedelta(hours=1))
    runs.start(at_work, 1, NOW - ago)
    runs.start(at_work, 1, NOW)
    assert _outcomes(at_work) == ["done", "cut", None]


def test_a_clock_that_was_put_back_hides_no_unfinished_run(at_work: Connection) -> None:
    runs.start(at_work, 1, NOW + timedelta(days=30))
    runs.start(at_work, 1, NOW)
    assert _outcomes(at_work) == ["cut", None]
