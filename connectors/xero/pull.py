"""How far a pull of a Xero ledger got: the cursor, and which page follows which. Pure.

The law: a cut pull goes on at the page it had reached; the next pull asks for everything changed
since *before* this one's first answer, so that rows edited meanwhile come again rather than never;
and a list whose rows moved between its pages while they were read is read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import msgspec

from connectors.base import Cursor
from connectors.errors import Refused
from connectors.xero.dates import instant
from connectors.xero.phases import FIRST, LATER, SETTLED, Part, Phase
from connectors.xero.sheets import Sheet
from dunning.ledger import Fact, Row

PAGE_SIZE: Final = 1000  # Xero's most
_OLD_PAGE: Final = 100  # a page this short is the last, even where `pageSize` is not understood
_OVERLAP: Final = timedelta(minutes=5)  # for clocks that differ and rows that surface late
_PASSES: Final = 3  # through a list that is edited all the time; what moves in the third waits for its edit


class Position(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How far a pull got: the next page to read.

    `since`: only what changed since is asked for; `None` in a first pull. `then`: what the next
    pull's `since` will be. `part`, `parts`: of a list too long to be asked for whole, the one being
    read and those to come. `count`: rows the list had when its last page was read; `began`: when its
    first was; `edited`: whether rows changed meanwhile; `passes`: how often it is being read.
    """

    phase: str
    page: int = 1
    since: datetime | None = None
    then: datetime | None = None
    part: Part | None = None
    parts: tuple[Part, ...] = ()
    count: int | None = None
    began: datetime | None = None
    edited: bool = False
    passes: int = 1

    def cursor(self) -> Cursor:
        """As it is stored."""
        return Cursor(msgspec.json.encode(self).decode())

    @property
    def place(self) -> tuple[str, Part | None, int, int]:
        """What tells one page that may be asked for from another."""
        return self.phase, self.part, self.page, self.passes

    @property
    def phases(self) -> tuple[Phase, ...]:
        """The lists of this pull, in order."""
        return LATER if self.since else FIRST

    @property
    def list(self) -> Phase:
        """The list being read."""
        return next(each for each in self.phases if each.name == self.phase)

    @property
    def complete(self) -> bool:
        """Whether decisions may rest on what was read before this position."""
        return self.since is not None or self.settled

    @property
    def settled(self) -> bool:
        """Whether it is history that is read."""
        return self.phase in SETTLED

    def asked(self, history_from: date) -> dict[str, Any]:
        """The parameters of the SDK's call for this page."""
        since = {"if_modified_since": since_text(self.since)} if self.since else {}
        page = {"page": self.page, "page_size": PAGE_SIZE}
        return self.list.asked(history_from, self.part) | since | page


class Extent(msgspec.Struct, frozen=True, kw_only=True):
    """What of a page tells which one follows, so that its rows need not be kept for that.

    `first`: what tells it from another, its first row as text; amounts may not be comparable.
    `page_count`, `item_count`: of the whole list, where it says.
    """

    rows: int
    first: bytes | None
    page_count: int | None
    item_count: int | None


def extent_of(sheet: Sheet[Any]) -> Extent:
    """That of a page just read."""
    return Extent(
        rows=len(sheet.rows),
        first=msgspec.json.encode(sheet.rows[0]) if sheet.rows else None,
        page_count=sheet.page_count,
        item_count=sheet.item_count,
    )


def position(cursor: Cursor | None) -> Position:
    """Where to begin. `Refused` when the cursor is none of ours."""
    if cursor is None:
        return Position(phase=FIRST[0].name)
    try:
        found = msgspec.json.decode(cursor.text, type=Position)
    except msgspec.DecodeError as error:
        msg = "the place where the last pull stopped cannot be read; pull the ledger anew"
        raise Refused(msg, about="cursor") from error
    if found.page < 1 or found.phase not in {phase.name for phase in found.phases}:
        msg = f"the last pull stopped at a place that does not exist ({found.phase}); pull the ledger anew"
        raise Refused(msg, about="cursor")
    return found


