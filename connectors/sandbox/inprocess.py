"""The emulated ledgers without sockets: a call of `requests` handed straight to their applications.

The law: what a caller sees is what a socket would have shown: the same bytes, the same headers, and the
same error where the connection was cut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPHeaderDict, HTTPResponse

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment


class _Line:
    """What stands for the caller's connection: an application may hang up on it."""

    def __init__(self) -> None:
        self.is_cut = False

    def shutdown(self, _how: int) -> None:
        """Hang up."""
        self.is_cut = True


class InProcess(BaseAdapter):
    """A transport adapter for `requests` that asks `app`."""

    def __init__(self, app: WSGIApplication) -> None:
        super().__init__()
        self._app, self._shape = app, HTTPAdapter()

    def send(self, request: requests.PreparedRequest, **_settings: Any) -> requests.Response:  # type: ignore[override]  # none matters here
        """The answer; `requests.ConnectionError` where the application hung up."""
        line = _Line()
        status, headers = "500 Internal Server Error", list[tuple[str, str]]()

        def start(
            told: str, fields: list[tuple[str, str]], _error: object = None
        ) -> Callable[[bytes], object]:
            nonlocal status, headers
            status, headers = told, fields
            return lambda _chunk: None

        chunks: Iterable[bytes] = self._app(_environ(request, line), start)
        body = b"".join(chunks)
        if line.is_cut:
            msg = "the connection was cut"
            raise requests.ConnectionError(ConnectionResetError(msg), request=request)
        code, reason = status.split(" ", 1)
        raw = HTTPResponse(
            BytesIO(body),
            headers=HTTPHeaderDict(headers),
            status=int(code),
            reason=reason,
            preload_content=False,
            request_method=request.method,
        )
        return self._shape.build_response(request, raw)

    def close(self) -> None:
        """Nothing is open."""


def _environ(request: requests.PreparedRequest, line: _Line) -> WSGIEnvironment:
    parts, body = urlsplit(request.url or ""), request.body or b""
    sent = body.encode() if isinstance(body, str) else bytes(body)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": request.method or "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path, "latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(parts.port or 80),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": parts.netloc,
        "CONTENT_LENGTH": str(len(sent)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": BytesIO(sent),
        "wsgi.errors": None,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "werkzeug.socket": line,
    }
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = str(value)
    return environ
