"""The whole sandbox: both ledgers, mail server, texts and control face, started and stopped as one."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self
from zoneinfo import ZoneInfo

import requests

from connectors.sandbox.book import Book
from connectors.sandbox.clock import Clock, running_from
from connectors.sandbox.generate import book
from connectors.sandbox.generate.people import firm
from connectors.sandbox.inprocess import InProcess
from connectors.sandbox.mail import Mailboxes, MailServer
from connectors.sandbox.mail_sign_in import MailSignInApi
from connectors.sandbox.post import MailInProcess
from connectors.sandbox.quickbooks import QuickBooksApi
from connectors.sandbox.quickbooks.webhooks import QuickBooksWebhook
from connectors.sandbox.server import Api, serve
from connectors.sandbox.stripe import StripeApi
from connectors.sandbox.twilio import TwilioApi
from connectors.sandbox.webhooks import Telling
from connectors.sandbox.xero import Limits, XeroApi
from connectors.sandbox.xero.webhooks import XeroWebhook

if TYPE_CHECKING:
    from connectors.sandbox.imap.server import ImapServer

CLIENT_ID = "sandbox-client"
CLIENT_SECRET = "sandbox-secret"
WEBHOOK_KEY = "sandbox-webhook-key"
TEXTS_ACCOUNT = "AC" + "5" * 32
TEXTS_TOKEN = "sandbox-token"
TEXTS_NUMBER = "+447700900000"
STRIPE = {
    "xero": ("sk_sandbox_xero", "whsec_sandbox_xero"),
    "quickbooks": ("sk_sandbox_qb", "whsec_sandbox_qb"),
}
"""By ledger, the secret key of its account at Stripe, and what that one's webhooks are signed with."""
FREE = Limits(minute=100_000, day=1_000_000)
"""As many calls to Xero as anyone could make, one after the other."""


