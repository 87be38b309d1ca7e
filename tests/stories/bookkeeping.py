"""Any sequence of a bookkeeper's acts in a pretend ledger, with pulls between them: what both share."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
)

from connectors.sandbox.faults import Fault
from dunning.decisions import Wait
from sync.clock import Clock, wall
from sync.decide import decide_due
from sync.pull import pull
from sync.store import decided, figures, journals, review
from sync.store.ledgers import LinkedLedger
from sync.work import Stopped
from tests.world import WORKING_DAY, XERO, World, world

LONG = int(os.environ.get("DUESYNC_MACHINE", "1"))  # how many times longer than in `make test`
PICK = st.integers(min_value=0, max_value=10**6)
AMOUNT = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(900), places=2)
SHARE = st.sampled_from([Decimal("0.25"), Decimal(1), Decimal(1), Decimal("1.5")])
KINDS = st.sampled_from(["credit_note", "overpayment", "prepayment"])
SHORT, LATE_MOST = timedelta(minutes=1), timedelta(minutes=4)
Owed = dict[tuple[str, str], Decimal]


def act(**drawn: st.SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Something that happens, with what is drawn for it: picked by `life_goes_on`."""

    def marked(function: Callable[..., None]) -> Callable[..., None]:
        function.drawn = drawn  # type: ignore[attr-defined]  # a mark of our own
        return function

    return marked


def differing(staged: Owed, told: Owed) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """The customers of whom the stage says another sum than the source: (staged, the source's)."""
    both = {
        key: (staged.get(key, Decimal(0)), told.get(key, Decimal(0))) for key in staged.keys() | told.keys()
    }
    return {key: sums for key, sums in both.items() if sums[0] != sums[1]}


class Bookkeeping(RuleBasedStateMachine):
    """One ledger: the pulls, and what both kinds of ledger share. `make_store`: a fresh database."""

    ledger: ClassVar[str]
    make_store: ClassVar[Callable[[ExitStack], str | None]]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.now: datetime = WORKING_DAY
        self.slept = timedelta(0)
        self.world: World = self.stack.enter_context(
            world(
                folder,
                customers=7,
                clock=Clock(now=lambda: self.now, wall=self.hurried),
                source_clock=lambda: self.now,
                store=type(self).make_store(self.stack),
            )
        )
        self.made = 0
        self.cut_off = False
        self.remembered: tuple[datetime, Any] | None = None

    @property
    def source(self) -> Any:
        return getattr(self.world.sandbox, "xero" if self.ledger == XERO else "quickbooks")

    def hurried(self) -> datetime:
        """The machine's clock, a little later each time it is looked at: budgets of calls cost no wait."""
        self.slept += timedelta(seconds=1)
        return wall() + self.slept

    @initialize()
    def begin(self) -> None:
        self.world.link(self.ledger)
        self.pull()

    def next_number(self) -> str:
        self.made += 1
        return f"N{self.made:05}"

    @rule(data=st.data(), many=st.integers(min_value=4, max_value=8))
    def life_goes_on(self, data: Any, many: int) -> None:
        """One rule for everything: of several, Hypothesis leaves some out for a whole run."""
        acts = sorted(name for name in dir(self) if hasattr(getattr(type(self), name, None), "drawn"))
        for _ in range(many):
            function = getattr(self, data.draw(st.sampled_from(acts), label="act"))
            function(**{name: data.draw(each, label=name) for name, each in function.drawn.items()})

    # ---- the work ----

    def pull(self) -> None:
        with self.world.office.work(self.ledger) as work:
            pull(work)
            decide_due(work)

    @act()
    def a_quiet_pull(self) -> None:
        if self.cut_off:  # this one ends that, and sees only what that had not read yet
            self.pull()
        self.cut_off = False
        self.pull()
        self.holds_to_the_cent()

    @act(pages=st.integers(min_value=1, max_value=5))
    def a_pull_that_is_cut_off(self, pages: int) -> None:
        left = iter(range(pages))
        with (
            suppress(Stopped),
            self.world.office.work(self.ledger, asked_to_stop=lambda: next(left, None) is None) as work,
        ):
            pull(work)
        self.cut_off = True

    @act(action=st.sampled_from(["html", "cut", "garbage"]), skip=st.integers(min_value=1, max_value=5))
    def a_pull_in_which_an_answer_is_lost(self, action: Any, skip: int) -> None:
        self.source.faults.add(Fault(match="GET", action=action, skip=skip))
        self.pull()
        self.source.faults.clear()

    @act()
    def the_books_are_photographed(self) -> None:
        self.remembered = (self.now, self.photograph())

    @act()
    def a_pull_that_does_not_see_yet_what_was_done_since(self) -> None:
        taken, seen = self.remembered or (self.now, None)
        self.remembered = None
        if seen is not None and self.now - taken <= LATE_MOST:
            with self.shown(seen):
                self.pull()

    @act(minutes=st.sampled_from([1, 1, 7, 60 * 24]))
    def time_passes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @act()
    def a_month_passes(self) -> None:
        self.pull()
        self.now += timedelta(days=33)
        self.pull()

    def photograph(self) -> Any:
        """The books as they are, to be shown later."""
        raise NotImplementedError

    def shown(self, seen: Any) -> Any:
        """A context in which the API answers from a photograph."""
        raise NotImplementedError

    # ---- the laws ----

    def linked(self) -> LinkedLedger:
        return self.world.office.linked(self.ledger)

    def staged(self) -> tuple[Owed, Owed]:
        """What customers owe by documents, and in all, each at the one who stands for them."""
        ledger = self.linked()
        with self.world.office.store.read() as connection:
            return journals.owed_in_documents(connection, ledger.id), journals.owed(connection, ledger.id)

    def holds_to_the_cent(self) -> None:
        raise NotImplementedError

    def nobody_is_written_to_who_must_not_be(self, silent: set[str]) -> None:
        """Customers (ids) that are archived, merged or forbidden have no act standing, nor one proposed."""
        ledger = self.linked()
        with self.world.office.store.read() as connection:
            billed = review.billed_customers(connection, ledger.id)
            for one in decided.standing(connection, ledger.id):
                if one.customer_id in silent and one.customer_id not in billed:
                    action = one.decision.action
                    assert isinstance(action, Wait), one
                    assert action.proposed is None, one

    def teardown(self) -> None:
        """One quiet pull at the end, and the laws; then ports and files are given back."""
        try:
            self.now += timedelta(minutes=1)
            self.a_quiet_pull()
            with self.world.office.store.read() as connection:
                assert figures.problem_rows(connection, self.linked().id) == []
        finally:
            self.stack.close()
