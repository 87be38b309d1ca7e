"""What holds for the whole installation, in few queries however many ledgers there are.

The law: each row is (metric, its value, its labels); counts are of ledgers, calls and effects, and no person
is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from math import inf
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync.apps_told import Standing
from sync.office import Office
from sync.pressure import how_many
from sync.store import backed_up, seen
from sync.store.runs import LATELY
from sync.tables import effects, ledgers, runs, signals

Total = tuple[str, float, dict[str, str]]

ABOUT: Final = {
    "ledgers": "Linked ledgers, without those that leave.",
    "ledgers_failing": "Ledgers whose last run failed.",
    "ledgers_late": "Ledgers that were not pulled for 26 hours.",
    "ledgers_oldest_pull_seconds": "Since the ledger that waited longest was pulled.",
    "signals_waiting": "Ledgers of which a webhook told what is not pulled yet.",
    "signals_oldest_seconds": "Since the oldest of these was told of; 0 for none.",
    "passes_last_hour": "Passes that began within the hour, by how they ended.",
    "effects_open": "Effects that are not settled.",
    "effects_overdue": "Effects that are claimed or uncertain for more than an hour.",
    "worker_seen_seconds": "Since a worker of `mode = machine` was last seen.",
    "backup_age_seconds": "Since the last daily backup was made; +Inf where one is set up and none was.",
    "app_ledgers": "Configured ledgers that one app calls.",
    "app_ledgers_limit": "Ledgers that its price plan allows.",
    "app_calls_left": "Calls that the whole app may still make in this minute.",
    "app_calls_limit": "Calls that the whole app may make in any minute.",
    "app_calls_today": "Calls since midnight UTC; at QuickBooks metered reads alone.",
    "app_rest_seconds": "For how long nobody calls the provider; 0: it is called.",
    "app_reads_month": "Metered reads since the month began.",
    "app_reads_limit": "Metered reads of a month in its price plan.",
    "app_reads_day": "Metered reads a day, over the last days.",
    "app_polls_wait": "1 while polls that nothing asks for wait so that the month's reads last.",
    "app_answer_seconds": "Time that an answer takes lately, as this process knows.",
    "database_seconds": "Time that a transaction takes to begin and to be committed, in this process.",
    "room_ratio": "Part of the usual number of passes that this process may have under way.",
}
_LATE: Final = timedelta(hours=26)
_HOUR: Final = timedelta(hours=1)
_NEWEST: Final = 200_000  # runs that are looked at: more than an hour of any fleet's


def totals(office: Office, connection: Connection, apps: list[Standing]) -> Iterator[Total]:
    """All of them."""
    yield from _of_ledgers(office, connection)
    yield from _of_signals(office, connection)
    yield from _of_passes(office, connection)
    yield from _of_effects(office, connection)
    at = seen.last(connection)
    if at is not None:
        yield "worker_seen_seconds", (office.clock.wall() - at).total_seconds(), {}
    if office.config.keeping.backup is not None:
        made_at = backed_up.find(connection).made_at
        yield (
            "backup_age_seconds",
            inf if made_at is None else (office.clock.now() - made_at).total_seconds(),
            {},
        )
    for app in apps:
        yield from _of_app(app)
    database = office.store.pace.lately(office.clock.elapsed())
    yield "database_seconds", database or 0.0, {}
    yield "room_ratio", how_many(1000, database=database) / 1000, {}


def _of_ledgers(office: Office, connection: Connection) -> Iterator[Total]:
    since = office.clock.now() - _LATE
    late = sa.or_(ledgers.c.pulled_at.is_(None), ledgers.c.pulled_at < since)
    query = (
        sa.select(
            ledgers.c.provider,
            sa.func.count(),
            sa.func.count(ledgers.c.problem),
            sa.func.sum(sa.case((late, 1), else_=0)),
            sa.func.min(ledgers.c.pulled_at),
        )
        .where(ledgers.c.leaves_on.is_(None))
        .group_by(ledgers.c.provider)
        .order_by(ledgers.c.provider)
    )
    for provider, number, failing, behind, oldest in connection.execute(query):
        labels = {"provider": provider}
        yield "ledgers", number, labels
        yield "ledgers_failing", failing, labels
        yield "ledgers_late", int(behind), labels
        if oldest is not None:
            age = (office.clock.now() - oldest).total_seconds()
            yield "ledgers_oldest_pull_seconds", max(0.0, age), labels


def _of_signals(office: Office, connection: Connection) -> Iterator[Total]:
    number, oldest = connection.execute(sa.select(sa.func.count(), sa.func.min(signals.c.first_at))).one()
    age = 0.0 if oldest is None else (office.clock.wall() - oldest).total_seconds()
    yield "signals_waiting", number, {}
    yield "signals_oldest_seconds", max(0.0, age), {}


def _of_passes(office: Office, connection: Connection) -> Iterator[Total]:
    now = office.clock.now()
    lately = sa.select(sa.func.max(runs.c.id)).where(runs.c.started_at > now - LATELY)
    newest = connection.scalar(lately) or 0
    outcome = sa.func.coalesce(runs.c.outcome, "running")
    query = (
        sa.select(outcome, sa.func.count())
        .where(runs.c.id > newest - _NEWEST, runs.c.started_at > now - _HOUR)
        .group_by(outcome)
    )
    found = {str(name): int(number) for name, number in connection.execute(query)}
    for name in ("done", "failed", "cut", "running"):
        yield "passes_last_hour", found.get(name, 0), {"outcome": name}


def _of_effects(office: Office, connection: Connection) -> Iterator[Total]:
    """By the index that holds these rows alone."""
    old = effects.c.claimed_at < office.clock.now() - _HOUR
    query = (
        sa.select(effects.c.kind, effects.c.state, sa.func.count(), sa.func.sum(sa.case((old, 1), else_=0)))
        .where(sa.text("state in ('ready', 'claimed', 'uncertain')"))
        .group_by(effects.c.kind, effects.c.state)
        .order_by(effects.c.kind, effects.c.state)
    )
    for kind, state, number, overdue in connection.execute(query):
        yield "effects_open", number, {"kind": kind, "state": state}
        if state != "ready":
            yield "effects_overdue", int(overdue or 0), {"kind": kind, "state": state}


def _of_app(app: Standing) -> Iterator[Total]:
    labels = {"provider": app.provider, "app": app.key[:8]}
    yield "app_ledgers", app.ledgers, labels
    yield "app_calls_today", app.calls_today, labels
    yield "app_rest_seconds", app.rests_for, labels
    told = {
        "app_ledgers_limit": app.most,
        "app_calls_left": app.left,
        "app_calls_limit": app.per_minute,
        "app_answer_seconds": app.answers_in,
    }
    if app.reads is not None:
        told |= {
            "app_reads_month": app.reads.used,
            "app_reads_limit": app.reads.limit,
            "app_reads_day": app.reads.per_day,
            "app_polls_wait": float(app.reads.slows),
        }
    for name, value in told.items():
        if value is not None:
            yield name, value, labels
