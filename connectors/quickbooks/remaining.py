"""The ids that a company's list still has: the only trace of deletions that the change feed forgot.

The law: a list is believed only when it was read whole and in one go. Its pages overlap; one that
does not begin where the last ended is a list that shifted, and is read again from its start. It
ends only with a page that brings nothing new, never because a page is short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final

from connectors.errors import TryLater
from connectors.quickbooks import query
from connectors.quickbooks.sheet import Sheet
from connectors.quickbooks.wire import NAMES
from dunning.ledger import Kind, StillOpen

_DOCUMENTS: Final = (Kind.INVOICE, Kind.PAYMENT, Kind.CREDIT)  # a customer is never deleted
_SHARED: Final = 20  # rows that a page repeats of the one before
_TRIES: Final = 6


class _Shifted(Exception):
    """Rows went or came while the list was read. `seen`: the ids known by then, and the page after."""

    def __init__(self, seen: tuple[frozenset[str], tuple[str, ...]]) -> None:
        super().__init__()
        self.seen = seen


class _Unbelievable(Exception):
    """The list is not one whose ids are all told, page after page."""


def still_open(kinds: Iterable[Kind], ask: Callable[[str, str], Sheet]) -> tuple[StillOpen, ...]:
    """What is left of these kinds, of each whose list can be believed: n/1000 metered calls and one.

    `ask` takes what it is about and a statement. `TryLater` when a list never stands still.
    """
    found: list[StillOpen] = []
    for kind in kinds:
        if kind in _DOCUMENTS:
            ids = _ids(partial(_page, kind, ask), _about(kind))
            if ids is not None:
                found.append(StillOpen(kind=kind, ids=tuple(sorted(ids))))
    return tuple(found)


def _about(kind: Kind) -> str:
    return f"the list of remaining {NAMES[kind]}s"


def _page(kind: Kind, ask: Callable[[str, str], Sheet], start: int) -> Sheet:
    return ask(_about(kind), query.remaining(kind, start))


def _ids(page: Callable[[int], Sheet], about: str) -> frozenset[str] | None:
    """`None` when a row does not tell its id, or positions are not heeded.

    A list that looks the same when it is read again did not shift: its pages do not fit together.
    """
    seen = None
    for _ in range(_TRIES):
        try:
            return _read(page)
        except _Shifted as shifted:
            if shifted.seen == seen:
                return None
            seen = shifted.seen
        except _Unbelievable:
            return None
    msg = "the list keeps changing while it is read"
    raise TryLater(msg, about=about)


def _read(page: Callable[[int], Sheet]) -> frozenset[str]:
    known: set[str] = set()
    start = 1
    last: list[str] = []
    tail = frozenset[str]()
    while True:
        told = page(start).ids
        here = [row_id for row_id in told if row_id is not None]
        if len(here) < len(told) or (here == last and len(here) > len(tail)):
            raise _Unbelievable
        if tail and (not here or here[0] not in tail):
            raise _Shifted((frozenset(known), tuple(here)))
        if known.issuperset(here):
            return frozenset(known)
        known.update(here)
        shared = max(1, min(_SHARED, len(here) // 5))
        start, last, tail = start + len(here) - shared, here, frozenset(here[-shared:])
