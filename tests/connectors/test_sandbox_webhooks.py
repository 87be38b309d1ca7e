"""The emulated providers tell of changes as the real ones do, and our readers understand them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from werkzeug import Request, Response

from connectors.quickbooks.webhook import WEBHOOK as QUICKBOOKS
from connectors.sandbox.clock import running_from
from connectors.sandbox.generate import book
from connectors.sandbox.quickbooks import REALM, QuickBooksApi
from connectors.sandbox.quickbooks.webhooks import QuickBooksWebhook
from connectors.sandbox.sandbox import Sandbox
from connectors.sandbox.server import serve
from connectors.sandbox.webhooks import Versions, changes
from connectors.sandbox.xero.webhooks import XeroWebhook
from connectors.xero.webhook import WEBHOOK as XERO

START = datetime(2026, 11, 25, 15, tzinfo=UTC)
KEY = "k"


@dataclass
class Receiver:
    """Notes what comes in; answers 200 to what is rightly signed, or `status` to everything."""

    came: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    status: int | None = None

    def __call__(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        headers, body = dict(request.headers), request.get_data()
        self.came.append((request.path, headers, body))
        signed = any(
            hook.is_signed(headers, body, key)
            for hook in (QUICKBOOKS, XERO)
            for key in (KEY, "sandbox-webhook-key")
        )
        return Response("", self.status or (200 if signed else 401))(environ, start)


@pytest.fixture
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture
def url(receiver: Receiver) -> Iterator[str]:
    with serve(receiver) as served:
        yield served.url


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(seed=1, start=START, customers=6) as running:
        yield running


def unpaid(sandbox: Sandbox) -> tuple[str, str]:
    """Numbers of an open invoice on Xero and of one on QuickBooks."""
    rows = sandbox.quickbooks.company.rows["Invoice"].values()
    on_xero = next(one for one in sandbox.xero.books.open_invoices() if not one.paid and not one.credited)
    return on_xero.number, next(row["DocNumber"] for row in rows if row["Balance"] > 1)


def test_what_is_changed_by_hand_is_told_of_once_in_cloud_events(
    sandbox: Sandbox, receiver: Receiver, url: str
) -> None:
    hook = QuickBooksWebhook([sandbox.quickbooks], url, KEY)
    assert hook.send() is None
    paid = sandbox.quickbooks.pay(unpaid(sandbox)[1], Decimal(1))
    answer = hook.send()
    assert answer is not None
    assert (answer.status, hook.send()) == (200, None)
    ((_, headers, body),) = receiver.came
    events = json.loads(body)
    assert headers["Content-Type"] == "application/json"
    assert {event["type"] for event in events} >= {"qbo.payment.created.v1", "qbo.invoice.updated.v1"}
    assert [event["intuitentityid"] for event in events if "payment" in event["type"]] == [paid]
    assert all(len(event["time"].split(".")[1]) == len("179851517Z") for event in events)
    assert len({event["id"] for event in events}) == len(events)
    assert QUICKBOOKS.read(body).companies == (REALM,)
    sandbox.quickbooks.delete_payment(paid)
    hook.send()
    assert "qbo.payment.deleted.v1" in {event["type"] for event in json.loads(receiver.came[1][2])}


def test_one_delivery_tells_of_several_companies_in_both_shapes(
    sandbox: Sandbox, receiver: Receiver, url: str
) -> None:
    clock = running_from(START)
    more = QuickBooksApi(
        book(seed=2, today=date(2026, 11, 25), flavour="quickbooks", customers=5),
        clock,
        client_id="i",
        client_secret="s",
        realm_id="42",
    )
    hooks = [
        QuickBooksWebhook([sandbox.quickbooks, more], url, KEY),
        QuickBooksWebhook([sandbox.quickbooks, more], url, KEY, "event_notifications"),
    ]
    for api in (sandbox.quickbooks, more):
        api.void(next(row["DocNumber"] for row in api.company.rows["Invoice"].values() if row["Balance"] > 0))
    for hook in hooks:
        hook.send()
    for _, _, body in receiver.came:
        assert (QUICKBOOKS.read(body).companies, QUICKBOOKS.read(body).trouble) == ((REALM, "42"), None)
    entity = json.loads(receiver.came[1][2])["eventNotifications"][0]["dataChangeEvent"]["entities"][0]
    assert set(entity) == {"id", "operation", "name", "lastUpdated"}


def test_xero_tests_the_address_first_and_tells_payments_as_changes_of_invoices(
    sandbox: Sandbox, receiver: Receiver, url: str
) -> None:
    hook = XeroWebhook(sandbox.xero, url, KEY)
    receiver.status = 200  # as by one that checks no signature
    sandbox.xero.pay(unpaid(sandbox)[0], Decimal(1))
    assert hook.send() is None
    receiver.status = None
    receiver.came.clear()
    answer = hook.send()
    assert answer is not None
    assert answer.status == 200
    *test, (_, _, body) = receiver.came
    assert [json.loads(one)["events"] for _, _, one in test] == [[]] * 4
    assert [XERO.is_signed(headers, one, KEY) for _, headers, one in test] == [True, False, False, False]
    told = json.loads(body)
    assert {event["eventCategory"] for event in told["events"]} == {"INVOICE"}
    assert (told["firstEventSequence"], told["lastEventSequence"]) == (1, len(told["events"]))
    assert datetime.fromisoformat(told["events"][0]["eventDateUtc"]).tzinfo is None
    assert XERO.read(body).companies == (sandbox.xero.books.tenant_id,)


def test_what_was_not_taken_is_told_again_with_what_came_since(
    sandbox: Sandbox, receiver: Receiver, url: str
) -> None:
    hook = QuickBooksWebhook([sandbox.quickbooks], url, KEY)
    number = unpaid(sandbox)[1]
    sandbox.quickbooks.pay(number, Decimal("0.5"))
    receiver.status = 503
    hook.send()
    sandbox.quickbooks.pay(number, Decimal("0.5"))
    receiver.status = None
    hook.send()
    first, second = (json.loads(body) for _, _, body in receiver.came)
    payments = [[event for event in told if "payment.created" in event["type"]] for told in (first, second)]
    assert [len(told) for told in payments] == [1, 2]
    assert hook.send() is None


def test_the_whole_sandbox_tells_by_itself_as_soon_as_somebody_listens(receiver: Receiver) -> None:
    with serve(receiver) as gone:
        port = gone.port
    with Sandbox(seed=1, start=START, customers=6) as sandbox:
        sandbox.tell(f"http://127.0.0.1:{port}/webhooks")
        on_xero, on_quickbooks = unpaid(sandbox)
        sandbox.xero.pay(on_xero, Decimal(1))
        sandbox.quickbooks.pay(on_quickbooks, Decimal(1))
        time.sleep(1.2)
        with serve(receiver, port):
            give_up = time.monotonic() + 10
            while {"/webhooks/quickbooks", "/webhooks/xero"} - {path for path, _, _ in receiver.came}:
                assert time.monotonic() < give_up
                time.sleep(0.05)


def test_two_looks_tell_what_was_made_changed_and_deleted() -> None:
    before: Versions = {("c", "Invoice", "1"): "a", ("c", "Invoice", "2"): "a", ("c", "Invoice", "3"): "a"}
    after: Versions = {("c", "Invoice", "1"): "a", ("c", "Invoice", "2"): "b", ("c", "Invoice", "4"): "a"}
    found = [(change.id, change.act) for change in changes(before, after)]
    assert found == [("2", "update"), ("4", "create"), ("3", "delete")]
