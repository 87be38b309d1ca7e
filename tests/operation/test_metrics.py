"""The numbers for Prometheus: totals for any number of ledgers, a fleet's queues, and the names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from importlib import resources
from pathlib import Path

import pytest
import sqlalchemy as sa
from prometheus_client.parser import text_string_to_metric_families

from sync import tables
from sync.clock import real
from sync.office import Office, open_office
from sync.store import runs
from sync.web import health, metrics, queues
from tests.ready import FILE
from tests.web.served import linked_office, settings


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = linked_office(tmp_path, f"sqlite:///{tmp_path / FILE}")
    yield made
    made.close()


def numbers(office: Office) -> dict[str, float]:
    """By metric with its labels, as Prometheus writes them."""
    found = {}
    for family in text_string_to_metric_families(metrics.exposition(office).decode()):
        for sample in family.samples:
            labels = ",".join(f"{name}={value}" for name, value in sample.labels.items() if name != "app")
            found[f"{sample.name.removeprefix('duesync_')}{{{labels}}}"] = sample.value
    return found


def test_totals_count_ledgers_passes_and_what_is_stuck(office: Office) -> None:
    now = office.clock.now()
    with office.store.write() as connection:
        connection.execute(
            sa.update(tables.ledgers)
            .where(tables.ledgers.c.name == "harbour")
            .values(pulled_at=now - timedelta(hours=27), problem="down")
        )
        for name in ("main-street", "summit"):
            connection.execute(
                sa.update(tables.ledgers).where(tables.ledgers.c.name == name).values(pulled_at=now)
            )
        first = runs.start(connection, 1, now - timedelta(hours=2))
        runs.finish(connection, first, now, "done", "{}")
        for outcome in ("done", "failed"):
            runs.finish(connection, runs.start(connection, 1, now), now, outcome, "{}")
        for state, age in (("uncertain", 61), ("uncertain", 59), ("ready", 90), ("done", 90)):
            _effect(connection, state, now - timedelta(minutes=age))
    told = numbers(office)
    assert told["ledgers{provider=quickbooks}"] == 2
    assert told["ledgers_late{provider=xero}"] == told["ledgers_failing{provider=xero}"] == 1
    assert told["ledgers_late{provider=quickbooks}"] == 0
    assert told["ledgers_oldest_pull_seconds{provider=xero}"] == 27 * 3600
    assert told["passes_last_hour{outcome=done}"] == told["passes_last_hour{outcome=failed}"] == 1
    assert told["effects_open{kind=note,state=uncertain}"] == 2
    assert told["effects_overdue{kind=note,state=uncertain}"] == 1
    assert told["app_calls_left{provider=xero}"] == 10_000
    assert told["app_reads_limit{provider=quickbooks}"] == 500_000
    assert told["app_ledgers{provider=quickbooks}"] == 2
    assert told["room_ratio{}"] == 1
    assert told["ledger_failing{ledger=harbour}"] == 1


def _effect(connection: sa.Connection, state: str, at: object) -> None:
    number = connection.scalar(sa.select(sa.func.count()).select_from(tables.effects))
    connection.execute(
        sa.insert(tables.effects).values(
            ledger_id=1,
            customer_id="C1",
            currency="GBP",
            kind="note",
            slot=f"slot {number}",
            attempt=1,
            key=f"key {number}",
            state=state,
            payload=b"{}",
            created_at=at,
            claimed_at=at,
        )
    )


def test_what_is_not_settled_is_counted_by_an_index_that_holds_nothing_else(office: Office) -> None:
    states = "('ready', 'claimed', 'uncertain')"
    query = f"SELECT kind, state, count(*) FROM effects WHERE state IN {states} GROUP BY 1, 2"  # noqa: S608  # ours
    with office.store.read() as connection:
        plan = " ".join(str(row[-1]) for row in connection.execute(sa.text(f"EXPLAIN QUERY PLAN {query}")))
    assert "ix_effects_open" in plan


def test_with_hundreds_of_ledgers_none_has_a_series_of_its_own(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metrics, "MOST_LEDGERS", 2)
    assert not [name for name in numbers(office) if "ledger=" in name]


def test_names_are_as_prometheus_users_expect_them() -> None:
    """Base units at the end, no unit in disguise, and no word of a counter on a gauge."""
    for name in metrics.ABOUT:
        assert re.fullmatch(r"[a-z][a-z_]*[a-z]", name), name
        assert not re.search(r"(_total|_count|_sum|_bucket|_ms|_minutes|_hours|_percent)$", name), name
        assert ("seconds" in name) == name.endswith("_seconds"), name
    assert all(about.endswith(".") for about in metrics.ABOUT.values())


@pytest.fixture
def fleet(postgres_url: str, tmp_path: Path) -> Iterator[Office]:
    """Three ledgers, and the job engine's own tables, as it makes them."""
    (tmp_path / "config.toml").write_text(settings(postgres_url, {}), encoding="utf-8")
    office = open_office(tmp_path / "config.toml", real())
    schema = resources.files("procrastinate").joinpath("sql/schema.sql").read_text(encoding="utf-8")
    with office.store.engine.connect() as connection:
        connection.execute(sa.text(f"CREATE SCHEMA {queues.SCHEMA}"))
        connection.execute(sa.text(f"SET LOCAL search_path TO {queues.SCHEMA}"))
        connection.connection.driver_connection.execute(schema)  # type: ignore[union-attr]  # psycopg's
        connection.commit()
    yield office
    office.close()


_ALIVE = "INSERT INTO procrastinate_workers(last_heartbeat) VALUES (now() - :age * interval '1 second')"
_JOB = """
INSERT INTO procrastinate_jobs(queue_name, task_name, status, worker_id, scheduled_at)
VALUES ('polls', 'pass', CAST(:state AS procrastinate_job_status), :worker, now() - interval '90 seconds')
"""


def done(office: Office, statement: str, **values: object) -> None:
    with office.store.engine.begin() as connection:
        connection.execute(sa.text(f"SET LOCAL search_path TO {queues.SCHEMA}"))
        connection.execute(sa.text(statement), values)


def test_queues_of_a_fleet_are_told_from_the_engines_own_tables(fleet: Office) -> None:
    done(fleet, _ALIVE, age=5)
    done(fleet, _ALIVE, age=600)
    for state, worker in (("todo", None), ("doing", 1), ("doing", 2), ("succeeded", None)):
        done(fleet, _JOB, state=state, worker=worker)
    told = numbers(fleet)
    assert told["queue_jobs{queue=polls,state=todo}"] == 1
    assert told["queue_jobs{queue=polls,state=doing}"] == 2
    assert 89 < told["queue_oldest_seconds{queue=polls}"] < 200
    assert told["queue_stalled{queue=polls}"] == 1
    assert told["workers{}"] == 1
    assert told["workers_oldest_sign_seconds{}"] > 590
    assert health.missing(fleet) == []
    done(fleet, "DELETE FROM procrastinate_workers WHERE id = 1")
    assert health.missing(fleet)[0].startswith("no worker of the fleet gave a sign of life for 6")
