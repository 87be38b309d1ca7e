"""What Xero's HTTP answers mean, sorted by what to do next. Pure.

The law: a read that may work again is `TryLater`; a write is `TryLater` or `Refused` only where
Xero certainly did not carry it out, and `Uncertain` otherwise. Error keys are read in any case of
letters, since Xero spells them both ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from http import HTTPStatus
from typing import Any

import msgspec

from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater, Uncertain
from connectors.http import BROKEN, LATER, SOON, Answer, redact, retry_after
from connectors.pages import proper
from connectors.papers import is_pdf
from connectors.xero.sheets import json_text

_LACKS_SCOPE = ("insufficient_scope", "insufficent_scope")  # Xero misspells its own word
_LONGEST_TEXT = 900  # characters of validation texts: all of them, in any sane answer


def good(answer: Answer, *, writing: bool, about: str, as_pdf: bool = False) -> Answer:
    """The answer, its body proper JSON (or empty with 304), or a PDF. Raises what it means otherwise."""
    if answer.status == HTTPStatus.NOT_MODIFIED and not writing:
        return replace(answer, body=b"")
    if HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
        if as_pdf and is_pdf(answer.body):
            return answer
        body = None if as_pdf else json_text(answer.body)
        if body is not None:
            return replace(answer, body=body)
    raise _trouble(answer, writing=writing, about=about)


def lacks_scope(answer: Answer) -> bool:
    """Whether a 401 or 403 is about a right that was never granted, so that no new token helps."""
    said = (answer.headers.get("WWW-Authenticate", "") + answer.text).lower()
    return any(word in said for word in _LACKS_SCOPE)


def throttled_for(answer: Answer) -> float:
    """Seconds until Xero takes calls again, after a 429."""
    return retry_after(answer.headers, LATER)


def is_of_app(answer: Answer) -> bool:
    """Whether a 429 is about all companies of the app, rather than about one."""
    return answer.headers.get("X-Rate-Limit-Problem", "").lower() == "appminute"


def _trouble(answer: Answer, *, writing: bool, about: str) -> ConnectorError:  # noqa: PLR0911  # one per meaning
    status, context = answer.status, _context(answer, about)
    if status == HTTPStatus.UNAUTHORIZED or (status == HTTPStatus.FORBIDDEN and lacks_scope(answer)):
        why = (
            "it was not given a right this needs (insufficient_scope)"
            if lacks_scope(answer)
            else "sign-in expired"
        )
        return SignInAgain(f"Xero refused the sign-in: {why}; link the organisation again", **context)
    if status == HTTPStatus.FORBIDDEN:
        return _forbidden(answer, context)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        limit = answer.headers.get("X-Rate-Limit-Problem", "").lower()
        kind = f" (limit per {limit})" if limit.isalpha() else ""
        return TryLater(f"Xero takes no more calls for now{kind}", after=throttled_for(answer), **context)
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        if status == HTTPStatus.REQUEST_TIMEOUT and not writing:
            return TryLater("Xero gave up waiting", after=SOON, **context)
        why = _why(answer)
        return Refused(f"Xero refused: {why}" if why else f"Xero refused with status {status}", **context)
    what = _not_json(answer) if status < HTTPStatus.MULTIPLE_CHOICES else f"an answer with status {status}"
    if writing:
        return Uncertain(f"Xero gave {what}; whether it was carried out is not known", **context)
    again = (
        LATER if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST else SOON
    )  # a redirect stays
    return TryLater(f"Xero gave {what}", after=retry_after(answer.headers, again), **context)


def _forbidden(answer: Answer, context: dict[str, Any]) -> ConnectorError:
    """403: the organisation is lost to us, the edge of Xero's network turned us away, or a plain no."""
    if json_text(answer.body) is None:
        text = f"Xero's network turned the call away ({answer.text or 'no reason given'})"
        return TryLater(text, after=LATER, **context)
    why = _why(answer)
    if "authenticationunsuccessful" in why.replace(" ", "").lower():
        text = "Xero no longer lets us into this organisation (AuthenticationUnsuccessful); link it again"
        return SignInAgain(text, **context)
    return Refused(why or "Xero does not allow this", **context)


def _not_json(answer: Answer) -> str:
    return f"no readable answer ({answer.text})" if answer.body.strip() else "an empty answer"


def _context(answer: Answer, about: str) -> dict[str, Any]:
    return {
        "about": about,
        "status": answer.status,
        "code": str(_complaint(answer).get("type") or ""),
        "request_id": answer.headers.get("Xero-Correlation-Id", ""),
    }


def _complaint(answer: Answer) -> dict[str, Any]:
    """The error's object, its keys in lower case; empty when the body is none."""
    try:
        said = msgspec.json.decode(proper(answer.body))
    except BROKEN:
        return {}
    return {key.lower(): value for key, value in said.items()} if isinstance(said, dict) else {}


def _why(answer: Answer) -> str:
    """Every reason Xero names: all validation errors of all elements, else its message or detail."""
    said = _complaint(answer)
    texts = list(dict.fromkeys(_validation_texts(said)))
    if not texts:
        texts = [value for key in ("message", "detail", "title") if isinstance(value := said.get(key), str)][
            :1
        ]
    if not texts and not said:
        texts = [answer.text]
    return redact("; ".join(text.strip() for text in texts if text.strip()), _LONGEST_TEXT)


def _validation_texts(said: object) -> Iterator[str]:
    """The `Message` of every `ValidationErrors` entry, however deep."""
    if isinstance(said, list):
        for each in said:
            yield from _validation_texts(each)
    elif isinstance(said, dict):
        for key, value in said.items():
            if key.lower() == "validationerrors" and isinstance(value, list):
                for entry in value:
                    fields = (
                        {name.lower(): text for name, text in entry.items()}
                        if isinstance(entry, dict)
                        else {}
                    )
                    if isinstance(text := fields.get("message"), str):
                        yield text
            else:
                yield from _validation_texts(value)
