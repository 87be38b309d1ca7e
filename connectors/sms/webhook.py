"""What Twilio tells us: its signature checked, and read into values.

The law: nothing is read before its signature was good, over the public address exactly as it stands in the
settings and every parameter that came; what is signed and makes no sense is `None`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl

import msgspec
from twilio.request_validator import RequestValidator

from connectors.base import Came
from connectors.sms.channel import words_of

HEADER: Final = "x-twilio-signature"
_MOST_FIELDS: Final = 200


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """How a text of ours stands. `key`: of the effect, where the address bore one. `error`: Twilio's code."""

    sid: str
    state: str
    error: int | None
    key: str | None


class Calling(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a call of ours. `state`: "machine" where one took it up. `pressed`: a key, or ""."""

    sid: str
    state: str
    pressed: str


class Form:
    """The parameters of a delivery, each with all its values."""

    def __init__(self, body: bytes) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        ):
            self._values.setdefault(name, []).append(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def getlist(self, name: str) -> list[str]:
        """All values of that name, as the library asks for them."""
        return self._values.get(name, [])

    def one(self, name: str) -> str:
        """The value; empty where there is none."""
        return next(iter(self._values.get(name, ())), "")


def form_of(body: bytes) -> Form | None:
    """The parameters; `None` where that is no form."""
    try:
        return Form(body)
    except (ValueError, UnicodeDecodeError):
        return None


def is_signed(url: str, form: Form, headers: Mapping[str, str], token: str) -> bool:
    """Whether the account whose token that is signed just this, for just that address."""
    return bool(RequestValidator(token).validate(url, form, headers.get(HEADER, "")))


def receipt(form: Form, key: str | None) -> Told | None:
    """What it tells of a text of ours."""
    sid, state, error = form.one("MessageSid"), form.one("MessageStatus"), form.one("ErrorCode")
    if not sid or not state:
        return None
    return Told(sid=sid, state=state, error=int(error) if error.isdecimal() else None, key=key or None)


def calling(form: Form) -> Calling | None:
    """What it tells of a call of ours: as it begins to speak, when a key was pressed, or at its end."""
    sid, state = form.one("CallSid"), form.one("CallStatus")
    if not sid or not state:
        return None
    machine = form.one("AnsweredBy").startswith(("machine", "fax"))
    return Calling(sid=sid, state="machine" if machine else state, pressed=form.one("Digits"))


def heard(form: Form, at: datetime) -> Came | None:
    """The text that came in; `at`: now, for Twilio does not say when."""
    sid, number = form.one("MessageSid"), form.one("From")
    if not sid or not number.startswith("+"):
        return None
    return Came(sid=sid, number=number, body=words_of(form.one("Body"), form.one("NumMedia")), at=at)
