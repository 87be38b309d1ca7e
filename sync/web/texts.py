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
from sync.calls import is_call
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
        told, office = webhook.receipt(delivery.form, delivery.key), self.twilio.office
        if told is None:
            return NOTHING
        found = texts.whose(office, delivery.account_sid, key=told.key, sid=told.sid)
        if found is not None and not is_call(found[1]):
            ledger, effect = found
            status = TextStatus(
                sid=told.sid, state=told.state, error=told.error, segments=None, price=None, currency=None
            )
            store = office.of_firm(ledger.firm_id, ledger.id).store
            texts.told(store, ledger.id, effect, status, office.clock.now())
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
