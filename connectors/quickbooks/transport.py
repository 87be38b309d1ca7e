"""The one place where QuickBooks is called: python-quickbooks forms the requests, this sends them.

`process_request` is the library's only way out. Overridden, it keeps timeouts, the call budget and
the grant, sorts every failure while its HTTP status is still known, and puts the raw answer aside;
the library is handed an empty object, so that its own decoder and errors are never reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Final, Self, TypeVar

import msgspec
import requests
from quickbooks import QuickBooks
from requests.auth import AuthBase
from tenacity.wait import wait_base

from connectors.base import Allowance, Connection, Credentials, Tokens
from connectors.deadline import in_time
from connectors.errors import TryLater
from connectors.http import BACKOFF, BROKEN, RENEWALS, Answer, network_failure, reading
from connectors.hurry import within
from connectors.pages import proper
from connectors.papers import is_pdf
from connectors.quickbooks.faults import THROTTLE, trouble, unclear
from connectors.quickbooks.hosts import address
from connectors.spare import is_spare

T = TypeVar("T")
MINOR_VERSION: Final = 75
_UNAUTHORISED: Final = 401
_BROKEN_DOWN: Final = 500
_ENCODER = msgspec.json.Encoder(decimal_format="number")


def json_body(body: Mapping[str, object]) -> bytes:
    """A request's JSON, amounts as numbers digit for digit."""
    return _ENCODER.encode(body)


class _Bearer(AuthBase):
    """As an auth object, so that a .netrc entry for the host cannot take the token's place.

    The token is looked up when the request is made ready to leave, for its turn may be long in coming.
    """

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self.used: Tokens | None = None

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        self.used = self._credentials.tokens()
        request.headers["Authorization"] = f"Bearer {self.used.access_token}"
        return request


@dataclass(slots=True)
class _Asking:
    """The call under way. `counted`: already taken from the budget, which counts successes only.

    `begins`: how a good answer does.
    """

    about: str
    writing: bool
    begins: bytes = b"{"
    counted: bool = False
    answer: Answer | None = None

    def taken(self) -> Answer:
        """The answer that `process_request` put aside."""
        if self.answer is None:
            msg = f"{self.about}: the library made no request"
            raise RuntimeError(msg)
        return self.answer


