"""What both sign-ins share: the callback checked, the token answer read, its failures sorted.

The law: `state` is compared in constant time before anything in a callback is believed, instants
of expiry follow the provider's own clock where it shows it, and no token enters an error.
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

import msgspec

from connectors.base import Tokens
from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater
from connectors.http import BROKEN, LATER, Answer, redact, retry_after

ABOUT: Final = "sign-in"
_GONE: Final = frozenset(
    """invalid_grant invalid_client unauthorized_client access_denied invalid_scope invalid_token
    interaction_required""".split()
)
_LONGEST: Final = 10**9  # seconds; a longer lifetime is a slip and could leave the calendar


class TokenAnswer(msgspec.Struct, frozen=True):
    """A token endpoint's answer; lifetimes in seconds. Intuit's two `x_` fields are absent at Xero."""

    access_token: str
    expires_in: int
    refresh_token: str | None = None
    x_refresh_token_expires_in: int | None = None
    x_refresh_token_hard_expires_in: int | None = None
    scope: str | tuple[str, ...] | None = None
    id_token: str | None = None

    def __repr__(self) -> str:
        return f"TokenAnswer(expires_in={self.expires_in})"


class _Complaint(msgspec.Struct, frozen=True):
    error: str | None = None
    error_description: str | None = None


def check_state(callback: Mapping[str, str], state: str) -> None:
    """`SignInAgain` unless the callback carries the `state` that we handed out."""
    came = callback.get("state", "")
    if not state or not hmac.compare_digest(
        came.encode("utf-8", "replace"), state.encode("utf-8", "replace")
    ):
        msg = "this answer does not belong to the sign-in that was started here; start it again"
        raise SignInAgain(msg, about=ABOUT)


def granted(callback: Mapping[str, str], state: str, *names: str) -> tuple[str, ...]:
    """The callback's parameters `names`, after `state` and the person's consent were checked.

    `SignInAgain` when `state` differs, consent was refused, or one of them is missing.
    """
    check_state(callback, state)
    if error := callback.get("error"):
        why = "consent was refused" if error == "access_denied" else redact(error, 80)
        msg = f"{why}; start the sign-in again"
        raise SignInAgain(msg, about=ABOUT, code=redact(error, 40))
    missing = [name for name in names if not callback.get(name)]
    if missing:
        msg = f"the answer lacks {', '.join(missing)}; start the sign-in again"
        raise SignInAgain(msg, about=ABOUT)
    return tuple(callback[name] for name in names)


def basic(client_id: str, client_secret: str) -> str:
    """The value of an `Authorization` header for the app itself."""
    return "Basic " + b64encode(f"{client_id}:{client_secret}".encode()).decode("ascii")


def _machine_clock() -> datetime:
    return datetime.now(UTC)


def answered_at(headers: Mapping[str, str], clock: Callable[[], datetime] = _machine_clock) -> datetime:
    """When the provider answered, by its `Date` header; by `clock` where it sent none. Aware UTC."""
    try:
        return parsedate_to_datetime(headers["Date"]).astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError):  # the last: of the calendar's first or last day
        return clock()


def _after(start: datetime, seconds: int) -> datetime:
    return start + timedelta(seconds=max(0, min(seconds, _LONGEST)))


def token_answer(answer: Answer) -> TokenAnswer:
    """The tokens in a good answer. `TryLater` when they cannot be read in it."""
    try:
        return msgspec.json.decode(answer.body, type=TokenAnswer, strict=False)
    except BROKEN as error:  # its text names fields and types, never a value
        msg = f"the token answer could not be read ({error})"
        raise TryLater(msg, about=ABOUT, status=answer.status) from error


def tokens_of(
    answer: Answer,
    *,
    scope: str,
    refresh_lifetime: timedelta | None,
    previous: Tokens | None = None,
    clock: Callable[[], datetime] = _machine_clock,
) -> Tokens:
    """The grant in a token answer. What it does not say comes from `previous`, then the arguments.

    `scope`: what was asked for. `refresh_lifetime`: of the refresh token, where none is told.
    `SignInAgain` when neither the answer nor `previous` has a refresh token.
    """
    told = token_answer(answer)
    refresh_token = told.refresh_token or (previous.refresh_token if previous else None)
    if not refresh_token:
        msg = "no refresh token was granted (scope offline_access?)"
        raise SignInAgain(msg, about=ABOUT)
    start = answered_at(answer.headers, clock)
    kept = previous.hard_expires_at if previous else None
    said = told.scope if isinstance(told.scope, str) else " ".join(told.scope or ())
    lifetime, hard = told.x_refresh_token_expires_in, told.x_refresh_token_hard_expires_in
    if lifetime is None and refresh_lifetime is not None:
        lifetime = round(refresh_lifetime.total_seconds())
    return Tokens(
        access_token=told.access_token,
        refresh_token=refresh_token,
        expires_at=_after(start, told.expires_in),
        refresh_expires_at=None if lifetime is None else _after(start, lifetime),
        hard_expires_at=kept if hard is None else _after(start, hard),
        scope=said or (previous.scope if previous else scope),
    )


def token_trouble(answer: Answer, *, request_id: str = "") -> ConnectorError:
    """What a token endpoint's refusal means, to be raised.

    `SignInAgain`: the grant, the code or the app's own credentials are not accepted.
    `TryLater`: throttled or down. `Refused`: any other no.
    """
    try:
        said = msgspec.json.decode(answer.body, type=_Complaint)
    except BROKEN:
        said = _Complaint()
    code = redact(said.error or "", 40)
    about, status = ABOUT, answer.status
    why = redact(said.error_description or "", 120) or code or answer.text or "no reason given"
    if status in {408, 429} or status >= 500 or status < 400:  # noqa: PLR2004  # HTTP's own classes
        after = max(LATER, retry_after(answer.headers, LATER))
        text = f"the sign-in service answered {status}: {why}"
        return TryLater(text, after=after, about=about, status=status, code=code, request_id=request_id)
    if code in {"invalid_client", "unauthorized_client"}:
        text = (
            f"the app's client id or secret is not accepted ({why}); "
            "correct client_id and client_secret in the configuration"
        )
        return SignInAgain(text, relink=False, about=about, status=status, code=code, request_id=request_id)
    if code in _GONE or status == 401:  # noqa: PLR2004  # unauthorised
        text = f"it is not accepted, or not any more ({why}); link the ledger again"
        return SignInAgain(text, about=about, status=status, code=code, request_id=request_id)
    text = f"the sign-in service refused: {why}"
    return Refused(text, about=about, status=status, code=code, request_id=request_id)
