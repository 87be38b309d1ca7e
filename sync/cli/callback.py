"""A listener on the redirect address of this machine, for one callback."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import typer

_WAIT_SECONDS = 300


def wait_for_callback(redirect_uri: str) -> str:
    """The path and query of the one request the browser makes after consent."""
    parts = urlsplit(redirect_uri)
    if parts.hostname not in ("localhost", "127.0.0.1"):
        msg = f"{redirect_uri} is not on this machine; run the command again with --paste"
        raise typer.BadParameter(msg)
    came: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if urlsplit(self.path).path == (parts.path or "/"):
                came.append(self.path)
            self.send_response(200 if came else 404)
            self.send_header("Content-Type", "text/plain; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"Thank you. You can close this page and go back to the terminal.\n")

        def log_message(self, *_args: object) -> None:
            """Stay silent: the query holds the code."""

    with HTTPServer((parts.hostname, parts.port or 80), Listener) as server:
        server.timeout = _WAIT_SECONDS
        typer.echo("Waiting for your browser to come back ...")
        server.handle_request()
    if not came:
        msg = "no answer came from the browser; run the command again, or with --paste"
        raise typer.BadParameter(msg)
    return came[0]
