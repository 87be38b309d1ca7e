"""Processes of the tests are forked from one, so that each need not load the program anew.

    python -m tests.crash.nursery

A line of its input is a JSON list: the module whose `live` is to be called, such as `tests.crash.child`, its
arguments (see there) and a file for its errors, answered with the process id; or a process id and seconds to
wait for it, answered with its exit code as `subprocess` gives it (below 0 for a signal), "stopped", or
"running".
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path

import alembic.command  # noqa: F401  # loaded before anything is forked, as what opens a store needs it
import intuitlib.client  # noqa: F401  # and what opens a ledger needs these

import connectors.mail.channel
import connectors.quickbooks.client
import connectors.stripe.checkouts
import connectors.xero.client  # noqa: F401  # as above
import sync.cli.daily
import sync.commands
import sync.office
import sync.run  # noqa: F401  # as above
from tests import compiled, unsynced


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


def waited(pid: int, seconds: float) -> int | str:
    """What became of it within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found, status = os.waitpid(pid, os.WNOHANG | os.WUNTRACED)
        if found:
            return "stopped" if os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    return "running"


class Nursery:
    """The process that runs are forked from, as its owner sees it."""

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.crash.nursery"]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        atexit.register(self._process.kill)

    def begin(self, arguments: list[str], module: str = "tests.crash.child") -> int:
        """Begin a run of that kind; its process id."""
        return int(self._ask([module, *arguments]))

    def wait(self, pid: int, seconds: float = 120) -> int | str:
        """Its exit code, -9 where it was killed at its point; or "stopped" or "running"."""
        told = self._ask([pid, seconds])
        return told if told in {"stopped", "running"} else int(told)

    def run(self, arguments: list[str], module: str = "tests.crash.child") -> int | str:
        """As `begin` and `wait`."""
        return self.wait(self.begin(arguments, module))

    def _ask(self, what: list[str] | list[float]) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@cache
def nursery() -> Nursery:
    """The one of this process."""
    return Nursery()


@cache
def loaded(module: str) -> Callable[[list[str]], None]:
    """What a run of that kind is; loaded once, in the process that they are forked from."""
    live: Callable[[list[str]], None] = import_module(module).live
    gc.freeze()  # else each run copies all that was loaded to look through it for garbage
    return live


def main() -> None:
    """Serve until the input ends."""
    from sync.templates import templates

    templates()  # looked over once, and kept
    compiled.share()
    unsynced.share()
    for line in sys.stdin:
        first, *asked, last = json.loads(line)
        told = begin(loaded(first), asked, Path(last)) if asked else waited(first, last)
        print(told, flush=True)  # noqa: T201  # how it answers


if __name__ == "__main__":
    main()
