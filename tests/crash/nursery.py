"""Runs that are to be killed are forked from one process, so that each need not load the program anew.

    python -m tests.crash.nursery

A line of its input is the arguments of a run (see `tests.crash.child`), as a JSON list; its answer is a
line too: the exit code as `subprocess` gives it, below 0 for a signal.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import traceback
from collections.abc import Callable
from functools import cache
from pathlib import Path

import alembic.command  # noqa: F401  # loaded before anything is forked, as what opens a store needs it
import intuitlib.client  # noqa: F401  # and what opens a ledger needs these

import connectors.quickbooks.client
import connectors.xero.client  # noqa: F401  # as above


def begin(live: Callable[[list[str]], None], arguments: list[str], errors: Path) -> int:
    """Fork a run, its standard error going to `errors`; its process id."""
    pid = os.fork()
    if pid:
        return pid
    code = 0
    try:
        with errors.open("wb") as told:
            os.dup2(told.fileno(), 2)
        live(arguments)
    except BaseException:  # noqa: BLE001  # shown in full; nothing of the parent's may run here
        traceback.print_exc()
        code = 1
    os._exit(code)


class Nursery:
    """The process that runs are forked from, as its owner sees it; one run at a time."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.crash.nursery"]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        atexit.register(self._process.kill)

    def run(self, arguments: list[str]) -> int:
        """One run's exit code; -9: killed at its point."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(arguments) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


@cache
def nursery() -> Nursery:
    """The one of this process."""
    return Nursery()


def main() -> None:
    """Serve until the input ends."""
    from sync.templates import templates
    from tests.crash.child import live

    templates()  # looked over once, and kept
    for line in sys.stdin:
        *arguments, errors = json.loads(line)
        _, status = os.waitpid(begin(live, arguments, Path(errors)), 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201  # how it answers


if __name__ == "__main__":
    main()
