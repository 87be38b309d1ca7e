"""The way in: the `duesync` command, and `python -m sync` for processes that start one another."""

from __future__ import annotations

import atexit
import gc
import sys

_SELDOM = 50_000  # objects made between two looks for garbage, where Python has 700
_TURN = 0.001  # seconds that a thread may keep the interpreter while others want it, where Python has 5 ms


def settle() -> None:
    """Set the interpreter to this program's ways.

    Loading it makes many objects and no garbage, and looking for it all the same takes a fifth of a
    short command; pages of a pull are freed by count, not by the collector. And while the database
    stores a page without the interpreter, a thread that reads the next one must not keep it waiting.
    At the end all that is left is given back with the process, and looking through it for garbage once
    more would take another fifth.
    """
    gc.set_threshold(_SELDOM, 20, 100)
    sys.setswitchinterval(_TURN)
    atexit.register(gc.freeze)


def main() -> None:
    """Run the command line."""
    settle()
    from sync.cli import main as run  # after the collector was told

    run()


if __name__ == "__main__":
    main()
