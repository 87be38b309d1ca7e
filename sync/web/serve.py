"""Serving: the application on a socket of ours until SIGTERM or Ctrl-C."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

import uvicorn

from sync.errors import DuesyncError
from sync.office import Office
from sync.web.app import make_app

_MOST_AT_ONCE = 200  # connections: each may hold a body of a megabyte
_GRACE_SECONDS = 5  # for answers under way when we are stopped


class NotServed(DuesyncError):
    """The address cannot be listened on; the text says why."""

    exit_code = 2


def serve(office: Office, host: str, port: int, tell: Callable[[str], None]) -> None:
    """Answer until stopped. `port`: 0 for any that is free. Raises `NotServed`, `SecretsError`."""
    app = make_app(office, tell)
    settings = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,  # faults still reach standard error; ordinary requests are nobody's business
        access_log=False,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=_GRACE_SECONDS,
    )
    with listening(host, port) as bound:
        for number in (signal.SIGTERM, signal.SIGINT):  # uvicorn ends well, and then raises the signal anew
            signal.signal(number, lambda *_: None)
        shown = f"[{host}]" if ":" in host else host
        tell(f"serve: listening on http://{shown}:{bound.getsockname()[1]}; stop it with Ctrl-C")
        uvicorn.Server(settings).run(sockets=[bound])
    app.state.runs.stop()
    tell("serve: stopped")


def listening(host: str, port: int) -> socket.socket:
    """A socket on which each connection sends what it is given at once. Raises `NotServed`.

    The head of an answer and its body are two pieces: else the second may wait 40 ms until the first is
    acknowledged. asyncio sees to it only where it made the socket.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        bound = socket.create_server((host, port), family=family)
    except OSError as error:
        msg = f"{host}:{port} cannot be listened on: {error.strerror or error}; see [serve] or --port"
        raise NotServed(msg) from error
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # those that are accepted have it, too
    return bound
