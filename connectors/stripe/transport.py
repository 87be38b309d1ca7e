"""The one place where calls leave for Stripe: it stands where the library's HTTP client would.

The law: a call takes its timeout at most and is never redirected; reads are retried; a write leaves once,
with the key by which Stripe knows it again. Nothing is told of this machine but what the call needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

import requests
from stripe import HTTPClient

from connectors.deadline import in_time
from connectors.errors import SignInAgain, TryLater, Uncertain
from connectors.http import LATER, SOON, Answer, network_failure, reading, retry_after
from connectors.stripe.settings import StripeSettings

CONNECT_TIMEOUT: Final = 10.0
ADVICE: Final = "; correct secret_key in the ledger's [stripe]"
_SERVER_FAULT: Final = 500
_TOLD: Final = frozenset({"authorization", "content-type", "idempotency-key", "stripe-version"})


class Calls(HTTPClient):
    """Raises what `connectors.errors` names, which passes through the library as it is."""

    name = "duesync"

    def __init__(self, settings: StripeSettings) -> None:
        super().__init__()
        self._settings = settings
        self._session = in_time(requests.Session())

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        *,
        _usage: list[str] | None = None,
    ) -> tuple[str, int, Mapping[str, str]]:
        """One call; a read up to four times."""
        told = {name: text for name, text in (headers or {}).items() if name.lower() in _TOLD}

        def call() -> Answer:
            return self._call(method, url, told, post_data)

        answer = reading(call) if method.lower() == "get" else call()
        return answer.body.decode("utf-8", "replace"), answer.status, answer.headers

    def _call(self, method: str, url: str, headers: Mapping[str, str], body: Any) -> Answer:
        writing = method.lower() != "get"
        try:
            answer = Answer.read(
                self._session.request(
                    method,
                    url,
                    data=body,
                    headers=dict(headers) | {"User-Agent": "duesync"},
                    timeout=(min(CONNECT_TIMEOUT, self._settings.timeout), self._settings.timeout),
                    allow_redirects=False,
                    stream=True,
                )
            )
        except requests.RequestException as error:
            raise network_failure(error, writing=writing, about="Stripe") from error
        return _understood(answer, writing=writing)

    def close(self) -> None:
        """Hang up."""
        self._session.close()


def _understood(answer: Answer, *, writing: bool) -> Answer:
    """The answer, unless its status alone says what to do next."""
    status = answer.status
    context: dict[str, Any] = {"about": "Stripe", "status": status}
    if status == HTTPStatus.UNAUTHORIZED:
        text = f"Stripe does not accept the key: {answer.text}{ADVICE}"
        raise SignInAgain(text, relink=False, **context)
    if status == HTTPStatus.FORBIDDEN:
        text = f"the key may not do that at Stripe: {answer.text}{ADVICE}"
        raise SignInAgain(text, relink=False, **context)
    if status == HTTPStatus.CONFLICT:
        text = "Stripe is still at the same call"
        raise TryLater(text, after=SOON, **context)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        after = retry_after(answer.headers, LATER if writing else SOON)
        text = "Stripe takes no more for now"
        raise TryLater(text, after=after, **context)
    if status >= _SERVER_FAULT:
        text = f"Stripe answered {status}: {answer.text}"
        if writing:
            text = f"{text}; whether it was carried out is not known"
            raise Uncertain(text, **context)
        raise TryLater(text, after=SOON, **context)
    return answer
