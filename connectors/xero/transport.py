"""The one place where calls leave for Xero's API: it stands where the SDK's REST client would.

The law: every call is counted first, carries a bearer token, a User-Agent and both timeouts, and
is never redirected. A 401 renews the token. Reads are retried; a write leaves exactly once
per accepted token, since a 401 says that it was not carried out. What comes back is the raw answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import msgspec
import requests
from requests.auth import AuthBase
from tenacity.wait import wait_base

from connectors.base import Allowance, Connection, Credentials, SignIn, Tokens
from connectors.deadline import in_time
from connectors.http import BACKOFF, RENEWALS, Answer, network_failure, reading
from connectors.hurry import within
from connectors.papers import PDF
from connectors.spare import is_spare
from connectors.xero.answers import good, is_of_app, lacks_scope, throttled_for

_AMOUNTS = msgspec.json.Encoder(decimal_format="number")  # exact digits; the SDK would make floats of them


class _Bearer(AuthBase):
    """The access token. As `auth`, so that no .netrc entry can take its place.

    It is looked up when the request is made ready to leave, for its turn may be a minute in coming.
    """

    def __init__(self, credentials: Credentials) -> None:
        self._credentials = credentials
        self.used: Tokens | None = None

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        self.used = self._credentials.tokens()
        request.headers["Authorization"] = f"Bearer {self.used.access_token}"
        return request


class Sessions:
    """Connections that are kept open, each for one call at a time: `requests` wants no two threads in one."""

    def __init__(self) -> None:
        self._idle: list[requests.Session] = []

    @contextmanager
    def one(self) -> Iterator[requests.Session]:
        """The session used last, or a new one where all are in use."""
        try:
            session = self._idle.pop()
        except IndexError:
            session = in_time(requests.Session())
        try:
            yield session
        finally:
            self._idle.append(session)

    def close(self) -> None:
        """Hang up those that are not in use."""
        while self._idle:
            self._idle.pop().close()


@dataclass(frozen=True, slots=True)
class Transport:
    """Has the methods of the SDK's `RESTClientObject` that we use; each returns an `Answer`.

    They raise `connectors.errors` as `answers.good` sorts them, with the call's path as `about`.
    `wait`: the backoff between tries of a read.
    """

    connection: Connection
    credentials: Credentials
    allowance: Allowance
    sign_in: SignIn
    wait: wait_base = BACKOFF
    sessions: Sessions = field(default_factory=Sessions)

    def GET(self, url: str, *, query_params: Any = None, headers: Any = None, **_ignored: Any) -> Answer:  # noqa: N802  # the SDK's name
        """Read, with retries."""
        return reading(lambda: self._authorised("GET", url, query_params, headers, None), wait=self.wait)

    def PUT(  # noqa: N802  # the SDK's name
        self, url: str, *, query_params: Any = None, headers: Any = None, body: Any = None, **_ignored: Any
    ) -> Answer:
        """Write, once."""
        return self._authorised("PUT", url, query_params, headers, body)

    def POST(  # noqa: N802  # the SDK's name
        self, url: str, *, query_params: Any = None, headers: Any = None, body: Any = None, **_ignored: Any
    ) -> Answer:
        """Write, once."""
        return self._authorised("POST", url, query_params, headers, body)

    def _authorised(
        self,
        method: str,
        url: str,
        query: Sequence[tuple[str, Any]] | None,
        headers: Mapping[str, str] | None,
        body: Any,
    ) -> Answer:
        bearer = _Bearer(self.credentials)
        answer = self._send(method, url, query, headers, body, bearer)
        for _ in range(RENEWALS):
            if answer.status != HTTPStatus.UNAUTHORIZED or lacks_scope(answer) or bearer.used is None:
                break
            self.credentials.renew(bearer.used, self.sign_in.refresh)
            answer = self._send(method, url, query, headers, body, bearer)
        if answer.status == HTTPStatus.TOO_MANY_REQUESTS:
            self.allowance.refused(throttled_for(answer), whole_app=is_of_app(answer))
        elif answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            self.allowance.faltered()
        as_pdf = (headers or {}).get("Accept") == PDF
        return good(answer, writing=method != "GET", about=_about(url), as_pdf=as_pdf)

    def _send(  # one call, all its parts
        self,
        method: str,
        url: str,
        query: Sequence[tuple[str, Any]] | None,
        headers: Mapping[str, str] | None,
        body: Any,
        bearer: _Bearer,
    ) -> Answer:
        try:
            with self.allowance.call(metered=True, spare=is_spare()) as told, self.sessions.one() as session:
                response = session.request(  # metered: all count towards the day's
                    method,
                    url,
                    params=[(name, _parameter(value)) for name, value in query or ()],
                    data=None if body is None else _AMOUNTS.encode(body),
                    headers=headers,
                    auth=bearer,
                    timeout=(within(self.connection.connect_timeout), within(self.connection.read_timeout)),
                    allow_redirects=False,
                    stream=True,
                )
                answer = Answer.read(response)
                left = answer.headers.get("X-DayLimit-Remaining", "")
                if left.isdecimal():  # another program may share the day, and not every plan has the same one
                    told(int(left))
        except requests.RequestException as error:
            raise network_failure(error, writing=method != "GET", about=_about(url)) from error
        return answer


def _parameter(value: Any) -> str:
    """A query parameter as Xero writes it: `true`, not Python's `True`."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _about(url: str) -> str:
    """The resource a call is about: "Invoices", "Payments/0b1c...", "notes on invoice 0b1c..."."""
    resource = urlsplit(url).path.rpartition("/api.xro/2.0/")[2].strip("/") or "Xero"
    match resource.split("/"):
        case ["Invoices", invoice, "History"]:
            return f"notes on invoice {invoice}"
        case ["Invoices", invoice, "OnlineInvoice"]:
            return f"pay link of invoice {invoice}"
        case _:
            return resource
