"""What whoever runs the machine sees of the program: the log, and the numbers for Prometheus."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from connectors.errors import SignInAgain
from sync import logs
from sync.office import open_office
from sync.store import figures
from sync.web.metrics import exposition
from sync.worker import NoPort, metrics_told
from tests.web.served import served
from tests.world import BOTH, XERO, World


@pytest.fixture
def watched(small_world: World) -> Iterator[World]:
    """With a log, and a word for the metrics."""
    text = small_world.config.read_text(encoding="utf-8")
    more = '[log]\nfile = "duesync.log"\n[serve]\nmetrics_token = "a-word-of-ours"\n'
    small_world.config.write_text(more + text, encoding="utf-8")
    small_world.at(small_world.office.clock.now())
    yield small_world
    logs.end()


def lines(world: World) -> list[dict[str, Any]]:
    text = (world.folder / "duesync.log").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_the_log_tells_a_run_by_one_id_and_names_nobody(watched: World) -> None:
    watched.ready_to_send(XERO)
    before = len(lines(watched))
    done = watched.run(XERO)
    told = lines(watched)[before:]
    assert len({line["run"] for line in told}) == 1
    assert {line["ledger"] for line in told} == {XERO}
    assert {"run began", "call", "pull", "message", "run done"} <= {line["event"] for line in told}
    sent = [line for line in told if line.get("effect") == "message" and line["state"] == "done"]
    assert len(sent) == done.delivered.messages > 0
    assert told[-1]["messages"] == done.delivered.messages
    again = len(lines(watched))
    watched.run(XERO)
    assert {line["run"] for line in lines(watched)[again:]}.isdisjoint({told[0]["run"]})
    _names_nobody(watched)


def _names_nobody(watched: World) -> None:
    text = (watched.folder / "duesync.log").read_text(encoding="utf-8")
    ledger = watched.office.linked(XERO)
    with watched.office.store.read() as connection:
        names = figures.customer_names(connection, ledger.id).values()
    assert names
    assert [name for name in names if name in text] == []
    assert "@" not in text
    assert watched.sandbox.client_secret not in text
    assert (watched.folder / "duesync.log").stat().st_mode & 0o777 == 0o600


def test_a_run_that_fails_is_told_without_its_text(watched: World) -> None:
    watched.link(XERO)
    watched.sandbox.xero.grants.revoke_all()
    with pytest.raises(SignInAgain):
        watched.run(XERO)
    failed = [line for line in lines(watched) if line["event"] == "run failed"]
    assert [line["error"] for line in failed] == ["SignInAgain"]
    assert failed[0]["level"] == "error"
    assert "text" not in failed[0]


def test_the_numbers_say_how_each_ledger_stands(watched: World) -> None:
    watched.ready_to_send()
    for name in BOTH:
        watched.run(name)
    found = {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(exposition(watched.office).decode())
        for sample in family.samples
    }
    for name in BOTH:
        assert found["duesync_pulled_age_seconds", ("ledger", name)] == 0
        assert found["duesync_ledger_failing", ("ledger", name)] == 0
        assert found["duesync_differences", ("ledger", name)] == 0
        done = (("kind", "message"), ("ledger", name), ("state", "done"))
        assert found["duesync_effects", *done] == sum(
            message["From"] is not None and name in str(message["From"]) for message in watched.mail()
        )
    assert any(key[0] == "duesync_waiting" for key in found)


def test_only_who_shows_the_word_reads_them(watched: World, tmp_path: Path) -> None:
    with served(watched.office) as door:
        assert door.ask("GET", "/metrics").status_code == 401
        wrong = {"Authorization": "Bearer a-word-of-others"}
        assert door.ask("GET", "/metrics", headers=wrong).status_code == 401
        right = door.ask("GET", "/metrics", headers={"Authorization": "Bearer a-word-of-ours"})
        assert (right.status_code, right.headers["content-type"].split(";")[0]) == (200, "text/plain")
    plain = watched.config.read_text(encoding="utf-8").replace('metrics_token = "a-word-of-ours"\n', "")
    (tmp_path / "other.toml").write_text(plain.replace("duesync.db", "other.db"), encoding="utf-8")
    (tmp_path / "duesync.key").write_bytes((watched.folder / "duesync.key").read_bytes())
    office = open_office(tmp_path / "other.toml", watched.office.clock)
    try:
        with served(office) as door:
            assert door.ask("GET", "/metrics").status_code == 404
    finally:
        office.close()


def test_the_worker_tells_them_to_this_machine(watched: World, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    text = watched.config.read_text(encoding="utf-8")
    watched.config.write_text(f"[worker]\nmetrics_port = {port}\n{text}", encoding="utf-8")
    watched.link(XERO)
    with metrics_told(watched.config, watched.office.clock):
        with requests.Session() as session:
            session.trust_env = False
            told = session.get(f"http://127.0.0.1:{port}/metrics", timeout=10).text
        assert 'duesync_ledger_failing{ledger="harbour"} 0.0' in told
        with pytest.raises(NoPort, match="metrics_port"), metrics_told(watched.config, watched.office.clock):
            pass
    assert f"127.0.0.1:{port}/metrics" in capsys.readouterr().err
