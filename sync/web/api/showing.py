"""Who shows a token: found, counted, and noted as used. A wrong one is told nothing but that it is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from starlette.requests import Request

from sync.commands.tokens import Kind, digest_of
from sync.office import Office
from sync.store import tokens
from sync.store.tokens import Token
from sync.web.api.problems import ProblemError
from sync.web.often import Often

MOST = 120  # times in a minute that one token is answered
_MOST_WRONG = 120  # of all who show a wrong one together: none is guessed, this only saves the database
_NOTED_EVERY = timedelta(minutes=1)
_BEARER = "bearer"


@dataclass(slots=True)
class Doorkeeper:
    """Lets in who shows a token that stands."""

    office: Office
    often: Often

    def bearer(self, request: Request) -> Token:
        """The token in the header. Raises `ProblemError`."""
        shown = request.headers.get("authorization", "")
        if not shown:
            msg = "show a token: Authorization: Bearer dsa_... (duesync token new NAME makes one)"
            raise ProblemError(HTTPStatus.UNAUTHORIZED, msg, WWW_Authenticate="Bearer")
        scheme, _, token = shown.partition(" ")
        found = self.find(token if scheme.lower() == _BEARER else "", "api")
        if found is None:
            challenge = 'Bearer error="invalid_token"'
            msg = "this token opens nothing: it is wrong, was revoked, or has ended"
            raise ProblemError(HTTPStatus.UNAUTHORIZED, msg, WWW_Authenticate=challenge)
        return found

    def find(self, shown: str, kind: Kind) -> Token | None:
        """The token, where it is of that kind and stands. Raises `ProblemError` for who asks too often."""
        digest, wall = digest_of(shown), self.office.clock.wall()
        found = None
        if digest is not None:
            with self.office.store.read() as connection:
                found = tokens.find(connection, digest)
        if found is None or found.kind != kind or not found.stands(wall):
            _refuse(self.often.wait("", _MOST_WRONG))
            return None
        _refuse(self.often.wait(digest or "", MOST))
        if found.used_at is None or wall - found.used_at >= _NOTED_EVERY:
            with self.office.store.write() as connection:
                tokens.note_use(connection, found.id, wall)
        return found


def _refuse(seconds: int) -> None:
    if seconds:
        msg = f"too many requests in this minute; ask again in {seconds} seconds"
        raise ProblemError(HTTPStatus.TOO_MANY_REQUESTS, msg, Retry_After=str(seconds))
