"""Many deliveries, few writes; none is answered well before it is committed, nor lost by a failed write."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from sync.office import Office
from sync.store import signals
from sync.store.signals import Told
from sync.web.hearing import Hearing
from tests.web.served import OTHER_REALM, REALM, TENANT, linked_office

OURS = frozenset({"main-street", "summit", "harbour"})
MAIN_STREET, SUMMIT = Told("quickbooks", REALM, OURS), Told("quickbooks", OTHER_REALM, OURS)
HARBOUR = Told("xero", TENANT, OURS)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = linked_office(tmp_path, "sqlite:///duesync.db")
    yield made
    made.close()


def heard(office: Office) -> dict[str, int]:
    with office.store.read() as connection:
        return {name: one.heard for name, one in signals.waiting(connection).items()}


def writes(office: Office, *failing: int, slow: float = 0.05) -> list[int]:
    """A list with a number for each write that is tried from now on; those numbered `failing` fail."""
    tried: list[int] = []

    @sa.event.listens_for(office.store.engine, "do_execute")
    def _execute(_cursor: Any, statement: str, _parameters: Any, _context: Any) -> None:
        if statement.startswith("INSERT INTO signals"):
            tried.append(len(tried) + 1)
            time.sleep(slow)  # so that others come meanwhile
            if tried[-1] in failing:
                msg = "disk I/O error"
                raise sqlite3.OperationalError(msg)

    return tried


def test_what_comes_while_a_write_is_under_way_goes_together_in_the_next(office: Office) -> None:
    tried = writes(office)

    async def burst() -> None:
        hearing = Hearing(office.store)
        await asyncio.gather(*(hearing.keep([one]) for one in (MAIN_STREET, SUMMIT, HARBOUR) * 20))

    asyncio.run(burst())
    assert len(tried) == 2
    assert heard(office) == {"main-street": 20, "summit": 20, "harbour": 20}


def test_nobody_is_answered_before_it_is_committed(office: Office) -> None:
    async def one_by_one() -> None:
        hearing = Hearing(office.store)
        for number, told in enumerate((MAIN_STREET, SUMMIT, HARBOUR), 1):
            await hearing.keep([told])
            assert len(heard(office)) == number

    asyncio.run(one_by_one())


def test_a_write_that_fails_is_the_failure_of_one_delivery_and_the_next_takes_the_others_along(
    office: Office,
) -> None:
    tried = writes(office, 2)

    async def burst() -> list[BaseException | None]:
        hearing = Hearing(office.store)
        waiting = [asyncio.ensure_future(hearing.keep([one])) for one in (MAIN_STREET, SUMMIT, HARBOUR)]
        return await asyncio.gather(*waiting, return_exceptions=True)

    first, second, third = asyncio.run(burst())
    assert len(tried) == 3
    assert (first, third) == (None, None)
    assert isinstance(second, OperationalError)
    assert heard(office)["harbour"] == 1, "it was answered well, and so it must be there"


def test_a_delivery_that_is_given_up_leaves_the_others_their_turn(office: Office) -> None:
    writes(office, slow=0.3)

    async def given_up() -> None:
        hearing = Hearing(office.store)
        first = asyncio.ensure_future(hearing.keep([MAIN_STREET]))
        await asyncio.sleep(0.1)
        second = asyncio.ensure_future(hearing.keep([SUMMIT]))
        first.cancel()
        await second
        assert first.cancelled()

    asyncio.run(given_up())
    assert heard(office)["summit"] == 1
