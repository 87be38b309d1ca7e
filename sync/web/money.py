"""What Stripe tells us of payments, taken in.

The law kept here: nothing is believed that the ledger's own webhook secret did not sign, and lately; 200 only
when what follows is committed; told again, nothing follows again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

import msgspec
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from connectors.checkout import Told
from sync.intake.paid_online import take
from sync.paying import PAID
from sync.store import ledgers
from sync.web.pages import page
from sync.web.webhooks import body_of

if TYPE_CHECKING:
    from sync.office import Office

PATH: Final = "/webhooks/stripe/{ledger}"
_ONCE_IN: Final = 60.0  # seconds between two lines of one ledger's
_WITHIN: Final = 10.0  # seconds


def routes(office: Office, tell: Callable[[str], None]) -> list[Route]:
    """Where Stripe tells us, and where payers go that came from no page of ours. Raises `SecretsError`."""
    secrets = {
        name: settings.webhook_secret
        for name in sorted(office.config.ledgers)
        if (settings := office.config.stripe_for(name)) is not None and settings.webhook_secret is not None
    }
    money = StripeWebhooks(office, secrets, tell)
    return [Route(PATH, money.answer, methods=["POST"]), Route(PAID, paid, methods=["GET"])]


class Words(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the page says to who paid, and to who did not."""

    title: str
    paid: str
    then: str
    left: str
    again: str


@cache
def _words() -> dict[str, Words]:
    """By language."""
    written = resources.files("sync.web").joinpath("paid_words.toml").read_bytes()
    return msgspec.toml.decode(written, type=dict[str, Words])


async def paid(request: Request) -> Response:
    """For who paid by a link that a person sent them, in the first language of their browser that we have."""
    asked = request.headers.get("accept-language", "")[:200].lower().split(",")
    wanted = [each.strip().split(";")[0].split("-")[0] for each in asked]
    language = next((each for each in wanted if each in _words()), "en")
    is_paid = request.query_params.get("paid") == "1"
    return page(request, "paid.html", language=language, words=_words()[language], paid=is_paid)


@dataclass(slots=True)
class StripeWebhooks:
    """Answers `PATH`. `secrets`: by the ledger's name. `tell`: one line for who runs it."""

    office: Office
    secrets: Mapping[str, str]
    tell: Callable[[str], None]
    said: dict[str, float] = field(default_factory=dict)

    async def answer(self, request: Request) -> Response:
        """One delivery."""
        name = request.path_params["ledger"]
        body = await body_of(request)
        if isinstance(body, Response):
            return body
        if name not in self.secrets:
            return Response(status_code=404)
        status, trouble = await self._heard(name, request.headers, body)
        if trouble:
            self._say(name, trouble)
        return Response(status_code=status)

    async def _heard(self, name: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str]:
        """The status to answer, and what there is to be said of it."""
        from connectors.stripe import webhook  # a large library

        if not webhook.is_signed(headers, body, self.secrets[name]):
            return 401, "refused what its webhook_secret did not sign, or too long ago"
        try:
            told = webhook.read(body)
        except webhook.Nonsense as error:
            return 200, f"signed, but {error}"
        try:
            async with asyncio.timeout(_WITHIN):
                known = told is None or await asyncio.to_thread(self._taken, name, told)
        except (TimeoutError, SQLAlchemyError) as error:
            return 503, f"the database takes nothing ({type(error).__name__})"
        return (200, "") if known else (404, "refused, for the ledger is not linked")

    def _taken(self, name: str, told: Told) -> bool:
        """Whether there is such a ledger; one that is unlinked keeps what it is told until it is deleted."""
        with self.office.store.read() as connection:
            ledger = ledgers.find(connection, name)
        if ledger is None:
            return False
        take(self.office.of_ledger(ledger), ledger, told)
        return True

    def _say(self, name: str, text: str) -> None:
        """Now and then: strangers may try as often as they like."""
        now = self.office.clock.elapsed()
        if now - self.said.get(name, -_ONCE_IN) >= _ONCE_IN:
            self.said[name] = now
            self.tell(f"webhooks stripe {name}: {text}")
