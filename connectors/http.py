"""What every ledger's HTTP shares: an answer as it came, retried reads, and failures sorted.

The law: only reads are repeated here. A write that may have left is `Uncertain`, and its caller
looks it up by its key before anything else. Nothing secret leaves through a text from this module.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Final, TypeVar

import msgspec
import requests
import urllib3
from requests.structures import CaseInsensitiveDict
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential,
    wait_random,
)
from tenacity.wait import wait_base

from connectors.errors import ConnectorError, Refused, TryLater, Uncertain
from connectors.hurry import is_hurried

T = TypeVar("T")

ATTEMPTS: Final = 4
RENEWALS: Final = 2  # of a token within one call: it may be over again, when the call had to wait or we slept
PATIENCE: Final = 5.0  # seconds; a longer wait is the caller's to plan, so that a run can move on
SOON: Final = 0.0  # `TryLater.after` of a failure that only our own backoff has to bridge
LATER: Final = 60.0  # `TryLater.after` once our tries are used up
BACKOFF: Final[wait_base] = wait_exponential(multiplier=0.5, max=PATIENCE) + wait_random(0, 0.5)

BROKEN: Final = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError)
"""What msgspec raises on a body that is not what it should be; two of these are Python's own."""

HIDDEN: Final = "[hidden]"
_WHOLE: Final = 1 << 23  # bytes: more than a page
MOST: Final = 1 << 26  # bytes of an answer: of pages and papers none comes near
_LONGEST_READ = 20_000  # characters of a body that are looked at: an error page may be megabytes
_NAMED: Final = (
    r"((?:access_token|refresh_token|id_token|client_secret|client_assertion|code_verifier|password)"
    r"(?:\\?[\"'])?\s*[:=]\s*(?:\\?[\"'])?)[^\s\"'\\&,}]+"
)
_SECRETS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"(authorization[\"']?\s*[:=]\s*[\"']?)(?:(?:bearer|basic)\s+)?[^\s\"',}]+", rf"\1{HIDDEN}"),
        (r"\b(bearer\s+)(?!realm)[\w.~+/=-]{8,}", rf"\1{HIDDEN}"),
        (r"\b(basic\s+)[\w+/=-]{16,}", rf"\1{HIDDEN}"),
        (r"\beyJ[\w-]{8,}(?:\.[\w-]*){1,4}", HIDDEN),
        (r"(\btoken\s+(?:\w+\s*){0,3}:\s*)[^\s\"',}]+", rf"\1{HIDDEN}"),
        (_NAMED, rf"\1{HIDDEN}"),
        (r"((?:^|[?&\s])(?:code|token|secret|assertion)=)[^\s&\"']+", rf"\1{HIDDEN}"),
        (r"(\\?[\"'](?:token|secret)\\?[\"']\s*:\s*\\?[\"'])[^\s\"'\\,}]+", rf"\1{HIDDEN}"),
        (r"\b(?=\w*\d)(?=\w*[a-z])\w{30,}", HIDDEN),  # opaque: no word or number is that long
        (r"(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{40,}", HIDDEN),  # base64url; a UUID has 36
    )
)
_COMMANDS = re.compile(r"[\x00-\x1f\x7f-\x9f]")  # to a terminal
_HTML = re.compile(r"<\s*(?:!doctype|html|head|body)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_UNSPOKEN = re.compile(r"<(script|style)\b.*?(?:</\1>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


class TooLong(requests.RequestException):
    """The answer is longer than any that is waited for; what came of it is thrown away."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer as it came. `headers` are looked up in any case; `body` is undecoded."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @classmethod
    def read(cls, response: requests.Response) -> Answer:
        """The answer of a call made with `stream=True`, its body read here, in one piece.

        `response.content` reads ten kilobytes at a time and joins them, which takes twice the page's
        memory. Raises `requests.RequestException` when the answer breaks off, `TooLong` beyond `MOST`.
        """
        pieces, length = list[bytes](), 0
        with response:
            for piece in response.iter_content(_WHOLE):
                length += len(piece)
                if length > MOST:
                    msg = f"an answer of more than {MOST} bytes"
                    raise TooLong(msg)
                pieces.append(piece)
        return cls(response.status_code, CaseInsensitiveDict(response.headers), b"".join(pieces))

    @property
    def text(self) -> str:
        """The start of the body for an error text: redacted and short."""
        return redact(self.body[:_LONGEST_READ].decode("utf-8", "replace"))


def retry_after(headers: Mapping[str, str], default: float) -> float:
    """Seconds the provider asks us to wait (`Retry-After`, seconds or a date); else `default`."""
    asked = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"\d{1,9}(?:\.\d+)?", asked):
        return float(asked)
    try:
        return max(
            0.0, (parsedate_to_datetime(asked) - parsedate_to_datetime(headers["Date"])).total_seconds()
        )
    except (KeyError, TypeError, ValueError):
        return default


def _soon_again(error: BaseException) -> bool:
    return isinstance(error, TryLater) and error.after <= PATIENCE


def _used_up(state: RetryCallState) -> None:
    """All tries failed: let the caller come back in a minute, not at once."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, TryLater):
        error.after = max(error.after, LATER)
        raise error


class _AtLeastAsAsked(wait_base):
    """`backoff`, but never less than the provider asked for."""

    def __init__(self, backoff: wait_base) -> None:
        self._backoff = backoff

    def __call__(self, retry_state: RetryCallState) -> float:
        error = retry_state.outcome.exception() if retry_state.outcome else None
        asked = error.after if isinstance(error, TryLater) else 0.0
        return max(asked, self._backoff(retry_state))


def reading(call: Callable[[], T], *, wait: wait_base = BACKOFF) -> T:
    """`call()`, a READ, up to four times while it raises `TryLater` of at most 5 seconds.

    A longer wait is raised at once, and so is any where somebody waits for the answer
    (`connectors.hurry`). `wait` is the backoff between tries. Never for writes.
    """
    tries = Retrying(
        retry=retry_if_exception(_soon_again),
        stop=stop_after_attempt(1 if is_hurried() else ATTEMPTS),
        wait=_AtLeastAsAsked(wait),
        retry_error_callback=_used_up,
    )
    return tries(call)


def _layers(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it wraps: requests keeps the real one in `args`, urllib3 in `reason`."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        layer = waiting.pop()
        if not isinstance(layer, BaseException) or id(layer) in seen:
            continue
        seen.add(id(layer))
        yield layer
        waiting += [*layer.args, getattr(layer, "reason", None), layer.__cause__, layer.__context__]


_NEVER_SENT = (
    requests.exceptions.ConnectTimeout,
    urllib3.exceptions.ConnectTimeoutError,  # `NewConnectionError`, refused, is one of these or beside
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.NameResolutionError,
    ssl.SSLCertVerificationError,
    socket.gaierror,
    ConnectionRefusedError,
)
_BAD_ADDRESS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    urllib3.exceptions.LocationParseError,
)
_SLOW = (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError, TimeoutError)


def network_failure(error: Exception, *, writing: bool, about: str) -> ConnectorError:
    """What a failed call of `requests` or `urllib3` means, to be raised `from error`.

    Refused connection, unknown host, connect timeout: `TryLater`, nothing was done. An address
    that is none: `Refused`. Anything later: `Uncertain` when `writing`, `TryLater` when reading.
    """
    layers = list(_layers(error))

    def is_a(*kinds: type[BaseException]) -> bool:
        return any(isinstance(layer, kinds) for layer in layers)

    if is_a(*_BAD_ADDRESS):
        return Refused(f"the configured address is not valid: {redact(str(error), 120)}", about=about)
    after = LATER if writing else SOON
    if is_a(*_NEVER_SENT):
        why = (
            "its certificate is not valid"
            if is_a(ssl.SSLCertVerificationError)
            else "its name is unknown here"
            if is_a(socket.gaierror, urllib3.exceptions.NameResolutionError)
            else "no connection was made"
        )
        return TryLater(f"the provider cannot be reached: {why}", about=about, after=after)
    how = "no answer in time" if is_a(*_SLOW) else "the connection broke before the answer was whole"
    if is_a(TooLong):
        how, after = f"the answer is longer than {MOST >> 20} MB", LATER
    if writing:
        return Uncertain(f"{how}; whether it was carried out is not known", about=about)
    return TryLater(how, about=about, after=after)


def _plain(page: str) -> str:
    """An HTML page's title, or its first words."""
    title = _TITLE.search(page)
    if title and title.group(1).strip():
        return unescape(_TAG.sub(" ", title.group(1)))
    return unescape(_TAG.sub(" ", _UNSPOKEN.sub(" ", page)))


def redact(text: str, limit: int = 300) -> str:
    """`text` fit to show: no token, secret or code; a page as its title; at most `limit` characters."""
    text = text[:_LONGEST_READ]
    if _HTML.search(text):
        text = _plain(text)
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    text = " ".join(_COMMANDS.sub(" ", text).split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"
