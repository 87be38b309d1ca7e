"""One ledger's turn: what is due is done, by what the command line does, and the next is planned.

The law: whatever becomes of it the next turn is planned, from when it began on, so that nothing that fails
at once is begun for ever, and no run is left out whose time came meanwhile; but a worker that lost its lease
plans nothing, for another has the ledger in hand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import connectors
from connectors.errors import ConnectorError
from sync import pressure
from sync.config import ConfigError
from sync.due import PATIENCE
from sync.errors import DuesyncError
from sync.fleet import plan
from sync.fleet.plan import Act, Pace, Turn
from sync.office import Office
from sync.run import look, run_pass
from sync.secrets import SecretsError
from sync.store import ledgers, runs, signals, turns
from sync.store.credentials import told
from sync.store.leases import LeaseLost
from sync.store.ledgers import LinkedLedger
from sync.work import Busy, Stopped, Work

_LATER = timedelta(hours=1)  # one that is linked, but not in the settings


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a ledger stands when its turn begins, at that instant. `act`: what is due, if anything."""

    ledger: LinkedLedger
    turn: Turn
    act: Act | None
    at: datetime


def pace(office: Office, name: str) -> Pace:
    """How often that ledger has its turn, by the settings."""
    worker = office.config.worker
    return Pace(
        times=office.config.ledger(name).times,
        zone=ZoneInfo(worker.timezone),
        offset=plan.offset_of(name, timedelta(minutes=worker.fleet.spread_minutes)),
        least=timedelta(seconds=worker.fleet.poll_least_seconds),
        most=timedelta(seconds=worker.fleet.poll_most_seconds),
        gap_seconds=worker.pull_gap_seconds,
    )


def take_turn(office: Office, name: str, asked_to_stop: Callable[[], bool], under_way: int = 1) -> Act | None:
    """Do what is due for that ledger; what was done, if anything.

    `under_way`: how many turns this process has in hand, this one too. What a person or the time mends is
    told, and not raised.
    """
    standing = _standing(office, name)
    if standing is None:
        return None
    own, wall = pace(office, name), office.clock.wall()
    try:
        if standing.act is not None and (seconds := _better_waits(office, standing, under_way)) is not None:
            _plan(office, standing, plan.later(standing.turn, wall, seconds))
            return None
        if standing.act is None:
            planned = plan.unchanged(own, standing.turn, standing.at, wall)
        else:
            planned = _acted(office, standing, own, asked_to_stop)
    except (LeaseLost, Stopped) as error:  # who holds it now plans; one that was stopped is due still
        _say(f"{name}: {error}" if isinstance(error, LeaseLost) else str(error))
        return None
    except Busy:
        planned = plan.busy(standing.turn, office.clock.wall())
    except (ConfigError, SecretsError, ConnectorError, DuesyncError) as error:
        _say(f"{name}: {told(error, name)}")
        planned = _failed(office, standing, own)
    except Exception:
        _plan(office, standing, _failed(office, standing, own))
        raise
    _plan(office, standing, planned)
    return standing.act


def _better_waits(office: Office, standing: _Standing, under_way: int) -> float | None:
    """For how many seconds, at least, where the provider rests or the database is slow."""
    name = standing.ledger.name
    seconds = pressure.waits(office, name, idle=standing.act == "poll")
    if seconds or under_way > pressure.room(office, office.config.worker.fleet.at_once, name):
        return seconds
    return None


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _standing(office: Office, name: str) -> _Standing | None:
    """`None` for one that was unlinked meanwhile, or is not in the settings: that one is looked for later."""
    now, wall = office.clock.now(), office.clock.wall()
    with office.store.read() as connection:
        ledger = ledgers.find(connection, name)
        if ledger is None or ledger.leaves_on is not None:
            return None
        row = turns.find(connection, ledger.id)
        last_run = runs.last_whole(connection, ledger.id, now)
        signal = signals.find(connection, ledger.id)
    turn = Turn(run_at=now, poll_at=wall) if row is None else Turn(**row)
    if name not in office.config.ledgers:
        _plan(office, _Standing(ledger, turn, None, now), replace(turn, not_before=wall + _LATER))
        return None
    act = plan.what_is_due(pace(office, name), turn, signal, last_run, now, wall)
    if act in ("heard", "poll") and office.is_short(name):
        act = None
    return _Standing(ledger, turn, act, now)


def _acted(office: Office, standing: _Standing, own: Pace, asked_to_stop: Callable[[], bool]) -> Turn:
    """Make the pass; what is planned after it."""
    ledger = standing.ledger
    give_up = office.clock.elapsed() + PATIENCE.total_seconds()
    allowance = office.allowance(ledger, connectors.provider(ledger.provider))
    before = allowance.left_today()
    enough = lambda: asked_to_stop() or office.clock.elapsed() > give_up  # noqa: E731 - said once
    longest = PATIENCE + timedelta(seconds=office.config.worker.lease_seconds)
    with office.work(ledger.name, asked_to_stop=enough, longest=longest) as work:
        stirred = _run(work) if standing.act == "run" else _look(work)
    left = allowance.left_today()
    cost = 1 if left is None or before is None else before - left
    dearest = plan.affordable(cost, left, _until_tomorrow(office.clock.wall()))
    wall = office.clock.wall()
    return plan.after(own, standing.turn, standing.at, wall, stirred=stirred, dearest=dearest)


def _failed(office: Office, standing: _Standing, own: Pace) -> Turn:
    return plan.after_failure(own, standing.turn, standing.at, office.clock.wall())


def _run(work: Work) -> bool:
    """A whole run; whether anything stirred."""
    done = run_pass(work)
    return bool(done.pulled.rows or done.heard.new or done.delivered.messages or done.delivered.payments)


def _look(work: Work) -> bool:
    looked = look(work)
    return bool(looked.pulled.rows or looked.heard.new)


def _until_tomorrow(wall: datetime) -> timedelta:
    tomorrow = datetime.combine(wall.date() + timedelta(days=1), time(), UTC)
    return tomorrow - wall


def _plan(office: Office, standing: _Standing, planned: Turn) -> None:
    with office.store.write() as connection:
        turns.put(connection, standing.ledger.id, **asdict(planned))
