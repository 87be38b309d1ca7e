"""The emulated Xero: sign-in, connections and the Accounting API on one port.

A call to the Accounting API passes the gates in Xero's own order: User-Agent, token, scope, tenant,
limits, idempotency key; then its resource answers.
"""

from __future__ import annotations

import threading
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from werkzeug import Request, Response

from connectors.sandbox.book import Book
from connectors.sandbox.clock import Clock
from connectors.sandbox.server import Api
from connectors.sandbox.xero import resources
from connectors.sandbox.xero.bookkeeping import Bookkeeping
from connectors.sandbox.xero.books import Books
from connectors.sandbox.xero.grants import Grants
from connectors.sandbox.xero.limits import Limits, Meter, refused
from connectors.sandbox.xero.load import open_books
from connectors.sandbox.xero.resources import Resource
from connectors.sandbox.xero.wire import XeroError, answer, body_refused, forbidden, scope_missing, unknown

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_ROOT = "/api.xro/2.0/"
_KEY_LIVES = timedelta(minutes=6)
_LONGEST_KEY = 128
_TOO_MANY = 429
_UNAUTHORISED = 401
_DENIED = "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1></BODY></HTML>"


class _Kept:
    """The answer given for an idempotency key."""

    def __init__(self, request: Request, response: Response, at: datetime) -> None:
        self.print = fingerprint(request)
        self.response = response
        self.until = at + _KEY_LIVES


def fingerprint(request: Request) -> str:
    """What must be the same for an idempotency key to be used again: method, address, body."""
    parts = (request.method.encode(), request.full_path.encode(), request.get_data())
    return sha256(b"\n".join(parts)).hexdigest()


class XeroApi(Bookkeeping, Api):
    """Xero over one seeded book. Acts at the source are those of `Acts`.

    `tenants`: how many organisations a grant covers; `books` is the first, `organisations` holds all
    by tenant id. `limits`: settable, the real ones by default. `notes_touch`: whether a note changes
    its invoice's UpdatedDateUTC, which nobody has verified.
    """

    def __init__(
        self,
        book: Book,
        clock: Clock,
        *,
        client_id: str,
        client_secret: str,
        tenants: int = 1,
        limits: Limits | None = None,
        notes_touch: bool = False,
    ) -> None:
        super().__init__(clock)
        opened = [open_books(book, clock, nth) for nth in range(1, tenants + 1)]
        self.books = opened[0]
        self.organisations = {books.tenant_id: books for books in opened}
        names = {books.tenant_id: books.name for books in opened}
        self.grants = Grants(clock, client_id, client_secret, names)
        self.limits = limits or Limits()
        self.notes_touch = notes_touch
        self._meter = Meter()
        self._kept: dict[str, _Kept] = {}
        self._under_way: Counter[str] = Counter()  # by organisation
        self._counting = threading.Lock()

    @contextmanager
    def of(self, tenant: str) -> Iterator[None]:
        """Acts at the source are that organisation's meanwhile, and nobody is served."""
        with self.lock:
            first, self.books = self.books, self.organisations[tenant]
            try:
                yield
            finally:
                self.books = first

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Handle one call, counting how many of one organisation's books are under way at once."""
        counts = str(environ.get("PATH_INFO", "")).startswith(_ROOT)
        tenant = str(environ.get("HTTP_XERO_TENANT_ID", "")).lower()
        with self._counting:
            self._under_way[tenant] += counts
            environ["sandbox.under_way"] = self._under_way[tenant]
        try:
            return super().__call__(environ, start_response)
        finally:
            with self._counting:
                self._under_way[tenant] -= counts

    def metered(self, request: Request, response: Response) -> bool:
        """Calls of the Accounting API count towards the day's, unless they were turned away."""
        return request.path.startswith(_ROOT) and response.status_code not in {_TOO_MANY, _UNAUTHORISED}

    def respond(self, request: Request) -> Response:
        """One request."""
        try:
            response = self._routed(request)
        except XeroError as error:
            response = error.response
        response.headers["Xero-Correlation-Id"] = str(uuid.uuid4())
        return response

    def _routed(self, request: Request) -> Response:
        """Sign-in, connections, or the Accounting API; without a User-Agent only sign-in answers."""
        path = request.path.rstrip("/").lower()
        signing_in: dict[tuple[str, str], Callable[[Request], Response]] = {
            ("GET", "/identity/connect/authorize"): self.grants.authorize,
            ("POST", "/identity/connect/authorize"): self.grants.authorize,
            ("POST", "/connect/token"): self.grants.token,
            ("POST", "/connect/revocation"): self.grants.revoke,
        }
        if handle := signing_in.get((request.method, path)):
            return handle(request)
        if not request.headers.get("User-Agent"):
            return Response(_DENIED, 403, content_type="text/html")
        if request.path.startswith(_ROOT):
            return self._accounting(request)
        if (request.method, path) == ("GET", "/connections"):
            return self.grants.connections(request)
        if request.method == "DELETE" and path.startswith("/connections/"):
            return self.grants.disconnect(request, path.removeprefix("/connections/"))
        raise unknown()

    def _accounting(self, request: Request) -> Response:
        name, resource = resources.find(
            request.method, request.path.removeprefix(_ROOT), touches=self.notes_touch
        )
        grant = self.grants.bearer(request)
        scopes = resources.SCOPES[name]
        reading = request.method in {"GET", "HEAD"}
        if not any(one in grant.scopes or (reading and f"{one}.read" in grant.scopes) for one in scopes):
            raise scope_missing()
        tenant = request.headers.get("xero-tenant-id", "").lower()
        if tenant not in grant.connections.values():
            raise forbidden()
        if request.environ["sandbox.under_way"] > self.limits.concurrent:
            raise refused()
        left = self._meter.count(self.limits, tenant, self.clock())
        try:
            response = self._once(request, self.organisations[tenant], resource)
        except XeroError as error:
            response = error.response
        response.headers.update(left)
        return response

    def _once(self, request: Request, books: Books, resource: Resource) -> Response:
        """The answer kept for the idempotency key, errors too; else a new one, which is kept."""
        key, now = request.headers.get("Idempotency-Key"), self.clock()
        if request.method == "GET" or key is None:
            return self._resource(request, books, resource)
        if len(key) > _LONGEST_KEY:
            msg = f"Idempotency-Key is longer than {_LONGEST_KEY} characters"
            raise body_refused(msg)
        kept = self._kept.get(key)
        if kept is None or now >= kept.until:
            try:
                response = self._resource(request, books, resource)
            except XeroError as error:
                response = error.response
            kept = self._kept[key] = _Kept(request, response, now)
        elif kept.print != fingerprint(request):
            msg = "The Idempotency-Key was used with a different request"
            raise body_refused(msg)
        first = kept.response
        return Response(first.get_data(), first.status_code, content_type=first.content_type)

    def _resource(self, request: Request, books: Books, resource: Resource) -> Response:
        """What the resource answers, as JSON where that was asked for."""
        shape = resource(books, request)
        if isinstance(shape, Response):
            return shape
        return answer(shape, self.clock(), json="application/json" in request.headers.get("Accept", ""))
