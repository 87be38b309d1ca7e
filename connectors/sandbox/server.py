"""A running WSGI application on loopback, and what every emulated API shares.

`Served` speaks real HTTP/1.1 with kept-alive connections. `Api` handles one request at a time, so
that its state is always consistent; notes every call; and lets its `Faults` strike before or after.
"""

from __future__ import annotations

import socket
import threading
import time
import traceback
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from email.utils import format_datetime
from io import BytesIO
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote_plus

from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException
from werkzeug.serving import WSGIRequestHandler, make_server

from connectors.sandbox.clock import Clock
from connectors.sandbox.faults import Fault, Faults

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HOST = "127.0.0.1"
_BODILESS = frozenset({204, 304})
_TRICKLE = "duesync.trickle"  # in the environment of a call: seconds that its answer trickles
_DRIP = 0.1  # seconds between two bytes of one that does
NO_ANSWER = 0  # the status of a call whose connection was cut before it was handled


class _Handler(WSGIRequestHandler):
    """Quiet, and keeps connections open, which werkzeug's own `run_wsgi` cannot."""

    disable_nagle_algorithm = True  # headers and body leave in two writes; Nagle would hold the second 40 ms

    def setup(self) -> None:
        """Let the server know of this connection, so that `Served.stop` can close it."""
        super().setup()
        _connections_of(self.server).add(self.connection)

    def finish(self) -> None:
        """Forget the connection."""
        _connections_of(self.server).discard(self.connection)
        with suppress(ConnectionError):  # the caller, or a fault, has closed it already
            super().finish()

    def run_wsgi(self) -> None:
        """Read the whole request, answer it whole with its length, and stay for the next one."""
        environ = self.make_environ()
        body = environ["wsgi.input"].read(*_bytes_to_read(environ))
        environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))}
        status, headers, answer = "500 Internal Server Error", list[tuple[str, str]](), b""

        def start(line: str, fields: list[tuple[str, str]], _error: object = None) -> Callable[[bytes], None]:
            nonlocal status, headers
            status, headers = line, fields
            return lambda _chunk: None

        try:
            answer = b"".join(self.server.app(environ, start))
        except Exception:  # noqa: BLE001  # a slip in the sandbox: shown in full, and answered as a 500
            self.server.log("error", "%s", traceback.format_exc())
        code, reason = status.split(" ", 1)
        self.send_response_only(int(code), reason)
        if not any(name.lower() == "date" for name, _ in headers):
            self.send_header("Date", self.date_time_string())
        for name, value in headers:
            if name.lower() != "content-length":
                self.send_header(name, value)
        if int(code) not in _BODILESS:
            self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        if int(code) not in _BODILESS and environ["REQUEST_METHOD"] != "HEAD":
            self._give(answer, environ.get(_TRICKLE, 0.0))

    def _give(self, answer: bytes, trickling: float) -> None:
        drops = round(trickling / _DRIP)
        try:
            for place in range(min(drops, len(answer))):
                self.wfile.write(answer[place : place + 1])
                time.sleep(_DRIP)
            self.wfile.write(answer[drops:])
        except ConnectionError:  # nobody waits for the rest
            self.close_connection = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """No access log: `Api.calls` has it."""


