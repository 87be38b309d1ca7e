"""Forms with files: the token that stands in them, told as a header, which asgi-csrf can read.

asgi-csrf 0.11 reads such a body with python-multipart as that was before its 0.0.26, and fails on any since.
Every form of ours has its token first; one that has not is refused as any without a token is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST = 4096  # bytes that the first field may take
_KIND = "duesync.content-type"  # the form's own, within the scope
_UNREAD = "application/x-form-with-files"  # a type that asgi-csrf refuses where the header does not fit
_TOKEN = re.compile(
    rb"\A--(?P<boundary>[^\r\n]{1,200})\r\n"
    rb'content-disposition: form-data; name="csrftoken"\r\n\r\n(?P<token>[\w.\-]{1,300})\r\n--(?P=boundary)',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TokenFirst:
    """`app`, which asgi-csrf guards and `WithFiles` is within: it finds the token among the headers."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, respond: Send) -> None:
        """As ASGI has it."""
        kind = Headers(scope=scope).get("content-type", "") if scope["type"] == "http" else ""
        if scope["type"] != "http" or scope["method"] != "POST" or not kind.startswith("multipart/form-data"):
            await self.app(scope, receive, respond)
            return
        came: list[Message] = []
        body = b""
        while _TOKEN.match(body) is None and len(body) < _LONGEST:
            message = await receive()
            came.append(message)
            body += message.get("body", b"")
            if not message.get("more_body", False):
                break
        found = _TOKEN.match(body)

        async def again() -> Message:
            return came.pop(0) if came else await receive()

        told = {**scope, "headers": [*scope["headers"]], _KIND: kind}
        headers = MutableHeaders(scope=told)
        headers["content-type"] = _UNREAD
        headers["x-csrftoken"] = found["token"].decode() if found else ""
        await self.app(told, again, respond)


@dataclass(frozen=True, slots=True)
class WithFiles:
    """`app`, for whom such a form is again what it was."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, respond: Send) -> None:
        """As ASGI has it."""
        kind = scope.get(_KIND)
        if kind is not None:
            scope = {**scope, "headers": [*scope["headers"]]}
            MutableHeaders(scope=scope)["content-type"] = kind
        await self.app(scope, receive, respond)
