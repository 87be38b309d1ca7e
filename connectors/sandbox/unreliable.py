"""The way between a caller and the emulated services, on which anything may go wrong.

The law: nothing here knows what a call means. Before each goes out `Way.leaving` says what becomes of
it; `Way.passed` is told of every point at which the caller could die, and may raise to let it.
"""

from __future__ import annotations

import smtplib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Literal, Protocol

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPResponse

Fate = Literal["arrives", "unreachable", "lost", "unanswered", "late", "repeated", "busy", "down", "page"]
"""What becomes of a call. "lost": nobody gets it; "unanswered": it is handled, and the answer is lost;
"late": the caller gives up, and it is handled after others; "repeated": it is handled twice, and the second
answer comes; "busy": 429; "down": 503; "page": 502 with a page."""

_ANSWERS: Mapping[str, tuple[int, Mapping[str, str], bytes]] = {
    "busy": (429, {"Retry-After": "3", "Content-Type": "application/json"}, b"{}"),
    "down": (503, {"Content-Type": "application/json"}, b""),
    "page": (502, {"Content-Type": "text/html"}, b"<html><title>Bad Gateway</title></html>"),
}


class Way(Protocol):
    """Who decides."""

    def leaving(self, line: str) -> Fate:
        """What becomes of the call "METHOD URL"."""

    def waits(self, seconds: float) -> None:
        """The caller waits for an answer that does not come."""

    def passed(self, point: str) -> None:
        """The caller is at that point. What is raised here ends it."""


@dataclass
class Unreliable(BaseAdapter):
    """A transport adapter for `requests` before another one. `late`: calls that are still on their way."""

    inner: BaseAdapter
    way: Way
    late: list[tuple[requests.PreparedRequest, dict[str, Any]]] = field(default_factory=list)

    def send(self, request: requests.PreparedRequest, **settings: Any) -> requests.Response:  # type: ignore[override]  # all of them, by name
        """The answer, or `requests.RequestException` where there is none."""
        self.way.passed("before a call")
        fate = self.way.leaving(f"{request.method} {request.url}")
        if fate == "unreachable":
            raise requests.ConnectionError(ConnectionRefusedError("refused"), request=request)
        if fate == "lost":
            raise requests.ConnectionError(ConnectionResetError("lost"), request=request)
        if fate == "late":
            self.late.append((request, settings))
            self.way.waits(settings["timeout"][1])
            raise requests.ReadTimeout(TimeoutError("no answer"), request=request)
        if fate in _ANSWERS:
            return _answer(request, *_ANSWERS[fate])
        answer = self.inner.send(request, **settings)
        if fate == "repeated":
            answer.close()
            answer = self.inner.send(request, **settings)
        self.way.passed("call handled")
        self.arrive()
        if fate == "unanswered":
            answer.close()
            raise requests.ConnectionError(ConnectionResetError("the answer was lost"), request=request)
        return answer

    def arrive(self) -> None:
        """What was late comes in; nobody waits for the answers."""
        while self.late:
            request, settings = self.late.pop(0)
            self.inner.send(request, **settings).close()

    def close(self) -> None:
        """Nothing of its own is open."""
        self.inner.close()


def _answer(
    request: requests.PreparedRequest, status: int, headers: Mapping[str, str], body: bytes
) -> requests.Response:
    raw = HTTPResponse(BytesIO(body), headers=headers, status=status, reason="", preload_content=False)
    return HTTPAdapter().build_response(request, raw)


def unreliable_client(way: Way) -> type[smtplib.SMTP]:
    """An `smtplib` client whose commands and replies pass along that way."""

    class Client(smtplib.SMTP):
        has_whole = False  # the server, of a message

        def putcmd(self, cmd: str, args: str = "") -> None:
            way.passed("before a mail command")
            if way.leaving(f"MAIL {cmd}") in {"lost", "unreachable", "down"}:
                self.close()
                msg = "the mail server went away"
                raise smtplib.SMTPServerDisconnected(msg)
            super().putcmd(cmd, args)

        def send(self, s: Any) -> None:
            self.has_whole = s == b".\r\n"  # the final line: from here on it may have gone
            if self.has_whole:
                way.passed("before the mail's last line")
            super().send(s)

        def getreply(self) -> tuple[int, bytes]:
            reply = super().getreply()  # so what comes over us now comes after the server had it
            if self.has_whole:
                self.has_whole = False
                way.passed("mail handed over")
                if way.leaving("MAIL handed over") in {"unanswered", "late"}:
                    self.close()
                    msg = "the mail server went away"
                    raise smtplib.SMTPServerDisconnected(msg)
            return reply

    return Client
