"""Xero's deliveries: whose signature is right, the test of the address, whose books have changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sandbox.webhooks import signature
from connectors.xero.webhook import WEBHOOK

KEY = "an app key"
INTENT = b'{"events":[],"firstEventSequence":0,"lastEventSequence":0,"entropy":"S0m3r4nd0mStr1ng"}'
SIGNED = "eUyzIEeMTiGX5AIk2/V26iuxrOdX0Pn2uroeODUZu5U="  # by openssl
ONE, OTHER = "c2cc9b6e-9458-4c7d-93cc-f02b81b0594f", "7d8e1a52-2c53-4d5e-8b5d-5a0d0c0e0b0a"
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from([ONE, "APPLICATION"]),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["events", "tenantId", "tenantType", "x"]), inner)
    ),
)


def event(tenant: object = ONE, category: str = "INVOICE", **more: Any) -> dict[str, Any]:
    return {
        "resourceUrl": "https://api.xero.com/api.xro/2.0/Invoices/717f2bfc",
        "resourceId": "717f2bfc-c6d4-41fd-b238-3f2f0c0cf777",
        "eventDateUtc": "2024-06-21T01:15:39.902",
        "eventType": "UPDATE",
        "eventCategory": category,
        "tenantId": tenant,
        "tenantType": "ORGANISATION",
        **more,
    }


def delivery(*events: object, **more: object) -> bytes:
    told = {"events": events, "firstEventSequence": 1, "lastEventSequence": len(events), "entropy": "S0M3"}
    return json.dumps(told | more).encode()


def test_the_test_of_the_address_is_taken_where_it_is_rightly_signed_and_tells_of_nothing() -> None:
    assert WEBHOOK.is_signed({"x-xero-signature": SIGNED}, INTENT, KEY)
    assert WEBHOOK.is_signed({"X-Xero-Signature": SIGNED}, INTENT, KEY)
    heard = WEBHOOK.read(INTENT)
    assert (heard.companies, heard.trouble) == ((), None)


@pytest.mark.parametrize(
    ("headers", "body", "key"),
    [
        ({"x-xero-signature": SIGNED}, INTENT, "another key"),
        ({"x-xero-signature": SIGNED}, INTENT + b"\n", KEY),
        ({"x-xero-signature": SIGNED}, INTENT.replace(b'":', b'": '), KEY),
        ({"x-xero-signature": SIGNED[::-1]}, INTENT, KEY),
        ({"x-xero-signature": ""}, INTENT, KEY),
        ({"x-xero-signature": "\u00fc" * 44}, INTENT, KEY),
        ({"x-xero-signature": signature(INTENT, "")}, INTENT, ""),
        ({"intuit-signature": SIGNED}, INTENT, KEY),
        ({}, INTENT, KEY),
    ],
)
def test_the_test_of_the_address_is_refused_where_it_is_wrongly_signed(
    headers: dict[str, str], body: bytes, key: str
) -> None:
    assert not WEBHOOK.is_signed(headers, body, key)


@pytest.mark.parametrize(
    ("body", "companies"),
    [
        (delivery(event()), (ONE,)),
        (delivery(event(), event(OTHER), event(eventType="CREATE")), (ONE, OTHER)),
        (delivery(event(category="CONTACT")), (ONE,)),
        (delivery(event(category="CREDITNOTE", data={"Type": "ACCRECCREDIT", "Status": "PAID"})), (ONE,)),
        (delivery(event(category="HOLOGRAM", eventType="IMAGINED")), (ONE,)),
        (delivery(event(eventDateUtc="yesterday", resourceId=None)), (ONE,)),
        (delivery({"tenantId": ONE}), (ONE,)),
        (delivery(event(category="SUBSCRIPTION", tenantType="APPLICATION")), ()),
        (delivery(event(category="SUBSCRIPTION", tenantType="APPLICATION", tenantId=None)), ()),
        (delivery(event(tenantType="APPLICATION"), event(OTHER)), (OTHER,)),
        (delivery(firstEventSequence=0, lastEventSequence=0), ()),
        (delivery(event(), firstEventSequence=-3, lastEventSequence="x"), (ONE,)),
        (b'{"events": []}', ()),
    ],
)
def test_each_organisation_told_of_is_heard_once_and_the_apps_own_affairs_are_not(
    body: bytes, companies: tuple[str, ...]
) -> None:
    heard = WEBHOOK.read(body)
    assert (heard.companies, heard.trouble) == (companies, None)


def test_what_names_no_organisation_is_told_and_spoils_no_other() -> None:
    heard = WEBHOOK.read(delivery(event(None), event(), "x", 7, [], event(""), event({"a": 1})))
    assert heard.companies == (ONE,)
    assert heard.trouble == "6 of 7 events name no company"


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"null", b"[]", b"{}", b'{"events": {}}', b'{"events": null}', b'{"events"', b"\xff\xfe"),
        *(b"<html>", b'{"events":' * 100_000),
    ],
)
def test_a_body_that_makes_no_sense_is_told_and_not_raised(body: bytes) -> None:
    heard = WEBHOOK.read(body)
    assert heard.companies == ()
    assert heard.trouble


@given(st.binary() | st.one_of(ODD, st.lists(ODD).map(lambda events: {"events": events})).map(json.dumps))
def test_no_bytes_make_it_raise(body: bytes | str) -> None:
    heard = WEBHOOK.read(body.encode() if isinstance(body, str) else body)
    assert all(isinstance(one, str) and one for one in heard.companies)


@given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
def test_no_header_makes_it_raise_or_is_taken(given_signature: str) -> None:
    assert not WEBHOOK.is_signed({"x-xero-signature": given_signature}, INTENT, KEY)
