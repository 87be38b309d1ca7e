"""One `duesync run` in a process of its own that kills or stops itself at its nth point.

A point is every database commit (before and after) and every step of a network call (before it is
begun, when the request has been sent, when the answer has come): found by instrumenting the
libraries that do them, so that no list of places has to be kept.

    python -m tests.crash.child CONFIG LEDGER NOW POINT SIGNAL REPORT

POINT 0: nowhere. SIGNAL: KILL, or STOP for a process that sleeps until it is sent CONT. REPORT: file that
gets the names of the points passed, one a line; `ahead.txt` beside it: seconds that the machine's clock is
ahead, where it is there. It leaves with 4 when another runs the ledger or has taken it over.
"""

from __future__ import annotations

import http.client
import os
import signal
import smtplib
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.engine.default import DefaultDialect

from sync.clock import fixed
from sync.office import open_office
from sync.run import run_pass
from sync.store.leases import LeaseLost
from sync.work import Busy


class Points:
    """Counts the points; sends the process a signal at the one asked for."""

    def __init__(self, point: int, signal_: signal.Signals) -> None:
        self.point = point
        self.signal = signal_
        self.passed: list[str] = []

    def at(self, name: str) -> None:
        """One more point."""
        self.passed.append(name)
        if len(self.passed) == self.point:
            os.kill(os.getpid(), self.signal)

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


def _wall(ahead: Path) -> datetime:
    seconds = int(ahead.read_text(encoding="utf-8")) if ahead.exists() else 0
    return datetime.now(UTC) + timedelta(seconds=seconds)


def live(arguments: list[str]) -> None:
    """Run one pass under watch: CONFIG LEDGER NOW POINT SIGNAL REPORT."""
    config, ledger, now, point, name, report = arguments
    points = Points(int(point), signal.Signals[f"SIG{name}"])
    points.around(DefaultDialect, "do_commit", before="before commit", after="after commit")
    points.around(http.client.HTTPConnection, "putrequest", before="before request")
    points.around(http.client.HTTPConnection, "getresponse", before="request sent", after="answer came")
    points.around(smtplib.SMTP, "putcmd", before="before mail command")
    points.around(smtplib.SMTP, "getreply", before="mail sent", after="mail reply came")
    clock = replace(
        fixed(datetime.fromisoformat(now)), wall=partial(_wall, Path(report).with_name("ahead.txt"))
    )
    office = open_office(Path(config), clock)
    try:
        with office.work(ledger) as work:
            run_pass(work)
    except (Busy, LeaseLost) as error:
        sys.stderr.write(f"{error}\n")
        os._exit(4)
    office.close()
    Path(report).write_text("\n".join(points.passed), encoding="utf-8")


if __name__ == "__main__":
    live(sys.argv[1:])