def begun(here: Position, answered: datetime | None) -> Position:
    """`here` with the time its pull and its list began, by Xero's clock, told by their first answers.

    Without a time (nothing had changed, say) the next pull asks from where this one did: rows may
    repeat, none is left out.
    """
    if answered is None or here.page > 1:
        return here
    here = msgspec.structs.replace(here, began=answered)
    if here.then is not None or here.phase != here.phases[0].name:
        return here
    return msgspec.structs.replace(here, then=answered - _OVERLAP)


def watched(here: Position, rows: Iterable[Row], read_at: datetime) -> Position:
    """`here`, marked when a row of its page changed since the list was begun: others may have moved."""
    began = here.began
    if here.edited or began is None or here.page == 1:
        return here
    if any(isinstance(row, Fact) and began < row.modified_at < read_at for row in rows):
        return msgspec.structs.replace(here, edited=True)
    return here


def following(here: Position, page: Extent | None, first_of_last: bytes | None = None) -> Position | None:
    """The position after a page; `None` when that was the pull's last.

    `page` is `None` when nothing had changed. `first_of_last`: the page before's `first`, so that a
    list which ignores the page asked for is not read for ever.
    """
    if page is not None:
        lost = (here.count or 0) - page.item_count if page.item_count is not None else 0
        if here.page > 1 and lost > 0:
            # Rows left the list while we read it, so later ones moved up to pages already read.
            back = max(1, here.page - -(-lost // PAGE_SIZE))
            return msgspec.structs.replace(here, page=back, count=page.item_count)
        if page.rows and _goes_on(here, page, first_of_last):
            return msgspec.structs.replace(here, page=here.page + 1, count=page.item_count)
    if here.edited and here.passes < _PASSES:
        return _anew(here, here.phase, here.part, here.parts, passes=here.passes + 1)
    return next(_lists_after(here), None)


def _lists_after(here: Position) -> Iterator[Position]:
    """The first pages of the parts and lists that come after the one being read."""
    for number, part in enumerate(here.parts, start=1):
        yield _anew(here, here.phase, part, here.parts[number:])
    names = [phase.name for phase in here.phases]
    for name in names[names.index(here.phase) + 1 :]:
        yield _anew(here, name, None, ())


def _anew(
    here: Position, phase: str, part: Part | None, parts: tuple[Part, ...], *, passes: int = 1
) -> Position:
    return Position(phase=phase, since=here.since, then=here.then, part=part, parts=parts, passes=passes)


def upcoming(here: Position, pages: int | None) -> Iterator[Position]:
    """The pages that will be wanted from `here` on, if nothing moves; `pages`: of its list, where known.

    Never history's before the rest is read.
    """
    for page in range(here.page, max(here.page, pages or 0) + 1):
        yield msgspec.structs.replace(here, page=page)
    yield from (after for after in _lists_after(here) if after.settled == here.settled)


def narrowed(here: Position, history_from: date) -> Position | None:
    """The same list in smaller parts, where Xero finds it too long; `None` when there are none."""
    parts = here.list.split(here.part, history_from)
    return _anew(here, here.phase, parts[0], parts[1:] + here.parts) if parts else None


def given_up(here: Position) -> Position | None:
    """The next list, when this one is refused; `None` when it was the last."""
    return following(msgspec.structs.replace(here, parts=(), edited=False), None)


def _goes_on(here: Position, page: Extent, first_of_last: bytes | None) -> bool:
    if page.first == first_of_last:
        return False  # the same page comes whatever is asked
    if page.page_count is not None:
        return here.page < page.page_count
    return page.rows >= _OLD_PAGE


def next_pull(here: Position) -> Position:
    """Where the pull after this one begins."""
    since = here.then or here.since
    phases = LATER if since else FIRST
    return Position(phase=phases[0].name, since=since)


def since_text(since: datetime) -> str:
    """`If-Modified-Since`: UTC in whole seconds.

    Xero's page shows it without a zone, its OpenAPI file asks for one; with `Z` it suits both.
    """
    return since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def answered(at: str | None, header: datetime | None) -> datetime | None:
    """When Xero answered: by its own clock inside the answer, else by the `Date` header, if at all."""
    try:
        return instant(at) if at else header
    except ValueError:
        return header
