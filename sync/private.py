"""Files for their owner's eyes alone: all that this program writes holds somebody's books or secrets.

The law: nobody else can read one, not for a moment and whatever the umask says, one that was there
before included.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

OTHERS = 0o077
_OWNER = 0o600


def write(path: Path, body: bytes | str) -> None:
    """Write all of it, in place of what was there. Raises `OSError`."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, _OWNER), "wb") as out:
        if os.name == "posix" and stat.S_ISREG(os.fstat(out.fileno()).st_mode):  # not a terminal or a pipe
            os.fchmod(out.fileno(), _OWNER)
        out.write(body.encode() if isinstance(body, str) else body)


def is_open(path: Path) -> bool:
    """Whether others on this machine may read or change it, as far as the file itself goes."""
    try:
        return os.name == "posix" and bool(stat.S_IMODE(path.stat().st_mode) & OTHERS)
    except OSError:
        return False
