"""One question to a language model, at any endpoint that speaks OpenAI's "chat completions".

What is asked, and what of the answer is believed, is for those who ask.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

import msgspec
import requests

from connectors.deadline import in_time
from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater
from connectors.http import HIDDEN, LATER, network_failure, redact, retry_after
from connectors.model import ModelSettings

_LONGEST: Final = 1 << 18  # bytes of an answer; one that says something has a few hundred
_CONNECT: Final = 5.0  # seconds


class _Message(msgspec.Struct):
    content: str


class _Choice(msgspec.Struct):
    message: _Message


class _Completion(msgspec.Struct):
    choices: list[_Choice]


def answer_to(task: str, shown: str, settings: ModelSettings, about: str) -> str:
    """What it answers, without Markdown's fences; "" where that is no answer of the kind.

    `task`: what it is to do with what is `shown`. `about`: what it is for, in the words of its errors.
    Raises `ConnectorError` when it cannot be asked: `TryLater`, `SignInAgain` (the key is not accepted) or
    `Refused`.
    """
    try:
        choices = msgspec.json.decode(_asked(task, shown, settings, about), type=_Completion).choices
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return ""
    text = choices[0].message.content if choices else ""
    found = re.fullmatch(r"\s*```(?:json)?\s*(.*?)\s*```\s*", text, re.DOTALL)
    return found[1] if found is not None else text


def _asked(task: str, shown: str, settings: ModelSettings, about: str) -> bytes:
    headers = {} if settings.key is None else {"Authorization": f"Bearer {settings.key}"}
    body = {
        "model": settings.model,
        "temperature": 0,
        "response_format": {"type": "json_object"},
        "messages": [{"role": "system", "content": task}, {"role": "user", "content": shown}],
    }
    url = settings.url.rstrip("/") + "/chat/completions"
    try:
        with (
            in_time(requests.Session()) as session,
            session.post(
                url,
                json=body,
                headers=headers,
                timeout=(min(_CONNECT, settings.timeout), settings.timeout),
                allow_redirects=False,
                stream=True,
            ) as answer,
        ):
            content = next(answer.iter_content(_LONGEST), b"")
            if answer.status_code != requests.codes.ok:
                raise _refusal(answer, content, settings, about)
            return content
    except (requests.RequestException, OSError) as failed:
        raise network_failure(failed, writing=False, about=about) from failed


def _refusal(
    answer: requests.Response, content: bytes, settings: ModelSettings, about: str
) -> ConnectorError:
    status, text = answer.status_code, redact(content.decode("utf-8", "replace"))
    text = text if settings.key is None else text.replace(settings.key, HIDDEN)
    if status in (requests.codes.unauthorized, requests.codes.forbidden):
        return SignInAgain("it does not accept the key", about=about, status=status, relink=False)
    if status == requests.codes.too_many_requests or status >= requests.codes.server_error:
        after = retry_after(answer.headers, LATER)
        return TryLater(f"it answers {status}", about=about, status=status, after=after)
    where = urlsplit(answer.url).hostname
    return Refused(f"{where} answers {status}: {text}", about=about, status=status)
