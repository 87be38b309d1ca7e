"""What who watches machines is told: that a process lives, and whether all that it needs is there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import requests
import sqlalchemy as sa

from sync.office import Office
from sync.store import seen
from sync.web import health
from sync.web.beside import watched
from tests.ready import FILE
from tests.web.served import Served, linked_office
from tests.web.served import served as serving

WELL = (200, {"ready": True, "reasons": []})


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    office = linked_office(tmp_path, f"sqlite:///{tmp_path / FILE}")
    with serving(office) as made:
        yield made
    office.close()


def asked(url: str) -> tuple[int, dict[str, object]]:
    came = requests.get(f"{url}/readyz", timeout=10)
    return came.status_code, came.json()


def saw(office: Office, minutes: int) -> None:
    with office.store.write() as connection:
        seen.touch(connection, office.clock.wall() - timedelta(minutes=minutes))


def test_who_serves_is_ready_while_a_worker_is_fresh_and_where_none_is_meant_to_be(served: Served) -> None:
    assert asked(served.url) == WELL
    saw(served.office, 2)
    assert asked(served.url) == WELL
    saw(served.office, 12)
    reason = "no worker was seen for 12 minutes: is `duesync worker` running?"
    assert asked(served.url) == (503, {"ready": False, "reasons": [reason]})
    with served.office.store.write() as connection:
        seen.take_away(connection)
    assert asked(served.url) == WELL


def test_tables_of_another_program_are_a_reason(served: Served) -> None:
    with served.office.store.write() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0001'"))
    status, body = asked(served.url)
    assert (status, body["ready"]) == (503, False)
    assert "the database's tables are of revision 0001, this program's of 00" in str(body["reasons"])


def test_without_its_database_it_lives_and_is_not_ready(served: Served, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no database any more")
    served.office.store.engine.dispose()
    assert requests.get(f"{served.url}/healthz", timeout=10).text == "ok\n"
    assert asked(served.url) == (503, {"ready": False, "reasons": [health.NO_ANSWER]})


def test_a_worker_tells_the_same_beside_its_metrics(served: Served) -> None:
    with watched(served.office, "127.0.0.1", 0) as port:
        url = f"http://127.0.0.1:{port}"
        assert requests.get(f"{url}/healthz", timeout=10).text == "ok\n"
        assert asked(url) == WELL
        assert "duesync_" in requests.get(f"{url}/metrics", timeout=10).text
        assert requests.get(f"{url}/", timeout=10).status_code == 404
        saw(served.office, 12)
        assert asked(url)[0] == 503
    with socket.create_server(("127.0.0.1", port)):
        pass
