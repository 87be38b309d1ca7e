"""Linking a QuickBooks company: the answer is checked, the grant kept, every failure said in words."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from tenacity import wait_none

from connectors import provider
from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater
from connectors.http import Answer
from connectors.oauth import basic, granted, token_trouble, tokens_of
from connectors.quickbooks import PROVIDER
from connectors.quickbooks.hosts import PRODUCTION, SANDBOX, address
from connectors.quickbooks.sign_in import QuickBooksSignIn
from connectors.sandbox.faults import Fault
from tests.connectors.quickbooks_linked import STATE, Linked, connection_to, consent, linked

ODD_HOURS = {"Date": "Sun, 22 Nov 2026 10:00:00 GMT"}


@pytest.fixture(scope="module")
def company() -> Iterator[Linked]:
    with linked() as on:
        yield on


@pytest.fixture
def on(company: Linked) -> Linked:
    company.api.faults.clear()
    company.api.calls.clear()
    return company


def shown(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def test_the_provider_is_found_by_name_and_makes_both_parts(on: Linked) -> None:
    assert provider("quickbooks") is PROVIDER
    assert PROVIDER.sign_in is not None
    sign_in = PROVIDER.sign_in(on.connection)
    assert sign_in.address("s").startswith(on.connection.hosts["api"][:-3])
    ledger = PROVIDER.connect(on.connection, on.drawer, on.purse)
    assert ledger.organisation().id == on.api.realm_id
    ledger.close()


def test_the_address_asks_for_accounting_only_and_carries_the_state(on: Linked) -> None:
    asked = parse_qs(urlsplit(on.sign_in.address(STATE)).query)
    assert asked["scope"] == ["com.intuit.quickbooks.accounting"]
    assert asked["state"] == [STATE]
    assert asked["response_type"] == ["code"]


def test_making_a_sign_in_calls_nobody_and_using_it_reads_the_discovery_document_once(on: Linked) -> None:
    fresh = QuickBooksSignIn(on.connection, wait=wait_none())
    assert not on.api.calls
    fresh.address("a")
    fresh.address("b")
    assert [call.path for call in on.api.calls] == ["/.well-known/openid_sandbox_configuration/"]
    fresh.close()


def test_a_consent_gives_the_company_and_tokens_with_their_end(on: Linked) -> None:
    (grant,) = on.sign_in.exchange(consent(on.sign_in), STATE)
    assert grant.company_id == on.api.realm_id
    tokens = grant.tokens
    assert tokens.scope == "com.intuit.quickbooks.accounting"
    assert tokens.refresh_expires_at is not None
    assert tokens.hard_expires_at is not None
    assert tokens.refresh_expires_at - tokens.expires_at == timedelta(days=100) - timedelta(hours=1)
    assert tokens.hard_expires_at - tokens.expires_at > timedelta(days=4 * 365)
    assert tokens.access_token not in repr(tokens)
    assert tokens.access_token not in repr(grant)


@pytest.mark.parametrize(
    ("callback", "words"),
    [
        ({"state": "another", "code": "c", "realmId": "1"}, "does not belong"),
        ({"code": "c", "realmId": "1"}, "does not belong"),
        ({"state": STATE, "code": "c"}, "lacks realmId"),
        ({"state": STATE, "realmId": "1"}, "lacks code"),
        ({"state": STATE, "error": "access_denied"}, "consent was refused"),
        ({"state": STATE, "error": "invalid_scope"}, "invalid_scope"),
        ({"state": STATE, "code": "stale", "realmId": "1"}, "Invalid authorization code"),
    ],
)
def test_a_callback_that_is_not_good_asks_to_sign_in_again(
    on: Linked, callback: dict[str, str], words: str
) -> None:
    with pytest.raises(SignInAgain, match=words):
        on.sign_in.exchange(callback, STATE)


def test_a_person_who_declines_is_told_so(on: Linked) -> None:
    with pytest.raises(SignInAgain, match="consent was refused"):
        on.sign_in.exchange(consent(on.sign_in, decision="deny"), STATE)


def test_an_empty_state_is_never_accepted() -> None:
    with pytest.raises(SignInAgain):
        granted({"state": "", "code": "c"}, "", "code")


def test_a_refresh_brings_a_token_that_works_and_keeps_what_came_last() -> None:
    with linked() as on:
        before = on.drawer.kept
        on.watch.on(days=2)  # the value of the refresh token changes about once a day
        after = on.sign_in.refresh(before)
        assert after.access_token != before.access_token
        assert after.refresh_token != before.refresh_token
        with pytest.raises(SignInAgain, match="refresh token"):
            on.sign_in.refresh(before)
        on.drawer.kept = after
        assert on.ledger.organisation().id == on.api.realm_id


def test_a_revoked_grant_asks_for_a_new_link_and_revoking_twice_is_fine() -> None:
    with linked() as on:
        on.sign_in.revoke(on.drawer.kept)
        on.sign_in.revoke(on.drawer.kept)
        with pytest.raises(SignInAgain, match="link the ledger again") as caught:
            on.sign_in.refresh(on.drawer.kept)
        assert caught.value.code == "invalid_grant"
        with pytest.raises(SignInAgain):
            on.ledger.organisation()


def test_a_wrong_secret_is_named_as_such(on: Linked) -> None:
    wrong = connection_to(on.connection.hosts["api"][:-3], None, client_secret="not-hush")
    sign_in = QuickBooksSignIn(wrong, wait=wait_none())
    with pytest.raises(SignInAgain, match="client id or secret") as caught:
        sign_in.refresh(on.drawer.kept)
    assert "not-hush" not in shown(caught.value)
    assert on.drawer.kept.refresh_token not in shown(caught.value)
    sign_in.close()


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(match="tokens/bearer", action="html", status=503), TryLater),
        (Fault(match="tokens/bearer", action="html", status=200), TryLater),
        (Fault(match="tokens/bearer", action="empty"), TryLater),
        (Fault(match="tokens/bearer", action="garbage"), TryLater),
        (Fault(match="tokens/bearer", action="status", status=429), TryLater),
        (Fault(match="tokens/bearer", action="cut"), TryLater),
        (Fault(match="tokens/bearer", action="lost"), TryLater),
        (Fault(match="tokens/bearer", action="status", status=302, headers={"Location": "/x"}), TryLater),
        (Fault(match="tokens/bearer", action="status", status=401), SignInAgain),
        (Fault(match="tokens/bearer", action="status", status=400, body='{"error":"odd"}'), Refused),
    ],
)
def test_trouble_at_the_token_address_is_sorted(on: Linked, fault: Fault, kind: type[ConnectorError]) -> None:
    on.api.faults.add(fault)
    with pytest.raises(kind) as caught:
        on.sign_in.refresh(on.drawer.kept)
    assert "sign-in" in str(caught.value)
    assert on.drawer.kept.refresh_token not in shown(caught.value)
    if isinstance(caught.value, TryLater):
        assert caught.value.after >= 60


def test_a_sign_in_service_that_is_too_slow_is_tried_later() -> None:
    with linked(read_timeout=0.5) as on:
        on.api.faults.add(Fault(match="tokens/bearer", action="slow", seconds=1))
        sign_in = QuickBooksSignIn(on.connection, wait=wait_none())
        with pytest.raises(TryLater, match="no answer in time"):
            sign_in.refresh(on.drawer.kept)
        sign_in.close()


def test_a_discovery_document_that_fails_twice_is_asked_for_again(on: Linked) -> None:
    on.api.faults.add(Fault(match="well-known", action="html", status=503))
    on.api.faults.add(Fault(match="well-known", action="garbage"))
    sign_in = QuickBooksSignIn(on.connection, wait=wait_none())
    assert STATE.split()[0] in sign_in.address(STATE)
    sign_in.close()


@pytest.mark.parametrize("action", ["garbage", "empty", "cut"])
def test_without_a_discovery_document_nobody_signs_in_yet(on: Linked, action: str) -> None:
    on.api.faults.add(Fault(match="well-known", action=action, times=None))  # type: ignore[arg-type]  # a literal
    sign_in = QuickBooksSignIn(on.connection, wait=wait_none())
    with pytest.raises(TryLater):
        sign_in.address(STATE)
    sign_in.close()


def test_each_environment_has_its_own_hosts_and_a_sandbox_never_gets_the_real_ones(on: Linked) -> None:
    bare = connection_to("http://x", "1")
    for hosts in ({}, dict(PRODUCTION)):
        sandbox = type(bare)(
            **{**{name: getattr(bare, name) for name in bare.__struct_fields__}, "hosts": hosts}
        )
        assert address(sandbox, "api") == SANDBOX["api"]
        assert address(sandbox, "discovery") == SANDBOX["discovery"]
    fields = {name: getattr(bare, name) for name in bare.__struct_fields__}
    real = type(bare)(**{**fields, "hosts": {}, "environment": "production"})
    assert address(real, "api") == PRODUCTION["api"]
    assert address(on.connection, "api") == on.connection.hosts["api"]


def answer_of(body: bytes, status: int = 200) -> Answer:
    return Answer(status, ODD_HOURS, body)


def test_lifetimes_count_from_the_providers_own_clock() -> None:
    body = b'{"access_token":"a","refresh_token":"r","expires_in":"3600","scope":"x y"}'
    tokens = tokens_of(answer_of(body), scope="asked", refresh_lifetime=timedelta(days=60))
    assert tokens.expires_at == datetime(2026, 11, 22, 11, tzinfo=UTC)
    assert tokens.refresh_expires_at == datetime(2027, 1, 21, 10, tzinfo=UTC)
    assert tokens.hard_expires_at is None
    assert tokens.scope == "x y"


def test_what_an_answer_leaves_out_is_kept_from_before() -> None:
    first = tokens_of(
        answer_of(
            b'{"access_token":"a","refresh_token":"r","expires_in":1,"x_refresh_token_hard_expires_in":9}'
        ),
        scope="asked",
        refresh_lifetime=None,
    )
    second = tokens_of(
        answer_of(b'{"access_token":"b","expires_in":1}'), scope="", refresh_lifetime=None, previous=first
    )
    assert (second.access_token, second.refresh_token, second.scope) == ("b", "r", "asked")
    assert second.hard_expires_at == first.hard_expires_at
    with pytest.raises(SignInAgain, match="refresh token"):
        tokens_of(answer_of(b'{"access_token":"b","expires_in":1}'), scope="", refresh_lifetime=None)


def test_an_absurd_lifetime_does_not_leave_the_calendar() -> None:
    body = b'{"access_token":"a","refresh_token":"r","expires_in":99999999999999}'
    assert tokens_of(answer_of(body), scope="", refresh_lifetime=None).expires_at.year < 2100


def test_a_token_answer_that_breaks_off_shows_nothing_of_it() -> None:
    token = "AB" + "0160"
    for body in ('{"access_token":"@', '{"access_token":["@"],"expires_in":1}', '{"expires_in":"@"}'):
        with pytest.raises(TryLater) as caught:
            tokens_of(answer_of(body.replace("@", token).encode()), scope="", refresh_lifetime=None)
        assert token not in shown(caught.value)


def test_a_refusal_echoing_a_token_is_told_without_it() -> None:
    body = b'{"error":"invalid_grant","error_description":"Token expired: AB0160xyz"}'
    error = token_trouble(answer_of(body, 400))
    assert isinstance(error, SignInAgain)
    assert "AB0160" not in str(error)


def test_the_apps_own_credentials_are_encoded_as_basic() -> None:
    assert basic("id", "sécret") == "Basic aWQ6c8OpY3JldA=="