class Sandbox:
    """Everything runs on 127.0.0.1 from construction until `stop`; also a context manager.

    `start`: the instant (aware) at which its clock begins; the books are those of that day.
    `ports`: fixed ones for any of "xero", "quickbooks", "mail", "control", "imap", "mail_sign_in", "twilio",
    "stripe".
    `clock`: another clock than one that runs from `start`. `OSError` when a port is taken.

    Without `sockets` nothing listens: `apps` are asked in process, without a control face or `imap`.
    """

    imap: ImapServer

    def __init__(
        self,
        *,
        seed: int,
        start: datetime,
        customers: int = 24,
        ports: Mapping[str, int] | None = None,
        limits: Limits | None = None,
        clock: Clock | None = None,
        sockets: bool = True,
    ) -> None:
        fixed = ports or {}
        self.clock = clock or running_from(start)
        self.client_id, self.client_secret = CLIENT_ID, CLIENT_SECRET
        self.webhook_key = WEBHOOK_KEY

        def kept(flavour: Literal["xero", "quickbooks"]) -> Book:
            today = start.astimezone(ZoneInfo(firm(flavour).timezone)).date()
            return book(seed=seed, today=today, flavour=flavour, customers=customers)

        self.xero = XeroApi(
            kept("xero"), self.clock, client_id=CLIENT_ID, client_secret=CLIENT_SECRET, limits=limits
        )
        self.quickbooks = QuickBooksApi(
            kept("quickbooks"), self.clock, client_id=CLIENT_ID, client_secret=CLIENT_SECRET
        )
        self.mail_sign_in = MailSignInApi(self.clock, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
        self.texts = TwilioApi(self.clock, account=TEXTS_ACCOUNT, token=TEXTS_TOKEN, numbers=(TEXTS_NUMBER,))
        self.payments = StripeApi(self.clock, dict(STRIPE.values()))
        self.apps: dict[str, Api] = {
            "xero": self.xero,
            "quickbooks": self.quickbooks,
            "mail_sign_in": self.mail_sign_in,
            "twilio": self.texts,
            "stripe": self.payments,
        }
        self.mail: Mailboxes = MailInProcess()
        self._urls = {name: f"http://{name}.sandbox" for name in self.apps}
        self._running = ExitStack()
        if sockets:
            self._listen(fixed)

    def _listen(self, ports: Mapping[str, int]) -> None:
        from connectors.sandbox.control import Control, Source
        from connectors.sandbox.imap.server import ImapServer  # with a library that only listening needs

        with ExitStack() as started:
            self.mail = server = started.enter_context(MailServer(ports.get("mail", 0)))
            lets_in = self.mail_sign_in.lets_in
            imap = ImapServer(ports.get("imap", 0), has_token=lets_in, now=self.clock)
            self.imap = started.enter_context(imap)
            server.admit(lets_in)
            server.listen(self.imap.take)
            for name, app in self.apps.items():
                self._urls[name] = started.enter_context(serve(app, ports.get(name, 0))).url
            sources: dict[str, Source] = {"xero": self.xero, "quickbooks": self.quickbooks}
            control = Control(sources, server, imap, self.mail_sign_in, self.texts, self.payments, self.clock)
            self._urls["control"] = started.enter_context(serve(control, ports.get("control", 0))).url
            self._running = started.pop_all()

    @property
    def control_url(self) -> str:
        """Where the control face listens."""
        return self._urls["control"]

    def url(self, provider: str) -> str:
        """Where that ledger is."""
        return self._urls[provider]

    def hosts(self, provider: str) -> dict[str, str]:
        """The addresses to put in the settings of that provider in place of the real ones."""
        match provider:
            case "xero":
                url = self._urls["xero"]
                return {
                    "api": f"{url}/api.xro/2.0",
                    "authorize": f"{url}/identity/connect/authorize",
                    "token": f"{url}/connect/token",
                    "revoke": f"{url}/connect/revocation",
                    "connections": f"{url}/connections",
                }
            case "quickbooks":
                url = self._urls["quickbooks"]
                return {"api": f"{url}/v3", "discovery": f"{url}/.well-known/openid_configuration"}
            case "mail_sign_in":
                url = self._urls["mail_sign_in"]
                return {name: f"{url}/{name}" for name in ("authorize", "token", "revoke")}
            case _:
                msg = f"the sandbox has no {provider!r}"
                raise LookupError(msg)

    def consent(self, address: str) -> str:
        """A person signs in at that address and says yes; where the browser is sent back to."""
        name = next(name for name, url in self._urls.items() if address.startswith(url))
        request = requests.Request("GET", f"{address}&auto=1").prepare()
        return InProcess(self.apps[name]).send(request).headers["Location"]

    def tell(self, url: str) -> None:
        """From now on tell `url`/xero and `url`/quickbooks of every change, within a second or two."""
        telling = Telling(
            [
                XeroWebhook(self.xero, f"{url}/xero", self.webhook_key),
                QuickBooksWebhook([self.quickbooks], f"{url}/quickbooks", self.webhook_key),
            ]
        )
        self._running.callback(telling.stop)

    def tell_of_texts(self, url: str) -> None:
        """From now on texts get where they go within a second or two; `url` is told of those that come in."""
        self.texts.hears = f"{url}/heard"
        over = threading.Event()

        def carry() -> None:
            while not over.wait(1.0):
                self.texts.carry()

        thread = threading.Thread(target=carry, daemon=True)
        thread.start()
        self._running.callback(thread.join)
        self._running.callback(over.set)

    def tell_of_payments(self, urls: Mapping[str, str]) -> None:
        """From now on tell of payments at these addresses, by ledger; what was not taken, again and again."""
        self.payments.hears = {STRIPE[name][0]: url for name, url in urls.items()}
        over = threading.Event()

        def again() -> None:
            while not over.wait(3.0):
                self.payments.deliver_again()

        thread = threading.Thread(target=again, daemon=True)
        thread.start()
        self._running.callback(thread.join)
        self._running.callback(over.set)

    def stop(self) -> None:
        """Stop everything; harmless when stopped already."""
        self._running.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
