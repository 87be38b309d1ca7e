"""The one place where calls leave for Twilio: it stands where the library's HTTP client would.

The law: a call takes its timeout at most and is never redirected; reads are retried; a write leaves once.
What Twilio says no to by its HTTP status alone is sorted here, the rest by its code in `channel`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

import requests
from twilio.http import HttpClient
from twilio.http.response import Response

from connectors.deadline import in_time
from connectors.errors import SignInAgain, TryLater, Uncertain
from connectors.http import LATER, SOON, Answer, network_failure, reading, retry_after
from connectors.sms.settings import API, SmsSettings

CONNECT_TIMEOUT: Final = 10.0
_SERVER_FAULT: Final = 500
ADVICE: Final = "; correct account_sid and auth_token in [sms]"
_SILENT = logging.getLogger("duesync.twilio")


class Calls(HttpClient):  # type: ignore[misc]  # the library has no types
    """Raises what `connectors.errors` names, which passes through the library as it is."""

    def __init__(self, settings: SmsSettings) -> None:
        super().__init__(_SILENT, is_async=False)
        self._settings = settings
        self._session = in_time(requests.Session())

    def request(
        self,
        method: str,
        uri: str,
        params: Mapping[str, Any] | None = None,
        data: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        auth: tuple[str, str] | None = None,
        timeout: float | None = None,  # noqa: ARG002 - ours alone counts
        allow_redirects: bool = False,  # noqa: ARG002, FBT002 - never
    ) -> Response:
        """One call; a read up to four times."""

        def call() -> Answer:
            return self._call(method, uri, params, data, headers, auth)

        answer = reading(call) if method == "GET" else call()
        return Response(answer.status, answer.body.decode("utf-8", "replace"), answer.headers)

    def _call(
        self,
        method: str,
        uri: str,
        params: Mapping[str, Any] | None,
        data: Mapping[str, Any] | None,
        headers: Mapping[str, str] | None,
        auth: tuple[str, str] | None,
    ) -> Answer:
        writing, host = method != "GET", self._settings.host
        try:
            answer = Answer.read(
                self._session.request(
                    method,
                    uri if host == API else host + urlsplit(uri)._replace(scheme="", netloc="").geturl(),
                    params=params,
                    data=data,
                    headers=headers,
                    auth=auth,
                    timeout=(min(CONNECT_TIMEOUT, self._settings.timeout), self._settings.timeout),
                    allow_redirects=False,
                    stream=True,
                )
            )
        except requests.RequestException as error:
            raise network_failure(error, writing=writing, about="Twilio") from error
        return _understood(answer, writing=writing)

    def close(self) -> None:
        """Hang up."""
        self._session.close()


def _understood(answer: Answer, *, writing: bool) -> Answer:
    """The answer, unless its status alone says what to do next."""
    status = answer.status
    context: dict[str, Any] = {"about": "Twilio", "status": status}
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        text = f"Twilio refused the account's sign-in: {answer.text}{ADVICE}"
        raise SignInAgain(text, relink=False, **context)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        after = retry_after(answer.headers, LATER if writing else SOON)
        text = "Twilio takes no more for now"
        raise TryLater(text, after=after, **context)
    if status >= _SERVER_FAULT:
        text = f"Twilio answered {status}: {answer.text}"
        if writing:
            text = f"{text}; whether it was carried out is not known"
            raise Uncertain(text, **context)
        raise TryLater(text, after=SOON, **context)
    return answer
