"""Somebody else's program that is told by webhook: a real HTTP server on this machine, which can fail."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

Answers = Callable[[dict[str, Any]], int]
HANG, HANG_UP = 0, -1  # instead of a status


@dataclass(slots=True)
class Receiver:
    """`got`: (headers, body) of every delivery, in order. `answers`: the status for each event's JSON."""

    url: str = ""
    answers: Answers = lambda _event: 204
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    go_on: threading.Event = field(default_factory=threading.Event)

    @property
    def events(self) -> list[dict[str, Any]]:
        """What was told."""
        return [msgspec.json.decode(body) for _, body in self.got]

    @property
    def ids(self) -> list[str]:
        """Under which ids."""
        return [headers["webhook-id"] for headers, _ in self.got]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """One that listens until the block ends."""
    made = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.got.append(({name.lower(): text for name, text in self.headers.items()}, body))
            status = made.answers(msgspec.json.decode(body))
            if status == HANG:
                made.go_on.wait(30)
            if status in (HANG, HANG_UP):
                self.close_connection = True
                return
            self.send_response(status)
            for name, text in made.extra.items():
                self.send_header(name, text)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()
