"""`make audit`: no package that we install may have a known flaw. Fails on a finding, and never claims one.

Without a service of advisories that answers, nothing is known: that is a warning, and no failure.
"""

from __future__ import annotations

import sys

from tests.audit.asking import SERVICES, asked

LOCKS = ("requirements.lock", "requirements-dev.lock")


def main() -> int:
    """1 where a package has a known flaw that nobody allowed, else 0."""
    found = asked(LOCKS, SERVICES)
    sys.stdout.writelines(f"{line}\n" for line in found.lines())
    return 1 if found.flaws else 0


if __name__ == "__main__":
    sys.exit(main())
