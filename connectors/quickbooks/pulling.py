"""What changed in a QuickBooks company, page by page: the first pull, then the change feed.

The law: nothing is left out. Pages of a query are positions in a list that moves while people work,
so each page begins with the end of the one before it; if that is not found there, the list is read
again from its start. Every later pull starts at the time of the first pull's first answer. The
cursor is JSON; a pull that was cut goes on where its last stored page ended. Where queries had to
stand in for the change feed, which alone shows deletions, what is still there is listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Final, Literal

import msgspec
from msgspec.structs import replace

from connectors.base import Cursor, Page
from connectors.errors import Refused, TryLater
from connectors.http import BROKEN, Answer
from connectors.quickbooks import query
from connectors.quickbooks.faults import fault_alone, refusal
from connectors.quickbooks.fields import instant
from connectors.quickbooks.mapping import facts, lacks_currency
from connectors.quickbooks.remaining import still_open
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
_ROUND: Final = 100  # rows of a page where MAXRESULTS is not heeded
_RESTARTS: Final = 5


class State(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a cursor says. `start`: position of the next page; `tail`: ids it must begin among.

    `since`: time of the first answer, where the next incremental pull starts. `home`: the company's
    currency, once it had to be asked for; `homeless`: it would not tell, though a row names none.
    """

    phase: Phase = "open"
    since: str = ""
    start: int = 1
    tail: tuple[str, ...] = ()
    home: str | None = None
    homeless: bool = False

    def cursor(self) -> Cursor:
        """As text."""
        return Cursor(msgspec.json.encode(self).decode())


