"""A command line that kills itself (SIGKILL) at a named moment, the first time that it comes.

    python -m tests.crash.killed MOMENT WORDS...

MOMENT: "before commit", "after commit" of something written to a SQLite database; "write sent", "write
answered" of a call that changes something at a provider.
"""

from __future__ import annotations

import http.client
import os
import signal
import sys
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from sync import cli

_WRITES = ("POST", "PUT")
_SIGN_IN = "token"


def main() -> None:
    """Run the command under watch."""
    moment, sys.argv = sys.argv[1], ["duesync", *sys.argv[2:]]
    request: list[str] = ["", ""]
    begun, answered = http.client.HTTPConnection.putrequest, http.client.HTTPConnection.getresponse
    commit: Any = DefaultDialect.do_commit

    def at(name: str) -> None:
        if name == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def begin(self: Any, method: str, url: str, *more: Any, **named: Any) -> Any:
        request[:] = method, url
        return begun(self, method, url, *more, **named)

    def answer(self: Any) -> Any:
        writes = request[0] in _WRITES and _SIGN_IN not in request[1]
        at("write sent" if writes else "")
        result = answered(self)
        if writes:
            result.peek()  # the source has answered, so it has written
            at("write answered")
        return result

    def committed(self: Any, connection: Any) -> None:
        writes = connection.total_changes > 0  # SQLite's own count
        at("before commit" if writes else "")
        commit(self, connection)
        at("after commit" if writes else "")

    http.client.HTTPConnection.putrequest = begin  # type: ignore[method-assign]  # watched
    http.client.HTTPConnection.getresponse = answer  # type: ignore[method-assign]  # watched
    DefaultDialect.do_commit = committed  # type: ignore[method-assign]  # watched
    cli.main()


if __name__ == "__main__":
    main()
