"""Eight processes, forked from this one, that all renew one sign-in at the same moment, several times.

    python -m tests.load.turns FOLDER LEDGER NOW PROCESSES TIMES

It says "ready" and their process ids, then how each of them ended: "good", or what went wrong.
"""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime
from pathlib import Path

import connectors
import connectors.quickbooks.client
import connectors.xero.client
from connectors.errors import ConnectorError
from sync.clock import fixed
from sync.office import open_office
from sync.store.credentials import StoredCredentials


def renew(folder: Path, ledger: str, now: datetime, times: int, start: float) -> str:
    """Renew, so many times, whatever is stored then. How it ended."""
    office = open_office(folder / "config.toml", fixed(now))
    linked = office.linked(ledger)
    sign_in = connectors.provider(linked.provider).sign_in
    assert sign_in is not None
    refresh = sign_in(office.connection(ledger, linked.company_id)).refresh
    kept = StoredCredentials(office.store, office.vault(), linked.id, ledger)
    stale = kept.tokens()
    time.sleep(max(0.0, start - time.monotonic()))
    for _ in range(times):
        try:
            stale = kept.renew(stale, refresh)
        except ConnectorError as error:
            return f"{type(error).__name__}: {error}"
    return "good" if kept.tokens().refresh_token else "no token is stored"


def main() -> None:
    """Fork them, and tell how they ended."""
    folder, ledger, now, processes, times = sys.argv[1:]
    start = time.monotonic() + 1
    mine, theirs = os.pipe()
    pids = []
    for _ in range(int(processes)):
        pids.append(os.fork())
        if not pids[-1]:
            said = "did not end"
            try:
                said = renew(Path(folder), ledger, datetime.fromisoformat(now), int(times), start)
            except BaseException as error:  # noqa: BLE001  # told by the parent; nothing of it may run here
                said = repr(error)
            finally:
                os.write(theirs, f"{said}\n".encode())
                os._exit(0)
    os.close(theirs)
    print("ready", *pids, flush=True)  # noqa: T201  # how it answers
    with os.fdopen(mine, encoding="utf-8") as told:
        sys.stdout.write(told.read())


if __name__ == "__main__":
    main()
