"""Another process at the same database: what it does is named on its command line.

python -m tests.sync.child open URL                                    open (and migrate) the store
python -m tests.sync.child hold URL NAME                               take a lease, and keep it
python -m tests.sync.child renew URL KEY_FILE LEDGER_ID TOKEN_FILE     renew a sign-in
python -m tests.sync.child call URL LEDGER_ID LONGEST                  make a call that does not end
python -m tests.sync.child share URL LEDGER_ID                         make four calls of ten a second
python -m tests.sync.child tell URL LEDGER_ID TIMES                    add so many events to the audit chain

It says "ready" when it has loaded, goes on at a line on its input, and prints what came of it.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from subprocess import PIPE, Popen

import msgspec

from connectors.base import Limits, Tokens
from connectors.errors import SignInAgain
from sync import migrations
from sync.clock import real
from sync.secrets import open_vault
from sync.store import leases, open_store
from sync.store.allowance import StoredAllowance
from sync.store.chain import tell
from sync.store.credentials import StoredCredentials

ROOT = Path(__file__).resolve().parents[2]


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


def main(act: str, url: str, *more: str) -> str:
    """Do it; returns what to print."""
    assert migrations.head()
    if act == "renew":
        key, ledger_id, provider = more
        vault = open_vault(f"file:{key}", Path())
        credentials = StoredCredentials(open_store(url, real()), vault, int(ledger_id), "harbour")
        stale = credentials.tokens()
        await_the_word()
        return credentials.renew(stale, lambda tokens: rotate(Path(provider), tokens)).access_token
    await_the_word()
    store = open_store(url, real())
    if act == "call":
        with StoredAllowance(store, int(more[0]), "harbour", Limits(at_once=1), float(more[1])).call(
            metered=True
        ):
            print("calling", flush=True)  # noqa: T201 - how it answers
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
    print("none" if lease is None else lease.fence, flush=True)  # noqa: T201 - how it answers
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


def await_the_word() -> None:
    """Say that we are ready, and wait."""
    print("ready", flush=True)  # noqa: T201 - how it answers
    sys.stdin.readline()


@contextmanager
def children(number: int, *arguments: str) -> Iterator[list[Popen[str]]]:
    """So many processes, all loaded; killed at the end."""
    command = [sys.executable, "-m", "tests.sync.child", *arguments]
    started = [
        Popen(command, cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True)  # noqa: S603 - ourselves
        for _ in range(number)
    ]
    try:
        for child in started:
            assert child.stdout is not None
            assert child.stdout.readline() == "ready\n", child.communicate()[1]
        yield started
    finally:
        for child in started:
            child.kill()
            child.communicate()


def all_at_once(started: list[Popen[str]]) -> list[str]:
    """Give them the word; what each printed."""
    for child in started:
        assert child.stdin is not None
        child.stdin.write("\n")
        child.stdin.flush()
    answers = [child.communicate(timeout=60) for child in started]
    assert all(child.returncode == 0 for child in started), answers
    return [answer.strip() for answer, _ in answers]


if __name__ == "__main__":
    print(main(*sys.argv[1:]))  # noqa: T201 - how it answers
