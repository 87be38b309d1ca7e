"""Recorded answers served again at a connector's host settings, by a plain werkzeug server. For tests.

A replay is not the sandbox: it knows the addresses that a recording has, gives what was recorded
whatever is asked, and may be as odd as a real service or a proxy before it: chunked, gzipped, with
a byte order mark, without `Date`, with pages that ignore the question.
"""

from __future__ import annotations

import gzip
import json
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from werkzeug import Request, Response
from werkzeug.serving import WSGIRequestHandler, make_server

from sync import linking
from sync.clock import fixed
from sync.office import Office, open_office
from sync.pull import Pulled, pull
from sync.secrets import make_key_file
from sync.store.ledgers import LinkedLedger
from tests.ready import FILE, ready
from tests.world import WORKING_DAY

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

REALM, TENANT = "4620816365214495060", "a46fcb6f-2773-40c4-a119-8aa08bca1e8e"
NAME = "recorded"
COUNTED = json.dumps({"QueryResponse": {"totalCount": 0}, "time": "2020-09-29T06:04:48.863-07:00"}).encode()
XML_FAULT = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<IntuitResponse time="2020-09-29T06:04:48.863-07:00" '
    b'xmlns="http://schema.intuit.com/finance/v3"><Fault type="SystemFault"><Error code="10000"><Message>An '
    b"application error has occurred while processing your request</Message></Error></Fault></IntuitResponse>"
)


class _Handler(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@dataclass
class Tape:
    """A WSGI application over recorded pages. `asked`: "METHOD path?query body" of each API call.

    `pages`: by list (`Invoice`, `cdc`, or Xero's `Invoices`), its pages in order; a list that is
    missing is a 404. `heeds`: whether a page beyond the last is empty; else the last comes again.
    """

    pages: dict[str, list[bytes]]
    heeds: bool = True
    encoding: str = "plain"
    refuse_from: int = 10**9  # the number of the call from which on the grant is refused
    asked: list[str] = field(default_factory=list)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one call."""
        request = Request(environ)
        response = self._sign_in(request) or self._recorded(request)
        return response(environ, start_response)

    def _sign_in(self, request: Request) -> Response | None:
        path = request.path.lower()
        tokens: dict[str, Any] = {"access_token": "a" * 40, "refresh_token": "r" * 40, "expires_in": 3600}
        if "openid" in path:
            names = {"issuer": "i", "jwks_uri": "j", "userinfo_endpoint": "u"}
            places = {
                f"{name}_endpoint": request.host_url + name
                for name in ("authorization", "token", "revocation")
            }
            return _json(names | places)
        if path == "/token":
            return _json(
                tokens | {"token_type": "bearer", "x_refresh_token_expires_in": 8726400, "scope": "x"}
            )
        if path == "/connections":
            return _json([{"id": "1", "tenantId": TENANT, "tenantType": "ORGANISATION", "tenantName": "R"}])
        return None

    def _recorded(self, request: Request) -> Response:
        self.asked.append(f"{request.method} {request.full_path} {request.get_data(as_text=True)}")
        if len(self.asked) >= self.refuse_from:
            return _json({"Title": "Forbidden", "Status": 403, "Detail": "AuthenticationUnsuccessful"}, 403)
        name, number = _quickbooks_list(request) if "/company/" in request.path else _xero_list(request)
        pages = self.pages.get(name)
        if pages is None:
            return Response("not recorded", 404, content_type="text/plain")
        if not self.heeds:
            return self._encoded(pages[min(number, len(pages)) - 1])
        return self._encoded(pages[number - 1] if number <= len(pages) else _emptied(pages[-1]))

    def _encoded(self, body: bytes) -> Response:
        kind = "text/xml" if body.startswith(b"<?xml") else "application/json;charset=utf-8"
        match self.encoding:
            case "gzip":
                return Response(gzip.compress(body), content_type=kind, headers={"Content-Encoding": "gzip"})
            case "chunked":
                return Response((body[at : at + 700] for at in range(0, len(body), 700)), content_type=kind)
            case "mark":
                return Response(b"\xef\xbb\xbf" + body, content_type=kind)
            case _:
                return Response(body, content_type=kind)


def _json(told: object, status: int = 200) -> Response:
    return Response(json.dumps(told), status, content_type="application/json")


def _quickbooks_list(request: Request) -> tuple[str, int]:
    """What a call is for, and which page of it."""
    statement = request.get_data(as_text=True) or request.args.get("query", "")
    if found := re.search(r"from (\w+)", statement, re.IGNORECASE):
        start = re.search(r"startposition (\d+)", statement, re.IGNORECASE)
        return found.group(1), 1 if start is None or start.group(1) == "1" else 2
    return request.path.split("/")[4], 1


def _xero_list(request: Request) -> tuple[str, int]:
    return request.path.rpartition("/")[2], int(request.args.get("page", "1"))


def _emptied(page: bytes) -> bytes:
    """The same page without its rows."""
    told: dict[str, Any] = json.loads(page.decode("utf-8", "replace"), strict=False)
    if "QueryResponse" in told:
        return json.dumps({"QueryResponse": {}, "time": told.get("time")}).encode()
    return json.dumps({key: [] if isinstance(value, list) else value for key, value in told.items()}).encode()


@contextmanager
def served(tape: Tape) -> Iterator[str]:
    """The tape on a free loopback port; gives its address."""
    server = make_server("127.0.0.1", 0, tape, threaded=True, request_handler=_Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


HOSTS = {
    "quickbooks": {"api": "/v3", "discovery": "/openid"},
    "xero": {
        "api": "/api.xro/2.0",
        "authorize": "/authorization",
        "token": "/token",
        "revoke": "/revocation",
        "connections": "/connections",
    },
}


@dataclass(frozen=True)
class Firm:
    """One ledger, linked to a tape, with a real store."""

    office: Office
    tape: Tape

    def link(self) -> LinkedLedger:
        under_way = linking.begin(self.office, NAME)
        return under_way.finish(f"state={under_way.state}&code=c&realmId={REALM}", lambda grants: grants[0])

    def pull(self) -> Pulled:
        with self.office.work(NAME) as work:
            return pull(work)

    @property
    def ledger(self) -> LinkedLedger:
        return self.office.linked(NAME)


@contextmanager
def firm(folder: Path, provider: str, tape: Tape, *, store: str = "sqlite:///duesync.db") -> Iterator[Firm]:
    """A configured ledger at the tape, not linked yet."""
    with served(tape) as url:
        hosts = ", ".join(f'{name} = "{url}{path}"' for name, path in HOSTS[provider].items())
        (folder / "config.toml").write_text(_CONFIG.format(store=store, provider=provider, hosts=hosts))
        make_key_file(folder / "duesync.key")
        ready(folder / FILE)
        office = open_office(folder / "config.toml", fixed(WORKING_DAY))
        try:
            yield Firm(office, tape)
        finally:
            office.close()


_CONFIG = """\
[store]
url = "{store}"

[secrets]
key = "file:duesync.key"

[mail]
host = "127.0.0.1"
port = 9
security = "none"

[ledgers.recorded]
provider = "{provider}"
client_id = "app"
client_secret = "hush"
redirect_uri = "http://localhost:9/callback"
hosts = {{ {hosts} }}

[ledgers.recorded.sender]
name = "R"
email = "r@r.example"
reply_to = "r@r.example"
signature = "R"
bank_details = "1"
phone = "1"
address = "1"
"""
