"""Signing in to Xero, over real HTTP, and what the connector makes of Xero's refusals to read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest

from connectors.base import Connection
from connectors.errors import ConnectorError, Refused, SignInAgain, TryLater
from connectors.sandbox.faults import Fault
from connectors.xero import PROVIDER
from connectors.xero.client import XeroLedger
from connectors.xero.sign_in import XeroSignIn
from dunning.ledger import Customer, Invoice
from tests.connectors.xero_desk import (
    Desk,
    a_book,
    callback_of,
    connection_to,
    desk_of,
    of_kind,
    open_sums,
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    yield from desk_of(a_book())


def test_the_sign_in_asks_for_the_granular_rights_and_carries_the_state(desk: Desk) -> None:
    asked = parse_qs(urlsplit(XeroSignIn(desk.connection).address("st/1")).query)
    assert asked["state"] == ["st/1"]
    assert asked["scope"] == [" ".join(PROVIDER.scopes)]
    assert "accounting.transactions" not in asked["scope"][0]


def test_each_organisation_a_person_opens_is_a_grant() -> None:
    for desk in desk_of(a_book(), tenants=2):
        sign_in = XeroSignIn(desk.connection)
        grants = sign_in.exchange(callback_of(sign_in), "s-1")
        assert [grant.company_id for grant in grants] == list(desk.api.organisations)
        assert all(grant.company_name for grant in grants)


def test_an_answer_to_another_sign_in_and_a_refused_consent_are_turned_away(desk: Desk) -> None:
    sign_in = XeroSignIn(desk.connection)
    with pytest.raises(SignInAgain, match="does not belong"):
        sign_in.exchange(callback_of(sign_in), "another-state")
    with pytest.raises(SignInAgain, match="refused"):
        sign_in.exchange(callback_of(sign_in, press="cancel"), "s-1")
    with pytest.raises(SignInAgain):
        sign_in.exchange(callback_of(sign_in) | {"code": "stale"}, "s-1")


def test_refresh_tokens_rotate_and_end_when_revoked(desk: Desk) -> None:
    sign_in = XeroSignIn(desk.connection)
    old = desk.kept.current
    new = sign_in.refresh(old)
    assert new.refresh_token != old.refresh_token
    assert new.access_token != old.access_token
    assert new.refresh_expires_at is not None
    sign_in.revoke(new)
    with pytest.raises(SignInAgain):
        sign_in.refresh(new)


def test_an_unlinked_connection_asks_for_a_sign_in(desk: Desk) -> None:
    with pytest.raises(SignInAgain, match="linked"):
        PROVIDER.connect(connection_to(desk.served.url, None), desk.kept, desk.budget)


def test_the_organisation_and_its_accounts_are_read(desk: Desk) -> None:
    who = desk.ledger.organisation()
    assert (who.name, who.home_currency, who.country, who.timezone) == (
        "Larkspur Ltd",
        "GBP",
        "GB",
        "Europe/London",
    )
    assert (who.id, who.provider, who.environment) == (desk.connection.company_id, "xero", "sandbox")
    assert who.own_reminders is desk.api.books.reminders
    assert desk.connection.deposit_to in {account.id for account in desk.ledger.deposit_accounts()}


@pytest.mark.parametrize("action", ["html", "garbage", "empty", "cut", "lost"])
def test_a_read_that_fails_once_is_tried_again(desk: Desk, action: str) -> None:
    desk.api.faults.add(Fault(match="GET .*/Contacts", action=action))  # type: ignore[arg-type]  # a literal each
    _, rows = desk.pull()
    assert len(of_kind(rows, Customer)) == len(desk.api.books.contacts)
    assert desk.budget.taken == 8


def test_not_modified_is_an_empty_page(desk: Desk) -> None:
    pages, _ = desk.pull()
    desk.api.faults.add(Fault(match="GET .*/Invoices", action="status", status=304))
    again, rows = desk.pull(pages[-1].cursor)
    assert len(again) == 5
    assert of_kind(rows, Invoice) == []
    desk.later(minutes=20)
    desk.api.void("INV-0003")
    _, rows = desk.pull(again[-1].cursor)
    assert [row.number for row in of_kind(rows, Invoice)] == ["INV-0003"]


@pytest.mark.parametrize(
    ("status", "headers", "body", "kind", "text"),
    [
        (429, {"Retry-After": "37", "X-Rate-Limit-Problem": "Minute"}, "", TryLater, "limit per minute"),
        (429, {}, "", TryLater, "no more calls"),
        (503, {"Retry-After": "300"}, "", TryLater, "status 503"),
        (
            403,
            {"Content-Type": "text/html"},
            "<html><title>Access Denied</title></html>",
            TryLater,
            "Access Denied",
        ),
        (403, {}, '{"title":"Forbidden","detail":"AuthenticationUnsuccessful"}', SignInAgain, "organisation"),
        (403, {}, '{"Title":"Forbidden","Detail":"Not yours"}', Refused, "Not yours"),
        (401, {"WWW-Authenticate": "error=insufficent_scope"}, "{}", SignInAgain, "insufficient_scope"),
        (
            400,
            {},
            '{"ErrorNumber":16,"Type":"QueryParseException","Message":"No such field"}',
            Refused,
            "No such",
        ),
        (404, {"Content-Type": "text/html"}, "The resource cannot be found", Refused, "cannot be found"),
        (302, {"Location": "https://elsewhere.example"}, "", TryLater, "status 302"),
    ],
)
def test_a_read_that_xero_turns_away_says_what_to_do_next(
    desk: Desk, status: int, headers: dict[str, str], body: str, kind: type[ConnectorError], text: str
) -> None:
    fault = Fault(match="GET .*/Contacts", action="status", status=status, headers=headers, body=body)
    desk.api.faults.add(fault)
    with pytest.raises(kind, match=text) as told:
        desk.pull()
    assert told.value.about == "Contacts"
    assert desk.budget.waits == ([37.0 if headers else 60.0] if status == 429 else [])


@pytest.mark.parametrize("limit", ["appminute", "AppMinute", "minute", "concurrent"])
def test_a_limit_of_the_whole_app_is_told_from_one_of_the_organisation(desk: Desk, limit: str) -> None:
    headers = {"X-Rate-Limit-Problem": limit, "Retry-After": "37"}
    desk.api.faults.add(Fault(match="GET .*/Contacts", action="status", status=429, headers=headers))
    with pytest.raises(TryLater):
        desk.pull()
    of_app = limit.lower() == "appminute"
    assert (desk.budget.of_app, desk.budget.waits) == (([37.0], []) if of_app else ([], [37.0]))


def test_an_expired_token_is_renewed_once_and_the_pull_goes_on(desk: Desk) -> None:
    desk.later(minutes=31)
    _, rows = desk.pull()
    assert desk.kept.renewals == 1
    assert open_sums(rows) == desk.api.open_balances()


def test_a_revoked_grant_asks_for_a_sign_in(desk: Desk) -> None:
    desk.api.revoke_grants()
    with pytest.raises(SignInAgain):
        desk.pull()


def test_an_organisation_that_is_not_ours_asks_for_a_sign_in(desk: Desk) -> None:
    fields = {name: getattr(desk.connection, name) for name in desk.connection.__struct_fields__}
    stranger = Connection(**fields | {"company_id": "3f2504e0-4f89-11d3-9a0c-0305e82c3301"})
    with pytest.raises(SignInAgain, match="link it again"):
        XeroLedger(stranger, desk.kept, desk.budget).organisation()


def test_a_xero_that_is_not_there_is_tried_later(desk: Desk) -> None:
    desk.served.stop()
    with pytest.raises(TryLater, match="cannot be reached"):
        desk.ledger.perform(desk.note("INV-0001"))


def test_no_error_shows_a_token_or_a_secret(desk: Desk) -> None:
    secret = desk.kept.current.access_token
    said = json.dumps({"Message": f"bad token: {secret}", "client_secret": "app-secret"})
    desk.api.faults.add(Fault(match="GET .*/Organisation", action="status", status=400, body=said))
    with pytest.raises(Refused) as told:
        desk.ledger.organisation()
    assert secret not in str(told.value)
    assert "app-secret" not in str(told.value)
