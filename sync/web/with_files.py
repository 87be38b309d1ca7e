"""Forms with files: the token that stands in them, told as a header, which asgi-csrf can read.

asgi-csrf 0.11 reads such a body with python-multipart as that was before its 0.0.26, and fails on any since.
Every form of ours has its token first; one that has not is refused as any without a token is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LONGEST = 4096  # bytes that the first field may take
_TOKEN = re.compile(
    rb"\A--(?P<boundary>[^\r\n]{1,200})\r\n"
    rb'content-disposition: form-data; name="csrftoken"\r\n\r\n(?P<token>[\w.\-]{1,300})\r\n--(?P=boundary)',
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TokenFirst:
    """`app`, which finds the token of a form with files in its headers."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, respond: Send) -> None:
        """As ASGI has it."""
        kind = Headers(scope=scope).get("content-type", "") if scope["type"] == "http" else ""
        if scope["type"] != "http" or scope["method"] != "POST" or not kind.startswith("multipart/form-data"):
            await self.app(scope, receive, respond)
            return
        came: list[Message] = []
        body, found = b"", None
        while found is None and len(body) < _LONGEST:
            message = await receive()
            came.append(message)
            body += message.get("body", b"")
            found = _TOKEN.match(body)
            if not message.get("more_body", False):
                break
        if found is None:
            await PlainTextResponse("this form was not ours, or is too old\n", 403)(scope, receive, respond)
            return

        async def again() -> Message:
            return came.pop(0) if came else await receive()

        told = {**scope, "headers": [*scope["headers"]]}
        MutableHeaders(scope=told)["x-csrftoken"] = found["token"].decode()
        await self.app(told, again, respond)
