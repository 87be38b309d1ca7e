"""What changed since the last pull: one call of the change feed where little did.

The law: nothing is left out, and no customer's balance stays older than the documents beside it (see
`parties`). The cursor moves on with the last page only, to the time of the first answer. Where the
feed cannot tell all, each kind is asked for alone, then by query, then the customers whole; and as
the feed alone shows deletions, what is still there is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Final, Protocol

from msgspec.structs import replace

from connectors.base import Page
from connectors.errors import Refused
from connectors.quickbooks import query
from connectors.quickbooks.asking import Asker
from connectors.quickbooks.fields import instant
from connectors.quickbooks.parties import DOCUMENTS, Moved, merged_since, moved
from connectors.quickbooks.remaining import still_open
from connectors.quickbooks.sheet import BESIDE, Sheet
from connectors.quickbooks.state import State
from connectors.quickbooks.walking import Walk
from connectors.quickbooks.wire import NAMES
from dunning.ledger import Kind, Row

_STAGED: Final = tuple(NAMES[kind] for kind in (*DOCUMENTS, Kind.CUSTOMER))
_MOST_CHANGES: Final = 1000  # objects in one answer of the change feed, which has no second page
_LOOK_BACK: Final = timedelta(days=29)  # it remembers 30 days
_LAPS_OVER: Final = timedelta(minutes=5)  # Intuit's servers do not all show a change at once


_CUSTOMERS: Final = ("customers", partial(query.everything, Kind.CUSTOMER))
_HELD: Final = (
    ("open invoices", query.open_invoices),
    ("payments", partial(query.everything, Kind.PAYMENT)),
    ("credits", partial(query.everything, Kind.CREDIT)),
)
"""What a merge of customers may have moved, where nothing is told of it."""


class Staging(Protocol):
    """Makes facts of a page, and notes in the state what had to be learned for them."""

    def __call__(self, sheet: Sheet, state: State) -> tuple[tuple[Row, ...], State]:
        """The facts, and the state as it is then."""


class Feed:
    """The changes of one company. `stage` makes facts of its answers."""

    def __init__(self, asker: Asker, stage: Staging) -> None:
        self._asker = asker
        self._stage = stage

    def pages(self, state: State, last: datetime) -> Iterator[Page]:
        """What changed since `last`. An answer's time is where the next pull starts."""
        since = last - _LAPS_OVER
        sheet, state = self._changes(state, since)
        if sheet is None:  # the look-back is too long for it; queries have no such limit
            yield from self._by_query(state, since, DOCUMENTS, "", ())
        elif sheet.faults or _is_cut(sheet, since):
            yield from self._piecewise(state, since, sheet)
        else:
            rows, before = self._stage(sheet, state)
            follow = moved(sheet, state.seen, _lately(sheet))
            state = replace(before, seen=follow.seen)
            if follow.everyone or follow.heirs:
                yield Page(rows=rows, cursor=before.cursor(), complete=True)
                rows = yield from self._afresh(follow, before)
            elif follow.customers:
                rows += self._named(follow.customers, before)
            yield _last_page(rows, state, sheet.answered())

    def _changes(self, state: State, since: datetime) -> tuple[Sheet | None, State]:
        """The feed's answer; `None` where it is refused.

        Not every company has what is beside the documents. Where that alone is refused, it is not
        asked for again on that day.
        """
        today = since.date().isoformat()
        if state.plain != today:
            sheet = self._feed((*_STAGED, *BESIDE), since)
            if sheet is not None and not sheet.faults:
                return sheet, replace(state, plain="")
            plain = self._feed(_STAGED, since)
            if plain is None or plain.faults:
                return sheet, state
            return plain, replace(state, plain=today)
        return self._feed(_STAGED, since), state

    def _feed(self, names: tuple[str, ...], since: datetime) -> Sheet | None:
        with suppress(Refused):
            return self._asker.changes(names, since)
        return None

    def _named(self, ids: tuple[str, ...], state: State) -> tuple[Row, ...]:
        """The rows of those that changes name, as they are now."""
        found: tuple[Row, ...] = ()
        rest = iter(ids)
        while some := tuple(islice(rest, query.NAMED_AT_ONCE)):
            sheet = self._asker.now("customers whose documents changed", query.customers(some))
            found += self._stage(sheet, state)[0]
        return found

    def _afresh(self, follow: Moved, state: State) -> Generator[Page, None, tuple[Row, ...]]:
        """What merges moved, then the customers: gives the rows of those, where they are not all read."""
        rest = iter(follow.heirs)
        while some := tuple(islice(rest, query.NAMED_AT_ONCE)):
            for kind in DOCUMENTS:
                walk = partial(query.documents_of, kind, some)
                state = yield from self._list(f"{NAMES[kind]}s of customers merged", walk, state)
        if not follow.everyone:
            return self._named(follow.customers, state)
        yield from self._list(*_CUSTOMERS, state)
        return ()

    def _list(
        self, title: str, statement: Callable[[int], str], state: State
    ) -> Generator[Page, None, State]:
        """A whole list; the cursor stays. Gives the state with what was learned of it."""
        for sheet, _ in Walk(self._asker, title, statement).pages():
            rows, state = self._stage(sheet, state)
            yield Page(rows=rows, cursor=state.cursor(), complete=True)
        return state

    def _piecewise(self, state: State, since: datetime, whole: Sheet) -> Iterator[Page]:
        """More changes than one answer holds, or some refused: ask for each kind alone, then by query.

        Queries never show deletions, so those that the broken answers do show are kept.
        """
        rows, state = self._stage(whole, state)
        seen = moved(whole, (), _lately(whole)).seen
        yield Page(rows=rows, cursor=state.cursor(), complete=True)
        cut: list[Kind] = []
        for kind in DOCUMENTS:
            sheet = self._feed((NAMES[kind],), since)
            if sheet is not None:
                rows, state = self._stage(sheet, state)
                yield Page(rows=rows, cursor=state.cursor(), complete=True)
            if sheet is None or sheet.faults or _is_cut(sheet, since):
                cut.append(kind)
        yield from self._by_query(state, since, tuple(cut), whole.answered(), seen)

    def _by_query(
        self, state: State, since: datetime, kinds: tuple[Kind, ...], began: str, seen: tuple[str, ...]
    ) -> Iterator[Page]:
        """What changed, list by list, then all customers, whose balances are so the newest of all.

        Documents that a merge moved have perhaps not changed, so then all of them come. The last page
        tells what is still there, read after the rows: what is new by then is staged.
        """
        for kind in kinds:
            walk = Walk(self._asker, f"changed {NAMES[kind]}s", partial(query.changed, kind, since))
            for sheet, _ in walk.pages():
                began = began or sheet.answered()
                rows, state = self._stage(sheet, state)
                yield Page(rows=rows, cursor=state.cursor(), complete=True)
        merged = False
        for sheet, _ in Walk(self._asker, *_CUSTOMERS).pages():
            merged = merged or merged_since(sheet, since)
            rows, state = self._stage(sheet, state)
            yield Page(rows=rows, cursor=state.cursor(), complete=True)
        for title, statement in _HELD if merged else ():
            state = yield from self._list(title, statement, state)
        yield _last_page(still_open(kinds, self._asker.now), replace(state, seen=seen), began)


def _last_page(rows: tuple[Row, ...], state: State, began: str) -> Page:
    """The cursor moves on, unless rows have to come again."""
    on = state if state.homeless else replace(state, since=began or state.since)
    return Page(rows=rows, cursor=replace(on, homeless=False).cursor(), complete=True)


def _lately(sheet: Sheet) -> datetime | None:
    """From when on the next answer shows again what this one does."""
    answered = instant(sheet.time)
    return answered - _LAPS_OVER if answered else None


def _is_cut(sheet: Sheet, since: datetime) -> bool:
    """Whether an answer of the change feed may not hold everything."""
    answered = instant(sheet.time)
    return len(sheet) >= _MOST_CHANGES or (answered is not None and answered - since > _LOOK_BACK)
