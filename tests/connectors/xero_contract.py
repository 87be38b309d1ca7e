"""Xero's OpenAPI file as a check of calls, with what it leaves open closed by hand. For tests.

What the file does not say, by `contracts/README.md`: objects are open (here closed, but for what is
known to be on the wire), dates are any text, and amounts any number.
"""

from __future__ import annotations

import copy
import json
import re
import warnings
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.exceptions import OpenAPIError
from openapi_core.testing import MockRequest, MockResponse

from connectors.sandbox.server import Call

CONTRACT = Path(__file__).resolve().parents[2] / ".." / "shared" / "contracts" / "xero_accounting.yaml"
HOST = "https://api.xero.com"
ROOT = "/api.xro/2.0"
_UNTOLD = {
    "Invoice": ("DateString", "DueDateString"),
    "CreditNote": ("DateString", "DueDateString", "ID"),
    "Overpayment": ("DateString", "DueDateString"),
    "Prepayment": ("DateString", "DueDateString"),
    "HistoryRecord": ("DateUTCString",),
}
_ENVELOPE = ("Id", "Status", "ProviderName", "DateTimeUTC")
_MICROSOFT = re.compile(r"/Date\(-?\d+(?:[+-]\d{4})?\)/")
_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")


class _Plain(yaml.CSafeLoader):
    """YAML whose dates stay the text they are."""


_Plain.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def the_file() -> dict[str, Any]:
    """Xero's file, as it is."""
    read: dict[str, Any] = yaml.load(CONTRACT.read_text(encoding="utf-8"), _Plain)  # noqa: S506  # a safe one
    return read


class XeroContract:
    """Each method gives complaints; none means that the call is as Xero describes it."""

    def __init__(self) -> None:
        self._spec = the_file()

    @cached_property
    def _asking(self) -> OpenAPI:
        return self._closed({})

    @cached_property
    def _answering(self) -> OpenAPI:
        return self._closed(_UNTOLD | dict.fromkeys(_envelopes(self._spec), _ENVELOPE))

    def _closed(self, more: dict[str, tuple[str, ...]]) -> OpenAPI:
        """The file with no property allowed that it does not name, but for `more`."""
        spec = copy.deepcopy(self._spec)
        for name, schema in spec["components"]["schemas"].items():
            if "properties" in schema:
                schema["additionalProperties"] = False
                for known in more.get(name, ()):
                    schema["properties"].setdefault(known, {})
        return OpenAPI.from_dict(spec, config=Config(spec_validator_cls=None))

    def of_request(self, call: Call) -> list[str]:
        """What is wrong with what was asked."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it does not know the scheme "oauth2"
                self._asking.validate_request(_request(call))
        except OpenAPIError as error:
            return [f"{call.method} {call.path}: {_words(error)}"]
        found = [f"{call.method} {call.path}: no Accept"] if "json" not in _header(call, "Accept") else []
        if call.body:
            found += self._of_texts(_operation(self._spec, call)["requestBody"], call.body, written=True)
        return found

    def of_answer(self, call: Call) -> list[str]:
        """What is wrong with what was answered with 200, 204 or 400."""
        answer = MockResponse(
            call.answer, status_code=call.status, content_type=call.content_type.partition(";")[0]
        )
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # as above
                self._answering.validate_response(_request(call), answer)
        except OpenAPIError as error:
            return [f"{call.method} {call.path} -> {call.status}: {_words(error)}"]
        described = _operation(self._spec, call)["responses"][str(call.status)]
        return self._of_texts(described, call.answer, written=False) if call.answer else []

    def _of_texts(self, described: dict[str, Any], body: bytes, *, written: bool) -> list[str]:
        described = self._resolved(described)
        schema = described["content"]["application/json"]["schema"]
        read = json.loads(body, parse_float=Decimal, parse_int=Decimal)
        return list(self._of_value(schema, read, "$", written=written))

    def _of_value(self, schema: Any, value: Any, path: str, *, written: bool) -> Iterator[str]:
        """Dates and amounts, which the file describes as any text and any number."""
        schema = self._resolved(schema)
        if isinstance(value, dict):
            for name, part in value.items():
                inner = schema.get("properties", {}).get(name)
                if inner is not None:
                    yield from self._of_value(inner, part, f"{path}.{name}", written=written)
        elif isinstance(value, list):
            for number, part in enumerate(value):
                yield from self._of_value(schema.get("items", {}), part, f"{path}[{number}]", written=written)
        elif schema.get("x-is-msdate") or schema.get("x-is-msdate-time"):
            if not (_WRITTEN if written else _MICROSOFT).fullmatch(str(value)):
                yield f"{path}: {value!r} is no date as Xero has them"
        elif schema.get("x-is-money") and not _is_amount(value, 6 if path.endswith("Rate") else 4):
            yield f"{path}: {value!r} is no amount"

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in schema:
            _, _, kind, name = schema["$ref"].split("/")
            schema = self._spec["components"][kind][name]
        return schema


def _envelopes(spec: dict[str, Any]) -> set[str]:
    """The schemas of whole answers: the wire shows four more keys on each."""
    methods = (operation for path in spec["paths"].values() for operation in path.values())
    answers = (operation.get("responses", {}) for operation in methods if isinstance(operation, dict))
    contents = (
        code.get("content", {}).get("application/json", {}) for each in answers for code in each.values()
    )
    return {
        content["schema"]["$ref"].rpartition("/")[2]
        for content in contents
        if "$ref" in content.get("schema", {})
    }


def _is_amount(value: object, decimals: int) -> bool:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) and value.is_finite() else None
    return isinstance(exponent, int) and -exponent <= decimals


def _request(call: Call) -> MockRequest:
    headers = dict(call.headers)
    kind = _header(call, "Content-Type").partition(";")[0]
    return MockRequest(
        HOST,
        call.method.lower(),
        call.path,
        args=dict(parse_qsl(call.query, keep_blank_values=True)),
        headers=headers,
        data=call.body or None,
        content_type=kind or "application/json",
    )


def _header(call: Call, wanted: str) -> str:
    return next((value for name, value in call.headers.items() if name.lower() == wanted.lower()), "")


def _operation(spec: dict[str, Any], call: Call) -> dict[str, Any]:
    """The operation whose path fits best: one in plain words before one with a placeholder."""
    asked = call.path.removeprefix(ROOT)
    fits = [path for path in spec["paths"] if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", path), asked)]
    operation: dict[str, Any] = spec["paths"][min(fits, key=lambda path: path.count("{"))][
        call.method.lower()
    ]
    return operation


def _words(error: BaseException) -> str:
    """The inmost complaints: the outer ones only say that something is invalid."""
    inner: BaseException | None = error
    while inner is not None:
        if complaints := list(getattr(inner, "schema_errors", ())):
            return "; ".join(f"{each.json_path}: {each.message[:200]}" for each in complaints)
        error, inner = inner, inner.__cause__
    return f"{type(error).__name__}: {str(error)[:200]}"
