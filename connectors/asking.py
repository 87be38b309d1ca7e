"""One short question to an address that the settings name: no redirect, no cookie, an answer in time."""

from __future__ import annotations

import requests

from connectors.deadline import in_time
from connectors.errors import Refused, TryLater
from connectors.http import Answer

_TIMES = (5.0, 10.0)  # seconds to connect, and for the whole answer
_SHORT = 1000  # characters


def asked(url: str, about: str) -> str:
    """The text it answers with. `TryLater` where nobody answers, `Refused` where the answer is another."""
    with in_time(requests.Session()) as session:
        try:
            answer = Answer.read(session.get(url, timeout=_TIMES, allow_redirects=False, stream=True))
        except requests.RequestException as error:
            text = f"nothing answers there: {type(error).__name__}"
            raise TryLater(text, about=about) from error
    if answer.status != requests.codes.ok:
        text = f"it answers {answer.status}"
        raise Refused(text, about=about, status=answer.status)
    return answer.body[:_SHORT].decode("utf-8", "replace")
