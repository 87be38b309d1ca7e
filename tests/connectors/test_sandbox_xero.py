"""The emulated Xero signs people in, keeps its gates, and counts calls as the real one does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from connectors.sandbox.generate import book
from connectors.sandbox.server import serve
from connectors.sandbox.xero import Limits, XeroApi
from tests.connectors.xero_caller import FREE, SCOPES, START, Caller, Hands


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def xero(hands: Hands) -> XeroApi:
    kept = book(seed=1, today=START.date(), flavour="xero")
    return XeroApi(kept, hands, client_id="us", client_secret="secret", limits=FREE)


@pytest.fixture
def caller(xero: XeroApi) -> Iterator[Caller]:
    with serve(xero) as served:
        one = Caller(served)
        yield one
        one.session.close()


@pytest.fixture
def linked(caller: Caller) -> Caller:
    caller.sign_in()
    return caller


# Sign-in


def test_a_person_who_allows_access_comes_back_with_a_code(caller: Caller) -> None:
    page = caller.consent()
    assert page.status_code == 200
    assert "Allow access" in page.text
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page.text))
    answer = caller.session.post(
        f"{caller.url}/identity/connect/authorize",
        data=fields | {"consent": "allow"},
        allow_redirects=False,
        timeout=5,
    )
    reply = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert reply["state"] == ["s t/ate"]
    assert caller.redeem(reply["code"][0]).json()["expires_in"] == 1800
    refused = caller.session.post(
        f"{caller.url}/identity/connect/authorize",
        data=fields | {"consent": "cancel"},
        allow_redirects=False,
        timeout=5,
    )
    assert "error=access_denied" in refused.headers["Location"]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"scope": "offline_access accounting.transactions"}, "invalid_scope"),
        ({"client_id": "them"}, "unauthorized_client"),
        ({"redirect_uri": ""}, "invalid_request"),
    ],
)
def test_a_wrong_request_for_consent_ends_on_an_error_page(
    caller: Caller, asked: dict[str, str], error: str
) -> None:
    scope = asked.pop("scope", SCOPES)
    answer = caller.consent(scope, auto="1", **asked)
    assert (answer.status_code, error in answer.text) == (400, True)


def test_a_code_works_once_for_the_right_client_and_not_after_five_minutes(
    caller: Caller, hands: Hands
) -> None:
    code = caller.code()
    wrong = requests.post(
        f"{caller.url}/connect/token",
        data={"grant_type": "authorization_code", "code": code, "client_id": "us", "client_secret": "?"},
        timeout=5,
    )
    assert (wrong.status_code, wrong.json()) == (400, {"error": "invalid_client"})
    assert caller.redeem(code).status_code == 200
    assert caller.redeem(code).json() == {"error": "invalid_grant"}
    late = caller.code()
    hands.forward(minutes=6)
    assert caller.redeem(late).json() == {"error": "invalid_grant"}


def test_refresh_tokens_rotate_and_the_old_one_works_for_half_an_hour(caller: Caller, hands: Hands) -> None:
    first = caller.sign_in()["refresh_token"]
    second = caller.refresh(first).json()["refresh_token"]
    assert second != first
    hands.forward(minutes=29)
    assert caller.refresh(first).status_code == 200
    hands.forward(minutes=2)
    again = caller.refresh(first)
    assert (again.status_code, again.json()) == (400, {"error": "invalid_grant"})
    assert caller.refresh(second).status_code == 200
    third = caller.refresh(second).json()["refresh_token"]
    hands.forward(days=61)
    assert caller.refresh(third).json() == {"error": "invalid_grant"}


def test_an_access_token_ends_after_thirty_minutes(linked: Caller, hands: Hands) -> None:
    hands.forward(minutes=31)
    answer = linked.call("GET", "Organisation")
    assert answer.status_code == 401
    assert answer.json()["Title"] == "Unauthorized"
    assert answer.json()["Detail"] == "TokenExpired: token expired at 11/25/2026 15:30:00"


def test_revoking_or_disconnecting_ends_the_grant(caller: Caller, xero: XeroApi) -> None:
    token = caller.sign_in()["refresh_token"]
    gone = {"token": token}
    caller.session.post(f"{caller.url}/connect/revocation", data=gone, auth=("us", "secret"), timeout=5)
    assert caller.refresh(token).json() == {"error": "invalid_grant"}
    assert caller.call("GET", "Organisation").status_code == 401
    token = caller.sign_in()["refresh_token"]
    xero.revoke_grants()
    assert caller.refresh(token).status_code == 400
    assert caller.call("GET", "Organisation").status_code == 401


def test_a_connection_that_is_deleted_leaves_the_tenant_forbidden(linked: Caller) -> None:
    connection = linked.session.get(f"{linked.url}/connections", timeout=5).json()[0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}", connection["createdDateUtc"])
    address = f"{linked.url}/connections/{connection['id']}"
    assert linked.session.delete(address, timeout=5).status_code == 204
    assert linked.session.delete(address, timeout=5).status_code == 404
    answer = linked.call("GET", "Organisation")
    assert (answer.status_code, answer.json()["title"]) == (403, "Forbidden")


def test_a_grant_may_cover_two_organisations_with_books_of_their_own(hands: Hands) -> None:
    kept = book(seed=1, today=START.date(), flavour="xero", customers=5)
    xero = XeroApi(kept, hands, client_id="us", client_secret="secret", tenants=2)
    with serve(xero) as served:
        caller = Caller(served)
        caller.sign_in()
        both = caller.session.get(f"{caller.url}/connections", timeout=5).json()
        names, ids = [], set[str]()
        for one in both:
            caller.session.headers["xero-tenant-id"] = one["tenantId"]
            names.append(caller.get("Organisation")["Organisations"][0]["Name"])
            ids |= {invoice["InvoiceID"] for invoice in caller.get("Invoices")["Invoices"]}
        assert names == [one["tenantName"] for one in both]
        assert len(ids) == 2 * len(xero.books.invoices)
        caller.session.close()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Authorization": "Bearer made-up"}, 401),
        ({"Authorization": ""}, 401),
        ({"xero-tenant-id": "00000000-0000-0000-0000-000000000000"}, 403),
    ],
)
def test_a_wrong_token_or_tenant_is_turned_away(linked: Caller, headers: dict[str, str], status: int) -> None:
    assert linked.call("GET", "Invoices", headers=headers).status_code == status


def test_without_the_scope_a_resource_is_closed(caller: Caller) -> None:
    caller.sign_in("offline_access accounting.invoices.read accounting.settings.read")
    answer = caller.call("GET", "Contacts")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "insufficient_scope")
    number = caller.get("Invoices", page=1)["Invoices"][0]["InvoiceID"]
    note = {"HistoryRecords": [{"Details": "called"}]}
    assert caller.call("PUT", f"Invoices/{number}/History", body=note).status_code == 401


def test_without_a_user_agent_a_page_is_answered_and_without_accept_xml(linked: Caller) -> None:
    bare = linked.call("GET", "Organisation", headers={"User-Agent": ""})
    assert (bare.status_code, bare.headers["Content-Type"][:9]) == (403, "text/html")
    plain = linked.call("GET", "Organisation", headers={"Accept": "*/*"})
    assert plain.text.startswith("<Response>")
    assert "<Organisation><Name>Thistle &amp; Stone Ltd</Name>" in plain.text


# Limits


def test_the_sixty_first_call_of_a_minute_is_refused_until_the_next(xero: XeroApi, hands: Hands) -> None:
    xero.limits = Limits()
    with serve(xero) as served:
        caller = Caller(served)
        caller.sign_in()
        answers = [caller.call("GET", "Organisation") for _ in range(61)]
        assert [one.status_code for one in answers] == [200] * 60 + [429]
        assert [one.headers["X-MinLimit-Remaining"] for one in answers[58:]] == ["1", "0", "0"]
        assert answers[0].headers["X-DayLimit-Remaining"] == "4999"
        assert answers[0].headers["X-AppMinLimit-Remaining"] == "9999"
        assert answers[60].headers["X-Rate-Limit-Problem"] == "minute"
        assert answers[60].headers["Retry-After"] == "60"
        assert xero.metered_calls() == 60
        hands.forward(seconds=60)
        assert caller.call("GET", "Organisation").status_code == 200
        xero.limits = Limits(day=10)
        spent = caller.call("GET", "Organisation")
        assert spent.headers["X-Rate-Limit-Problem"] == "day"
        assert int(spent.headers["Retry-After"]) > 30_000
        caller.session.close()
