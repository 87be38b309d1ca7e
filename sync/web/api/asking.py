"""What is asked of an operation, read and checked: the query of a GET, the body of a POST."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from starlette.requests import ClientDisconnect, Request

from sync.web.api.call import Operation
from sync.web.api.problems import ProblemError

MOST_BYTES = 1 << 15
_JSON = "application/json"


async def body_of(request: Request) -> bytes:
    """The body, of no more than `MOST_BYTES`. Raises `ProblemError`.

    A longer one is read to its end and forgotten: who is hung up on in the middle sees no answer.
    """
    body, size = b"", 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            body = body + chunk if size <= MOST_BYTES else b""
    except ClientDisconnect as error:  # nobody is there to read it
        msg = "the body broke off"
        raise ProblemError(HTTPStatus.BAD_REQUEST, msg) from error
    if size > MOST_BYTES:
        msg = f"the body is longer than {MOST_BYTES} bytes"
        raise ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, msg)
    return body


def asked_of(operation: Operation, request: Request, body: bytes) -> msgspec.Struct:
    """As its type. Raises `ProblemError` with the name of what is wrong."""
    try:
        if operation.method == "GET":
            return _query(operation, request)
        return _body(operation, request, body)
    except msgspec.ValidationError as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, _in_words(str(error), operation)) from error


def _in_words(text: str, operation: Operation) -> str:
    where = "query" if operation.method == "GET" else "body"
    return f"the {where} is not what it should be: {text.replace('`', '')}"


def _query(operation: Operation, request: Request) -> msgspec.Struct:
    pairs = request.query_params.multi_items()
    if len({name for name, _ in pairs}) < len(pairs):
        msg = "the query names something twice"
        raise ProblemError(HTTPStatus.BAD_REQUEST, msg)
    return msgspec.convert(dict(pairs), operation.asked, strict=False)


def _body(operation: Operation, request: Request, body: bytes) -> msgspec.Struct:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _JSON:
        msg = f"the body must be JSON: Content-Type: {_JSON}"
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, msg)
    if request.query_params:
        msg = "this takes no query, all of it stands in the body"
        raise ProblemError(HTTPStatus.BAD_REQUEST, msg)
    try:
        return msgspec.json.decode(body, type=operation.asked)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        if isinstance(error, msgspec.ValidationError):
            raise
        msg = "the body is not JSON"
        raise ProblemError(HTTPStatus.BAD_REQUEST, msg) from error
