"""`/stop/TOKEN`: the page behind a message's address to stop by, and the click itself (RFC 8058).

The law kept here: only a POST that says so changes anything, for scanners open every address; a token
that is none of ours gets 404 and is told nothing more; no script, no cookie, nothing fetched from anywhere.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from dataclasses import dataclass
from html import escape

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from sync import one_click
from sync.office import Office
from sync.one_click import Reader
from sync.secrets import SecretsError
from sync.signed import PROOF
from sync.web.often import Often
from sync.web.stop_words import words_in

_MOST_BYTES = 4096
_WITHIN = 10.0  # seconds, for the body and for the database
_MOST_OF_ONE = 10  # requests a minute with one token
_MOST_WRONG = 120  # requests a minute with none of ours, before these are told to wait
_SAYS_SO = re.compile(
    rb'(?:^|&)List-Unsubscribe=One-Click(?:&|$)|name="?List-Unsubscribe"?\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n'
)
_NONCE = re.compile(r"[A-Za-z0-9]{16,64}")
_STYLE = (
    "body{font:1.125rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:34rem;margin:0 auto;"
    "padding:1.5rem}h1{font-size:1.5rem;line-height:1.25}p{overflow-wrap:anywhere}"
    "button{font:inherit;font-weight:600;color:#fff;background:#1f4e79;border:2px solid #1f4e79;"
    "border-radius:.375rem;padding:.75rem 1.25rem;min-height:3rem;cursor:pointer}"
    "button:focus-visible{outline:3px solid #c75000;outline-offset:3px}"
    "@media(max-width:26rem){button{width:100%}}"
    "@media(prefers-color-scheme:dark){body{color:#f2f2f2;background:#161616}"
    "button{color:#161616;background:#8fc1ee;border-color:#8fc1ee}}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS = {
    "Content-Security-Policy": f"default-src 'none'; style-src 'sha256-{_HASH}'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
_BUTTON = (
    '<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">'
    '<button type="submit">{}</button></form>'
)


@dataclass(slots=True)
class Stops:
    """Answers `/stop/{token}` and `/proof/{nonce}`. `often`: each of our tokens, and all others as ""."""

    office: Office
    often: Often

    async def answer(self, request: Request) -> Response:
        """The page, or what the click came to."""
        token = request.path_params["token"]
        try:
            async with asyncio.timeout(_WITHIN):
                says_so = request.method == "POST" and await _says_so(request)
                reader = await asyncio.to_thread(self._reader, token)
                if (
                    self.often.is_too_often("", _MOST_WRONG)
                    if reader is None
                    else self.often.is_too_often(token, _MOST_OF_ONE)
                ):
                    return PlainTextResponse("too many requests\n", 429, {**_HEADERS, "Retry-After": "60"})
                if reader is None:
                    return PlainTextResponse("not found\n", 404, _HEADERS)
                if request.method == "POST" and not says_so:
                    return PlainTextResponse("List-Unsubscribe=One-Click is missing\n", 400, _HEADERS)
                if says_so:
                    await asyncio.to_thread(one_click.stop, self.office, reader.linked)
        except ClientDisconnect:
            return PlainTextResponse("", 400)  # nobody is there to read it
        except (TimeoutError, SQLAlchemyError):
            return PlainTextResponse("not now; try again\n", 503, {**_HEADERS, "Retry-After": "60"})
        return HTMLResponse(_page(reader, done=says_so), headers=_HEADERS)

    async def prove(self, request: Request) -> Response:
        """That this address leads to who holds the key: what only they can make of the caller's word."""
        nonce = request.path_params["nonce"]
        if not _NONCE.fullmatch(nonce):
            return PlainTextResponse("not found\n", 404)
        try:
            return PlainTextResponse(self.office.vault().seals(PROOF, nonce)[0], headers=_HEADERS)
        except SecretsError:
            return PlainTextResponse("not found\n", 404)

    def _reader(self, token: str) -> Reader | None:
        try:
            return one_click.reader_of(self.office, self.office.vault(), token)
        except SecretsError:  # without the key no token is ours
            return None


async def _says_so(request: Request) -> bool:
    """Whether the body is what RFC 8058 has a mail program send, and our own button."""
    body = b""
    async for chunk in request.stream():
        if len(body) <= _MOST_BYTES:
            body += chunk
    return len(body) <= _MOST_BYTES and _SAYS_SO.search(body) is not None


def _page(reader: Reader, *, done: bool) -> str:
    language, words = words_in(reader.language)
    said = {"firm": escape(reader.firm), "contact": escape(reader.contact)}
    heading, text = (words.done, words.then) if done else (words.asked, words.what)
    button = "" if done else _BUTTON.format(escape(words.button))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{words.title.format(**said)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{heading}</h1><p>{text.format(**said)}</p>{button}</main></body></html>"
    )
