"""QuickBooks' deliveries: whose signature is right, and whose books each shape says have changed."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.quickbooks.webhook import WEBHOOK
from connectors.sandbox.webhooks import signature

BODY, KEY = b"[]", "0d2b"
SIGNED = "OAQBAX/W3YoSXdreZB9Z67V/6lWV1pegXEWCFAusz+U="  # by openssl
ODD = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["310687", "1.0"]),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(
            st.sampled_from(["eventNotifications", "specversion", "intuitaccountid", "realmId", "x"]), inner
        )
    ),
)


def event(company: object = "310687", kind: str = "qbo.invoice.updated.v1", **more: Any) -> dict[str, Any]:
    return {
        "specversion": "1.0",
        "id": "88cd52aa-33b6-4351-9aa4-47572edbd068",
        "source": "intuit.dsnBgbseACLLRZNxo2dfc4evmEJdxde58xeeYcZliOU=",
        "type": kind,
        "datacontenttype": "application/json",
        "time": "2025-09-10T21:31:25.179851517Z",
        "intuitentityid": "1234",
        "intuitaccountid": company,
        "data": {},
        **more,
    }


def notification(company: object = "310687", *entities: dict[str, str]) -> dict[str, Any]:
    one = {
        "id": "1234",
        "operation": "Create",
        "name": "Invoice",
        "lastUpdated": "2025-09-08T20:52:31.657Z",
    }
    return {"realmId": company, "dataChangeEvent": {"entities": list(entities or (one,))}}


def older(*notifications: object) -> dict[str, Any]:
    return {"eventNotifications": list(notifications)}


@pytest.mark.parametrize("name", ["intuit-signature", "Intuit-Signature", "INTUIT-SIGNATURE"])
def test_what_intuit_signed_is_taken_however_the_header_is_cased(name: str) -> None:
    assert WEBHOOK.is_signed({"host": "x", name: SIGNED}, BODY, KEY)
    assert WEBHOOK.is_signed({name: f" {SIGNED} "}, BODY, KEY)


@pytest.mark.parametrize(
    ("given_signature", "body", "key"),
    [
        (SIGNED, b"[ ]", KEY),
        (SIGNED, b"[]\n", KEY),
        (SIGNED, b"", KEY),
        (SIGNED, BODY, "0d2c"),
        (SIGNED, BODY, ""),
        (signature(BODY, ""), BODY, ""),
        (SIGNED.rstrip("="), BODY, KEY),
        (SIGNED.lower(), BODY, KEY),
        (SIGNED[:-4], BODY, KEY),
        (f"{SIGNED}, {SIGNED}", BODY, KEY),
        (f"sha256={SIGNED}", BODY, KEY),
        (b64encode(BODY).decode(), BODY, KEY),
        (KEY, BODY, KEY),
        ("", BODY, KEY),
        ("\u00e9\u20ac", BODY, KEY),
        ("\udcff", BODY, KEY),
    ],
)
def test_what_anybody_else_signed_is_refused(given_signature: str, body: bytes, key: str) -> None:
    assert not WEBHOOK.is_signed({"intuit-signature": given_signature}, body, key)


def test_a_missing_signature_or_another_providers_is_refused() -> None:
    assert not WEBHOOK.is_signed({}, BODY, KEY)
    assert not WEBHOOK.is_signed({"x-xero-signature": SIGNED}, BODY, KEY)


def test_a_signature_covers_the_bytes_and_not_the_text_they_make() -> None:
    one, same_text = '["\u00e9"]'.encode(), b'["\\u00e9"]'
    assert json.loads(one) == json.loads(same_text)
    assert WEBHOOK.is_signed({"intuit-signature": signature(one, KEY)}, one, KEY)
    assert not WEBHOOK.is_signed({"intuit-signature": signature(one, KEY)}, same_text, KEY)


@pytest.mark.parametrize(
    ("told", "companies"),
    [
        ([event()], ("310687",)),
        (event(), ("310687",)),
        ([event("1"), event("2"), event("1")], ("1", "2")),
        ([event("2", time="2025-09-10T21:31:25.9Z"), event("1", time="")], ("2", "1")),
        ([event(kind="qbo.hologram.imagined.v7", data={"x": [1]})], ("310687",)),
        ([event(kind="")], ("310687",)),
        ([{"intuitaccountid": "310687"}], ("310687",)),
        (older(notification()), ("310687",)),
        (older(notification("1"), notification("2"), notification("1")), ("1", "2")),
        (older(notification("1", {"name": "Hologram", "operation": "Merge", "deletedId": "9"})), ("1",)),
        (older({"realmId": "1"}), ("1",)),
        ([], ()),
        (older(), ()),
    ],
)
def test_each_company_told_of_is_heard_once_whatever_happened_to_it(
    told: object, companies: tuple[str, ...]
) -> None:
    heard = WEBHOOK.read(json.dumps(told).encode())
    assert (heard.companies, heard.trouble) == (companies, None)


@pytest.mark.parametrize(
    ("told", "companies"),
    [
        ([event(), event(None), 7, None, "x", event(""), event(310687), event(["1"])], ("310687",)),
        (older(notification(), notification({}), []), ("310687",)),
    ],
)
def test_what_names_no_company_is_told_and_spoils_no_other(told: object, companies: tuple[str, ...]) -> None:
    heard = WEBHOOK.read(json.dumps(told).encode())
    assert heard.companies == companies
    assert "name no company" in (heard.trouble or "")


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"null", b"7", b'"x"', b"{}", b'{"eventNotifications": {}}', b'{"specversion": "1.0"}'),
        *(b"[" * 100_000, b"[{", b'["\xff"]', b"1" * 5000, b"\xef\xbb\xbf[]", b"<html>", b"\x00" * 99),
    ],
)
def test_a_body_that_makes_no_sense_is_told_and_not_raised(body: bytes) -> None:
    heard = WEBHOOK.read(body)
    assert heard.companies == ()
    assert heard.trouble


@given(st.binary() | st.one_of(ODD, st.lists(ODD)).map(lambda told: json.dumps(told).encode()))
def test_no_bytes_make_it_raise(body: bytes) -> None:
    heard = WEBHOOK.read(body)
    assert all(isinstance(one, str) and one for one in heard.companies)
    assert len(set(heard.companies)) == len(heard.companies)


@given(st.dictionaries(st.text() | st.just("Intuit-Signature"), st.text()), st.binary(), st.text())
def test_no_header_makes_it_raise_or_is_taken(headers: dict[str, str], body: bytes, key: str) -> None:
    assert not WEBHOOK.is_signed(headers, body, key.encode("ascii", "ignore").decode())
