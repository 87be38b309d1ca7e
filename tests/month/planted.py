"""Plausible bugs in how answers are heard, planted one at a time: the oracle must notice each.

The one place where our own code is replaced: what is tested here is the month, not the program.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import sync.intake.matching_mail
import sync.intake.replies
import sync.settling_texts
import sync.store.accounts
import sync.store.incoming
import sync.store.suppressions
from sync.intake.replies import Desk
from tests.month.month import live


@dataclass(frozen=True)
class Bug:
    """`laws`: one of them must be found broken within so many days of that seed; `quick`: in `make test`."""

    plant: Callable[[pytest.MonkeyPatch], None]
    laws: tuple[str, ...]
    days: int = 6
    seed: int = 1
    quick: bool = False


def forgets_who_stopped(patch: pytest.MonkeyPatch) -> None:
    """Stopped addresses are listed, and neither decided by nor looked up before a message leaves."""
    patch.setattr(sync.store.suppressions, "bearing", lambda *_: {})
    patch.setattr(sync.store.suppressions, "suppressed", lambda *_: {})


def holds_nobody(patch: pytest.MonkeyPatch) -> None:
    """Answers are kept and listed, and nobody is held for them."""
    patch.setattr(sync.store.incoming, "held", lambda *_: {})


def believes_no_bounce(patch: pytest.MonkeyPatch) -> None:
    """A delivery report is settled, and nothing follows."""
    patch.setattr(sync.intake.replies, "bounced", lambda *_: "noted")


def loses_what_is_nobodys(patch: pytest.MonkeyPatch) -> None:
    """What nobody known wrote is not kept."""
    keep = sync.store.incoming.keep

    def careless(*args: Any, whose: Any, **more: Any) -> int | None:
        return keep(*args, whose=whose, **more) if whose else None

    patch.setattr(sync.store.incoming, "keep", careless)


def settles_by_itself(patch: pytest.MonkeyPatch) -> None:
    """Where an answer is understood no person is asked."""
    first = sync.intake.replies._by_itself

    def hasty(connection: Any, desk: Desk, kept: Any, whom: Any) -> str | None:
        return first(connection, desk, kept, whom) or ("understood" if kept.kind == "reply" else None)

    patch.setattr(sync.intake.replies, "_by_itself", hasty)


def takes_senders_word(patch: pytest.MonkeyPatch) -> None:
    """Whose an answer is, is told by its sender alone: of a shared mailbox it is everybody's."""

    keys = sync.intake.matching_mail._keys

    def of_reports(message: Any) -> list[str]:
        return [] if message.kind == "reply" else keys(message)

    patch.setattr(sync.intake.matching_mail, "_keys", of_reports)


def asks_for_no_receipts(patch: pytest.MonkeyPatch) -> None:
    """A text that was taken counts as one that arrived."""
    patch.setattr(sync.settling_texts, "ask_for_receipts", lambda *_: 0)


BUGS = (
    Bug(forgets_who_stopped, ("nothing to who stopped", "it changes the next decision")),
    Bug(holds_nobody, ("nothing while a reply waits", "it changes the next decision"), days=1, quick=True),
    Bug(believes_no_bounce, ("what came back is no level", "only a person settles it")),
    Bug(loses_what_is_nobodys, ("no reply is lost",)),
    Bug(settles_by_itself, ("only a person settles it",), days=2),
    Bug(takes_senders_word, ("it lands on the right account",), days=2),
    Bug(
        asks_for_no_receipts, ("what came back is no level", "it changes the next decision"), days=10, seed=5
    ),
)


def caught(bug: Bug) -> set[str]:
    """The laws that were found broken."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        bug.plant(patch)
        return {each.law for each in live(Path(folder), days=bug.days, seed=bug.seed).breaches}
