"""A pull of Xero as it happens: page upon page in their order, while the next ones are asked for.

The law: the first answer is waited for alone, so that an expired token, a refusal or a full budget
costs one call; a list that is refused keeps none of the others back; and one that Xero finds too
long is read in smaller parts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, TypeVar

from connectors.base import Page
from connectors.errors import Refused, TryLater
from connectors.http import BROKEN, Answer
from connectors.oauth import answered_at
from connectors.xero.ahead import Ahead, Taken
from connectors.xero.phases import Phase
from connectors.xero.pull import (
    PAGE_SIZE,
    Extent,
    Position,
    answered,
    begun,
    extent_of,
    following,
    given_up,
    narrowed,
    next_pull,
    upcoming,
    watched,
)
from connectors.xero.sheets import Sheet, sheet
from connectors.xero.wire import Wire
from dunning.ledger import Row

R = TypeVar("R", bound=Wire)
FactsOf = Callable[[Phase, Sheet[Any], datetime], Iterable[Row]]
"""What the rows of one list say, given the instant at which they were read."""

_TOO_LONG = re.compile(r"efficient|high volume|too many|100[,.]?000|100k", re.IGNORECASE)


def listed(answer: Answer, resource: str, row: type[R]) -> Sheet[R]:
    """The rows of a read. `TryLater` when the answer is no list of them."""
    try:
        return sheet(answer.body, resource, row)
    except (*BROKEN, ValueError) as error:
        msg = f"Xero's list of {resource} could not be read ({error})"
        raise TryLater(msg, about=resource, status=answer.status) from error


def taken(phase: Phase, answer: Answer, facts: FactsOf) -> Taken:
    """An answer to a question for `phase`, read."""
    found = listed(answer, phase.resource, phase.row) if answer.body else None
    read_at = answered(found.at if found else None, None) or answered_at(answer.headers)
    return Taken(
        size=len(answer.body),
        extent=extent_of(found) if found else None,
        rows=tuple(facts(phase, found, read_at)) if found else (),
        at=answered(found.at, _header_time(answer)) if found else None,
        read_at=read_at,
    )


def pages(ahead: Ahead, here: Position | None, history_from: date) -> Iterator[Page]:
    """One `Page` for each answer from `here` on, empty ones too; closes `ahead`.

    A list that is refused is raised as `Refused` at the end, and the next pull goes on with it.
    """
    first_of_last: bytes | None = None
    refused: tuple[Position, Refused] | None = None
    with ahead:
        while here is not None:
            try:
                page = _asked(ahead, here)
            except Refused as error:
                narrower = narrowed(here, history_from) if _too_long(error) else None
                if narrower is None and here.phase == here.phases[0].name:
                    raise
                if narrower is None:
                    refused = refused or (here, error)
                here = narrower or given_up(here)
                continue
            here = watched(begun(here, page.at), page.rows, page.read_at)
            after = following(here, page.extent, first_of_last)
            first_of_last = page.extent.first if page.extent else None
            if after is not None:
                ahead.want(upcoming(after, _pages_known(here, after, page.extent)))
            stands = refused[0] if refused else after or next_pull(here)
            yield Page(rows=page.rows, cursor=stands.cursor(), complete=stands.complete)
            here = after
    if refused:
        raise refused[1]


def _pages_known(here: Position, after: Position, page: Extent | None) -> int | None:
    """How many pages the list has, where it is seen to heed the page and its size."""
    if page is None or after.page <= here.page:
        return None
    return page.page_count if here.page > 1 or page.rows >= PAGE_SIZE else None


def _asked(ahead: Ahead, here: Position) -> Taken:
    """The page at `here`; to the question for undated documents a refusal is an empty one.

    Xero dates every document itself. It is asked in case one has none, and may well not take that.
    """
    try:
        return ahead.take(here)
    except Refused:
        if here.part is None or not here.part.undated:
            raise
        return taken(here.list, Answer(HTTPStatus.NOT_MODIFIED, {}, b""), lambda *_: ())


def _too_long(error: Refused) -> bool:
    return error.status == HTTPStatus.BAD_REQUEST and _TOO_LONG.search(str(error)) is not None


def _header_time(answer: Answer) -> datetime | None:
    try:
        when = parsedate_to_datetime(answer.headers["Date"])
    except (KeyError, TypeError, ValueError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)
