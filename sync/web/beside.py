"""A worker's own small server, for who watches it on its machine: `/metrics`, `/healthz`, `/readyz`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import msgspec
from prometheus_client import CollectorRegistry, make_wsgi_app

from sync.office import Office
from sync.web.health import WELL, missing, told
from sync.web.metrics import collector

_Start = Callable[[str, list[tuple[str, str]]], Any]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Ordinary requests are nobody's business."""


@contextmanager
def watched(office: Office, host: str, port: int) -> Iterator[int]:
    """Answer meanwhile; the port that it listens on. Raises `OSError`."""
    with make_server(host, port, _application(office), _Server, _Quiet) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


def _application(office: Office) -> Callable[[dict[str, Any], _Start], Iterable[bytes]]:
    registry = CollectorRegistry(auto_describe=False)
    registry.register(collector(office))
    metrics: Any = make_wsgi_app(registry)

    def application(environ: dict[str, Any], start: _Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO")
        if path == "/healthz":
            return _answer(start, 200, "text/plain", WELL.encode())
        if path == "/readyz":
            status, body = told(missing(office))
            return _answer(start, status, "application/json", msgspec.json.encode(body))
        if path == "/metrics":
            found: Iterable[bytes] = metrics(environ, start)
            return found
        return _answer(start, 404, "text/plain", b"not found\n")

    return application


def _answer(start: _Start, status: int, kind: str, body: bytes) -> list[bytes]:
    words = {200: "200 OK", 404: "404 Not Found", 503: "503 Service Unavailable"}
    start(words[status], [("Content-Type", kind), ("Content-Length", str(len(body)))])
    return [body]
