"""What Twilio tells us, taken in: receipts of our texts, and texts that came in.

The law kept here: nothing is believed that the account's own token did not sign, for just our public address
with all its parameters; 200 only when what follows is committed; told again, nothing follows again. One
delivery is read at a time, and only so many bytes of it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from connectors.base import TextStatus
from connectors.sms import webhook
from connectors.sms.settings import HEARD, RECEIPTS, SmsSettings
from sync import texts
from sync.office import Office
from sync.store import firms
from sync.store import texts as kept
from sync.texts import Line
from sync.web.webhooks import body_of

_ONCE_IN: Final = 60.0  # seconds between two lines
_WITHIN: Final = 10.0  # seconds: Twilio waits 15
_NOTHING: Final = '<?xml version="1.0" encoding="UTF-8"?><Response/>'


@dataclass(frozen=True, slots=True)
class Delivery:
    """One that was signed: for which account, what it says, and the key that its address bore."""

    account_sid: str
    form: webhook.Form
    key: str | None


@dataclass(slots=True)
class TextWebhooks:
    """Answers at `connectors.sms.settings.RECEIPTS` and `HEARD`.

    `senders`: those that a ledger has, their tokens resolved. `tell`: one line for who runs it. `elapsed`:
    monotonic seconds.
    """

    office: Office
    senders: Sequence[SmsSettings]
    tell: Callable[[str], None]
    elapsed: Callable[[], float]
    said_at: float = -_ONCE_IN

    async def receipt(self, request: Request) -> Response:
        """How a text of ours stands."""
        return await self._answered(request, RECEIPTS, self._receipt)

    async def heard(self, request: Request) -> Response:
        """A text that came in; what we answer to it, if anything, goes back with the answer."""
        return await self._answered(request, HEARD, self._heard)

    async def _answered(self, request: Request, path: str, act: Callable[[Delivery], str]) -> Response:
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
            self.tell(f"texts: {text}")
        return Response(status_code=status)

    def _receipt(self, delivery: Delivery) -> str:
        told = webhook.receipt(delivery.form, delivery.key)
        if told is None:
            return _NOTHING
        with self.office.store.read() as connection:
            found = kept.whose(connection, key=told.key, sid=told.sid)
            firm_id = None if found is None else firms.of_ledger(connection, found[0])
        if found is not None and firm_id is not None:
            ledger_id, effect = found
            status = TextStatus(
                sid=told.sid, state=told.state, error=told.error, segments=None, price=None, currency=None
            )
            texts.told(
                self.office.store.of_firm(firm_id, ledger_id),
                ledger_id,
                effect,
                status,
                self.office.clock.now(),
            )
        return _NOTHING

    def _heard(self, delivery: Delivery) -> str:
        came = webhook.heard(delivery.form, self.office.clock.now())
        if came is None:
            return _NOTHING
        line = self._line_to(delivery)
        if line is None:
            return _NOTHING
        _, answer = texts.hear(self.office, line, came)
        if answer is None:
            return _NOTHING
        return _NOTHING.replace("<Response/>", f"<Response><Message>{escape(answer)}</Message></Response>")

    def _line_to(self, delivery: Delivery) -> Line | None:
        """The sender that the text answers, of those of the account that signed it."""
        to, service = delivery.form.one("To"), delivery.form.one("MessagingServiceSid")
        mine = [
            each for each in texts.lines(self.office) if each.settings.account_sid == delivery.account_sid
        ]
        return next((each for each in mine if each.settings.sender in (to, service)), next(iter(mine), None))
