"""What must hold of the town at the end, by the sources' own books, their calls and the mail server.

Whatever does not is told in words that name the ledger.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

import connectors
from connectors.sandbox.traffic import most_at_once, most_within
from sync import firms
from sync.fleet import plan, turn
from sync.store import figures, firm_rows
from sync.tables import effects, ledgers, runs
from tests.fleet_bench.town import Town

_WHOLE = ("done", "failed")


@dataclass(frozen=True, slots=True)
class Held:
    """What was found. `bad`: by invariant, each case in words; the rest are counts."""

    bad: dict[str, list[str]]
    latest_seconds: float
    passes: int
    writes: int
    messages: int
    calls: int
    webhooks: int
    stopped_or_cut: int
    left_for_a_person: int

    def is_good(self) -> bool:
        """Whether the fleet did what it promises."""
        return not any(self.bad.values())


def check(town: Town, since: datetime, until: datetime, crossed: list[str]) -> Held:
    """Look at it all; no worker is alive. `since`, `until`: business time in which ledgers were to be run.

    `crossed`: what strangers saw meanwhile.
    """
    with town.office.store.read() as connection:
        names = {one.id: one.name for one in connection.execute(sa.select(ledgers.c.id, ledgers.c.name))}
        acts = connection.execute(sa.select(effects)).all()
        made = connection.execute(sa.select(runs).order_by(runs.c.id)).all()
    doubles, lost = _writes(town, names, acts)
    mails = Counter(str(one.message["Message-ID"]) for one in town.mail.messages)
    doubles += [f"message {name}: came {times} times" for name, times in mails.items() if times > 1]
    came = " ".join(mails).lower()
    lost += [
        f"{names[one.ledger_id]}: message {one.key} is done, and never came"
        for one in acts
        if one.kind == "message" and one.state == "done" and one.key.lower() not in came
    ]
    missed, latest = _missed(town, names, made, since, until)
    outcomes = Counter(one.outcome for one in made)
    return Held(
        bad={
            "doubles": doubles,
            "lost": lost,
            "twice_at_once": _overlaps(names, made),
            "over_budget": [*_over_budget(town)],
            "missed": missed,
            "seen_by_another_firm": [*crossed, *_strangers_see(town), *_sent_by_others(town, names, acts)],
        },
        latest_seconds=round(latest, 1),
        passes=outcomes["done"],
        writes=sum(one.kind in ("payment", "note") and one.state == "done" for one in acts),
        messages=len(mails),
        calls=sum(len(calls) for calls in _calls(town).values()),
        webhooks=sum(one.taken for one in town.tellers.values()),
        stopped_or_cut=outcomes["cut"] + outcomes["stopped"] + outcomes["failed"],
        left_for_a_person=sum(one.state == "uncertain" for one in acts),
    )


def _writes(town: Town, names: dict[int, str], acts: Any) -> tuple[list[str], list[str]]:
    """Payments and notes that stand twice at the source, and those that do not stand there."""
    doubles, lost = [], []
    numbers: dict[int, dict[str, str]] = {}
    for one in acts:
        if one.kind not in ("payment", "note"):
            continue
        if one.ledger_id not in numbers:
            with town.office.store.read() as connection:
                rows = figures.every_invoice(connection, one.ledger_id)
            numbers[one.ledger_id] = {row.id: row.number for row in rows}
        books = town.books[names[one.ledger_id]]
        times = books.times(one.kind, numbers[one.ledger_id][one.invoice_id], one.key)
        told = f"{names[one.ledger_id]}: {one.kind} {one.key} is {one.state}, stands {times} times"
        if times > 1 or (times and one.state not in ("done", "claimed", "uncertain")):
            doubles.append(told)
        if times == 0 and (one.state == "done" or (one.kind == "payment" and one.state == "ready")):
            lost.append(told)
    return doubles, lost


def _overlaps(names: dict[int, str], made: Any) -> list[str]:
    """Runs of one ledger that were made while another one was: by when each began and ended."""
    found = []
    last: dict[int, datetime] = {}
    for one in made:
        if one.ledger_id in last and one.started_at < last[one.ledger_id]:
            found.append(f"{names[one.ledger_id]}: run {one.id} began before the one before it had ended")
        ended = one.finished_at or one.started_at
        last[one.ledger_id] = max(ended, last.get(one.ledger_id, ended))
    return found


def _calls(town: Town) -> dict[str, list[Any]]:
    """Calls of the accounting APIs, by ledger."""
    xero = defaultdict(list)
    with town.xero.lock:
        for call in town.xero.calls:
            xero[call.headers.get("Xero-Tenant-Id", "")].append(call)
    every = {
        name: xero[books.id] if books.provider == "xero" else books.calls()
        for name, books in town.books.items()
    }
    return {
        name: [call for call in calls if call.path.startswith(town.books[name].ours)]
        for name, calls in every.items()
    }


def _over_budget(town: Town) -> Iterator[str]:
    """Organisations that were called more than is allowed, and calls that were refused as too many."""
    for name, calls in _calls(town).items():
        limits = connectors.provider(town.books[name].provider).limits
        refused = sum(call.status == 429 for call in calls)
        minute, together = most_within(calls, 60), most_at_once(calls)
        second = most_within(calls, 1) if limits.per_second is not None else 0
        if minute > limits.per_minute or together > limits.at_once or second > (limits.per_second or 0):
            yield f"{name}: {minute} calls in a minute, {second} in a second, {together} at once"
        if refused:
            yield f"{name}: {refused} calls were refused as too many"


def _strangers_see(town: Town) -> Iterator[str]:
    """Rows that a firm's store shows and that are not the firm's, or that it does not show and are."""
    for firm in firms.every(town.office):
        with town.office.store.read() as connection:
            theirs = sa.select(ledgers.c.id).where(ledgers.c.firm_id == firm.firm.id)
            own = list(connection.scalars(theirs))
            counts = {
                table: connection.scalar(sa.select(sa.func.count()).select_from(table).where(mine))
                for table, mine in firm_rows.tables_of(firm.firm.id, own)
                if {"firm_id", "ledger_id"} & {*table.c.keys()}
            }
        with town.office.store.of_firm(firm.firm.id).read() as connection:
            for table, expected in counts.items():
                seen = connection.scalar(sa.select(sa.func.count()).select_from(table))
                if seen != expected:
                    yield f"firm {firm.firm.name}: {table.name} shows {seen} rows, and has {expected}"


def _sent_by_others(town: Town, names: dict[int, str], acts: Any) -> Iterator[str]:
    """Messages that bear another's name than their ledger's."""
    by_key = {one.key.lower(): names[one.ledger_id] for one in acts if one.kind == "message"}
    for one in town.mail.messages:
        key = str(one.message["Message-ID"]).strip("<>").split("@")[0].lower()
        if (name := by_key.get(key)) is not None and name not in str(one.message["From"]):
            yield f"{name}: message {key} is from {one.message['From']}"


def _missed(
    town: Town, names: dict[int, str], made: Any, since: datetime, until: datetime
) -> tuple[list[str], float]:
    """Whole runs that were not begun before the next one was due, and the latest of all, in seconds."""
    began: dict[int, list[datetime]] = defaultdict(list)
    theirs: dict[int, list[Any]] = defaultdict(list)
    for one in made:
        theirs[one.ledger_id].append(one)
        if one.outcome in _WHOLE:
            began[one.ledger_id].append(one.started_at)
    missed, latest = [], 0.0
    every = timedelta(seconds=town.rules.every)
    for ledger_id, name in names.items():
        moment = plan.next_run(turn.pace(town.office, name), since)
        while moment + every <= until:
            first = min((at - moment for at in began[ledger_id] if at >= moment), default=None)
            if first is None or first > every:
                meanwhile = [
                    one for one in theirs[ledger_id] if moment <= one.started_at <= moment + 2 * every
                ]
                told = ", ".join(f"{one.started_at:%H:%M:%S} {one.outcome}" for one in meanwhile)
                missed.append(
                    f"{name}: its run of {moment:%H:%M:%S} was not begun within {every}; runs: {told}"
                )
            latest = max(latest, (first or timedelta(0)).total_seconds())
            moment += every
    return missed, latest
