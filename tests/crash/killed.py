"""A command line that kills itself (SIGKILL) at a named moment, the first time that it comes.

MOMENT: "before commit", "after commit" of something written to a SQLite database; "write sent", "write
answered" of a call that changes something at a provider.
"""

from __future__ import annotations

import http.client
import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from sync import cli
from tests.crash.nursery import nursery

_WRITES = ("POST", "PUT")
_SIGN_IN = "token"


def at_moment(moment: str, config: Path, *words: str) -> tuple[int | str, str]:
    """What became of the command `words` in a process of its own (-9: killed), and what it said."""
    said = config.with_name("killed.txt")
    code = nursery().wait(begun(moment, config, said, *words))
    return code, said.read_text(encoding="utf-8")


def begun(moment: str, config: Path, said: Path, *words: str) -> int:
    """The process id of that command, its output in `said`; with an unknown moment it ends by itself."""
    return nursery().begin([moment, "--config", str(config), *words, str(said)], __name__)


def live(arguments: list[str]) -> None:
    """Run the command under watch: MOMENT WORDS..."""
    moment, sys.argv = arguments[0], ["duesync", *arguments[1:]]
    os.dup2(2, 1)  # what the process answers by that it was forked from
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
    try:
        cli.main()
    except SystemExit as left:
        sys.stdout.flush()
        os._exit(left.code if isinstance(left.code, int) else int(left.code is not None))
