"""One move of a store, in a process that kills or stops itself at its nth point: see `tests.crash.child`.

A point is every end of a transaction (before and after), and every COPY.

    SOURCE TARGET NOW POINT SIGNAL REPORT
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

import psycopg
from sqlalchemy.engine.default import DefaultDialect

from sync.clock import fixed
from sync.errors import DuesyncError
from sync.moving.move import move
from tests.crash.child import Points


def live(arguments: list[str]) -> None:
    """Move under watch; leaves with 4 when it is refused."""
    source, target, now, point, name, report = arguments
    points = Points(int(point), signal.Signals[f"SIG{name}"])
    points.around(DefaultDialect, "do_commit", before="before commit", after="after commit")
    points.around(psycopg.Cursor, "copy", before="before copy")
    try:
        move(source, target, fixed(datetime.fromisoformat(now)), lambda _told: None)
    except DuesyncError as error:
        sys.stderr.write(f"{error}\n")
        os._exit(4)
    Path(report).write_text("\n".join(points.passed), encoding="utf-8")
