"""Processes that all renew one sign-in at the same moment, several times.

Each says how it ended: "good", or what went wrong.
"""

from __future__ import annotations

import signal
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import connectors
import connectors.quickbooks.client
import connectors.xero.client
from connectors.errors import ConnectorError
from sync.clock import fixed
from sync.office import open_office
from sync.store.credentials import StoredCredentials
from tests.crash.nursery import nursery


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


def live(arguments: list[str]) -> None:
    """One of them: FOLDER LEDGER NOW TIMES START SAID."""
    folder, ledger, now, times, start, said = arguments
    ended = renew(Path(folder), ledger, datetime.fromisoformat(now), int(times), float(start))
    Path(said).write_text(ended, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Turn:
    """One of them, as the test sees it. `said`: file for how it ended."""

    pid: int
    said: Path

    def ended(self) -> str:
        """How, waited for: "killed" where it was, or what went wrong in full."""
        code = nursery().wait(self.pid)
        errors = self.said.with_suffix(".errors").read_text(encoding="utf-8")
        return "killed" if code == -signal.SIGKILL else errors or self.said.read_text(encoding="utf-8")


def turns(folder: Path, ledger: str, now: datetime, processes: int, times: int) -> list[Turn]:
    """Begin so many, that renew so many times each."""
    start = time.monotonic() + 0.5
    begun = []
    for number in range(processes):
        said = folder / f"turn-{number}.txt"
        arguments = [str(folder), ledger, now.isoformat(), str(times), str(start), str(said)]
        pid = nursery().begin([*arguments, str(said.with_suffix(".errors"))], __name__)
        begun.append(Turn(pid, said))
    return begun
