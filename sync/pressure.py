"""Back-pressure: how many passes may be under way, and which had better wait, for whoever begins them.

A slow database answers sooner when fewer ask it: twice as slow as comfortable is half as many passes. One
always goes on, for without it nobody would learn that it is well again. A provider that rests, or whose reads
would not last the month, is waited for before a pass begins and not in it.
"""

from __future__ import annotations

from typing import Final

from sync.apps import app_of
from sync.forecast import Forecast, forecast
from sync.office import Office
from sync.store.app_calls import AppAllowance

AT_EASE: Final = 0.05  # seconds that a transaction takes to begin and to commit
ANSWERED: Final = 3.0  # seconds that a provider takes to answer
_MOST_WAIT: Final = 300.0  # seconds; then one asks again


def how_many(most: int, *, database: float | None = None, provider: float | None = None) -> int:
    """Passes that may be under way, of `most` at ease. The figures are seconds lately, `None` for unknown."""
    slow = max(1.0, (database or 0.0) / AT_EASE, (provider or 0.0) / ANSWERED)
    return max(min(most, 1), int(most / slow))


def room(office: Office, most: int, name: str | None = None) -> int:
    """Passes that this process may have under way now, of all ledgers, or of that one's app."""
    shared = None if name is None else _shared(office, name)
    database = office.store.pace.lately(office.clock.elapsed())
    return how_many(most, database=database, provider=None if shared is None else shared.pace())


def waits(office: Office, name: str, *, idle: bool) -> float:
    """Seconds that a pass of that ledger had better wait; 0: it may begin. `idle`: only time asks for it.

    With a reason to begin only a provider's rest is waited for; idle ones wait also so that the day's calls
    and the month's reads last.
    """
    shared = _shared(office, name)
    if shared is None:
        return 0.0
    rests = shared.rests_for()
    if rests or not idle:
        return min(rests, _MOST_WAIT)
    found = foreseen(shared)
    slows = found is not None and found.slows
    return _MOST_WAIT if slows or office.is_short(name) else 0.0


def ahead(office: Office, name: str) -> Forecast | None:
    """How long the reads of that ledger's app last; `None` where nobody counts them."""
    shared = _shared(office, name)
    return None if shared is None else foreseen(shared)


def foreseen(shared: AppAllowance) -> Forecast | None:
    """The same of that app."""
    return forecast(shared.memory(), shared.limit, shared.now())


def _shared(office: Office, name: str) -> AppAllowance | None:
    app = app_of(office.config, office.config.ledger(name))
    return None if app is None else app.allowance(office.store)
