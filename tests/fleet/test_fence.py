"""A pass whose ledger another has taken over writes nothing, not even that it failed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from connectors.errors import TryLater
from sync.run import look, run_pass
from sync.store.leases import LeaseLost
from sync.tables import leases, ledgers, runs
from sync.work import Work
from tests.world import XERO, World


def taken_over(work: Work) -> None:
    """As if we had slept past our lease, and another had begun."""
    with work.held.store.write() as connection:
        connection.execute(
            sa.update(leases)
            .where(leases.c.name == work.held.lease.name)
            .values(
                holder="other/pid:[1]|1|1",
                fence=leases.c.fence + 1,
                until=work.store.clock.wall() + timedelta(seconds=600),
            )
        )


def test_whatever_is_written_in_a_pass_is_written_under_its_lease(small_world: World) -> None:
    made = small_world.link(XERO)
    with made.office.work(XERO) as work:
        taken_over(work)
        with pytest.raises(LeaseLost), work.store.write():
            pytest.fail("a write began")
        with pytest.raises(LeaseLost):
            look(work)


def test_a_run_that_fails_once_it_was_taken_over_notes_nothing(small_world: World) -> None:
    made = small_world.link(XERO)
    with made.office.work(XERO) as work:

        def slept() -> tuple[str, ...]:
            taken_over(work)
            text = "no answer came"
            raise TryLater(text, about=XERO, after=60)

        work.hear_paid = slept
        with pytest.raises(LeaseLost):
            run_pass(work)
    with made.office.store.read() as connection:
        assert connection.execute(sa.select(runs.c.finished_at, runs.c.outcome)).all() == [(None, None)]
        assert connection.scalar(sa.select(ledgers.c.problem)) is None
