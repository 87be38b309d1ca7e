"""Webhooks come in: the signature is checked, whose books changed is noted, and that is all.

The law kept here: 200, with nothing in it, once the note is committed; 401 to what no key of ours
signed; 503 while the database cannot take it, so that the provider sends it again. What is signed and
yet makes no sense is answered 200, or the provider would send it for ever and at last nothing else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

import connectors
from connectors.base import Webhook
from sync.config import Config
from sync.store.signals import Told
from sync.web.hearing import Hearing

MOST_BYTES = 1 << 20  # some three thousand events
BODY_WITHIN = 10.0  # seconds: nobody keeps a line open by sending slowly
KEPT_WITHIN = 2.0  # seconds: QuickBooks wants its answer within 3, Xero within 5
_ONCE_IN = 60.0  # seconds between two lines of one kind


@dataclass(frozen=True, slots=True)
class Ear:
    """One provider's webhook, as we listen to it. `keys`: each key -> names of the ledgers it is set for."""

    provider: str
    webhook: Webhook
    keys: Mapping[str, frozenset[str]]

    def ledgers(self, headers: Mapping[str, str], body: bytes) -> frozenset[str]:
        """Those whose key signed it."""
        signed = [names for key, names in self.keys.items() if self.webhook.is_signed(headers, body, key)]
        return frozenset[str]().union(*signed)

    def __repr__(self) -> str:
        return f"Ear({self.provider!r})"


def ears(config: Config) -> dict[str, Ear]:
    """Every installed provider that has webhooks, by name. `SecretsError` when a key can't be had."""
    installed = {name: connectors.provider(name).webhook for name in connectors.provider_names()}
    return {
        name: Ear(name, webhook, config.webhook_keys(name))
        for name, webhook in installed.items()
        if webhook is not None
    }


@dataclass(slots=True)
class Webhooks:
    """Answers `/webhooks/{provider}`. `tell`: one line for who runs it. `elapsed`: monotonic seconds."""

    ears: Mapping[str, Ear]
    hearing: Hearing
    tell: Callable[[str], None]
    elapsed: Callable[[], float]
    said: dict[tuple[str, int], float] = field(default_factory=dict)

    async def answer(self, request: Request) -> Response:
        """One delivery."""
        ear = self.ears.get(request.path_params["provider"])
        if ear is None:
            return Response(status_code=404)
        if request.method == "HEAD":
            return Response()
        body = await body_of(request)
        if isinstance(body, Response):
            return body
        return Response(status_code=await self._taken(ear, request.headers, body))

    async def _taken(self, ear: Ear, headers: Mapping[str, str], body: bytes) -> int:
        """The status to answer."""
        ledgers = ear.ledgers(headers, body)
        if not ledgers:
            return self._saying(ear, 401, _UNSIGNED if ear.keys else _NO_KEY)
        heard = ear.webhook.read(body)
        if heard.trouble is not None:
            self._saying(ear, 200, f"a signed delivery of {len(body)} bytes makes no sense: {heard.trouble}")
        if not heard.companies:
            return 200
        try:
            async with asyncio.timeout(KEPT_WITHIN):
                await self.hearing.keep([Told(ear.provider, one, ledgers) for one in heard.companies])
        except (TimeoutError, SQLAlchemyError) as error:
            text = f"the database takes nothing ({type(error).__name__}); the provider is to send it again"
            return self._saying(ear, 503, text)
        return 200

    def _saying(self, ear: Ear, status: int, text: str) -> int:
        """The status, once it was told of; not every time, for strangers may try as often as they like."""
        kind, now = (ear.provider, status), self.elapsed()
        if now - self.said.get(kind, -_ONCE_IN) >= _ONCE_IN:
            self.said[kind] = now
            self.tell(f"webhooks {ear.provider}: {text}")
        return status


_UNSIGNED = "refused what no webhook_key signed (Xero sends such, too, to test the address)"
_NO_KEY = "refused, for no ledger has a webhook_key"


async def body_of(request: Request) -> bytes | Response:
    """The raw body, or the answer to who sends too slowly or too much, or has gone."""
    try:
        async with asyncio.timeout(BODY_WITHIN):
            body = await _read(request)
    except TimeoutError:
        return Response(status_code=408)
    except ClientDisconnect:
        return Response(status_code=400)  # nobody is there to read it
    return Response(status_code=413) if body is None else body


async def _read(request: Request) -> bytes | None:
    """The raw body; `None` when it is too long, which is then read to its end and forgotten.

    Who is hung up on in the middle sees no answer.
    """
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size <= MOST_BYTES:
            chunks.append(chunk)
        else:
            chunks.clear()
    return b"".join(chunks) if size <= MOST_BYTES else None
