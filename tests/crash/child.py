"""One `duesync run` in a process of its own that kills itself (SIGKILL) at its nth point.

A point is every database commit (before and after) and every step of a network call (before it is
begun, when the request has been sent, when the answer has come): found by instrumenting the
libraries that do them, so that no list of places has to be kept.

    python -m tests.crash.child CONFIG LEDGER NOW KILL_AT REPORT

KILL_AT 0: kill nowhere. REPORT: file that gets the names of the points passed, one a line.
"""

from __future__ import annotations

import http.client
import os
import signal
import smtplib
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from sync.clock import fixed
from sync.office import open_office
from sync.run import run_pass


class Points:
    """Counts the points; kills the process at the one asked for."""

    def __init__(self, kill_at: int) -> None:
        self.kill_at = kill_at
        self.passed: list[str] = []

    def at(self, name: str) -> None:
        """One more point."""
        self.passed.append(name)
        if len(self.passed) == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, owner: type, method: str, *, before: str = "", after: str = "") -> None:
        """Put points before and after every call of a library's method."""
        whole: Callable[..., Any] = getattr(owner, method)

        def watched(*args: Any, **kwargs: Any) -> Any:
            if before:
                self.at(before)
            result = whole(*args, **kwargs)
            if after:
                self.at(after)
            return result

        setattr(owner, method, watched)


def live(arguments: list[str]) -> None:
    """Run one pass under watch: CONFIG LEDGER NOW KILL_AT REPORT."""
    config, ledger, now, kill_at, report = arguments
    points = Points(int(kill_at))
    points.around(DefaultDialect, "do_commit", before="before commit", after="after commit")
    points.around(http.client.HTTPConnection, "putrequest", before="before request")
    points.around(http.client.HTTPConnection, "getresponse", before="request sent", after="answer came")
    points.around(smtplib.SMTP, "putcmd", before="before mail command")
    points.around(smtplib.SMTP, "getreply", before="mail sent", after="mail reply came")
    office = open_office(Path(config), fixed(datetime.fromisoformat(now)))
    with office.work(ledger) as work:
        run_pass(work)
    office.close()
    Path(report).write_text("\n".join(points.passed), encoding="utf-8")


if __name__ == "__main__":
    live(sys.argv[1:])
