"""The API's page for people: the OpenAPI document, rendered here; it needs no script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import Response

from sync.web import pages
from sync.web.api.document import document
from sync.web.api.showing import MOST

_EXAMPLES: Final = {
    "hold": '{"customer_id": "58", "until": "2026-12-08", "note": "they called"}',
    "release": '{"customer_id": "58"}',
    "approve": '{"fingerprint": "62BIU7NH3YN7E4KP2CJJ"}',
    "promise": '{"customer_id": "58", "by": "2026-12-08", "who": "Ann", "where": "a call"}',
}


async def page(request: Request) -> Response:
    """What there is, each with what it takes and gives."""
    told = document()
    operations = [
        _operation(method.upper(), path, one)
        for path, methods in told["paths"].items()
        for method, one in methods.items()
    ]
    refusals = {
        status: one["description"]
        for path in told["paths"].values()
        for each in path.values()
        for status, one in each["responses"].items()
        if status != "200"
    }
    types = [
        {"name": name, "says": _in_code(schema["description"]), "fields": [*_fields(schema)]}
        for name, schema in told["components"]["schemas"].items()
    ]
    return pages.page(
        request,
        "api.html",
        about=told["info"]["description"],
        operations=operations,
        refusals=dict(sorted(refusals.items())),
        types=types,
        most=MOST,
    )


def _operation(method: str, path: str, one: dict[str, Any]) -> dict[str, Any]:
    body = one.get("requestBody")
    return {
        "id": one["operationId"],
        "method": method,
        "path": path,
        "says": one["summary"],
        "parameters": [{"description": "", **each} for each in one["parameters"]],
        "answers": _type_of(one["responses"]["200"]),
        "takes": None if body is None else _type_of(body),
        "example": _EXAMPLES.get(one["operationId"]),
    }


def _type_of(message: dict[str, Any]) -> str:
    return type_in_words(message["content"]["application/json"]["schema"])


def _fields(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    needed = schema.get("required", ())
    for name, one in schema.get("properties", {}).items():
        says = next(
            (each["description"] for each in (one, *one.get("anyOf", ())) if "description" in each), ""
        )
        yield {"name": name, "needed": name in needed, "type": type_in_words(one), "says": _in_code(says)}


def _in_code(says: str) -> Markup:
    """What stands between backticks, as code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(says))))  # noqa: S704 - escaped before


def type_in_words(schema: dict[str, Any]) -> str:
    """A schema in few words: "string (date) or null", "list of Reminder"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(type_in_words(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f'"{one}"' for one in schema["enum"])
    kind = str(schema.get("type", "any"))
    if kind == "array":
        return f"list of {type_in_words(schema.get('items') or {'type': 'string'})}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return f"{type_in_words(schema['additionalProperties'])} by name"
    return f"{kind} ({schema['format']})" if "format" in schema else kind
