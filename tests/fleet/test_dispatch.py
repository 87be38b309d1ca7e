"""Who has a turn: firms in fair shares, and fewer at once where the database or a provider is slow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa

from sync.clock import Clock
from sync.fleet import dispatch, plan, schema
from sync.fleet.plan import Priority
from sync.fleet.turn import pace, take_turn
from sync.store import Store
from sync.store.turns import JOBS
from sync.tables import HOUSE, firms, ledgers, turns
from tests.fleet.crew import in_fleet
from tests.world import WORKING_DAY, XERO, world

MANY = 2 * dispatch.MOST_WAITING


def linked(store: Store, firm_id: int, prefix: str, number: int, due: timedelta) -> None:
    """So many ledgers of that firm, whose whole runs have been due for so long."""
    rows = [
        {
            "name": f"{prefix}{count}",
            "firm_id": firm_id,
            "provider": "xero",
            "environment": "production",
            "company_id": f"{prefix}{count}",
            "organisation": "A firm",
            "home_currency": "GBP",
            "timezone": "Europe/London",
            "demo": False,
            "linked_on": date(2026, 1, 1),
            "complete": True,
        }
        for count in range(number)
    ]
    with store.write() as connection:
        connection.execute(sa.insert(ledgers), rows)
        at = WORKING_DAY - due
        ids = connection.scalars(sa.select(ledgers.c.id).where(ledgers.c.firm_id == firm_id))
        planned = {"run_at": at, "poll_at": at, "calm": 0, "failed": 0}
        connection.execute(sa.insert(turns), [{"ledger_id": one, **planned} for one in ids])


def test_one_firms_hundreds_delay_no_others_one(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, customers=1, now=WORKING_DAY, store=postgres_url) as made:
        store = made.office.store
        schema.prepare(store.engine)
        with store.write() as connection:
            connection.execute(sa.insert(firms).values(id=HOUSE + 1, name="north", made_at=WORKING_DAY))
        linked(store, HOUSE, "house", MANY, timedelta(hours=5))
        linked(store, HOUSE + 1, "north", 1, timedelta(seconds=1))
        found = dispatch.due(made.office)
        assert [*found].index("north0") <= 1
        assert len(found) == dispatch.MOST_WAITING
        assert {*found.values()} == {Priority.RUN}


def wait(connection: sa.Connection, names: Sequence[str], priority: Priority) -> None:
    """Jobs of that priority stand in the queue for these ledgers."""
    connection.execute(sa.text(f"SET LOCAL search_path TO {JOBS}"))
    waits = (
        "INSERT INTO procrastinate_jobs (task_name, queue_name, queueing_lock, priority) "
        "VALUES ('turn', 'ledgers', :name, :priority)"
    )
    connection.execute(sa.text(waits), [{"name": name, "priority": int(priority)} for name in names])


def test_a_whole_run_that_has_waited_for_long_comes_before_what_was_heard_of(
    tmp_path: Path, postgres_url: str
) -> None:
    with world(tmp_path, customers=1, now=WORKING_DAY, store=postgres_url) as made:
        store = made.office.store
        schema.prepare(store.engine)
        linked(store, HOUSE, "late", 1, timedelta(seconds=31))
        with store.write() as connection:
            connection.execute(sa.insert(firms).values(id=HOUSE + 1, name="north", made_at=WORKING_DAY))
        linked(store, HOUSE + 1, "due", 1, timedelta(seconds=5))
        with store.write() as connection:
            wait(connection, ["late0", "due0"], Priority.POLL)
        assert dispatch.due(made.office) == {}
        with store.read() as connection:
            connection.execute(sa.text(f"SET LOCAL search_path TO {JOBS}"))
            jobs = connection.execute(sa.text("SELECT queueing_lock, priority FROM procrastinate_jobs"))
            found = {job.queueing_lock: job.priority for job in jobs}
        assert found == {"late0": Priority.LATE, "due0": Priority.RUN}
        assert Priority.RUN < Priority.HEARD < Priority.LATE


def test_whole_runs_do_not_wait_until_polls_have_made_room(tmp_path: Path, postgres_url: str) -> None:
    with world(tmp_path, customers=1, now=WORKING_DAY, store=postgres_url) as made:
        store = made.office.store
        schema.prepare(store.engine)
        linked(store, HOUSE, "house", MANY, timedelta(hours=5))
        ours = sa.select(ledgers.c.id).order_by(ledgers.c.id).limit(dispatch.MOST_WAITING)
        with store.write() as connection:
            later = sa.update(turns).values(run_at=WORKING_DAY + timedelta(hours=1))
            connection.execute(later.where(turns.c.ledger_id.in_(ours)))
            names = connection.scalars(sa.select(ledgers.c.name).where(ledgers.c.id.in_(ours))).all()
            wait(connection, names, Priority.POLL)
        found = dispatch.due(made.office)
        assert {*found.values()} == {Priority.RUN}
        assert len(found) == dispatch.MOST_WAITING


def test_a_turn_waits_where_the_database_is_slow_unless_it_is_the_only_one(tmp_path: Path) -> None:
    with world(tmp_path, customers=4) as made:
        in_fleet(made)
        office = made.link(XERO).at(WORKING_DAY).office
        office.store.pace.add(60.0, office.clock.elapsed())
        assert take_turn(office, XERO, lambda: False, under_way=2) is None
        with office.store.read() as connection:
            planned = connection.execute(sa.select(turns)).one()
        assert planned.run_at <= WORKING_DAY, "it is due still"
        assert planned.not_before > office.clock.wall()
        with office.store.write() as connection:
            connection.execute(sa.update(turns).values(not_before=None))
        assert take_turn(office, XERO, lambda: False, under_way=1) == "run"


def test_a_run_whose_time_comes_while_its_ledger_is_polled_is_not_left_out(tmp_path: Path) -> None:
    at = [WORKING_DAY]
    with world(tmp_path, customers=1, clock=Clock(now=lambda: at[0])) as made:
        in_fleet(made)
        office = made.link(XERO).office
        assert take_turn(office, XERO, lambda: False) == "run"
        slot = plan.next_run(pace(office, XERO), at[0])
        at[0] = slot - timedelta(seconds=1)
        with office.store.write() as connection:
            connection.execute(sa.update(turns).values(poll_at=office.clock.wall()))

        def while_it_is_polled() -> bool:
            at[0] = slot + timedelta(seconds=1)
            return False

        assert take_turn(office, XERO, while_it_is_polled) == "poll"
        assert at[0] > slot
        assert take_turn(office, XERO, lambda: False) == "run"
        assert take_turn(office, XERO, lambda: False) is None, "once"
