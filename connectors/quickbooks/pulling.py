"""What changed in a QuickBooks company, page by page: the first pull, then the change feed.

The law: nothing is left out. Pages of a query are positions in a list that moves while people work,
so each page begins with the end of the one before it; if that is not found there, the list is read
again from its start. Every later pull starts at the time of the first pull's first answer. The
cursor is JSON; a pull that was cut goes on where its last stored page ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from connectors.base import Cursor, Page
from connectors.errors import Refused, TryLater
from connectors.quickbooks import query
from connectors.quickbooks.faults import fault_alone, refusal
from connectors.quickbooks.fields import instant
from connectors.quickbooks.mapping import facts, lacks_currency
from connectors.quickbooks.sheet import Sheet, row_ids
from connectors.quickbooks.transport import Transport
from connectors.quickbooks.wire import NAMES
from dunning.ledger import Kind, Row

Phase = Literal["open", "customers", "credits", "payments", "history", "since"]

_FIRST_PULL: Final[tuple[Phase, ...]] = ("open", "customers", "credits", "payments", "history")
_TITLES: Final[dict[Phase, str]] = {"open": "open invoices", "history": "settled invoices"}
_FEED: Final = (Kind.INVOICE, Kind.PAYMENT, Kind.CREDIT, Kind.CUSTOMER)
_MOST_CHANGES: Final = 1000  # objects in one answer of the change feed, which has no second page
_LOOK_BACK: Final = timedelta(days=29)  # it remembers 30 days
_LAPS_OVER: Final = timedelta(minutes=5)  # Intuit's servers do not all show a change at once
_SHARED: Final = 20  # rows that a page repeats of the one before
_RESTARTS: Final = 5


class State(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a cursor says. `start`: position of the next page; `tail`: ids it must begin among.

    `since`: time of the first answer, where the next incremental pull starts. `home`: the company's
    currency, once it had to be asked for.
    """

    phase: Phase = "open"
    since: str = ""
    start: int = 1
    tail: tuple[str, ...] = ()
    home: str | None = None

    def cursor(self) -> Cursor:
        """As text."""
        return Cursor(msgspec.json.encode(self).decode())


class _Place(msgspec.Struct, frozen=True):
    """A position in a list, counted from 1, and the ids that the page there must begin among."""

    start: int = 1
    tail: tuple[str, ...] = ()

    def after(self, sheet: Sheet) -> _Place | None:
        """Where the next page is, which shares some rows with this one; `None` after the last."""
        if len(sheet) < query.PAGE:
            return None
        tail = tuple(row_id for row_id in list(row_ids(sheet))[-_SHARED:] if row_id is not None)
        return _Place(self.start + len(sheet) - _SHARED, tail)

    def missed(self, sheet: Sheet) -> bool:
        """Whether so many rows before this page went away that some may have been jumped over."""
        return bool(self.tail) and next(row_ids(sheet), None) not in self.tail


