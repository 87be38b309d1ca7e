"""Where calls go: nowhere that an answer says. No redirect is followed, and no address is taken on trust."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from tenacity import wait_none
from werkzeug import Request, Response
from werkzeug.serving import make_server

from connectors.errors import ConnectorError, Refused, SignInAgain
from connectors.quickbooks.sign_in import QuickBooksSignIn
from connectors.sandbox.faults import Fault
from connectors.sandbox.quickbooks.oauth import discovery
from connectors.xero.sign_in import XeroSignIn
from dunning.effects import WriteNote, key_of
from tests.connectors.quickbooks_linked import STATE, Linked, linked
from tests.connectors.test_sandbox_quickbooks_desk import small_book
from tests.connectors.xero_desk import Desk, a_book, desk_of


class Elsewhere:
    """A server of somebody else's, which keeps what it was sent."""

    def __init__(self) -> None:
        self.got: list[str] = []

    def respond(self, request: Request) -> Response:
        self.got.append(f"{request.method} {request.path} {request.headers.get('Authorization', '')}")
        return Response("{}", 200, content_type="application/json")


@dataclass
class Away:
    """It, and its address."""

    server: Elsewhere
    url: str


@contextmanager
def other_host() -> Iterator[Away]:
    server = Elsewhere()

    @Request.application
    def application(request: Request) -> Response:
        return server.respond(request)

    made = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    try:
        yield Away(server, f"http://127.0.0.1:{made.server_port}")
    finally:
        made.shutdown()
        thread.join(5)
        made.server_close()


@pytest.fixture(scope="module")
def stranger() -> Iterator[Away]:
    with other_host() as one:
        yield one


@pytest.fixture
def away(stranger: Away) -> Away:
    stranger.server.got.clear()
    return stranger


@pytest.fixture(scope="module")
def company() -> Iterator[Linked]:
    with linked(small_book()) as on:
        yield on


@pytest.fixture(scope="module")
def organisation() -> Iterator[Desk]:
    yield from desk_of(a_book())


def to(away: Away, match: str, status: int) -> Fault:
    return Fault(match=match, action="status", status=status, headers={"Location": f"{away.url}/x"})


def fresh(on: Linked) -> QuickBooksSignIn:
    return QuickBooksSignIn(on.connection, wait=wait_none())


def a_note(on: Linked) -> WriteNote:
    key = key_of("redirected")
    words = f"Reminder sent [{key}]"
    return WriteNote(key=key, invoice_id=on.api.invoice_id("1002"), text=words, sequence=1, previous=None)


QUICKBOOKS: dict[str, tuple[str, Callable[[Linked], object]]] = {
    "the discovery document": ("well-known", lambda on: fresh(on).address(STATE)),
    "a refresh": ("tokens/bearer", lambda on: fresh(on).refresh(on.drawer.kept)),
    "a revocation": ("tokens/revoke", lambda on: fresh(on).revoke(on.drawer.kept)),
    "a page": ("/query", lambda on: on.pull()),
    "a PDF": ("/pdf", lambda on: on.ledger.invoice_pdf(on.api.invoice_id("1002"))),
    "pay links": ("/query", lambda on: on.ledger.pay_links([on.api.invoice_id("1002")])),
    "a note": ("POST", lambda on: on.ledger.perform(a_note(on))),
}
XERO: dict[str, tuple[str, Callable[[Desk], object]]] = {
    "a refresh": ("connect/token", lambda desk: XeroSignIn(desk.connection).refresh(desk.kept.current)),
    "the companies": ("connections", lambda desk: XeroSignIn(desk.connection).revoke(desk.kept.current)),
    "a page": ("/Invoices", lambda desk: desk.pull()),
    "a PDF": ("/Invoices/", lambda desk: desk.ledger.invoice_pdf(desk.invoice_id("INV-0001"))),
    "a pay link": ("OnlineInvoice", lambda desk: desk.ledger.pay_links([desk.invoice_id("INV-0001")])),
    "a note": ("PUT .*/History", lambda desk: desk.ledger.perform(desk.note("INV-0001"))),
}


