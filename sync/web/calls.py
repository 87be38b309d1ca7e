"""Calls by a machine, as Twilio asks what they say, and tells which key was pressed and how they ended."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from connectors.base import TextStatus
from connectors.sms import speech, webhook
from connectors.sms.settings import ENDED, PRESSED, SPEAK
from dunning.speaking import answer_to
from sync import calls, texts
from sync.asked_in_calls import text_link
from sync.web.twilio import NOTHING, Delivery, TwilioWebhooks


@dataclass(slots=True)
class CallWebhooks:
    """Answers at `connectors.sms.settings.SPEAK`, `PRESSED` and `ENDED`."""

    twilio: TwilioWebhooks

    def routes(self) -> list[Route]:
        """Where Twilio asks and tells."""
        return [
            Route(SPEAK, self.speak, methods=["POST"]),
            Route(PRESSED, self.pressed, methods=["POST"]),
            Route(ENDED, self.ended, methods=["POST"]),
        ]

    async def speak(self, request: Request) -> Response:
        """What is said to whoever took it up."""
        return await self.twilio.answered(request, SPEAK, self._speak)

    async def pressed(self, request: Request) -> Response:
        """What is said to whoever pressed a key, which was acted upon by then."""
        return await self.twilio.answered(request, PRESSED, self._pressed)

    async def ended(self, request: Request) -> Response:
        """How it ended."""
        return await self.twilio.answered(request, ENDED, self._ended)

    def _speak(self, delivery: Delivery) -> str:
        told, found = webhook.calling(delivery.form), self._whose(delivery)
        if told is None or found is None:
            return speech.hang_up()
        office, (ledger, effect) = self.twilio.office, found
        mine = office.of_firm(ledger.firm_id, ledger.id)
        message = calls.spoken(mine, ledger, effect, told.sid, told.state, office.clock.now())
        if message is None:
            return speech.hang_up()
        address = f"{office.config.serve.public_url}{PRESSED}?key={quote(effect.key)}"
        return speech.ask(message.text, message.language, address, answer_to(None, _folder(message.language)))

    def _pressed(self, delivery: Delivery) -> str:
        told, found = webhook.calling(delivery.form), self._whose(delivery)
        if told is None or found is None:
            return speech.hang_up()
        office, (ledger, effect) = self.twilio.office, found
        mine = office.of_firm(ledger.firm_id, ledger.id)
        wish, message, new = calls.pressed(mine, ledger, effect, told.sid, told.pressed, office.clock.now())
        language = "en" if message is None else message.language
        if wish == "link" and new and message is not None:
            sent = text_link(mine, ledger, effect, message, told.sid, told.pressed)
            wish = "link" if sent else "dispute"  # one of us will get back to them
        return speech.say(answer_to(wish, _folder(language)), language)

    def _ended(self, delivery: Delivery) -> str:
        told, found = webhook.calling(delivery.form), self._whose(delivery)
        if told is None or found is None:
            return NOTHING
        office, (ledger, effect) = self.twilio.office, found
        status = TextStatus(
            sid=told.sid, state=told.state, error=None, segments=None, price=None, currency=None
        )
        with office.of_firm(ledger.firm_id, ledger.id).store.write() as connection:
            policy = office.policy(ledger.name)
            calls.told(connection, ledger, policy, effect, status, office.clock.now())
        return NOTHING

    def _whose(self, delivery: Delivery) -> texts.Mine | None:
        """The call, where the account that signed this makes it."""
        if delivery.key is None:
            return None
        found = texts.whose(self.twilio.office, delivery.account_sid, key=delivery.key, sid="")
        return found if found is not None and calls.is_call(found[1]) else None


def _folder(language: str) -> str:
    return language.split("-", maxsplit=1)[0]
