"""The OpenAPI 3.1 document, made of the same table and types that serve it."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from typing import Any, Final

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sync.store.announced import Event
from sync.web.api.call import Operation
from sync.web.api.operations import OPERATIONS, PREFIX
from sync.web.api.problems import SAFE, Problem
from sync.web.api.wire import PATTERN_OF_KEY

_REF: Final = "#/components/schemas/{name}"
_ABOUT: Final = (
    "How far overdue invoices were followed up, what comes next and why not now; and some acts. Show a token "
    "as a bearer token. Amounts are decimals in strings, instants are RFC 3339, days those of the ledger's "
    "organisation. Problems are RFC 9457."
)
_PATHS: Final = {
    "ledger": "The ledger's name in the configuration",
    "invoice": "The invoice's number, or its id in the source ledger",
    "customer": "The customer's name, or their id in the source ledger",
}
_REFUSALS: Final = {
    "400": "What was asked is not what it should be",
    "401": "No token, or one that opens nothing",
    "403": "The token may not do this",
    "404": "There is no such thing, or not for this token",
    "409": "It cannot be done as things stand, or nobody knows whether it was",
    "413": "The body is too long",
    "415": "The body is not JSON",
    "422": "Something else was asked for under this key",
    "429": "Too many requests in this minute",
    "503": "Not now",
}
_OF_ACTS: Final = ("403", "409", "413", "415", "422")


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    types: set[type[msgspec.Struct]] = {Problem}
    for one in OPERATIONS:
        types |= {one.answers, one.asked} if one.acts else {one.answers}
    types |= {Event}
    ordered = sorted(types, key=lambda each: each.__name__)
    _, components = msgspec.json.schema_components(ordered, ref_template=_REF)
    paths: dict[str, Any] = {}
    for one in OPERATIONS:
        paths.setdefault(PREFIX + one.path, {})[one.method.lower()] = _operation(one)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Duesync", "version": metadata.version("duesync"), "description": _ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "webhooks": {"event": {"post": _told_by_webhook()}},
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": {name: _in_lines(one) for name, one in sorted(components.items())},
        },
    }


def _in_lines(schema: dict[str, Any]) -> dict[str, Any]:
    """With what is said of it in one line."""
    return schema | {"description": " ".join(schema.get("description", "").split())}


def _told_by_webhook() -> dict[str, Any]:
    says = "What happened, told to an address of yours, signed as Standard Webhooks have it"
    return {
        "summary": says,
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref(Event)}}},
        "responses": {"2XX": {"description": "It came, and is told no more"}},
    }


def _operation(one: Operation) -> dict[str, Any]:
    named = [name for name in _PATHS if f"{{{name}}}" in one.path]
    found: dict[str, Any] = {
        "operationId": one.name,
        "summary": one.says,
        "parameters": [_path(name) for name in named],
        "responses": {"200": _answer(one.says, one.answers, "application/json")}
        | {
            status: _answer(says, Problem, "application/problem+json")
            for status, says in _REFUSALS.items()
            if one.acts or status not in _OF_ACTS
        },
    }
    if one.acts:
        found["parameters"].append(_key())
        content = {"application/json": {"schema": _ref(one.asked)}}
        found["requestBody"] = {"required": True, "content": content}
    else:
        found["parameters"] += _query(one)
    return found


def _ref(type_: type[msgspec.Struct]) -> dict[str, str]:
    return {"$ref": _REF.format(name=type_.__name__)}


def _answer(says: str, type_: type[msgspec.Struct], media_type: str) -> dict[str, Any]:
    return {"description": says, "content": {media_type: {"schema": _ref(type_)}}}


def _path(name: str) -> dict[str, Any]:
    schema = {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "description": _PATHS[name], "schema": schema}


def _key() -> dict[str, Any]:
    says = "A name of your own for this act: asked for again under it, it is not done again"
    schema = {"type": "string", "pattern": PATTERN_OF_KEY}
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "description": says,
        "schema": schema,
    }


def _query(one: Operation) -> list[dict[str, Any]]:
    [_], components = msgspec.json.schema_components([one.asked], ref_template=_REF)
    properties = components[one.asked.__name__]["properties"]
    told = {name: _told(schema) for name, schema in properties.items()}
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": schema.pop("description", ""),
            "schema": schema,
        }
        for name, schema in told.items()
    ]


def _told(schema: dict[str, Any]) -> dict[str, Any]:
    """Without the null of what may be left out: no query can say it."""
    either = [each for each in schema.get("anyOf", ()) if each != {"type": "null"}]
    return (
        either[0]
        if len(either) == 1
        else {name: one for name, one in schema.items() if name != "default" or one is not None}
    )


async def document_answer(_request: Request) -> Response:
    """For programs; anybody may read what there is."""
    headers = SAFE | {"Cache-Control": "public, max-age=300"}
    return Response(msgspec.json.encode(document()), headers=headers, media_type="application/json")