def _listening(port: int) -> socket.socket:
    """A socket that listens on loopback. `OSError` when the port is taken."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((HOST, port))
        bound.listen(128)
    except OSError:
        bound.close()
        raise
    return bound


def _connections_of(server: object) -> set[socket.socket]:
    connections: set[socket.socket] = server.__dict__.setdefault("open_connections", set())
    return connections


def _bytes_to_read(environ: WSGIEnvironment) -> tuple[int, ...]:
    """Arguments for `read`: none when the body is chunked and so ends by itself."""
    return () if environ.get("wsgi.input_terminated") else (int(environ.get("CONTENT_LENGTH") or 0),)


class Served:
    """A WSGI application that listens on 127.0.0.1 until stopped; also a context manager.

    `url`: "http://127.0.0.1:PORT". `OSError` when the port is taken.
    """

    def __init__(self, app: WSGIApplication, port: int = 0) -> None:
        with _listening(port) as bound:  # werkzeug itself would end the process when the port is taken
            self._server = make_server(
                HOST, port, app, threaded=True, request_handler=_Handler, fd=bound.fileno()
            )
        self.port = self._server.port
        self.url = f"http://{HOST}:{self.port}"
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and hang up on every caller. Harmless when stopped already."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        for connection in list(_connections_of(self._server)):
            with suppress(OSError):  # hung up meanwhile
                connection.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def serve(app: WSGIApplication, port: int = 0) -> Served:
    """Run `app` on 127.0.0.1 at `port`, or at a free one."""
    return Served(app, port)


def hang_up(environ: WSGIEnvironment) -> None:
    """Close the caller's connection now; whatever is answered afterwards does not arrive."""
    connection: socket.socket = environ["werkzeug.socket"]
    with suppress(OSError):  # the caller was faster
        connection.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call as it came in, and the status it got; `headers` without Authorization.

    `arrived`, `ended`: seconds of this machine's steady clock, when it was read and when it was handled.
    `answer`, `content_type`: what was answered, where `Api.keeps_answers`; else empty.
    """

    method: str
    path: str
    query: str  # as sent, percent-encoded
    status: int
    metered: bool
    body: bytes
    headers: Mapping[str, str]
    answer: bytes
    content_type: str
    arrived: float
    ended: float


class Api(ABC):
    """An emulated API: a WSGI callable.

    Subclasses implement `respond`, and `metered` where the provider counts calls. State is touched
    only under `lock`, which is held while a request is handled; acts at the source take it too.
    `calls`: every call so far, oldest first; with its answer where `keeps_answers`, which a sandbox
    that runs for days had better not. `dates_answers`: they bear the date of `clock`, not of this machine.
    `faults`: what is to go wrong. `latency`: seconds that every call
    takes at least.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.calls: list[Call] = []
        self.keeps_answers = False
        self.dates_answers = False
        self.latency = 0.0
        self.faults = Faults()

    @abstractmethod
    def respond(self, request: Request) -> Response:
        """Handle one request, under the lock. A werkzeug `HTTPException` becomes its own answer."""

    def metered(self, request: Request, response: Response) -> bool:  # noqa: ARG002  # for subclasses
        """Whether the provider would count (and charge) this call."""
        return False

    def metered_calls(self) -> int:
        """How many calls so far the provider would count."""
        with self.lock:
            return sum(call.metered for call in self.calls)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Handle one call, faults included."""
        request, arrived = Request(environ), time.monotonic()
        request.get_data(cache=True)
        query = request.query_string.decode("ascii", "replace")
        fault = self.faults.due(f"{request.method} {request.path}?{unquote_plus(query)}")
        # outside the lock: others are served meanwhile
        time.sleep(self.latency + (fault.seconds if fault is not None and fault.action == "slow" else 0))
        with self.lock:
            response = self._handled(request, fault)
            self._note(request, query, response, arrived)
        if self.dates_answers and response is not None:
            response.headers["Date"] = format_datetime(self.clock(), usegmt=True)
        if fault is not None and fault.action == "trickle":
            environ[_TRICKLE] = fault.seconds
        if response is None or (fault is not None and fault.action == "lost"):
            hang_up(environ)
            return Response(status=500)(environ, start_response)
        return response(environ, start_response)

    def _handled(self, request: Request, fault: Fault | None) -> Response | None:
        if fault is not None and fault.action == "cut":
            return None
        instead = fault.answer() if fault is not None else None
        if instead is not None:
            return instead
        try:
            return self.respond(request)
        except HTTPException as error:
            return Response.force_type(error.get_response(request.environ), request.environ)

    def _note(self, request: Request, query: str, response: Response | None, arrived: float) -> None:
        headers = {name: value for name, value in request.headers.items() if name.lower() != "authorization"}
        kept = response if self.keeps_answers else None
        self.calls.append(
            Call(
                method=request.method,
                path=request.path,
                query=query,
                status=NO_ANSWER if response is None else response.status_code,
                metered=response is not None and self.metered(request, response),
                body=request.get_data(),
                headers=MappingProxyType(headers),
                answer=kept.get_data() if kept is not None else b"",
                content_type=kept.content_type or "" if kept is not None else "",
                arrived=arrived,
                ended=time.monotonic(),
            )
        )
