"""One pull of a QuickBooks company, page by page: the first one whole, each later one by its changes.

The law: what is owed comes first, then what else decisions rest on, then history; and every later
pull starts at the time of the first one's first answer, so that what changed while it ran comes
again. Customers are read after the open invoices, with all that follows under way at once: the
first answer shows that the grant works and that the company is not throttled. A pull that was cut
goes on where its last stored page ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Final

from msgspec.structs import replace

from connectors.base import Cursor, Page
from connectors.errors import Refused
from connectors.quickbooks import query
from connectors.quickbooks.asking import Asker
from connectors.quickbooks.feed import Feed
from connectors.quickbooks.fields import instant
from connectors.quickbooks.mapping import facts, lacks_currency
from connectors.quickbooks.parties import DOCUMENTS
from connectors.quickbooks.remaining import still_open
from connectors.quickbooks.sheet import Sheet
from connectors.quickbooks.state import FIRST_PULL, Phase, State, state_of
from connectors.quickbooks.walking import Place, Walk
from dunning.ledger import Kind, Row

_TITLES: Final[dict[Phase, str]] = {"open": "open invoices", "history": "settled invoices"}


class Pull:
    """One pull. `home_currency` asks the company for its currency, at the cost of one metered call."""

    def __init__(self, asker: Asker, home_currency: Callable[[], str], history_from: date) -> None:
        self._asker = asker
        self._home_currency = home_currency
        self._history_from = history_from

    def pages(self, cursor: Cursor | None) -> Iterator[Page]:
        """See `Ledger.changes`. A first pull that was never told a time is made anew."""
        try:
            state = state_of(cursor)
            since = instant(state.since)
            if state.phase != "since":
                yield from self._first(state, anew=cursor is not None and state == State(home=state.home))
            elif since is None:
                yield from self._first(State(home=state.home), anew=True)
            else:
                yield from Feed(self._asker, self._staged).pages(state, since)
        finally:
            self._asker.close()

    def _first(self, state: State, *, anew: bool) -> Iterator[Page]:
        """A list that is refused keeps none of the others back, but the next pull goes on with it.

        `anew`: there was a whole one before, and something may have been deleted since.
        """
        refused: tuple[Phase, Refused] | None = None
        phases = FIRST_PULL[FIRST_PULL.index(state.phase) :]
        walks = {state.phase: self._walk(state.phase, Place(state.start, state.tail))}
        for phase in phases:
            walk = walks.get(phase) or self._walk(phase)
            try:
                for sheet, on in walk.pages():
                    if on is None and phase == phases[0]:
                        walks |= {other: self._walk(other) for other in phases[1:]}
                    rows, state = self._staged(sheet, state)
                    state = state.moved(phase, on)
                    stands = replace(state, phase=refused[0], start=1, tail=()) if refused else state
                    complete = stands.phase in {"history", "since"}
                    yield Page(rows=rows, cursor=stands.after(), complete=complete)
            except Refused as error:
                if phase == FIRST_PULL[0]:
                    raise
                refused = refused or (phase, error)
                state = state.moved(phase, None)
        if refused:
            raise refused[1]
        if anew:
            yield Page(rows=still_open(DOCUMENTS, self._asker.now), cursor=state.after(), complete=True)

    def _walk(self, phase: Phase, place: Place | None = None) -> Walk:
        title, spare = _TITLES.get(phase, phase), phase == "history"
        return Walk(self._asker, title, partial(self._statement, phase), place, spare=spare)

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
