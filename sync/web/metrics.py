"""Metrics for Prometheus, read from the store when they are asked for: whatever process did the work.

The law: numbers of ledgers, never of a person; and nobody reads them without the word that is set for it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.engine import Connection
from starlette.requests import Request

import connectors
from sync.apps_told import standings
from sync.office import Office
from sync.store import decided, differences, ledgers, runs, signals
from sync.store.ledgers import LinkedLedger
from sync.tables import effects
from sync.web import queues, totals

Measured = tuple[str, float, dict[str, str]]
"""A gauge, its value, and its labels."""

MOST_LEDGERS = 200
"""With more, only what holds for all is told: a series for each would be too much to ask for, and to keep."""

_SCHEME = "bearer "
_ABOUT = {
    "pulled_age_seconds": "Since it was last pulled.",
    "compared_age_seconds": "Since what is owed was last compared with the ledger.",
    "run_age_seconds": "Since the last whole run began.",
    "ledger_failing": "1 while the last run failed.",
    "heard_age_seconds": "Since a webhook told of what is not pulled yet; 0 for nothing.",
    "waiting": "Overdue accounts that wait, by the reason.",
    "differences": "Accounts whose figures differ from the ledger's.",
    "effects": "What was done, or is to be.",
    "ready_age_seconds": "Since the oldest that is ready was made.",
    "calls_left_today": "Calls that the provider still takes today.",
}
ABOUT = totals.ABOUT | queues.ABOUT | _ABOUT
"""Every metric, without `duesync_` before it, and what it is."""


def may_read(request: Request, token: str) -> bool:
    """Whether the request shows the word."""
    shown = request.headers.get("authorization", "")
    said = shown[len(_SCHEME) :] if shown.lower().startswith(_SCHEME) else ""
    return hmac.compare_digest(said.encode(), token.encode())


def exposition(office: Office) -> bytes:
    """All metrics in Prometheus' text format."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(collector(office))
    return generate_latest(registry)


def collector(office: Office) -> Collector:
    """For a registry of Prometheus' own."""
    return _Store(office)


class _Store(Collector):
    def __init__(self, office: Office) -> None:
        self._office = office

    def collect(self) -> Iterator[Metric]:
        gauges: dict[str, GaugeMetricFamily] = {}
        for gauge, value, labels in self._measured():
            if gauge not in gauges:
                gauges[gauge] = GaugeMetricFamily(f"duesync_{gauge}", ABOUT[gauge], labels=[*labels])
            gauges[gauge].add_metric([*labels.values()], value)
        yield from gauges.values()

    def _measured(self) -> Iterator[Measured]:
        apps = standings(self._office)
        with self._office.store.read() as connection:
            yield from totals.totals(self._office, connection, apps)
            yield from queues.queues(connection)
            linked = ledgers.every(connection)
            for ledger in linked if len(linked) <= MOST_LEDGERS else ():
                for gauge, value, labels in self._of_ledger(connection, ledger):
                    yield gauge, value, {"ledger": ledger.name} | labels

    def _of_ledger(self, connection: Connection, ledger: LinkedLedger) -> Iterator[Measured]:
        office = self._office
        now = office.clock.now()
        for gauge, at in (
            ("pulled_age_seconds", ledger.pulled_at),
            ("compared_age_seconds", ledger.compared_at),
            ("run_age_seconds", runs.last_whole(connection, ledger.id, now)),
        ):
            if at is not None:
                yield gauge, _age(now, at), {}
        yield "ledger_failing", float(ledger.problem is not None), {}
        signal = signals.find(connection, ledger.id)
        yield "heard_age_seconds", 0.0 if signal is None else _age(office.clock.wall(), signal.first_at), {}
        for reason, number in decided.waiting_by_reason(connection, ledger.id).items():
            yield "waiting", number, {"reason": reason.lower()}
        yield "differences", len(differences.kept(connection, ledger.id)), {}
        for kind, state, number, oldest in _effects(connection, ledger.id):
            yield "effects", number, {"kind": kind, "state": state}
            if state == "ready":
                yield "ready_age_seconds", _age(now, oldest), {"kind": kind}
        if ledger.name in office.config.ledgers and ledger.leaves_on is None:
            left = office.allowance(ledger, connectors.provider(ledger.provider)).left_today()
            if left is not None:
                yield "calls_left_today", left, {}


def _age(now: datetime, at: datetime) -> float:
    return max(0.0, (now - at).total_seconds())


def _effects(connection: Connection, ledger_id: int) -> list[tuple[str, str, int, datetime]]:
    """Kind, state, how many, and since when the oldest of them is there."""
    query = (
        sa.select(effects.c.kind, effects.c.state, sa.func.count(), sa.func.min(effects.c.created_at))
        .where(effects.c.ledger_id == ledger_id)
        .group_by(effects.c.kind, effects.c.state)
        .order_by(effects.c.kind, effects.c.state)
    )
    return [(kind, state, count, oldest) for kind, state, count, oldest in connection.execute(query)]
