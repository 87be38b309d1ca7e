"""What stands before every page: how much may be sent, how long that may take, by which name it is asked.

The law kept here: the console answers under its public https address, or on this machine; under any other
name it gives nothing away and takes no password, for names can be pointed at us by strangers (DNS rebinding)
and plain http is read along the way.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sync.config_mail import LOOPBACK

_ONE_YEAR = "max-age=31536000"
_WITHIN = 60.0  # seconds, for a whole body
_TOKEN = re.compile(rb'name="csrftoken"\r\n\r\n([\w.-]+)\r\n')
_LOOKED_AT = 4096  # bytes at the beginning of a form with files
_HEADER = b"x-csrftoken"
_TRULY = "duesync.headers"  # in a scope: those that came


@dataclass(frozen=True, slots=True)
class Bounded:
    """`app`, which gets no body of more than `most` bytes, nor one that takes too long: 413, 408."""

    app: ASGIApp
    most: int

    async def __call__(self, scope: Scope, receive: Receive, respond: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            await self.app(scope, receive, respond)
            return
        size, began = 0, asyncio.get_running_loop().time()
        started = False

        async def bounded() -> Message:
            nonlocal size
            left = began + _WITHIN - asyncio.get_running_loop().time()
            try:
                async with asyncio.timeout(None if started else max(left, 0)):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408, "this took too long to arrive") from None
            size += len(message.get("body", b""))
            if size > self.most:
                raise HTTPException(413, "this is too large")
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await respond(message)

        said = Headers(scope=scope).get("content-length", "0")
        if not said.isdecimal() or int(said) > self.most:
            await PlainTextResponse("this is too large\n", 413)(scope, receive, respond)
            return
        try:
            await self.app(scope, bounded, watched)
        except HTTPException as error:
            if started:
                raise
            await PlainTextResponse(f"{error.detail}\n", error.status_code)(scope, receive, respond)


@dataclass(frozen=True, slots=True)
class OnlyByTls:
    """`app`, whose every answer tells browsers to come by https alone from now on."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, respond: Send) -> None:
        """As ASGI has it."""

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Strict-Transport-Security"] = _ONE_YEAR
            await respond(message)

        await self.app(scope, receive, told)


def is_https(public_url: str | None) -> bool:
    """Whether the world reaches us by https."""
    return public_url is not None and urlsplit(public_url).scheme == "https"


@dataclass(frozen=True, slots=True)
class Tokened:
    """`app`, asgi-csrf, which finds the token of a form with files in the header where it looks first.

    Its own reader of such forms goes with a python-multipart of long ago, so it is not told that one came;
    `Told` tells those behind it. The token stands first in a form of ours.
    """

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, respond: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http" or not _has_files(scope):
            await self.app(scope, receive, respond)
            return
        kept: list[Message] = []
        begins, goes_on = b"", True
        while goes_on and len(begins) < _LOOKED_AT:
            message = await receive()
            kept.append(message)
            begins += message.get("body", b"")
            goes_on = message.get("more_body", False)
        token = _TOKEN.search(begins)

        async def again() -> Message:
            return kept.pop(0) if kept else await receive()

        hidden = (_HEADER, b"content-type")
        others = [(name, value) for name, value in scope["headers"] if name.lower() not in hidden]
        shown = [*others, (_HEADER, b"" if token is None else token[1])]
        await self.app({**scope, "headers": shown, _TRULY: scope["headers"]}, again, respond)


@dataclass(frozen=True, slots=True)
class Told:
    """`app`, with the headers that truly came."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, respond: Send) -> None:
        """As ASGI has it."""
        truly = {"headers": scope[_TRULY]} if _TRULY in scope else {}
        await self.app({**scope, **truly}, receive, respond)


def _has_files(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return headers.get("content-type", "").lower().startswith("multipart/form-data")


@dataclass(frozen=True, slots=True)
class Addressed:
    """`app`, for who asks for it by `public_url` or on this machine; 421 to everybody else."""

    app: ASGIApp
    public_url: str | None

    async def __call__(self, scope: Scope, receive: Receive, respond: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http" or self._is_known(Headers(scope=scope).get("host", "")):
            await self.app(scope, receive, respond)
            return
        where = f"{self.public_url}/console" if self.public_url else "http://127.0.0.1"
        text = f"Duesync is at {where}; under another name only with public_url in [serve]\n"
        await PlainTextResponse(text, 421)(scope, receive, respond)

    def _is_known(self, host: str) -> bool:
        try:
            asked = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        if self.public_url is not None and is_https(self.public_url):
            return host.casefold() == urlsplit(self.public_url).netloc.casefold()
        return asked in LOOPBACK
