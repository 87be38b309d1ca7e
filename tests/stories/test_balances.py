"""Whatever moved a balance, whoever's it was: after one quiet pull the stage owes what the source does.

Random sequences of all that people can do in QuickBooks and in Xero, with pulls in between: whole,
cut off in the middle, and such as do not see yet what was done just before. What is owed is held
against the sandbox's own sum of all papers, which looks at no balance that it shows.
`DUESYNC_MACHINE=20` runs them for longer.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    run_state_machine_as_test,
)

from tests.postgres import fresh_schema
from tests.stories.bookkeeping import LONG, Bookkeeping
from tests.stories.bookkeeping_in_quickbooks import InQuickBooks, InQuickBooksThatStampsNoCustomer
from tests.stories.bookkeeping_in_xero import InXero


def on_sqlite(_stack: ExitStack) -> None:
    """The world's own file."""


def on_postgresql(server: str, stack: ExitStack) -> str:
    return stack.enter_context(fresh_schema(server))


def played(machine: type[Bookkeeping], make_store: Callable[[ExitStack], str | None], examples: int) -> None:
    chosen = settings(
        max_examples=examples,
        stateful_step_count=12,
        deadline=None,
        derandomize=LONG == 1,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(
        type(machine.__name__, (machine,), {"make_store": staticmethod(make_store)}), settings=chosen
    )


MACHINES = [InQuickBooks, InQuickBooksThatStampsNoCustomer, InXero]


@pytest.mark.parametrize("machine", MACHINES)
def test_after_any_sequence_each_customer_owes_what_the_source_says(machine: type[Bookkeeping]) -> None:
    played(machine, on_sqlite, 4 * LONG)


@pytest.mark.parametrize("machine", [InQuickBooks, InXero])
def test_on_postgresql_too(machine: type[Bookkeeping], postgres_server: str) -> None:
    played(machine, partial(on_postgresql, postgres_server), 1 + LONG)