class _Place(msgspec.Struct, frozen=True):
    """A position in a list, counted from 1, and the ids that the page there must begin among."""

    start: int = 1
    tail: tuple[str, ...] = ()

    def after(self, sheet: Sheet) -> _Place | None:
        """Where the next page is, which shares some rows with this one; `None` after the last.

        A page is the last when it is shorter than asked, unless the list says that it is longer, or
        the page is as round as those of a server that gives fewer rows than it is asked for.
        """
        count = len(sheet)
        more = sheet.total is not None and self.start - 1 + count < sheet.total
        if not count or not (count >= query.PAGE or count % _ROUND == 0 or more):
            return None
        shared = min(_SHARED, count // 5)
        ids = list(row_ids(sheet))[count - shared :]
        return _Place(self.start + count - shared, tuple(row_id for row_id in ids if row_id is not None))

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
        """See `Ledger.changes`. A first pull that was never told a time is made anew."""
        state = _state(cursor)
        since = instant(state.since)
        if state.phase != "since":
            return self._first(state, anew=cursor is not None and state == State(home=state.home))
        if since is None:
            return self._first(State(home=state.home), anew=True)
        return self._incremental(state, since)

    def _first(self, state: State, *, anew: bool) -> Iterator[Page]:
        """What is owed first, then what else decisions rest on, then history.

        A list that is refused keeps none of the others back, but the next pull goes on with it.
        `anew`: there was a whole one before, and something may have been deleted since.
        """
        refused: tuple[Phase, Refused] | None = None
        for phase in _FIRST_PULL[_FIRST_PULL.index(state.phase) :]:
            place = _Place(state.start, state.tail) if state.phase == phase else _Place()
            try:
                for sheet, on in self._walk(
                    partial(self._statement, phase), place, _TITLES.get(phase, phase)
                ):
                    rows, state = self._staged(sheet, state)
                    state = _moved(state, phase, on)
                    stands = replace(state, phase=refused[0], start=1, tail=()) if refused else state
                    complete = stands.phase in {"history", "since"}
                    yield Page(rows=rows, cursor=_after(stands), complete=complete)
            except Refused as error:
                if phase == _FIRST_PULL[0]:
                    raise
                refused = refused or (phase, error)
                state = _moved(state, phase, None)
        if refused:
            raise refused[1]
        if anew:
            yield Page(rows=still_open(_FEED, self._asked), cursor=_after(state), complete=True)

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
        about, restarts = f"the list of {title}", 0
        last: tuple[str | None, ...] = ()
        while place is not None:
            sheet = self._asked(about, statement(place.start))
            ids = tuple(row_ids(sheet))
            if any(ids) and ids == last:  # the position is not heeded: try once the one behind this page
                place = _Place(place.start + len(place.tail)) if place.tail else None
                yield sheet, place
                continue
            last, missed = ids, place.missed(sheet)
            restarts += missed
            if restarts > _RESTARTS:
                msg = "the list keeps changing while it is read"
                raise TryLater(msg, about=about)
            place = _Place() if missed else place.after(sheet)
            yield sheet, place

    def _asked(self, about: str, statement: str) -> Sheet:
        sheet = self._transport.read_answer(about, partial(self._transport.query, statement), _sheet)
        _check(sheet, about)
        return sheet

    def _staged(self, sheet: Sheet, state: State) -> tuple[tuple[Row, ...], State]:
        """The page's facts, and the state with what had to be learned for them."""
        if state.home is None and not state.homeless and lacks_currency(sheet):
            try:
                state = replace(state, home=self._home_currency())
            except Refused:  # rows that name no currency are shown as such, and pulled again
                state = replace(state, homeless=True)
        if not state.since:
            state = replace(state, since=sheet.answered())
        return facts(sheet, state.home), state

    def _incremental(self, state: State, last: datetime) -> Iterator[Page]:
        """One call where little changed. Its answer's time is where the next one starts."""
        since = last - _LAPS_OVER
        try:
            sheet = self._feed(_FEED, since)
        except Refused:  # the look-back is too long for it; queries have no such limit
            yield from self._by_query(state, since, _FEED, "")
            return
        if sheet.faults or _is_cut(sheet, since):
            yield from self._piecewise(state, since, sheet)
            return
        rows, state = self._staged(sheet, state)
        yield self._last_page(rows, state, sheet.answered())

    @staticmethod
    def _last_page(rows: tuple[Row, ...], state: State, began: str) -> Page:
        """The cursor moves on, unless rows have to come again."""
        on = state if state.homeless else replace(state, since=began or state.since)
        return Page(rows=rows, cursor=replace(on, homeless=False).cursor(), complete=True)

    def _feed(self, kinds: tuple[Kind, ...], since: datetime) -> Sheet:
        """The change feed. A fault inside it that is more than a refusal is raised."""
        transport, moment = self._transport, since.isoformat(timespec="seconds")
        about, names = f"changes since {moment}", ",".join(NAMES[kind] for kind in kinds)
        sheet = transport.read_answer(about, lambda: transport.change_data_capture(names, moment), _sheet)
        with suppress(Refused):
            _check(sheet, about)
        return sheet

    def _piecewise(self, state: State, since: datetime, whole: Sheet) -> Iterator[Page]:
        """More changes than one answer holds, or some refused: ask for each kind alone, then by query.

        Queries never show deletions, so those that the broken answers do show are kept.
        """
        rows, state = self._staged(whole, state)
        yield Page(rows=rows, cursor=state.cursor(), complete=True)
        cut: list[Kind] = []
        for kind in _FEED:
            try:
                sheet = self._feed((kind,), since)
            except Refused:
                cut.append(kind)
                continue
            rows, state = self._staged(sheet, state)
            yield Page(rows=rows, cursor=state.cursor(), complete=True)
            if sheet.faults or _is_cut(sheet, since):
                cut.append(kind)
        yield from self._by_query(state, since, tuple(cut), whole.answered())

    def _by_query(self, state: State, since: datetime, kinds: tuple[Kind, ...], began: str) -> Iterator[Page]:
        """What changed, list by list; the cursor moves on with the last page only, to when it began.

        That page tells what is still there, read after the rows: what is new by then is staged.
        """
        for kind in kinds:
            of_kind = partial(query.changed, kind, since)
            for sheet, _ in self._walk(of_kind, _Place(), f"changed {NAMES[kind]}s"):
                began = began or sheet.answered()
                rows, state = self._staged(sheet, state)
                yield Page(rows=rows, cursor=state.cursor(), complete=True)
        yield self._last_page(still_open(kinds, self._asked), state, began)


def _state(cursor: Cursor | None) -> State:
    """Where to begin. `Refused` when the cursor is none of ours."""
    try:
        return State() if cursor is None else msgspec.json.decode(cursor.text, type=State)
    except BROKEN as error:
        msg = "the place where the last pull stopped cannot be read; pull the ledger anew"
        raise Refused(msg, about="cursor") from error


def _moved(state: State, phase: Phase, on: _Place | None) -> State:
    """The state after a page of `phase`: at its next page, else at the next list."""
    phases: tuple[Phase, ...] = (*_FIRST_PULL, "since")
    at = on or _Place()
    goes_to = phases[phases.index(phase) + 1] if on is None else phase
    return replace(state, phase=goes_to, start=at.start, tail=at.tail)


def _after(state: State) -> Cursor:
    """Where a pull goes on; a whole first pull comes again where rows named no currency we could learn."""
    again = state.homeless and state.phase == "since"
    return (State() if again else state).cursor()


def _sheet(answer: Answer) -> Sheet:
    """The page, with the time of the answer's headers where it tells none itself."""
    sheet = Sheet(answer.body)
    if instant(sheet.time) is None:
        with suppress(KeyError, TypeError, ValueError):  # no Date, or none that can be read
            sheet.time = parsedate_to_datetime(answer.headers["Date"]).isoformat()
    return sheet


def _is_cut(sheet: Sheet, since: datetime) -> bool:
    """Whether an answer of the change feed may not hold everything."""
    answered = instant(sheet.time)
    return len(sheet) >= _MOST_CHANGES or (answered is not None and answered - since > _LOOK_BACK)


def _check(sheet: Sheet, about: str) -> None:
    """A fault may sit inside one part of an answer that looks good."""
    for raw in sheet.faults:
        raise refusal(fault_alone(raw), about=about)
