"""What must hold of the town at the end, by the source's own books, its calls and its mail server."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

import connectors
from connectors.sandbox.server import Call
from connectors.sandbox.traffic import most_at_once, most_within
from sync.fleet import plan, turn
from sync.store import figures
from sync.tables import effects, ledgers, runs
from tests.fleet_bench.town import Town

_OURS = "/api.xro/2.0/"
_WHOLE = ("done", "failed")


@dataclass(frozen=True, slots=True)
class Held:
    """What was found. Bad where it is not 0: `doubles`, `lost`, `twice_at_once`, `over_budget`, `missed`."""

    doubles: int
    lost: int
    twice_at_once: int
    over_budget: int
    missed: int
    latest_seconds: float
    passes: int
    writes: int
    messages: int
    stopped_or_cut: int
    left_for_a_person: int
    details: tuple[str, ...]

    def is_good(self) -> bool:
        """Whether the fleet did what it promises."""
        return not (self.doubles or self.lost or self.twice_at_once or self.over_budget or self.missed)


def check(town: Town, since: datetime, until: datetime) -> Held:
    """Look at it all; no worker is alive. `since`, `until`: business time in which ledgers were to be run."""
    with town.office.store.read() as connection:
        names = {one.id: one.name for one in connection.execute(sa.select(ledgers.c.id, ledgers.c.name))}
        acts = connection.execute(sa.select(effects)).all()
        made = connection.execute(sa.select(runs).order_by(runs.c.id)).all()
    doubles, lost, details = _writes(town, names, acts)
    mails = Counter(str(one.message["Message-ID"]) for one in town.mail.messages)
    doubles += sum(number - 1 for number in mails.values())
    sent = [one for one in acts if one.kind == "message" and one.state == "done"]
    gone = [one.key for one in sent if not any(one.key.lower() in name.lower() for name in mails)]
    missed, latest = _missed(town, names, made, since, until)
    outcomes = Counter(one.outcome for one in made)
    uncertain = sum(one.state == "uncertain" for one in acts)
    return Held(
        doubles=doubles,
        lost=lost + len(gone),
        twice_at_once=_overlaps(made),
        over_budget=_over_budget(town),
        missed=missed,
        latest_seconds=latest,
        passes=outcomes["done"],
        writes=sum(one.kind in ("payment", "note") and one.state == "done" for one in acts),
        messages=len(mails),
        stopped_or_cut=outcomes["cut"] + outcomes["stopped"] + outcomes["failed"],
        left_for_a_person=uncertain,
        details=(*details, *(f"message {key} never came" for key in gone)),
    )


def _writes(town: Town, names: dict[int, str], acts: Any) -> tuple[int, int, list[str]]:
    """Payments and notes that stand twice at the source, that do not stand there, and which."""
    doubles, lost, details = 0, 0, []
    numbers: dict[int, dict[str, str]] = {}
    for one in acts:
        if one.kind not in ("payment", "note"):
            continue
        if one.ledger_id not in numbers:
            with town.office.store.read() as connection:
                rows = figures.every_invoice(connection, one.ledger_id)
            numbers[one.ledger_id] = {row.id: row.number for row in rows}
        with town.api.of(town.tenants[names[one.ledger_id]]):
            number = numbers[one.ledger_id][one.invoice_id]
            if one.kind == "payment":
                times = sum(each[1] == one.key for each in town.api.payments_on(number))
            else:
                times = sum(text.count(one.key) for text in town.api.notes_on(number))
        doubles += max(0, times - 1)
        missing = times == 0 and (one.state == "done" or (one.kind == "payment" and one.state == "ready"))
        lost += missing
        if times > 1 or missing or (times and one.state not in ("done", "claimed", "uncertain")):
            details.append(
                f"{names[one.ledger_id]}: {one.kind} {one.key} is {one.state}, stands {times} times"
            )
    return doubles, lost, details


def _overlaps(made: Any) -> int:
    """Runs of one ledger that were made while another one was: by when each began and ended."""
    found = 0
    last: dict[int, datetime] = {}
    for one in made:
        ended = one.finished_at or one.started_at
        found += one.ledger_id in last and one.started_at < last[one.ledger_id]
        last[one.ledger_id] = max(ended, last.get(one.ledger_id, ended))
    return found


def _over_budget(town: Town) -> int:
    """Organisations that were called more than is allowed, and calls that were refused as too many."""
    limits = connectors.provider("xero").limits
    calls: dict[str, list[Call]] = defaultdict(list)
    with town.api.lock:
        for call in town.api.calls:
            if call.path.startswith(_OURS):
                calls[call.headers.get("Xero-Tenant-Id", "")].append(call)
    over = sum(
        most_within(some, 60) > limits.per_minute or most_at_once(some) > limits.at_once
        for some in calls.values()
    )
    return over + sum(call.status == 429 for some in calls.values() for call in some)


def _missed(
    town: Town, names: dict[int, str], made: Any, since: datetime, until: datetime
) -> tuple[int, float]:
    """How many whole runs were not begun before the next one was due, and the latest of all, in seconds."""
    began: dict[int, list[datetime]] = defaultdict(list)
    for one in made:
        if one.outcome in _WHOLE:
            began[one.ledger_id].append(one.started_at)
    missed, latest = 0, 0.0
    every = timedelta(seconds=town.rules.every)
    for ledger_id, name in names.items():
        moment = plan.next_run(turn.pace(town.office, name), since)
        while moment + every <= until:
            late = [at - moment for at in began[ledger_id] if at >= moment]
            first = min(late, default=None)
            missed += first is None or first > every
            latest = max(latest, (first or timedelta(0)).total_seconds())
            moment += every
    return missed, latest
