"""The way in: the `duesync` command, and `python -m sync` for processes that start one another."""

from __future__ import annotations

import gc

_SELDOM = 50_000  # objects made between two looks for garbage, where Python has 700


def main() -> None:
    """Run the command line.

    Loading a program makes many objects and no garbage, and looking for it all the same takes a
    fifth of a short command; pages of a pull are freed by count, not by the collector.
    """
    gc.set_threshold(_SELDOM, 20, 100)
    from sync.cli import main as run  # after the collector was told

    run()


if __name__ == "__main__":
    main()
