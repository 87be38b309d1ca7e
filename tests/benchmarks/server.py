"""A bare HTTP server that gives one provider's invoices page by page, from memory, in a process of its own.

It does next to nothing per call, so that the clients are measured and not it. `serving` starts one.
`GET /stats` tells how many calls it had, and how many at once at most.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, unquote_plus, urlsplit

from tests.benchmarks.pages import PAGE, Book, empty

_HEAD: Final = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Wed, 18 Nov 2026 15:00:00 GMT\r\n"
_START: Final = re.compile(r"startposition (\d+)", re.IGNORECASE)
_FROM: Final = re.compile(r"from (\w+)", re.IGNORECASE)


class Served:
    """A book of `count` invoices; each answer is kept back for `delay` seconds."""

    def __init__(self, provider: str, count: int, delay: float) -> None:
        self.provider, self.delay = provider, delay
        self.book = Book(provider, count)
        self._lock = threading.Lock()
        self.calls = self.running = self.most = 0

    def begin(self) -> None:
        """A call has come."""
        with self._lock:
            self.calls += 1
            self.running += 1
            self.most = max(self.most, self.running)

    def end(self) -> None:
        """It is answered."""
        with self._lock:
            self.running -= 1

    def answer(self, path: str, query: dict[str, list[str]], body: bytes) -> bytes:
        """What a call gets."""
        time.sleep(self.delay)
        if self.provider == "xero":
            resource = path.rsplit("/", 1)[-1]
            where = query.get("where", [""])[0]
            if resource != "Invoices" or ("AmountDue>0" not in where and where):
                return empty(self.provider, resource)
            return self.book.page((int(query.get("page", ["1"])[0]) - 1) * PAGE)
        statement = query.get("query", [""])[0] or unquote_plus(body.decode())
        found = _FROM.search(statement)
        start = _START.search(statement)
        if found is None or found.group(1) != "Invoice" or "Balance = '0'" in statement:
            return empty(self.provider, "")
        return self.book.page(int(start.group(1)) - 1 if start else 0)


def _handler(book: Served) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def _give(self, body: bytes) -> None:
            self.wfile.write(_HEAD + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)

        def do_GET(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            address = urlsplit(self.path)
            if address.path == "/stats":
                told = {"calls": book.calls, "most_at_once": book.most}
                self._give(json.dumps(told).encode())
                return
            book.begin()
            try:
                answer = book.answer(address.path, parse_qs(address.query), sent)
            finally:
                book.end()
            self._give(answer)

        do_POST = do_GET  # noqa: N815  # the library's name

        def log_message(self, *_: Any) -> None:
            """Silent."""

    return Handler


@contextmanager
def serving(provider: str, count: int, delay: float = 0.0) -> Iterator[str]:
    """The address of a server of `count` invoices."""
    command = [sys.executable, "-m", "tests.benchmarks.server", provider, str(count), str(delay)]
    process = subprocess.Popen(  # noqa: S603  # our own command
        command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).resolve().parents[2]
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """Serve until killed: provider, count, delay."""
    provider, count, delay = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(Served(provider, count, delay)))
    sys.stdout.write(f"http://127.0.0.1:{server.server_address[1]}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