class Pull:
    """One pull. `home_currency` asks the company for its currency, at the cost of one metered call."""

    def __init__(self, transport: Transport, home_currency: Callable[[], str], history_from: date) -> None:
        self._transport = transport
        self._home_currency = home_currency
        self._history_from = history_from

    def pages(self, cursor: Cursor | None) -> Iterator[Page]:
        """See `Ledger.changes`."""
        state = State() if cursor is None else msgspec.json.decode(cursor.text, type=State)
        return self._incremental(state) if state.phase == "since" else self._first(state)

    def _first(self, state: State) -> Iterator[Page]:
        """What is owed first, then what else decisions rest on, then history."""
        phases: tuple[Phase, ...] = (*_FIRST_PULL, "since")
        for phase in _FIRST_PULL[_FIRST_PULL.index(state.phase) :]:
            following = phases[phases.index(phase) + 1]
            place = _Place(state.start, state.tail) if state.phase == phase else _Place()
            title = _TITLES.get(phase, phase)
            for sheet, on in self._walk(partial(self._statement, phase), place, title):
                rows, state = self._staged(sheet, state)
                goes_to, at = (following, _Place()) if on is None else (phase, on)
                state = replace(state, phase=goes_to, start=at.start, tail=at.tail)
                yield Page(rows=rows, cursor=state.cursor(), complete=goes_to in {"history", "since"})

    def _statement(self, phase: Phase, start: int) -> str:
        match phase:
            case "open":
                return query.open_invoices(start)
            case "customers":
                return query.everything(Kind.CUSTOMER, start)
            case "credits":
                return query.everything(Kind.CREDIT, start)
            case "payments":
                return query.everything(Kind.PAYMENT, start)
            case _:
                return query.settled_invoices(self._history_from, start)

    def _walk(
        self, statement: Callable[[int], str], place: _Place | None, title: str
    ) -> Iterator[tuple[Sheet, _Place | None]]:
        """The pages of a list from `place` on, and after each where to go on. Rows may repeat."""
        transport, about, restarts = self._transport, f"the list of {title}", 0
        while place is not None:
            text = statement(place.start)
            sheet = transport.read(about, partial(transport.query, text), Sheet)
            _check(sheet, about)
            if not place.missed(sheet):
                place = place.after(sheet)
                yield sheet, place
                continue
            place, restarts = _Place(), restarts + 1
            if restarts > _RESTARTS:
                msg = "the list keeps changing while it is read"
                raise TryLater(msg, about=about)

    def _staged(self, sheet: Sheet, state: State) -> tuple[tuple[Row, ...], State]:
        """The page's facts, and the state with what had to be learned for them."""
        if state.home is None and lacks_currency(sheet):
            state = replace(state, home=self._home_currency())
        if not state.since:
            state = replace(state, since=_time_of(sheet))
        return facts(sheet, state.home), state

    def _incremental(self, state: State) -> Iterator[Page]:
        """One call where little changed. Its answer's time is where the next one starts."""
        last = instant(state.since)
        if last is None:
            msg = f"the last pull's cursor has no time: {state.since[:40]!r}"
            raise ValueError(msg)
        since = last - _LAPS_OVER
        try:
            sheet = self._feed(_FEED, since)
        except Refused:  # the look-back is too long for it; queries have no such limit
            yield from self._by_query(state, since, _FEED, None)
            return
        if _is_cut(sheet, since):
            yield from self._piecewise(state, since, sheet)
            return
        rows, state = self._staged(sheet, state)
        yield Page(rows=rows, cursor=replace(state, since=_time_of(sheet)).cursor(), complete=True)

    def _feed(self, kinds: tuple[Kind, ...], since: datetime) -> Sheet:
        transport, moment = self._transport, since.isoformat(timespec="seconds")
        about, names = f"changes since {moment}", ",".join(NAMES[kind] for kind in kinds)
        sheet = transport.read(about, lambda: transport.change_data_capture(names, moment), Sheet)
        _check(sheet, about)
        return sheet

    def _piecewise(self, state: State, since: datetime, whole: Sheet) -> Iterator[Page]:
        """More changes than one answer holds: ask for each kind alone, and by query what is still cut.

        Queries never show deletions, so those that the cut answers do show are kept.
        """
        rows, state = self._staged(whole, state)
        yield Page(rows=rows, cursor=state.cursor(), complete=True)
        cut: list[Kind] = []
        for kind in _FEED:
            sheet = self._feed((kind,), since)
            rows, state = self._staged(sheet, state)
            yield Page(rows=rows, cursor=state.cursor(), complete=True)
            if _is_cut(sheet, since):
                cut.append(kind)
        yield from self._by_query(state, since, tuple(cut), _time_of(whole))

    def _by_query(
        self, state: State, since: datetime, kinds: tuple[Kind, ...], began: str | None
    ) -> Iterator[Page]:
        """What changed, list by list; the cursor moves on with the last page only, to when it began."""
        for kind in kinds:
            of_kind = partial(query.changed, kind, since)
            for sheet, _ in self._walk(of_kind, _Place(), f"changed {NAMES[kind]}s"):
                began = began or _time_of(sheet)
                rows, state = self._staged(sheet, state)
                yield Page(rows=rows, cursor=state.cursor(), complete=True)
        yield Page(rows=(), cursor=replace(state, since=began or state.since).cursor(), complete=True)


def _is_cut(sheet: Sheet, since: datetime) -> bool:
    """Whether an answer of the change feed may not hold everything."""
    answered = instant(sheet.time)
    return len(sheet) >= _MOST_CHANGES or (answered is not None and answered - since > _LOOK_BACK)


def _time_of(sheet: Sheet) -> str:
    answered = instant(sheet.time)
    if answered is None:
        msg = "the answer does not say when it was given"
        raise TryLater(msg, about="changes")
    return answered.isoformat()


def _check(sheet: Sheet, about: str) -> None:
    """A fault may sit inside one part of an answer that looks good."""
    for raw in sheet.faults:
        raise refusal(fault_alone(raw), about=about)
