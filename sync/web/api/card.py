"""A status card to stand within other pages, `/card/{token}`, and a badge, `/card/{token}.svg`.

The law: it can be looked at and nothing more, and only the pages that the token names may frame it; it names
no customer, and tells nothing that might, unless the token says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from sync.office import Office
from sync.overview import Overview, overviews
from sync.store import outside
from sync.store.tokens import Token
from sync.web import pages
from sync.web.api.problems import ProblemError
from sync.web.api.showing import Doorkeeper

_SHOWN: Final = 5  # customers named
_BADGE: Final = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="20" role="img" aria-label="{says}">'
    "<title>{says}</title>"
    '<rect width="{whole}" height="20" rx="3" fill="#444"/>'
    '<path d="M{split} 0h{rest}v20H{split}z" fill="{colour}"/>'
    '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
    '<text x="6" y="14">{left}</text><text x="{begins}" y="14">{right}</text></g></svg>'
)
_PER_LETTER, _ROOM = 7, 12  # pixels
_GOOD, _WAITS, _WRONG = "#1f6b42", "#855400", "#a3281f"


@dataclass(frozen=True, slots=True)
class Cards:
    """`door`: who lets in."""

    office: Office
    door: Doorkeeper

    async def card(self, request: Request) -> Response:
        """The card, for a frame."""
        return await self._answered(request, self._card)

    async def badge(self, request: Request) -> Response:
        """One line, for an image."""
        return await self._answered(request, self._badge)

    async def _answered(self, request: Request, show: Callable[[Request, Token], Response]) -> Response:
        try:
            return await asyncio.to_thread(self._shown, request, show)
        except ProblemError as problem:
            return problem.response()
        except SQLAlchemyError:
            return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, "not now", Retry_After="60").response()

    def _shown(self, request: Request, show: Callable[[Request, Token], Response]) -> Response:
        token = self.door.find(request.path_params["token"], "card")
        if token is None:
            raise ProblemError(HTTPStatus.NOT_FOUND, "there is no such card")
        return show(request, token)

    def _card(self, request: Request, token: Token) -> Response:
        found = self._overviews(token)
        largest = {}
        if token.names:
            with self.office.of_firm(token.firm_id).store.read() as connection:
                largest = {
                    one.name: outside.largest_overdue(connection, token.ledgers[one.name], _SHOWN)
                    for one in found
                }
        answer = pages.page(request, "card.html", found=found, largest=largest, names=token.names)
        framed = " ".join(token.origins) or "'none'"
        policy = answer.headers["Content-Security-Policy"]
        answer.headers["Content-Security-Policy"] = policy.replace(
            "frame-ancestors 'none'", f"frame-ancestors {framed}"
        )
        return answer

    def _badge(self, _request: Request, token: Token) -> Response:
        found = self._overviews(token)
        waits = sum(one.approvals + one.replies for one in found)
        stopped = sum(one.chases == "no" for one in found)
        left = found[0].organisation if len(found) == 1 else f"{len(found)} ledgers"
        right, colour = "nothing waits", _GOOD
        if waits:
            right, colour = f"{waits} waiting for a person", _WAITS
        if stopped:
            right, colour = f"{stopped} of {len(found)} not chased today", _WRONG
        answer = pages.image(_drawn(left[:60], right, colour))
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"  # it is there to be shown elsewhere
        return answer

    def _overviews(self, token: Token) -> list[Overview]:
        office = self.office.of_firm(token.firm_id)
        return [one for one in overviews(office, frozenset(token.ledgers)) if one.linked]


def _drawn(left: str, right: str, colour: str) -> str:
    split, rest = (_ROOM + _PER_LETTER * len(text) for text in (left, right))
    return _BADGE.format(
        whole=split + rest,
        says=f"{left}: {right}",
        split=split,
        rest=rest,
        begins=split + _ROOM // 2,
        colour=colour,
        left=left,
        right=right,
    )
