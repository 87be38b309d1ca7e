"""What can go wrong between a caller and an emulated API, to be asked for by a test or by hand.

A fault waits for the calls its pattern names, lets the first `skip` of them pass, strikes `times`
times, and is then spent. The first waiting fault that matches a call strikes; the others do not
count that call.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from types import MappingProxyType
from typing import Literal

from werkzeug import Response

Action = Literal["status", "html", "cut", "lost", "slow", "trickle", "garbage", "empty"]

_PAGE = (
    "<!DOCTYPE html><html><head><title>Service Unavailable</title></head>"
    "<body><h1>We'll be right back</h1></body></html>"
)
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One thing that goes wrong.

    `match`: regular expression searched in "METHOD /path?query", the query percent-decoded.
    `action`: "status" answers `status`, `body` and `headers` without executing; "html" answers
    `status` with a page; "cut" closes the connection before anything is handled; "lost" handles the
    call and closes the connection without an answer; "slow" waits `seconds` and then handles it;
    "trickle" handles it, and for `seconds` its answer's body comes byte by byte; "garbage" answers 200
    with JSON that breaks off; "empty" answers 200 with nothing.
    `times`: how often, `None` without end. `skip`: how many matching calls pass first.
    """

    match: str
    action: Action
    times: int | None = 1
    skip: int = 0
    status: int = 503
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: _NO_HEADERS)
    seconds: float = 0.0

    def answer(self) -> Response | None:
        """What is answered in place of the API, or `None` when the API itself is to handle the call."""
        headers = dict(self.headers)
        match self.action:
            case "status":
                kind = headers.pop("Content-Type", "application/json")
                return Response(self.body, self.status, headers, content_type=kind)
            case "html":
                return Response(
                    self.body or _PAGE, self.status, headers, content_type="text/html; charset=utf-8"
                )
            case "garbage":
                return Response(
                    '{"Invoices": [{"InvoiceID": "00', 200, headers, content_type="application/json"
                )
            case "empty":
                return Response("", 200, headers, content_type="application/json")
            case _:
                return None


class _Waiting:
    """A fault with the count of what it has seen and done."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.pattern = re.compile(fault.match)
        self.to_pass = fault.skip
        self.left = fault.times

    def strikes(self) -> bool:
        if self.to_pass:
            self.to_pass -= 1
            return False
        if self.left is not None:
            self.left -= 1
        return True


class Faults:
    """The faults that wait at one API; safe to use from several threads."""

    def __init__(self) -> None:
        self._waiting: list[_Waiting] = []
        self._lock = Lock()

    def add(self, fault: Fault) -> None:
        """Let it wait. `re.error` when its pattern is none."""
        with self._lock:
            self._waiting.append(_Waiting(fault))

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        with self._lock:
            self._waiting.clear()

    def spent(self) -> bool:
        """Whether all have struck as often as they should."""
        with self._lock:
            return all(waiting.left == 0 for waiting in self._waiting)

    def due(self, line: str) -> Fault | None:
        """The fault that strikes the call "METHOD /path?query", counted as done; `None` for none."""
        with self._lock:
            for waiting in self._waiting:
                if waiting.left != 0 and waiting.pattern.search(line):
                    return waiting.fault if waiting.strikes() else None
        return None
