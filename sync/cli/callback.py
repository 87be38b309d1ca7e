"""A listener on the redirect address of this machine, for one callback."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import typer

_WAIT_SECONDS = 300
_BY_HAND = "run the command again with --paste"


def wait_for_callback(redirect_uri: str, open_browser: Callable[[], object]) -> str:
    """The path and query that the browser comes back with after consent; `open_browser` sends it off.

    Other requests (an icon, a scanner) are turned away. Raises `typer.BadParameter`.
    """
    parts = urlsplit(redirect_uri)
    if parts.hostname not in ("localhost", "127.0.0.1") or parts.scheme != "http":
        msg = f"redirect_uri {redirect_uri} cannot be listened to on this machine; {_BY_HAND}"
        raise typer.BadParameter(msg)
    came: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        timeout = 5  # browsers open connections ahead and may send nothing on them

        def do_GET(self) -> None:
            ours = urlsplit(self.path).path == (parts.path or "/")
            if ours:
                came.append(self.path)
            self.send_response(200 if ours else 404)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"Thank you. You can close this page and go back to the terminal.\n")

        def log_message(self, *_args: object) -> None:
            """Stay silent: the query holds the code."""

    try:
        server = HTTPServer((parts.hostname, parts.port or 80), Listener)
    except OSError as error:
        msg = f"port {parts.port or 80} of redirect_uri is not free here ({error.strerror}); {_BY_HAND}"
        raise typer.BadParameter(msg) from error
    with server:
        # Only now, for it may be back at once; beside us, for some browsers are waited for.
        threading.Thread(target=open_browser, daemon=True).start()
        typer.echo("Waiting for your browser to come back ...")
        give_up = time.monotonic() + _WAIT_SECONDS
        while not came and (left := give_up - time.monotonic()) > 0:
            server.timeout = left
            server.handle_request()
    if not came:
        msg = f"no answer came from the browser; {_BY_HAND}"
        raise typer.BadParameter(msg)
    return came[0]
