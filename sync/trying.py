"""A draft of a policy tried out: what it would do in the coming days and would have done in the past ones.

The law kept here: both are asked of the engine itself, beside the policy in force; nothing is written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from threading import Lock

import msgspec

from dunning.plan import Planned
from dunning.policy import Policy
from dunning.reaching import CHANNEL_WORDS
from sync.commands.approvals import PLAN_DAYS, plan
from sync.commands.targets import today_of
from sync.errors import DuesyncError
from sync.office import Office
from sync.rehearsal.backtest import Backtest, backtest
from sync.store import figures
from sync.store.ledgers import LinkedLedger

_ONE_AT_A_TIME = Lock()


class TooLong(DuesyncError):
    """The past is too much to be tried while somebody waits; or another's is being tried."""


class Coming(msgspec.Struct, frozen=True):
    """One day, and how many messages and tasks it brings under either policy."""

    on: date
    present: int
    draft: int


class Otherwise(msgspec.Struct, frozen=True):
    """A customer for whom the days would be other ones, what comes in words."""

    customer_id: str
    customer: str
    present: tuple[str, ...]
    draft: tuple[str, ...]


class Preview(msgspec.Struct, frozen=True):
    """The coming days under either policy, and whom it makes a difference for."""

    days: tuple[Coming, ...]
    changed: tuple[Otherwise, ...]
    present: int
    draft: int


def preview(
    office: Office, ledger: LinkedLedger, policy: Policy, seconds: float, days: int = PLAN_DAYS
) -> Preview:
    """The coming days under that policy and under the one in force, if nothing is paid. Raises `TooLong`."""
    rest = _within(office, seconds, f"all that {ledger.name}'s customers owe")
    both = plan(office, ledger, days, rest=rest), plan(office, ledger, days, policy, rest)
    counts = [Counter(one.on for _, one in found) for found in both]
    by_customer = [_by_customer(found) for found in both]
    with office.store.read() as connection:
        names = figures.customer_names(connection, ledger.id)
    today = today_of(office, ledger)
    changed = [
        Otherwise(id_, names.get(id_, id_), *(each.get(id_, ()) for each in by_customer))
        for id_ in {**by_customer[0], **by_customer[1]}
        if by_customer[0].get(id_) != by_customer[1].get(id_)
    ]
    return Preview(
        days=tuple(
            Coming(day, counts[0][day], counts[1][day])
            for day in (today + timedelta(days=number) for number in range(days + 1))
        ),
        changed=tuple(sorted(changed, key=lambda one: (one.customer.casefold(), one.customer_id))),
        present=len(both[0]),
        draft=len(both[1]),
    )


def _by_customer(found: list[tuple[str, Planned]]) -> dict[str, tuple[str, ...]]:
    steps: dict[str, list[str]] = defaultdict(list)
    for id_, one in found:
        way = CHANNEL_WORDS.get(one.channel, one.channel)
        steps[id_].append(f"{one.on.day} {one.on:%b}: {one.level.replace('_', ' ')}, by {way}")
    return {id_: tuple(told) for id_, told in steps.items()}


def try_on_the_past(
    office: Office, ledger: LinkedLedger, policy: Policy, since: date, seconds: float
) -> Backtest:
    """The backtest, where it takes no longer than that. Raises `TooLong`, `NoHistory`."""
    if not _ONE_AT_A_TIME.acquire(blocking=False):
        msg = "another draft is being tried on the past just now: try again in a moment"
        raise TooLong(msg)
    try:
        return backtest(office, ledger, policy, since, _within(office, seconds, f"{ledger.name}'s past"))
    finally:
        _ONE_AT_A_TIME.release()


def _within(office: Office, seconds: float, what: str) -> Callable[[], None]:
    """What raises `TooLong` once so many seconds are over."""
    clock = office.clock.elapsed
    end = clock() + seconds

    def rest() -> None:
        if clock() > end:
            msg = f"{what} is too much to be tried within {seconds:g} seconds"
            raise TooLong(msg)

    return rest
