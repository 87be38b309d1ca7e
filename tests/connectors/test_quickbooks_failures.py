"""QuickBooks when it fails: what is asked again, what is left for later, what asks for a new link."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from connectors.errors import ConnectorError, SignInAgain, TryLater
from connectors.http import RENEWALS
from connectors.quickbooks.client import QuickBooksLedger
from connectors.sandbox.faults import Fault
from tests.connectors.quickbooks_linked import Linked, connection_to, linked
from tests.connectors.quickbooks_stage import Stage
from tests.connectors.test_sandbox_quickbooks_desk import small_book


@pytest.fixture
def on() -> Iterator[Linked]:
    with linked(small_book()) as link:
        yield link


# --- what goes wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fault",
    [
        Fault(match="/query", action="html", status=503, times=3),
        Fault(match="/query", action="status", status=500, times=2),
        Fault(match="/query", action="html", status=200),
        Fault(match="/query", action="garbage"),
        Fault(match="/query", action="empty"),
        Fault(match="/query", action="cut"),
        Fault(match="/query", action="lost"),
    ],
)
def test_a_read_that_fails_for_a_moment_is_repeated(on: Linked, fault: Fault) -> None:
    on.api.faults.add(fault)
    assert Stage().take(on.pull()).open_balances() == on.api.open_balances()
    assert on.purse.metered == 5


def test_a_read_that_takes_too_long_is_asked_again() -> None:
    with linked(small_book(), read_timeout=1.0) as on:
        on.api.faults.add(Fault(match="/query", action="slow", seconds=1.5))
        assert Stage().take(on.pull()).open_balances() == on.api.open_balances()


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [
        (Fault(match="/query", action="html", status=503, times=None), TryLater, "Service Unavailable"),
        (Fault(match="/query", action="garbage", times=None), TryLater, "could not be read"),
        (Fault(match="/query", action="empty", times=None), TryLater, "nothing"),
        (Fault(match="/query", action="cut", times=None), TryLater, "connection broke"),
        (
            Fault(match="/query", action="status", status=403, times=None),
            SignInAgain,
            "link the ledger again",
        ),
        (Fault(match="/query", action="html", status=403, times=None), TryLater, "on the way"),
        (
            Fault(
                match="/query",
                action="status",
                status=200,
                body='{"Fault":{"Error":[{"Message":"Subscription ended","code":"6190"}]}}',
            ),
            SignInAgain,
            "6190",
        ),
    ],
)
def test_a_read_that_keeps_failing_says_what_it_was_about(
    on: Linked, fault: Fault, kind: type[ConnectorError], words: str
) -> None:
    on.api.faults.add(fault)
    with pytest.raises(kind, match=words) as caught:
        on.pull()
    assert "open invoices" in str(caught.value)
    if isinstance(caught.value, TryLater):
        assert caught.value.after >= 60


THROTTLED_XML = (
    '<?xml version="1.0"?><IntuitResponse><Fault type="SERVICE"><Error code="3001"><Message>message='
    "ThrottleExceeded; errorCode=003001; statusCode=429</Message></Error></Fault></IntuitResponse>"
)


@pytest.mark.parametrize(
    "fault",
    [
        Fault(match="/query", action="status", status=429),
        Fault(match="/query", action="html", status=429),
        Fault(
            match="/query",
            action="status",
            status=429,
            body=THROTTLED_XML,
            headers={"Content-Type": "text/xml"},
        ),
        Fault(
            match="/query",
            action="status",
            status=403,
            body=THROTTLED_XML,
            headers={"Content-Type": "text/xml"},
        ),
        Fault(match="/query", action="status", status=200, body='{"fault":{"error":[{"code":"003001"}]}}'),
    ],
)
def test_when_throttled_everyone_stays_away_for_a_minute_and_the_run_moves_on(
    on: Linked, fault: Fault
) -> None:
    on.api.faults.add(fault)
    with pytest.raises(TryLater, match="too many calls") as caught:
        on.pull()
    assert caught.value.after == 60
    assert on.purse.kept_away == [60.0]
    assert len(on.api.calls) == 1


def test_a_fault_inside_a_change_feed_does_not_pass_for_no_changes(on: Linked) -> None:
    last = on.pull()[-1].cursor
    fault = '{"Fault":{"Error":[{"Message":"Subscription ended","code":"6190"}],"type":"ValidationFault"}}'
    body = '{"CDCResponse":[{"QueryResponse":[{},' + fault + ']}],"time":"2026-11-18T08:00:00.000-08:00"}'
    on.api.faults.add(Fault(match="/cdc", action="status", status=200, body=body))
    with pytest.raises(SignInAgain, match="6190"):
        on.pull(last)


def test_an_access_token_that_ended_is_renewed_once_and_costs_nothing(on: Linked) -> None:
    on.api.expire_access()
    assert Stage().take(on.pull()).open_balances() == on.api.open_balances()
    assert on.drawer.renewed == 1
    assert on.purse.metered == 5


def test_a_grant_that_the_client_took_back_asks_for_a_new_link_without_showing_a_token(on: Linked) -> None:
    on.api.revoke_grants()
    with pytest.raises(SignInAgain) as caught:
        on.pull()
    assert on.drawer.kept.access_token not in str(caught.value)


def test_a_token_that_is_refused_again_after_renewal_asks_for_a_new_link(on: Linked) -> None:
    on.api.faults.add(
        Fault(
            match="/query",
            action="status",
            status=401,
            times=None,
            body='{"fault":{"error":[{"detail":"Token expired: AB0160","code":"3200"}]}}',
        )
    )
    with pytest.raises(SignInAgain) as caught:
        on.pull()
    assert on.drawer.renewed == RENEWALS
    assert "AB0160" not in str(caught.value)


def test_a_refused_query_is_told_with_its_code_and_intuits_id(on: Linked) -> None:
    with pytest.raises(ConnectorError, match="4000") as caught:
        on.ledger._transport.read(
            "the list of nothing", lambda: on.ledger._transport.query("select nonsense"), bytes
        )
    assert caught.value.request_id.startswith("1-")
    assert caught.value.about == "the list of nothing"


def test_where_nobody_listens_the_ledger_is_tried_later(on: Linked) -> None:
    nowhere = connection_to("http://127.0.0.1:9", on.api.realm_id)
    ledger = QuickBooksLedger(nowhere, on.drawer, on.purse, wait=on.ledger._transport._wait)
    with pytest.raises(TryLater, match="cannot be reached"):
        ledger.organisation()
    ledger.close()


def test_a_connection_without_a_company_asks_to_be_linked(on: Linked) -> None:
    with pytest.raises(SignInAgain, match="no QuickBooks company"):
        QuickBooksLedger(connection_to("http://127.0.0.1:9", None), on.drawer, on.purse)
