"""What the API says when it does not do what it was asked: RFC 9457, the words for people."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from starlette.responses import Response

SAFE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """Why nothing was done. `type`: what sort of problem, for programs; `detail`: this one, in words."""

    type: str
    title: str
    status: int
    detail: str


class ProblemError(Exception):
    """Raised to answer with a problem. `headers`: to go along."""

    def __init__(self, status: HTTPStatus, detail: str, **headers: str) -> None:
        super().__init__(detail)
        self.status, self.detail = status, detail
        self.headers = {name.replace("_", "-"): text for name, text in headers.items()}

    def response(self) -> Response:
        """As an answer."""
        problem = Problem(
            type="about:blank", title=self.status.phrase, status=self.status.value, detail=self.detail
        )
        return Response(
            msgspec.json.encode(problem),
            self.status,
            {**SAFE, **self.headers},
            media_type="application/problem+json",
        )
