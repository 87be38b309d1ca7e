"""A pretend endpoint of the "chat completions" kind: it keeps what it is asked and answers as it is told."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from connectors.model import ModelSettings


@dataclass(slots=True)
class Model:
    """What it answers: `body` with `status`, after `wait` seconds; and what it was asked."""

    url: str
    status: int = 200
    body: bytes = b"{}"
    wait: float = 0.0
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def settings(self) -> ModelSettings:
        """How it is reached."""
        return ModelSettings(url=self.url, model="pretend", key="k-123", timeout=0.5)

    def says(self, *meanings: dict[str, object]) -> None:
        """From now on it proposes these."""
        self.answers(json.dumps({"meanings": list(meanings)}))

    def answers(self, content: str) -> None:
        """From now on it answers this text."""
        self.body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()


@contextmanager
def model() -> Iterator[Model]:
    """The endpoint, listening on this machine until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            told.headers.append(dict(self.headers))
            time.sleep(told.wait)  # an endpoint that is slower than we wait
            self.send_response(told.status)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's own name
            """Keep the tests' output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        told = Model(f"http://127.0.0.1:{server.server_port}/v1")
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield told
        finally:
            server.shutdown()
