"""Several writes handed over together: in one call where a ledger takes them so, else one by one.

The law: one bad write never spoils the others, so each has an outcome of its own, in the order
asked; a lost answer makes every member uncertain. `Batches` is for connectors that can do better
than one call for each; the functions here are what `sync` calls, and serve those that can't too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Protocol, TypeVar, runtime_checkable

from connectors.base import Ledger
from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater
from dunning.effects import LedgerWrite, Receipt

T = TypeVar("T")
Outcome = Receipt | ConnectorError
Found = Receipt | ConnectorError | None


class Apart(TryLater):
    """The call was refused as a whole, so nothing of it was done: write this one alone."""


class MaybeRemoved(Refused):
    """It is not there, and something that may have been it was deleted since: a person must look."""


@runtime_checkable
class Batches(Protocol):
    """A ledger that takes several writes in one call."""

    def at_once(self, write: LedgerWrite) -> int:
        """How many writes like this one go into one call; 1 where it goes alone."""

    def perform_all(self, writes: Sequence[LedgerWrite]) -> tuple[Outcome, ...]:
        """As `Ledger.perform`, each once, in a bounded time. All are alike and no more than `at_once`.

        `Apart` for each where the call was refused as a whole.
        """

    def find_all(self, writes: Sequence[LedgerWrite], since: datetime) -> tuple[Found, ...]:
        """As `Ledger.find`. None of them was performed before `since` (aware UTC).

        `MaybeRemoved` where one is absent and may have been deleted by a person.
        """


def together(
    ledger: Ledger, writes: Sequence[tuple[T, LedgerWrite]]
) -> Iterator[list[tuple[T, LedgerWrite]]]:
    """The writes, each with what it belongs to, cut into what goes into one call; order is kept."""

    def likeness(one: tuple[T, LedgerWrite]) -> tuple[type, int]:
        size = ledger.at_once(one[1]) if isinstance(ledger, Batches) else 1
        return type(one[1]), size

    for (_, size), alike in groupby(writes, key=likeness):
        run = list(alike)
        for start in range(0, len(run), size):
            yield run[start : start + size]


def perform_all(ledger: Ledger, writes: Sequence[LedgerWrite]) -> tuple[Outcome, ...]:
    """The outcome of each. Where a ledger takes nobody's call, the rest are not tried."""
    if isinstance(ledger, Batches) and len(writes) > 1:
        return ledger.perform_all(writes)
    outcomes: list[Outcome] = []
    for write in writes:
        last = outcomes[-1] if outcomes else None
        outcomes.append(last if isinstance(last, TryLater | SignInAgain) else performed(ledger, write))
    return tuple(outcomes)


def performed(ledger: Ledger, write: LedgerWrite) -> Outcome:
    """The outcome of one."""
    try:
        return ledger.perform(write)
    except ConnectorError as error:
        return error


def find_all(ledger: Ledger, writes: Sequence[LedgerWrite], since: datetime) -> tuple[Found, ...]:
    """What became of each. `since`: none of them was performed before that instant."""
    if isinstance(ledger, Batches):
        return ledger.find_all(writes, since)
    return tuple(_found(ledger, write) for write in writes)


def _found(ledger: Ledger, write: LedgerWrite) -> Found:
    try:
        return ledger.find(write)
    except ConnectorError as error:
        return error


def of_each(error: ConnectorError, about: Sequence[str]) -> list[Outcome]:
    """The failure of a call that carried several writes, as the failure of each."""
    context: dict[str, object] = {"status": error.status, "code": error.code, "request_id": error.request_id}
    if isinstance(error, TryLater):
        context["after"] = error.after
    if isinstance(error, SignInAgain):
        context["relink"] = error.relink
    made: list[Outcome] = []
    for one in about:
        made.append(again := type(error)(error.text, about=one, **context))  # type: ignore[arg-type]  # as it was
        again.__cause__ = error
    return made
