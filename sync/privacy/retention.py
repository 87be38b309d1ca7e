"""Retention: what is past its time is deleted, once a day by the worker, or when a person says so.

What PostgreSQL keeps in months goes a month at a time once all of it is past; the rest row by row.

The law: nothing goes that an open claim or a duty asks for; and of each decision that goes the audit
chain tells, by its leaf, so that it verifies as before.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from sync import tables
from sync.evidence import chain
from sync.office import Office
from sync.privacy import traces
from sync.privacy.erase import wipe
from sync.privacy.grounds import duty, last_act, open_claims
from sync.store import departures, events, ledgers, partitions, personal, prints, texts, tombstones
from sync.store.bank import NOTHING_SAID
from sync.store.chain import tell
from sync.store.dialects import is_postgres
from sync.store.ledgers import LinkedLedger
from sync.store.personal import FACTS
from sync.work import Busy, held_ledger

_AT_ONCE = 2000  # decisions, of which one event tells
_MONTH = timedelta(days=365.25 / 12)
_STEP_SECONDS = 60.0
_HEARD = timedelta(days=90)  # ids of texts that came in: nobody tells of one again so late


class Enforced(msgspec.Struct, frozen=True, kw_only=True):
    """What went of one ledger. `persons`: customers of whom all that was done went; the rest are rows.

    `busy`: another process has the ledger in hand, so nothing was looked at: the next time does it.
    """

    ledger: str
    persons: int = 0
    decisions: int = 0
    versions: int = 0
    unreadable: int = 0
    bank_lines: int = 0
    messages: int = 0
    runs: int = 0
    busy: bool = False

    def any(self) -> bool:
        """Whether anything went."""
        rows = (self.decisions, self.versions, self.unreadable, self.bank_lines, self.messages, self.runs)
        return bool(self.persons or any(rows))


def whole_months(office: Office) -> list[str]:
    """Of tables that lie by month, drop what is past its time as a whole, and make the months to come.

    Returns the names of what was dropped. Raises `NotLookedAfter`.
    """
    now, past = office.clock.now(), []
    for table, months in _months_kept(office).items():
        past += partitions.drop_past(office.store, table, now - months * _MONTH)
    partitions.make_ahead(office.store, now)
    return past


def _months_kept(office: Office) -> dict[sa.Table, int]:
    times = office.config.keeping.retention  # of the whole house: no ledger or firm has its own
    return {tables.history: times.versions_months, tables.runs: times.runs_months}


def enforce(office: Office, name: str | None = None) -> list[Enforced]:
    """Delete what is past its time, of every ledger or the one so named."""
    with office.store.read() as connection:
        linked = [one for one in ledgers.every(connection) if name in (None, one.name)]
    with office.store.write() as connection:
        texts.forget_heard(connection, office.clock.now() - _HEARD)
    done = [_of_ledger(office, one) for one in linked if one.leaves_on is None]
    if any(one.persons for one in done):
        traces.compact(office)
    elif any(one.any() for one in done):
        departures.empty_log(office.store.engine)
    return done


def _of_ledger(office: Office, ledger: LinkedLedger) -> Enforced:
    office = office.of_ledger(ledger)
    times, now = office.config.keeping.retention, office.clock.now()
    try:
        with held_ledger(office.store, ledger.name, ledger.id) as held:
            persons = decisions = 0
            for customer_id in _candidates(office, ledger, now):
                with office.store.write(held.still(_STEP_SECONDS)) as connection:
                    persons += _forgotten(office, connection, ledger, customer_id)
            while True:
                with office.store.write(held.still(_STEP_SECONDS)) as connection:
                    gone = _old_decisions(connection, ledger, now - times.decisions_months * _MONTH)
                decisions += gone
                if gone < _AT_ONCE:
                    break
            with office.store.write(held.still(_STEP_SECONDS)) as connection:
                return _old_rows(office, connection, ledger, persons, decisions)
    except Busy:
        return Enforced(ledger=ledger.name, busy=True)


def _candidates(office: Office, ledger: LinkedLedger, now: datetime) -> list[str]:
    """Customers who were erased but for evidence, which may go now, or who were last written to long ago."""
    years = timedelta(days=365 * office.config.keeping.retention.evidence_years)
    effects, notices, agreements = tables.effects, tables.notices, tables.agreements
    with office.store.read() as connection:
        found = {*tombstones.due(connection, ledger.id, _today(office, ledger))}
        for moment in (effects.c.settled_at, notices.c.delivered_at, agreements.c.made_at):
            customer = moment.table.c.customer_id
            query = sa.select(customer).where(moment.table.c.ledger_id == ledger.id).group_by(customer)
            found.update(connection.scalars(query.having(sa.func.max(moment) < now - years)))
        found.difference_update(tombstones.waiting(connection, ledger.id, _today(office, ledger)))
    return sorted(found)


def _today(office: Office, ledger: LinkedLedger) -> date:
    return office.clock.now().astimezone(ZoneInfo(ledger.timezone)).date()


def _forgotten(office: Office, connection: Connection, ledger: LinkedLedger, customer_id: str) -> int:
    """Delete what was done about that customer, where nothing asks for it any more."""
    who = personal.person(connection, ledger.id, customer_id)
    last = last_act(connection, who)
    if last is None or open_claims(connection, who) or duty(office, connection, ledger, who) is not None:
        return 0
    evidence = {table.name for table in personal.personal()} - FACTS
    wipe(connection, who, "duesync", evidence)
    tombstones.let_go(connection, ledger.id, customer_id)
    return 1


def _old_decisions(connection: Connection, ledger: LinkedLedger, before: datetime) -> int:
    """Delete some decisions by which nothing went, and the accounts that no other decision rested on."""
    if not is_postgres(connection):
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
    taken = events.superseded(connection, ledger.id, before, _AT_ONCE)
    if not taken:
        return 0
    leaves = b"".join(one.leaf() for one in taken if one.salt is not None)
    personal.delete_decisions(connection, [one.id for one in taken], {one.account_digest for one in taken})
    told: dict[str, Any] = {"persons": [], "leaves": chain.digest(leaves), "rows": {"decisions": len(taken)}}
    tell(connection, ledger.id, "erasure", told | {"why": "retention"}, leaves=leaves)
    return len(taken)


def _old_rows(
    office: Office, connection: Connection, ledger: LinkedLedger, persons: int, decisions: int
) -> Enforced:
    times, now = office.config.keeping.retention, office.clock.now()
    history, problems, runs, calls = tables.history, tables.problems, tables.runs, tables.calls

    def gone(statement: Any, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        return connection.execute(statement.where(table.c.ledger_id == ledger.id, *where)).rowcount

    lines = tables.bank_lines
    paid_nothing = sa.and_(
        lines.c.state.in_(("refused", "returned", "booked")),
        lines.c.settled_at < now - timedelta(days=times.unreadable_days),
        lines.c.body != NOTHING_SAID,
    )
    came = tables.incoming
    nobodys = sa.and_(
        came.c.state == "settled",
        came.c.settled_at < now - timedelta(days=times.unreadable_days),
        sa.not_(sa.exists().where(tables.incoming_whose.c.incoming_id == came.c.id)),
    )
    unreadable = problems.c.seen_at < now - timedelta(days=times.unreadable_days)
    long_run = now - times.runs_months * _MONTH
    gone(sa.delete(calls), calls, calls.c.day < long_run.date())
    prints.forget_old(connection, ledger.id, now)
    return Enforced(
        ledger=ledger.name,
        persons=persons,
        decisions=decisions,
        versions=gone(sa.delete(history), history, history.c.seen_at < now - times.versions_months * _MONTH),
        unreadable=gone(sa.update(problems).values(raw=""), problems, unreadable, problems.c.raw != ""),
        bank_lines=gone(sa.update(lines).values(body=NOTHING_SAID), lines, paid_nothing),
        messages=gone(sa.delete(came), came, nobodys),
        runs=gone(sa.delete(runs), runs, runs.c.started_at < long_run),
    )