@pytest.mark.parametrize("status", [301, 307])
@pytest.mark.parametrize("what", QUICKBOOKS)
def test_no_call_to_quickbooks_follows_a_redirect(
    company: Linked, away: Away, what: str, status: int
) -> None:
    match, call = QUICKBOOKS[what]
    company.api.faults.clear()
    company.api.faults.add(to(away, match, status))
    with suppress(ConnectorError):  # a read is made again
        call(company)
    assert company.api.faults.spent(), "the call was never made"
    assert away.server.got == []


@pytest.mark.parametrize("status", [301, 307])
@pytest.mark.parametrize("what", XERO)
def test_no_call_to_xero_follows_a_redirect(organisation: Desk, away: Away, what: str, status: int) -> None:
    match, call = XERO[what]
    organisation.api.faults.clear()
    organisation.api.faults.add(to(away, match, status))
    with suppress(ConnectorError):
        call(organisation)
    assert organisation.api.faults.spent(), "the call was never made"
    assert away.server.got == []


NAMED = ("authorization_endpoint", "token_endpoint", "revocation_endpoint")


@pytest.mark.parametrize("name", NAMED)
@pytest.mark.parametrize(
    "address",
    [
        "{}/oauth2/v1/tokens/bearer",
        "https://oauth.platform.intuit.com.example/bearer",
        "https://notintuit.com/bearer",
        "https://oauth.platform.intuit.com@other.example/bearer",
        "https://oauth.platform.intuit.com:8443/bearer",
        "http://oauth.platform.intuit.com/bearer",
        "//oauth.platform.intuit.com/bearer",
        "file:///etc/passwd",
        "https://[::1]/bearer",
        "",
        7,
        None,
    ],
)
def test_a_document_that_names_another_host_gets_no_secret(
    company: Linked, away: Away, name: str, address: object
) -> None:
    document = json.loads(discovery(company.connection.hosts["api"][:-3]).get_data())
    document[name] = address.format(away.url) if isinstance(address, str) else address
    company.api.faults.clear()
    company.api.faults.add(
        Fault(match="well-known", action="status", status=200, body=json.dumps(document), times=None)
    )
    for call in (
        lambda: fresh(company).address(STATE),
        lambda: fresh(company).refresh(company.drawer.kept),
        lambda: fresh(company).revoke(company.drawer.kept),
    ):
        with pytest.raises(Refused, match="neither Intuit's nor where the document stands"):
            call()
    assert away.server.got == []


def test_intuits_own_hosts_are_taken_from_a_document_that_stands_elsewhere(company: Linked) -> None:
    document = json.loads(discovery("https://oauth.platform.intuit.com").get_data())
    company.api.faults.clear()
    company.api.faults.add(Fault(match="well-known", action="status", status=200, body=json.dumps(document)))
    assert fresh(company).address(STATE).startswith("https://oauth.platform.intuit.com/connect/oauth2?")


def test_a_token_answer_moves_none_of_the_addresses_and_no_key_is_fetched(away: Away) -> None:
    """Intuit's library sets an attribute for each name in it, and asks `jwks_uri` for an id token's key."""
    with linked() as on:
        sign_in = fresh(on)
        told = {
            "access_token": "a" * 40,
            "refresh_token": "b" * 40,
            "expires_in": 3600,
            "jwks_uri": f"{away.url}/keys",
            "token_endpoint": f"{away.url}/bearer",
            "revoke_endpoint": f"{away.url}/revoke",
            "proxies": {"http": away.url},
            "id_token": "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJ4In0.AA",
        }
        on.api.faults.add(Fault(match="tokens/bearer", action="status", status=200, body=json.dumps(told)))
        assert sign_in.refresh(on.drawer.kept).access_token == "a" * 40
        sign_in.refresh(on.drawer.kept)
        sign_in.revoke(on.drawer.kept)
        assert away.server.got == []


def test_a_company_that_is_no_number_is_not_written_into_addresses(company: Linked) -> None:
    for given in ("../../other", "1/../2", "1?x=", "\uff11\uff12"):
        with pytest.raises(SignInAgain, match="no company's number"):
            company.sign_in.exchange({"state": STATE, "code": "c", "realmId": given}, STATE)
