"""QuickBooks Online, emulated: sign-in and accounting API of one company over a seeded book.

Real shapes as recorded, or from Intuit's pages and schema; it shares no code with the connector.
"""

from __future__ import annotations

from http import HTTPStatus

from werkzeug import Request, Response

from connectors.sandbox.book import Book
from connectors.sandbox.clock import Clock
from connectors.sandbox.quickbooks.bookkeeping import Bookkeeping
from connectors.sandbox.quickbooks.links import printed
from connectors.sandbox.quickbooks.oauth import discovery
from connectors.sandbox.quickbooks.pace import Pace
from connectors.sandbox.quickbooks.refusals import Refusal, gateway_fault, throttled_xml
from connectors.sandbox.quickbooks.service import Service
from connectors.sandbox.quickbooks.wire import Wire, answered_at, encode

REALM = "9130350000000001"
_JSON = "application/json;charset=utf-8"

__all__ = ["REALM", "Pace", "QuickBooksApi"]


class QuickBooksApi(Bookkeeping):
    """A WSGI application: discovery, sign-in, tokens, and /v3/company/{realm}.

    `grants.rotate_every`: how soon a refresh token changes its value. `pace`: the limits of speed.
    """

    def __init__(
        self, book: Book, clock: Clock, *, client_id: str, client_secret: str, realm_id: str = REALM
    ) -> None:
        super().__init__(book, clock, client_id=client_id, client_secret=client_secret, realm_id=realm_id)
        self.realm_id = realm_id
        self.pace = Pace()
        self._service = Service(self.company)
        self._answered: dict[str, tuple[int, bytes]] = {}

    def respond(self, request: Request) -> Response:
        """Answer one call; each answer has an `intuit_tid`."""
        response = self._route(request)
        now = self._now()
        response.headers["intuit_tid"] = f"1-{int(now.timestamp()):08x}-{len(self.calls) + 1:024x}"
        return response

    def metered(self, request: Request, response: Response) -> bool:
        """Reads that succeeded: a GET, a query, the change feed, a batch with a query in it."""
        if response.status_code != 200 or not request.path.startswith("/v3/"):  # noqa: PLR2004  # HTTP's OK
            return False
        if request.path.endswith("/batch"):
            return b'"QueryResponse"' in response.get_data()
        return request.method == "GET" or request.path.endswith("/query")

    def _route(self, request: Request) -> Response:  # noqa: PLR0911  # one for each path
        match request.path.strip("/").split("/"):
            case [".well-known", _]:
                return discovery(request.host_url.rstrip("/"))
            case ["connect", "oauth2"]:
                return self.grants.authorize(request)
            case ["oauth2", "v1", "tokens", "bearer"] if request.method == "POST":
                return self.grants.token(request)
            case ["v2", "oauth2", "tokens", "revoke"] if request.method == "POST":
                return self.grants.revoke(request)
            case ["op", "v1", "jwks"]:
                return _json({"keys": []})
            case ["v3", "company", realm, *path]:
                return self._gateway(request, realm, path)
            case _:
                return Response("<h1>404</h1>", 404, mimetype="text/html")

    def _gateway(self, request: Request, realm: str, path: list[str]) -> Response:
        """Authentication, the right company and pace come first, with answers of their own shape."""
        now = self._now()
        if not self.grants.accepts(request):
            token = "" if request.authorization is None else request.authorization.token or ""
            detail = f"Token expired: {token}"
            response = _json(
                gateway_fault(401, "AuthenticationFailed", "3200", detail, "AUTHENTICATION", now), 401
            )
            response.headers["WWW-Authenticate"] = 'Bearer realm="Intuit", error="invalid_token"'
            return response
        if realm != self.realm_id:
            word, kind = "ApplicationAuthorizationFailed", "AUTHORIZATION"
            return _json(gateway_fault(403, word, "3100", "The company is not authorized", kind, now), 403)
        if not self.pace.allows(batch=path == ["batch"]):
            if "json" not in request.headers.get("Accept", ""):
                return Response(throttled_xml(now), 429, content_type="application/xml")
            detail = "The request limit was reached. Try again later"
            return _json(gateway_fault(429, "ThrottleExceeded", "3001", detail, "SERVICE", now), 429)
        return self._accounting(request, path)

    def _accounting(self, request: Request, path: list[str]) -> Response:
        """The service's answer; a write's `requestid` given again gets the first answer again."""
        key = request.args.get("requestid", "") if request.method == "POST" and path != ["query"] else ""
        if key in self._answered:
            status, body = self._answered[key]
            return Response(body, status, content_type=_JSON)
        now = self._now()
        try:
            if request.method == "GET" and path[:1] == ["invoice"] and path[2:] == ["pdf"]:
                invoice = self.company.find("Invoice", path[1])
                return Response(printed(invoice), content_type="application/pdf")
            answer, status = self._service.answer(request, path, now), 200
        except Refusal as refusal:
            answer, status = {"Fault": refusal.fault()}, 400
        if path[:1] != ["reports"] or status != HTTPStatus.OK:  # a report has its time in its own header
            answer = answer | {"time": answered_at(now)}
        response = _json(answer, status)
        response.headers["QBO-Version"] = "1999.999"
        if key:
            self._answered[key] = (status, response.get_data())
        return response


def _json(answer: Wire, status: int = 200) -> Response:
    return Response(encode(answer), status, content_type=_JSON)
