"""Another process at the same database: what it does is named by its arguments.

open URL                                    open (and migrate) the store
hold URL NAME                               take a lease, and keep it
renew URL KEY_FILE LEDGER_ID TOKEN_FILE     renew a sign-in
call URL LEDGER_ID LONGEST                  make a call that does not end
share URL LEDGER_ID                         make four calls of ten a second
tell URL LEDGER_ID TIMES                    add so many events to the audit chain

It says "ready" when it is there, goes on at the word, and says what came of it: each a line in its file.
"""

from __future__ import annotations

import os
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import msgspec

from connectors.base import Limits, Tokens
from connectors.errors import SignInAgain
from sync.clock import real
from sync.secrets import open_vault
from sync.store import leases, open_store
from sync.store.allowance import StoredAllowance
from sync.store.chain import tell
from sync.store.credentials import StoredCredentials
from tests.crash.nursery import nursery

ROOT = Path(__file__).resolve().parents[2]
_WORD = "go on"  # file beside those of all
_PATIENCE = 60.0  # seconds


def rotate(provider: Path, stale: Tokens) -> Tokens:
    """What a provider does that takes each refresh token once: its state is a line per refresh."""
    used = provider.read_text(encoding="ascii").split()
    if used[-1] != stale.refresh_token:
        text = "this refresh token was used before"
        raise SignInAgain(text)
    fresh = f"refresh-{len(used)}"
    with provider.open("a", encoding="ascii") as told:
        told.write(f"{fresh}\n")
    time.sleep(0.3)
    return msgspec.structs.replace(
        stale,
        access_token=f"access-{len(used)}",
        refresh_token=fresh,
        expires_at=stale.expires_at + timedelta(minutes=30),
    )


def live(arguments: list[str]) -> None:
    """Do it: the file to say it in, and what to do."""
    said, *what = arguments
    mine = _Told(Path(said))
    mine.say(_done(mine, *what))


@dataclass(frozen=True, slots=True)
class _Told:
    """Where it says what it has to say, and is given the word."""

    said: Path

    def say(self, line: str) -> None:
        with self.said.open("a", encoding="utf-8") as told:
            told.write(f"{line}\n")

    def await_the_word(self) -> None:
        """Say that we are ready, and wait; not for ever, for the test may be gone."""
        self.say("ready")
        word, end = self.said.with_name(_WORD), time.monotonic() + _PATIENCE
        while not word.exists():
            assert time.monotonic() < end, "no word came"
            time.sleep(0.002)  # a file tells nobody, and all are to begin within a moment


def _done(mine: _Told, act: str, url: str, *more: str) -> str:
    """What came of it."""
    if act == "renew":
        key, ledger_id, provider = more
        vault = open_vault(f"file:{key}", Path())
        credentials = StoredCredentials(open_store(url, real()), vault, int(ledger_id), "harbour")
        stale = credentials.tokens()
        mine.await_the_word()
        return credentials.renew(stale, lambda tokens: rotate(Path(provider), tokens)).access_token
    mine.await_the_word()
    store = open_store(url, real())
    if act == "call":
        with StoredAllowance(store, int(more[0]), "harbour", Limits(at_once=1), float(more[1])).call(
            metered=True
        ):
            mine.say("calling")
            time.sleep(60)
    if act == "share":
        limits = Limits(at_once=10, per_second=10, per_minute=500)
        return ";".join(spans(StoredAllowance(store, int(more[0]), "harbour", limits, 30)))
    if act == "tell":
        for number in range(int(more[1])):
            with store.write() as connection:
                tell(connection, int(more[0]), "act", {"act": "hold", "note": str(number)}, of="C1")
        return "told"
    if act == "open":
        return store.instance_id()
    with store.write() as connection:
        lease = leases.acquire(connection, more[0], leases.holder(), store.clock.wall(), 300)
    mine.say("none" if lease is None else str(lease.fence))
    time.sleep(60)
    return "slept"


def spans(allowance: StoredAllowance) -> Iterator[str]:
    """Four calls, when each began and ended."""
    for _ in range(4):
        with allowance.call(metered=True):
            began = time.time()
            time.sleep(0.05)
            ended = time.time()
        yield f"{began} {ended}"


@dataclass(slots=True)
class Child:
    """One of them, as the test sees it. `waited_for`: its process id may be another's by now."""

    pid: int
    said: Path
    waited_for: bool = False

    def line(self, number: int) -> str:
        """What it said then, waited for; the first is "ready"."""
        end = time.monotonic() + _PATIENCE
        while len(lines := self.said.read_text(encoding="utf-8").splitlines()) <= number:
            errors = _errors(self.said).read_text(encoding="utf-8")
            assert not errors, errors
            assert time.monotonic() < end, lines
            time.sleep(0.002)  # as above
        return lines[number]

    def go_on(self) -> None:
        """Give it, and all that are begun with it, the word."""
        self.said.with_name(_WORD).touch()

    def kill(self) -> None:
        """Nobody has waited for it then."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Its exit code."""
        code = nursery().wait(self.pid, _PATIENCE)
        self.waited_for = True
        return int(code)


def _errors(said: Path) -> Path:
    return said.with_suffix(".errors")


@contextmanager
def children(number: int, *arguments: str) -> Iterator[list[Child]]:
    """So many processes, all ready; killed at the end."""
    with tempfile.TemporaryDirectory() as folder:
        started: list[Child] = []
        try:
            for each in range(number):
                said = Path(folder) / f"{each}.txt"
                for made in (said, _errors(said)):
                    made.touch()
                pid = nursery().begin([str(said), *arguments, str(_errors(said))], __name__)
                started.append(Child(pid, said))
            for child in started:
                assert child.line(0) == "ready"
            yield started
        finally:
            for child in started:
                if not child.waited_for:
                    child.kill()
                    child.wait()


def all_at_once(started: list[Child]) -> list[str]:
    """Give them the word; what each said."""
    started[0].go_on()
    told = [child.line(1) for child in started]
    assert [child.wait() for child in started] == [0] * len(started)
    return told
