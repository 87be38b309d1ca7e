"""Stripe's payments as `localstripe` has them, an emulation that is not ours: shapes, refunds, signatures.

It knows no Checkout Sessions: those are tried against our own twin (`test_stripe`), whose payments these
tests hold against another's.
"""

from __future__ import annotations

import queue
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
import requests
from msgspec.structs import replace
from stripe import StripeClient
from werkzeug import Request, Response

from connectors.errors import SignInAgain
from connectors.sandbox.server import serve
from connectors.stripe import webhook
from connectors.stripe.checkouts import StripeCheckouts
from connectors.stripe.mapping import KEY, told_by_session
from connectors.stripe.settings import Brand, StripeSettings
from connectors.stripe.transport import Calls

SECRET, MARK = "whsec_local", "K" * 20
_RUN = """
import sys
from aiohttp import web
from localstripe.server import app
web.run_app(app, host="127.0.0.1", port=int(sys.argv[1]), print=None)
"""


@dataclass(frozen=True, slots=True)
class Local:
    """`client`: Stripe's own library over our transport."""

    settings: StripeSettings
    client: StripeClient

    def paid(self, amount: int) -> Any:
        """A payment by card that succeeded, with all that we ask for expanded."""
        method = self.client.v1.payment_methods.create(
            {
                "type": "card",
                "card": {"number": "4242424242424242", "exp_month": 12, "exp_year": 2040, "cvc": "123"},
            }
        )
        made = self.client.v1.payment_intents.create(
            {
                "amount": amount,
                "currency": "gbp",
                "metadata": {KEY: MARK},
                "payment_method": method.id,
            }
        )
        self.client.v1.payment_intents.confirm(made.id)
        return self.shown(made.id)

    def shown(self, payment: str) -> Any:
        expand = ["latest_charge.balance_transaction"]
        return self.client.v1.payment_intents.retrieve(payment, {"expand": expand}).to_dict()


def _free_port() -> int:
    with closing(socket.socket()) as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """The server, a process of its own on this machine alone."""
    port, folder = _free_port(), tmp_path_factory.mktemp("localstripe")
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and text
        [sys.executable, "-c", _RUN, str(port)], cwd=folder
    )
    url = f"http://127.0.0.1:{port}"
    try:
        give_up = time.monotonic() + 60
        while True:
            with suppress(requests.ConnectionError):
                requests.get(f"{url}/v1/customers", timeout=5)
                break
            assert process.poll() is None
            assert time.monotonic() < give_up
            time.sleep(0.1)  # it is still starting
        settings = StripeSettings(
            secret_key="sk_test_local",
            webhook_secret=SECRET,
            clearing="885",
            fees_to=None,
            prefer="stripe",
            methods=(),
            brand=Brand(name=None, button_color=None, background_color=None, logo=None),
            host=url,
            timeout=20.0,
        )
        calls = Calls(settings)
        yield Local(
            settings,
            StripeClient(
                settings.secret_key, base_addresses={"api": url}, http_client=calls, max_network_retries=0
            ),
        )
        calls.close()
    finally:
        process.terminate()
        process.wait(20)


def session(intent: Any) -> dict[str, Any]:
    """A session whose payment that is, as Stripe would show it."""
    return {
        "id": "cs_1",
        "client_reference_id": MARK,
        "currency": "gbp",
        "created": 1,
        "amount_total": intent["amount"],
        "status": "complete",
        "payment_status": "unpaid",  # so that the payment itself is asked
        "payment_intent": intent,
    }


def test_a_payment_and_its_refund_are_read_as_another_emulation_shows_them(local: Local) -> None:
    intent = local.paid(12345)
    told = told_by_session(session(intent))
    assert (told.state, told.amount, told.refunded) == ("paid", Decimal("123.45"), Decimal(0))
    assert (told.key, told.payment) == (MARK, intent["id"])
    local.client.v1.refunds.create({"payment_intent": intent["id"], "amount": 345})
    assert told_by_session(session(local.shown(intent["id"]))).refunded == Decimal("3.45")
    local.client.v1.refunds.create({"payment_intent": intent["id"]})


def test_its_webhooks_bear_a_signature_that_is_good_for_one_secret_alone(local: Local) -> None:
    came: queue.Queue[tuple[dict[str, str], bytes]] = queue.Queue()

    @Request.application
    def ear(request: Request) -> Response:
        came.put(({name.lower(): text for name, text in request.headers.items()}, request.get_data()))
        return Response()

    with serve(ear) as listening:
        hook = {"url": listening.url, "secret": SECRET, "events": ["payment_intent.succeeded"]}
        requests.post(
            f"{local.settings.host}/_config/webhooks/ours", json=hook, timeout=10
        ).raise_for_status()
        local.paid(100)
        headers, body = came.get(timeout=30)
    assert webhook.is_signed(headers, body, SECRET)
    assert not webhook.is_signed(headers, body, "whsec_other")
    assert not webhook.is_signed(headers, body.replace(b"livemode", b"livemood"), SECRET)
    assert webhook.read(body) is None, "of no page of ours"


def test_a_key_that_is_none_is_refused(local: Local) -> None:
    account = StripeCheckouts(replace(local.settings, secret_key="nothing"))
    with closing(account), pytest.raises(SignInAgain, match="does not accept the key"):
        account.account()
