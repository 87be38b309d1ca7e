"""What Twilio tells us, as it comes: signed for just our public address, or refused.

The law kept here: nothing is believed that the account's own token did not sign, for just our public address
with all its parameters; 200 only when what follows is committed. One delivery is read at a time, and only so
many bytes of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from connectors.sms import webhook
from connectors.sms.settings import SmsSettings
from sync.office import Office
from sync.web.webhooks import body_of

_ONCE_IN: Final = 60.0  # seconds between two lines
_WITHIN: Final = 10.0  # seconds: Twilio waits 15
NOTHING: Final = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


@dataclass(frozen=True, slots=True)
class Delivery:
    """One that was signed: for which account, what it says, and the key that its address bore."""

    account_sid: str
    form: webhook.Form
    key: str | None


@dataclass(slots=True)
class TwilioWebhooks:
    """Whatever Twilio tells, at any of our addresses for it.

    `senders`: those that a ledger has, their tokens resolved. `tell`: one line for who runs it. `elapsed`:
    monotonic seconds.
    """

    office: Office
    senders: Sequence[SmsSettings]
    tell: Callable[[str], None]
    elapsed: Callable[[], float]
    said_at: float = -_ONCE_IN

    async def answered(self, request: Request, path: str, act: Callable[[Delivery], str]) -> Response:
        """What `act` answers to a delivery at that path, in another thread."""
        body = await body_of(request)
        if isinstance(body, Response):
            return body
        delivery = self._signed(request, path, body)
        if delivery is None:
            return self._saying(401, "refused what no auth_token of [sms] signed for the public_url")
        try:
            async with asyncio.timeout(_WITHIN):
                answer = await asyncio.to_thread(act, delivery)
        except (TimeoutError, SQLAlchemyError) as error:
            return self._saying(503, f"the database takes nothing ({type(error).__name__})")
        return Response(answer, media_type="text/xml")

    def _signed(self, request: Request, path: str, body: bytes) -> Delivery | None:
        """The delivery, where a sender's own token signed just this for just our address."""
        form, query = webhook.form_of(body), request.url.query
        if form is None:
            return None
        for settings in self.senders:
            address = settings.address(path)
            url = f"{address}?{query}" if query else address
            if url is not None and webhook.is_signed(url, form, request.headers, settings.auth_token):
                return Delivery(settings.account_sid, form, request.query_params.get("key"))
        return None

    def _saying(self, status: int, text: str) -> Response:
        """The status, told of now and then: strangers may try as often as they like."""
        now = self.elapsed()
        if now - self.said_at >= _ONCE_IN:
            self.said_at = now
            self.tell(f"twilio: {text}")
        return Response(status_code=status)
