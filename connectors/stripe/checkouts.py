"""`StripeCheckouts`: pages of Stripe Checkout, and how what is paid there stands, by Stripe's own library."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import Any, Final, TypeVar

import stripe
from stripe import StripeClient, StripeError

from connectors.checkout import Asked, Opened, Told
from connectors.errors import Refused, SignInAgain, TryLater
from connectors.http import reading, redact
from connectors.stripe.mapping import HEARD, instant, session_of, told_by_event, told_by_session
from connectors.stripe.settings import StripeSettings
from connectors.stripe.transport import Calls

T = TypeVar("T")
stripe.enable_telemetry = False  # nothing is told to Stripe but what a payment needs
_PAGE: Final = 100
_ACCOUNT: Final = re.compile(r"\bacct_\w+")
_MOST: Final = 2000  # events read at once
_WHOLE: Final = ["payment_intent.latest_charge.balance_transaction"]
_BROKEN: Final = (LookupError, TypeError, ValueError, AttributeError)


class StripeCheckouts:
    """One account; it connects at the first call. For one thread at a time."""

    def __init__(self, settings: StripeSettings) -> None:
        self._settings = settings
        self._calls = Calls(settings)
        self._client = StripeClient(
            settings.secret_key,
            base_addresses={"api": settings.host},
            http_client=self._calls,
            max_network_retries=0,
        )

    def __repr__(self) -> str:
        return f"StripeCheckouts({self._settings!r})"

    def open(self, asked: Asked) -> Opened:
        """The page of that key: made, or the one that was made."""
        shape: Any = session_of(asked, self._settings)
        sessions = self._client.v1.checkout.sessions

        def create() -> stripe.checkout.Session:
            return sessions.create(shape, {"idempotency_key": asked.key})

        # two taps at once ask under one key: Stripe is still at the first, and then gives its page to both
        made = _said(lambda: reading(create), f"payment {asked.key}")
        if not made.url:
            text = "Stripe gave no address where it can be paid"
            raise Refused(text, about=f"payment {asked.key}")
        return Opened(id=made.id, url=made.url, expires_at=instant(made.expires_at))

    def close_page(self, page: str) -> Told:
        """Nobody pays there any more, unless somebody did before; what stands then."""
        try:
            _said(lambda: self._client.v1.checkout.sessions.expire(page), f"page {page}")
        except Refused:  # it is not open any more
            return self.look(page)
        return self.look(page)

    def look(self, page: str) -> Told:
        """How it stands, with its charge and Stripe's fee."""
        sessions = self._client.v1.checkout.sessions
        shown = _said(lambda: sessions.retrieve(page, {"expand": _WHOLE}), f"page {page}")
        return _said(lambda: told_by_session(shown.to_dict()), f"page {page}")

    def told_since(self, since: datetime) -> Sequence[Told]:
        """The events of ours since then, the newest first, as they were rendered when they happened."""
        asked: Any = {"types": list(HEARD), "created": {"gte": int(since.timestamp())}, "limit": _PAGE}
        found: list[Told] = []
        page = _said(lambda: self._client.v1.events.list(asked), "Stripe's list of events")
        for number, event in enumerate(_said(page.auto_paging_iter, "Stripe's list of events")):
            if number >= _MOST:
                text = (
                    f"more than {_MOST} events since {since:%Y-%m-%d %H:%M} UTC: look at Stripe's dashboard"
                )
                raise TryLater(text, about="Stripe's list of events")
            told = _said(partial(told_by_event, event.to_dict()), f"event {event.id}")
            if told is not None:
                found.append(told)
        return found

    def account(self) -> str:
        """Its id at Stripe, which a restricted key may not ask for: the refusal then names it, as a rule."""
        try:
            found = str(_said(self._client.v1.accounts.retrieve_current, "Stripe").id)
        except SignInAgain as error:
            if error.status != HTTPStatus.FORBIDDEN:
                raise
            named = _ACCOUNT.search(error.text)
            found = "" if named is None else named[0]
        _said(lambda: self._client.v1.checkout.sessions.list({"limit": 1}), "Stripe's list of pages")
        _said(lambda: self._client.v1.events.list({"limit": 1}), "Stripe's list of events")
        return found

    def close(self) -> None:
        """Give back connections."""
        self._calls.close()


def _said(call: Callable[[], T], about: str) -> T:
    """What Stripe answers. Raises what `connectors.errors` names."""
    try:
        return call()
    except StripeError as error:
        said = redact(error.user_message or str(error), 200)
        text = f"Stripe did not take it: {said}"
        raise Refused(text, about=about, status=error.http_status, code=error.code or "") from error
    except _BROKEN as error:
        text = f"Stripe's answer makes no sense: {redact(str(error), 120)}"
        raise TryLater(text, about=about) from error
