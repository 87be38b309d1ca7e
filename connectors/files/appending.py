"""The one way in which a line comes into `actions.csv`: under a lock, in one write, forced to the disk.

The law: what fails before the write was not done (`TryLater`); what fails from then on may have been
(`Uncertain`), and is looked up by its key.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from connectors.errors import TryLater, Uncertain
from connectors.files.actions import header
from connectors.files.folder import ACTIONS

LOCK: Final = ".duesync.lock"
_MADE: Final = b"actions.csv is here: do not remove it alone\n"
_POLL: Final = 0.05  # seconds

if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> None:
        """`OSError` while another process has it."""
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> None:
        """`OSError` while another process has it."""
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(folder: Path, patience: float) -> Iterator[None]:
    """Nobody else appends meanwhile. `TryLater` where it is not to be had in `patience` seconds."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        msg = f"the folder {folder} cannot be written to: {error.strerror}"
        raise TryLater(msg, about=ACTIONS) from error
    try:
        until = time.monotonic() + patience
        while True:
            try:
                _try_lock(descriptor)
                break
            except OSError as error:
                if time.monotonic() > until:
                    msg = "another program has been writing to it for long"
                    raise TryLater(msg, about=ACTIONS) from error
                time.sleep(_POLL)
        yield
    finally:
        os.close(descriptor)  # and so the lock is given back


def missing(folder: Path) -> bool:
    """Whether `actions.csv` was here once and has been taken away."""
    try:
        return (folder / LOCK).stat().st_size > 0 and not (folder / ACTIONS).exists()
    except OSError:
        return False


def append(folder: Path, line: bytes) -> None:
    """Add one line, which ends in a line break. Only while `held`."""
    path = folder / ACTIONS
    try:
        if not path.exists():
            _make(folder, path)
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0))
    except OSError as error:
        msg = f"cannot be written to: {error.strerror}; is it open in another program?"
        raise TryLater(msg, about=ACTIONS) from error
    try:
        size = os.fstat(descriptor).st_size
        os.lseek(descriptor, max(0, size - 1), os.SEEK_SET)
        ends = size == 0 or os.read(descriptor, 1) == b"\n"
        left = memoryview(line if ends else b"\r\n" + line)  # never on the end of a line that broke off
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
        if os.fstat(descriptor).st_ino != path.stat().st_ino:
            msg = "was replaced by another program while it was written to"
            raise Uncertain(msg, about=ACTIONS)
    except OSError as error:
        msg = f"the line may not have been written: {error.strerror}"
        raise Uncertain(msg, about=ACTIONS) from error
    finally:
        os.close(descriptor)


def _make(folder: Path, path: Path) -> None:
    """The file with its header, there whole or not at all; then the mark that it was."""
    fresh = folder / ".actions.csv.new"
    with fresh.open("wb") as opened:
        opened.write(header())
        opened.flush()
        os.fsync(opened.fileno())
    fresh.replace(path)
    with suppress(OSError):  # the mark only guards against a file that is taken away later
        (folder / LOCK).write_bytes(_MADE)
