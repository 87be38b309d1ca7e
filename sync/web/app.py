"""The web application: one for webhooks, health and whatever pages there are."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from connectors.sms.settings import HEARD, RECEIPTS
from sync.known_values import learn
from sync.office import Office
from sync.secrets import SecretsError
from sync.web import api, money, portal
from sync.web.approve import Approvals
from sync.web.calls import CallWebhooks
from sync.web.console import console
from sync.web.console.desk import HOME
from sync.web.console.running import Runs
from sync.web.guard import OnlyByTls, is_https
from sync.web.health import Readiness, healthz
from sync.web.hearing import Hearing
from sync.web.metrics import exposition, may_read
from sync.web.often import Often
from sync.web.pages import STATIC
from sync.web.stop import Stops
from sync.web.texts import TextWebhooks
from sync.web.twilio import TwilioWebhooks
from sync.web.webhooks import Webhooks, ears


def say(line: str) -> None:
    """On standard error, for who runs it."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def make_app(office: Office, tell: Callable[[str], None] = say) -> Starlette:
    """The application over an open office. Settings are read once. Raises `SecretsError`."""
    learn()
    written = office.config.serve.metrics_token
    token = None if written is None else office.config.resolve(written)
    webhooks = Webhooks(ears(office.config), Hearing(office.store), tell, office.clock.elapsed)

    twilio = TwilioWebhooks(office, office.config.senders_of_texts(), tell, office.clock.elapsed)
    texts = TextWebhooks(twilio)

    async def metrics(request: Request) -> Response:
        """For Prometheus, where a word is set and shown."""
        if token is None:
            return PlainTextResponse("not found\n", status_code=404)
        if not may_read(request, token):
            return PlainTextResponse("not allowed\n", status_code=401, headers={"WWW-Authenticate": "Bearer"})
        return Response(await asyncio.to_thread(exposition, office), media_type=CONTENT_TYPE_LATEST)

    stops = Stops(office, Often(office.clock.elapsed))
    runs = Runs()
    app = Starlette(
        routes=[
            *money.routes(office, tell),
            Route("/webhooks/{provider}", webhooks.answer, methods=["POST", "HEAD"]),
            Route("/stop/{token}", stops.answer, methods=["GET", "HEAD", "POST"]),
            Route("/proof/{nonce}", stops.prove),
            Route(RECEIPTS, texts.receipt, methods=["POST"]),
            Route(HEARD, texts.heard, methods=["POST"]),
            *CallWebhooks(twilio).routes(),
            *portal.routes(office),
            Route("/healthz", healthz),
            Route("/readyz", Readiness(office).answer),
            Route("/metrics", metrics),
            STATIC,
            Approvals(office, Often(office.clock.elapsed)).mount(),
            _console(office, runs),
            *api.routes(office, office.clock.elapsed),
        ],
        middleware=[Middleware(OnlyByTls)] if is_https(office.config.serve.public_url) else [],
    )
    app.state.runs = runs
    return app


def _console(office: Office, runs: Runs) -> BaseRoute:
    """The console; without the key, which signs its forms, a line that says so."""
    try:
        return console(office, runs)
    except SecretsError as error:
        return Mount(HOME, app=PlainTextResponse(f"no console: {error}\n", status_code=503))
