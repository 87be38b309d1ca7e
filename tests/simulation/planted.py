"""Plausible bugs, planted one at a time: each breaks a law of the simulation, which must notice.

The one place where our own code is replaced: what is tested here is the simulation, not the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

import connectors.mail.channel
import dunning.aging
import dunning.guards.timing
import dunning.procedure
import sync.asking
import sync.decide
import sync.deliver
import sync.pull
import sync.reconcile
import sync.store.outbox
import sync.store.suppressions
from connectors.errors import TryLater, Uncertain
from dunning.agreed import NOTHING_AGREED
from dunning.effects import Receipt
from dunning.engine import decide
from sync.rehearsal.simulation import invariants
from sync.rehearsal.simulation.invariants import Law
from sync.store.stage import stage

Plant = Callable[[pytest.MonkeyPatch], None]


@dataclass(frozen=True)
class Bug:
    """`laws`: at least one of them must be found broken within `days` of that seed; `quick`: it is at once.

    `weather`: the only one there is, where the bug shows in hardly any other.
    """

    plant: Plant
    laws: tuple[Law, ...]
    seed: int = 1
    days: int = 120
    quick: bool = False
    weather: str | None = None


def ignores_credit(patch: pytest.MonkeyPatch) -> None:
    """What a customer has in hand is forgotten: one who owes nothing is written to."""
    patch.setattr(dunning.aging, "credit_of", lambda _account: Decimal(0))


def never_looks_again(patch: pytest.MonkeyPatch) -> None:
    """However long ago the books were read: what is ready is sent on."""
    patch.setattr(sync.deliver._Look, "is_stale", lambda *_: False)


def forgets_what_was_said(patch: pytest.MonkeyPatch) -> None:
    """Disputes, promises and claims are recorded, and bear on nothing."""
    patch.setattr(dunning.procedure, "agreed_on", lambda *_: NOTHING_AGREED)


def writes_at_any_hour(patch: pytest.MonkeyPatch) -> None:
    """Every hour is open."""
    patch.setattr(dunning.guards.timing, "next_open", lambda _hours, _place, _rules, now: now)


def counts_no_messages(patch: pytest.MonkeyPatch) -> None:
    """The most messages in thirty days is never reached."""
    patch.setattr(dunning.guards.timing, "window_ends", lambda *_: None)


def skips_a_level(patch: pytest.MonkeyPatch) -> None:
    """A level that is to be taken three times is taken once."""
    first = dunning.procedure.next_index

    def hasty(account: Any, policy: Any, episode: Any, start: Any = None) -> int:
        once = replace(policy, levels=tuple(replace(level, times=1) for level in policy.levels))
        return first(account, once, episode, start)

    patch.setattr(dunning.procedure, "next_index", hasty)


def writes_again_without_looking(patch: pytest.MonkeyPatch) -> None:
    """A write whose answer was lost is written once more, unasked."""
    patch.setattr(sync.reconcile, "find_all", lambda _source, writes, _since: [None for _ in writes])


def takes_doubt_for_success(patch: pytest.MonkeyPatch) -> None:
    """A write whose answer was lost counts as done."""

    def found(_source: Any, writes: Iterable[Any], since: datetime) -> list[Receipt]:
        return [Receipt(provider_id="surely", version="", at=since) for _ in writes]

    patch.setattr(sync.reconcile, "find_all", found)


def forgets_the_dead(patch: pytest.MonkeyPatch) -> None:
    """What a dead worker had claimed stays claimed for ever."""
    patch.setattr(sync.store.outbox, "orphaned", lambda *_: 0)


def sends_again_in_doubt(patch: pytest.MonkeyPatch) -> None:
    """A message whose reply was lost is taken for one that never left."""
    channel = connectors.mail.channel.SmtpChannel
    first = channel._hand_over  # where it is told apart

    def sure(self: Any, client: Any, letter: Any, may_leave: Any) -> Any:
        try:
            return first(self, client, letter, may_leave)
        except Uncertain as error:
            raise TryLater(error.text, about=error.about) from error

    patch.setattr(channel, "_hand_over", sure)


def believes_it_was_sent(patch: pytest.MonkeyPatch) -> None:
    """The final line of a message is never sent, and its answer taken for granted."""

    def told(self: Any, *_: Any) -> tuple[int, str]:
        self._hang_up()
        return 250, "ok"

    patch.setattr(connectors.mail.channel.SmtpChannel, "_hand_over", told)


def loses_the_last_row(patch: pytest.MonkeyPatch) -> None:
    """The cursor moves on, and one row of each later page was not staged."""

    def careless(connection: Any, ledger_id: int, rows: Sequence[Any], now: datetime) -> None:
        stage(connection, ledger_id, rows if len(rows) > 20 else rows[:-1], now)  # a page of many

    patch.setattr(sync.pull, "stage", careless)


def looks_at_few(patch: pytest.MonkeyPatch) -> None:
    """Of the accounts that are due for review only the first three ever are looked at."""
    first = sync.decide._take_up  # where they are chosen

    def few(connection: Any, work: Any, now: datetime) -> Any:
        keys, ledgerwide = first(connection, work, now)
        return keys[:3], ledgerwide

    patch.setattr(sync.decide, "_take_up", few)


def decides_on_other_facts(patch: pytest.MonkeyPatch) -> None:
    """The account that is kept with a decision is not quite the one that it was taken on."""

    def aside(account: Any, *more: Any) -> Any:
        return decide(replace(account, part_paid_on=None, in_flight=Decimal(0)), *more)

    patch.setattr(sync.asking, "decide", aside)


def forgets_who_stopped(patch: pytest.MonkeyPatch) -> None:
    """Stopped addresses are listed, and neither decided by nor looked up before a message leaves."""
    patch.setattr(sync.store.suppressions, "bearing", lambda *_: {})
    patch.setattr(sync.store.suppressions, "suppressed", lambda *_: {})


BUGS: tuple[Bug, ...] = (
    Bug(ignores_credit, (invariants.no_message_to_who_owes_nothing,)),
    Bug(never_looks_again, (invariants.no_message_rests_on_an_old_look,), weather="asleep"),
    Bug(forgets_what_was_said, (invariants.no_message_while_something_was_said,)),
    Bug(forgets_who_stopped, (invariants.no_message_to_who_stopped,)),
    Bug(writes_at_any_hour, (invariants.no_message_in_a_forbidden_hour,)),
    Bug(counts_no_messages, (invariants.no_cap_exceeded,)),
    Bug(skips_a_level, (invariants.no_level_skipped_or_repeated,)),
    Bug(
        writes_again_without_looking,
        (invariants.each_write_once_at_the_source,),
        weather="answers lost",
        days=365,
    ),
    Bug(
        takes_doubt_for_success,
        (invariants.no_payment_lost, invariants.no_note_lost, invariants.no_message_to_who_owes_nothing),
        weather="everything",
        days=365,
    ),
    Bug(
        forgets_the_dead,
        (invariants.no_payment_lost, invariants.no_note_lost, invariants.every_message_has_its_notes),
        weather="death",
        days=365,
    ),
    Bug(
        sends_again_in_doubt,
        (invariants.each_message_comes_once, invariants.no_cap_exceeded),
        weather="answers lost",
    ),
    Bug(believes_it_was_sent, (invariants.no_message_counts_that_did_not_come,), days=3, quick=True),
    Bug(loses_the_last_row, (invariants.staged_balances_are_the_sources,)),
    Bug(looks_at_few, (invariants.every_overdue_account_has_one_decision,), days=3, quick=True),
    Bug(decides_on_other_facts, (invariants.replay_reproduces,), days=30),
)
