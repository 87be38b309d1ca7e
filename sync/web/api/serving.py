"""The API served: who asks is known, what is asked is checked, what goes wrong is a problem in JSON.

The law: a token sees its own ledgers and no other; another's is as unknown as one that is not there. No
cookie is read or set, and no page of another origin may read an answer.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

import msgspec
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from sync import logs
from sync.errors import DuesyncError
from sync.office import Office
from sync.store import ledgers
from sync.store.ledgers import LinkedLedger
from sync.store.tokens import Token
from sync.web.api.asking import asked_of, body_of
from sync.web.api.call import Call, Operation
from sync.web.api.once import once
from sync.web.api.problems import SAFE, ProblemError
from sync.web.api.showing import Doorkeeper

_AT_ONCE = 3  # threads, so that webhooks and pages have theirs
_BODY_WITHIN = 10.0  # seconds
_ENCODER = msgspec.json.Encoder(decimal_format="string")


@dataclass(slots=True)
class Api:
    """`door`: who lets in. One of these serves every operation, so that the paces are one."""

    office: Office
    door: Doorkeeper
    room: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_AT_ONCE))

    def endpoint(self, operations: Mapping[str, Operation]) -> Callable[[Request], object]:
        """What answers at one address; `operations`: by method."""

        async def answer(request: Request) -> Response:
            method = "GET" if request.method == "HEAD" else request.method
            operation = operations.get(method)
            if operation is None:
                allowed = ", ".join([*operations, *(["HEAD"] if "GET" in operations else [])])
                msg = f"this address takes {allowed}"
                return ProblemError(HTTPStatus.METHOD_NOT_ALLOWED, msg, Allow=allowed).response()
            try:
                async with asyncio.timeout(_BODY_WITHIN):
                    body = await body_of(request)
                async with self.room:
                    content = await asyncio.to_thread(self._done, operation, request, body)
            except ProblemError as problem:
                return problem.response()
            except TimeoutError:
                return ProblemError(HTTPStatus.REQUEST_TIMEOUT, "the body came too slowly").response()
            except SQLAlchemyError as error:
                logs.trouble("api call broke", error, operation=operation.name)
                msg = "the database takes nothing now; ask again"
                return ProblemError(HTTPStatus.SERVICE_UNAVAILABLE, msg, Retry_After="60").response()
            return Response(content, headers=SAFE, media_type="application/json")

        return answer

    def _done(self, operation: Operation, request: Request, body: bytes) -> bytes:
        """The answer, encoded. Raises `ProblemError`."""
        token = self.door.bearer(request)
        if operation.acts and not token.acts:
            msg = "this token may look, not act; one that may: duesync token new NAME --act"
            raise ProblemError(HTTPStatus.FORBIDDEN, msg)
        if any("\0" in each for each in request.path_params.values()):  # PostgreSQL's text holds none
            msg = "no name or number has a NUL"
            raise ProblemError(HTTPStatus.NOT_FOUND, msg)
        office = self.office.of_firm(token.firm_id)
        linked = self._linked(office, token, request)
        asked = asked_of(operation, request, body)
        if linked is not None:
            office = office.of_ledger(linked)
        mine = dataclasses.replace(office, who=f"token {token.id} ({token.name})")
        call = Call(mine, token, asked, request.path_params, linked)
        try:
            if operation.acts:
                key = request.headers.get("idempotency-key")
                return once(call, key, request.url.path, lambda: operation.act(call))  # type: ignore[arg-type,return-value]  # acts answer `Done`
            return _ENCODER.encode(operation.act(call))
        except DuesyncError as error:
            raise ProblemError(HTTPStatus.CONFLICT, str(error)) from error

    def _linked(self, office: Office, token: Token, request: Request) -> LinkedLedger | None:
        name = request.path_params.get("ledger")
        if name is None:
            return None
        if name in token.ledgers and name in office.config.ledgers:
            with office.store.read() as connection:
                found = ledgers.find(connection, name)
            if found is not None:
                return found
        msg = f"this token sees no ledger {name!r}"
        raise ProblemError(HTTPStatus.NOT_FOUND, msg)


async def unknown(_request: Request) -> Response:
    """At no address of ours."""
    return ProblemError(HTTPStatus.NOT_FOUND, "there is nothing here; /api says what there is").response()
