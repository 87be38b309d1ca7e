"""Signing in to the emulated QuickBooks goes as at Intuit's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import requests
from intuitlib.client import AuthClient
from intuitlib.enums import Scopes

from connectors.sandbox.quickbooks import REALM
from tests.connectors.test_sandbox_quickbooks_desk import BACK, CLIENT, SECRET, Desk, desk_over


@pytest.fixture
def desk() -> Iterator[Desk]:
    with desk_over() as opened:
        yield opened


def test_the_discovery_document_names_addresses_on_the_host_that_was_asked(desk: Desk) -> None:
    for name in ("openid_configuration/", "openid_sandbox_configuration/", "openid_configuration"):
        told = desk.session.get(f"{desk.url}/.well-known/{name}").json()
        needed = "authorization_endpoint token_endpoint revocation_endpoint issuer jwks_uri userinfo_endpoint"
        assert all(told[key].startswith(desk.url) for key in needed.split())


def test_a_person_gets_a_form_with_connect_and_may_decline(desk: Desk) -> None:
    asked = {"client_id": CLIENT, "response_type": "code", "scope": "s", "redirect_uri": BACK, "state": "<x>"}
    page = desk.session.get(f"{desk.url}/connect/oauth2", params=asked)
    assert "Connect</button>" in page.text
    assert "&lt;x&gt;" in page.text
    yes = desk.session.post(
        f"{desk.url}/connect/oauth2", data=asked | {"decision": "connect"}, allow_redirects=False
    )
    assert f"realmId={REALM}" in yes.headers["Location"]
    no = desk.session.post(
        f"{desk.url}/connect/oauth2", data=asked | {"decision": "deny"}, allow_redirects=False
    )
    assert no.headers["Location"].startswith(f"{BACK}?error=access_denied")


def test_an_unknown_app_is_not_sent_back(desk: Desk) -> None:
    asked = {"client_id": "another", "response_type": "code", "scope": "s", "redirect_uri": BACK, "auto": "1"}
    answer = desk.session.get(f"{desk.url}/connect/oauth2", params=asked, allow_redirects=False)
    assert answer.status_code == 400


def test_a_code_works_once_soon_and_for_its_own_address(desk: Desk) -> None:
    for spoil in ("used", "late", "elsewhere"):
        code = desk.consent()["code"]
        form = {"grant_type": "authorization_code", "code": code, "redirect_uri": BACK}
        if spoil == "used":
            assert desk.ask_token(form).status_code == 200
        elif spoil == "late":
            desk.clock.on(minutes=11)
        else:
            form["redirect_uri"] = "http://evil.test/"
        answer = desk.ask_token(form)
        assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant"), spoil


def test_a_wrong_secret_is_an_invalid_client(desk: Desk) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": desk.tokens["refresh_token"]}
    answer = desk.ask_token(form, secret="wrong")
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_an_access_token_lives_an_hour_and_a_refresh_gives_another(desk: Desk) -> None:
    desk.get("preferences")
    desk.clock.on(seconds=3600)
    answer = desk.call("GET", "preferences")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="Intuit", error="invalid_token"'
    error = answer.json()["fault"]["error"][0]
    assert (error["code"], answer.json()["fault"]["type"]) == ("3200", "AUTHENTICATION")
    assert error["detail"].startswith("Token expired")
    assert isinstance(answer.json()["time"], int)
    desk.tokens = desk.refresh().json()
    assert desk.tokens["expires_in"] == 3600
    desk.get("preferences")


def test_the_refresh_token_keeps_its_value_for_a_day_and_then_the_old_one_is_dead(desk: Desk) -> None:
    first = desk.tokens["refresh_token"]
    assert desk.refresh().json()["refresh_token"] == first
    desk.clock.on(hours=24)
    second = desk.refresh().json()["refresh_token"]
    assert second != first
    dead = desk.refresh(first)
    assert (dead.status_code, dead.json()["error"]) == (400, "invalid_grant")
    assert dead.json()["error_description"] == "Incorrect or invalid refresh token"
    assert desk.refresh(second).status_code == 200


def test_how_often_the_value_changes_can_be_set(desk: Desk) -> None:
    desk.api.grants.rotate_every = timedelta(0)
    assert desk.refresh().json()["refresh_token"] != desk.tokens["refresh_token"]


def test_a_hundred_days_of_silence_end_the_connection(desk: Desk) -> None:
    desk.clock.on(days=99)
    renewed = desk.refresh().json()
    assert renewed["x_refresh_token_expires_in"] == 8_640_000
    desk.clock.on(days=99)
    again = desk.refresh(renewed["refresh_token"]).json()
    desk.clock.on(days=100)
    assert desk.refresh(again["refresh_token"]).status_code == 400


def test_the_hard_end_is_told_only_to_those_who_ask(desk: Desk) -> None:
    assert "x_refresh_token_hard_expires_in" not in desk.refresh().json()
    desk.clock.on(days=1)
    told = desk.refresh(**{"x-include-refresh-token-hard-expires-in": "true"}).json()
    assert told["x_refresh_token_hard_expires_in"] == (5 * 365 - 1) * 86_400


def test_revoking_ends_the_whole_connection(desk: Desk) -> None:
    answer = requests.post(
        f"{desk.url}/v2/oauth2/tokens/revoke",
        json={"token": desk.tokens["refresh_token"]},
        auth=(CLIENT, SECRET),
        timeout=5,
    )
    assert answer.status_code == 200
    assert desk.call("GET", "preferences").status_code == 401
    assert desk.refresh().status_code == 400


def test_a_person_can_disconnect_the_app_at_the_source(desk: Desk) -> None:
    desk.api.revoke_grants()
    assert desk.call("GET", "preferences").status_code == 401
    assert desk.refresh().json()["error"] == "invalid_grant"


def test_intuits_own_client_signs_in_refreshes_and_revokes(desk: Desk) -> None:
    client = AuthClient(CLIENT, SECRET, BACK, f"{desk.url}/.well-known/openid_sandbox_configuration/")
    address = client.get_authorization_url([Scopes.ACCOUNTING], state_token="abc")
    back = requests.get(f"{address}&auto=1", allow_redirects=False, timeout=5).headers["Location"]
    assert "state=abc" in back
    client.get_bearer_token(back.split("code=")[1].split("&")[0], realm_id=REALM)
    first = client.access_token
    client.refresh()
    assert client.access_token != first
    assert client.revoke()
    client.close()