class Transport(QuickBooks):  # type: ignore[misc]  # the library has no types
    """python-quickbooks on our own transport. For one thread at a time.

    `refresh` gets new tokens for old; `wait` is the backoff between tries of a read.
    """

    def __new__(cls, connection: Connection, *_: object, **__: object) -> Self:
        """As the library does it: its constructor is `__new__`."""
        made: Self = super().__new__(cls, company_id=connection.company_id, minorversion=MINOR_VERSION)
        return made

    def __init__(
        self,
        connection: Connection,
        credentials: Credentials,
        allowance: Allowance,
        refresh: Callable[[Tokens], Tokens],
        *,
        wait: wait_base = BACKOFF,
    ) -> None:
        self._root = address(connection, "api")
        self._timeouts = (connection.connect_timeout, connection.read_timeout)
        self._credentials, self._allowance, self._refresh = credentials, allowance, refresh
        self._wait = wait
        self._http = self.session = in_time(requests.Session())  # without a `session` it would print no PDF
        self._asking: _Asking | None = None

    @property
    def api_url(self) -> str:
        """The configured root; the library's own knows only two hosts."""
        return self._root

    def read(self, about: str, ask: Callable[[], object], decode: Callable[[bytes], T]) -> T:
        """What `ask`, a call of one of the library's reading methods, brings, decoded; with retries.

        `decode` raises one of `BROKEN` on an answer that breaks off, which is asked for again.
        """
        return self.read_answer(about, ask, lambda answer: decode(answer.body))

    def read_answer(self, about: str, ask: Callable[[], object], decode: Callable[[Answer], T]) -> T:
        """As `read`, for what also needs the answer's headers."""
        asking = _Asking(about, writing=False)
        return reading(lambda: self._ask(asking, ask, decode), wait=self._wait)

    def read_pdf(self, about: str, ask: Callable[[], object]) -> bytes:
        """As `read`, for a PDF, its bytes as they came. `TryLater` when it is not whole."""
        asking = _Asking(about, writing=False, begins=b"%PDF")
        return reading(lambda: self._ask(asking, ask, _whole_pdf), wait=self._wait)

    def write(self, about: str, ask: Callable[[], object], decode: Callable[[bytes], T]) -> T:
        """As `read`, once. `Uncertain` also when the answer cannot be decoded."""
        return self._ask(_Asking(about, writing=True), ask, lambda answer: decode(answer.body))

    def close(self) -> None:
        """Give back connections."""
        self._http.close()

    def _ask(self, asking: _Asking, ask: Callable[[], object], decode: Callable[[Answer], T]) -> T:
        self._asking, asking.answer = asking, None
        try:
            ask()
        finally:
            self._asking = None
        answer = asking.taken()
        try:
            return decode(answer)
        except BROKEN as error:
            why = f"the answer could not be read ({error})"
            raise unclear(answer, writing=asking.writing, about=asking.about, why=why) from error

    def process_request(
        self,
        request_type: str,
        url: str,
        headers: Mapping[str, str] | None = None,
        params: Mapping[str, Any] | None = None,
        data: object = None,
    ) -> SimpleNamespace:
        """The library's one way out. What it gets back is an empty object; the answer is put aside."""
        asking = self._asking
        if asking is None:
            msg = "calls go through read() or write()"
            raise RuntimeError(msg)
        body = data.encode() if isinstance(data, str) else data or None
        request = requests.Request(
            request_type,
            url,
            headers=dict(headers or {}),
            params={"minorversion": MINOR_VERSION} | dict(params or {}),  # of a PDF it gives none
            data=None if request_type == "GET" else body,
        )
        asking.answer = self._answer(request, asking)
        return SimpleNamespace(status_code=200, text="{}", content=b"")

    def _answer(self, request: requests.Request, asking: _Asking) -> Answer:
        request.auth = bearer = _Bearer(self._credentials)
        answer = self._send(request, asking)
        for _ in range(RENEWALS):
            if answer.status != _UNAUTHORISED or bearer.used is None:
                break
            # refused before it was looked at: a write was not done either
            self._credentials.renew(bearer.used, self._refresh)
            answer = self._send(request, asking)
        if answer.status >= _BROKEN_DOWN:
            self._allowance.faltered()
        error = trouble(answer, writing=asking.writing, about=asking.about, begins=asking.begins)
        if error is None:
            return answer
        if isinstance(error, TryLater) and error.code == THROTTLE:
            self._allowance.refused(error.after)
        raise error

    def _send(self, request: requests.Request, asking: _Asking) -> Answer:
        metered = not asking.writing and not asking.counted
        asking.counted = True
        batch = request.url.partition("?")[0].endswith("/batch")
        try:
            with self._allowance.call(metered=metered, spare=is_spare(), batch=batch):
                prepared = self._http.prepare_request(request)
                settings = self._http.merge_environment_settings(
                    prepared.url or "", {}, stream=True, verify=None, cert=None
                )
                timeout = (within(self._timeouts[0]), within(self._timeouts[1]))
                response = self._http.send(prepared, timeout=timeout, allow_redirects=False, **settings)
                answer = Answer.read(response)
        except (requests.RequestException, OSError) as error:
            raise network_failure(error, writing=asking.writing, about=asking.about) from error
        return answer if is_pdf(answer.body) else replace(answer, body=proper(answer.body))


def _whole_pdf(answer: Answer) -> bytes:
    if not is_pdf(answer.body):
        msg = "the PDF breaks off"
        raise msgspec.DecodeError(msg)
    return answer.body
