"""`make load`: both ledgers or the one named, and what came of it in numbers (see tests.load.storm)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.load.holds import check
from tests.load.storm import CUSTOMERS, storm
from tests.world import QUICKBOOKS, XERO, world


def main() -> None:
    """Both ledgers or the one named, and what came of it."""
    seconds, seed = float(sys.argv[1]), int(sys.argv[2])
    names = sys.argv[3:4] or [XERO, QUICKBOOKS]
    failed = False
    for name in names:
        with (
            tempfile.TemporaryDirectory() as folder,
            world(Path(folder), customers=CUSTOMERS, store=sys.argv[4] if sys.argv[4:] else None) as made,
        ):
            done = storm(made, name, seconds, seed)
            sys.stdout.write(f"{name}, {seconds:.0f} s, seed {seed}\n")
            sys.stdout.writelines(f"  {what}: {number}\n" for what, number in done.figures().items())
            try:
                check(done)
                sys.stdout.write("  all holds\n")
            except AssertionError as error:
                failed = True
                sys.stdout.write(f"  FAILED: {error}\n{done.log.read_text(encoding='utf-8')[-3000:]}\n")
            sys.stdout.flush()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
