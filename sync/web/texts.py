"""Receipts of our texts, and texts that came in, as Twilio tells of them; each is acted upon once."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response

from connectors.base import TextStatus
from connectors.sms import webhook
from connectors.sms.settings import HEARD, RECEIPTS
from sync import texts
from sync.store import firms
from sync.store import texts as kept
from sync.texts import Line
from sync.web.twilio import NOTHING, Delivery, TwilioWebhooks


@dataclass(slots=True)
class TextWebhooks:
    """Answers at `connectors.sms.settings.RECEIPTS` and `HEARD`."""

    twilio: TwilioWebhooks

    async def receipt(self, request: Request) -> Response:
        """How a text of ours stands."""
        return await self.twilio.answered(request, RECEIPTS, self._receipt)

    async def heard(self, request: Request) -> Response:
        """A text that came in; what we answer to it, if anything, goes back with the answer."""
        return await self.twilio.answered(request, HEARD, self._heard)

    def _receipt(self, delivery: Delivery) -> str:
        told = webhook.receipt(delivery.form, delivery.key)
        if told is None:
            return NOTHING
        with self.twilio.office.store.read() as connection:
            found = kept.whose(connection, key=told.key, sid=told.sid)
            firm_id = None if found is None else firms.of_ledger(connection, found[0])
        if found is not None and firm_id is not None:
            ledger_id, effect = found
            status = TextStatus(
                sid=told.sid, state=told.state, error=told.error, segments=None, price=None, currency=None
            )
            texts.told(
                self.twilio.office.store.of_firm(firm_id, ledger_id),
                ledger_id,
                effect,
                status,
                self.twilio.office.clock.now(),
            )
        return NOTHING

    def _heard(self, delivery: Delivery) -> str:
        came = webhook.heard(delivery.form, self.twilio.office.clock.now())
        if came is None:
            return NOTHING
        line = self._line_to(delivery)
        if line is None:
            return NOTHING
        _, answer = texts.hear(self.twilio.office, line, came)
        if answer is None:
            return NOTHING
        return NOTHING.replace("<Response/>", f"<Response><Message>{escape(answer)}</Message></Response>")

    def _line_to(self, delivery: Delivery) -> Line | None:
        """The sender that the text answers, of those of the account that signed it."""
        to, service = delivery.form.one("To"), delivery.form.one("MessagingServiceSid")
        mine = [
            each
            for each in texts.lines(self.twilio.office)
            if each.settings.account_sid == delivery.account_sid
        ]
        return next((each for each in mine if each.settings.sender in (to, service)), next(iter(mine), None))
