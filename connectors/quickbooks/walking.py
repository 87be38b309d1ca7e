"""The pages of one list, in order, the next one asked for while the last is still being stored.

The law: nothing is left out. Pages are positions in a list that moves while people work, so each
begins with the end of the one before it. A page that does not is gone back from, and if even then
nothing known is found, the list is read again from its start. Rows may repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

import msgspec

from connectors.errors import TryLater
from connectors.quickbooks import query
from connectors.quickbooks.asking import Asker
from connectors.quickbooks.sheet import Sheet

_SHARED: Final = 5  # rows that a page repeats of the one before
_STEP_BACK: Final = query.PAGE // 2
_ROUND: Final = 100  # rows of a page where MAXRESULTS is not heeded
_RESTARTS: Final = 5


class Place(msgspec.Struct, frozen=True):
    """A position in a list, counted from 1, and the ids that the page there must begin among."""

    start: int = 1
    tail: tuple[str, ...] = ()

    def after(self, sheet: Sheet, fullest: int) -> Place | None:
        """Where the next page is, which shares some rows with this one; `None` after the last.

        A page is the last when it is shorter than asked, unless the list says that it is longer, or
        the page is as round as those of a server that gives fewer rows than it is asked for; one
        that gave a page of more rows (`fullest`) is none of those.
        """
        count = len(sheet)
        more = sheet.total is not None and self.start - 1 + count < sheet.total
        is_cut = count >= query.PAGE or (count % _ROUND == 0 and count >= fullest)
        if not count or not (is_cut or more):
            return None
        shared = min(_SHARED, count // 5)
        return Place(self.start + count - shared, _known(sheet.ids[count - shared :]))

    def missed(self, sheet: Sheet, before: tuple[str | None, ...]) -> bool:
        """Whether so many rows before this page went away that some may have been jumped over.

        `before`: the page before, as far as it is known; whatever follows one of its rows is there.
        """
        first = next(iter(sheet.ids), None)
        return bool(self.tail) and first not in self.tail and (first is None or first not in before)

    def back(self, before: tuple[str | None, ...]) -> Place:
        """Half a page back, to begin anywhere in the page before; the start where that is too far."""
        start = self.start - _STEP_BACK
        return Place(start, _known(before)) if start > 1 and before else Place()


class Walk:
    """One list from `place` on; its first page is asked for at once.

    `statement` gives the query of a position. `spare`: it can wait for another day.
    """

    def __init__(
        self,
        asker: Asker,
        title: str,
        statement: Callable[[int], str],
        place: Place | None = None,
        *,
        spare: bool = False,
    ) -> None:
        self._asker = asker
        self._about = f"the list of {title}"
        self._ask = partial(asker.ask, self._about, spare=spare)
        self._statement = statement
        self._place = place or Place()
        self._coming = self._ask(statement(self._place.start))

    def pages(self) -> Iterator[tuple[Sheet, Place | None]]:
        """The pages, and after each where a pull that is cut there would go on.

        `TryLater` when the list never stands still. Errors come in the place of their page.
        """
        place: Place | None = self._place
        last: tuple[str | None, ...] = ()
        before: tuple[str | None, ...] = ()
        restarts = 0
        while place is not None:
            sheet = self._coming.result()
            self._asker.fullest = max(self._asker.fullest, len(sheet))
            resumed: Place | None
            if any(sheet.ids) and sheet.ids == last:  # positions are not heeded: try once the one behind it
                place = resumed = Place(place.start + len(place.tail)) if place.tail else None
            elif place.missed(sheet, before):
                restarts += 1
                if restarts > _RESTARTS:
                    msg = "the list keeps changing while it is read"
                    raise TryLater(msg, about=self._about)
                place, before, resumed = place.back(before), (), Place()
            else:
                before = sheet.ids
                place = resumed = place.after(sheet, self._asker.fullest)
            last = sheet.ids
            if place is not None:
                self._coming = self._ask(self._statement(place.start))
            yield sheet, resumed


def _known(ids: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple(row_id for row_id in ids if row_id is not None)
