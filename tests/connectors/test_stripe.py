"""Stripe Checkout by Stripe's own library, against the pretend one over real HTTP: what goes, what comes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from connectors.checkout import Asked, Line, Told
from connectors.errors import Refused, SignInAgain, TryLater, Uncertain
from connectors.sandbox.clock import running_from
from connectors.sandbox.faults import Fault
from connectors.sandbox.server import serve
from connectors.sandbox.stripe import StripeApi, webhooks
from connectors.stripe import amounts, webhook
from connectors.stripe.checkouts import StripeCheckouts
from connectors.stripe.mapping import session_of, told_by_event
from connectors.stripe.settings import Brand, StripeSettings

START = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
KEY, SECRET = "sk_sandbox", "whsec_sandbox"
BRAND = Brand(name="Harbour", button_color="#0a7d5c", background_color=None, logo="https://example.com/l.png")
ASKED = Asked(
    key="K" * 20,
    currency="GBP",
    lines=(Line("Invoice 7", Decimal("12.34")), Line("Invoice 8", Decimal(2))),
    email="ann@customer.example",
    success="https://books.example.com/p/t?paid=1",
    cancel="https://books.example.com/p/t",
    expires_at=START + timedelta(hours=1),
)


class Desk:
    """The twin, and accounts at it."""

    def __init__(self, url: str, twin: StripeApi) -> None:
        self.twin = twin
        self.settings = StripeSettings(
            secret_key=KEY,
            webhook_secret=SECRET,
            clearing="885",
            fees_to=None,
            prefer="stripe",
            methods=(),
            brand=BRAND,
            host=url,
            timeout=5.0,
        )
        self.account = StripeCheckouts(self.settings)

    @property
    def asked(self) -> dict[str, object]:
        """The parameters of the newest page."""
        return dict(self.twin.shops[KEY].sessions[-1].asked)


@pytest.fixture
def desk() -> Iterator[Desk]:
    twin = StripeApi(running_from(START), {KEY: SECRET})
    with serve(twin) as served:
        made = Desk(served.url, twin)
        with closing(made.account):
            yield made


def test_a_page_is_made_once_for_each_key(desk: Desk) -> None:
    page = desk.account.open(ASKED)
    assert desk.account.open(ASKED) == page
    assert page.expires_at == ASKED.expires_at
    assert len(desk.twin.shops[KEY].sessions) == 1
    asked = desk.asked
    assert (asked["client_reference_id"], asked["customer_email"]) == (ASKED.key, ASKED.email)
    assert asked["branding_settings"] == {
        "display_name": "Harbour",
        "button_color": "#0a7d5c",
        "logo": {"type": "url", "url": "https://example.com/l.png"},
    }
    assert "payment_method_types" not in asked, "as it is set at Stripe"
    with pytest.raises(Refused, match="same parameters"):
        desk.account.open(replace(ASKED, lines=(Line("Invoice 7", Decimal(1)),)))


def test_nothing_is_told_of_the_machine(desk: Desk) -> None:
    desk.account.open(ASKED)
    headers = {name.lower(): text for name, text in desk.twin.calls[-1].headers.items()}
    assert headers["user-agent"] == "duesync"
    assert not [name for name in headers if "x-stripe" in name]
    assert headers["idempotency-key"] == ASKED.key


def test_how_a_payment_stands_with_its_fee(desk: Desk) -> None:
    page = desk.account.open(ASKED)
    assert desk.account.look(page.id).state == "open"
    payment = desk.twin.pay(page.id)
    told = desk.account.look(page.id)
    assert (told.key, told.payment, told.state) == (ASKED.key, payment, "paid")
    assert (told.amount, told.fee, told.fee_currency) == (Decimal("14.34"), Decimal("0.41"), "GBP")
    assert desk.account.close_page(page.id).state == "paid", "what is paid cannot be closed"
    assert desk.account.account() == desk.twin.shops[KEY].account


def test_a_restricted_key_need_not_know_its_account(desk: Desk) -> None:
    for said, known in (("on account 'acct_1PJBLEBBLEfV'. Having", "acct_1PJBLEBBLEfV"), ("for this", "")):
        body = json.dumps({"error": {"message": f"The key does not have the permissions {said}"}})
        desk.twin.faults.add(Fault(match="GET /v1/account", action="status", status=403, body=body))
        assert desk.account.account() == known
    for path in ("account", "events"):
        desk.twin.faults.add(Fault(match=f"GET /v1/{path}", action="status", status=403))
    with pytest.raises(SignInAgain, match="may not do that"):
        desk.account.account()


def test_a_debit_goes_its_way(desk: Desk) -> None:
    pages = [desk.account.open(replace(ASKED, key=letter * 20)).id for letter in "AB"]
    comes, fails = (desk.twin.pay(page, "debit") for page in pages)
    assert {desk.account.look(page).state for page in pages} == {"pending"}
    desk.twin.settle(comes, comes=True)
    desk.twin.settle(fails, comes=False)
    assert [desk.account.look(page).state for page in pages] == ["paid", "failed"]


def test_all_that_webhooks_told_can_be_asked_for(desk: Desk) -> None:
    payment = desk.twin.pay(desk.account.open(ASKED).id)
    desk.twin.refund(payment, 100)
    desk.twin.dispute(payment)
    desk.twin.dispute(payment, "lost")
    told = sorted(desk.account.told_since(START), key=lambda one: (one.key is None, one.dispute or ""))
    assert [(one.state, one.refunded, one.dispute) for one in told] in (
        [("paid", None, None), (None, Decimal(1), None), (None, None, "lost"), (None, None, "open")],
        [(None, Decimal(1), None), ("paid", None, None), (None, None, "lost"), (None, None, "open")],
    )
    assert {one.payment for one in told} == {payment}
    assert desk.account.told_since(START + timedelta(days=1)) == []


def test_a_long_list_is_read_whole(desk: Desk) -> None:
    for number in range(120):
        desk.twin.pay(desk.account.open(replace(ASKED, key=f"{number:020}")).id)
    assert len({one.key for one in desk.account.told_since(START)}) == 120


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Fault(match="POST .*", action="lost"), Uncertain),
        (Fault(match="POST .*", action="status", status=500), Uncertain),
        (Fault(match="POST .*", action="status", status=429), TryLater),
        (Fault(match="POST .*", action="status", status=403), SignInAgain),
        (Fault(match="POST .*", action="status", status=402), Refused),
    ],
)
def test_what_fails_says_what_to_do_next(desk: Desk, fault: Fault, error: type[Exception]) -> None:
    desk.twin.faults.add(fault)
    with pytest.raises(error):
        desk.account.open(ASKED)
    assert desk.account.open(ASKED).id, "and again under the same key"
    assert len(desk.twin.shops[KEY].sessions) == 1


def test_who_taps_twice_gets_the_page_of_the_first(desk: Desk) -> None:
    desk.twin.faults.add(Fault(match="POST .*", action="status", status=409, times=2))
    assert desk.account.open(ASKED).url


@pytest.mark.parametrize("kind", ["refund.failed", "charge.refund.updated"])
def test_a_refund_that_failed_is_told_of(kind: str) -> None:
    shown = {"payment_intent": "pi_1", "currency": "gbp", "status": "failed", "amount": 150}
    told = told_by_event({"type": kind, "created": 1, "data": {"object": shown}})
    assert told is not None
    assert (told.payment, told.unrefunded, told.refunded) == ("pi_1", Decimal("1.50"), None)


def test_a_refund_that_goes_well_is_no_news() -> None:
    shown = {"payment_intent": "pi_1", "currency": "gbp", "status": "succeeded", "amount": 150}
    event = {"type": "charge.refund.updated", "created": 1, "data": {"object": shown}}
    assert told_by_event(event) is None


def test_a_wrong_key_is_told_without_it(desk: Desk) -> None:
    other = StripeCheckouts(replace(desk.settings, secret_key="sk_other_0123456789"))
    with closing(other), pytest.raises(SignInAgain) as caught:
        other.account()
    assert "sk_other" not in f"{caught.value}{caught.value!r}{other!r}{desk.settings!r}"


@given(
    st.decimals(min_value=Decimal("0.001"), max_value=10**6, places=3),
    st.sampled_from("GBP JPY KWD ISK".split()),
)
def test_an_amount_is_what_it_was_or_refused(amount: Decimal, currency: str) -> None:
    try:
        number = amounts.written(amount, currency)
    except Refused:
        places = {"GBP": 2, "JPY": 0, "KWD": 2, "ISK": 2}[currency]
        assert amount != amount.quantize(Decimal(1).scaleb(-places))
    else:
        assert amounts.read(number, currency) == amount


def test_amounts_are_as_stripe_writes_them() -> None:
    assert amounts.written(Decimal(500), "JPY") == 500
    assert amounts.written(Decimal(5), "ISK") == 500
    assert amounts.written(Decimal("1.230"), "KWD") == 1230
    assert amounts.written(Decimal("1.23"), "GBP") == 123


def event(kind: str, shown: dict[str, object]) -> bytes:
    told = {"object": "event", "type": kind, "created": 1_800_000_000, "data": {"object": shown}}
    return json.dumps(told).encode()


def test_only_what_the_secret_signed_lately_is_believed() -> None:
    body, now = event("charge.refunded", {}), int(time.time())

    def signed(header: str | None, sent: bytes = body, secret: str = SECRET) -> bool:
        return webhook.is_signed({} if header is None else {"stripe-signature": header}, sent, secret)

    good = webhooks.signature(body, SECRET)
    assert signed(good)
    assert signed(f"{good},v1=other,v0=older")
    assert not signed(good, body + b" ")
    assert not signed(good, secret="whsec_other")
    assert not signed(good, secret="")
    assert not signed(webhooks.signature(body, SECRET, now - 301))
    assert signed(webhooks.signature(body, SECRET, now - 290))
    for nonsense in (None, "", "t=,v1=", "t=x,v1=y", f"t={now}", "v1=a", "\x00", good.replace("v1=", "v0=")):
        assert not signed(nonsense)
    assert not signed(good, b"\xff\xfe")


NAMES = "type data object created id status currency amount payment_intent client_reference_id metadata"
VALUES: st.SearchStrategy[object] = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from(["charge.refunded", "gbp"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES.split()), inner, max_size=6)
    ),
)


@given(st.binary(max_size=200) | VALUES.map(lambda shape: json.dumps(shape).encode()))
def test_whatever_is_signed_is_read_or_told_of(body: bytes) -> None:
    with suppress(webhook.Nonsense):
        told = webhook.read(body)
        assert told is None or isinstance(told, Told)


def test_events_of_others_are_none_of_ours() -> None:
    session: dict[str, object] = {"id": "cs_1", "client_reference_id": None, "currency": "gbp"}
    assert webhook.read(event("checkout.session.completed", session)) is None
    assert webhook.read(event("customer.created", {})) is None


def test_the_same_page_is_asked_for_in_the_same_words(desk: Desk) -> None:
    assert session_of(ASKED, desk.settings) == session_of(ASKED, desk.settings)
    chosen = replace(
        desk.settings,
        methods=("card", "bacs_debit"),
        brand=Brand(name=None, button_color=None, background_color=None, logo=None),
    )
    shape = session_of(replace(ASKED, email=None), chosen)
    assert shape["payment_method_types"] == ["card", "bacs_debit"]
    assert not {"branding_settings", "customer_email"} & shape.keys()


def test_an_inquiry_that_was_closed_took_no_money() -> None:
    shown = {"payment_intent": "pi_1", "currency": "gbp", "status": "warning_closed", "amount": 100}
    told = told_by_event({"type": "charge.dispute.closed", "created": 1, "data": {"object": shown}})
    assert told is not None
    assert told.dispute == "won"
