"""A terminal in the pretend world: the real command line, with every word it ever printed kept.

In this process for speed, or as a process of its own. What was printed, and the database's files,
are searched for secrets at the end of every test that has a `Terminal`.
"""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from connectors.sandbox.faults import Fault
from connectors.sandbox.quickbooks import QuickBooksApi
from connectors.sandbox.xero import XeroApi
from sync import cli
from sync.rehearsal.sandbox import consent
from sync.store.credentials import StoredCredentials
from sync.tables import allowances, credentials, effects, ledgers, snapshots
from tests.world import BOTH, WORKING_DAY, XERO, World

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """What one command said. `out`, `err`: its two outputs."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        """The lines of its error output."""
        return self.err.splitlines()

    @property
    def json(self) -> Any:
        """Its output as the JSON it must be."""
        return json.loads(self.out)


class _Keyboard:
    """What a person types: `answers` is asked for the next line when the program waits for one."""

    def __init__(self, answers: Callable[[], str]) -> None:
        self._answers = answers

    def readline(self, _size: int = -1) -> str:
        return self._answers()

    def isatty(self) -> bool:
        return False


@dataclass(slots=True)
class Terminal:
    """`secrets`: planted ones; the tokens in force are added as they change."""

    world: World
    secrets: set[str]
    printed: list[Told] = field(default_factory=list)

    def type(
        self,
        *words: str,
        now: datetime | None = WORKING_DAY,
        config: Path | None = None,
        answers: Callable[[str], str] | None = None,
    ) -> Told:
        """Run the command line's own entry in this process. `answers`: typed in reply to what it said."""
        out, err = io.StringIO(), io.StringIO()
        keyboard = _Keyboard(lambda: "" if answers is None else answers(out.getvalue()) + "\n")
        before = sys.argv, sys.stdin, signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
        pretend = () if now is None else ("--now", now.isoformat())
        sys.argv = ["duesync", "--config", str(config or self.world.config), *pretend, *words]
        sys.stdin, code = keyboard, 0  # as much of a file as `input` needs
        try:
            with redirect_stdout(out), redirect_stderr(err):
                cli.main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
        finally:
            sys.argv, sys.stdin = before[0], before[1]
            signal.signal(signal.SIGTERM, before[2])
            signal.signal(signal.SIGINT, before[3])
        return self._keep(Told(words, code, out.getvalue(), err.getvalue()))

    def start(self, *words: str, browser: str = "", alone: bool = False) -> subprocess.Popen[str]:
        """The command line as a process of its own. `browser`: the command that stands for one.

        `alone`: without the two settings that every command shares.
        """
        command = [sys.executable, "-m", "sync"]
        if not alone:
            command += ["--config", str(self.world.config), "--now", WORKING_DAY.isoformat()]
        here = {"PYTHONPATH": str(Path(__file__).resolve().parents[2]), "BROWSER": browser}
        return subprocess.Popen(  # noqa: S603 - our own command
            [*command, *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **here},
        )

    def end(self, process: subprocess.Popen[str], *, seconds: float = 30) -> Told:
        """Wait for it to end, and keep what it said."""
        out, err = process.communicate(timeout=seconds)
        return self._keep(Told(tuple(map(str, process.args)), process.returncode, out, err))  # type: ignore[arg-type]  # a list here

    def link(self, name: str, answer: Callable[[str], str] = consent) -> Told:
        """Type `connect --paste`; `answer` makes of the address shown what is pasted."""

        def pasted(said: str) -> str:
            return answer(re.findall(r"http\S+", said)[-1])

        return self.type("connect", name, "--paste", answers=pasted)

    def api(self, name: str) -> XeroApi | QuickBooksApi:
        """The emulated source of that ledger."""
        return self.world.sandbox.xero if name == XERO else self.world.sandbox.quickbooks

    def break_(self, name: str, match: str, action: str, **more: Any) -> None:
        """Let a fault wait at that ledger."""
        self.api(name).faults.add(Fault(match=match, action=action, **more))  # type: ignore[arg-type]  # from a table

    def mend(self) -> None:
        """Nothing fails any more, and every wait that was asked for is over."""
        for name in BOTH:
            self.api(name).faults.clear()
        self.world.sandbox.mail.heal()
        with self.world.office.store.write() as connection:
            connection.execute(sa.delete(allowances))  # no rest, and the minute's calls are whole again
            connection.execute(sa.update(effects).values(look_after=LONG_AGO))

    def status(self, name: str) -> dict[str, Any]:
        """What `status --json` says of the ledger."""
        told = self.type("status", "--json")
        found: dict[str, Any] = next(one for one in told.json["ledgers"] if one["name"] == name)
        return found

    def balances(self, name: str) -> dict[str, Decimal]:
        """Open balances as staged."""
        return {currency: Decimal(text) for currency, text in self.status(name)["open_balance"].items()}

    def tokens(self, name: str) -> tuple[str, str]:
        """The access and refresh tokens in force."""
        office = self.world.office
        held = StoredCredentials(office.store, office.vault(), office.linked(name).id, name).tokens()
        return held.access_token, held.refresh_token

    def searched(self) -> list[str]:
        """Where a secret stands that must not: in a command's output or a file of the database."""
        with self.world.office.store.read() as connection:
            rested_on = connection.scalars(sa.select(snapshots.c.body)).all()  # they lie packed
        self.world.office.close()  # reading the file beside it would cancel SQLite's locks
        places = {"an account": b"".join(rested_on)} | {
            f"{number} {' '.join(told.words)}": (told.out + told.err).encode()
            for number, told in enumerate(self.printed)
        }
        places |= {file.name: file.read_bytes() for file in self.world.folder.glob("*.db*")}
        return [
            f"a secret stands in {place}"
            for place, content in places.items()
            for secret in self.secrets
            if secret.encode() in content
        ]

    def _keep(self, told: Told) -> Told:
        assert "Traceback" not in told.out + told.err, told.err
        self.printed.append(told)
        with self.world.office.store.read() as connection:
            signed_in = sa.select(ledgers.c.name).join(credentials).where(ledgers.c.leaves_on.is_(None))
            linked = list(connection.scalars(signed_in))
        for name in linked:
            self.secrets.update(self.tokens(name))
        return told


@contextmanager
def terminal(world: World, *, secrets: tuple[str, ...] = ()) -> Iterator[Terminal]:
    """A terminal whose outputs and database are searched at the end."""
    one = Terminal(world, {world.sandbox.client_secret, *secrets})
    yield one
    assert one.searched() == []
